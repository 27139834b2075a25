(** Maurey's empirical method in R^n, derandomized (conditional expectations). *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum.
Open Scope R_scope.

Definition dot (n : nat) (x y : nat -> R) : R := sum n (fun i => x i * y i).
Definition norm (n : nat) (x : nat -> R) : R := sqrt (dot n x x).

Lemma dot_nonneg : forall n x, 0 <= dot n x x.
Proof. intros. apply sum_nonneg. intros; nra. Qed.

Lemma dot_add_sq : forall n x y,
  dot n (fun i => x i + y i) (fun i => x i + y i) = dot n x x + 2 * dot n x y + dot n y y.
Proof.
  intros. unfold dot. rewrite <- sum_scal, <- !sum_plus. apply sum_ext; intros; ring.
Qed.

Section Maurey.
Variables (n N : nat) (X : nat -> nat -> R) (p : nat -> R) (D : R).
Hypothesis p_nonneg : forall j, (j < N)%nat -> 0 <= p j.
Hypothesis p_sum : sum N p = 1.
Hypothesis D_nonneg : 0 <= D.
Hypothesis X_bound : forall j, (j < N)%nat -> norm n (X j) <= D.

Let v := fun i => sum N (fun j => p j * X j i).

Lemma X_sq : forall j, (j < N)%nat -> dot n (X j) (X j) <= D * D.
Proof.
  intros j Hj. rewrite <- (sqrt_sqrt (dot n (X j) (X j))) by apply dot_nonneg.
  apply Rmult_le_compat; try apply sqrt_pos; now apply X_bound.
Qed.

Lemma mean_dot : forall y, sum N (fun j => p j * dot n y (X j)) = dot n y v.
Proof.
  intros y. unfold dot, v.
  rewrite (sum_ext N _ (fun j => sum n (fun i => p j * (y i * X j i))))
    by (intros; symmetry; apply sum_scal).
  rewrite sum_swap. apply sum_ext. intros i Hi.
  rewrite <- sum_scal. apply sum_ext; intros; ring.
Qed.

(** one greedy step: some point increases the squared error by at most D^2 *)
Lemma greedy_step : forall s : nat -> R, exists j, (j < N)%nat /\
  dot n (fun i => s i + (X j i - v i)) (fun i => s i + (X j i - v i)) <= dot n s s + D * D.
Proof.
  intros s. apply exists_le_average with (p := p); [easy|easy|].
  set (y := fun i => s i - v i).
  assert (E : forall j, dot n (fun i => s i + (X j i - v i)) (fun i => s i + (X j i - v i))
                        = dot n y y + 2 * dot n y (X j) + dot n (X j) (X j)).
  { intros j. rewrite <- dot_add_sq. unfold dot, y. apply sum_ext; intros; ring. }
  rewrite (sum_ext N _ (fun j => (dot n y y * p j + 2 * (p j * dot n y (X j)))
                                 + p j * dot n (X j) (X j)))
    by (intros; rewrite E; ring).
  rewrite !sum_plus, !sum_scal, p_sum, mean_dot.
  assert (B : sum N (fun j => p j * dot n (X j) (X j)) <= D * D).
  { apply Rle_trans with (sum N (fun j => D * D * p j)).
    - apply sum_le. intros j Hj. rewrite (Rmult_comm _ (p j)).
      apply Rmult_le_compat_l; [auto|now apply X_sq].
    - rewrite sum_scal, p_sum. lra. }
  assert (F : dot n y y + 2 * dot n y v = dot n s s - dot n v v).
  { unfold dot, y. rewrite <- sum_scal, <- sum_plus, <- sum_minus.
    apply sum_ext; intros; ring. }
  generalize (dot_nonneg n v). lra.
Qed.

Lemma greedy : forall m, exists idx : nat -> nat, (forall k, (k < m)%nat -> (idx k < N)%nat) /\
  dot n (fun i => sum m (fun k => X (idx k) i - v i))
        (fun i => sum m (fun k => X (idx k) i - v i)) <= INR m * (D * D).
Proof.
  induction m as [|m [idx [Hi IH]]].
  - exists (fun _ => O). split; [lia|]. simpl. right. unfold dot.
    rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring). rewrite sum_zero. ring.
  - destruct (greedy_step (fun i => sum m (fun k => X (idx k) i - v i))) as [j [Hj H]].
    exists (fun k => if Nat.ltb k m then idx k else j). split.
    + intros k Hk. destruct (Nat.ltb_spec k m); [now apply Hi|easy].
    + eapply Rle_trans; [right|eapply Rle_trans; [apply H|]].
      * apply sum_ext. intros i _. cbn [sum]. rewrite Nat.ltb_irrefl.
        rewrite (sum_ext m _ (fun k => X (idx k) i - v i)); [easy|].
        intros k Hk. apply Nat.ltb_lt in Hk. now rewrite Hk.
      * rewrite S_INR. lra.
Qed.

(** (g) *)
Theorem maurey : forall m, (1 <= m)%nat -> exists idx : nat -> nat,
  (forall k, (k < m)%nat -> (idx k < N)%nat) /\
  norm n (fun i => sum N (fun j => p j * X j i) - / INR m * sum m (fun k => X (idx k) i))
  <= D / sqrt (INR m).
Proof.
  intros m Hm. destruct (greedy m) as [idx [Hi H]]. exists idx. split; [easy|].
  assert (M : 0 < INR m) by (apply lt_0_INR; lia).
  assert (SM := sqrt_lt_R0 _ M).
  assert (SS : sqrt (INR m) * sqrt (INR m) = INR m) by (apply sqrt_sqrt; lra).
  unfold norm.
  rewrite <- (sqrt_square (D / sqrt (INR m)))
    by (apply Rmult_le_pos; [easy|left; now apply Rinv_0_lt_compat]).
  apply sqrt_le_1_alt.
  replace (D / sqrt (INR m) * (D / sqrt (INR m))) with (/ INR m * (D * D))
    by (rewrite <- SS at 1; field; lra).
  apply Rmult_le_reg_l with (INR m * INR m); [nra|].
  replace (INR m * INR m * (/ INR m * (D * D))) with (INR m * (D * D)) by (field; lra).
  eapply Rle_trans; [right|apply H].
  unfold dot. rewrite <- sum_scal. apply sum_ext. intros i _.
  rewrite sum_minus, sum_const. unfold v. field. lra.
Qed.
End Maurey.
