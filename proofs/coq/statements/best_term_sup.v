(* Printed from the bound best-term-sup by lqtheory.formal; do not edit.
   The largest dropped entry is at most (k+1)^(-1/q) times the ℓq norm. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < q) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    max_on d (fun i => negb (T i)) (fun i => Rabs (w i))
    <= (1 + INR k) ^^ (- (1 / q)) * sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q).

Definition well_defined : Prop :=
  forall (d : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < q) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 <= Rabs (w i))) /\
    (q <> 0) /\
    (0 < (1 + INR k) \/ 0 <= (1 + INR k) /\ 0 < (- (1 / q))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)).

Definition inhabited : Prop :=
  exists (d : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < q) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists (1 / 2);
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 1) | 2%nat => 1 | _ => 0 end);
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end).
