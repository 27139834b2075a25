(* Printed from the bound seed by lqtheory.formal; do not edit.
   Neurons of ℓq norm at most t_l that keep their k_l largest weights move no output by more than Σ C t B Πρt. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (q : R) (layer_sup_error : nat -> R) (local_errors : nat -> nat -> R) (width : nat ->
  nat) (dense_weights : nat -> nat -> nat -> R) (fan_in : nat -> nat) (input_sup : nat -> R) (kept : nat -> nat) (rho
  : nat -> R) : R :=
  layer_sup_error L.

Definition right_side (L : nat) (q : R) (layer_sup_error : nat -> R) (local_errors : nat -> nat -> R) (width : nat ->
  nat) (dense_weights : nat -> nat -> nat -> R) (fan_in : nat -> nat) (input_sup : nat -> R) (kept : nat -> nat) (rho
  : nat -> R) : R :=
  sum_range 1%nat L (fun l => max_on (width l) (fun _ => true) (fun i => sum (fan_in l) (fun i0 => Rabs (dense_weights
    l i i0) ^^ q) ^^ (1 / q)) * input_sup l * max_over (kept l) (fan_in l) (fun r => INR r ^^ (- (1 / q)) * (INR r -
    INR (kept l))) * prod_range (1 + l)%nat L (fun j => max_on (width j) (fun _ => true) (fun i => sum (fan_in j) (fun
    i0 => Rabs (dense_weights j i i0) ^^ q) ^^ (1 / q))) * prod_range l L (fun j => rho j)).

Definition well_defined (L : nat) (q : R) (layer_sup_error : nat -> R) (local_errors : nat -> nat -> R) (width : nat
  -> nat) (dense_weights : nat -> nat -> nat -> R) (fan_in : nat -> nat) (input_sup : nat -> R) (kept : nat -> nat)
  (rho : nat -> R) : Prop :=
  (forall l, (1 <= l <= L)%nat -> (forall i, (i < (width l))%nat -> (forall i0, (i0 < (fan_in l))%nat -> (0 < Rabs
    (dense_weights l i i0) \/ 0 <= Rabs (dense_weights l i i0) /\ 0 < q)))) /\
  (forall l, (1 <= l <= L)%nat -> (forall i, (i < (width l))%nat -> (q <> 0))) /\
  (forall l, (1 <= l <= L)%nat -> (forall i, (i < (width l))%nat -> (0 < sum (fan_in l) (fun i0 => Rabs (dense_weights
    l i i0) ^^ q) \/ 0 <= sum (fan_in l) (fun i0 => Rabs (dense_weights l i i0) ^^ q) /\ 0 < (1 / q)))) /\
  (forall l, (1 <= l <= L)%nat -> (forall i, (i < (width l))%nat -> (0 <= sum (fan_in l) (fun i0 => Rabs
    (dense_weights l i i0) ^^ q) ^^ (1 / q)))) /\
  (forall l, (1 <= l <= L)%nat -> (forall r, ((kept l) < r <= (fan_in l))%nat -> (q <> 0))) /\
  (forall l, (1 <= l <= L)%nat -> (forall r, ((kept l) < r <= (fan_in l))%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1
    / q))))) /\
  (forall l, (1 <= l <= L)%nat -> (forall r, ((kept l) < r <= (fan_in l))%nat -> (0 <= INR r ^^ (- (1 / q)) * (INR r -
    INR (kept l))))) /\
  (forall l, (1 <= l <= L)%nat -> (forall j, ((1 + l) <= j <= L)%nat -> (forall i, (i < (width j))%nat -> (forall i0,
    (i0 < (fan_in j))%nat -> (0 < Rabs (dense_weights j i i0) \/ 0 <= Rabs (dense_weights j i i0) /\ 0 < q))))) /\
  (forall l, (1 <= l <= L)%nat -> (forall j, ((1 + l) <= j <= L)%nat -> (forall i, (i < (width j))%nat -> (q <> 0))))
    /\
  (forall l, (1 <= l <= L)%nat -> (forall j, ((1 + l) <= j <= L)%nat -> (forall i, (i < (width j))%nat -> (0 < sum
    (fan_in j) (fun i0 => Rabs (dense_weights j i i0) ^^ q) \/ 0 <= sum (fan_in j) (fun i0 => Rabs (dense_weights j i
    i0) ^^ q) /\ 0 < (1 / q))))) /\
  (forall l, (1 <= l <= L)%nat -> (forall j, ((1 + l) <= j <= L)%nat -> (forall i, (i < (width j))%nat -> (0 <= sum
    (fan_in j) (fun i0 => Rabs (dense_weights j i i0) ^^ q) ^^ (1 / q))))).
