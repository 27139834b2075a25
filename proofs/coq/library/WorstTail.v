(** The constant C_{k,d}(q,1): what it bounds, that it falls as k grows, and its closed form. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Stechkin BestTermSorted BestTerm Quantities.
Open Scope R_scope.

(** The largest entries leave at most C times the lq norm *)
Theorem tail_le : forall d a q k T, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < q -> topk d a k T ->
  sum_on d (fun i => negb (T i)) a <= worst_tail1 k d q * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a q k T Ha Hq HT. assert (B := best_term_exact d a q 1 k T Ha Hq Rlt_0_1 HT).
  replace (1 / 1) with 1 in B by field. rewrite pr_1 in B by (apply sum_on_nonneg; intros; apply pr_nonneg).
  replace (sum_on d (fun j => negb (T j)) a) with (sum_on d (fun j => negb (T j)) (fun j => a j ^^ 1)).
  2: { apply sum_ext. intros j Hj. destruct (negb (T j)); [apply pr_1; auto|easy]. }
  eapply Rle_trans; [apply B|]. right. f_equal. apply max_over_ext. intros r Hr.
  rewrite pr_1; [easy|]. assert (INR k <= INR r) by (apply le_INR; lia). lra.
Qed.

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
