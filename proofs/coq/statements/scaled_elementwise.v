(* Printed from the bound scaled-elementwise by lqtheory.formal; do not edit.
   The scaling T_j² = Σ_i |w_ij| (|W|e)_i/e_j carries errors e != 0 to at most ‖|W|e‖, which C2 gives. *)
Require Import Reals.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities.
Open Scope R_scope.

Definition statement : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (scaled_norm n d H (fun i => (sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) ^^
      (1 / 2)) opnorm) ->
    sum d (fun i => ((sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) ^^ (1 / 2) * w
      i) ^ 2) ^^ (1 / 2) * opnorm
    <= sum n (fun i => sum d (fun j => Rabs (w j * H i j)) ^ 2) ^^ (1 / 2).

Definition well_defined : Prop :=
  forall (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) ->
    ((1 <= n)%nat) ->
    (scaled_norm n d H (fun i => (sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) ^^
      (1 / 2)) opnorm) ->
    (forall i, (i < d)%nat -> (Rabs (w i) <> 0)) /\
    (forall i, (i < d)%nat -> (0 < (sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i))
      \/ 0 <= (sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) /\ 0 < (1 / 2))) /\
    (0 < sum d (fun i => ((sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) ^^ (1 /
      2) * w i) ^ 2) \/ 0 <= sum d (fun i => ((sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) /
      Rabs (w i)) ^^ (1 / 2) * w i) ^ 2) /\ 0 < (1 / 2)) /\
    (0 < sum n (fun i => sum d (fun j => Rabs (w j * H i j)) ^ 2) \/ 0 <= sum n (fun i => sum d (fun j => Rabs (w j *
      H i j)) ^ 2) /\ 0 < (1 / 2)).

Definition inhabited : Prop :=
  exists (d : nat) (n : nat) (H : nat -> nat -> R) (w : nat -> R) (opnorm : R),
    ((1 <= d)%nat) /\
    ((1 <= n)%nat) /\
    (scaled_norm n d H (fun i => (sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i)) / Rabs (w i)) ^^
      (1 / 2)) opnorm).

Ltac exhibit := unfold inhabited;
  exists 1%nat;
  exists 1%nat;
  exists (fun i0 i1 => match i0, i1 with 0%nat, 0%nat => 1 | _, _ => 0 end);
  exists (fun i => match i with 0%nat => 1 | _ => 0 end);
  exists 1.
