(* Printed from the bound soft-sparsity-least by lqtheory.formal; do not edit.
   The index ‖w‖_1/‖w‖_q of soft sparsity, q < 1, is at least d^(1-1/q), its value on flat vectors. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q < 1) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    INR d ^^ (1 - 1 / q)
    <= sum d (fun i => Rabs (w i)) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q).

Definition well_defined : Prop :=
  forall (d : nat) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q < 1) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    (q <> 0) /\
    (0 < INR d \/ 0 <= INR d /\ 0 < (1 - 1 / q)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
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
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 1) | _ => 0 end).
