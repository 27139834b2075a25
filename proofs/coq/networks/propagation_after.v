(** C1, sharper: local errors measured after the activation. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Tactics.
From Statements Require Import propagation_after.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho gain : nat -> R),
  has_measure f -> has_lipschitz f rho -> has_gain f (pruned f) gain ->
  output_error f <= right_side (depth f) (unit_errors f) (width f) (local_errors_after f) gain rho.
Proof.
  intros f rho gain M P G. eapply Rle_trans; [apply (propagation_after_at_most f rho M P gain G)|]. right.
  apply sum_range_ext. intros l _. rewrite euclid_pow. f_equal.
  apply prod_range_ext. intros; ring.
Qed.
