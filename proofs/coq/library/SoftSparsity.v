(** The index |w|_1/|w|_q of soft sparsity, q < 1, lies between d^(1-1/q) and 1. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Holder BestTerm EffectiveDimension.
Open Scope R_scope.

Section SoftSparsity.
Variables (d : nat) (a : nat -> R) (q : R).
Hypothesis a_nonneg : forall i, (i < d)%nat -> 0 <= a i.
Hypothesis a_nonzero : exists i, (i < d)%nat /\ 0 < a i.
Hypothesis q_range : 0 < q < 1.

Lemma lnorm_1 : lnorm d a 1 = sum d a.
Proof.
  unfold lnorm. replace (1 / 1) with 1 by field.
  rewrite (sum_ext d _ a) by (intros; apply pr_1; auto). apply pr_1. now apply sum_nonneg.
Qed.

Theorem soft_sparsity_most : sum d a / lnorm d a q <= 1.
Proof.
  assert (P := lnorm_pos d a q a_nonzero). assert (L := lnorm_le d a q 1 a_nonneg). rewrite lnorm_1 in L.
  apply Rmult_le_reg_r with (lnorm d a q); [easy|]. field_simplify; lra.
Qed.

(** the power mean of the q-th powers *)
Theorem soft_sparsity_least : INR d ^^ (1 - 1 / q) <= sum d a / lnorm d a q.
Proof.
  assert (P := lnorm_pos d a q a_nonzero). destruct a_nonzero as [i [Hi _]].
  assert (Pd : 0 < INR d) by (apply lt_0_INR; lia).
  assert (NA : 0 <= sum d a) by now apply sum_nonneg.
  assert (M := power_mean_on d (fun _ => true) a q a_nonneg ltac:(lra)).
  rewrite <- !sum_eq_on, count_all in M.
  assert (L : lnorm d a q <= INR d ^^ (1 / q - 1) * sum d a).
  { unfold lnorm. eapply Rle_trans; [apply root_le; [lra|split; [|apply M]]|right].
    - apply sum_nonneg; intros; apply pr_nonneg.
    - rewrite pr_mult, !pr_pr by (try apply pr_nonneg; lra).
      replace ((1 - q) * (1 / q)) with (1 / q - 1) by (field; lra).
      replace (q * (1 / q)) with 1 by (field; lra). now rewrite pr_1. }
  replace (1 - 1 / q) with (- (1 / q - 1)) by ring. assert (Pp := pr_pos _ (1 / q - 1) Pd).
  rewrite pr_opp by easy. apply Rmult_le_reg_r with (lnorm d a q * INR d ^^ (1 / q - 1)); [nra|].
  field_simplify; lra.
Qed.
End SoftSparsity.
