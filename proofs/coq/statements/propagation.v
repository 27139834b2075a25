(* Printed from the bound propagation by lqtheory.formal; do not edit.
   The output error is at most the sum of the layers' local errors, each times the gains of the layers above. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (rho : nat -> R) (local_errors :
  nat -> nat -> R) (gain : nat -> R) : R :=
  sum (width L) (fun i => unit_errors L i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (rho : nat -> R) (local_errors :
  nat -> nat -> R) (gain : nat -> R) : R :=
  sum_range 1%nat L (fun l => rho l * sum (width l) (fun i => local_errors l i ^ 2) ^^ (1 / 2) * prod_range (1 +
    l)%nat L (fun j => gain j * rho j)).

Definition well_defined (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (rho : nat -> R) (local_errors
  : nat -> nat -> R) (gain : nat -> R) : Prop :=
  (0 < sum (width L) (fun i => unit_errors L i ^ 2) \/ 0 <= sum (width L) (fun i => unit_errors L i ^ 2) /\ 0 < (1 /
    2)) /\
  (forall l, (1 <= l <= L)%nat -> (0 < sum (width l) (fun i => local_errors l i ^ 2) \/ 0 <= sum (width l) (fun i =>
    local_errors l i ^ 2) /\ 0 < (1 / 2))).
