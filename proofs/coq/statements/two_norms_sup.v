(* Printed from the bound two-norms-sup by lqtheory.formal; do not edit.
   No vector with the same ‖w‖_q and ‖w‖_oo has a larger k-term tail than one with two values and 0. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)
    <= ((Rmax (max_over k d (fun r => (INR r - INR k) * (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) /
      max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - 1) / (INR r - 1))) ^^ (p / q))) (sum_range (1 + k)%nat d
      (fun r => (Rmin 1 (Rmax 0 (1 + (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i =>
      Rabs (w i))) ^^ q - INR r))) ^^ (p / q)))) * ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ =>
      true) (fun i => Rabs (w i))) ^^ q) ^^ (- (p / q))) ^^ (1 / p) * sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q).

Definition well_defined : Prop :=
  forall (d : nat) (p : R) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (exists i, (i < d)%nat /\ w i <> 0) ->
    ((1 <= k)%nat) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i =>
      Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall r, (k < r <= d)%nat -> (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q))) /\
    (forall r, (k < r <= d)%nat -> (q <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0
      < (1 / q))) /\
    (forall r, (k < r <= d)%nat -> (forall i, (i < d)%nat -> (0 <= Rabs (w i)))) /\
    (forall r, (k < r <= d)%nat -> (max_on d (fun _ => true) (fun i => Rabs (w i)) <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i
      => Rabs (w i))) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs
      (w i))) /\ 0 < q)) /\
    (forall r, (k < r <= d)%nat -> ((INR r - 1) <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ =>
      true) (fun i => Rabs (w i))) ^^ q - 1) / (INR r - 1))) \/ 0 <= (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1
      / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - 1) / (INR r - 1))) /\ 0 < (p / q))) /\
    (forall r, (k < r <= d)%nat -> (0 <= (INR r - INR k) * (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) /
      max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - 1) / (INR r - 1))) ^^ (p / q))) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q))) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (q <> 0)) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^
      q) /\ 0 < (1 / q))) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (forall i, (i < d)%nat -> (0 <= Rabs (w i)))) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (max_on d (fun _ => true) (fun i => Rabs (w i)) <> 0)) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true)
      (fun i => Rabs (w i))) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i =>
      Rabs (w i))) /\ 0 < q)) /\
    (forall r, ((1 + k) <= r <= d)%nat -> (0 < (Rmin 1 (Rmax 0 (1 + (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) /
      max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - INR r))) \/ 0 <= (Rmin 1 (Rmax 0 (1 + (sum d (fun i =>
      Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - INR r))) /\ 0 < (p / q)))
      /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    (forall i, (i < d)%nat -> (0 <= Rabs (w i))) /\
    (max_on d (fun _ => true) (fun i => Rabs (w i)) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) \/ 0 <= (sum d
      (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) /\ 0 < q) /\
    (0 < ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q) \/ 0 <=
      ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q) /\ 0 < (-
      (p / q))) /\
    (0 < ((Rmax (max_over k d (fun r => (INR r - INR k) * (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) /
      max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - 1) / (INR r - 1))) ^^ (p / q))) (sum_range (1 + k)%nat d
      (fun r => (Rmin 1 (Rmax 0 (1 + (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i =>
      Rabs (w i))) ^^ q - INR r))) ^^ (p / q)))) * ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ =>
      true) (fun i => Rabs (w i))) ^^ q) ^^ (- (p / q))) \/ 0 <= ((Rmax (max_over k d (fun r => (INR r - INR k) *
      (Rmin 1 (((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q -
      1) / (INR r - 1))) ^^ (p / q))) (sum_range (1 + k)%nat d (fun r => (Rmin 1 (Rmax 0 (1 + (sum d (fun i => Rabs (w
      i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q - INR r))) ^^ (p / q)))) * ((sum d
      (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q) ^^ (- (p / q))) /\
      0 < (1 / p)).

Definition inhabited : Prop :=
  exists (d : nat) (p : R) (q : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < p) /\
    (0 < q) /\
    (exists i, (i < d)%nat /\ w i <> 0) /\
    ((1 <= k)%nat) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists 1;
  exists (1 / 2);
  exists (fun i => match i with 0%nat => 9 | 1%nat => (- 1) | 2%nat => 1 | 3%nat => 1 | _ => 0 end);
  exists 3%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | 2%nat => true | _ => false end).
