(* Printed from the bound berger-boos by lqtheory.formal; do not edit.
   The largest p-value over a confidence set is at most ε with chance <= P(H_j <= ε) + P(j is not in the set). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R) (gamma : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    INR (count n (fun i => leb (max_on d (fun i0 => ltb gamma (V i i0)) (fun j => (Rmax 0 (H i j)))) eps)) / INR n
    <= 2 - max_on d (fun _ => true) (fun j => 2 - (INR (count n (fun i => leb (H i j) eps)) + INR (count n (fun i =>
      leb (V i j) gamma))) / INR n).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R) (gamma : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < n)%nat -> (forall j, (j < d)%nat -> ltb gamma (V i j) = true -> (0 <= (Rmax 0 (H i j))))) /\
    (INR n <> 0) /\
    (forall j, (j < d)%nat -> (INR n <> 0)) /\
    (forall j, (j < d)%nat -> (0 <= (2 - (INR (count n (fun i => leb (H i j) eps)) + INR (count n (fun i => leb (V i
      j) gamma))) / INR n))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R) (gamma : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 4%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (1 / 4) | 1%nat, 0%nat => (1 / 2) | 1%nat, 1%nat => (1 / 4) | 2%nat, 0%nat => (3 / 4) | 3%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | 1%nat, 0%nat => (1 / 4) | 1%nat, 1%nat => 1 | 2%nat, 0%nat => 1 | 2%nat, 1%nat => 1 | 3%nat, 0%nat => 1 | 3%nat, 1%nat => 1 | _, _ => 0 end);
  exists (1 / 4);
  exists (1 / 4).
