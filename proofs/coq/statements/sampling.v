(* Printed from the bound sampling by lqtheory.formal; do not edit.
   The mean of some t draws misses ω = Σ w_j h_j by a squared error of at most (D² - ‖ω‖²)/t, D = ‖u‖_1. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (t : nat) (w : nat -> R) (least : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((1 <= t)%nat) ->
    (least_draws_error n d w H t least) ->
    INR t * least + sum n (fun a => sum d (fun j => w j * H a j) ^ 2) / INR n
    <= sum d (fun i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i))) ^ 2.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (t : nat) (w : nat -> R) (least : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((1 <= t)%nat) ->
    (least_draws_error n d w H t least) ->
    (INR n <> 0) /\
    (forall i, (i < d)%nat -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> (0 < (sum n (fun a => H a i ^ 2) / INR n) \/ 0 <= (sum n (fun a => H a i ^ 2) / INR n)
      /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (t : nat) (w : nat -> R) (least : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    ((1 <= t)%nat) /\
    (least_draws_error n d w H t least).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | 1%nat, 0%nat => 1 | 1%nat, 1%nat => (- 1) | _, _ => 0 end);
  exists 1%nat;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 2.
