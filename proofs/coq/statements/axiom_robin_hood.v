(* Printed from the bound axiom-robin-hood by lqtheory.formal; do not edit.
   If the entries in S, two or more, share the part θ of theirs equally, N_{½,1} does not fall. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (S : nat -> bool) (theta : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= theta) ->
    (theta <= 1) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2 / sum d (fun i => Rabs (w i))
    <= (sum_on d S (fun i => ((1 - theta) * Rabs (w i) + theta * sum_on d S (fun i0 => Rabs (w i0)) / INR (count d S))
      ^^ (1 / 2)) + sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ (1 / 2))) ^ 2 / sum d (fun i => Rabs (w i)).

Definition well_defined : Prop :=
  forall (d : nat) (S : nat -> bool) (theta : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= theta) ->
    (theta <= 1) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (sum d (fun i => Rabs (w i)) <> 0) /\
    (forall i, (i < d)%nat -> S i = true -> (INR (count d S) <> 0)) /\
    (forall i, (i < d)%nat -> S i = true -> (0 < ((1 - theta) * Rabs (w i) + theta * sum_on d S (fun i0 => Rabs (w
      i0)) / INR (count d S)) \/ 0 <= ((1 - theta) * Rabs (w i) + theta * sum_on d S (fun i0 => Rabs (w i0)) / INR
      (count d S)) /\ 0 < (1 / 2))) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (d : nat) (S : nat -> bool) (theta : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 <= theta) /\
    (theta <= 1) /\
    (sum d (fun i => Rabs (w i)) <> 0).

Ltac exhibit := unfold inhabited;
  exists 3%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end);
  exists (1 / 2);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | 2%nat => 1 | _ => 0 end).
