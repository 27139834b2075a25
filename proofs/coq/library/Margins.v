(** From the change of the outputs to the change of the label: ranges and margins, sample by sample. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Quantities.
Open Scope R_scope.

Local Notation every := (fun _ => true).

Lemma max_on_ext : forall d S f g, (forall i, (i < d)%nat -> f i = g i) -> max_on d S f = max_on d S g.
Proof. induction d as [|d IH]; intros S f g H; cbn [max_on]; [easy|]. rewrite (IH S f g), H; auto with arith. Qed.

(** The largest distance of two entries *)
Definition range (c : nat) (x : nat -> R) : R :=
  max_on c every (fun z => max_on c every (fun u => Rabs (x z - x u))).

Lemma range_ge : forall c x z u, (z < c)%nat -> (u < c)%nat -> Rabs (x z - x u) <= range c x.
Proof.
  intros c x z u Hz Hu. unfold range.
  eapply Rle_trans; [|apply (max_on_ge c every (fun v => max_on c every (fun u0 => Rabs (x v - x u0))) z); easy].
  now apply (max_on_ge c every (fun u0 => Rabs (x z - x u0))).
Qed.

Lemma range_nonneg : forall c x, 0 <= range c x.
Proof. intros. apply max_on_nonneg. Qed.

Lemma two_terms_le_sum : forall c f z u, (forall i, (i < c)%nat -> 0 <= f i) ->
  (z < u < c)%nat -> f z + f u <= sum c f.
Proof.
  induction c as [|c IH]; intros f z u Hf H; [lia|]. cbn [sum].
  assert (0 <= f c) by (apply Hf; lia).
  destruct (Nat.eq_dec u c) as [->|].
  - assert (f z <= sum c f) by (apply sum_term_le; [lia|intros; apply Hf; lia]). lra.
  - assert (f z + f u <= sum c f) by (apply IH; [intros; apply Hf|]; lia). lra.
Qed.

(** range <= √2 norm, squared first *)
Lemma range_square : forall c x, range c x ^ 2 <= 2 * sum c (fun z => x z ^ 2).
Proof.
  intros c x. set (g := sum c (fun z => x z ^ 2)).
  assert (Hg : 0 <= g) by (apply sum_nonneg; intros; apply pow2_ge_0).
  assert (P : forall z u, (z < u < c)%nat -> (x z - x u) ^ 2 <= 2 * g).
  { intros z u H. assert (Q := two_terms_le_sum c (fun i => x i ^ 2) z u (fun i _ => pow2_ge_0 (x i)) H).
    fold g in Q. cbn beta in Q. assert (S := pow2_ge_0 (x z + x u)). nra. }
  assert (B : forall z u, (z < c)%nat -> (u < c)%nat -> Rabs (x z - x u) <= sqrt (2 * g)).
  { intros z u Hz Hu. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. rewrite Rsqr_pow2.
    destruct (Nat.lt_trichotomy z u) as [L|[->|L]]; [apply P; lia| |].
    - rewrite Rminus_diag_eq by easy. lra.
    - replace ((x z - x u) ^ 2) with ((x u - x z) ^ 2) by ring. apply P; lia. }
  assert (R : range c x <= sqrt (2 * g)).
  { apply max_on_le; [apply sqrt_pos|]. intros z Hz _. apply max_on_le; [apply sqrt_pos|]. auto. }
  rewrite <- (sqrt_def (2 * g)) by lra. assert (N := range_nonneg c x). simpl. nra.
Qed.

Theorem range_norm_row : forall c x, range c x <= 2 ^^ (1 / 2) * sum c (fun z => x z ^ 2) ^^ (1 / 2).
Proof.
  intros c x. assert (Hg : 0 <= sum c (fun z => x z ^ 2)) by (apply sum_nonneg; intros; apply pow2_ge_0).
  rewrite <- pr_mult by lra. assert (N := range_nonneg c x).
  replace (range c x) with ((range c x ^ 2) ^^ (1 / 2)).
  - apply pr_le; [lra|]. split; [apply pow2_ge_0|apply range_square].
  - simpl. rewrite Rmult_1_r, pr_mult, <- pr_plus by easy.
    replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1.
Qed.

(** as it is printed of a difference of outputs *)
Lemma range_of_difference : forall c x x',
  max_on c every (fun z => max_on c every (fun j => Rabs (x j + x' z - x z - x' j))) = range c (fun z => x z - x' z).
Proof.
  intros c x x'. unfold range. apply max_on_ext. intros z _. apply max_on_ext. intros j _.
  rewrite <- Rabs_Ropp. f_equal. ring.
Qed.

Section Label.
Variables (n c : nat) (F G : nat -> nat -> R) (y : nat -> nat) (m m' : nat -> R).
Hypothesis y_label : forall a, (a < n)%nat -> (y a < c)%nat.
Hypothesis margins_F : margins_of n c F y m.
Hypothesis margins_G : margins_of n c G y m'.

(** A label that is lost costs its whole margin *)
Theorem margin_fall : forall a, (a < n)%nat -> m a - m' a <= range c (fun z => F a z - G a z).
Proof.
  intros a Ha. destruct (margins_G a Ha) as [_ [z [Hz [N E]]]].
  assert (A := proj1 (margins_F a Ha) z Hz N).
  assert (B := range_ge c (fun z => F a z - G a z) (y a) z (y_label a Ha) Hz). cbn beta in B.
  assert (C := Rle_abs (F a (y a) - G a (y a) - (F a z - G a z))). lra.
Qed.

Corollary lost_margin_square : forall a, (a < n)%nat -> 0 <= m a -> m' a <= 0 ->
  m a ^ 2 <= 2 * sum c (fun z => (F a z - G a z) ^ 2).
Proof.
  intros a Ha P L. assert (A := margin_fall a Ha).
  eapply Rle_trans; [|apply (range_square c (fun z => F a z - G a z))]. apply pow_incr. lra.
Qed.
End Label.

(** margins of given numbers, of few samples and classes *)
Ltac concrete_margins := let a := fresh "a" in let j := fresh "j" in let N := fresh "N" in
  intros a ?; destruct a as [|[|a]]; try lia;
  (split; [intros j ? N; destruct j as [|[|[|j]]]; simpl; first [lia | lra | exfalso; now apply N]
          | first [exists 0%nat; repeat split; simpl; first [lia | lra | easy]
                  | exists 1%nat; repeat split; simpl; first [lia | lra | easy]]]).
