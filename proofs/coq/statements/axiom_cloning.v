(* Printed from the bound axiom-cloning by lqtheory.formal; do not edit.
   N_{½,1} of two vectors joined is at most the sum of both, and that sum if one is a copy of the other. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (m : nat) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    (sum m (fun i => Rabs (v i)) <> 0) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    ((sum m (fun i => Rabs (v i) ^^ (1 / 2)) ^ 2) ^^ (1 / 2) + (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) ^^ (1 /
      2)) ^ 2 / (sum m (fun i => Rabs (v i)) + sum d (fun i => Rabs (w i)))
    <= sum m (fun i => Rabs (v i) ^^ (1 / 2)) ^ 2 / sum m (fun i => Rabs (v i)) + sum d (fun i => Rabs (w i) ^^ (1 /
      2)) ^ 2 / sum d (fun i => Rabs (w i)).

Definition well_defined : Prop :=
  forall (d : nat) (m : nat) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    (sum m (fun i => Rabs (v i)) <> 0) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    (forall i, (i < m)%nat -> (0 < Rabs (v i) \/ 0 <= Rabs (v i) /\ 0 < (1 / 2))) /\
    (0 < (sum m (fun i => Rabs (v i) ^^ (1 / 2)) ^ 2) \/ 0 <= (sum m (fun i => Rabs (v i) ^^ (1 / 2)) ^ 2) /\ 0 < (1 /
      2)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) /\ 0 < (1 /
      2)) /\
    ((sum m (fun i => Rabs (v i)) + sum d (fun i => Rabs (w i))) <> 0) /\
    (sum m (fun i => Rabs (v i)) <> 0) /\
    (sum d (fun i => Rabs (w i)) <> 0).

Definition inhabited : Prop :=
  exists (d : nat) (m : nat) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) /\
    ((1 <= m)%nat) /\
    (sum m (fun i => Rabs (v i)) <> 0) /\
    (sum d (fun i => Rabs (w i)) <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 1) | _ => 0 end).
