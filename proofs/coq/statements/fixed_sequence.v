(* Printed from the bound fixed-sequence by lqtheory.formal; do not edit.
   Tested from dense to sparse up to the first failure, a false network passes with a chance of at most δ. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (T : nat -> R) (delta : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (max_on d S (fun j => INR (count n (fun i => leb (H i j) delta)) / INR n) <= delta) ->
    INR (count n (fun i => leb 1 (max_on d S (fun j => 1 / (1 + max_on d (fun i0 => leb (T j) (T i0)) (fun i0 => (Rmax
      0 (H i i0 - delta)))))))) / INR n
    <= delta.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (T : nat -> R) (delta : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (max_on d S (fun j => INR (count n (fun i => leb (H i j) delta)) / INR n) <= delta) ->
    (forall i, (i < n)%nat -> (forall j, (j < d)%nat -> S j = true -> (forall i0, (i0 < d)%nat -> leb (T j) (T i0) =
      true -> (0 <= (Rmax 0 (H i i0 - delta)))))) /\
    (forall i, (i < n)%nat -> (forall j, (j < d)%nat -> S j = true -> ((1 + max_on d (fun i0 => leb (T j) (T i0)) (fun
      i0 => (Rmax 0 (H i i0 - delta)))) <> 0))) /\
    (forall i, (i < n)%nat -> (forall j, (j < d)%nat -> S j = true -> (0 <= 1 / (1 + max_on d (fun i0 => leb (T j) (T
      i0)) (fun i0 => (Rmax 0 (H i i0 - delta))))))) /\
    (INR n <> 0) /\
    (forall j, (j < d)%nat -> S j = true -> (INR n <> 0)) /\
    (forall j, (j < d)%nat -> S j = true -> (0 <= INR (count n (fun i => leb (H i j) delta)) / INR n)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (S : nat -> bool) (T : nat -> R) (delta : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (max_on d S (fun j => INR (count n (fun i => leb (H i j) delta)) / INR n) <= delta).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (1 / 4) | 0%nat, 1%nat => (1 / 2) | 1%nat, 0%nat => (1 / 2) | 1%nat, 1%nat => 1 | _, _ => 0 end);
  exists (fun i => match i with 1%nat => true | _ => false end);
  exists (fun i => match i with 0%nat => 2 | 1%nat => 1 | _ => 0 end);
  exists (1 / 2).
