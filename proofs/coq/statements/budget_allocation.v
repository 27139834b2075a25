(* Printed from the bound budget-allocation by lqtheory.formal; do not edit.
   Counts κ_i with Σ A_i κ_i^(-s) <= ε sum to at least (Σ A_i^(1/(1+s)))^((1+s)/s) ε^(-1/s), the closed form. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (m : nat) (A : nat -> R) (eps : R) (kappa : nat -> R) (s : R),
    ((1 <= m)%nat) ->
    (forall i, (i < m)%nat -> 0 <= A i) ->
    (0 < eps) ->
    (forall i, (i < m)%nat -> 0 < kappa i) ->
    (0 < s) ->
    (sum m (fun i => A i * kappa i ^^ (- s)) <= eps) ->
    eps ^^ (- (1 / s)) * sum m (fun i => A i ^^ (1 / (1 + s))) ^^ ((1 + s) / s)
    <= sum m (fun i => kappa i).

Definition well_defined : Prop :=
  forall (m : nat) (A : nat -> R) (eps : R) (kappa : nat -> R) (s : R),
    ((1 <= m)%nat) ->
    (forall i, (i < m)%nat -> 0 <= A i) ->
    (0 < eps) ->
    (forall i, (i < m)%nat -> 0 < kappa i) ->
    (0 < s) ->
    (sum m (fun i => A i * kappa i ^^ (- s)) <= eps) ->
    (s <> 0) /\
    (0 < eps \/ 0 <= eps /\ 0 < (- (1 / s))) /\
    (forall i, (i < m)%nat -> ((1 + s) <> 0)) /\
    (forall i, (i < m)%nat -> (0 < A i \/ 0 <= A i /\ 0 < (1 / (1 + s)))) /\
    (0 < sum m (fun i => A i ^^ (1 / (1 + s))) \/ 0 <= sum m (fun i => A i ^^ (1 / (1 + s))) /\ 0 < ((1 + s) / s)) /\
    (forall i, (i < m)%nat -> (0 < kappa i \/ 0 <= kappa i /\ 0 < (- s))).

Definition inhabited : Prop :=
  exists (m : nat) (A : nat -> R) (eps : R) (kappa : nat -> R) (s : R),
    ((1 <= m)%nat) /\
    (forall i, (i < m)%nat -> 0 <= A i) /\
    (0 < eps) /\
    (forall i, (i < m)%nat -> 0 < kappa i) /\
    (0 < s) /\
    (sum m (fun i => A i * kappa i ^^ (- s)) <= eps).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 1;
  exists (fun i => match i with 0%nat => 2 | 1%nat => 2 | _ => 0 end);
  exists 1.
