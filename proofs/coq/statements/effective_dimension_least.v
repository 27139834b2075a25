(* Printed from the bound effective-dimension-least by lqtheory.formal; do not edit.
   The effective dimension N_{p,q} is at least 1, its value on vectors with a single non-zero entry. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    ((q - p) <> 0) ->
    1
    <= (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) ^^ (p * q / (q -
      p)).

Definition well_defined : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) ->
    ((q - p) <> 0) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ p) \/ 0 <= sum d (fun i => Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) /\
    ((q - p) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) \/ 0 <= (sum d
      (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) /\ 0 < (p * q / (q - p))).

Definition inhabited : Prop :=
  exists (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < p) /\
    (0 < q) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) /\
    ((q - p) <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 1%nat => (- 3) | _ => 0 end).
