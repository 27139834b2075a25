(* Printed from the bound global-threshold by lqtheory.formal; do not edit.
   The |S| largest A u over the weights of all neurons leave no more in ℓp than any other masks S. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (A : nat -> R) (S : nat -> bool) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (topk d (fun i => Rabs (A i * w i)) (count d S) T) ->
    sum_on d (fun i => negb (T i)) (fun i => Rabs (A i * w i) ^^ p) ^^ (1 / p)
    <= sum_on d (fun i => negb (S i)) (fun i => Rabs (A i * w i) ^^ p) ^^ (1 / p).

Definition well_defined : Prop :=
  forall (d : nat) (A : nat -> R) (S : nat -> bool) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (topk d (fun i => Rabs (A i * w i)) (count d S) T) ->
    (((count d S) <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (A i * w i) \/ 0 <= Rabs (A i * w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (A i * w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i
      => Rabs (A i * w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < Rabs (A i * w i) \/ 0 <= Rabs (A i * w i) /\ 0 < p)) /\
    (0 < sum_on d (fun i => negb (S i)) (fun i => Rabs (A i * w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (S i)) (fun i
      => Rabs (A i * w i) ^^ p) /\ 0 < (1 / p)).

Definition inhabited : Prop :=
  exists (d : nat) (A : nat -> R) (S : nat -> bool) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < p) /\
    (topk d (fun i => Rabs (A i * w i)) (count d S) T).

Ltac exhibit := unfold inhabited;
  exists 3%nat;
  exists (fun i => match i with 0%nat => 2 | 1%nat => 1 | 2%nat => 1 | _ => 0 end);
  exists (fun i => match i with 1%nat => true | _ => false end);
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 3 | 2%nat => (- 1) | _ => 0 end);
  exists (fun i => match i with 1%nat => true | _ => false end).
