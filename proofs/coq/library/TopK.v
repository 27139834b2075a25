(** Stechkin for an arbitrary top-k set (no sorting): T has k elements and
    every entry outside T is at most every entry inside T. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

Section TopK.
Variables (d : nat) (w : nat -> R) (q : R) (T : nat -> bool).
Hypothesis w_nonneg : forall i, (i < d)%nat -> 0 <= w i.
Hypothesis T_top : forall i j, (i < d)%nat -> (j < d)%nat ->
  T i = true -> T j = false -> w j <= w i.
Hypothesis q_range : 0 < q <= 1.
Hypothesis T_nonempty : (1 <= count d T)%nat.

Theorem topk_stechkin :
  sum_on d (fun i => negb (T i)) w
  <= INR (count d T) ^^ (1 - 1 / q) * (sum d (fun i => w i ^^ q)) ^^ (1 / q).
Proof.
  set (k := INR (count d T)). set (N := sum d (fun i => w i ^^ q)).
  assert (Hk : 0 < k) by (apply lt_0_INR; lia).
  assert (HN : 0 <= N) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (E0 : 0 <= (1 - q) / q)
    by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  (* an entry outside T has k w_j^q <= N *)
  assert (H : forall j, (j < d)%nat -> T j = false -> w j ^^ q <= N / k).
  { intros j Hj Tj. apply Rmult_le_reg_l with k; [easy|].
    replace (k * (N / k)) with N by (field; lra).
    unfold k. rewrite <- sum_on_const.
    eapply Rle_trans; [|apply sum_on_sub; intros; apply pr_nonneg].
    apply sum_on_le. intros i Hi Ti. apply pr_le; [lra|].
    split; [auto|now apply T_top]. }
  apply Rle_trans with ((N / k) ^^ ((1 - q) / q) * N).
  - eapply Rle_trans; [|apply Rmult_le_compat_l;
      [apply pr_nonneg|apply (sum_on_sub d (fun i => negb (T i))); intros; apply pr_nonneg]].
    rewrite <- sum_on_scal. apply sum_on_le. intros j Hj Tj.
    destruct (T j) eqn:E; [easy|]. assert (Hw := w_nonneg j Hj).
    apply Rle_trans with ((w j ^^ q) ^^ ((1 - q) / q) * w j ^^ q).
    + right. rewrite pr_pr by easy.
      replace (q * ((1 - q) / q)) with (1 - q) by (field; lra).
      rewrite <- pr_plus by easy. replace (1 - q + q) with 1 by ring. now rewrite pr_1.
    + apply Rmult_le_compat_r; [apply pr_nonneg|]. apply pr_le; [easy|].
      split; [apply pr_nonneg|auto].
  - right. rewrite pr_div by easy.
    replace (1 - 1 / q) with (- ((1 - q) / q)) by (field; lra).
    rewrite pr_opp by easy.
    replace (1 / q) with ((1 - q) / q + 1) by (field; lra).
    rewrite pr_plus, pr_1 by easy. field. apply Rgt_not_eq, pr_pos; easy.
Qed.
End TopK.
