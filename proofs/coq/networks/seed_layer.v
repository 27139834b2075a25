(** C4, one layer. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Kept Seed Tactics.
From Statements Require Import seed_layer.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R) (l : nat),
  0 < q <= 1 -> has_lipschitz f rho -> magnitude_pruned f kept -> (1 <= l <= depth f)%nat ->
  layer_sup_error f l
  <= right_side (depth f) l q (layer_sup_error f) (input_sup f) kept (fan_in f) (local_errors f) (width f)
       (weight (dense f)) rho.
Proof.
  intros f rho kept q l Hq P K Hl.
  eapply Rle_trans; [apply (seed_layer_at_most f rho kept q _ _ Hq P K (largest_norm_at_most f q) (input_sup_at_most f) l Hl)|].
  right. unfold right_side, fan_in. change (max_on (width f l) _ _) with (largest_norm f q l).
  rewrite (max_over_ext _ _ _ (fun r => (INR r - INR (kept l)) * INR r ^^ (- (1 / q)))) by (intros; ring).
  unfold worst_tail1. ring.
Qed.
