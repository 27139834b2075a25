(* Printed from the bound diagonal-hessian-cubic by lqtheory.formal; do not edit.
   With an M-Lipschitz Hessian the saliencies miss the loss by at most ½‖H - diag H‖‖δ‖² + (M/6)‖δ‖³. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (offdiag : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (offdiagonal_bound n d H offdiag) ->
    Rabs (sum n (fun a => (1 / 2) * sum d (fun j => w j * H a j) ^ 2 + (1 / 6) * Rabs (sum d (fun j => w j * H a j)) ^
      3) / INR n - (1 / 2) * sum d (fun j => w j ^ 2 * sum n (fun a => H a j ^ 2) / INR n))
    <= (1 / 2) * (sum d (fun i => w i ^ 2) ^^ (1 / 2)) ^ 2 * offdiag + (1 / 6) * sum n (fun a => (sum d (fun i => H a
      i ^ 2) ^^ (1 / 2)) ^ 3) * (sum d (fun i => w i ^ 2) ^^ (1 / 2)) ^ 3 / INR n.

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (offdiag : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (offdiagonal_bound n d H offdiag) ->
    (INR n <> 0) /\
    (forall j, (j < d)%nat -> (INR n <> 0)) /\
    (0 < sum d (fun i => w i ^ 2) \/ 0 <= sum d (fun i => w i ^ 2) /\ 0 < (1 / 2)) /\
    (forall a, (a < n)%nat -> (0 < sum d (fun i => H a i ^ 2) \/ 0 <= sum d (fun i => H a i ^ 2) /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (offdiag : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (offdiagonal_bound n d H offdiag).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | 0%nat, 1%nat => 1 | _, _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists 1.
