(* Printed from the bound axiom-bill-gates by lqtheory.formal; do not edit.
   If entries S hold a larger share of Σ|w| than of Σ√|w|, N_{½,1} does not rise when they grow in proportion. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (S : nat -> bool) (s : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (sum_on d S (fun i => Rabs (w i) ^^ (1 / 2)) * sum d (fun i => Rabs (w i)) <= sum_on d S (fun i => Rabs (w i)) *
      (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) ^^ (1 / 2)) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    ((1 + Rabs s) ^^ (1 / 2) * sum_on d S (fun i => Rabs (w i) ^^ (1 / 2)) + sum_on d (fun i => negb (S i)) (fun i =>
      Rabs (w i) ^^ (1 / 2))) ^ 2 / ((1 + Rabs s) * sum_on d S (fun i => Rabs (w i)) + sum_on d (fun i => negb (S i))
      (fun i => Rabs (w i)))
    <= sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2 / sum d (fun i => Rabs (w i)).

Definition well_defined : Prop :=
  forall (d : nat) (S : nat -> bool) (s : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (sum_on d S (fun i => Rabs (w i) ^^ (1 / 2)) * sum d (fun i => Rabs (w i)) <= sum_on d S (fun i => Rabs (w i)) *
      (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) ^^ (1 / 2)) ->
    (sum d (fun i => Rabs (w i)) <> 0) ->
    (0 < (1 + Rabs s) \/ 0 <= (1 + Rabs s) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> S i = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (((1 + Rabs s) * sum_on d S (fun i => Rabs (w i)) + sum_on d (fun i => negb (S i)) (fun i => Rabs (w i))) <> 0) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (1 / 2))) /\
    (sum d (fun i => Rabs (w i)) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) /\ 0 < (1 /
      2)).

Definition inhabited : Prop :=
  exists (d : nat) (S : nat -> bool) (s : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (sum_on d S (fun i => Rabs (w i) ^^ (1 / 2)) * sum d (fun i => Rabs (w i)) <= sum_on d S (fun i => Rabs (w i)) *
      (sum d (fun i => Rabs (w i) ^^ (1 / 2)) ^ 2) ^^ (1 / 2)) /\
    (sum d (fun i => Rabs (w i)) <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end);
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
