(* Printed from the bound q-envelope by lqtheory.formal; do not edit.
   The k-term tail is at most the smallest C_{k,d}(q,p) ‖w‖_q over a grid of exponents q <= p. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)
    <= (Rmin (sum d (fun i => Rabs (w i) ^^ ((1 / 32) * p)) ^^ (32 / p) * max_over k d (fun r => INR r ^^ (- (32 / p))
      * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((1 / 16) * p)) ^^ (16 / p) * max_over k d
      (fun r => INR r ^^ (- (16 / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((1 / 8) *
      p)) ^^ (8 / p) * max_over k d (fun r => INR r ^^ (- (8 / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i
      => Rabs (w i) ^^ ((3 / 16) * p)) ^^ ((16 / 3) / p) * max_over k d (fun r => INR r ^^ (- ((16 / 3) / p)) * (INR r
      - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((1 / 4) * p)) ^^ (4 / p) * max_over k d (fun r =>
      INR r ^^ (- (4 / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((5 / 16) * p)) ^^ ((16
      / 5) / p) * max_over k d (fun r => INR r ^^ (- ((16 / 5) / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun
      i => Rabs (w i) ^^ ((3 / 8) * p)) ^^ ((8 / 3) / p) * max_over k d (fun r => INR r ^^ (- ((8 / 3) / p)) * (INR r
      - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((7 / 16) * p)) ^^ ((16 / 7) / p) * max_over k d (fun
      r => INR r ^^ (- ((16 / 7) / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((1 / 2) *
      p)) ^^ (2 / p) * max_over k d (fun r => INR r ^^ (- (2 / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i
      => Rabs (w i) ^^ ((9 / 16) * p)) ^^ ((16 / 9) / p) * max_over k d (fun r => INR r ^^ (- ((16 / 9) / p)) * (INR r
      - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((5 / 8) * p)) ^^ ((8 / 5) / p) * max_over k d (fun r
      => INR r ^^ (- ((8 / 5) / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((11 / 16) *
      p)) ^^ ((16 / 11) / p) * max_over k d (fun r => INR r ^^ (- ((16 / 11) / p)) * (INR r - INR k) ^^ (1 / p)))
      (Rmin (sum d (fun i => Rabs (w i) ^^ ((3 / 4) * p)) ^^ ((4 / 3) / p) * max_over k d (fun r => INR r ^^ (- ((4 /
      3) / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((13 / 16) * p)) ^^ ((16 / 13) / p)
      * max_over k d (fun r => INR r ^^ (- ((16 / 13) / p)) * (INR r - INR k) ^^ (1 / p))) (Rmin (sum d (fun i => Rabs
      (w i) ^^ ((7 / 8) * p)) ^^ ((8 / 7) / p) * max_over k d (fun r => INR r ^^ (- ((8 / 7) / p)) * (INR r - INR k)
      ^^ (1 / p))) (Rmin (sum d (fun i => Rabs (w i) ^^ ((15 / 16) * p)) ^^ ((16 / 15) / p) * max_over k d (fun r =>
      INR r ^^ (- ((16 / 15) / p)) * (INR r - INR k) ^^ (1 / p))) (sum d (fun i => Rabs (w i) ^^ p) ^^ (1 / p) *
      max_over k d (fun r => INR r ^^ (- (1 / p)) * (INR r - INR k) ^^ (1 / p))))))))))))))))))).

Definition well_defined : Prop :=
  forall (d : nat) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < p) ->
    ((k <= d)%nat) ->
    (topk d (fun i => Rabs (w i)) k T) ->
    ((k <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i =>
      Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((1 / 32) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((1 / 32) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((1 / 32) * p)) /\ 0 <
      (32 / p)) /\
    (forall r, (k < r <= d)%nat -> (p <> 0)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (32 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 < (INR r - INR k) \/ 0 <= (INR r - INR k) /\ 0 < (1 / p))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (32 / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((1 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((1 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((1 / 16) * p)) /\ 0 <
      (16 / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (16 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (16 / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((1 / 8) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((1 / 8) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((1 / 8) * p)) /\ 0 < (8 /
      p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (8 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (8 / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((3 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((3 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((3 / 16) * p)) /\ 0 <
      ((16 / 3) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 3) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 3) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((1 / 4) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((1 / 4) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((1 / 4) * p)) /\ 0 < (4 /
      p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (4 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (4 / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((5 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((5 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((5 / 16) * p)) /\ 0 <
      ((16 / 5) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 5) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 5) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((3 / 8) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((3 / 8) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((3 / 8) * p)) /\ 0 < ((8
      / 3) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((8 / 3) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((8 / 3) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((7 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((7 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((7 / 16) * p)) /\ 0 <
      ((16 / 7) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 7) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 7) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((1 / 2) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((1 / 2) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((1 / 2) * p)) /\ 0 < (2 /
      p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (2 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (2 / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((9 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((9 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((9 / 16) * p)) /\ 0 <
      ((16 / 9) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 9) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 9) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((5 / 8) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((5 / 8) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((5 / 8) * p)) /\ 0 < ((8
      / 5) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((8 / 5) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((8 / 5) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((11 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((11 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((11 / 16) * p)) /\ 0 <
      ((16 / 11) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 11) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 11) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((3 / 4) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((3 / 4) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((3 / 4) * p)) /\ 0 < ((4
      / 3) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((4 / 3) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((4 / 3) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((13 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((13 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((13 / 16) * p)) /\ 0 <
      ((16 / 13) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 13) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 13) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((7 / 8) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((7 / 8) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((7 / 8) * p)) /\ 0 < ((8
      / 7) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((8 / 7) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((8 / 7) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < ((15 / 16) * p))) /\
    (0 < sum d (fun i => Rabs (w i) ^^ ((15 / 16) * p)) \/ 0 <= sum d (fun i => Rabs (w i) ^^ ((15 / 16) * p)) /\ 0 <
      ((16 / 15) / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- ((16 / 15) / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- ((16 / 15) / p)) * (INR r - INR k) ^^ (1 / p))) /\
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (0 < sum d (fun i => Rabs (w i) ^^ p) \/ 0 <= sum d (fun i => Rabs (w i) ^^ p) /\ 0 < (1 / p)) /\
    (forall r, (k < r <= d)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1 / p)))) /\
    (forall r, (k < r <= d)%nat -> (0 <= INR r ^^ (- (1 / p)) * (INR r - INR k) ^^ (1 / p))).

Definition inhabited : Prop :=
  exists (d : nat) (p : R) (w : nat -> R) (k : nat) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < p) /\
    ((k <= d)%nat) /\
    (topk d (fun i => Rabs (w i)) k T).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | 2%nat => 1 | 3%nat => 1 | _ => 0 end);
  exists 2%nat;
  exists (fun i => match i with 0%nat => true | 1%nat => true | _ => false end).
