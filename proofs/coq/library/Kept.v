(** A neuron that keeps its largest weights: what it drops and what it keeps, in the l1 norm. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Threshold TopK BestTermSorted Rearrange Quantities Forward.
Open Scope R_scope.

Definition lq_norm (d : nat) (w : nat -> R) (q : R) : R := sum d (fun j => Rabs (w j) ^^ q) ^^ (1 / q).

Lemma lq_norm_nonneg : forall d w q, 0 <= lq_norm d w q.
Proof. intros. apply pr_nonneg. Qed.

Lemma worst_tail_nonneg : forall k d q, 0 <= worst_tail1 k d q.
Proof.
  intros k d q. unfold worst_tail1. destruct (Nat.lt_ge_cases k d) as [H|H].
  - eapply Rle_trans; [|apply (max_over_ge k d _ d); lia].
    apply Rmult_le_pos; [|apply pr_nonneg]. assert (INR k <= INR d) by (apply le_INR; lia). lra.
  - unfold max_over. replace (d - k)%nat with O by lia. apply Rle_refl.
Qed.

(** Keeping more leaves less *)
Lemma worst_tail_antitone : forall k m d q, (k <= m)%nat -> worst_tail1 m d q <= worst_tail1 k d q.
Proof.
  intros k m d q H. destruct (Nat.lt_ge_cases m d) as [L|L].
  - unfold worst_tail1 at 1. destruct (max_over_in m d
      (fun r => (INR r - INR m) * INR r ^^ (- (1 / q))) L) as [r [Hr ->]].
    eapply Rle_trans; [|apply (max_over_ge k d _ r); lia].
    apply Rmult_le_compat_r; [apply pr_nonneg|]. assert (INR k <= INR m) by now apply le_INR. lra.
  - eapply Rle_trans; [right|apply worst_tail_nonneg].
    unfold worst_tail1, max_over. now replace (d - m)%nat with O by lia.
Qed.

(** The closed form, from Stechkin's inequality for the flat vector that attains the maximum *)
Lemma worst_tail_closed : forall k d q, 0 < q < 1 -> (1 <= k)%nat ->
  worst_tail1 k d q <= q * (1 - q) ^^ (1 / q - 1) * INR k ^^ (1 - 1 / q).
Proof.
  intros k d q Hq Hk. set (c := q * (1 - q) ^^ (1 / q - 1) * INR k ^^ (1 - 1 / q)).
  assert (Hc : 0 <= c).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [lra|]|]; apply pr_nonneg. }
  destruct (Nat.lt_ge_cases k d) as [L|L].
  2: { unfold worst_tail1, max_over. now replace (d - k)%nat with O by lia. }
  unfold worst_tail1. destruct (max_over_in k d
    (fun r => (INR r - INR k) * INR r ^^ (- (1 / q))) L) as [r [Hr ->]].
  assert (Pr : 0 < INR r) by (apply lt_0_INR; lia).
  assert (Pq := pr_pos (INR r) (1 / q) Pr).
  assert (F : forall i, flat r i = 0 \/ flat r i = 1) by (intros i; unfold flat; destruct (i <? r)%nat; auto).
  assert (S : sum r (fun i => flat r i ^^ q) = INR r).
  { rewrite (sum_ext r _ (fun _ => 1)), sum_const; [ring|]. intros i Hi. unfold flat.
    destruct (Nat.ltb_spec i r); [apply pr_base1|lia]. }
  assert (Y := stechkin_sharp r (flat r) q k).
  rewrite S, flat_tail in Y by lia. rewrite pr_opp by easy.
  apply Rmult_le_reg_r with (INR r ^^ (1 / q)); [easy|].
  eapply Rle_trans; [right|apply Y; try lra; try easy].
  - field. lra.
  - intros i _. destruct (F i) as [->| ->]; lra.
  - intros i j Hij. now apply flat_sorted.
Qed.

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

Lemma tail_worst : forall d w q k T, 0 < q <= 1 -> topk d (fun j => Rabs (w j)) k T ->
  sum_on d (fun j => negb (T j)) (fun j => Rabs (w j)) <= worst_tail1 k d q * lq_norm d w q.
Proof.
  intros d w q k T Hq HT. destruct (Nat.lt_ge_cases k d) as [H|H].
  - apply exact_tail_topk; try easy. intros; apply Rabs_pos.
  - assert (C := count_negb d T). destruct HT as [HT _].
    assert (Z : count d (fun j => negb (T j)) = O) by lia.
    apply Rle_trans with 0; [right|apply Rmult_le_pos; [apply worst_tail_nonneg|apply lq_norm_nonneg]].
    clear - Z. unfold sum_on. induction d as [|d IH]; [easy|]. cbn [sum count] in *.
    destruct (negb (T d)); [lia|]. rewrite IH by lia. ring.
Qed.

Section Kept.
Variables (d k : nat) (w v : nat -> R).
Hypothesis keeps : keeps_largest d w v k.

Theorem dropped_le : forall q, 0 < q <= 1 ->
  sum d (fun j => Rabs (w j - v j)) <= worst_tail1 k d q * lq_norm d w q.
Proof.
  intros q Hq. destruct keeps as [T [Hk [HT Hv]]].
  apply Rle_trans with (worst_tail1 (count d T) d q * lq_norm d w q).
  - eapply Rle_trans; [right|apply (tail_worst d w q (count d T) T Hq); easy].
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
