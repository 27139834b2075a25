(* Printed from the bound telescoping by lqtheory.formal; do not edit.
   The output error is at most the sum of the changes made by pruning one more layer at a time. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (exchange : nat -> R) : R :=
  sum (width L) (fun i => unit_errors L i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (exchange : nat -> R) : R :=
  sum_range 1%nat L (fun l => exchange l).

Definition well_defined (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (exchange : nat -> R) : Prop :=
  (0 < sum (width L) (fun i => unit_errors L i ^ 2) \/ 0 <= sum (width L) (fun i => unit_errors L i ^ 2) /\ 0 < (1 /
    2)).
