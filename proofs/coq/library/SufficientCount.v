(** So many entries suffice: counts K that are at least the closed form, or all d. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Holder BestTermSorted Rearrange BestTerm BestTermSup.
Open Scope R_scope.

Lemma min_le_count : forall d K x, (K <= d)%nat -> Rmin (INR d) x <= INR K -> K = d \/ x <= INR K.
Proof.
  intros d K x HK H. unfold Rmin in H. destruct (Rle_dec (INR d) x); [left|now right].
  apply INR_le in H. lia.
Qed.

Lemma root_reach : forall x y e, 0 < e -> 0 <= x -> 0 <= y -> x ^^ (1 / e) <= y -> x <= y ^^ e.
Proof.
  intros x y e He Hx Hy H. replace x with ((x ^^ (1 / e)) ^^ e).
  - apply pr_le; [lra|]. split; [apply pr_nonneg|easy].
  - rewrite pr_pr by easy. replace (1 / e * e) with 1 by (field; lra). now apply pr_1.
Qed.

Section SufficientCount.
Variables (d : nat) (a : nat -> R) (q eps : R) (K : nat) (T : nat -> bool).
Hypothesis a_nonneg : forall i, (i < d)%nat -> 0 <= a i.
Hypothesis q_pos : 0 < q.
Hypothesis eps_pos : 0 < eps.
Hypothesis T_top : topk d a K T.

Let n := sum d (fun i => a i ^^ q) ^^ (1 / q).

Theorem sufficient_count : forall p, q < p ->
  Rmin (INR d) ((((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) * n / eps) ^^ (1 / (1 / q - 1 / p)))
    <= INR K ->
  sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) ^^ (1 / p) <= eps.
Proof.
  intros p Hqp H. set (c := (q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) in *.
  set (e := 1 / q - 1 / p) in *.
  assert (Pc : 0 < c).
  { apply Rmult_lt_0_compat; apply pr_pos; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with p; [lra|]. field_simplify; lra. }
  assert (Pe : 0 < e).
  { unfold e. apply Rmult_lt_reg_r with (q * p); [nra|]. field_simplify; lra. }
  assert (Nn : 0 <= n) by apply pr_nonneg.
  assert (Nx : 0 <= c * n / eps) by (apply Rmult_le_pos; [nra|left; now apply Rinv_0_lt_compat]).
  destruct (min_le_count d K _ (topk_le d a K T T_top) H) as [E|L].
  { rewrite tail_none, pr_0; [lra|]. rewrite <- E at 2. apply T_top. }
  apply root_reach in L; [|easy|easy|apply pos_INR].
  apply Rmult_le_compat_r with (r := eps) in L; [|lra]. replace (c * n / eps * eps) with (c * n) in L by (field; lra).
  destruct (Nat.eq_dec K 0) as [Z|NZ].
  - rewrite Z in L. cbn [INR] in L. rewrite pr_0 in L. assert (n = 0) by nra.
    eapply Rle_trans; [apply (best_term_exact d a q p K T a_nonneg q_pos ltac:(lra) T_top)|]. fold n. rewrite H0. lra.
  - assert (PK : 0 < INR K) by (apply lt_0_INR; lia). assert (PP := pr_pos _ e PK).
    eapply Rle_trans; [apply (best_term_closed d a q p K T a_nonneg q_pos ltac:(lra) T_top Hqp); lia|]. fold e. fold c n.
    replace (1 / p - 1 / q) with (- e) by (unfold e; ring). rewrite pr_opp by easy.
    apply Rmult_le_reg_l with (INR K ^^ e); [easy|]. eapply Rle_trans; [right|apply L]. field. lra.
Qed.

Theorem sufficient_count_sup : Rmin (INR d) ((n / eps) ^^ q - 1) <= INR K ->
  max_on d (fun i => negb (T i)) a <= eps.
Proof.
  intros H. assert (Nn : 0 <= n) by apply pr_nonneg. assert (PK := pos_INR K).
  destruct (min_le_count d K _ (topk_le d a K T T_top) H) as [E|L].
  { apply max_on_le; [lra|]. intros i Hi Ti. apply Bool.negb_true_iff in Ti.
    rewrite (count_full d T) in Ti; [easy| |easy]. rewrite <- E at 2. apply T_top. }
  assert (L' : (n / eps) ^^ (1 / (1 / q)) <= INR K + 1).
  { replace (1 / (1 / q)) with q by (field; lra). lra. }
  apply root_reach in L'; [|apply Rdiv_lt_0_compat; lra| |lra].
  2: { apply Rmult_le_pos; [easy|left; now apply Rinv_0_lt_compat]. }
  apply Rmult_le_compat_r with (r := eps) in L'; [|lra]. replace (n / eps * eps) with n in L' by (field; lra).
  eapply Rle_trans; [now apply (best_term_sup d a q K T)|]. fold n.
  assert (PP := pr_pos (INR K + 1) (1 / q) ltac:(lra)). rewrite pr_opp by lra.
  apply Rmult_le_reg_l with ((INR K + 1) ^^ (1 / q)); [easy|]. field_simplify; lra.
Qed.
End SufficientCount.
