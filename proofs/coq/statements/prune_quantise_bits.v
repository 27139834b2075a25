(* Printed from the bound prune-quantise-bits by lqtheory.formal; do not edit.
   Keeping k weights of b bits misses a vector by at most (C_{k,d}(q,2)²‖w‖_q² + (k-1)‖w‖_oo²/(2^b-2)²)^½. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (b : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((2 <= b)%nat) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    (sum_on d (fun i => negb (T i)) (fun i => w i ^ 2) + sum_on d T (fun i => (w i - IZR (ceil ((2 ^^ (INR b - 1) - 1)
      * w i / max_on d (fun _ => true) (fun i0 => Rabs (w i0)) - 1 / 2)) * max_on d (fun _ => true) (fun i0 => Rabs (w
      i0)) / (2 ^^ (INR b - 1) - 1)) ^ 2)) ^^ (1 / 2)
    <= ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) ^ 2 * max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r - INR
      k) ^^ (1 / 2)) ^ 2 + (INR k - 1) * max_on d (fun _ => true) (fun i => Rabs (w i)) ^ 2 / (2 ^^ INR b - 2) ^ 2) ^^
      (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (b : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((2 <= b)%nat) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> T i = true -> (0 < 2 \/ 0 <= 2 /\ 0 < (INR b - 1))) /\
    (forall i, (i < d)%nat -> T i = true -> (forall i0, (i0 < d)%nat -> (0 <= Rabs (w i0)))) /\
    (forall i, (i < d)%nat -> T i = true -> (max_on d (fun _ => true) (fun i0 => Rabs (w i0)) <> 0)) /\
    (forall i, (i < d)%nat -> T i = true -> ((2 ^^ (INR b - 1) - 1) <> 0)) /\
    (0 < (sum_on d (fun i => negb (T i)) (fun i => w i ^ 2) + sum_on d T (fun i => (w i - IZR (ceil ((2 ^^ (INR b - 1)
      - 1) * w i / max_on d (fun _ => true) (fun i0 => Rabs (w i0)) - 1 / 2)) * max_on d (fun _ => true) (fun i0 =>
      Rabs (w i0)) / (2 ^^ (INR b - 1) - 1)) ^ 2)) \/ 0 <= (sum_on d (fun i => negb (T i)) (fun i => w i ^ 2) + sum_on
      d T (fun i => (w i - IZR (ceil ((2 ^^ (INR b - 1) - 1) * w i / max_on d (fun _ => true) (fun i0 => Rabs (w i0))
      - 1 / 2)) * max_on d (fun _ => true) (fun i0 => Rabs (w i0)) / (2 ^^ (INR b - 1) - 1)) ^ 2)) /\ 0 < (1 / 2)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    (forall r, (k < r <= d)%nat -> (q <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1 / q)))) /\
    (forall r, (k < r <= d)%nat -> (0 < (INR r - INR k) \/ 0 <= (INR r - INR k) /\ 0 < (1 / 2))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / 2))) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i))) /\
    (0 < 2 \/ 0 <= 2 /\ 0 < INR b) /\
    ((2 ^^ INR b - 2) <> 0) /\
    (0 < ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) ^ 2 * max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r -
      INR k) ^^ (1 / 2)) ^ 2 + (INR k - 1) * max_on d (fun _ => true) (fun i => Rabs (w i)) ^ 2 / (2 ^^ INR b - 2) ^
      2) \/ 0 <= ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) ^ 2 * max_over k d (fun r => INR r ^^ (- (1 / q)) *
      (INR r - INR k) ^^ (1 / 2)) ^ 2 + (INR k - 1) * max_on d (fun _ => true) (fun i => Rabs (w i)) ^ 2 / (2 ^^ INR b
      - 2) ^ 2) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (b : nat) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    ((2 <= b)%nat) /\
    (0 < q) /\
    (exists i, (i < d)%nat /\ w i <> 0) /\
    ((1 <= k)%nat) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => (1 / 2) | _ => 0 end);
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end).
