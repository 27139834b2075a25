(** What a diagonal forgets: a quadratic form against its diagonal part, by the operator norm of the rest. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Counting L2 Quantities.
Open Scope R_scope.

(** |wᵀMw| <= ‖M‖ ‖w‖² *)
Lemma quadratic_form_le : forall d M g w, operator_bound d d M g ->
  Rabs (sum d (fun i => w i * sum d (fun j => M i j * w j))) <= g * sum d (fun j => w j ^ 2).
Proof.
  intros d M g w [Hg B].
  set (Mw := fun i => sum d (fun j => M i j * w j)).
  change (Rabs (sum d (fun i => w i * Mw i)) <= g * sum d (fun j => w j ^ 2)).
  assert (C := cauchy_schwarz_square d counting (counting_nonneg d) w Mw).
  rewrite !inner_counting in C. set (t := sum d (fun i => w i * Mw i)) in *.
  assert (W : sum d (fun i => w i * w i) = sum d (fun i => w i ^ 2)) by (apply sum_ext; intros; ring).
  assert (Z : sum d (fun i => Mw i * Mw i) <= g ^ 2 * sum d (fun i => w i ^ 2)).
  { eapply Rle_trans; [right|apply (B w)]. apply sum_ext; intros; unfold Mw; ring. }
  rewrite W in C. set (s := sum d (fun i => w i ^ 2)) in *.
  assert (S0 : 0 <= s) by (apply sum_nonneg; intros; apply pow2_ge_0).
  apply square_le; [now apply Rmult_le_pos|].
  rewrite <- Rabs_mult, Rabs_pos_eq by apply Rle_0_sqr.
  eapply Rle_trans; [apply C|]. nra.
Qed.

Lemma offdiagonal_form : forall n d H w,
  sum d (fun i => w i * sum d (fun j => offdiagonal n H i j * w j))
  = sum n (fun a => sum d (fun j => w j * H a j) ^ 2) / INR n
    - sum d (fun j => sum n (fun a => H a j ^ 2) / INR n * w j ^ 2).
Proof.
  intros n d H w.
  transitivity (sum d (fun i => w i * sum d (fun j => sum n (fun a => H a i * H a j) / INR n * w j)
                                - sum n (fun a => H a i ^ 2) / INR n * w i ^ 2)).
  - apply sum_ext. intros i Hi. unfold offdiagonal.
    rewrite (sum_ext d _ (fun j => sum n (fun a => H a i * H a j) / INR n * w j
      - (if (i =? j)%nat then sum n (fun a => H a i * H a j) / INR n * w j else 0))).
    2: { intros j _. destruct (i =? j)%nat; ring. }
    rewrite sum_minus, (sum_single d i (fun j => sum n (fun a => H a i * H a j) / INR n * w j)) by easy.
    rewrite (sum_ext n (fun a => H a i * H a i) (fun a => H a i ^ 2)) by (intros; ring). ring.
  - rewrite sum_minus. f_equal. unfold Rdiv at 2. rewrite Rmult_comm, <- sum_scal.
    rewrite (sum_ext d _ (fun i => sum n (fun a => / INR n * (w i * H a i * sum d (fun j => w j * H a j))))).
    + rewrite sum_swap. apply sum_ext. intros a _. rewrite sum_scal. f_equal.
      rewrite (sum_ext d _ (fun i => sum d (fun j => w j * H a j) * (w i * H a i))) by (intros; ring).
      rewrite sum_scal. ring.
    + intros i _. rewrite <- sum_scal.
      rewrite (sum_ext n _ (fun a => sum d (fun j => / INR n * w i * (H a i * H a j * w j)))).
      * rewrite sum_swap. apply sum_ext. intros j _. rewrite sum_scal.
        rewrite (sum_ext n (fun a => H a i * H a j * w j) (fun a => w j * (H a i * H a j))) by (intros; ring).
        rewrite sum_scal. unfold Rdiv. ring.
      * intros a _. rewrite sum_scal. rewrite (sum_ext d (fun j => H a i * H a j * w j)
          (fun j => H a i * (w j * H a j))) by (intros; ring). rewrite sum_scal. ring.
Qed.

Theorem diagonal_hessian : forall n d H w g, offdiagonal_bound n d H g ->
  Rabs (sum n (fun a => sum d (fun j => w j * H a j) ^ 2) / INR n
        - sum d (fun j => sum n (fun a => H a j ^ 2) / INR n * w j ^ 2))
  <= g * sum d (fun j => w j ^ 2).
Proof. intros n d H w g B. rewrite <- offdiagonal_form. now apply quadratic_form_le. Qed.
