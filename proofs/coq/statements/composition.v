(* Printed from the bound composition by lqtheory.formal; do not edit.
   What two compressions after each other change is at most what the one and what the other changes. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (sum n (fun a => sum c (fun z => (F a z - Y a z) ^ 2)) / INR n) ^^ (1 / 2)
    <= (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) ^^ (1 / 2) + (sum n (fun a => sum c (fun z =>
      (G a z - Y a z) ^ 2)) / INR n) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (INR n <> 0) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - Y a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - Y a z) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - G a z) ^ 2)) / INR n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (G a z - Y a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (G a
      z - Y a z) ^ 2)) / INR n) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (Y : nat -> nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 1%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 3 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 2 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end).
