(** C4, one layer. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Kept Seed Examples Tactics.
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

Theorem defined : forall (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R) (l : nat),
  0 < q <= 1 -> (1 <= l <= depth f)%nat ->
  well_defined (depth f) l q (layer_sup_error f) (input_sup f) kept (fan_in f) (local_errors f) (width f)
    (weight (dense f)) rho.
Proof.
  intros f rho kept q l Hq Hl. assert (0 < 1 / q) by (apply Rdiv_lt_0_compat; lra). well_defined.
Qed.

(** It is an equality for a unit one of whose inputs is dropped. *)
Theorem attained : exists (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R) (l : nat),
  0 < q <= 1 /\ has_lipschitz f rho /\ magnitude_pruned f kept /\ (1 <= l <= depth f)%nat
  /\ 0 < layer_sup_error f l
  /\ layer_sup_error f l
     = right_side (depth f) l q (layer_sup_error f) (input_sup f) kept (fan_in f) (local_errors f) (width f)
         (weight (dense f)) rho.
Proof.
  exists halved, (fun _ => 1), (fun _ => 1%nat), (1 / 2), 1%nat.
  split; [lra|]. split; [apply halved_lipschitz|]. split; [apply halved_pruned|]. split; [simpl; lia|].
  rewrite halved_error by lia. split; [lra|]. unfold right_side. rewrite halved_inputs by lia. cbn [Nat.sub].
  rewrite sup_error_0. destruct halved_norms as [N1 _]. destruct halved_tails as [T1 _].
  rewrite (max_over_ext _ _ _ (fun r => (INR r - INR 1) * INR r ^^ (- (1 / (1 / 2))))) by (intros; ring).
  unfold lq_norm, worst_tail1 in *. cbn [fan_in width dense weight halved Nat.eqb Nat.sub max_on].
  rewrite N1, T1, Rmax_right by lra. field.
Qed.
