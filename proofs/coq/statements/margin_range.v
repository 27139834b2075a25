(* Printed from the bound margin-range by lqtheory.formal; do not edit.
   Margins fall, on average over any points, by at most range(f - f̂): no label is lost where that is < margin. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (margin : nat -> R) (margin0
    : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    sum n (fun a => (Rmax 0 (margin a - margin0 a))) / INR n
    <= sum n (fun a => max_on c (fun _ => true) (fun z => max_on c (fun _ => true) (fun j => Rabs (F a j + G a z - F a
      z - G a j)))) / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (margin : nat -> R) (margin0
    : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    (INR n <> 0) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (forall j, (j < c)%nat -> (0 <= Rabs (F a j + G a z - F a z -
      G a j))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (0 <= max_on c (fun _ => true) (fun j => Rabs (F a j + G a z -
      F a z - G a j))))).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (margin : nat -> R) (margin0
    : nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat) /\
    ((2 <= c)%nat) /\
    (forall i, (i < n)%nat -> (y i < c)%nat) /\
    (margins_of n c F y margin) /\
    (margins_of n c G y margin0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (1 / 2) | 0%nat, 1%nat => (1 / 2) | _, _ => 0 end);
  exists (fun i => match i with _ => 0%nat end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists (fun i => match i with _ => 0 end).
