(* Printed from the bound margin-sample by lqtheory.formal; do not edit.
   Accuracy drops by at most the share of the smallest margins with Σ m²/2 <= Σ‖f - f̂‖². *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (T : nat -> nat -> bool)
    (margin : nat -> R) (margin0 : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (forall i, (i < n)%nat -> topk n (fun i0 => Rabs ((Rmax 0 (margin i0)) ^ 2)) (n - 1 - i)%nat (T i)) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    INR (count n (fun i => ltb 0 (margin i))) / INR n - INR (count n (fun i => ltb 0 (margin0 i))) / INR n
    <= (INR (count n (fun i => leb ((1 / 2) * sum_on n (fun i0 => negb (T i i0)) (fun i0 => Rabs ((Rmax 0 (margin i0))
      ^ 2))) (sum n (fun a => sum c (fun z => (F a z - G a z) ^ 2))))) - (INR n - INR (count n (fun i => ltb 0 (margin
      i))))) / INR n.

Definition well_defined : Prop :=
  forall (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (T : nat -> nat -> bool)
    (margin : nat -> R) (margin0 : nat -> R),
    ((1 <= c)%nat) ->
    ((1 <= n)%nat) ->
    ((2 <= c)%nat) ->
    (forall i, (i < n)%nat -> (y i < c)%nat) ->
    (forall i, (i < n)%nat -> topk n (fun i0 => Rabs ((Rmax 0 (margin i0)) ^ 2)) (n - 1 - i)%nat (T i)) ->
    (margins_of n c F y margin) ->
    (margins_of n c G y margin0) ->
    (INR n <> 0) /\
    (forall i, (i < n)%nat -> ((1 + i <= n)%nat)) /\
    (forall i, (i < n)%nat -> (((n - 1 - i) <= n)%nat)).

Definition inhabited : Prop :=
  exists (c : nat) (n : nat) (F : nat -> nat -> R) (G : nat -> nat -> R) (y : nat -> nat) (T : nat -> nat -> bool)
    (margin : nat -> R) (margin0 : nat -> R),
    ((1 <= c)%nat) /\
    ((1 <= n)%nat) /\
    ((2 <= c)%nat) /\
    (forall i, (i < n)%nat -> (y i < c)%nat) /\
    (forall i, (i < n)%nat -> topk n (fun i0 => Rabs ((Rmax 0 (margin i0)) ^ 2)) (n - 1 - i)%nat (T i)) /\
    (margins_of n c F y margin) /\
    (margins_of n c G y margin0).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (1 / 2) | 0%nat, 1%nat => (1 / 2) | _, _ => 0 end);
  exists (fun i => match i with _ => 0%nat end);
  exists (fun i0 i1 => match i0, i1 with _, _ => false end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists (fun i => match i with _ => 0 end).
