(* Printed from the bound seed-layer by lqtheory.formal; do not edit.
   Pruned to its k largest weights per neuron, a layer turns an error e of its inputs into at most ρt(e + CB). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition left_side (L : nat) (l : nat) (q : R) (layer_sup_error : nat -> R) (input_sup : nat -> R) (kept : nat ->
  nat) (fan_in : nat -> nat) (local_errors : nat -> nat -> R) (width : nat -> nat) (dense_weights : nat -> nat -> nat
  -> R) (rho : nat -> R) : R :=
  layer_sup_error l.

Definition right_side (L : nat) (l : nat) (q : R) (layer_sup_error : nat -> R) (input_sup : nat -> R) (kept : nat ->
  nat) (fan_in : nat -> nat) (local_errors : nat -> nat -> R) (width : nat -> nat) (dense_weights : nat -> nat -> nat
  -> R) (rho : nat -> R) : R :=
  (input_sup l * max_over (kept l) (fan_in l) (fun r => INR r ^^ (- (1 / q)) * (INR r - INR (kept l))) +
    layer_sup_error (l - 1)%nat) * max_on (width l) (fun _ => true) (fun i => sum (fan_in l) (fun i0 => Rabs
    (dense_weights l i i0) ^^ q) ^^ (1 / q)) * rho l.

Definition well_defined (L : nat) (l : nat) (q : R) (layer_sup_error : nat -> R) (input_sup : nat -> R) (kept : nat ->
  nat) (fan_in : nat -> nat) (local_errors : nat -> nat -> R) (width : nat -> nat) (dense_weights : nat -> nat -> nat
  -> R) (rho : nat -> R) : Prop :=
  (forall r, ((kept l) < r <= (fan_in l))%nat -> (q <> 0)) /\
  (forall r, ((kept l) < r <= (fan_in l))%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1 / q)))) /\
  (forall r, ((kept l) < r <= (fan_in l))%nat -> (0 <= INR r ^^ (- (1 / q)) * (INR r - INR (kept l)))) /\
  ((1 <= l)%nat) /\
  (forall i, (i < (width l))%nat -> (forall i0, (i0 < (fan_in l))%nat -> (0 < Rabs (dense_weights l i i0) \/ 0 <= Rabs
    (dense_weights l i i0) /\ 0 < q))) /\
  (forall i, (i < (width l))%nat -> (q <> 0)) /\
  (forall i, (i < (width l))%nat -> (0 < sum (fan_in l) (fun i0 => Rabs (dense_weights l i i0) ^^ q) \/ 0 <= sum
    (fan_in l) (fun i0 => Rabs (dense_weights l i i0) ^^ q) /\ 0 < (1 / q))) /\
  (forall i, (i < (width l))%nat -> (0 <= sum (fan_in l) (fun i0 => Rabs (dense_weights l i i0) ^^ q) ^^ (1 / q))).
