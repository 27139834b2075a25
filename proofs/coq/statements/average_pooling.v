(* Printed from the bound average-pooling by lqtheory.formal; do not edit.
   Means of windows, joined, move by at most (max over cells of Σ 1/s)^½ of what the cells do; disjoint: 1/√s. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (m : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (H : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    (sum m (fun l => sum n (fun a => sum_on c (fun i => ltb 0 (Rabs (H l i))) (fun z => F a z - G a z) ^ 2 / (Rmax 1
      (INR (count c (fun i => ltb 0 (Rabs (H l i)))))) ^ 2)) / INR n) ^^ (1 / 2)
    <= (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) ^^ (1 / 2) * max_on c (fun _ => true) (fun j =>
      sum_on m (fun i => ltb 0 (Rabs (H i j))) (fun l => 1 / (Rmax 1 (INR (count c (fun i => ltb 0 (Rabs (H l
      i)))))))) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (c : nat) (m : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (H : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    (forall l, (l < m)%nat -> (forall a, (a < n)%nat -> ((Rmax 1 (INR (count c (fun i => ltb 0 (Rabs (H l i)))))) <>
      0))) /\
    (INR n <> 0) /\
    (0 < (sum m (fun l => sum n (fun a => sum_on c (fun i => ltb 0 (Rabs (H l i))) (fun z => F a z - G a z) ^ 2 /
      (Rmax 1 (INR (count c (fun i => ltb 0 (Rabs (H l i)))))) ^ 2)) / INR n) \/ 0 <= (sum m (fun l => sum n (fun a =>
      sum_on c (fun i => ltb 0 (Rabs (H l i))) (fun z => F a z - G a z) ^ 2 / (Rmax 1 (INR (count c (fun i => ltb 0
      (Rabs (H l i)))))) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - G a z) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (forall j, (j < c)%nat -> (forall l, (l < m)%nat -> ltb 0 (Rabs (H l j)) = true -> ((Rmax 1 (INR (count c (fun i
      => ltb 0 (Rabs (H l i)))))) <> 0))) /\
    (forall j, (j < c)%nat -> (0 <= sum_on m (fun i => ltb 0 (Rabs (H i j))) (fun l => 1 / (Rmax 1 (INR (count c (fun
      i => ltb 0 (Rabs (H l i))))))))) /\
    (0 < max_on c (fun _ => true) (fun j => sum_on m (fun i => ltb 0 (Rabs (H i j))) (fun l => 1 / (Rmax 1 (INR (count
      c (fun i => ltb 0 (Rabs (H l i)))))))) \/ 0 <= max_on c (fun _ => true) (fun j => sum_on m (fun i => ltb 0 (Rabs
      (H i j))) (fun l => 1 / (Rmax 1 (INR (count c (fun i => ltb 0 (Rabs (H l i)))))))) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (c : nat) (m : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (H : nat -> nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= m)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | 1%nat, 0%nat => 2 | 1%nat, 1%nat => 2 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | _, _ => 0 end).
