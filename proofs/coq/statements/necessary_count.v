(* Printed from the bound necessary-count by lqtheory.formal; do not edit.
   A set that leaves at most η times its own ℓp mass outside has at least (1+η)^(-q/(q-p)) N_{p,q} elements. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (S : nat -> bool) (eta : R) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (0 < p) ->
    (p < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)) ->
    (1 + eta) ^^ (- (q / (q - p))) * (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q)
      ^^ (1 / q)) ^^ (p * q / (q - p))
    <= INR (count d S).

Definition well_defined : Prop :=
  forall (d : nat) (S : nat -> bool) (eta : R) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (0 <= eta) ->
    (0 < p) ->
    (p < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)) ->
    ((q - p) <> 0) /\
    (0 < (1 + eta) \/ 0 <= (1 + eta) /\ 0 < (- (q / (q - p)))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ p) \/ 0 <= sum d (fun i => Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) \/ 0 <= (sum d
      (fun i => Rabs (w i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) /\ 0 < (p * q / (q - p)))
      /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (forall i, (i < d)%nat -> S i = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)).

Definition inhabited : Prop :=
  exists (d : nat) (S : nat -> bool) (eta : R) (p : R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (0 <= eta) /\
    (0 < p) /\
    (p < q) /\
    (exists i, (i < d)%nat /\ w i <> 0) /\
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i) ^^ p) <= eta * sum_on d S (fun i => Rabs (w i) ^^ p)).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists (fun i => match i with 0%nat => true | 2%nat => true | 3%nat => true | _ => false end);
  exists 0;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 0%nat => 2 | 2%nat => (- 2) | 3%nat => 2 | _ => 0 end).
