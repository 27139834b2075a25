(* Printed from the bound batch-norm-fold by lqtheory.formal; do not edit.
   Batch normalisation folds: γs(wᵀx + b - μ) + η = w'ᵀx + b', w' = γsw, b' = γs(b - μ) + η, s = 1/√(σ² + ε). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (eta : R) (gamma : R) (p : R) (q : R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (Rmax (eta + gamma * s * (p + sum d (fun j => v j * w j) - q)) (eta + gamma * s * (p - q) + sum d (fun j => gamma
      * s * v j * w j)))
    <= (Rmin (eta + gamma * s * (p + sum d (fun j => v j * w j) - q)) (eta + gamma * s * (p - q) + sum d (fun j =>
      gamma * s * v j * w j))).

Definition well_defined : Prop :=
  forall (d : nat) (eta : R) (gamma : R) (p : R) (q : R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    True.

Definition inhabited : Prop :=
  exists (d : nat) (eta : R) (gamma : R) (p : R) (q : R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 3;
  exists 2;
  exists 1;
  exists 2;
  exists (1 / 2);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
