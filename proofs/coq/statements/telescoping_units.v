(* Printed from the bound telescoping-units by lqtheory.formal; do not edit.
   The changes made by pruning one more layer at a time, added per output and then joined, bound the error. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (unit_exchanges : nat -> nat -> R)
  : R :=
  sum (width L) (fun i => unit_errors L i ^ 2) ^^ (1 / 2).

Definition right_side (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (unit_exchanges : nat -> nat ->
  R) : R :=
  sum (width L) (fun i => sum_range 1%nat L (fun l => unit_exchanges l i) ^ 2) ^^ (1 / 2).

Definition well_defined (L : nat) (unit_errors : nat -> nat -> R) (width : nat -> nat) (unit_exchanges : nat -> nat ->
  R) : Prop :=
  (0 < sum (width L) (fun i => unit_errors L i ^ 2) \/ 0 <= sum (width L) (fun i => unit_errors L i ^ 2) /\ 0 < (1 /
    2)) /\
  (0 < sum (width L) (fun i => sum_range 1%nat L (fun l => unit_exchanges l i) ^ 2) \/ 0 <= sum (width L) (fun i =>
    sum_range 1%nat L (fun l => unit_exchanges l i) ^ 2) /\ 0 < (1 / 2)).
