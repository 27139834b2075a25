(* Printed from the bound sampling-budget by lqtheory.formal; do not edit.
   Some k weights reach an error of ‖u‖_q times the least of C_{k,d}(q,1) and C_{j,d}(q,1)/√(k-j), j < k. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R) (k : nat) (least : R) (cost : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (0 < q) ->
    ((k <= d)%nat) ->
    (least_error n d w H k least) ->
    (sampling_constant k d q cost) ->
    least ^^ (1 / 2)
    <= sum d (fun i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) ^^ (1 / q) * cost.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R) (k : nat) (least : R) (cost : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (0 < q) ->
    ((k <= d)%nat) ->
    (least_error n d w H k least) ->
    (sampling_constant k d q cost) ->
    (0 < least \/ 0 <= least /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> (0 < (sum n (fun a => H a i ^ 2) / INR n) \/ 0 <= (sum n (fun a => H a i ^ 2) / INR n)
      /\ 0 < (1 / 2))) /\
    (forall i, (i < d)%nat -> (0 < Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) \/ 0 <= Rabs
      ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) \/ 0 <= sum d (fun
      i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) /\ 0 < (1 / q)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R) (k : nat) (least : R) (cost : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (0 < q) /\
    ((k <= d)%nat) /\
    (least_error n d w H k least) /\
    (sampling_constant k d q cost).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | 1%nat, 0%nat => 1 | 1%nat, 1%nat => (- 1) | _, _ => 0 end);
  exists (1 / 2);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 1%nat;
  exists 1;
  exists (1 / 4).
