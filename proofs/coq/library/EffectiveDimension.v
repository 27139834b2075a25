(** The effective dimension N_{p,q} = (|w|_p/|w|_q)^(pq/(q-p)): between 1 and the number of
    non-zero entries, in either order of p and q; r on flat vectors; and the count for q = oo. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Holder BestTermSorted BestTerm BestTermAttained.
Open Scope R_scope.

(** norms fall as the exponent grows *)
Theorem lnorm_le : forall d a p q, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < p <= q ->
  lnorm d a q <= lnorm d a p.
Proof.
  intros d a p q Ha Hpq. unfold lnorm. set (A := sum d (fun i => a i ^^ p)).
  assert (HA : 0 <= A) by (apply sum_nonneg; intros; apply pr_nonneg).
  apply Rle_trans with ((A * A ^^ (q / p - 1)) ^^ (1 / q)).
  - apply root_le; [lra|]. split; [apply sum_nonneg; intros; apply pr_nonneg|].
    unfold A at 1. rewrite Rmult_comm, <- sum_scal. apply sum_le. intros i Hi. assert (Hi0 := Ha i Hi).
    replace q with (p + p * (q / p - 1)) at 1 by (field; lra).
    rewrite pr_plus, Rmult_comm by easy. apply Rmult_le_compat_r; [apply pr_nonneg|].
    rewrite <- pr_pr by easy. apply pr_le.
    + apply Rmult_le_reg_r with p; [lra|]. field_simplify; lra.
    + split; [apply pr_nonneg|]. apply (sum_term_le d (fun i => a i ^^ p)); [easy|]. intros; apply pr_nonneg.
  - right. rewrite <- (pr_1 A) at 1 by easy. rewrite <- pr_plus, pr_pr by easy. f_equal. field. lra.
Qed.

Lemma lnorm_pos : forall d a p, (exists i, (i < d)%nat /\ 0 < a i) -> 0 < lnorm d a p.
Proof.
  intros d a p [i [Hi P]]. apply pr_pos. apply Rlt_le_trans with (a i ^^ p); [now apply pr_pos|].
  apply (sum_term_le d (fun i => a i ^^ p)); [easy|]. intros; apply pr_nonneg.
Qed.

Lemma nonzero_pos : forall d w, (exists i, (i < d)%nat /\ w i <> 0) ->
  exists i, (i < d)%nat /\ 0 < Rabs (w i).
Proof. intros d w [i [Hi Hw]]. exists i. split; [easy|now apply Rabs_pos_lt]. Qed.

Lemma norm_nonzero : forall d w q e, sum d (fun i => Rabs (w i) ^^ q) ^^ e <> 0 ->
  exists i, (i < d)%nat /\ w i <> 0.
Proof.
  intros d w q e H. induction d as [|d IH]; [simpl in H; now rewrite pr_0 in H|].
  destruct (Req_dec (w d) 0) as [Z|Z]; [|now exists d; split; [lia|]].
  cbn [sum] in H. rewrite Z, Rabs_R0, pr_0, Rplus_0_r in H.
  destruct (IH H) as [i [Hi P]]. exists i. split; [lia|easy].
Qed.

Lemma max_abs_pos : forall d w, (exists i, (i < d)%nat /\ w i <> 0) ->
  0 < max_on d (fun _ => true) (fun i => Rabs (w i)).
Proof.
  intros d w H. destruct (nonzero_pos d w H) as [i [Hi P]].
  eapply Rlt_le_trans; [apply P|now apply (max_on_ge d (fun _ => true) (fun i => Rabs (w i)))].
Qed.

(** N_{p,q} = N_{q,p} *)
Lemma effective_dimension_swap : forall x y p q, 0 < x -> 0 < y -> q - p <> 0 ->
  (x / y) ^^ (p * q / (q - p)) = (y / x) ^^ (q * p / (p - q)).
Proof.
  intros x y p q Hx Hy H. replace (q * p / (p - q)) with (- (p * q / (q - p))) by (field; lra).
  rewrite pr_opp by now apply Rdiv_lt_0_compat. rewrite !pr_div by lra.
  assert (Px := pr_pos x (p * q / (q - p)) Hx). assert (Py := pr_pos y (p * q / (q - p)) Hy). field. lra.
Qed.

(** d (1 - I)^(pq/(q-p)) = N for the PQ index I = 1 - d^(1/q-1/p) |w|_p/|w|_q: d cancels *)
Lemma pq_index_count : forall d x y p q, 0 < d -> 0 < x -> 0 < y -> 0 < p -> 0 < q -> q - p <> 0 ->
  (1 - (1 - d ^^ (1 / q - 1 / p) * x / y)) ^^ (p * q / (q - p)) * d = (x / y) ^^ (p * q / (q - p)).
Proof.
  intros d x y p q Hd Hx Hy Hp Hq H. assert (Pd := pr_pos d (1 / q - 1 / p) Hd).
  assert (Pr := Rdiv_lt_0_compat x y Hx Hy).
  replace (1 - (1 - d ^^ (1 / q - 1 / p) * x / y)) with (d ^^ (1 / q - 1 / p) * (x / y)) by (field; lra).
  rewrite pr_mult, pr_pr by lra.
  replace ((1 / q - 1 / p) * (p * q / (q - p))) with (- (1)) by (field; lra).
  rewrite pr_opp, pr_1 by lra. field. lra.
Qed.

Section Either_order.
Variables (d : nat) (a : nat -> R) (p q : R).
Hypothesis a_nonneg : forall i, (i < d)%nat -> 0 <= a i.
Hypothesis a_nonzero : exists i, (i < d)%nat /\ 0 < a i.
Hypothesis p_pos : 0 < p.
Hypothesis q_pos : 0 < q.
Hypothesis p_neq_q : q - p <> 0.

Theorem effective_dimension_least : 1 <= (lnorm d a p / lnorm d a q) ^^ (p * q / (q - p)).
Proof.
  assert (A : forall p q, 0 < p < q -> 1 <= (lnorm d a p / lnorm d a q) ^^ (p * q / (q - p))).
  { clear p q p_pos q_pos p_neq_q. intros p q H. rewrite <- (pr_base1 (p * q / (q - p))).
    apply pr_le; [left; apply Rdiv_lt_0_compat; nra|]. split; [lra|].
    apply Rmult_le_reg_r with (lnorm d a q); [now apply lnorm_pos|].
    assert (L := lnorm_le d a p q a_nonneg). assert (P := lnorm_pos d a q a_nonzero). field_simplify; lra. }
  destruct (Rlt_le_dec p q); [apply A; lra|].
  rewrite effective_dimension_swap by (try apply lnorm_pos; easy). apply A. lra.
Qed.

Theorem effective_dimension_most :
  (lnorm d a p / lnorm d a q) ^^ (p * q / (q - p)) <= INR (count d (fun i => ltb 0 (a i))).
Proof.
  assert (A : forall p q, 0 < p < q ->
    (lnorm d a p / lnorm d a q) ^^ (p * q / (q - p)) <= INR (count d (fun i => ltb 0 (a i)))).
  { clear p q p_pos q_pos p_neq_q. intros p q H.
    assert (E := effective_dimension d a p q 0 (fun i => ltb 0 (a i)) a_nonneg H (Rle_refl 0)).
    rewrite Rplus_0_r, pr_base1, Rmult_1_l, Rmult_0_l in E. apply E. right.
    unfold sum_on. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros i Hi.
    unfold ltb. destruct (Rlt_dec 0 (a i)); [easy|]. cbn [negb].
    replace (a i) with 0 by (assert (H0 := a_nonneg i Hi); lra). apply pr_0. }
  destruct (Rlt_le_dec p q); [apply A; lra|].
  rewrite effective_dimension_swap by (try apply lnorm_pos; easy). apply A. lra.
Qed.
End Either_order.

(** both attained: N = r on r equal entries *)
Theorem effective_dimension_flat : forall d r t p q, (1 <= r <= d)%nat -> 0 < t -> 0 < p -> 0 < q ->
  q - p <> 0 ->
  (lnorm d (fun i => t * flat r i) p / lnorm d (fun i => t * flat r i) q) ^^ (p * q / (q - p)) = INR r.
Proof.
  intros d r t p q Hr Ht Hp Hq H. assert (P : 0 < INR r) by (apply lt_0_INR; lia).
  assert (E : forall x, 0 < x -> lnorm d (fun i => t * flat r i) x = t * INR r ^^ (1 / x)).
  { intros x Hx. unfold lnorm. rewrite (sum_ext d _ (fun i => t ^^ x * flat r i)).
    - rewrite sum_scal, flat_sum by lia. rewrite pr_mult, pr_pr by (try apply pr_nonneg; lra).
      replace (x * (1 / x)) with 1 by (field; lra). now rewrite pr_1 by lra.
    - intros i Hi. rewrite pr_mult, flat_pow; [easy|lra|]. unfold flat. destruct (i <? r)%nat; lra. }
  rewrite !E by easy.
  replace (t * INR r ^^ (1 / p) / (t * INR r ^^ (1 / q))) with (INR r ^^ (1 / p - 1 / q)).
  2: { unfold Rminus. rewrite pr_plus, pr_opp by lra. assert (Q := pr_pos _ (1 / q) P). field. lra. }
  rewrite pr_pr by lra. replace ((1 / p - 1 / q) * (p * q / (q - p))) with 1 by (field; lra).
  now apply pr_1; lra.
Qed.

(** q = oo: no kept entry exceeds the maximum *)
Theorem necessary_count_sup : forall d (a : nat -> R) p eta (S : nat -> bool),
  (forall i, (i < d)%nat -> 0 <= a i) -> (exists i, (i < d)%nat /\ 0 < a i) -> 0 < p -> 0 <= eta ->
  sum_on d (fun i => negb (S i)) (fun i => a i ^^ p) <= eta * sum_on d S (fun i => a i ^^ p) ->
  (sum d (fun i => a i ^^ p) ^^ (1 / p) / max_on d (fun _ => true) a) ^^ p / (1 + eta) <= INR (count d S).
Proof.
  intros d a p eta S Ha [j [Hj Pj]] Hp He H. set (M := max_on d (fun _ => true) a).
  assert (PM : 0 < M) by (eapply Rlt_le_trans; [apply Pj|now apply (max_on_ge d (fun _ => true))]).
  assert (PP := pr_pos M p PM).
  rewrite pr_div, pr_pr by (try apply pr_nonneg; try easy; apply sum_nonneg; intros; apply pr_nonneg).
  replace (1 / p * p) with 1 by (field; lra).
  rewrite pr_1 by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (K : sum_on d S (fun i => a i ^^ p) <= INR (count d S) * M ^^ p).
  { rewrite <- sum_on_const. apply sum_on_le. intros i Hi _. apply pr_le; [lra|].
    split; [auto|now apply (max_on_ge d (fun _ => true))]. }
  rewrite (sum_split d S). apply Rmult_le_reg_r with ((1 + eta) * M ^^ p); [nra|].
  field_simplify; [|lra]. nra.
Qed.
