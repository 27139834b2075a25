(** Sums and products over first <= l <= last, and the recursion that they solve. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Ranges.
Open Scope R_scope.

Lemma sum_range_S : forall m L f, (m <= S L)%nat -> sum_range m (S L) f = sum_range m L f + f (S L).
Proof.
  intros m L f H. unfold sum_range. replace (S L + 1 - m)%nat with (S (L + 1 - m)) by lia.
  cbn [sum]. do 2 f_equal. lia.
Qed.

Lemma prod_range_S : forall m L f, (m <= S L)%nat -> prod_range m (S L) f = prod_range m L f * f (S L).
Proof.
  intros m L f H. unfold prod_range. replace (S L + 1 - m)%nat with (S (L + 1 - m)) by lia.
  cbn [prod]. do 2 f_equal. lia.
Qed.

Lemma sum_range_nil : forall m L f, (L < m)%nat -> sum_range m L f = 0.
Proof. intros m L f H. unfold sum_range. now replace (L + 1 - m)%nat with O by lia. Qed.

Lemma prod_range_nil : forall m L f, (L < m)%nat -> prod_range m L f = 1.
Proof. intros m L f H. unfold prod_range. now replace (L + 1 - m)%nat with O by lia. Qed.

Lemma sum_range_le : forall m L f g, (forall l, (m <= l <= L)%nat -> f l <= g l) ->
  sum_range m L f <= sum_range m L g.
Proof. intros m L f g H. apply sum_le. intros i Hi. apply H. lia. Qed.

Lemma sum_range_scal : forall m L c f, sum_range m L (fun l => c * f l) = c * sum_range m L f.
Proof. intros. apply sum_scal. Qed.

Lemma prod_nonneg : forall n f, (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= prod n f.
Proof.
  induction n as [|n IH]; intros f H; cbn [prod]; [lra|].
  apply Rmult_le_pos; [apply IH|apply H]; auto with arith.
Qed.

Lemma prod_mult : forall n f g, prod n (fun i => f i * g i) = prod n f * prod n g.
Proof. induction n as [|n IH]; intros; cbn [prod]; [ring|]. rewrite IH. ring. Qed.

Lemma prod_range_nonneg : forall m L f, (forall l, (m <= l <= L)%nat -> 0 <= f l) -> 0 <= prod_range m L f.
Proof. intros m L f H. apply prod_nonneg. intros i Hi. apply H. lia. Qed.

Lemma prod_range_mult : forall m L f g,
  prod_range m L (fun l => f l * g l) = prod_range m L f * prod_range m L g.
Proof. intros. apply prod_mult. Qed.

(** Layer l takes over s l times the error below and adds c l: the solution of the recursion *)
Theorem unrolled : forall (e s c : nat -> R) (L : nat), e O = 0 ->
  (forall l, (1 <= l <= L)%nat -> 0 <= s l) ->
  (forall l, (1 <= l <= L)%nat -> e l <= s l * e (l - 1)%nat + c l) ->
  e L <= sum_range 1 L (fun l => c l * prod_range (S l) L s).
Proof.
  intros e s c L H0. induction L as [|L IH]; intros Hs H.
  - rewrite sum_range_nil by lia. lra.
  - eapply Rle_trans; [apply H; lia|]. replace (S L - 1)%nat with L by lia.
    assert (I : e L <= sum_range 1 L (fun l => c l * prod_range (S l) L s))
      by (apply IH; intros; [apply Hs|apply H]; lia).
    apply Rmult_le_compat_l with (r := s (S L)) in I; [|apply Hs; lia].
    rewrite sum_range_S, (prod_range_nil (S (S L)) (S L)), Rmult_1_r by lia.
    apply Rplus_le_compat_r. eapply Rle_trans; [apply I|right].
    rewrite <- sum_range_scal. apply sum_range_ext. intros l Hl.
    rewrite prod_range_S by lia. ring.
Qed.

Lemma prod_first : forall n f, prod (S n) f = f O * prod n (fun i => f (S i)).
Proof.
  induction n as [|n IH]; intros f; [cbn [prod]; ring|].
  change (prod (S (S n)) f) with (prod (S n) f * f (S n)). rewrite IH. cbn [prod]. ring.
Qed.

Lemma prod_range_first : forall m L f, (m <= L)%nat -> prod_range m L f = f m * prod_range (S m) L f.
Proof.
  intros m L f H. unfold prod_range. replace (L + 1 - m)%nat with (S (L + 1 - S m)) by lia.
  rewrite prod_first, Nat.add_0_r. f_equal. apply prod_ext. intros i _. f_equal. lia.
Qed.

Lemma prod_range_one : forall m L, prod_range m L (fun _ => 1) = 1.
Proof.
  intros m L. unfold prod_range. generalize (L + 1 - m)%nat. induction n as [|n IH]; [easy|]. cbn [prod]. rewrite IH. ring.
Qed.
