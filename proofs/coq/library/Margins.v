(** From the change of the outputs to the change of the label: ranges and margins, sample by sample. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets.
Open Scope R_scope.

Local Notation every := (fun _ => true).

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

(** The output of class y minus the largest other one, with maxima of nonnegative numbers *)
Definition reach (c : nat) (x : nat -> R) (y : nat) : R := max_on c every (fun z => Rabs (x z - x y)).
Definition other (y : nat) : nat -> bool := fun z => leb 1 (Rabs (INR z - INR y)).
Definition margin (c : nat) (x : nat -> R) (y : nat) : R :=
  reach c x y - max_on c (other y) (fun z => x z - x y + reach c x y).

Lemma other_true : forall y z, other y z = true <-> z <> y.
Proof.
  intros y z. unfold other. rewrite leb_true. split.
  - intros H ->. rewrite Rminus_diag_eq, Rabs_R0 in H by easy. lra.
  - intros H. destruct (Nat.lt_ge_cases y z) as [L|L].
    + assert (A := le_INR (S y) z L). rewrite S_INR in A. rewrite Rabs_pos_eq; lra.
    + assert (A := le_INR (S z) y ltac:(lia)). rewrite S_INR in A. rewrite Rabs_left; lra.
Qed.

Lemma lead_nonneg : forall c x y z, (z < c)%nat -> 0 <= x z - x y + reach c x y.
Proof.
  intros c x y z Hz.
  assert (A : Rabs (x z - x y) <= reach c x y) by now apply (max_on_ge c every (fun z => Rabs (x z - x y))).
  assert (B := Rle_abs (- (x z - x y))). rewrite Rabs_Ropp in B. lra.
Qed.

Lemma margin_le : forall c x y z, (z < c)%nat -> z <> y -> margin c x y <= x y - x z.
Proof.
  intros c x y z Hz N. unfold margin.
  assert (A : x z - x y + reach c x y <= max_on c (other y) (fun z => x z - x y + reach c x y)).
  { apply (max_on_ge c (other y) (fun z => x z - x y + reach c x y)); [easy|now apply other_true]. }
  lra.
Qed.

Lemma margin_in : forall c x y, (2 <= c)%nat -> exists z, (z < c)%nat /\ z <> y /\ margin c x y = x y - x z.
Proof.
  intros c x y Hc. unfold margin.
  destruct (max_on_in c (other y) (fun z => x z - x y + reach c x y)) as [E|[z [Hz [Oz E]]]].
  - intros; now apply lead_nonneg.
  - set (z := if Nat.eq_dec y 0 then 1%nat else 0%nat).
    assert (Z : (z < c)%nat /\ z <> y) by (unfold z; destruct (Nat.eq_dec y 0); lia).
    exists z. split; [easy|split; [easy|]]. rewrite E.
    assert (A := lead_nonneg c x y z (proj1 Z)).
    assert (B := max_on_ge c (other y) (fun z => x z - x y + reach c x y) z (proj1 Z)).
    rewrite other_true in B. specialize (B (proj2 Z)). cbn beta in B. lra.
  - exists z. rewrite other_true in Oz. repeat split; [easy|easy|]. rewrite E. ring.
Qed.

(** A label that is lost costs its whole margin *)
Theorem margin_fall : forall c x x' y, (2 <= c)%nat -> (y < c)%nat ->
  margin c x y - margin c x' y <= range c (fun z => x z - x' z).
Proof.
  intros c x x' y Hc Hy. destruct (margin_in c x' y Hc) as [z [Hz [N E]]].
  assert (A := margin_le c x y z Hz N).
  assert (B := range_ge c (fun z => x z - x' z) y z Hy Hz). cbn beta in B.
  assert (C := Rle_abs (x y - x' y - (x z - x' z))). lra.
Qed.

Corollary lost_margin_square : forall c x x' y, (2 <= c)%nat -> (y < c)%nat ->
  0 <= margin c x y -> margin c x' y <= 0 ->
  margin c x y ^ 2 <= 2 * sum c (fun z => (x z - x' z) ^ 2).
Proof.
  intros c x x' y Hc Hy P L. assert (A := margin_fall c x x' y Hc Hy).
  eapply Rle_trans; [|apply (range_square c (fun z => x z - x' z))].
  apply pow_incr. lra.
Qed.
