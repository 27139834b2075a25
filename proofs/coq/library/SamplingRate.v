(** The rate of sampling: the sharp constant of Stechkin at the best split of a budget,
    where k entries are kept and t are drawn, and q = 2t/(2t+k). *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Stechkin BestTermSorted Rearrange.
Open Scope R_scope.

Theorem sampling_rate : forall d a q k t T, (forall i, (i < d)%nat -> 0 <= a i) ->
  (1 <= k)%nat -> (1 <= t)%nat -> q = 2 * INR t / (2 * INR t + INR k) -> topk d a k T ->
  sum_on d (fun i => negb (T i)) a / INR t ^^ (1 / 2)
  <= q * (1 - q) ^^ (1 / q - 1) * ((2 - 2 * q) / (2 - q)) ^^ (1 - 1 / q) / (q / (2 - q)) ^^ (1 / 2)
     * (INR k + INR t) ^^ (1 / 2 - 1 / q) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a q k t T Ha Hk Ht Hq HT.
  assert (Pk : 0 < INR k) by (apply lt_0_INR; lia). assert (Pt : 0 < INR t) by (apply lt_0_INR; lia).
  assert (Q : 0 < q < 1).
  { rewrite Hq. split; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with (2 * INR t + INR k); [lra|]. field_simplify; lra. }
  (* the shares kept and drawn *)
  replace ((2 - 2 * q) / (2 - q)) with (INR k / (INR k + INR t)) by (rewrite Hq; field; lra).
  replace (q / (2 - q)) with (INR t / (INR k + INR t)) by (rewrite Hq; field; lra).
  assert (H := stechkin_sharp_topk d a q k T Ha (proj1 Q) HT (proj2 Q) Hk).
  rewrite !pr_div by lra.
  assert (PT := pr_pos _ (1 / 2) Pt). assert (PK := pr_pos (INR k + INR t) (1 / 2) ltac:(lra)).
  assert (PS := pr_pos (INR k + INR t) (1 - 1 / q) ltac:(lra)).
  replace (1 / 2 - 1 / q) with ((1 - 1 / q) + - (1 / 2)) by (field; lra).
  rewrite pr_plus, pr_opp by lra.
  apply Rmult_le_reg_r with (INR t ^^ (1 / 2)); [easy|].
  eapply Rle_trans; [right|eapply Rle_trans; [apply H|right]]; field; lra.
Qed.
