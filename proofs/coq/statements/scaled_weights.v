(* Printed from the bound scaled-weights by lqtheory.formal; do not edit.
   Where no |h| exceeds B, ‖u‖_q is at most B ‖w‖_q, u_j = |w_j| ‖h_j‖: norms of u need no data. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (0 < q) ->
    sum d (fun i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) ^^ (1 / q)
    <= max_on n (fun _ => true) (fun a => max_on d (fun _ => true) (fun j => Rabs (H a j))) * sum d (fun i => Rabs (w
      i) ^^ q) ^^ (1 / q).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (0 < q) ->
    (forall i, (i < d)%nat -> (INR n <> 0)) /\
    (forall i, (i < d)%nat -> (0 < (sum n (fun a => H a i ^ 2) / INR n) \/ 0 <= (sum n (fun a => H a i ^ 2) / INR n)
      /\ 0 < (1 / 2))) /\
    (forall i, (i < d)%nat -> (0 < Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) \/ 0 <= Rabs
      ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) \/ 0 <= sum d (fun
      i => Rabs ((sum n (fun a => H a i ^ 2) / INR n) ^^ (1 / 2) * Rabs (w i)) ^^ q) /\ 0 < (1 / q)) /\
    (forall a, (a < n)%nat -> (forall j, (j < d)%nat -> (0 <= Rabs (H a j)))) /\
    (forall a, (a < n)%nat -> (0 <= max_on d (fun _ => true) (fun j => Rabs (H a j)))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (q : R) (w : nat -> R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (0 < q).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 2 | 0%nat, 1%nat => 2 | _, _ => 0 end);
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 1) | _ => 0 end).
