(** Best k-term approximation: what a textbook says of k holds for k + 1. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets BestTerm BestTermSup.
Open Scope R_scope.

Theorem best_term_next : forall d a q p k T, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < q -> q <= p ->
  topk d a k T -> sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) ^^ (1 / p)
  <= (INR k + 1) ^^ (1 / p - 1 / q) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a q p k T Ha Hq Hp HT. assert (Pk := pos_INR k).
  set (N := sum d (fun i => a i ^^ q)). set (M := (INR k + 1) ^^ (- (1 / q)) * N ^^ (1 / q)).
  assert (HN : 0 <= N) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (HM : forall j, (j < d)%nat -> negb (T j) = true -> a j <= M).
  { intros j Hj Tj. eapply Rle_trans; [|now apply (best_term_sup d a q k T)].
    now apply (max_on_ge d (fun i => negb (T i)) a). }
  assert (S : sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) <= M ^^ (p - q) * N).
  { apply Rle_trans with (M ^^ (p - q) * sum_on d (fun i => negb (T i)) (fun i => a i ^^ q)).
    - rewrite <- sum_on_scal. apply sum_on_le. intros j Hj Tj. assert (Aj := Ha j Hj).
      replace p with ((p - q) + q) at 1 by ring. rewrite pr_plus by easy.
      apply Rmult_le_compat_r; [apply pr_nonneg|]. apply pr_le; [lra|]. auto.
    - apply Rmult_le_compat_l; [apply pr_nonneg|]. apply sum_on_sub. intros; apply pr_nonneg. }
  assert (E : M ^^ (p - q) * N = (INR k + 1) ^^ (1 - p / q) * N ^^ (p / q)).
  { unfold M. rewrite pr_mult, !pr_pr by (try apply pr_nonneg; lra).
    replace (N ^^ (p / q)) with (N ^^ (1 / q * (p - q)) * N).
    - rewrite <- Rmult_assoc. do 3 f_equal. field. lra.
    - rewrite <- (pr_1 N) at 2 by easy. rewrite <- pr_plus by easy. f_equal. field. lra. }
  rewrite E in S. eapply rooted; [..|exact S]; trivial; try lra; [apply pr_nonneg|].
  rewrite pr_pr by lra. f_equal. field. lra.
Qed.

Corollary best_term_textbook : forall d a q p k T, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < q -> q <= p ->
  (1 <= k)%nat -> topk d a k T -> sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) ^^ (1 / p)
  <= INR k ^^ (1 / p - 1 / q) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a q p k T Ha Hq Hp Hk HT. assert (Pk : 0 < INR k) by (apply lt_0_INR; lia).
  eapply Rle_trans; [now apply (best_term_next d a q p k T)|].
  apply Rmult_le_compat_r; [apply pr_nonneg|].
  assert (E : 0 <= 1 / q - 1 / p).
  { replace (1 / q - 1 / p) with ((p - q) * / (q * p)) by (field; lra).
    apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. nra. }
  replace (1 / p - 1 / q) with (- (1 / q - 1 / p)) by ring. rewrite !pr_opp by lra.
  apply Rinv_le_contravar; [apply pr_pos; easy|]. apply pr_le; lra.
Qed.
