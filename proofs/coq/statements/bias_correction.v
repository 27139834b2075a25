(* Printed from the bound bias-correction by lqtheory.formal; do not edit.
   For the same mask the error with the corrected bias is at most the error without. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^ 2) /
      INR n) ^^ (1 / 2)
    <= (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall a, (a < n)%nat -> (forall j, (j < d)%nat -> negb (S j) = true -> (INR n <> 0))) /\
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^
      2) / INR n) \/ 0 <= (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) /
      INR n) * w j) ^ 2) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) \/ 0 <= (sum n (fun a =>
      sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 3 | 1%nat, 0%nat => 1 | 1%nat, 1%nat => (- 3) | _, _ => 0 end);
  exists (fun i => match i with 0%nat => true | _ => false end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
