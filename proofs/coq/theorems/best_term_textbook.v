Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Rearrange Tactics.
From Statements Require Import best_term_textbook.
Open Scope R_scope.

(** The p-th root of the case p = 1 for the vector |w|^p. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d q p w k T Hd Hq Hp Hk Hkd HT. set (a := fun i => Rabs (w i) ^^ p).
  assert (Top : topk d a k T).
  { destruct HT as [C O]. split; [easy|]. intros i j Hi Hj Ti Tj. apply pr_le; [lra|].
    split; [apply Rabs_pos|now apply O]. }
  assert (B := stechkin_topk d a (q / p) k T).
  assert (E : sum d (fun i => a i ^^ (q / p)) = sum d (fun i => Rabs (w i) ^^ q)).
  { apply sum_ext. intros i _. unfold a. rewrite pr_pr by apply Rabs_pos. f_equal. field. lra. }
  rewrite E in B. clear E. set (N := sum d (fun i => Rabs (w i) ^^ q)) in *.
  assert (HN : 0 <= N) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (K : 0 < INR k) by (apply lt_0_INR; lia).
  apply Rle_trans with ((INR k ^^ (1 - 1 / (q / p)) * N ^^ (1 / (q / p))) ^^ (1 / p)).
  - apply pr_le; [left; apply Rdiv_lt_0_compat; lra|]. split; [apply sum_on_nonneg; intros; apply pr_nonneg|].
    apply B; try assumption.
    + intros; apply pr_nonneg.
    + apply Rdiv_lt_0_compat; lra.
    + apply Rmult_le_reg_r with p; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - right. rewrite pr_mult by apply pr_nonneg. rewrite !pr_pr by lra. f_equal; f_equal; field; lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
