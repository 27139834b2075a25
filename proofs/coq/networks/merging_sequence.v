(** E5: neurons that share a Lipschitz activation replaced one after another, leaves first; V i are the weights of
    neuron i, H a the inputs on sample a, A i the outgoing weights. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum Network Outputs PiecewiseLinear MergingSequence.
Import ListNotations.
Open Scope R_scope.

Theorem holds : forall (n m c d : nat) (rho : R) (phi : R -> R) (V H A : nat -> nat -> R) (steps : list step),
  lipschitz rho phi -> Forall (fun x => valid m x /\ factor x = 1) steps ->
  joint n c (fun a z => received m (fun a i => phi (sum d (fun j => V i j * H a j))) A a z
                        - received m (fun a i => phi (sum d (fun j => V i j * H a j))) (after_all steps A) a z)
  <= rho * weight_costs n c d V H A steps.
Proof. intros. now apply merging_sequence. Qed.

(** Piecewise linear activations are among them, with the slope of their steepest piece. *)
Theorem activations : forall (c : nat) (s : R) (kappa T : nat -> R),
  lipschitz (steepest c s kappa T) (piecewise c s kappa T).
Proof. apply piecewise_lipschitz. Qed.

Theorem witnessed : exists (m : nat) (steps : list step),
  steps <> [] /\ Forall (fun x => valid m x /\ factor x = 1) steps.
Proof. exists 2%nat, [Step 0 1 1]. split; [easy|]. repeat constructor. easy. Qed.
