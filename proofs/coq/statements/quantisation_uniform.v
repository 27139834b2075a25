(* Printed from the bound quantisation-uniform by lqtheory.formal; do not edit.
   Rounding to the nearest multiple of Δ, without clipping, moves no weight by more than Δ/2. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (step : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < step) ->
    max_on d (fun _ => true) (fun i => Rabs (w i - step * IZR (ceil (w i / step - 1 / 2))))
    <= (1 / 2) * step.

Definition well_defined : Prop :=
  forall (d : nat) (step : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < step) ->
    (forall i, (i < d)%nat -> (step <> 0)) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i - step * IZR (ceil (w i / step - 1 / 2))))).

Definition inhabited : Prop :=
  exists (d : nat) (step : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < step).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => (1 / 2) | _ => 0 end).
