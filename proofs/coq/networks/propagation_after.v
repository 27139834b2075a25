(** C1, sharper: local errors measured after the activation. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Examples Tactics.
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

Theorem defined : forall (f : comparison) (rho gain : nat -> R),
  well_defined (depth f) (unit_errors f) (width f) (local_errors_after f) gain rho.
Proof. well_defined. Qed.

(** It is an equality for a network of two units, one of whose weights is halved. *)
Theorem attained : exists (f : comparison) (rho gain : nat -> R),
  has_measure f /\ has_lipschitz f rho /\ has_gain f (pruned f) gain /\ 0 < output_error f
  /\ output_error f = right_side (depth f) (unit_errors f) (width f) (local_errors_after f) gain rho.
Proof.
  exists doubled, (fun _ => 1), (fun _ => 1).
  assert (E : output_error doubled = 1).
  { unfold output_error. cbn [width depth doubled]. rewrite euclid_single, doubled_units by lia. apply Rabs_R1. }
  do 3 (split; [first [apply doubled_measure|apply doubled_lipschitz|apply doubled_gain]|]).
  rewrite E. split; [lra|]. unfold right_side. cbn [width depth doubled]. destruct doubled_local_after as [D1 D2].
  unfold sum_range, prod_range. cbn [sum prod Nat.add Nat.sub Nat.eqb]. rewrite D1, D2.
  replace (0 + 1 ^ 2) with 1 by ring. replace (0 + 0 ^ 2) with 0 by ring. rewrite pr_base1, pr_0. ring.
Qed.
