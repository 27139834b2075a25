(* Printed from the bound propagation-layer by lqtheory.formal; do not edit.
   The error after a layer is at most ρ times (the error below times the gain, plus the local error). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (gain : nat -> R)
  (local_errors : nat -> nat -> R) (rho : nat -> R) : R :=
  sum (width l) (fun i => unit_errors l i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (gain : nat -> R)
  (local_errors : nat -> nat -> R) (rho : nat -> R) : R :=
  (gain l * sum (width (l - 1)%nat) (fun i => unit_errors (l - 1)%nat i ^ 2) ^^ (1 / 2) + sum (width l) (fun i =>
    local_errors l i ^ 2) ^^ (1 / 2)) * rho l.

Definition well_defined (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (gain : nat -> R)
  (local_errors : nat -> nat -> R) (rho : nat -> R) : Prop :=
  (0 < sum (width l) (fun i => unit_errors l i ^ 2) \/ 0 <= sum (width l) (fun i => unit_errors l i ^ 2) /\ 0 < (1 /
    2)) /\
  ((1 <= l)%nat) /\
  (forall i, (i < (width (l - 1)))%nat -> ((1 <= l)%nat)) /\
  (0 < sum (width (l - 1)%nat) (fun i => unit_errors (l - 1)%nat i ^ 2) \/ 0 <= sum (width (l - 1)%nat) (fun i =>
    unit_errors (l - 1)%nat i ^ 2) /\ 0 < (1 / 2)) /\
  (0 < sum (width l) (fun i => local_errors l i ^ 2) \/ 0 <= sum (width l) (fun i => local_errors l i ^ 2) /\ 0 < (1 /
    2)).
