(* Printed from the bound pq-index-count by lqtheory.formal; do not edit.
   With the PQ index I, N_{p,q} = d (1-I)^(pq/(q-p)), and so at most the number of non-zero entries. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((q - p) <> 0) ->
    (1 - (1 - INR d ^^ (1 / q - 1 / p) * sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^
      q) ^^ (1 / q))) ^^ (p * q / (q - p)) * INR d
    <= INR (count d (fun i => ltb 0 (Rabs (w i)))).

Definition well_defined : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((q - p) <> 0) ->
    (q <> 0) /\
    (p <> 0) /\
    (0 < INR d \/ 0 <= INR d /\ 0 < (1 / q - 1 / p)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ p) \/ 0 <= sum d (fun i => Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) /\
    ((q - p) <> 0) /\
    (0 < (1 - (1 - INR d ^^ (1 / q - 1 / p) * sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i)
      ^^ q) ^^ (1 / q))) \/ 0 <= (1 - (1 - INR d ^^ (1 / q - 1 / p) * sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) /
      sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q))) /\ 0 < (p * q / (q - p))).

Definition inhabited : Prop :=
  exists (d : nat) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 < p) /\
    (0 < q) /\
    (exists i, (i < d)%nat /\ w i <> 0) /\
    ((q - p) <> 0).

Ltac exhibit := unfold inhabited;
  exists 5%nat;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 1%nat => 1 | 2%nat => (- 1) | 3%nat => 1 | 4%nat => 1 | _ => 0 end).
