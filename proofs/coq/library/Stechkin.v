(** Stechkin's inequality for sorted vectors: the tail by the head, with the constant q (1-q)^(1/q-1). *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

Section Stechkin.
Variables (d : nat) (w : nat -> R) (q : R) (k : nat).
Hypothesis w_nonneg : forall i, (i < d)%nat -> 0 <= w i.
Hypothesis w_sorted : forall i j, (i <= j < d)%nat -> w j <= w i.
Hypothesis q_pos : 0 < q.
Hypothesis q_le1 : q <= 1.
Hypothesis k_pos : (1 <= k)%nat.

Let head := sum_on d (fun i => Nat.ltb i k) (fun i => w i ^^ q).
Let tail := sum_on d (fun i => Nat.leb k i) (fun i => w i ^^ q).

Lemma head_tail : head + tail = sum d (fun i => w i ^^ q).
Proof.
  unfold head, tail. rewrite (sum_split d (fun i => Nat.ltb i k)). f_equal.
  apply sum_ext. intros i Hi. rewrite <- Nat.leb_antisym. easy.
Qed.

Lemma count_ltb : forall n, (k <= n)%nat -> count n (fun i => Nat.ltb i k) = k.
Proof.
  assert (A : forall n, count n (fun i => Nat.ltb i k) = Nat.min n k).
  { induction n as [|n IH]; [easy|]. cbn [count]. rewrite IH.
    destruct (Nat.ltb_spec n k); lia. }
  intros. rewrite A. lia.
Qed.

(** every tail entry is at most the k-th largest, which the head controls *)
Lemma tail_entry : forall i, (k <= i < d)%nat -> w i ^^ q <= head / INR k.
Proof.
  intros i Hi. assert (Hk : 0 < INR k) by (apply lt_0_INR; lia).
  apply Rmult_le_reg_l with (INR k); [easy|].
  replace (INR k * (head / INR k)) with head by (field; lra).
  rewrite <- (count_ltb d) at 1 by lia. rewrite <- sum_on_const.
  apply sum_on_le. intros j Hj Hp. apply Nat.ltb_lt in Hp.
  apply pr_le; [lra|]. split; [apply w_nonneg; lia|apply w_sorted; lia].
Qed.

Lemma tail_l1_head :
  sum_on d (fun i => Nat.leb k i) w <= (head / INR k) ^^ ((1 - q) / q) * tail.
Proof.
  unfold tail. rewrite <- sum_on_scal. apply sum_on_le. intros i Hi Hp.
  apply Nat.leb_le in Hp. assert (Hw := w_nonneg i Hi).
  apply Rle_trans with ((w i ^^ q) ^^ ((1 - q) / q) * w i ^^ q).
  - right. rewrite pr_pr by easy.
    replace (q * ((1 - q) / q)) with (1 - q) by (field; lra).
    rewrite <- pr_plus by easy. replace (1 - q + q) with 1 by ring. now rewrite pr_1.
  - apply Rmult_le_compat_r; [apply pr_nonneg|]. apply pr_le.
    + apply Rmult_le_pos; [lra|]. left; now apply Rinv_0_lt_compat.
    + split; [apply pr_nonneg|apply tail_entry; lia].
Qed.

Lemma head_nonneg : 0 <= head.
Proof. apply sum_on_nonneg. intros; apply pr_nonneg. Qed.
Lemma tail_nonneg : 0 <= tail.
Proof. apply sum_on_nonneg. intros; apply pr_nonneg. Qed.

(** max of a^((1-q)/q) b over a + b = s *)
Lemma sharp_split : forall a b, 0 <= a -> 0 <= b -> q < 1 ->
  a ^^ ((1 - q) / q) * b <= q * (1 - q) ^^ ((1 - q) / q) * (a + b) ^^ (1 / q).
Proof.
  intros a b Ha Hb Hq.
  assert (Y := weighted_amgm (a / (1 - q)) (b / q) q).
  assert (Y' : (a / (1 - q)) ^^ (1 - q) * (b / q) ^^ q <= a + b).
  { eapply Rle_trans; [apply Y; try lra|right; field; lra];
    apply Rmult_le_pos; try easy; left; apply Rinv_0_lt_compat; lra. }
  assert (Z : ((a / (1 - q)) ^^ (1 - q) * (b / q) ^^ q) ^^ (1 / q) <= (a + b) ^^ (1 / q)).
  { apply pr_le; [left; apply Rdiv_lt_0_compat; lra|].
    split; [apply Rmult_le_pos; apply pr_nonneg|easy]. }
  rewrite pr_mult in Z by apply pr_nonneg.
  assert (Na : 0 <= a / (1 - q))
    by (apply Rmult_le_pos; [easy|left; apply Rinv_0_lt_compat; lra]).
  assert (Nb : 0 <= b / q)
    by (apply Rmult_le_pos; [easy|left; apply Rinv_0_lt_compat; lra]).
  rewrite !pr_pr in Z by easy.
  replace (q * (1 / q)) with 1 in Z by (field; lra). rewrite (pr_1 (b / q)) in Z by easy.
  replace ((1 - q) * (1 / q)) with ((1 - q) / q) in Z by (field; lra).
  rewrite pr_div in Z by lra.
  assert (P : 0 < (1 - q) ^^ ((1 - q) / q)) by (apply pr_pos; lra).
  apply Rmult_le_compat_l with (r := q * (1 - q) ^^ ((1 - q) / q)) in Z; [|nra].
  eapply Rle_trans; [right|apply Z]. field. lra.
Qed.

Theorem stechkin_sharp : q < 1 ->
  sum_on d (fun i => Nat.leb k i) w
  <= q * (1 - q) ^^ (1 / q - 1) * INR k ^^ (1 - 1 / q)
     * (sum d (fun i => w i ^^ q)) ^^ (1 / q).
Proof.
  intros Hq. assert (Hk : 0 < INR k) by (apply lt_0_INR; lia).
  eapply Rle_trans; [apply tail_l1_head|].
  rewrite pr_div by (try apply head_nonneg; easy).
  rewrite <- head_tail.
  generalize (sharp_split head tail head_nonneg tail_nonneg Hq); intro Y.
  assert (P : 0 < INR k ^^ (1 - 1 / q)) by now apply pr_pos.
  replace (1 / q - 1) with ((1 - q) / q) by (field; lra).
  apply Rmult_le_compat_l with (r := INR k ^^ (1 - 1 / q)) in Y; [|lra].
  eapply Rle_trans; [right|eapply Rle_trans; [apply Y|right; ring]].
  replace (1 - 1 / q) with (- ((1 - q) / q)) by (field; lra).
  rewrite pr_opp by easy. field.
  apply Rgt_not_eq, pr_pos; easy.
Qed.

End Stechkin.
