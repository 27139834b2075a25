(** Between the dense and the pruned network: the first m layers dense, the rest pruned. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Ranges L2 Quantities Series Forward Carry.
Open Scope R_scope.

Definition hybrid (f : comparison) (m : nat) : layers := {|
  weight := fun l => if (l <=? m)%nat then weight (dense f) l else weight (pruned f) l;
  bias := fun l => if (l <=? m)%nat then bias (dense f) l else bias (pruned f) l |}.

(** What replacing layer m alone changes in output i, and in all of them *)
Definition unit_exchanges (f : comparison) (m i : nat) : R :=
  L2 (samples f) (mu f) (fun a =>
    forward f (hybrid f m) (depth f) a i - forward f (hybrid f (m - 1)) (depth f) a i).
Definition exchange (f : comparison) (m : nat) : R := euclid (width f (depth f)) (unit_exchanges f m).

Lemma forward_ext : forall f net net' l,
  (forall j, (1 <= j <= l)%nat -> weight net j = weight net' j /\ bias net j = bias net' j) ->
  forall a i, forward f net l a i = forward f net' l a i.
Proof.
  intros f net net' l. induction l as [|m IH]; intros H a i; [easy|]. cbn [forward]. f_equal. unfold preactivation.
  destruct (H (S m)) as [-> ->]; [lia|]. f_equal. apply sum_ext. intros j _. f_equal. apply IH. intros k Hk. apply H. lia.
Qed.

Lemma all_dense : forall f a i, forward f (hybrid f (depth f)) (depth f) a i = forward f (dense f) (depth f) a i.
Proof.
  intros. apply forward_ext. intros j Hj. cbn [weight bias hybrid]. now destruct (Nat.leb_spec j (depth f)); [|lia].
Qed.
Lemma all_pruned : forall f a i, forward f (hybrid f 0) (depth f) a i = forward f (pruned f) (depth f) a i.
Proof.
  intros. apply forward_ext. intros j Hj. cbn [weight bias hybrid]. now destruct (Nat.leb_spec j 0); [lia|].
Qed.

Lemma telescoped : forall L (g : nat -> R), g L - g O = sum_range 1 L (fun l => g l - g (l - 1)%nat).
Proof.
  induction L as [|L IH]; intros g; [rewrite sum_range_nil by lia; ring|].
  rewrite sum_range_S, <- IH by lia. replace (S L - 1)%nat with L by lia. ring.
Qed.

Theorem telescoped_unit : forall f i, has_measure f ->
  unit_errors f (depth f) i <= sum_range 1 (depth f) (fun l => unit_exchanges f l i).
Proof.
  intros f i M. eapply Rle_trans; [right|apply (minkowski_sum (samples f) (mu f) M (depth f + 1 - 1)
    (fun l a => forward f (hybrid f (1 + l)) (depth f) a i - forward f (hybrid f (1 + l - 1)) (depth f) a i))].
  apply L2_ext. intros a _. rewrite <- all_dense, <- all_pruned.
  apply (telescoped (depth f) (fun l => forward f (hybrid f l) (depth f) a i)).
Qed.

Lemma euclid_sum : forall d n (x : nat -> nat -> R),
  euclid d (fun i => sum n (fun l => x l i)) <= sum n (fun l => euclid d (x l)).
Proof. intros. apply minkowski_sum, counting_nonneg. Qed.
