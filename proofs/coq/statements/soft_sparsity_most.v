(* Printed from the bound soft-sparsity-most by lqtheory.formal; do not edit.
   The index ‖w‖_1/‖w‖_q of soft sparsity, q < 1, is at most 1, and is 1 where only one entry is not 0. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q < 1) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    sum d (fun i => Rabs (w i)) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)
    <= 1.

Definition well_defined : Prop :=
  forall (d : nat) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q < 1) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0).

Definition inhabited : Prop :=
  exists (d : nat) (q : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < q) /\
    (q < 1) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists (1 / 2);
  exists (fun i => match i with 1%nat => (- 3) | _ => 0 end).
