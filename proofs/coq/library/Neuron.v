(** One neuron on n samples that loses some of its inputs: triangle inequality, Gram matrix, corrected bias.

    H a j is input j on sample a; P holds the inputs that are dropped. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2.
Open Scope R_scope.

Definition mean_square (n : nat) (f : nat -> R) : R := sum n (fun a => f a ^ 2) / INR n.
Definition rms (n : nat) (f : nat -> R) : R := mean_square n f ^^ (1 / 2).
Definition mean (n : nat) (f : nat -> R) : R := sum n f / INR n.

Lemma rms_L2 : forall n f, rms n f = L2 n (uniform n) f.
Proof. intros. apply L2_uniform. Qed.

Lemma mean_square_nonneg : forall n f, 0 <= mean_square n f.
Proof. intros. unfold mean_square. rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg. Qed.

Lemma rms_square : forall n f, rms n f ^ 2 = mean_square n f.
Proof. intros. unfold rms. simpl. rewrite Rmult_1_r. apply root_mult, mean_square_nonneg. Qed.

Lemma rms_nonneg : forall n f, 0 <= rms n f.
Proof. intros. apply pr_nonneg. Qed.

Lemma rms_zero_inv : forall n f, rms n f = 0 -> forall a, (a < n)%nat -> f a = 0.
Proof.
  intros n f H a Ha. rewrite rms_L2 in H.
  now apply (L2_zero_inv n (uniform n) (uniform_nonneg n) f H a Ha (uniform_pos n a Ha)).
Qed.

(** B1 *)
Theorem dropped_triangle : forall n d w P (H : nat -> nat -> R),
  rms n (fun a => sum_on d P (fun j => w j * H a j)) <= sum_on d P (fun j => Rabs (w j) * rms n (fun a => H a j)).
Proof.
  intros. rewrite rms_L2.
  eapply Rle_trans; [apply (minkowski_sum_on n (uniform n) (uniform_nonneg n) d P (fun j a => w j * H a j))|].
  apply sum_on_le. intros j _ _. rewrite rms_L2. right. apply L2_scal, uniform_nonneg.
Qed.

(** B2: g bounds the quadratic form of the normalised columns in P; x vanishes on dead columns *)
Definition gram_bound (n d : nat) (P : nat -> bool) (H : nat -> nat -> R) (g : R) : Prop :=
  0 <= g /\ forall x : nat -> R,
  (forall j, (j < d)%nat -> P j = false -> x j = 0) ->
  (forall j, (j < d)%nat -> rms n (fun a => H a j) = 0 -> x j = 0) ->
  mean_square n (fun a => sum d (fun j => x j * (H a j / rms n (fun a => H a j)))) <= g * sum d (fun j => x j ^ 2).

Theorem dropped_gram : forall n d w P H g, gram_bound n d P H g ->
  rms n (fun a => sum_on d P (fun j => w j * H a j))
  <= (g * sum_on d P (fun j => (Rabs (w j) * rms n (fun a => H a j)) ^ 2)) ^^ (1 / 2).
Proof.
  intros n d w P H g [Hg G]. apply root_le. split; [apply mean_square_nonneg|].
  set (B := fun j => rms n (fun a => H a j)). set (x := fun j => if P j then w j * B j else 0).
  eapply Rle_trans; [right|eapply Rle_trans; [apply (G x)|]].
  - unfold mean_square. f_equal. apply sum_ext. intros a Ha. f_equal. apply sum_ext. intros j Hj.
    unfold x. fold (B j). destruct (P j); [|ring]. destruct (Req_dec (B j) 0) as [E|E].
    + rewrite (rms_zero_inv n _ E a Ha). unfold Rdiv. ring.
    + field. easy.
  - intros j _ E. unfold x. now rewrite E.
  - intros j _ E. unfold x, B. rewrite E. destruct (P j); ring.
  - right. f_equal. apply sum_ext. intros j _. unfold x. fold (B j). destruct (P j); [|ring].
    rewrite !Rpow_mult_distr, <- (Rsqr_pow2 (Rabs _)), <- Rsqr_abs, Rsqr_pow2. easy.
Qed.

(** A bound for all columns is one for those in P *)
Lemma gram_bound_restrict : forall n d P Q H g, (forall j, (j < d)%nat -> P j = true -> Q j = true) ->
  gram_bound n d Q H g -> gram_bound n d P H g.
Proof.
  intros n d P Q H g PQ [Hg G]. split; [easy|]. intros x X0 X1. apply G; [|easy].
  intros j Hj Qj. apply X0; [easy|]. destruct (P j) eqn:E; [|easy]. rewrite PQ in Qj by easy. easy.
Qed.

(** The variance is at most the second moment *)
Theorem centred_le : forall n f, (1 <= n)%nat -> rms n (fun a => f a - mean n f) <= rms n f.
Proof.
  intros n f Hn. apply root_le. split; [apply mean_square_nonneg|].
  unfold mean_square. rewrite !mean_square_inner, inner_square_minus.
  assert (N : INR n <> 0) by (apply not_0_INR; lia). set (m := mean n f).
  assert (A : inner n (uniform n) f (fun _ => m) = m * m).
  { rewrite inner_uniform, (sum_ext n _ (fun a => m * f a)), sum_scal by (intros; ring).
    unfold m, mean. field. easy. }
  assert (B : inner n (uniform n) (fun _ => m) (fun _ => m) = m * m).
  { rewrite inner_uniform, sum_const. field. easy. }
  rewrite A, B. assert (0 <= m * m) by apply Rle_0_sqr. lra.
Qed.

(** The bias takes over the mean of what is dropped *)
Lemma dropped_centred : forall n d w P (H : nat -> nat -> R) a,
  sum_on d P (fun j => w j * (H a j - mean n (fun b => H b j)))
  = sum_on d P (fun j => w j * H a j) - mean n (fun b => sum_on d P (fun j => w j * H b j)).
Proof.
  intros. unfold mean, sum_on. rewrite sum_swap, (Rmult_comm _ (/ INR n) : _ / _ = _), <- sum_scal, <- sum_minus.
  apply sum_ext. intros j _. destruct (P j); [|rewrite sum_zero; ring].
  rewrite sum_scal. unfold Rdiv. ring.
Qed.

Theorem bias_correction_helps : forall n d w P (H : nat -> nat -> R), (1 <= n)%nat ->
  rms n (fun a => sum_on d P (fun j => w j * (H a j - mean n (fun b => H b j))))
  <= rms n (fun a => sum_on d P (fun j => w j * H a j)).
Proof.
  intros n d w P H Hn. eapply Rle_trans; [right|apply centred_le; easy].
  rewrite !rms_L2. apply L2_ext. intros a _. apply dropped_centred.
Qed.
