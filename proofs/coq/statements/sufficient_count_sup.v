(* Printed from the bound sufficient-count-sup by lqtheory.formal; do not edit.
   Keeping max(0, ⌈(‖w‖_q/ε)^q⌉ - 1) weights leaves no weight above ε. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (eps : R) (q : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < eps) ->
    (0 < q) ->
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (Z.max (0)%Z ((-1)%Z + (ceil ((sum d (fun i => Rabs (w i) ^^ q)
      ^^ (1 / q) / eps) ^^ q)))%Z))) T) ->
    max_on d (fun i => negb (T i)) (fun i => Rabs (w i))
    <= eps.

Definition well_defined : Prop :=
  forall (d : nat) (eps : R) (q : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    (0 < eps) ->
    (0 < q) ->
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (Z.max (0)%Z ((-1)%Z + (ceil ((sum d (fun i => Rabs (w i) ^^ q)
      ^^ (1 / q) / eps) ^^ q)))%Z))) T) ->
    (forall i, (i < d)%nat -> (0 < Rabs (w i) \/ 0 <= Rabs (w i) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum d (fun i => Rabs (w i) ^^ q) \/ 0 <= sum d (fun i => Rabs (w i) ^^ q) /\ 0 < (1 / q)) /\
    (eps <> 0) /\
    (0 < (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / eps) \/ 0 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) /
      eps) /\ 0 < q) /\
    ((0 <= (Z.max (0)%Z ((-1)%Z + (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / eps) ^^ q)))%Z))%Z) /\
    (((Nat.min d (Z.to_nat (Z.max (0)%Z ((-1)%Z + (ceil ((sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / eps) ^^
      q)))%Z))) <= d)%nat) /\
    (forall i, (i < d)%nat -> negb (T i) = true -> (0 <= Rabs (w i))).

Definition inhabited : Prop :=
  exists (d : nat) (eps : R) (q : R) (w : nat -> R) (T : nat -> bool),
    ((1 <= d)%nat) /\
    (0 < eps) /\
    (0 < q) /\
    (topk d (fun i => Rabs (w i)) (Nat.min d (Z.to_nat (Z.max (0)%Z ((-1)%Z + (ceil ((sum d (fun i => Rabs (w i) ^^ q)
      ^^ (1 / q) / eps) ^^ q)))%Z))) T).

Ltac exhibit := unfold inhabited;
  exists 4%nat;
  exists 1;
  exists 1;
  exists (fun i => match i with 0%nat => 1 | 1%nat => (- 1) | 2%nat => 1 | 3%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => true | 1%nat => true | 2%nat => true | _ => false end).
