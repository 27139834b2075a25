(** C2: errors of single units, carried through the absolute values of the pruned weights. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Examples Tactics.
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

Theorem defined : forall (f : comparison) (rho : nat -> R) (l : nat), (1 <= l <= depth f)%nat ->
  well_defined (depth f) l (unit_errors f) (width f) (local_errors f) (weight (pruned f)) rho.
Proof. well_defined. Qed.

(** It is an equality for a network of two units, one of whose weights is halved. *)
Theorem attained : exists (f : comparison) (rho : nat -> R) (l : nat),
  has_measure f /\ has_lipschitz f rho /\ (1 <= l <= depth f)%nat
  /\ 0 < euclid (width f l) (unit_errors f l)
  /\ euclid (width f l) (unit_errors f l)
     = right_side (depth f) l (unit_errors f) (width f) (local_errors f) (weight (pruned f)) rho.
Proof.
  exists doubled, (fun _ => 1), 2%nat.
  assert (E : euclid (width doubled 2) (unit_errors doubled 2) = 1).
  { cbn [width doubled]. rewrite euclid_single, doubled_units by lia. apply Rabs_R1. }
  repeat split; [apply doubled_measure|apply doubled_lipschitz|lia|simpl; lia|rewrite E; lra|].
  rewrite E. unfold right_side. cbn [width depth doubled weight pruned Nat.sub]. destruct doubled_local as [_ D2].
  cbn [sum]. rewrite D2, doubled_units, Rabs_R1 by lia.
  replace (0 + ((0 + (0 + 1 * 1)) * 1) ^ 2) with 1 by ring. now rewrite pr_base1.
Qed.
