(* Printed from the bound triangle-centred by lqtheory.formal; do not edit.
   When the bias takes over the mean of the dropped inputs, they cost at most ‖u_{S^c}‖_1, u = |w| std(h). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^ 2) /
      INR n) ^^ (1 / 2)
    <= sum_on d (fun i => negb (S i)) (fun i => Rabs ((sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2) /
      INR n) ^^ (1 / 2) * Rabs (w i))).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall a, (a < n)%nat -> (forall j, (j < d)%nat -> negb (S j) = true -> (INR n <> 0))) /\
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) / INR n) * w j) ^
      2) / INR n) \/ 0 <= (sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => (H a j - sum n (fun b => H b j) /
      INR n) * w j) ^ 2) / INR n) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (forall a, (a < n)%nat -> (INR n <> 0))) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> negb (S i) = true -> (0 < (sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2)
      / INR n) \/ 0 <= (sum n (fun a => (H a i - sum n (fun b => H b i) / INR n) ^ 2) / INR n) /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 3 | 1%nat, 1%nat => (- 3) | _, _ => 0 end);
  exists (fun i => match i with 0%nat => true | _ => false end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 3) | _ => 0 end).
