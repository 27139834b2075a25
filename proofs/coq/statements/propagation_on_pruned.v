(* Printed from the bound propagation-on-pruned by lqtheory.formal; do not edit.
   Local errors on the pruned activations, carried by the norms of the dense weights, bound the output error. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors_on_pruned : nat ->
  nat -> R) (dense_gain : nat -> R) (rho : nat -> R) : R :=
  sum (width L) (fun i => unit_errors L i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors_on_pruned : nat ->
  nat -> R) (dense_gain : nat -> R) (rho : nat -> R) : R :=
  sum_range 1%nat L (fun l => sum (width l) (fun i => local_errors_on_pruned l i ^ 2) ^^ (1 / 2) * prod_range (1 +
    l)%nat L (fun j => dense_gain j * rho j)).

Definition well_defined (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (local_errors_on_pruned : nat
  -> nat -> R) (dense_gain : nat -> R) (rho : nat -> R) : Prop :=
  (0 < sum (width L) (fun i => unit_errors L i ^ 2) \/ 0 <= sum (width L) (fun i => unit_errors L i ^ 2) /\ 0 < (1 /
    2)) /\
  (forall l, (1 <= l <= L)%nat -> (0 < sum (width l) (fun i => local_errors_on_pruned l i ^ 2) \/ 0 <= sum (width l)
    (fun i => local_errors_on_pruned l i ^ 2) /\ 0 < (1 / 2))).
