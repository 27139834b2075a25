(** One neuron on n samples that loses some of its inputs: triangle inequality, Gram matrix, corrected bias.

    H a j is input j on sample a; P holds the inputs that are dropped. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2 Quantities.
Open Scope R_scope.

Definition rms (n : nat) (f : nat -> R) : R := (sum n (fun a => f a ^ 2) / INR n) ^^ (1 / 2).
Definition mean (n : nat) (f : nat -> R) : R := sum n f / INR n.

Lemma rms_L2 : forall n f, rms n f = L2 n (uniform n) f.
Proof. intros. apply L2_uniform. Qed.

Lemma mean_square_nonneg : forall n f, 0 <= sum n (fun a => f a ^ 2) / INR n.
Proof. intros. rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg. Qed.

Lemma rms_ext : forall n f g, (forall a, (a < n)%nat -> f a = g a) -> rms n f = rms n g.
Proof. intros n f g E. rewrite !rms_L2. now apply L2_ext. Qed.

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

(** B2: the mean square of sum_j w_j h_j over P is the quadratic form of the Gram matrix at x_j = w_j ‖h_j‖ *)
Lemma mean_square_gram : forall n d w P H,
  sum n (fun a => sum_on d P (fun j => w j * H a j) ^ 2) / INR n
  = let x := fun j => if P j then w j * root_mean_square n H j else 0 in
    sum d (fun i => sum d (fun j => x i * gram_matrix n H i j * x j)).
Proof.
  intros n d w P H. cbv zeta. set (B := root_mean_square n H).
  set (x := fun j => if P j then w j * B j else 0).
  assert (Z : forall j a, B j = 0 -> (a < n)%nat -> H a j = 0).
  { intros j a E Ha. now apply (rms_zero_inv n (fun b => H b j)). }
  transitivity (sum n (fun a => sum d (fun i => sum d (fun j =>
    (if P i then w i else 0) * (if P j then w j else 0) * (H a i * H a j)))) / INR n).
  - f_equal. apply sum_ext. intros a _.
    replace (sum_on d P (fun j => w j * H a j)) with (sum d (fun j => (if P j then w j else 0) * H a j)).
    2: { apply sum_ext. intros j _. destruct (P j); ring. }
    set (y := fun j => (if P j then w j else 0) * H a j).
    replace (sum d y ^ 2) with (sum d y * sum d y) by ring. rewrite <- sum_scal. apply sum_ext. intros i _.
    rewrite Rmult_comm, <- sum_scal. apply sum_ext. intros j _. unfold y. ring.
  - rewrite sum_swap. unfold Rdiv. rewrite Rmult_comm, <- sum_scal. apply sum_ext. intros i _.
    rewrite sum_swap, <- sum_scal. apply sum_ext. intros j _. rewrite sum_scal.
    unfold x, gram_matrix. fold B. destruct (Req_dec (B i) 0) as [Ei|Ei]; [|destruct (Req_dec (B j) 0) as [Ej|Ej]].
    + rewrite Ei, (sum_ext n _ (fun _ => 0)), sum_zero; [destruct (P i); ring|]. intros a Ha. rewrite (Z i a Ei Ha). ring.
    + rewrite Ej, (sum_ext n _ (fun _ => 0)), sum_zero; [destruct (P j); ring|]. intros a Ha. rewrite (Z j a Ej Ha). ring.
    + unfold Rdiv. generalize (/ INR n). intros c. destruct (P i), (P j); field; easy.
Qed.

Theorem dropped_gram : forall n d w P H g, gram_bound n d P H g ->
  rms n (fun a => sum_on d P (fun j => w j * H a j))
  <= (g * sum_on d P (fun j => (Rabs (w j) * rms n (fun a => H a j)) ^ 2)) ^^ (1 / 2).
Proof.
  intros n d w P H g [Hg G]. apply root_le. split; [apply mean_square_nonneg|].
  rewrite mean_square_gram. cbv zeta. eapply Rle_trans; [apply G|].
  - intros j _ [E|E]; rewrite E; [easy|]. destruct (P j); ring.
  - right. f_equal. apply sum_ext. intros j _. destruct (P j); [|ring].
    rewrite !Rpow_mult_distr, <- (Rsqr_pow2 (Rabs _)), <- Rsqr_abs, Rsqr_pow2. easy.
Qed.

(** A bound for all columns is one for those in P *)
Lemma gram_bound_restrict : forall n d P Q H g, (forall j, (j < d)%nat -> P j = true -> Q j = true) ->
  gram_bound n d Q H g -> gram_bound n d P H g.
Proof.
  intros n d P Q H g PQ [Hg G]. split; [easy|]. intros x X. apply G.
  intros j Hj [Qj|E]; apply X; auto. left. destruct (P j) eqn:E; [|easy]. rewrite PQ in Qj by easy. easy.
Qed.

(** The variance is at most the second moment *)
Theorem centred_le : forall n f, (1 <= n)%nat -> rms n (fun a => f a - mean n f) <= rms n f.
Proof.
  intros n f Hn. apply root_le. split; [apply mean_square_nonneg|].
  rewrite !mean_square_inner, inner_square_minus.
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
