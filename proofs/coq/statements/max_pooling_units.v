(* Printed from the bound max-pooling-units by lqtheory.formal; do not edit.
   The maximum of a window moves by at most √(Σ e_j²), e_j the error of its cell j, all in L2(μ). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (sum n (fun a => (max_on c (fun _ => true) (fun z => F a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs (F a
      z0)) (Rabs (G a z0))))) - max_on c (fun _ => true) (fun z => G a z + max_on c (fun _ => true) (fun z0 => (Rmax
      (Rabs (F a z0)) (Rabs (G a z0)))))) ^ 2) / INR n) ^^ (1 / 2)
    <= (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (forall z0, (z0 < c)%nat -> (0 <= (Rmax (Rabs (F a z0)) (Rabs
      (G a z0))))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (0 <= (F a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs
      (F a z0)) (Rabs (G a z0)))))))) /\
    (forall a, (a < n)%nat -> (forall z, (z < c)%nat -> (0 <= (G a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs
      (F a z0)) (Rabs (G a z0)))))))) /\
    (INR n <> 0) /\
    (0 < (sum n (fun a => (max_on c (fun _ => true) (fun z => F a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs
      (F a z0)) (Rabs (G a z0))))) - max_on c (fun _ => true) (fun z => G a z + max_on c (fun _ => true) (fun z0 =>
      (Rmax (Rabs (F a z0)) (Rabs (G a z0)))))) ^ 2) / INR n) \/ 0 <= (sum n (fun a => (max_on c (fun _ => true) (fun
      z => F a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs (F a z0)) (Rabs (G a z0))))) - max_on c (fun _ =>
      true) (fun z => G a z + max_on c (fun _ => true) (fun z0 => (Rmax (Rabs (F a z0)) (Rabs (G a z0)))))) ^ 2) / INR
      n) /\ 0 < (1 / 2)) /\
    (0 < (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2)) / INR n) \/ 0 <= (sum n (fun a => sum c (fun z => (F a
      z - G a z) ^ 2)) / INR n) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 1%nat, 1%nat => 1 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with _, _ => 0 end).
