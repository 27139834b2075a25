(* Printed from the bound scaled-norm by lqtheory.formal; do not edit.
   A matrix W carries errors e to at most ‖W T^(-1)‖ ‖T e‖, T a positive diagonal: C1's step is T = I. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < d)%nat -> 0 < T i) ->
    (scaled_norm n d H T opnorm) ->
    sum n (fun i => sum d (fun j => w j * H i j) ^ 2) ^^ (1 / 2)
    <= sum d (fun i => (T i * w i) ^ 2) ^^ (1 / 2) * opnorm.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < d)%nat -> 0 < T i) ->
    (scaled_norm n d H T opnorm) ->
    (0 < sum n (fun i => sum d (fun j => w j * H i j) ^ 2) \/ 0 <= sum n (fun i => sum d (fun j => w j * H i j) ^ 2)
      /\ 0 < (1 / 2)) /\
    (0 < sum d (fun i => (T i * w i) ^ 2) \/ 0 <= sum d (fun i => (T i * w i) ^ 2) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (forall i, (i < d)%nat -> 0 < T i) /\
    (scaled_norm n d H T opnorm).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 2 | _, _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists 2.
