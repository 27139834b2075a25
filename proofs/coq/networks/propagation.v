(** C1: the local errors of the layers, carried to the output by operator norms. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Tactics.
From Statements Require Import propagation.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho gain : nat -> R),
  has_measure f -> has_lipschitz f rho -> has_gain f (pruned f) gain ->
  output_error f <= right_side (depth f) (unit_errors f) (width f) rho (local_errors f) gain.
Proof.
  intros f rho gain M P G. eapply Rle_trans; [apply (propagation_at_most f rho M P gain G)|]. right.
  apply sum_range_ext. intros l _. rewrite euclid_pow. f_equal.
  apply prod_range_ext. intros; ring.
Qed.

(** what is bounded is the printed left side *)
Theorem is_left_side : forall (f : comparison) (rho gain : nat -> R),
  output_error f = left_side (depth f) (unit_errors f) (width f) rho (local_errors f) gain.
Proof. intros. unfold left_side. symmetry. apply euclid_pow. Qed.
