(* Printed from the bound gram by lqtheory.formal; do not edit.
   Dropping the inputs outside S costs at most λ_max(G)^(1/2) ‖u_{S^c}‖_2 in L2(μ). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (gram_bound n d (fun _ => true) H gram) ->
    (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) ^^ (1 / 2)
    <= (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^ 2) *
      gram) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (gram_bound n d (fun _ => true) H gram) ->
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) \/ 0 <= (sum n (fun a =>
      sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) / INR n) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < (sum n (fun a => H a i ^ 2) / INR n) \/ 0 <= (sum n (fun a =>
      H a i ^ 2) / INR n) /\ 0 < (1 / 2))) /\
    (0 < (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^ 2)
      * gram) \/ 0 <= (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) *
      Rabs (w i)) ^ 2) * gram) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (gram_bound n d (fun _ => true) H gram).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 3 | 0%nat, 1%nat => 3 | _, _ => 0 end);
  exists (fun i => match i with _ => false end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 2.
