(* Printed from the bound sufficient-count by lqtheory.formal; do not edit.
   Keeping ⌈(c_{q,p}‖w‖_q/ε)^(1/(1/q-1/p))⌉ weights leaves a tail of at most ε. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (eps : R) (q : R) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < eps) ->
    (0 < q) ->
    (q < p) ->
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p)
      ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) / eps) ^^ (1 / (1 / q - 1 / p)))))) T) ->
    sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)
    <= eps.

Definition well_defined : Prop :=
  forall (d : nat) (eps : R) (q : R) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < eps) ->
    (0 < q) ->
    (q < p) ->
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p)
      ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) / eps) ^^ (1 / (1 / q - 1 / p)))))) T) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    (p <> 0) /\
    (0 < (q / p) \/ 0 <= (q / p) /\ 0 < (1 / p)) /\
    (0 < (1 - q / p) \/ 0 <= (1 - q / p) /\ 0 < (1 / q - 1 / p)) /\
    (eps <> 0) /\
    ((1 / q - 1 / p) <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) / eps)
      \/ 0 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) /
      eps) /\ 0 < (1 / (1 / q - 1 / p))) /\
    ((0 <= (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p))
      / eps) ^^ (1 / (1 / q - 1 / p)))))%Z) /\
    (((Nat.min d (Z.to_nat (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p) ^^ (1 / p) * (1 - q / p) ^^
      (1 / q - 1 / p)) / eps) ^^ (1 / (1 / q - 1 / p)))))) <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < p)) /\
    (0 < sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) \/ 0 <= sum_on d (fun i => negb (T i)) (fun i =>
      Rabs (w i) ^^ p) /\ 0 < (1 / p)).

Definition inhabited : Prop :=
  exists (d : nat) (eps : R) (q : R) (p : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < eps) /\
    (0 < q) /\
    (q < p) /\
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) * ((q / p)
      ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) / eps) ^^ (1 / (1 / q - 1 / p)))))) T).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1;
  exists (1 / 2);
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => true | _ => false end).
