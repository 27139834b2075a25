(** C2: errors of single units, carried through the absolute values of the pruned weights. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Tactics.
From Statements Require Import elementwise.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho : nat -> R) (l : nat),
  has_measure f -> has_lipschitz f rho -> (1 <= l <= depth f)%nat ->
  euclid (width f l) (unit_errors f l)
  <= right_side (depth f) l (unit_errors f) (width f) (local_errors f) (weight (pruned f)) rho.
Proof.
  intros f rho l M P Hl. unfold right_side. rewrite euclid_pow. apply euclid_le. intros i Hi.
  rewrite Rabs_pos_eq by apply L2_nonneg.
  eapply Rle_trans; [apply (elementwise_unit f rho M P l i Hl Hi)|]. right.
  rewrite Rplus_comm, Rmult_comm. do 2 f_equal. apply sum_ext. intros; ring.
Qed.
