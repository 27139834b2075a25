(** A neuron that keeps its largest weights: what it drops and what it keeps, in the l1 norm. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Quantities WorstTail Forward.
Open Scope R_scope.

Definition lq_norm (d : nat) (w : nat -> R) (q : R) : R := sum d (fun j => Rabs (w j) ^^ q) ^^ (1 / q).

Lemma lq_norm_nonneg : forall d w q, 0 <= lq_norm d w q.
Proof. intros. apply pr_nonneg. Qed.

(** The l1 norm is at most the lq norm, q <= 1 *)
Theorem l1_le_lq : forall d w q, 0 < q <= 1 -> sum d (fun j => Rabs (w j)) <= lq_norm d w q.
Proof.
  intros d w q Hq. unfold lq_norm. set (N := sum d (fun j => Rabs (w j) ^^ q)).
  assert (HN : 0 <= N) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (E : 0 <= 1 / q - 1).
  { assert (1 <= 1 / q); [|lra]. apply Rmult_le_reg_r with q; [lra|].
    replace (1 / q * q) with 1 by (field; lra). lra. }
  replace (N ^^ (1 / q)) with (N ^^ (1 / q - 1) * N).
  2: { rewrite <- (pr_1 N) at 2 by easy. rewrite <- pr_plus by easy. f_equal. ring. }
  unfold N at 2. rewrite <- sum_scal. apply sum_le. intros j Hj.
  assert (A := Rabs_pos (w j)).
  replace (Rabs (w j)) with ((Rabs (w j) ^^ q) ^^ (1 / q - 1) * Rabs (w j) ^^ q) at 1.
  - apply Rmult_le_compat_r; [apply pr_nonneg|]. apply pr_le; [easy|]. split; [apply pr_nonneg|].
    apply (sum_term_le d (fun j => Rabs (w j) ^^ q)); [easy|]. intros; apply pr_nonneg.
  - rewrite pr_pr, <- pr_plus by easy. replace (q * (1 / q - 1) + q) with 1 by (field; lra). now apply pr_1.
Qed.

Section Kept.
Variables (d k : nat) (w v : nat -> R).
Hypothesis keeps : keeps_largest d w v k.

Theorem dropped_le : forall q, 0 < q <= 1 ->
  sum d (fun j => Rabs (w j - v j)) <= worst_tail1 k d q * lq_norm d w q.
Proof.
  intros q Hq. destruct keeps as [T [Hk [HT Hv]]].
  apply Rle_trans with (worst_tail1 (count d T) d q * lq_norm d w q).
  - eapply Rle_trans; [right|apply (tail_le d (fun j => Rabs (w j)) q (count d T) T); try easy; intros; apply Rabs_pos].
    apply sum_ext. intros j Hj. rewrite Hv by easy. destruct (T j); cbn [negb].
    + rewrite Rminus_diag_eq, Rabs_R0; easy.
    + now rewrite Rminus_0_r.
  - apply Rmult_le_compat_r; [apply lq_norm_nonneg|now apply worst_tail_antitone].
Qed.

Theorem kept_le : forall q, 0 < q <= 1 -> sum d (fun j => Rabs (v j)) <= lq_norm d w q.
Proof.
  intros q Hq. destruct keeps as [T [_ [_ Hv]]].
  eapply Rle_trans; [|now apply l1_le_lq]. apply sum_le. intros j Hj. rewrite Hv by easy.
  destruct (T j); [lra|]. rewrite Rabs_R0. apply Rabs_pos.
Qed.
End Kept.
