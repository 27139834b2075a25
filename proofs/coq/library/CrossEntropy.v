(** Cross-entropy: log-sum-exp of one row moves between the smallest and the largest change of its entries. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Sets Margins Accuracy.
Open Scope R_scope.

Lemma sum_exp_pos : forall c x, (1 <= c)%nat -> 0 < sum c (fun z => exp (x z)).
Proof.
  intros c x Hc. apply Rlt_le_trans with (exp (x O)); [apply exp_pos|].
  apply (sum_term_le c (fun z => exp (x z))); [lia|]. intros. left. apply exp_pos.
Qed.

Lemma ln_mono : forall x y, 0 < x -> x <= y -> ln x <= ln y.
Proof. intros x y Hx [H|E]; [left; now apply ln_increasing|right; now rewrite E]. Qed.

Lemma log_sum_exp_le : forall c x x' t, (1 <= c)%nat -> (forall z, (z < c)%nat -> x' z <= x z + t) ->
  ln (sum c (fun z => exp (x' z))) <= ln (sum c (fun z => exp (x z))) + t.
Proof.
  intros c x x' t Hc H. assert (P := sum_exp_pos c x Hc). assert (P' := sum_exp_pos c x' Hc).
  rewrite <- (ln_exp t), <- ln_mult by (trivial; apply exp_pos). apply ln_mono; [easy|].
  rewrite Rmult_comm, <- sum_scal. apply sum_le. intros z Hz. rewrite <- exp_plus.
  destruct (H z Hz) as [L|E]; [left; apply exp_increasing; lra|right; f_equal; lra].
Qed.

(** The loss of one sample: ln Σ exp x - x_y *)
Lemma loss_range : forall c x x' y, (1 <= c)%nat -> (y < c)%nat ->
  Rabs ((ln (sum c (fun z => exp (x' z))) - x' y) - (ln (sum c (fun z => exp (x z))) - x y))
  <= range c (fun z => x z - x' z).
Proof.
  intros c x x' y Hc Hy. set (r := range c (fun z => x z - x' z)).
  assert (B : forall z, (z < c)%nat -> - r <= (x z - x' z) - (x y - x' y) <= r).
  { intros z Hz. assert (A := range_ge c (fun z => x z - x' z) z y Hz Hy). cbn beta in A. fold r in A.
    assert (A1 := Rle_abs (x z - x' z - (x y - x' y))). assert (A2 := Rle_abs (- (x z - x' z - (x y - x' y)))).
    rewrite Rabs_Ropp in A2. lra. }
  assert (U := log_sum_exp_le c x x' (x' y - x y + r) Hc).
  assert (L := log_sum_exp_le c x' x (x y - x' y + r) Hc).
  apply Rabs_le. split.
  - enough (ln (sum c (fun z => exp (x z))) <= ln (sum c (fun z => exp (x' z))) + (x y - x' y + r)) by lra.
    apply L. intros z Hz. specialize (B z Hz). lra.
  - enough (ln (sum c (fun z => exp (x' z))) <= ln (sum c (fun z => exp (x z))) + (x' y - x y + r)) by lra.
    apply U. intros z Hz. specialize (B z Hz). lra.
Qed.

Theorem cross_entropy : forall n c F G (y : nat -> nat), (1 <= n)%nat -> (1 <= c)%nat ->
  (forall a, (a < n)%nat -> (y a < c)%nat) ->
  Rabs (sum n (fun a => ln (sum c (fun z => exp (G a z))) - G a (y a)) / INR n
        - sum n (fun a => ln (sum c (fun z => exp (F a z))) - F a (y a)) / INR n)
  <= sum n (fun a => range c (fun z => F a z - G a z)) / INR n.
Proof.
  intros n c F G y Hn Hc Hy. unfold Rdiv. rewrite <- Rmult_minus_distr_r, <- sum_minus, Rabs_mult.
  assert (I : 0 < / INR n) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  rewrite (Rabs_pos_eq (/ INR n)) by lra. apply Rmult_le_compat_r; [lra|].
  eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros a Ha. apply loss_range; auto.
Qed.
