(* Printed from the bound margin-markov by lqtheory.formal; do not edit.
   Accuracy drops by at most P(margin < γ, f correct) + 2 E‖f - f̂‖²/γ². *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (gamma : R) (y : nat -> nat) (margin : nat ->
    R) (margin0 : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (0 < gamma) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    INR (count n (fun i => ltb 0 (margin i))) / INR n - INR (count n (fun i => ltb 0 (margin0 i))) / INR n
    <= (2 * sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / gamma ^ 2 + INR (count n (fun i => ltb 0 (margin
      i))) - INR (count n (fun i => leb gamma (margin i)))) / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (gamma : R) (y : nat -> nat) (margin : nat ->
    R) (margin0 : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (0 < gamma) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    (INR n <> 0) /\
    (gamma <> 0).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (gamma : R) (y : nat -> nat) (margin : nat ->
    R) (margin0 : nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat) /\
    ((2 <= c)%nat) /\
    (0 < gamma) /\
    (forall i, (i < n)%nat -> (y i < c)%nat) /\
    (margins_of n c F y margin) /\
    (margins_of n c G y margin0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (1 / 2) | 0%nat, 1%nat => (1 / 2) | _, _ => 0 end);
  exists 1;
  exists (fun i => match i with _ => 0%nat end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists (fun i => match i with _ => 0 end).
