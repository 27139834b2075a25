(* Printed from the bound merging-scaled by lqtheory.formal; do not edit.
   No multiple of v, 1 included, is nearer to w than ⟨w,v⟩/‖v‖² v: activations of two neurons on the samples. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (exists i, (i < d)%nat /\ v i <> 0) ->
    sum d (fun i => (w i - v i * sum d (fun i0 => v i0 * w i0) / sum d (fun i0 => v i0 ^ 2)) ^ 2) ^^ (1 / 2)
    <= sum d (fun i => (w i - s * v i) ^ 2) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) ->
    (exists i, (i < d)%nat /\ v i <> 0) ->
    (forall i, (i < d)%nat -> (sum d (fun i0 => v i0 ^ 2) <> 0)) /\
    (0 < sum d (fun i => (w i - v i * sum d (fun i0 => v i0 * w i0) / sum d (fun i0 => v i0 ^ 2)) ^ 2) \/ 0 <= sum d
      (fun i => (w i - v i * sum d (fun i0 => v i0 * w i0) / sum d (fun i0 => v i0 ^ 2)) ^ 2) /\ 0 < (1 / 2)) /\
    (0 < sum d (fun i => (w i - s * v i) ^ 2) \/ 0 <= sum d (fun i => (w i - s * v i) ^ 2) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= d)%nat) /\
    (exists i, (i < d)%nat /\ v i <> 0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end).
