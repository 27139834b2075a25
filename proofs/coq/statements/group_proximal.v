(* Printed from the bound group-proximal by lqtheory.formal; do not edit.
   No V has less ½‖V - H‖² + ε Σ‖V_g‖ than H with each group shrunk by ε in norm, or to 0 where it is smaller. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    sum n (fun i => sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2) * (Rmin eps (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2))) -
      (1 / 2) * (Rmin eps (sum d (fun i0 => H i i0 ^ 2) ^^ (1 / 2))) ^ 2)
    <= eps * sum n (fun i => sum d (fun i0 => V i i0 ^ 2) ^^ (1 / 2)) + (1 / 2) * sum n (fun i => sum d (fun j => (V i
      j - H i j) ^ 2)).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (forall i, (i < n)%nat -> (0 < sum d (fun i0 => H i i0 ^ 2) \/ 0 <= sum d (fun i0 => H i i0 ^ 2) /\ 0 < (1 / 2)))
      /\
    (forall i, (i < n)%nat -> (0 < sum d (fun i0 => V i i0 ^ 2) \/ 0 <= sum d (fun i0 => V i i0 ^ 2) /\ 0 < (1 / 2))).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (V : nat -> nat -> R) (eps : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat).

Ltac exhibit := unfold inhabited;
  exists 2%nat;
  exists 2%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 3 | 0%nat, 1%nat => 4 | 1%nat, 0%nat => (1 / 2) | _, _ => 0 end);
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => (3 / 2) | 0%nat, 1%nat => 2 | _, _ => 0 end);
  exists (5 / 2).
