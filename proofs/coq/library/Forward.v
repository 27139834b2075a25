(** A dense network and a pruned one on the same inputs: what the bounds of section C speak about.

    Layers are l = 1 .. depth; layer 0 is the input. Sample a has weight mu a: / INR samples for a mean. *)
Require Import Reals.
From LqTheory Require Import FiniteSum Network Sets L2 Quantities.
Open Scope R_scope.

Record layers := {
  weight : nat -> nat -> nat -> R;     (* layer, unit, input of the unit *)
  bias : nat -> nat -> R               (* layer, unit *)
}.

Record comparison := {
  samples : nat;
  mu : nat -> R;
  inputs : nat -> nat -> R;            (* sample, input *)
  depth : nat;
  width : nat -> nat;                  (* units of a layer; of layer 0: inputs *)
  activation : nat -> R -> R;          (* the same for all units of a layer; the last may be the identity *)
  dense : layers;
  pruned : layers
}.

(** What layer l of a network makes of h before its activation *)
Definition preactivation (f : comparison) (net : layers) (l : nat) (h : nat -> nat -> R) (a i : nat) : R :=
  sum (width f (l - 1)) (fun j => weight net l i j * h a j) + bias net l i.

(** The activations after layer l *)
Fixpoint forward (f : comparison) (net : layers) (l : nat) : nat -> nat -> R :=
  match l with
  | O => inputs f
  | S m => fun a i => activation f (S m) (preactivation f net (S m) (forward f net m) a i)
  end.

(** Errors per unit, in L2 of the samples *)
Definition unit_errors (f : comparison) (l i : nat) : R :=
  L2 (samples f) (mu f) (fun a => forward f (dense f) l a i - forward f (pruned f) l a i).

(** Both layers on the activations of the dense network, before and after the activation of layer l *)
Definition local_errors (f : comparison) (l i : nat) : R :=
  L2 (samples f) (mu f) (fun a =>
    let h := forward f (dense f) (l - 1) in
    preactivation f (dense f) l h a i - preactivation f (pruned f) l h a i).
Definition local_errors_after (f : comparison) (l i : nat) : R :=
  L2 (samples f) (mu f) (fun a =>
    let h := forward f (dense f) (l - 1) in
    activation f l (preactivation f (dense f) l h a i) - activation f l (preactivation f (pruned f) l h a i)).

(** Both layers on the activations of the pruned network, after the activation of layer l *)
Definition local_errors_on_pruned (f : comparison) (l i : nat) : R :=
  L2 (samples f) (mu f) (fun a =>
    let h := forward f (pruned f) (l - 1) in
    activation f l (preactivation f (dense f) l h a i) - activation f l (preactivation f (pruned f) l h a i)).

(** (E‖f - f'‖²)^(1/2), Euclidean over the outputs *)
Definition output_error (f : comparison) : R := euclid (width f (depth f)) (unit_errors f (depth f)).

(** The largest error after layer l, over samples and units *)
Definition layer_sup_error (f : comparison) (l : nat) : R :=
  max_on (samples f) (fun _ => true) (fun a =>
    max_on (width f l) (fun _ => true) (fun i =>
      Rabs (forward f (dense f) l a i - forward f (pruned f) l a i))).

(** The largest input of layer l of the dense network *)
Definition input_sup (f : comparison) (l : nat) : R :=
  max_on (samples f) (fun _ => true) (fun a =>
    max_on (width f (l - 1)) (fun _ => true) (fun j => Rabs (forward f (dense f) (l - 1) a j))).

(** The number of inputs of a unit of layer l *)
Definition fan_in (f : comparison) (l : nat) : nat := width f (l - 1).

(** Assumptions *)
Definition has_measure (f : comparison) : Prop := forall a, (a < samples f)%nat -> 0 <= mu f a.

Definition has_lipschitz (f : comparison) (rho : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> lipschitz (rho l) (activation f l).

(** gain l is at least the operator norm of the weights of layer l *)
Definition has_gain (f : comparison) (net : layers) (gain : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> operator_bound (width f l) (width f (l - 1)) (weight net l) (gain l).

(** v is w without some entries, none larger than those that stay, at least k of which there are *)
Definition keeps_largest (d : nat) (w v : nat -> R) (k : nat) : Prop :=
  exists T : nat -> bool, (k <= count d T)%nat
  /\ (forall i j, (i < d)%nat -> (j < d)%nat -> T i = true -> T j = false -> Rabs (w j) <= Rabs (w i))
  /\ (forall j, (j < d)%nat -> v j = if T j then w j else 0).

(** Every neuron is pruned in this way, and nothing else has changed *)
Definition magnitude_pruned (f : comparison) (kept : nat -> nat) : Prop :=
  forall l i, (1 <= l <= depth f)%nat -> (i < width f l)%nat ->
  keeps_largest (width f (l - 1)) (weight (dense f) l i) (weight (pruned f) l i) (kept l)
  /\ bias (pruned f) l i = bias (dense f) l i.
