(* Printed from the bound axiom-rising-tide by lqtheory.formal; do not edit.
   Adding η to all magnitudes does not lower N_{½,1}; of flat vectors it changes nothing. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (eta : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2 / sum d (fun i => Rabs (w i))
    <= sum d (fun i => Rabs (eta + Rabs (w i)) ^^ (1 / 2)) ^ 2 / sum d (fun i => Rabs (eta + Rabs (w i))).

Definition well_defined : Prop :=
  forall (d : nat) (eta : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (sum d (fun i => Rabs (w i)) <> 0) /\
    (forall i, (i < d)%nat -> (0 < Rabs (eta + Rabs (w i)) \/ 0 <= Rabs (eta + Rabs (w i)) /\ 0 < (1 / 2))) /\
    (sum d (fun i => Rabs (eta + Rabs (w i))) <> 0).

Definition inhabited : Prop :=
  exists (d : nat) (eta : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 <= eta) /\
    (sum d (fun i => Rabs (w i)) <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
