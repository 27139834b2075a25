(** C3: a matrix M carries errors in the metric of a diagonal scaling T; the scaling that gives C2. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2 Quantities.
Open Scope R_scope.

(** ‖M v‖² <= g² ‖T v‖² when g bounds the norm of M T^(-1) *)
Theorem scaled_carries : forall m d M T g v, (forall j, (j < d)%nat -> T j <> 0) ->
  operator_bound m d (fun i j => M i j / T j) g ->
  sum m (fun i => sum d (fun j => M i j * v j) ^ 2) <= g ^ 2 * sum d (fun j => (T j * v j) ^ 2).
Proof.
  intros m d M T g v HT [Hg H]. eapply Rle_trans; [right|apply (H (fun j => T j * v j))].
  apply sum_ext. intros i _. f_equal. apply sum_ext. intros j Hj. field. auto.
Qed.

Lemma root_of_scaled : forall x g y, 0 <= x -> 0 <= g -> 0 <= y -> x <= g ^ 2 * y ->
  x ^^ (1 / 2) <= y ^^ (1 / 2) * g.
Proof.
  intros x g y Hx Hg Hy H. rewrite <- (root_square g), <- pr_mult by (try apply Rle_0_sqr; easy).
  apply root_le. split; [easy|]. lra.
Qed.

(** Errors that are functions of n samples, whatever their correlations *)
Theorem scaled_carries_errors : forall n m d M T g (V : nat -> nat -> R), (1 <= n)%nat ->
  (forall j, (j < d)%nat -> T j <> 0) -> operator_bound m d (fun i j => M i j / T j) g ->
  sum n (fun a => sum m (fun i => sum d (fun j => M i j * V a j) ^ 2)) / INR n
  <= g ^ 2 * sum d (fun j => T j ^ 2 * (sum n (fun a => V a j ^ 2) / INR n)).
Proof.
  intros n m d M T g V Hn HT H. assert (N : 0 < INR n) by (apply lt_0_INR; lia).
  apply Rle_trans with (sum n (fun a => g ^ 2 * sum d (fun j => (T j * V a j) ^ 2)) / INR n).
  - apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply sum_le. intros a _.
    now apply scaled_carries.
  - right. rewrite sum_scal, sum_swap. unfold Rdiv at 1. rewrite Rmult_assoc. f_equal.
    rewrite Rmult_comm, <- sum_scal. apply sum_ext. intros j _.
    rewrite (sum_ext n _ (fun a => T j ^ 2 * V a j ^ 2)), sum_scal by (intros; ring). unfold Rdiv. ring.
Qed.

(** Schur's test *)
Section Schur.
Variables (m d : nat) (M : nat -> nat -> R) (e T : nat -> R).
Hypothesis e_pos : forall j, (j < d)%nat -> 0 < e j.
Hypothesis T_nonzero : forall j, (j < d)%nat -> T j <> 0.

Let r (i : nat) : R := sum d (fun j => Rabs (M i j) * e j).
Hypothesis T_square : forall j, (j < d)%nat -> T j ^ 2 * e j = sum m (fun i => Rabs (M i j) * r i).

Theorem schur : operator_bound m d (fun i j => M i j / T j) 1.
Proof.
  split; [lra|]. intros x.
  apply Rle_trans with (sum m (fun i => r i * sum d (fun j => Rabs (M i j) * (x j ^ 2 / (T j ^ 2 * e j))))).
  - apply sum_le. intros i _. set (f := fun j => if Rle_dec 0 (M i j) then 1 else -1).
    assert (F : forall j, Rabs (M i j) * f j = M i j).
    { intros j. unfold f. destruct (Rle_dec 0 (M i j)); [rewrite Rabs_right|rewrite Rabs_left]; lra. }
    assert (F2 : forall j, f j * f j = 1) by (intros j; unfold f; destruct (Rle_dec 0 (M i j)); ring).
    assert (C := cauchy_schwarz_square d (fun j => Rabs (M i j) * e j)
      (fun j Hj => Rmult_le_pos _ _ (Rabs_pos _) (Rlt_le _ _ (e_pos j Hj))) f (fun j => x j / (T j * e j))).
    replace (sum d (fun j => M i j / T j * x j) ^ 2) with
      (sum d (fun j => M i j / T j * x j) * sum d (fun j => M i j / T j * x j)) by ring.
    unfold inner in C. eapply Rle_trans; [right|eapply Rle_trans; [apply C|right]].
    + assert (E : sum d (fun j => M i j / T j * x j)
                  = sum d (fun j => Rabs (M i j) * e j * (f j * (x j / (T j * e j))))); [|now rewrite E].
      apply sum_ext. intros j Hj. rewrite <- (F j) at 1. field. split; [apply Rgt_not_eq; red|]; auto.
    + f_equal; apply sum_ext; intros j Hj; [rewrite F2; ring|].
      field. split; [apply Rgt_not_eq; red|]; auto.
  - rewrite (sum_ext m _ (fun i => sum d (fun j => x j ^ 2 / (T j ^ 2 * e j) * (Rabs (M i j) * r i)))).
    2: { intros i _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
    rewrite sum_swap. right. rewrite <- sum_scal. apply sum_ext. intros j Hj. rewrite sum_scal, <- T_square by easy.
    field. split; [apply Rgt_not_eq; red|]; auto.
Qed.

(** ... and the scaled error is then what C2 gives *)
Lemma schur_error : sum d (fun j => (T j * e j) ^ 2) = sum m (fun i => r i ^ 2).
Proof.
  rewrite (sum_ext d _ (fun j => sum m (fun i => r i * (Rabs (M i j) * e j)))).
  - rewrite sum_swap. apply sum_ext. intros i _. rewrite sum_scal. unfold r. ring.
  - intros j Hj. replace ((T j * e j) ^ 2) with (e j * (T j ^ 2 * e j)) by ring.
    rewrite T_square, <- sum_scal by easy. apply sum_ext; intros; ring.
Qed.
End Schur.
