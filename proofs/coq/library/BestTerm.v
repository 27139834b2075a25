(** Best k-term approximation in l_p, for every order of q and p, at any top-k set of a
    nonnegative vector: from the case p = 1, q <= 1, applied to the p-th powers. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Holder Stechkin BestTermSorted Rearrange.
Open Scope R_scope.



Lemma sum_eq_on : forall d f, sum d f = sum_on d (fun _ => true) f.
Proof. intros. now apply sum_ext. Qed.

Lemma count_all : forall d, count d (fun _ => true) = d.
Proof. induction d as [|d IH]; [easy|]. cbn [count]. rewrite IH. lia. Qed.

Lemma count_below : forall d m, (m <= d)%nat -> count d (fun i => (i <? m)%nat) = m.
Proof.
  assert (A : forall d m, count d (fun i => (i <? m)%nat) = Nat.min d m).
  { induction d as [|d IH]; intros m; [easy|]. cbn [count]. rewrite IH. destruct (Nat.ltb_spec d m); lia. }
  intros d m H. rewrite A. lia.
Qed.

Lemma count_ext : forall d P Q, (forall i, (i < d)%nat -> P i = Q i) -> count d P = count d Q.
Proof. induction d as [|d IH]; intros P Q H; [easy|]. cbn [count]. rewrite (IH P Q), H; auto with arith. Qed.

Lemma count_most : forall d P, (count d P <= d)%nat.
Proof. intros d P. assert (H := count_negb d P). lia. Qed.

Lemma topk_le : forall d a k T, topk d a k T -> (k <= d)%nat.
Proof. intros d a k T [<- _]. apply count_most. Qed.

(** nothing is outside a set of d indices *)
Lemma count_full : forall d T, count d T = d -> forall i, (i < d)%nat -> T i = true.
Proof.
  induction d as [|d IH]; intros T H i Hi; [lia|]. cbn [count] in H.
  assert (C := count_negb d T). destruct (T d) eqn:E; [|lia].
  destruct (Nat.eq_dec i d) as [->|]; [easy|]. apply IH; lia.
Qed.

Lemma tail_none : forall d T f, count d T = d -> sum_on d (fun i => negb (T i)) f = 0.
Proof.
  intros d T f H. unfold sum_on. rewrite (sum_ext d _ (fun _ => 0)), sum_zero; [easy|].
  intros i Hi. now rewrite (count_full d T H i Hi).
Qed.

(** the largest entries have the largest powers *)
Lemma topk_pow : forall d a k T p, 0 < p -> (forall i, (i < d)%nat -> 0 <= a i) ->
  topk d a k T -> topk d (fun i => a i ^^ p) k T.
Proof. intros d a k T p Hp Ha [Hc HT]. split; [easy|]. intros i j Hi Hj Ti Tj. apply pr_le; [lra|auto]. Qed.

Lemma root_le : forall x y p, 0 < p -> 0 <= x <= y -> x ^^ (1 / p) <= y ^^ (1 / p).
Proof. intros. apply pr_le; [left; apply Rdiv_lt_0_compat; lra|easy]. Qed.

Lemma sum_pow_pow : forall d a p q, 0 < p -> (forall i, (i < d)%nat -> 0 <= a i) ->
  sum d (fun i => (a i ^^ p) ^^ (q / p)) = sum d (fun i => a i ^^ q).
Proof. intros. apply sum_ext. intros. rewrite pr_pr by auto. f_equal. field. lra. Qed.

Section BestTerm.
Variables (d : nat) (a : nat -> R) (q p : R) (k : nat) (T : nat -> bool).
Hypothesis a_nonneg : forall i, (i < d)%nat -> 0 <= a i.
Hypothesis q_pos : 0 < q.
Hypothesis p_pos : 0 < p.
Hypothesis T_top : topk d a k T.

Let tail := sum_on d (fun i => negb (T i)) (fun i => a i ^^ p).
Let N := sum d (fun i => a i ^^ q).
(** C_{k,d}(q,p), the largest tail of a flat vector of unit l_q norm *)
Let C := max_over k d (fun r => (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q))).

Lemma bt_tail_nonneg : 0 <= tail.
Proof. apply sum_on_nonneg; intros; apply pr_nonneg. Qed.
Lemma bt_N_nonneg : 0 <= N.
Proof. apply sum_nonneg; intros; apply pr_nonneg. Qed.

(** a bound C N^(p/q) of the tail's p-th power, rooted *)
Lemma rooted : forall x c, 0 <= x -> x ^^ (1 / p) = c -> tail <= x * N ^^ (p / q) ->
  tail ^^ (1 / p) <= c * N ^^ (1 / q).
Proof.
  intros x c Hx <- H. eapply Rle_trans.
  { apply root_le; [easy|]. split; [apply bt_tail_nonneg|apply H]. }
  right. rewrite pr_mult, pr_pr by (trivial; try apply pr_nonneg; apply bt_N_nonneg).
  do 2 f_equal. field. lra.
Qed.

(** q <= p: the case p = 1 for the p-th powers and the exponent q/p *)
Lemma exact_below : q <= p -> (k < d)%nat -> tail ^^ (1 / p) <= C * N ^^ (1 / q).
Proof.
  intros Hqp Hk.
  assert (H := exact_tail_topk d (fun i => a i ^^ p) (q / p) k T (fun i _ => pr_nonneg (a i) p)
    ltac:(apply Rdiv_lt_0_compat; lra) (topk_pow d a k T p p_pos a_nonneg T_top)
    ltac:(apply Rmult_le_reg_r with p; [lra|field_simplify; lra]) Hk).
  cbn beta in H. rewrite sum_pow_pow in H by easy. fold tail N in H.
  replace (1 / (q / p)) with (p / q) in H by (field; lra).
  destruct (max_over_in k d (fun r => (INR r - INR k) * INR r ^^ (- (p / q))) Hk) as [r [Hr E]].
  rewrite E in H. assert (Kr : INR k <= INR r) by (apply le_INR; lia).
  assert (Pr : 0 < INR r) by (apply lt_0_INR; lia).
  assert (P := pr_nonneg (INR r) (- (p / q))).
  apply Rle_trans with (((INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q))) * N ^^ (1 / q)).
  - eapply rooted; [| |exact H]; [apply Rmult_le_pos; lra|].
    rewrite pr_mult, pr_pr by lra. do 2 f_equal. field. lra.
  - apply Rmult_le_compat_r; [apply pr_nonneg|].
    now apply (max_over_ge k d (fun r => (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q)))).
Qed.

(** the dropped entries are at most the average of all *)
Lemma tail_average : (k < d)%nat -> tail <= (INR d - INR k) / INR d * sum d (fun i => a i ^^ p).
Proof.
  intros Hk.
  assert (H := exact_tail_topk d (fun i => a i ^^ p) 1 k T (fun i _ => pr_nonneg (a i) p)
    Rlt_0_1 (topk_pow d a k T p p_pos a_nonneg T_top) (Rle_refl 1) Hk). cbn beta in H. fold tail in H.
  rewrite (sum_ext d _ (fun i => a i ^^ p)) in H by (intros; rewrite pr_1; [easy|apply pr_nonneg]).
  replace (1 / 1) with 1 in H by field. rewrite pr_1 in H by (apply sum_nonneg; intros; apply pr_nonneg).
  destruct (max_over_in k d (fun r => (INR r - INR k) * INR r ^^ (- (1))) Hk) as [r [Hr E]].
  rewrite E in H. eapply Rle_trans; [apply H|].
  apply Rmult_le_compat_r; [apply sum_nonneg; intros; apply pr_nonneg|].
  assert (Pr : 0 < INR r) by (apply lt_0_INR; lia). assert (Pd : 0 < INR d) by (apply lt_0_INR; lia).
  assert (INR r <= INR d) by (apply le_INR; lia). assert (Pk := pos_INR k).
  rewrite pr_opp, pr_1 by lra. apply Rmult_le_reg_r with (INR r * INR d); [nra|].
  field_simplify; [|lra|lra]. nra.
Qed.

(** q > p: the flat vector of all d entries is the worst, by the power mean *)
Lemma exact_above : p < q -> (k < d)%nat -> tail ^^ (1 / p) <= C * N ^^ (1 / q).
Proof.
  intros Hpq Hk. assert (Pd : 0 < INR d) by (apply lt_0_INR; lia).
  assert (Kd : INR k < INR d) by now apply lt_INR.
  assert (E : 0 <= p / q <= 1).
  { split; [left; apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with q; [lra|]. field_simplify; lra. }
  assert (M : sum d (fun i => a i ^^ p) <= INR d ^^ (1 - p / q) * N ^^ (p / q)).
  { rewrite <- (sum_pow_pow d a q p) by easy. rewrite !sum_eq_on.
    eapply Rle_trans; [apply power_mean_on; [intros; apply pr_nonneg|easy]|].
    rewrite count_all. unfold N. rewrite sum_eq_on. lra. }
  apply Rle_trans with (((INR d - INR k) ^^ (1 / p) * INR d ^^ (- (1 / q))) * N ^^ (1 / q)).
  - assert (F : INR d ^^ (1 - p / q) = INR d * INR d ^^ (- (p / q))).
    { replace (1 - p / q) with (1 + - (p / q)) by ring. now rewrite pr_plus, pr_1 by lra. }
    apply rooted with ((INR d - INR k) * INR d ^^ (- (p / q))).
    + apply Rmult_le_pos; [lra|apply pr_nonneg].
    + rewrite pr_mult, pr_pr by (try apply pr_nonneg; lra). do 2 f_equal. field. lra.
    + eapply Rle_trans; [apply tail_average; easy|]. eapply Rle_trans.
      * apply Rmult_le_compat_l; [|apply M]. apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat].
      * right. rewrite F. field. lra.
  - apply Rmult_le_compat_r; [apply pr_nonneg|].
    apply (max_over_ge k d (fun r => (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q))) d). lia.
Qed.

Theorem best_term_exact : tail ^^ (1 / p) <= C * N ^^ (1 / q).
Proof.
  destruct (Nat.lt_ge_cases k d) as [Hk|Hk].
  - destruct (Rle_lt_dec q p); [now apply exact_below|now apply exact_above].
  - assert (E : k = d) by (assert (L := topk_le d a k T T_top); lia).
    unfold tail. rewrite tail_none, pr_0 by (rewrite <- E at 2; apply T_top).
    unfold C, max_over. rewrite E, Nat.sub_diag. cbn [max_upto]. lra.
Qed.

Theorem best_term_closed : q < p -> (1 <= k)%nat -> tail ^^ (1 / p)
  <= ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)) * INR k ^^ (1 / p - 1 / q) * N ^^ (1 / q).
Proof.
  intros Hqp Hk. assert (Pk : 0 < INR k) by (apply lt_0_INR; lia).
  assert (E0 : 0 < q / p) by (apply Rdiv_lt_0_compat; lra).
  assert (E1 : q / p < 1) by (apply Rmult_lt_reg_r with p; [lra|field_simplify; lra]).
  assert (H := stechkin_sharp_topk d (fun i => a i ^^ p) (q / p) k T (fun i _ => pr_nonneg (a i) p)
    E0 (topk_pow d a k T p p_pos a_nonneg T_top) E1 Hk).
  cbn beta in H. rewrite sum_pow_pow in H by easy. fold tail N in H.
  replace (1 / (q / p)) with (p / q) in H by (field; lra).
  assert (P1 := pr_pos (1 - q / p) (p / q - 1) ltac:(lra)). assert (P2 := pr_pos (INR k) (1 - p / q) Pk).
  assert (P3 := Rmult_lt_0_compat _ _ E0 P1).
  eapply rooted; [| |exact H]; [left; now apply Rmult_lt_0_compat|].
  rewrite !pr_mult, !pr_pr by lra.
  replace ((p / q - 1) * (1 / p)) with (1 / q - 1 / p) by (field; lra).
  now replace ((1 - p / q) * (1 / p)) with (1 / p - 1 / q) by (field; lra).
Qed.
End BestTerm.
