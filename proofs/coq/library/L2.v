(** L2 of a finite distribution: n points, point a of weight mu a >= 0.

    Weights 1/n give the mean over samples, weights 1 the Euclidean norm. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

Definition inner (n : nat) (mu f g : nat -> R) : R := sum n (fun a => mu a * (f a * g a)).
Definition L2 (n : nat) (mu f : nat -> R) : R := inner n mu f f ^^ (1 / 2).

Definition uniform (n : nat) : nat -> R := fun _ => / INR n.
Definition counting : nat -> R := fun _ => 1.
Definition euclid (d : nat) (x : nat -> R) : R := L2 d counting x.

(** Square roots, written as powers *)
Lemma root_mult : forall x, 0 <= x -> x ^^ (1 / 2) * x ^^ (1 / 2) = x.
Proof. intros x H. rewrite <- pr_plus by easy. replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1. Qed.

Lemma root_square : forall x, 0 <= x -> (x * x) ^^ (1 / 2) = x.
Proof.
  intros x H. rewrite pr_mult, <- pr_plus by easy.
  replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1.
Qed.

Lemma root_le : forall x y, 0 <= x <= y -> x ^^ (1 / 2) <= y ^^ (1 / 2).
Proof. intros. apply pr_le; [lra|easy]. Qed.

Lemma root_le_of_square : forall x c, 0 <= x -> 0 <= c -> x <= c * c -> x ^^ (1 / 2) <= c.
Proof. intros x c Hx Hc H. rewrite <- (root_square c) by easy. now apply root_le. Qed.

Lemma square_le : forall x y, 0 <= y -> x * x <= y * y -> x <= y.
Proof. intros x y Hy H. destruct (Rle_lt_dec x y); [easy|]. nra. Qed.

(** The inner product is symmetric and bilinear *)
Lemma inner_sym : forall n mu f g, inner n mu f g = inner n mu g f.
Proof. intros. apply sum_ext; intros; ring. Qed.

Lemma inner_ext : forall n mu f g f' g', (forall a, (a < n)%nat -> f a = f' a) ->
  (forall a, (a < n)%nat -> g a = g' a) -> inner n mu f g = inner n mu f' g'.
Proof. intros n mu f g f' g' F G. apply sum_ext. intros a Ha. now rewrite F, G. Qed.

Lemma inner_plus : forall n mu f g h, inner n mu f (fun a => g a + h a) = inner n mu f g + inner n mu f h.
Proof. intros. unfold inner. rewrite <- sum_plus. apply sum_ext; intros; ring. Qed.

Lemma inner_scal : forall n mu c f g, inner n mu f (fun a => c * g a) = c * inner n mu f g.
Proof. intros. unfold inner. rewrite <- sum_scal. apply sum_ext; intros; ring. Qed.

Lemma inner_sum : forall n mu f d (g : nat -> nat -> R),
  inner n mu f (fun a => sum d (fun j => g j a)) = sum d (fun j => inner n mu f (g j)).
Proof.
  intros. unfold inner. rewrite <- sum_swap. apply sum_ext. intros a Ha.
  rewrite <- !sum_scal. apply sum_ext; intros; ring.
Qed.

(** ‖f + g‖² and ‖f - g‖² *)
Lemma inner_square_plus : forall n mu f g,
  inner n mu (fun a => f a + g a) (fun a => f a + g a)
  = inner n mu f f + 2 * inner n mu f g + inner n mu g g.
Proof.
  intros. unfold inner. rewrite <- sum_scal, <- !sum_plus. apply sum_ext; intros; ring.
Qed.
Lemma inner_square_minus : forall n mu f g,
  inner n mu (fun a => f a - g a) (fun a => f a - g a)
  = inner n mu f f - 2 * inner n mu f g + inner n mu g g.
Proof.
  intros. unfold inner. rewrite <- sum_scal, <- sum_minus, <- sum_plus. apply sum_ext; intros; ring.
Qed.

Section Distribution.
Variables (n : nat) (mu : nat -> R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.

Lemma inner_nonneg : forall f, 0 <= inner n mu f f.
Proof. intros f. apply sum_nonneg. intros a Ha. apply Rmult_le_pos; [auto|apply Rle_0_sqr]. Qed.

Lemma L2_nonneg : forall f, 0 <= L2 n mu f.
Proof. intros. apply pr_nonneg. Qed.

Lemma L2_mult : forall f, L2 n mu f * L2 n mu f = inner n mu f f.
Proof. intros. apply root_mult, inner_nonneg. Qed.

Lemma L2_le : forall f c, 0 <= c -> inner n mu f f <= c * c -> L2 n mu f <= c.
Proof. intros. apply root_le_of_square; [apply inner_nonneg|easy|easy]. Qed.

Lemma L2_ext : forall f g, (forall a, (a < n)%nat -> f a = g a) -> L2 n mu f = L2 n mu g.
Proof. intros f g H. unfold L2. now rewrite (inner_ext n mu f f g g). Qed.

Lemma L2_le_pointwise : forall f g, (forall a, (a < n)%nat -> Rabs (f a) <= Rabs (g a)) ->
  L2 n mu f <= L2 n mu g.
Proof.
  intros f g H. apply root_le. split; [apply inner_nonneg|]. apply sum_le. intros a Ha.
  apply Rmult_le_compat_l; [auto|]. apply Rsqr_le_abs_1. now apply H.
Qed.

Lemma L2_scal : forall c f, L2 n mu (fun a => c * f a) = Rabs c * L2 n mu f.
Proof.
  intros c f. unfold L2. rewrite inner_scal, inner_sym, inner_scal, <- Rmult_assoc.
  replace (c * c) with (Rabs c * Rabs c) by (rewrite <- Rabs_mult; apply Rabs_pos_eq, Rle_0_sqr).
  rewrite pr_mult, root_square; [easy|apply Rabs_pos|apply Rle_0_sqr|apply inner_nonneg].
Qed.

Lemma L2_abs : forall f, L2 n mu (fun a => Rabs (f a)) = L2 n mu f.
Proof.
  intros f. apply Rle_antisym; apply L2_le_pointwise; intros; rewrite Rabs_Rabsolu; apply Rle_refl.
Qed.

Lemma L2_zero : forall f, (forall a, (a < n)%nat -> f a = 0) -> L2 n mu f = 0.
Proof.
  intros f H. rewrite (L2_ext f (fun a => 0 * f a)) by (intros; rewrite H by easy; ring).
  rewrite L2_scal, Rabs_R0. ring.
Qed.

(** A function of norm 0 vanishes wherever there is weight *)
Lemma L2_zero_inv : forall f, L2 n mu f = 0 -> forall a, (a < n)%nat -> 0 < mu a -> f a = 0.
Proof.
  intros f H a Ha Pa. assert (E : inner n mu f f = 0) by (rewrite <- L2_mult, H; ring).
  assert (T : mu a * (f a * f a) <= inner n mu f f).
  { apply (sum_term_le n (fun b => mu b * (f b * f b))); [easy|].
    intros b Hb. apply Rmult_le_pos; [auto|apply Rle_0_sqr]. }
  assert (S := Rle_0_sqr (f a)). unfold Rsqr in S. apply Rsqr_0_uniq. unfold Rsqr. nra.
Qed.

(** Cauchy-Schwarz *)
Theorem cauchy_schwarz_square : forall f g,
  inner n mu f g * inner n mu f g <= inner n mu f f * inner n mu g g.
Proof.
  intros f g. set (A := inner n mu f f). set (B := inner n mu f g). set (C := inner n mu g g).
  assert (HA := inner_nonneg f : 0 <= A).
  (* ‖s f + t g‖² >= 0 for all s and t *)
  assert (Q : forall s t, 0 <= s * s * A + 2 * (s * t) * B + t * t * C).
  { intros s t. assert (P := inner_nonneg (fun a => s * f a + t * g a)).
    rewrite inner_square_plus, !inner_scal in P.
    rewrite !(inner_sym n mu (fun a => _ * _)), !inner_scal in P.
    rewrite (inner_sym n mu g f) in P. fold A B C in P. eapply Rle_trans; [apply P|right; ring]. }
  destruct HA as [HA|HA].
  - specialize (Q (- B) A). assert (0 <= A * C - B * B); [|lra].
    apply Rmult_le_reg_l with A; [easy|]. rewrite Rmult_0_r. nra.
  - assert (B = 0); [|nra]. destruct (Req_dec B 0) as [|N]; [easy|].
    specialize (Q (- (C + 1) / (2 * B)) 1). rewrite <- HA in Q.
    replace (2 * (- (C + 1) / (2 * B) * 1) * B) with (- (C + 1)) in Q by (field; easy). lra.
Qed.

Theorem cauchy_schwarz : forall f g, inner n mu f g <= L2 n mu f * L2 n mu g.
Proof.
  intros f g. assert (F := L2_nonneg f). assert (G := L2_nonneg g).
  apply square_le; [now apply Rmult_le_pos|].
  replace (L2 n mu f * L2 n mu g * (L2 n mu f * L2 n mu g))
    with (L2 n mu f * L2 n mu f * (L2 n mu g * L2 n mu g)) by ring.
  rewrite !L2_mult. apply cauchy_schwarz_square.
Qed.

(** Minkowski, for two functions, for sums, and for sums over a set *)
Theorem minkowski : forall f g, L2 n mu (fun a => f a + g a) <= L2 n mu f + L2 n mu g.
Proof.
  intros f g. assert (F := L2_nonneg f). assert (G := L2_nonneg g). apply L2_le; [lra|].
  rewrite inner_square_plus, <- (L2_mult f), <- (L2_mult g).
  assert (C := cauchy_schwarz f g). lra.
Qed.

Lemma L2_opp : forall f, L2 n mu (fun a => - f a) = L2 n mu f.
Proof. intros f. rewrite <- L2_abs, <- (L2_abs f). apply L2_ext. intros. apply Rabs_Ropp. Qed.

Theorem minkowski_sum : forall d (f : nat -> nat -> R),
  L2 n mu (fun a => sum d (fun j => f j a)) <= sum d (fun j => L2 n mu (f j)).
Proof.
  induction d as [|d IH]; intros f; cbn [sum]; [right; now apply L2_zero|].
  eapply Rle_trans; [apply (minkowski (fun a => sum d (fun j => f j a)) (f d))|].
  apply Rplus_le_compat_r, IH.
Qed.

Theorem minkowski_sum_on : forall d P (f : nat -> nat -> R),
  L2 n mu (fun a => sum_on d P (fun j => f j a)) <= sum_on d P (fun j => L2 n mu (f j)).
Proof.
  intros d P f. eapply Rle_trans; [apply (minkowski_sum d (fun j a => if P j then f j a else 0))|].
  apply sum_le. intros j _. cbn beta. destruct (P j); [apply Rle_refl|right; now apply L2_zero].
Qed.
End Distribution.

(** The two distributions of the bounds, as they are written there *)
Lemma uniform_nonneg : forall n a, (a < n)%nat -> 0 <= uniform n a.
Proof. intros n a H. left. apply Rinv_0_lt_compat, lt_0_INR. lia. Qed.

Lemma uniform_pos : forall n a, (a < n)%nat -> 0 < uniform n a.
Proof. intros n a H. apply Rinv_0_lt_compat, lt_0_INR. lia. Qed.

Lemma counting_nonneg : forall d i, (i < d)%nat -> 0 <= counting i.
Proof. intros. unfold counting. lra. Qed.

Lemma inner_uniform : forall n f g, inner n (uniform n) f g = sum n (fun a => f a * g a) / INR n.
Proof. intros. unfold inner, uniform, Rdiv. rewrite sum_scal. ring. Qed.

Lemma mean_square_inner : forall n f, sum n (fun a => f a ^ 2) / INR n = inner n (uniform n) f f.
Proof. intros. rewrite inner_uniform. f_equal. apply sum_ext; intros; ring. Qed.

Lemma L2_uniform : forall n f, (sum n (fun a => f a ^ 2) / INR n) ^^ (1 / 2) = L2 n (uniform n) f.
Proof. intros. unfold L2. now rewrite mean_square_inner. Qed.

Lemma inner_counting : forall d x y, inner d counting x y = sum d (fun i => x i * y i).
Proof. intros. apply sum_ext. intros. unfold counting. ring. Qed.

Lemma euclid_square : forall d x, euclid d x * euclid d x = sum d (fun i => x i * x i).
Proof. intros. unfold euclid. rewrite L2_mult by apply counting_nonneg. apply inner_counting. Qed.

Lemma euclid_pow : forall d x, (sum d (fun i => x i ^ 2)) ^^ (1 / 2) = euclid d x.
Proof. intros. unfold euclid, L2. rewrite inner_counting. f_equal. apply sum_ext; intros; ring. Qed.

(** A Euclidean norm of L2 norms is an L2 norm of Euclidean norms *)
Lemma euclid_of_L2 : forall n mu d (f : nat -> nat -> R), (forall a, (a < n)%nat -> 0 <= mu a) ->
  euclid d (fun i => L2 n mu (f i)) = L2 n mu (fun a => euclid d (fun i => f i a)).
Proof.
  intros n mu d f Hmu. unfold euclid at 1. unfold L2 at 1 3. f_equal. rewrite inner_counting.
  unfold inner. rewrite (sum_ext d _ (fun i => sum n (fun a => mu a * (f i a * f i a)))).
  2: { intros i _. now rewrite L2_mult. }
  rewrite sum_swap. apply sum_ext. intros a _. rewrite euclid_square. apply sum_scal.
Qed.
