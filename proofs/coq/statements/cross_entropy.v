(* Printed from the bound cross-entropy by lqtheory.formal; do not edit.
   Pruning changes the cross-entropy by at most E[range(f - f̂)] nats, range = maximum - minimum over classes. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    Rabs (sum n (fun a => ln (sum c (fun z => exp (F a z))) - F a (y a)) / INR n - sum n (fun a => ln (sum c (fun z =>
      exp (G a z))) - G a (y a)) / INR n)
    <= sum n (fun a => max_on c (fun _ => true) (fun z => max_on c (fun _ => true) (fun j => Rabs (F a j + G a z - F a
      z - G a j)))) / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (forall a, (a < n)%nat -> (0 < (sum c (fun z => exp (F a z))))) /\
    (forall a, (a < n)%nat -> (((y a) < c)%nat)) /\
    (INR n <> 0) /\
    (forall a, (a < n)%nat -> (0 < (sum c (fun z => exp (G a z))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (forall j, (j < c)%nat -> (0 <= Rabs (F a j + G a z - F a z -
      G a j))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (0 <= max_on c (fun _ => true) (fun j => Rabs (F a j + G a z -
      F a z - G a j))))).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat) /\
    (forall i, (i < n)%nat -> (y i < c)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end);
  exists (fun i => match i with _ => 0%nat end).
