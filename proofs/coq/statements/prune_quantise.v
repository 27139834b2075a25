(* Printed from the bound prune-quantise by lqtheory.formal; do not edit.
   Keeping the k largest weights, rounded to multiples of Δ, costs at most (C^p ‖w‖_q^p + k (Δ/2)^p)^(1/p). *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (p : R) (q : R) (step : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (0 < step) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    (sum_on d T (fun i => Rabs (step * IZR (ceil (w i / step - 1 / 2)) - w i) ^^ p) + (sum_on d (fun i => negb (T i))
      (fun i => Rabs (w i) ^^ p) ^^ (1 / p)) ^^ p) ^^ (1 / p)
    <= (INR k * ((1 / 2) * step) ^^ p + (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * max_over k d (fun r => INR r ^^
      (- (1 / q)) * (INR r - INR k) ^^ (1 / p))) ^^ p) ^^ (1 / p).

Definition well_defined : Prop :=
  forall (d : nat) (p : R) (q : R) (step : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (0 < step) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> T i = true -> (step <> 0)) /\
    (forall i, (i < d)%nat -> T i = true -> (0 < Rabs (step * IZR (ceil (w i / step - 1 / 2)) - w i) \/ 0 <= Rabs
      (step * IZR (ceil (w i / step - 1 / 2)) - w i) /\ 0 < p)) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i =>
      Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (0 < (sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)) \/ 0 <= (sum_on d (fun i => negb (T
      i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)) /\ 0 < p) /\
    (0 < (sum_on d T (fun i => Rabs (step * IZR (ceil (w i / step - 1 / 2)) - w i) ^^ p) + (sum_on d (fun i => negb (T
      i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)) ^^ p) \/ 0 <= (sum_on d T (fun i => Rabs (step * IZR (ceil (w i /
      step - 1 / 2)) - w i) ^^ p) + (sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)) ^^ p) /\ 0
      < (1 / p)) /\
    (0 < ((1 / 2) * step) \/ 0 <= ((1 / 2) * step) /\ 0 < p) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    (forall r, (k < r <= d)%nat -> (q <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1 / q)))) /\
    (forall r, (k < r <= d)%nat -> (p <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < (INR r - INR k) \/ 0 <= (INR r - INR k) /\ 0 < (1 / p))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p))) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r - INR k)
      ^^ (1 / p))) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * max_over k d (fun r => INR r ^^ (- (1 / q))
      * (INR r - INR k) ^^ (1 / p))) /\ 0 < p) /\
    (0 < (INR k * ((1 / 2) * step) ^^ p + (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * max_over k d (fun r => INR r
      ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p))) ^^ p) \/ 0 <= (INR k * ((1 / 2) * step) ^^ p + (sum d (fun i =>
      Rabs (w i) ^^ q) ^^ (1 / q) * max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p))) ^^ p)
      /\ 0 < (1 / p)).

Definition inhabited : Prop :=
  exists (d : nat) (p : R) (q : R) (step : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < p) /\
    (0 < q) /\
    (0 < step) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists 1;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 0%nat => (1 / 2) | 1%nat => (1 / 2) | 2%nat => (1 / 2) | 3%nat => (1 / 2) | _ => 0 end);
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end).
