(** Distances of two outputs of a network, a row per sample: Minkowski for matrices, regression, sums of branches. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2.
Open Scope R_scope.

(** (E‖x‖²)^(1/2) for a matrix x whose rows are samples, as it is printed *)
Definition joint (n c : nat) (x : nat -> nat -> R) : R :=
  (sum n (fun a => sum c (fun z => x a z ^ 2)) / INR n) ^^ (1 / 2).

Lemma joint_L2 : forall n c x, joint n c x = L2 n (uniform n) (fun a => euclid c (x a)).
Proof.
  intros. unfold joint. rewrite <- L2_uniform. do 2 f_equal. apply sum_ext. intros a _.
  replace (euclid c (x a) ^ 2) with (euclid c (x a) * euclid c (x a)) by ring.
  rewrite euclid_square. apply sum_ext; intros; ring.
Qed.

Lemma joint_ext : forall n c x y, (forall a z, (a < n)%nat -> (z < c)%nat -> x a z = y a z) ->
  joint n c x = joint n c y.
Proof.
  intros n c x y H. unfold joint. do 2 f_equal. apply sum_ext. intros a Ha.
  apply sum_ext. intros z Hz. now rewrite H.
Qed.

Lemma joint_sym : forall n c F G, joint n c (fun a z => F a z - G a z) = joint n c (fun a z => G a z - F a z).
Proof.
  intros. unfold joint. do 2 f_equal. apply sum_ext. intros a _. apply sum_ext. intros z _. ring.
Qed.

Theorem joint_minkowski : forall n c x y,
  joint n c (fun a z => x a z + y a z) <= joint n c x + joint n c y.
Proof.
  intros. rewrite !joint_L2.
  eapply Rle_trans; [|apply minkowski; apply uniform_nonneg].
  apply L2_le_pointwise; [apply uniform_nonneg|]. intros a _.
  rewrite !Rabs_pos_eq; try apply pr_nonneg; [|apply Rplus_le_le_0_compat; apply pr_nonneg].
  apply minkowski, counting_nonneg.
Qed.

(** Regression: root mean squared errors differ by no more than the outputs *)
Theorem regression : forall n c F G Y,
  Rabs (joint n c (fun a z => G a z - Y a z) - joint n c (fun a z => F a z - Y a z))
  <= joint n c (fun a z => F a z - G a z).
Proof.
  intros n c F G Y.
  assert (A := joint_minkowski n c (fun a z => G a z - F a z) (fun a z => F a z - Y a z)).
  assert (B := joint_minkowski n c (fun a z => F a z - G a z) (fun a z => G a z - Y a z)).
  cbn beta in A, B. rewrite (joint_sym n c G F) in A.
  rewrite (joint_ext n c _ (fun a z => G a z - Y a z)) in A by (intros; ring).
  rewrite (joint_ext n c _ (fun a z => F a z - Y a z)) in B by (intros; ring).
  apply Rabs_le. lra.
Qed.

(** Where two branches are added their errors add *)
Theorem residual_add : forall n c F Y G H,
  joint n c (fun a z => F a z + Y a z - G a z - H a z)
  <= joint n c (fun a z => F a z - G a z) + joint n c (fun a z => Y a z - H a z).
Proof.
  intros n c F Y G H.
  assert (A := joint_minkowski n c (fun a z => F a z - G a z) (fun a z => Y a z - H a z)).
  cbn beta in A. rewrite (joint_ext n c _ (fun a z => F a z + Y a z - G a z - H a z)) in A by (intros; ring).
  exact A.
Qed.
