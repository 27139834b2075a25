Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges L2 Quantities SamplingBudget SampledWeights DrawnInputs Tactics.
From Statements Require Import sampling_budget.
Open Scope R_scope.

Lemma sparse_count : forall d k v, sparse d k v -> (count d (nonzero v) <= k)%nat.
Proof.
  intros d k v [T [C Z]]. eapply Nat.le_trans; [|apply C]. apply count_le. intros j Hj E.
  unfold nonzero in E. destruct (T j) eqn:F; [easy|]. rewrite (Z j Hj F) in E.
  destruct (Req_EM_T 0 0); easy.
Qed.

(** Keep the largest and draw the others, at the split that costs least. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H q w k x c _ _ Hq Hk [X0 X] C.
  destruct (budget_reached n (uniform n) d w (fun j a => H a j) q (uniform_nonneg n) Hq k c Hk C) as [v [Sv Ev]].
  apply Rle_trans with (replaced n (uniform n) d (fun j a => H a j) w v).
  - apply root_le. split; [easy|]. eapply Rle_trans; [apply (X v), sparse_count, Sv|]. right.
    rewrite mean_square_inner. apply inner_ext; intros a _; unfold neuron; rewrite <- sum_minus;
      apply sum_ext; intros; ring.
  - eapply Rle_trans; [apply Ev|]. right. rewrite Rmult_comm. do 2 f_equal. apply sum_ext. intros j _. f_equal.
    rewrite size_data. symmetry. apply printed_size.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined. all: match goal with X : least_error _ _ _ _ _ _ |- _ => destruct X end.
  right. split; [assumption|lra].
Qed.

(** Two orthogonal columns of norm 1, one weight. *)
Theorem witnessed : inhabited.
Proof.
  inhabited exhibit.
  - split; [lra|]. intros v C. unfold neuron. simpl in *. unfold nonzero in C.
    destruct (Req_EM_T (v O) 0) as [E|_]; [|destruct (Req_EM_T (v 1%nat) 0) as [E|_]; [|simpl in C; lia]]; rewrite E.
    + assert (Q := pow2_ge_0 (1 - v 1%nat)). simpl in Q. lra.
    + assert (Q := pow2_ge_0 (1 - v O)). simpl in Q. lra.
  - assert (E : 2 ^^ (- (1 / (1 / 2))) = 1 / 4).
    { replace (- (1 / (1 / 2))) with (- (1 + 1)) by field. rewrite pr_opp, pr_plus, pr_1 by lra. field. }
    assert (W : worst_tail1 1 2 (1 / 2) = 1 / 4).
    { unfold worst_tail1, max_over. simpl. replace (1 + 1) with 2 by ring. rewrite E. field. }
    split; [split|]; [lra| |now left].
    intros j Hj. replace j with O by lia. unfold split_cost, worst_tail1, max_over. simpl.
    replace (1 - 0) with 1 by ring. rewrite !pr_base1. replace (1 + 1) with 2 by ring. rewrite E.
    assert (M := Rmax_l (1 * 1) ((2 - 0) * (1 / 4))). lra.
Qed.
