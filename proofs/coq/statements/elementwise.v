(* Printed from the bound elementwise by lqtheory.formal; do not edit.
   The error after a layer is at most the norm of ρ(|Ŵ| e + δ): e the errors of the units below, δ local ones. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors : nat ->
  nat -> R) (pruned_weights : nat -> nat -> nat -> R) (rho : nat -> R) : R :=
  sum (width l) (fun i => unit_errors l i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors : nat ->
  nat -> R) (pruned_weights : nat -> nat -> nat -> R) (rho : nat -> R) : R :=
  sum (width l) (fun i => ((local_errors l i + sum (width (l - 1)%nat) (fun j => unit_errors (l - 1)%nat j * Rabs
    (pruned_weights l i j))) * rho l) ^ 2) ^^ (1 / 2).

Definition well_defined (L : nat) (l : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors : nat
  -> nat -> R) (pruned_weights : nat -> nat -> nat -> R) (rho : nat -> R) : Prop :=
  (0 < sum (width l) (fun i => unit_errors l i ^ 2) \/ 0 <= sum (width l) (fun i => unit_errors l i ^ 2) /\ 0 < (1 /
    2)) /\
  (forall i, (i < (width l))%nat -> ((1 <= l)%nat)) /\
  (forall i, (i < (width l))%nat -> (forall j, (j < (width (l - 1)))%nat -> ((1 <= l)%nat))) /\
  (0 < sum (width l) (fun i => ((local_errors l i + sum (width (l - 1)%nat) (fun j => unit_errors (l - 1)%nat j * Rabs
    (pruned_weights l i j))) * rho l) ^ 2) \/ 0 <= sum (width l) (fun i => ((local_errors l i + sum (width (l -
    1)%nat) (fun j => unit_errors (l - 1)%nat j * Rabs (pruned_weights l i j))) * rho l) ^ 2) /\ 0 < (1 / 2)).
