(* Printed from the bound margin-forms by lqtheory.formal; do not edit.
   Points whose squared margins, halved, sum to ε² are at most #(margins < γ) + 2ε²/γ² many, for every γ. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (S : nat -> bool) (eps : R) (gamma : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < gamma) ->
    (sum_on d S (fun i => w i ^ 2) <= 2 * eps ^ 2) ->
    INR (count d S)
    <= 2 * eps ^ 2 / gamma ^ 2 + INR (count d (fun i => ltb (Rabs (w i)) gamma)).

Definition well_defined : Prop :=
  forall (d : nat) (S : nat -> bool) (eps : R) (gamma : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < gamma) ->
    (sum_on d S (fun i => w i ^ 2) <= 2 * eps ^ 2) ->
    (gamma <> 0).

Definition inhabited : Prop :=
  exists (d : nat) (S : nat -> bool) (eps : R) (gamma : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < gamma) /\
    (sum_on d S (fun i => w i ^ 2) <= 2 * eps ^ 2).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end);
  exists 1;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
