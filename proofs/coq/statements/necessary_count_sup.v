(* Printed from the bound necessary-count-sup by lqtheory.formal; do not edit.
   A set that leaves at most η times its own ℓp mass outside has at least N_{p,oo}/(1+η) elements. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (S : nat -> bool) (eta : R) (p : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (0 < p) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)) ->
    (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ p / (1 + eta)
    <= INR (count d S).

Definition well_defined : Prop :=
  forall (d : nat) (S : nat -> bool) (eta : R) (p : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (0 < p) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ p) \/ 0 <= sum d (fun i => Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i))) /\
    (max_on d (fun _ => true) (fun i => Rabs (w i)) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / max_on d (fun _ => true) (fun i => Rabs (w i))) \/ 0 <= (sum d
      (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / max_on d (fun _ => true) (fun i => Rabs (w i))) /\ 0 < p) /\
    ((1 + eta) <> 0) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (forall i, (i < d)%nat -> S i = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)).

Definition inhabited : Prop :=
  exists (d : nat) (S : nat -> bool) (eta : R) (p : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 <= eta) /\
    (0 < p) /\
    (exists i, (i < d)%nat /\ w i <> 0) /\
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)).

Ltac exhibit := unfold inhabited;
  exists 5%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end);
  exists 1;
  exists 1;
  exists (fun i => match i with 0%nat => 2 | 1%nat => 2 | 3%nat => (- 2) | 4%nat => 2 | _ => 0 end).
