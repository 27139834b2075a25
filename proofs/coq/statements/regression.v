(* Printed from the bound regression by lqtheory.formal; do not edit.
   Pruning changes the root of the mean squared error by at most the L2 distance of the outputs. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    Rabs ((sum n (fun a => sum c (fun z => (G a z - Y a z) ^ 2)) / INR n) ^^ (1 / 2) - (sum n (fun a => sum c (fun z
      => (F a z - Y a z) ^ 2)) / INR n) ^^ (1 / 2))
    <= (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum c (fun z => (G a z - Y a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (G a
      z - Y a z) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - Y a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - Y a z) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - G a z) ^ 2)) / INR n) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 1%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 1%nat, 0%nat => 2 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 2 | 1%nat, 0%nat => 4 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end).
