(** Sums and products over first <= l <= last, and the recursion that they solve. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Network.
Open Scope R_scope.

(** Both are empty when last < first *)
Definition sum_from (first last : nat) (f : nat -> R) : R :=
  sum (S last - first) (fun i => f (first + i)%nat).
Definition prod_from (first last : nat) (f : nat -> R) : R :=
  prod (S last - first) (fun i => f (first + i)%nat).

Lemma sum_from_S : forall m L f, (m <= S L)%nat -> sum_from m (S L) f = sum_from m L f + f (S L).
Proof.
  intros m L f H. unfold sum_from. replace (S (S L) - m)%nat with (S (S L - m)) by lia.
  cbn [sum]. do 2 f_equal. lia.
Qed.

Lemma prod_from_S : forall m L f, (m <= S L)%nat -> prod_from m (S L) f = prod_from m L f * f (S L).
Proof.
  intros m L f H. unfold prod_from. replace (S (S L) - m)%nat with (S (S L - m)) by lia.
  cbn [prod]. do 2 f_equal. lia.
Qed.

Lemma sum_from_nil : forall m L f, (L < m)%nat -> sum_from m L f = 0.
Proof. intros m L f H. unfold sum_from. now replace (S L - m)%nat with O by lia. Qed.

Lemma prod_from_nil : forall m L f, (L < m)%nat -> prod_from m L f = 1.
Proof. intros m L f H. unfold prod_from. now replace (S L - m)%nat with O by lia. Qed.

Lemma sum_from_ext : forall m L f g, (forall l, (m <= l <= L)%nat -> f l = g l) ->
  sum_from m L f = sum_from m L g.
Proof. intros m L f g H. apply sum_ext. intros i Hi. apply H. lia. Qed.

Lemma sum_from_le : forall m L f g, (forall l, (m <= l <= L)%nat -> f l <= g l) ->
  sum_from m L f <= sum_from m L g.
Proof. intros m L f g H. apply sum_le. intros i Hi. apply H. lia. Qed.

Lemma sum_from_scal : forall m L c f, sum_from m L (fun l => c * f l) = c * sum_from m L f.
Proof. intros. apply sum_scal. Qed.

Lemma prod_nonneg : forall n f, (forall i, (i < n)%nat -> 0 <= f i) -> 0 <= prod n f.
Proof.
  induction n as [|n IH]; intros f H; cbn [prod]; [lra|].
  apply Rmult_le_pos; [apply IH|apply H]; auto with arith.
Qed.

Lemma prod_ext : forall n f g, (forall i, (i < n)%nat -> f i = g i) -> prod n f = prod n g.
Proof.
  induction n as [|n IH]; intros f g H; cbn [prod]; [easy|].
  rewrite (IH f g), H; auto with arith.
Qed.

Lemma prod_le : forall n f g, (forall i, (i < n)%nat -> 0 <= f i <= g i) -> prod n f <= prod n g.
Proof.
  induction n as [|n IH]; intros f g H; cbn [prod]; [lra|].
  apply Rmult_le_compat; [apply prod_nonneg; intros; apply H; lia|apply H; lia|apply IH|apply H];
    auto with arith.
Qed.

Lemma prod_mult : forall n f g, prod n (fun i => f i * g i) = prod n f * prod n g.
Proof. induction n as [|n IH]; intros; cbn [prod]; [ring|]. rewrite IH. ring. Qed.

Lemma prod_from_nonneg : forall m L f, (forall l, (m <= l <= L)%nat -> 0 <= f l) -> 0 <= prod_from m L f.
Proof. intros m L f H. apply prod_nonneg. intros i Hi. apply H. lia. Qed.

Lemma prod_from_ext : forall m L f g, (forall l, (m <= l <= L)%nat -> f l = g l) ->
  prod_from m L f = prod_from m L g.
Proof. intros m L f g H. apply prod_ext. intros i Hi. apply H. lia. Qed.

Lemma prod_from_le : forall m L f g, (forall l, (m <= l <= L)%nat -> 0 <= f l <= g l) ->
  prod_from m L f <= prod_from m L g.
Proof. intros m L f g H. apply prod_le. intros i Hi. apply H. lia. Qed.

Lemma prod_from_mult : forall m L f g,
  prod_from m L (fun l => f l * g l) = prod_from m L f * prod_from m L g.
Proof. intros. apply prod_mult. Qed.

(** Layer l takes over s l times the error below and adds c l: the solution of the recursion *)
Theorem unrolled : forall (e s c : nat -> R) (L : nat), e O = 0 ->
  (forall l, (1 <= l <= L)%nat -> 0 <= s l) ->
  (forall l, (1 <= l <= L)%nat -> e l <= s l * e (pred l) + c l) ->
  e L <= sum_from 1 L (fun l => c l * prod_from (S l) L s).
Proof.
  intros e s c L H0. induction L as [|L IH]; intros Hs H.
  - rewrite sum_from_nil by lia. lra.
  - eapply Rle_trans; [apply H; lia|]. cbn [pred].
    assert (I : e L <= sum_from 1 L (fun l => c l * prod_from (S l) L s))
      by (apply IH; intros; [apply Hs|apply H]; lia).
    apply Rmult_le_compat_l with (r := s (S L)) in I; [|apply Hs; lia].
    rewrite sum_from_S, (prod_from_nil (S (S L)) (S L)), Rmult_1_r by lia.
    apply Rplus_le_compat_r. eapply Rle_trans; [apply I|right].
    rewrite <- sum_from_scal. apply sum_from_ext. intros l Hl.
    rewrite prod_from_S by lia. ring.
Qed.
