(* Printed from the bound seed-sampled by lqtheory.formal; do not edit.
   Keeping S and N draws among the rest ω, the mean squared error is at most ‖ω‖_1² max ‖h_j‖²/N in L2(μ). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (N : nat) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((1 <= N)%nat) ->
    (sum_on d (fun i => negb (S i)) (fun i => Rabs (w i)) * sum_on d (fun i => negb (S i)) (fun j => sum n (fun a => H
      a j ^ 2) * Rabs (w j) / INR n) - sum n (fun a => sum_on d (fun i => negb (S i)) (fun j => w j * H a j) ^ 2) /
      INR n) / INR N
    <= max_on d (fun _ => true) (fun j => sum n (fun a => H a j ^ 2) / INR n) * sum_on d (fun i => negb (S i)) (fun i
      => Rabs (w i)) ^ 2 / INR N.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (N : nat) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((1 <= N)%nat) ->
    (forall j, (j < d)%nat -> negb (S j) = true -> (INR n <> 0)) /\
    (INR n <> 0) /\
    (INR N <> 0) /\
    (forall j, (j < d)%nat -> (INR n <> 0)) /\
    (forall j, (j < d)%nat -> (0 <= sum n (fun a => H a j ^ 2) / INR n)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (N : nat) (S : nat -> bool) (w : nat -> R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    ((1 <= N)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => (- 1) | _, _ => 0 end);
  exists 1%nat;
  exists (fun i => match i with _ => false end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
