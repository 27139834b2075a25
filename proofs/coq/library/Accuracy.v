(** Accuracy lost on a sample: the mean range, the step of Markov, and the cheapest set of labels to lose. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Counting Quantities Margins.
Open Scope R_scope.

Lemma mean_le : forall n f g, (1 <= n)%nat -> (forall a, (a < n)%nat -> f a <= g a) ->
  sum n f / INR n <= sum n g / INR n.
Proof.
  intros n f g Hn H. apply Rmult_le_compat_r; [|now apply sum_le].
  left. apply Rinv_0_lt_compat, lt_0_INR. lia.
Qed.

Theorem range_norm : forall n c x, (1 <= n)%nat ->
  sum n (fun a => range c (x a)) / INR n
  <= 2 ^^ (1 / 2) * (sum n (fun a => sum c (fun z => x a z ^ 2) ^^ (1 / 2)) / INR n).
Proof.
  intros n c x Hn. unfold Rdiv at 3. rewrite <- Rmult_assoc, <- sum_scal.
  apply mean_le; [easy|]. intros. apply range_norm_row.
Qed.

Section Labels.
Variables (n c : nat) (F G : nat -> nat -> R) (y : nat -> nat) (m m' : nat -> R).
Hypothesis n_pos : (1 <= n)%nat.
Hypothesis y_label : forall a, (a < n)%nat -> (y a < c)%nat.
Hypothesis margins_F : margins_of n c F y m.
Hypothesis margins_G : margins_of n c G y m'.

Let gap a := sum c (fun z => (F a z - G a z) ^ 2).

Theorem margin_range :
  sum n (fun a => Rmax 0 (m a - m' a)) / INR n <= sum n (fun a => range c (fun z => F a z - G a z)) / INR n.
Proof.
  apply mean_le; [easy|]. intros a Ha. apply Rmax_lub; [apply range_nonneg|].
  now apply (margin_fall n c F G y).
Qed.

Lemma gap_nonneg : forall a, 0 <= gap a.
Proof. intros. apply sum_nonneg. intros. apply pow2_ge_0. Qed.

(** A large margin is kept, or pays more than it is worth *)
Theorem margin_markov : forall gamma, 0 < gamma ->
  INR (count n (fun a => ltb 0 (m a))) / INR n - INR (count n (fun a => ltb 0 (m' a))) / INR n
  <= (INR (count n (fun a => ltb 0 (m a))) - INR (count n (fun a => leb gamma (m a)))
      + 2 * sum n gap / gamma ^ 2) / INR n.
Proof.
  intros gamma Hg. unfold Rdiv. rewrite <- Rmult_minus_distr_r.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, lt_0_INR; lia|].
  assert (P : 0 < gamma ^ 2) by now apply pow_lt.
  enough (INR (count n (fun a => leb gamma (m a))) <= INR (count n (fun a => ltb 0 (m' a)))
          + 2 / gamma ^ 2 * sum n gap) by (unfold Rdiv in *; lra).
  rewrite !count_sum, <- sum_scal, <- sum_plus. apply sum_le. intros a Ha.
  assert (Q : 0 <= 2 / gamma ^ 2 * gap a).
  { apply Rmult_le_pos; [|apply gap_nonneg]. apply Rlt_le, Rdiv_lt_0_compat; lra. }
  destruct (leb gamma (m a)) eqn:E; [|destruct (ltb 0 (m' a)); lra].
  destruct (ltb 0 (m' a)) eqn:E'; [lra|].
  apply leb_true in E. assert (L : m' a <= 0).
  { destruct (Rle_lt_dec (m' a) 0) as [|L]; [easy|]. apply ltb_true in L. congruence. }
  assert (S := lost_margin_square n c F G y m m' y_label margins_F margins_G a Ha ltac:(lra) L). fold (gap a) in S. assert (I : gamma ^ 2 <= m a ^ 2) by (apply pow_incr; lra).
  apply Rmult_le_reg_l with (gamma ^ 2); [easy|].
  replace (gamma ^ 2 * (0 + 2 / gamma ^ 2 * gap a)) with (2 * gap a) by (field; lra). lra.
Qed.
End Labels.

(** Points whose halved squares sum to eps² are at most those below gamma and 2 eps²/gamma² more *)
Theorem margin_forms : forall d S w eps gamma, 0 < gamma ->
  sum_on d S (fun i => w i ^ 2) <= 2 * eps ^ 2 ->
  INR (count d S) <= INR (count d (fun i => ltb (Rabs (w i)) gamma)) + 2 * eps ^ 2 / gamma ^ 2.
Proof.
  intros d S w eps gamma Hg H. assert (P : 0 < gamma ^ 2) by now apply pow_lt.
  apply Rle_trans with (INR (count d (fun i => ltb (Rabs (w i)) gamma))
                        + / gamma ^ 2 * sum_on d S (fun i => w i ^ 2)).
  2: { apply Rplus_le_compat_l. unfold Rdiv. rewrite Rmult_comm.
       apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|easy]. }
  rewrite !count_sum. unfold sum_on. rewrite <- sum_scal, <- sum_plus. apply sum_le. intros i _.
  assert (I := Rinv_0_lt_compat _ P). assert (N := pow2_ge_0 (w i)).
  destruct (S i), (ltb (Rabs (w i)) gamma) eqn:E; try nra.
  assert (L : gamma <= Rabs (w i)).
  { destruct (Rle_lt_dec gamma (Rabs (w i))) as [|L]; [easy|]. apply ltb_true in L. congruence. }
  assert (Q : gamma ^ 2 <= w i ^ 2) by (rewrite <- (pow2_abs (w i)); apply pow_incr; lra).
  rewrite Rplus_0_l. apply Rmult_le_reg_l with (gamma ^ 2); [easy|].
  rewrite <- Rmult_assoc, Rinv_r by lra. lra.
Qed.
