(* Printed from the bound range-norm by lqtheory.formal; do not edit.
   The mean range of f - f̂ over the classes is at most √2 times its mean Euclidean norm. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    sum n (fun a => max_on c (fun _ => true) (fun z => max_on c (fun _ => true) (fun j => Rabs (F a j + G a z - F a z
      - G a j)))) / INR n
    <= 2 ^^ (1 / 2) * sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2) ^^ (1 / 2)) / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (forall j, (j < c)%nat -> (0 <= Rabs (F a j + G a z - F a z -
      G a j))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (0 <= max_on c (fun _ => true) (fun j => Rabs (F a j + G a z -
      F a z - G a j))))) /\
    (INR n <> 0) /\
    (0 < 2 \/ 0 <= 2 /\ 0 < (1 / 2)) /\
    (forall a, (a < n)%nat -> (0 < sum c (fun z => (F a z - G a z) ^ 2) \/ 0 <= sum c (fun z => (F a z - G a z) ^ 2)
      /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 3%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => (- 1) | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end).
