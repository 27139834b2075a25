(* Printed from the bound scaled-errors by lqtheory.formal; do not edit.
   A matrix W carries errors of sizes e_j in L2(μ) to at most ‖W T^(-1)‖ ‖T e‖, whatever their correlations. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (m : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (V : nat -> nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    (scaled_norm m d H T opnorm) ->
    (sum n (fun a => sum m (fun i => sum d (fun j => H i j * V a j) ^ 2)) / INR n) ^^ (1 / 2)
    <= sum d (fun i => ((sum n (fun a => V a i ^ 2) / INR n) ^^ (1 / 2) * T i) ^ 2) ^^ (1 / 2) * opnorm.

Definition well_defined : Prop :=
  forall (d : nat) (m : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (V : nat -> nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    (scaled_norm m d H T opnorm) ->
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum m (fun i => sum d (fun j => H i j * V a j) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum m
      (fun i => sum d (fun j => H i j * V a j) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> (0 < (sum n (fun a => V a i ^ 2) / INR n) \/ 0 <= (sum n (fun a => V a i ^ 2) / INR n)
      /\ 0 < (1 / 2))) /\
    (0 < sum d (fun i => ((sum n (fun a => V a i ^ 2) / INR n) ^^ (1 / 2) * T i) ^ 2) \/ 0 <= sum d (fun i => ((sum n
      (fun a => V a i ^ 2) / INR n) ^^ (1 / 2) * T i) ^ 2) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (m : nat) (n : nat) (H : nat -> nat -> R) (T : nat -> R) (V : nat -> nat -> R) (opnorm : R),
    ((1 <= d)%nat) /\
    ((1 <= m)%nat) /\
    ((1 <= n)%nat) /\
    (scaled_norm m d H T opnorm).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 2 | _, _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 1%nat, 0%nat => (- 1) | _, _ => 0 end);
  exists 2.
