(* Printed from the bound sampling-rate by lqtheory.formal; do not edit.
   With q = 2t/(2t+k), k weights kept and t drawn guarantee σ_k(u)_1/√t <= κ_q (k+t)^(1/2-1/q) ‖u‖_q. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (t : nat) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((1 <= t)%nat) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    INR t ^^ (- (1 / 2)) * sum_on d (fun i => negb (T i)) (fun i => Rabs (w i))
    <= (INR k + INR t) ^^ (1 / 2 - (1 / 2) * (INR k + 2 * INR t) / INR t) * sum d (fun i => Rabs (w i) ^^ (2 * INR t /
      (INR k + 2 * INR t))) ^^ ((1 / 2) * (INR k + 2 * INR t) / INR t) * (2 ^^ (1 / 2) * INR t * ((2 - 4 * INR t /
      (INR k + 2 * INR t)) / (2 - 2 * INR t / (INR k + 2 * INR t))) ^^ (1 - (1 / 2) * (INR k + 2 * INR t) / INR t) *
      (INR t / (INR k + 2 * INR t) / (2 - 2 * INR t / (INR k + 2 * INR t))) ^^ (- (1 / 2)) * (1 - 2 * INR t / (INR k +
      2 * INR t)) ^^ ((1 / 2) * (INR k + 2 * INR t) / INR t - 1) / (INR k + 2 * INR t)).

Definition well_defined : Prop :=
  forall (d : nat) (t : nat) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((1 <= t)%nat) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    (0 < INR t \/ 0 <= INR t /\ 0 < (- (1 / 2))) /\
    ((k <= d)%nat) /\
    (INR t <> 0) /\
    (0 < (INR k + INR t) \/ 0 <= (INR k + INR t) /\ 0 < (1 / 2 - (1 / 2) * (INR k + 2 * INR t) / INR t)) /\
    (forall i, (i < d)%nat -> ((INR k + 2 * INR t) <> 0)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < (2 * INR t / (INR k + 2 * INR t)))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ (2 * INR t / (INR k + 2 * INR t))) \/ 0 <= sum d (fun i => Rabs (w i) ^^ (2 *
      INR t / (INR k + 2 * INR t))) /\ 0 < ((1 / 2) * (INR k + 2 * INR t) / INR t)) /\
    (0 < 2 \/ 0 <= 2 /\ 0 < (1 / 2)) /\
    ((INR k + 2 * INR t) <> 0) /\
    ((2 - 2 * INR t / (INR k + 2 * INR t)) <> 0) /\
    (0 < ((2 - 4 * INR t / (INR k + 2 * INR t)) / (2 - 2 * INR t / (INR k + 2 * INR t))) \/ 0 <= ((2 - 4 * INR t /
      (INR k + 2 * INR t)) / (2 - 2 * INR t / (INR k + 2 * INR t))) /\ 0 < (1 - (1 / 2) * (INR k + 2 * INR t) / INR
      t)) /\
    (0 < (INR t / (INR k + 2 * INR t) / (2 - 2 * INR t / (INR k + 2 * INR t))) \/ 0 <= (INR t / (INR k + 2 * INR t) /
      (2 - 2 * INR t / (INR k + 2 * INR t))) /\ 0 < (- (1 / 2))) /\
    (0 < (1 - 2 * INR t / (INR k + 2 * INR t)) \/ 0 <= (1 - 2 * INR t / (INR k + 2 * INR t)) /\ 0 < ((1 / 2) * (INR k
      + 2 * INR t) / INR t - 1)).

Definition inhabited : Prop :=
  exists (d : nat) (t : nat) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    ((1 <= t)%nat) /\
    ((1 <= k)%nat) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 3%nat;
  exists 1%nat;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | 2%nat => 1 | _ => 0 end);
  exists 1%nat;
  exists (fun i => match i with 0%nat => true | _ => false end).
