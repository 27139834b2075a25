(** C1, one layer. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Examples Tactics.
From Statements Require Import propagation_layer.
Open Scope R_scope.

Theorem holds : forall (f : comparison) (rho gain : nat -> R) (l : nat),
  has_measure f -> has_lipschitz f rho -> has_gain f (pruned f) gain -> (1 <= l <= depth f)%nat ->
  euclid (width f l) (unit_errors f l)
  <= right_side (depth f) l (unit_errors f) (width f) gain (local_errors f) rho.
Proof.
  intros f rho gain l M P G Hl. eapply Rle_trans; [apply (propagation_step f rho M P l (gain l) Hl (G l Hl))|].
  right. unfold right_side. rewrite !euclid_pow. ring.
Qed.

Theorem defined : forall (f : comparison) (rho gain : nat -> R) (l : nat), (1 <= l <= depth f)%nat ->
  well_defined (depth f) l (unit_errors f) (width f) gain (local_errors f) rho.
Proof. well_defined. Qed.

(** It is an equality for a network of two units, one of whose weights is halved. *)
Theorem attained : exists (f : comparison) (rho gain : nat -> R) (l : nat),
  has_measure f /\ has_lipschitz f rho /\ has_gain f (pruned f) gain /\ (1 <= l <= depth f)%nat
  /\ 0 < euclid (width f l) (unit_errors f l)
  /\ euclid (width f l) (unit_errors f l)
     = right_side (depth f) l (unit_errors f) (width f) gain (local_errors f) rho.
Proof.
  exists doubled, (fun _ => 1), (fun _ => 1), 2%nat.
  assert (E : euclid (width doubled 2) (unit_errors doubled 2) = 1).
  { cbn [width doubled]. rewrite euclid_single, doubled_units by lia. apply Rabs_R1. }
  do 3 (split; [first [apply doubled_measure|apply doubled_lipschitz|apply doubled_gain]|]).
  split; [simpl; lia|]. rewrite E. split; [lra|]. unfold right_side. cbn [width depth doubled Nat.sub]. destruct doubled_local as [_ D2].
  cbn [sum]. rewrite D2, doubled_units by lia.
  replace (0 + 1 ^ 2) with 1 by ring. replace (0 + 0 ^ 2) with 0 by ring. rewrite pr_base1, pr_0. ring.
Qed.
