(** Maurey's argument: t independent draws of single inputs, with the exact variance.

    Input j of a neuron, of weight w j, is h j : sample -> R. Draws happen with probability u j / D. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum L2.
Open Scope R_scope.

(** Expectation of F over sequences of t independent draws, j with probability p j *)
Fixpoint expectation (d : nat) (p : nat -> R) (t : nat) (F : list nat -> R) : R :=
  match t with
  | O => F nil
  | S m => sum d (fun j => p j * expectation d p m (fun s => F (j :: s)))
  end.

Section Draws.
Variables (n : nat) (mu : nat -> R) (d : nat) (w : nat -> R) (h : nat -> nat -> R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.

Definition size (j : nat) : R := Rabs (w j) * L2 n mu (h j).
Definition total_size : R := sum d size.
Definition target (a : nat) : R := sum d (fun j => w j * h j a).
(** D sign(w j) h j / ‖h j‖, as a multiple of w j h j *)
Definition draw (j a : nat) : R := total_size / size j * (w j * h j a).
Definition chance (j : nat) : R := size j / total_size.
Definition variance : R := total_size ^ 2 - inner n mu target target.

Definition total (s : list nat) (a : nat) : R := fold_right (fun j x => draw j a + x) 0 s.
(** what the mean of the draws s misses *)
Definition missed (s : list nat) (a : nat) : R := target a - total s a / INR (length s).

Lemma size_nonneg : forall j, 0 <= size j.
Proof. intros. apply Rmult_le_pos; [apply Rabs_pos|apply L2_nonneg]. Qed.
Lemma total_size_nonneg : 0 <= total_size.
Proof. apply sum_nonneg. intros. apply size_nonneg. Qed.

Lemma size_L2 : forall j, L2 n mu (fun a => w j * h j a) = size j.
Proof. intros. now apply L2_scal. Qed.

Lemma target_le : L2 n mu target <= total_size.
Proof.
  eapply Rle_trans; [apply (minkowski_sum n mu mu_nonneg d (fun j a => w j * h j a))|].
  right. apply sum_ext. intros. apply size_L2.
Qed.

Theorem variance_nonneg : 0 <= variance.
Proof.
  unfold variance. rewrite <- L2_mult by easy. assert (A := target_le). assert (B := L2_nonneg n mu target). nra.
Qed.

(** Drawing: the mean is the target, every draw has norm D *)
Hypothesis D_pos : 0 < total_size.

Lemma chance_nonneg : forall j, 0 <= chance j.
Proof. intros. apply Rmult_le_pos; [apply size_nonneg|left; now apply Rinv_0_lt_compat]. Qed.

Lemma chance_sum : sum d chance = 1.
Proof.
  unfold chance, Rdiv. rewrite (sum_ext d _ (fun j => / total_size * size j)), sum_scal by (intros; ring).
  fold total_size. field. lra.
Qed.

Lemma chance_inner : forall f j, chance j * inner n mu f (draw j) = inner n mu f (fun a => w j * h j a).
Proof.
  intros f j. unfold draw, chance. rewrite inner_scal. destruct (Req_dec (size j) 0) as [E|E].
  - rewrite E. unfold Rdiv at 1. rewrite Rmult_0_l, Rmult_0_l.
    assert (C := cauchy_schwarz_square n mu mu_nonneg f (fun a => w j * h j a)).
    rewrite <- (L2_mult n mu mu_nonneg (fun a => w j * h j a)), size_L2, E in C.
    symmetry. apply Rsqr_0_uniq. unfold Rsqr. apply Rle_antisym; [|apply Rle_0_sqr]. lra.
  - field. split; lra.
Qed.

Lemma chance_square : forall j, chance j * inner n mu (draw j) (draw j) = chance j * total_size ^ 2.
Proof.
  intros j. unfold draw, chance. rewrite inner_scal, inner_sym, inner_scal.
  rewrite <- (L2_mult n mu mu_nonneg (fun a => w j * h j a)), size_L2.
  destruct (Req_dec (size j) 0) as [E|E]; [rewrite E; unfold Rdiv; ring|field; split; lra].
Qed.

(** One more draw raises the expected squared error by D² - ‖target‖² *)
Theorem draw_variance : forall e : nat -> R,
  sum d (fun j => chance j * inner n mu (fun a => e a + (draw j a - target a)) (fun a => e a + (draw j a - target a)))
  = inner n mu e e + variance.
Proof.
  intros e. set (r := fun a => e a - target a).
  rewrite (sum_ext d _ (fun j => inner n mu r r * chance j + 2 * inner n mu r (fun a => w j * h j a)
                                 + total_size ^ 2 * chance j)).
  2: { intros j _. rewrite (inner_ext n mu _ _ (fun a => r a + draw j a) (fun a => r a + draw j a))
         by (intros; unfold r; ring).
       rewrite inner_square_plus, <- (chance_inner r j), (Rmult_comm (total_size ^ 2)), <- chance_square. ring. }
  rewrite !sum_plus, !sum_scal, chance_sum, <- inner_sum. fold target.
  unfold r. rewrite inner_square_minus, (inner_sym n mu (fun a => e a - target a)).
  rewrite (inner_ext n mu target (fun a => e a - target a) target (fun a => e a + -1 * target a)) by (intros; ring).
  rewrite inner_plus, inner_scal, (inner_sym n mu target e). change (fun a => target a) with target.
  unfold variance. ring.
Qed.

Lemma expectation_ext : forall t F G, (forall s, length s = t -> F s = G s) ->
  expectation d chance t F = expectation d chance t G.
Proof.
  induction t as [|t IH]; intros F G H; cbn [expectation]; [now apply H|].
  apply sum_ext. intros j _. f_equal. apply IH. intros s Hs. apply H. cbn [length]. now rewrite Hs.
Qed.

Lemma expectation_scal : forall t c F, expectation d chance t (fun s => c * F s) = c * expectation d chance t F.
Proof.
  induction t as [|t IH]; intros c F; cbn [expectation]; [easy|].
  rewrite <- sum_scal. apply sum_ext. intros j _. rewrite IH. ring.
Qed.

Lemma total_variance : forall t (e : nat -> R),
  expectation d chance t (fun s => inner n mu (fun a => e a + (total s a - INR t * target a))
                                             (fun a => e a + (total s a - INR t * target a)))
  = inner n mu e e + INR t * variance.
Proof.
  induction t as [|t IH]; intros e; cbn [expectation].
  - rewrite (inner_ext n mu _ _ e e) by (intros; simpl; ring). simpl. ring.
  - rewrite (sum_ext d _ (fun j => chance j * inner n mu (fun a => e a + (draw j a - target a))
                                                       (fun a => e a + (draw j a - target a))
                                   + INR t * variance * chance j)).
    + rewrite sum_plus, draw_variance, sum_scal, chance_sum, S_INR. ring.
    + intros j _. rewrite (expectation_ext t _ (fun s =>
        inner n mu (fun a => (e a + (draw j a - target a)) + (total s a - INR t * target a))
                   (fun a => (e a + (draw j a - target a)) + (total s a - INR t * target a)))).
      * rewrite (IH (fun a => e a + (draw j a - target a))). ring.
      * intros s _. apply inner_ext; intros a _; rewrite S_INR; cbn [total fold_right]; fold (total s a); ring.
Qed.

(** The mean of t draws: its mean squared error, exactly *)
Theorem expected_square : forall t, (1 <= t)%nat ->
  expectation d chance t (fun s => inner n mu (missed s) (missed s)) = variance / INR t.
Proof.
  intros t Ht. assert (T : INR t <> 0) by (apply not_0_INR; lia).
  assert (E := total_variance t (fun _ => 0)).
  rewrite (expectation_ext t _ (fun s => / INR t ^ 2 *
    inner n mu (fun a => 0 + (total s a - INR t * target a)) (fun a => 0 + (total s a - INR t * target a)))).
  - rewrite expectation_scal, E.
    rewrite (inner_ext n mu (fun _ => 0) (fun _ => 0) (fun a => 0 * 0) (fun a => 0 * 0)), inner_scal by (intros; ring).
    field. easy.
  - intros s Hs. rewrite <- (inner_ext n mu (fun a => - / INR t * (0 + (total s a - INR t * target a)))
      (fun a => - / INR t * (0 + (total s a - INR t * target a)))).
    + rewrite inner_scal, inner_sym, inner_scal. field. easy.
    + intros a _. unfold missed. rewrite Hs. field. easy.
    + intros a _. unfold missed. rewrite Hs. field. easy.
Qed.

(** Some draws do at least as well as their expectation *)
Lemma some_draw : forall F c, sum d (fun j => chance j * F j) <= c ->
  exists j, (j < d)%nat /\ 0 < size j /\ F j <= c.
Proof.
  intros F c H. set (G := fun j => if ltb 0 (size j) then F j else c + 1).
  destruct (exists_le_average d chance G c) as [j [Hj Gj]].
  - intros. apply chance_nonneg.
  - apply chance_sum.
  - eapply Rle_trans; [right|apply H]. apply sum_ext. intros j _. unfold G.
    destruct (ltb 0 (size j)) eqn:E; [easy|]. assert (Z : size j = 0).
    { apply Rle_antisym; [|apply size_nonneg]. apply Rnot_lt_le. intros L. apply ltb_true in L. congruence. }
    unfold chance. rewrite Z. unfold Rdiv. ring.
  - exists j. unfold G in Gj. destruct (ltb 0 (size j)) eqn:E; [|exfalso; lra].
    apply ltb_true in E. auto.
Qed.

Theorem some_draws : forall t F c, expectation d chance t F <= c ->
  exists s, length s = t /\ (forall j, In j s -> (j < d)%nat /\ 0 < size j) /\ F s <= c.
Proof.
  induction t as [|t IH]; intros F c H; cbn [expectation] in H.
  - exists nil. repeat split; easy.
  - destruct (some_draw _ c H) as [j [Hj [Pj E]]]. destruct (IH _ c E) as [s [Ls [As Fs]]].
    exists (j :: s). repeat split; [cbn [length]; now rewrite Ls| | |easy].
    + destruct H0 as [<-|I]; [easy|now apply As].
    + destruct H0 as [<-|I]; [easy|now apply As].
Qed.
End Draws.
