(* Printed from the bound best-term-groups by lqtheory.formal; do not edit.
   Keeping the k groups of largest ℓ2 norm loses at most C_{k,n}(q,p) times the ℓ_{q,2} norm of the n groups. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (k : nat) (p : R) (q : R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((k <= n)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (topk n (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2))) k T) ->
    sum_on n (fun i => negb (T i)) (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ p) ^^ (1 / p)
    <= sum n (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ q) ^^ (1 / q) * max_over k n (fun r => INR r
      ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p)).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (k : nat) (p : R) (q : R) (T : nat -> bool),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    ((k <= n)%nat) ->
    (0 < p) ->
    (0 < q) ->
    (topk n (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2))) k T) ->
    ((k <= n)%nat) /\
    (forall i, (i < n)%nat -> (0 < sum d (fun i0 => H i i0 ^ 2) \/ 0 <= sum d (fun i0 => H i i0 ^ 2) /\ 0 < (1 / 2)))
      /\
    (forall i, (i < n)%nat -> negb (T i) = true -> (0 < sum d (fun i0 => H i i0 ^ 2) \/ 0 <= sum d (fun i0 => H i i0 ^
      2) /\ 0 < (1 / 2))) /\
    (forall i, (i < n)%nat -> negb (T i) = true -> (0 < Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) \/ 0 <= Rabs
      (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) /\ 0 < p)) /\
    (p <> 0) /\
    (0 < sum_on n (fun i => negb (T i)) (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ p) \/ 0 <= sum_on
      n (fun i => negb (T i)) (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ p) /\ 0 < (1 / p)) /\
    (forall i, (i < n)%nat -> (0 < Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) \/ 0 <= Rabs (sum d (fun i0 => H i
      i0 ^ 2) ^^ (1 / 2)) /\ 0 < q)) /\
    (q <> 0) /\
    (0 < sum n (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ q) \/ 0 <= sum n (fun i => Rabs (sum d (fun
      i0 => H i i0 ^ 2) ^^ (1 / 2)) ^^ q) /\ 0 < (1 / q)) /\
    (forall r, (k < r <= n)%nat -> (q <> 0)) /\
    (forall r, (k < r <= n)%nat -> (0 < INR r \/ 0 <= INR r /\ 0 < (- (1 / q)))) /\
    (forall r, (k < r <= n)%nat -> (p <> 0)) /\
    (forall r, (k < r <= n)%nat -> (0 < (INR r - INR k) \/ 0 <= (INR r - INR k) /\ 0 < (1 / p))) /\
    (forall r, (k < r <= n)%nat -> (0 <= INR r ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (k : nat) (p : R) (q : R) (T : nat -> bool),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    ((k <= n)%nat) /\
    (0 < p) /\
    (0 < q) /\
    (topk n (fun i => Rabs (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2))) k T).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 3%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 3 | 0%nat, 1%nat => 4 | 1%nat, 1%nat => 5 | _, _ => 0 end);
  exists 1%nat;
  exists 1;
  exists (1 / 2);
  exists (fun i => match i with 0%nat => true | _ => false end).
