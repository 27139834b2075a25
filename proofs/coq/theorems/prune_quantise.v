Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Rounding BestTerm Tactics.
From Statements Require Import prune_quantise.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d p q step w k T _ Hp Hq Hs Hk HT.
  assert (B := best_term_exact d (fun i => Rabs (w i)) q p k T (fun i _ => Rabs_pos (w i)) Hq Hp HT). cbn beta in B.
  assert (I : 0 < 1 / p) by (apply Rdiv_lt_0_compat; lra).
  apply pr_le; [lra|]. split.
  { apply Rplus_le_le_0_compat; [apply sum_on_nonneg; intros|]; apply pr_nonneg. }
  apply Rplus_le_compat.
  - destruct HT as [<- _]. rewrite <- sum_on_const. apply sum_on_le. intros i _ _. apply pr_le; [lra|].
    split; [apply Rabs_pos|]. rewrite Rabs_minus_sym. assert (E := nearest_error (w i) step Hs). lra.
  - apply pr_le; [lra|]. split; [apply pr_nonneg|].
    eapply Rle_trans; [apply B|right]. rewrite Rmult_comm. f_equal. apply max_over_ext. intros. apply Rmult_comm.
Qed.

Lemma max_over_nonneg : forall lo hi f, (forall r, (lo < r <= hi)%nat -> 0 <= f r) -> 0 <= max_over lo hi f.
Proof.
  intros lo hi f H. destruct (Nat.lt_ge_cases lo hi) as [L|L].
  - destruct (max_over_in lo hi f L) as [r [Hr E]]. rewrite E. now apply H.
  - unfold max_over. replace (hi - lo)%nat with 0%nat by lia. simpl. lra.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined. right. split; [|easy]. apply Rmult_le_pos; [apply pr_nonneg|].
  apply max_over_nonneg. intros. apply Rmult_le_pos; apply pr_nonneg.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
