(* Printed from the bound best-term-next by lqtheory.formal; do not edit.
   The k-term tail is at most (k+1)^(1/p-1/q) times the ℓq norm. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (q : R) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q <= p) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)
    <= (1 + INR k) ^^ (1 / p - 1 / q) * sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q).

Definition well_defined : Prop :=
  forall (d : nat) (q : R) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < q) ->
    (q <= p) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i =>
      Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (q <> 0) /\
    (0 < (1 + INR k) \/ 0 <= (1 + INR k) /\ 0 < (1 / p - 1 / q)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)).

Definition inhabited : Prop :=
  exists (d : nat) (q : R) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < q) /\
    (q <= p) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 3%nat;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 1%nat => (- 2) | _ => 0 end);
  exists 0%nat;
  exists (fun i => match i with _ => false end).
