(** Best k-term approximation in the maximum norm. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Rearrange BestTerm.
Open Scope R_scope.

(** k + 1 entries are at least as large as a dropped one *)
Theorem best_term_sup : forall d a q k T, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < q ->
  topk d a k T -> max_on d (fun i => negb (T i)) a
  <= (INR k + 1) ^^ (- (1 / q)) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a q k T Ha Hq [Hc HT]. assert (Pk := pos_INR k).
  set (N := sum d (fun i => a i ^^ q)).
  assert (HN : 0 <= N) by (apply sum_nonneg; intros; apply pr_nonneg).
  apply max_on_le; [apply Rmult_le_pos; apply pr_nonneg|]. intros j Hj Tj.
  apply Bool.negb_true_iff in Tj. assert (Aj := Ha j Hj).
  set (P := fun i => (T i || (i =? j)%nat)%bool).
  assert (C : INR (count d P) = INR k + 1).
  { unfold P. rewrite count_add, Hc by easy. destruct (Nat.ltb_spec j d); [|lia].
    now rewrite plus_INR. }
  assert (K : (INR k + 1) * a j ^^ q <= N).
  { rewrite <- C, <- sum_on_const. eapply Rle_trans; [|apply (sum_on_sub d P); intros; apply pr_nonneg].
    apply sum_on_le. intros i Hi Pi. apply pr_le; [lra|]. split; [easy|].
    unfold P in Pi. apply Bool.orb_true_iff in Pi. destruct Pi as [Ti|E]; [now apply HT|].
    apply Nat.eqb_eq in E. subst i. lra. }
  replace (a j) with ((a j ^^ q) ^^ (1 / q)).
  2: { rewrite pr_pr by easy. replace (q * (1 / q)) with 1 by (field; lra). now apply pr_1. }
  rewrite pr_opp by lra. rewrite Rmult_comm. change (N ^^ (1 / q) * / (INR k + 1) ^^ (1 / q))
    with (N ^^ (1 / q) / (INR k + 1) ^^ (1 / q)). rewrite <- pr_div by lra.
  apply root_le; [easy|]. split; [apply pr_nonneg|].
  apply Rmult_le_reg_l with (INR k + 1); [lra|]. field_simplify; lra.
Qed.
