(** E5: neurons replaced one after another by multiples of others, leaves first: the outgoing weights A move on. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum Outputs MergingSequence.
Import ListNotations.
Open Scope R_scope.

Theorem holds : forall (n m c : nat) (h A : nat -> nat -> R) (steps : list step),
  Forall (valid m) steps ->
  joint n c (fun a z => received m h A a z - received m h (after_all steps A) a z) <= costs n c h A steps.
Proof. intros. now apply merging_sequence_scaled. Qed.

(** One step is equality, so nothing smaller holds for every sequence. *)
Theorem attained : forall (n m c : nat) (h A : nat -> nat -> R) (x : step), valid m x ->
  joint n c (fun a z => received m h A a z - received m h (after_all [x] A) a z) = costs n c h A [x].
Proof. intros. cbn [costs]. rewrite Rplus_0_r. now apply one_step. Qed.

(** Steps do what they say: one neuron loses its outgoing weights, the other takes them over. *)
Theorem replaced : forall (x : step) (A : nat -> nat -> R) (z : nat), gone x <> stays x ->
  after x A (gone x) z = 0 /\ after x A (stays x) z = A (stays x) z + factor x * A (gone x) z.
Proof. intros. split; [now apply after_gone|now apply after_stays]. Qed.

Theorem witnessed : exists (m : nat) (steps : list step), steps <> [] /\ Forall (valid m) steps.
Proof. exists 2%nat, [Step 0 1 1]. split; [easy|]. repeat constructor. easy. Qed.
