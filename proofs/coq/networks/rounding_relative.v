(** E1, floats: the relative error of any rounding to nearest, for every norm. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Ranges Floats FloatExists.
Open Scope R_scope.

Theorem holds : forall (d t : nat) (q : R) (w : nat -> R) (fl : R -> R),
  (1 <= t)%nat -> 0 < q -> rounds_to_nearest t fl ->
  sum d (fun i => Rabs (w i - fl (w i)) ^^ q) ^^ (1 / q)
  <= sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / (2 ^ t + 1).
Proof. apply rounding_relative. Qed.

(** There is such a rounding. *)
Theorem witnessed : forall t, (1 <= t)%nat -> exists fl, rounds_to_nearest t fl.
Proof. intros t Ht. exists (round_nearest t). now apply round_nearest_is. Qed.
