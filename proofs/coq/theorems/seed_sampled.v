Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges L2 Quantities Tactics.
From Statements Require Import seed_sampled.
Open Scope R_scope.

(** The mean of squares, weighted by |w_j|, is at most the largest; what is subtracted is not negative. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H N S w _ Hn HN. assert (PN : 0 < INR N) by (apply lt_0_INR; lia).
  assert (Pn : 0 < INR n) by (apply lt_0_INR; lia).
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
  set (D := sum_on d (fun i => negb (S i)) (fun i => Rabs (w i))).
  set (B := max_on d (fun _ => true) (fun j => sum n (fun a => H a j ^ 2) / INR n)).
  assert (HD : 0 <= D) by (unfold D; nonneg).
  assert (Q : 0 <= sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) by nonneg.
  assert (M : sum_on d (fun i => negb (S i)) (fun j => sum n (fun a => H a j ^ 2) * Rabs (w j) / INR n) <= B * D).
  { unfold D. rewrite <- sum_on_scal. apply sum_on_le. intros j Hj _.
    replace (sum n (fun a => H a j ^ 2) * Rabs (w j) / INR n)
      with (sum n (fun a => H a j ^ 2) / INR n * Rabs (w j)) by (field; lra).
    apply Rmult_le_compat_r; [apply Rabs_pos|].
    now apply (max_on_ge d (fun _ => true) (fun j => sum n (fun a => H a j ^ 2) / INR n)). }
  apply Rmult_le_compat_l with (r := D) in M; [|easy].
  replace (B * D ^ 2) with (D * (B * D)) by ring. lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
