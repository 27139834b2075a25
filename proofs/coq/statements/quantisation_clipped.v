(* Printed from the bound quantisation-clipped by lqtheory.formal; do not edit.
   On the levels -(2^(b-1)-1) … 2^(b-1)-1 no weight moves by more than Δ/2, if none lies further beyond them. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (b : Z) (step : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < step) ->
    (max_on d (fun _ => true) (fun i => Rabs (w i)) <= step * (2 ^^ (IZR b - 1) - 1 / 2)) ->
    max_on d (fun _ => true) (fun i => Rabs (w i - (Rmax (step * (1 - 2 ^^ (IZR b - 1))) (Rmin (step * (2 ^^ (IZR b -
      1) - 1)) (step * IZR (ceil (w i / step - 1 / 2)))))))
    <= (1 / 2) * step.

Definition well_defined : Prop :=
  forall (d : nat) (b : Z) (step : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < step) ->
    (max_on d (fun _ => true) (fun i => Rabs (w i)) <= step * (2 ^^ (IZR b - 1) - 1 / 2)) ->
    (forall i, (i < d)%nat -> (0 < 2 \/ 0 <= 2 /\ 0 < (IZR b - 1))) /\
    (forall i, (i < d)%nat -> (step <> 0)) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i - (Rmax (step * (1 - 2 ^^ (IZR b - 1))) (Rmin (step * (2 ^^ (IZR b - 1)
      - 1)) (step * IZR (ceil (w i / step - 1 / 2)))))))) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i))) /\
    (0 < 2 \/ 0 <= 2 /\ 0 < (IZR b - 1)).

Definition inhabited : Prop :=
  exists (d : nat) (b : Z) (step : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < step) /\
    (max_on d (fun _ => true) (fun i => Rabs (w i)) <= step * (2 ^^ (IZR b - 1) - 1 / 2)).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%Z;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => (1 / 2) | _ => 0 end).
