(** The largest entries leave the least: no other set of as many indices has a smaller tail. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Rearrange BestTerm.
Open Scope R_scope.

(** With tau the largest entry outside T, (b - tau) is nonnegative on T and nonpositive off it. *)
Lemma topk_head : forall d b S T, (forall i, (i < d)%nat -> 0 <= b i) ->
  topk d b (count d S) T -> sum_on d S b <= sum_on d T b.
Proof.
  intros d b S T Hb [Hc HT]. set (tau := max_on d (fun i => negb (T i)) b).
  assert (In : forall i, (i < d)%nat -> T i = true -> tau <= b i).
  { intros i Hi Ti. apply max_on_le; [auto|]. intros j Hj Tj. apply Bool.negb_true_iff in Tj. now apply HT. }
  assert (Out : forall i, (i < d)%nat -> T i = false -> b i <= tau).
  { intros i Hi Ti. apply (max_on_ge d (fun i => negb (T i))); [easy|]. now rewrite Ti. }
  assert (E : forall P, sum_on d P (fun i => b i - tau) = sum_on d P b - INR (count d P) * tau).
  { intros P. rewrite <- sum_on_const. unfold sum_on. rewrite <- sum_minus.
    apply sum_ext. intros. destruct (P i); ring. }
  assert (L : sum_on d S (fun i => b i - tau) <= sum_on d T (fun i => b i - tau)).
  { apply sum_le. intros i Hi. destruct (T i) eqn:Ti.
    - specialize (In i Hi Ti). destruct (S i); lra.
    - specialize (Out i Hi Ti). destruct (S i); lra. }
  rewrite !E, Hc in L. lra.
Qed.

Lemma topk_rest : forall d b S T, (forall i, (i < d)%nat -> 0 <= b i) ->
  topk d b (count d S) T ->
  sum_on d (fun i => negb (T i)) b <= sum_on d (fun i => negb (S i)) b.
Proof.
  intros d b S T Hb HT. assert (H := topk_head d b S T Hb HT).
  assert (HS := sum_split d S b). assert (H' := sum_split d T b). lra.
Qed.

Theorem global_threshold : forall d a S T p, (forall i, (i < d)%nat -> 0 <= a i) -> 0 < p ->
  topk d a (count d S) T ->
  sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) ^^ (1 / p)
  <= sum_on d (fun i => negb (S i)) (fun i => a i ^^ p) ^^ (1 / p).
Proof.
  intros d a S T p Ha Hp HT. apply root_le; [easy|].
  split; [apply sum_on_nonneg; intros; apply pr_nonneg|].
  apply topk_rest; [intros; apply pr_nonneg|now apply topk_pow].
Qed.
