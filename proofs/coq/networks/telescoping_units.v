(** C1', per output: the dense network becomes the pruned one, a layer at a time. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Hybrid Examples Tactics.
From Statements Require Import telescoping_units.
Open Scope R_scope.

Theorem holds : forall (f : comparison), has_measure f ->
  output_error f <= right_side (depth f) (unit_errors f) (width f) (unit_exchanges f).
Proof.
  intros f M. unfold right_side. rewrite euclid_pow. apply euclid_le. intros i Hi.
  rewrite Rabs_pos_eq by apply L2_nonneg. now apply telescoped_unit.
Qed.

Theorem defined : forall (f : comparison), well_defined (depth f) (unit_errors f) (width f) (unit_exchanges f).
Proof. well_defined. Qed.
