(* Printed from the bound gram-dropped-centred by lqtheory.formal; do not edit.
   With the bias corrected, dropping S^c costs at most λ_max(corr_{S^c S^c})^(1/2) ‖u_{S^c}‖_2. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (gram_bound n d (fun i => negb (S i)) (centred n H) gram) ->
    (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^ 2) /
      INR n) ^^ (1 / 2)
    <= (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2) / INR
      n) ^^ (1 / 2) * Rabs (w i)) ^ 2) * gram) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (gram_bound n d (fun i => negb (S i)) (centred n H) gram) ->
    (forall a, (a < n)%nat -> (forall j, (j < d)%nat -> negb (S j) = true -> (INR n <> 0))) /\
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^
      2) / INR n) \/ 0 <= (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) /
      INR n) * w j) ^ 2) / INR n) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (forall a, (a < n)%nat -> (INR n <> 0))) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < (sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2)
      / INR n) \/ 0 <= (sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2) / INR n) /\ 0 < (1 / 2))) /\
    (0 < (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2) /
      INR n) ^^ (1 / 2) * Rabs (w i)) ^ 2) * gram) \/ 0 <= (sum_on d (fun i => negb (S i)) (fun i => ((sum n (fun a =>
      (H a i - sum n (fun b => H b i) / INR n) ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^ 2) * gram) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R) (gram : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (gram_bound n d (fun i => negb (S i)) (centred n H) gram).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 3 | 0%nat, 1%nat => 3 | 1%nat, 0%nat => (- 3) | 1%nat, 1%nat => (- 3) | _, _ => 0 end);
  exists (fun i => match i with 0%nat => true | _ => false end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 1.
