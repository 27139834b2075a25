(** D1: the chance of at most t successes in N trials, t of any sign, falls with the chance of one. *)
Require Import Reals Lra Lia ZArith.
From LqTheory Require Import FiniteSum Binomial.
Open Scope R_scope.

Theorem holds : forall (N : nat) (t : Z) (p s : R), 0 <= s -> s <= p -> p <= 1 ->
  sum (Z.to_nat (t + 1)) (fun i => INR (binom N i) * p ^ i * (1 - p) ^ (N - i))
  <= sum (Z.to_nat (t + 1)) (fun i => INR (binom N i) * s ^ i * (1 - s) ^ (N - i)).
Proof. intros N t p s H0 H1 H2. exact (cdf_monotone N (Z.to_nat (t + 1)) p s H0 H1 H2). Qed.

(** The chances of 0, ..., N successes sum to 1. *)
Theorem witnessed : forall (N : nat) (p : R), sum (S N) (fun i => INR (binom N i) * p ^ i * (1 - p) ^ (N - i)) = 1.
Proof. exact cdf_all. Qed.
