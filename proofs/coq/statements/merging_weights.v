(* Printed from the bound merging-weights by lqtheory.formal; do not edit.
   Merging two neurons costs at most ‖A‖²ρ²‖w - v‖² E‖h‖², squared; h holds a 1 where there are biases. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (d : nat) (m : nat) (n : nat) (A : nat -> R) (H : nat -> nat -> R) (T : nat -> R) (kappa : nat ->
    R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    sum n (fun a => (s * sum d (fun j => w j * H a j) + sum c (fun kink => kappa kink * (Rmax 0 (sum d (fun j => w j *
      H a j) - T kink))) - (s * sum d (fun j => v j * H a j) + sum c (fun kink => kappa kink * (Rmax 0 (sum d (fun j
      => v j * H a j) - T kink))))) ^ 2) * (sum m (fun i => A i ^ 2) ^^ (1 / 2)) ^ 2 / INR n
    <= sum n (fun a => (sum d (fun i => H a i ^ 2) ^^ (1 / 2)) ^ 2) * (sum m (fun i => A i ^ 2) ^^ (1 / 2)) ^ 2 * (sum
      d (fun i => (w i - v i) ^ 2) ^^ (1 / 2)) ^ 2 * (Rmax (max_on c (fun _ => true) (fun kink => Rabs (s + sum_on c
      (fun i => leb (T i) (T kink)) (fun b => kappa b)))) (Rabs s)) ^ 2 / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (d : nat) (m : nat) (n : nat) (A : nat -> R) (H : nat -> nat -> R) (T : nat -> R) (kappa : nat ->
    R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= d)%nat) ->
    ((1 <= m)%nat) ->
    ((1 <= n)%nat) ->
    (0 < sum m (fun i => A i ^ 2) \/ 0 <= sum m (fun i => A i ^ 2) /\ 0 < (1 / 2)) /\
    (INR n <> 0) /\
    (forall a, (a < n)%nat -> (0 < sum d (fun i => H a i ^ 2) \/ 0 <= sum d (fun i => H a i ^ 2) /\ 0 < (1 / 2))) /\
    (0 < sum d (fun i => (w i - v i) ^ 2) \/ 0 <= sum d (fun i => (w i - v i) ^ 2) /\ 0 < (1 / 2)) /\
    (forall kink, (kink < c)%nat -> (0 <= Rabs (s + sum_on c (fun i => leb (T i) (T kink)) (fun b => kappa b)))).

Definition inhabited : Prop :=
  exists (c : nat) (d : nat) (m : nat) (n : nat) (A : nat -> R) (H : nat -> nat -> R) (T : nat -> R) (kappa : nat ->
    R) (s : R) (v : nat -> R) (w : nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= d)%nat) /\
    ((1 <= m)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 1%nat;
  exists 1%nat;
  exists 1%nat;
  exists 1%nat;
  exists (fun i => match i with 0%nat => 2 | _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i => match i with _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists 0;
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists (fun i => match i with 0%nat => 2 | _ => 0 end).
