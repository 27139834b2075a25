(** Merging neurons one after another: costs add up, each with the outgoing weights as they are then. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum Network Counting L2 Outputs Merging.
Import ListNotations.
Open Scope R_scope.

(** Neuron [gone] is replaced by [factor] times neuron [stays] *)
Record step := Step { gone : nat; stays : nat; factor : R }.

Definition valid (m : nat) (x : step) : Prop := (gone x < m)%nat /\ (stays x < m)%nat /\ gone x <> stays x.

(** Outgoing weights, A i z from neuron i to output z, after a step and after a sequence of them *)
Definition after (x : step) (A : nat -> nat -> R) (i z : nat) : R :=
  A i z - (if (gone x =? i)%nat then A (gone x) z else 0)
        + (if (stays x =? i)%nat then factor x * A (gone x) z else 0).
Definition after_all (steps : list step) (A : nat -> nat -> R) : nat -> nat -> R :=
  fold_left (fun B x => after x B) steps A.

(** Neuron [gone] has no outgoing weights left, [stays] has taken them over *)
Lemma after_gone : forall x A z, gone x <> stays x -> after x A (gone x) z = 0.
Proof.
  intros x A z N. unfold after. rewrite Nat.eqb_refl. destruct (Nat.eqb_spec (stays x) (gone x)); [lia|ring].
Qed.
Lemma after_stays : forall x A z, gone x <> stays x -> after x A (stays x) z = A (stays x) z + factor x * A (gone x) z.
Proof.
  intros x A z N. unfold after. rewrite Nat.eqb_refl. destruct (Nat.eqb_spec (gone x) (stays x)); [lia|ring].
Qed.

Section Costs.
Variables (n m c : nat).

(** What the next layer receives on sample a, of activations h a i *)
Definition received (h A : nat -> nat -> R) (a z : nat) : R := sum m (fun i => h a i * A i z).

(** outgoing weights that go, times the change of the activation, in L2 *)
Definition cost (h A : nat -> nat -> R) (x : step) : R :=
  sum c (fun z => A (gone x) z ^ 2) ^^ (1 / 2)
  * (sum n (fun a => (h a (gone x) - factor x * h a (stays x)) ^ 2) / INR n) ^^ (1 / 2).
Fixpoint costs (h A : nat -> nat -> R) (steps : list step) : R :=
  match steps with [] => 0 | x :: rest => cost h A x + costs h (after x A) rest end.

Lemma received_after : forall h A x a z, valid m x ->
  received h A a z - received h (after x A) a z = (h a (gone x) - factor x * h a (stays x)) * A (gone x) z.
Proof.
  intros h A x a z [G [S N]]. unfold received. rewrite <- sum_minus.
  rewrite (sum_ext m _ (fun i => (if (gone x =? i)%nat then h a i * A (gone x) z else 0)
    - (if (stays x =? i)%nat then h a i * (factor x * A (gone x) z) else 0))).
  - rewrite sum_minus, (sum_single m (gone x) (fun i => h a i * A (gone x) z)) by easy.
    rewrite (sum_single m (stays x) (fun i => h a i * (factor x * A (gone x) z))) by easy. ring.
  - intros i _. unfold after. destruct (gone x =? i)%nat, (stays x =? i)%nat; ring.
Qed.

Lemma joint_product : forall (g b : nat -> R),
  joint n c (fun a z => g a * b z) = sum c (fun z => b z ^ 2) ^^ (1 / 2) * (sum n (fun a => g a ^ 2) / INR n) ^^ (1 / 2).
Proof.
  intros g b. unfold joint. rewrite (sum_ext n _ (fun a => sum c (fun z => b z ^ 2) * g a ^ 2)).
  - rewrite sum_scal. unfold Rdiv. rewrite Rmult_assoc. apply pr_mult.
    + apply sum_nonneg. intros. apply pow2_ge_0.
    + change (0 <= sum n (fun a => g a ^ 2) / INR n). rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg.
  - intros a _. rewrite Rmult_comm, <- sum_scal. apply sum_ext. intros; ring.
Qed.

(** One step is exact *)
Lemma one_step : forall h A x, valid m x ->
  joint n c (fun a z => received h A a z - received h (after x A) a z) = cost h A x.
Proof.
  intros h A x V. unfold cost. rewrite <- (joint_product (fun a => h a (gone x) - factor x * h a (stays x))).
  apply joint_ext. intros. now apply received_after.
Qed.

Theorem merging_sequence_scaled : forall h steps A, Forall (valid m) steps ->
  joint n c (fun a z => received h A a z - received h (after_all steps A) a z) <= costs h A steps.
Proof.
  intros h. induction steps as [|x rest IH]; intros A V; cbn [costs].
  - unfold joint. rewrite (sum_ext n _ (fun _ => 0)).
    + rewrite sum_zero. unfold Rdiv. rewrite Rmult_0_l, pr_0. lra.
    + intros a _. rewrite <- (sum_zero c). apply sum_ext. intros z _. simpl. ring.
  - inversion V as [|? ? V1 V2]; subst. rewrite <- one_step by easy.
    eapply Rle_trans; [|apply Rplus_le_compat_l, IH; easy].
    eapply Rle_trans; [right|apply joint_minkowski]. apply joint_ext. intros a z _ _.
    change (after_all (x :: rest) A) with (after_all rest (after x A)). ring.
Qed.

(** Without scaling, of neurons that share a Lipschitz activation: V i holds the weights of neuron i *)
Fixpoint weight_costs (d : nat) (V H A : nat -> nat -> R) (steps : list step) : R :=
  match steps with
  | [] => 0
  | x :: rest =>
      sum c (fun z => A (gone x) z ^ 2) ^^ (1 / 2)
      * (sum n (fun a => (sum d (fun j => V (gone x) j * H a j) - sum d (fun j => V (stays x) j * H a j)) ^ 2) / INR n)
        ^^ (1 / 2)
      + weight_costs d V H (after x A) rest
  end.

Theorem merging_sequence : forall d rho phi V H steps A, lipschitz rho phi ->
  Forall (fun x => valid m x /\ factor x = 1) steps ->
  let h a i := phi (sum d (fun j => V i j * H a j)) in
  joint n c (fun a z => received h A a z - received h (after_all steps A) a z) <= rho * weight_costs d V H A steps.
Proof.
  intros d rho phi V H steps A L F h. eapply Rle_trans; [apply merging_sequence_scaled|].
  - eapply Forall_impl; [|apply F]. now intros x [].
  - revert A F. induction steps as [|x rest IH]; intros A F; cbn [costs weight_costs]; [lra|].
    inversion F as [|? ? [_ E] F2]; subst. rewrite Rmult_plus_distr_l. apply Rplus_le_compat; [|now apply IH].
    unfold cost. rewrite E.
    rewrite (sum_ext n _ (fun a => (h a (gone x) - h a (stays x)) ^ 2)) by (intros; ring).
    assert (G := activation_gap n rho phi (fun a => sum d (fun j => V (gone x) j * H a j))
      (fun a => sum d (fun j => V (stays x) j * H a j)) L). cbn beta in G.
    apply (Rmult_le_compat_l _ _ _ (pr_nonneg (sum c (fun z => A (gone x) z ^ 2)) (1 / 2))) in G.
    eapply Rle_trans; [apply G|right; ring].
Qed.
End Costs.
