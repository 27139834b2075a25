(** Sharing a budget: counts x_i > 0 whose errors sum a_i x_i^(-s) are at most eps have a sum of
    at least (sum a_i^(1/(1+s)))^((1+s)/s) eps^(-1/s), and the closed form has this sum. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Holder.
Open Scope R_scope.

Section Budget.
Variables (m : nat) (a x : nat -> R) (s eps : R).
Hypothesis a_nonneg : forall i, (i < m)%nat -> 0 <= a i.
Hypothesis s_pos : 0 < s.
Hypothesis eps_pos : 0 < eps.

Let A := sum m (fun i => a i ^^ (1 / (1 + s))).

(** Hölder splits a_i^(1/(1+s)) into the error and the count *)
Theorem budget_allocation : (forall i, (i < m)%nat -> 0 < x i) ->
  sum m (fun i => a i * x i ^^ (- s)) <= eps ->
  A ^^ ((1 + s) / s) * eps ^^ (- (1 / s)) <= sum m x.
Proof.
  intros Hx He. set (th := s / (1 + s)).
  assert (Hth : 0 < th < 1).
  { unfold th. split; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with (1 + s); [lra|]. field_simplify; lra. }
  assert (E1 : 1 - th = 1 / (1 + s)) by (unfold th; field; lra).
  assert (X : 0 <= sum m x) by (apply sum_nonneg; intros i Hi; left; auto).
  assert (N : forall i, (i < m)%nat -> 0 <= a i * x i ^^ (- s))
    by (intros; apply Rmult_le_pos; [auto|apply pr_nonneg]).
  assert (H : A <= eps ^^ (1 - th) * sum m x ^^ th).
  { eapply Rle_trans; [right|eapply Rle_trans].
    2: { apply (holder m (fun i => a i * x i ^^ (- s)) x th); [easy|intros i Hi; left; auto|lra]. }
    - apply sum_ext. intros i Hi. assert (P := Hx i Hi).
      rewrite pr_mult, pr_pr by (try apply pr_nonneg; try lra; auto).
      rewrite Rmult_assoc, <- pr_plus by lra.
      replace (- s * (1 - th) + th) with 0 by (unfold th; field; lra).
      rewrite pr_exp0, Rmult_1_r by easy. now rewrite E1.
    - apply Rmult_le_compat_r; [apply pr_nonneg|]. apply pr_le; [lra|].
      split; [now apply sum_nonneg|easy]. }
  assert (HA : 0 <= A) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (K : A ^^ ((1 + s) / s) <= eps ^^ (1 / s) * sum m x).
  { eapply Rle_trans; [apply pr_le; [|split; [apply HA|apply H]]|right].
    - left; apply Rdiv_lt_0_compat; lra.
    - rewrite pr_mult, !pr_pr by (try apply pr_nonneg; lra).
      replace ((1 - th) * ((1 + s) / s)) with (1 / s) by (rewrite E1; field; lra).
      replace (th * ((1 + s) / s)) with 1 by (unfold th; field; lra). now rewrite pr_1. }
  assert (P := pr_pos eps (1 / s) eps_pos). rewrite pr_opp by easy.
  apply Rmult_le_reg_l with (eps ^^ (1 / s)); [easy|]. eapply Rle_trans; [right|apply K]. field. lra.
Qed.

(** x_i = a_i^(1/(1+s)) (A/eps)^(1/s) spends exactly eps and has exactly that sum *)
Hypothesis a_pos : forall i, (i < m)%nat -> 0 < a i.
Hypothesis m_pos : (1 <= m)%nat.

Lemma budget_A_pos : 0 < A.
Proof.
  assert (P : 0 < a O) by (apply a_pos; lia).
  apply Rlt_le_trans with (a O ^^ (1 / (1 + s))); [now apply pr_pos|].
  apply (sum_term_le m (fun i => a i ^^ (1 / (1 + s)))); [easy|]. intros; apply pr_nonneg.
Qed.

Theorem budget_attained :
  (forall i, (i < m)%nat -> x i = a i ^^ (1 / (1 + s)) * (A / eps) ^^ (1 / s)) ->
  (forall i, (i < m)%nat -> 0 < x i)
  /\ sum m (fun i => a i * x i ^^ (- s)) = eps
  /\ sum m x = A ^^ ((1 + s) / s) * eps ^^ (- (1 / s)).
Proof.
  intros E. assert (PA := budget_A_pos). assert (PR := Rdiv_lt_0_compat A eps PA eps_pos).
  repeat split.
  - intros i Hi. rewrite E by easy. apply Rmult_lt_0_compat; apply pr_pos; auto.
  - rewrite (sum_ext m _ (fun i => (eps / A) * a i ^^ (1 / (1 + s)))).
    + rewrite sum_scal. fold A. field. lra.
    + intros i Hi. assert (Pi := a_pos i Hi). rewrite E by easy.
      rewrite pr_mult, !pr_pr by (try apply pr_nonneg; lra).
      replace (1 / s * - s) with (- (1)) by (field; lra). rewrite pr_opp, pr_1 by lra.
      rewrite <- (pr_1 (a i)) at 1 by lra. rewrite <- Rmult_assoc, <- pr_plus by lra.
      replace (1 + 1 / (1 + s) * - s) with (1 / (1 + s)) by (field; lra). field. lra.
  - rewrite (sum_ext m _ (fun i => (A / eps) ^^ (1 / s) * a i ^^ (1 / (1 + s))))
      by (intros; rewrite E by easy; ring).
    rewrite sum_scal. fold A. rewrite pr_div by lra.
    replace ((1 + s) / s) with (1 / s + 1) by (field; lra).
    rewrite pr_plus, pr_1, pr_opp by lra. field. apply Rgt_not_eq, pr_pos; easy.
Qed.
End Budget.
