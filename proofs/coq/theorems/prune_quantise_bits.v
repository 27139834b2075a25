Require Import Reals Lra Lia ZArith.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Counting Rounding BestTerm Tactics.
From Statements Require Import prune_quantise_bits.
Open Scope R_scope.

Lemma square_power : forall x, Rabs x ^^ 2 = x ^ 2.
Proof.
  intros x. replace 2 with (1 + 1) at 1 by ring. rewrite pr_plus, pr_1 by apply Rabs_pos.
  rewrite <- Rabs_mult, Rabs_pos_eq by apply Rle_0_sqr. ring.
Qed.

(** Some kept entry is as large as any. *)
Lemma largest_is_kept : forall d w k T, topk d (fun i => Rabs (w i)) k T -> (1 <= k)%nat ->
  0 < max_on d (fun _ => true) (fun i => Rabs (w i)) ->
  exists i, (i < d)%nat /\ T i = true /\ Rabs (w i) = max_on d (fun _ => true) (fun i => Rabs (w i)).
Proof.
  intros d w k T [C Top] Hk M.
  destruct (max_on_in d (fun _ => true) (fun i => Rabs (w i))) as [E|[i [Hi [_ E]]]]; [intros; apply Rabs_pos|lra|].
  destruct (T i) eqn:Ti; [now exists i|].
  destruct (none_or_one T d) as [H|[j [Hj Tj]]].
  - assert (Z : count d T = 0%nat); [|lia]. apply Nat.le_0_r. rewrite <- (count_initial d 0) by lia.
    apply count_le. intros n Hn Tn. rewrite H in Tn by easy. easy.
  - exists j. repeat split; trivial. apply Rle_antisym.
    + now apply (max_on_ge d (fun _ => true) (fun i => Rabs (w i))).
    + rewrite E. now apply Top.
Qed.

(** What is b bits wide holds the largest entry exactly. *)
Lemma largest_is_exact : forall (l : Z) x m, 0 < IZR l -> 0 < m -> Rabs x = m ->
  x - IZR (ceil (IZR l * x / m - 1 / 2)) * m / IZR l = 0.
Proof.
  intros l x m Hl Hm E.
  assert (S : x = m \/ x = - m) by (revert E; unfold Rabs; destruct (Rcase_abs x); lra). destruct S as [S|S]; rewrite S.
  - replace (IZR l * m / m - 1 / 2) with (IZR l - 1 / 2) by (field; lra).
    rewrite (ceil_unique _ l) by lra. field. lra.
  - replace (IZR l * - m / m - 1 / 2) with (- IZR l - 1 / 2) by (field; lra).
    rewrite (ceil_unique _ (- l)) by (rewrite opp_IZR; lra). rewrite opp_IZR. field. lra.
Qed.

Lemma levels : forall b, (2 <= b)%nat -> exists l : Z, 2 ^^ (INR b - 1) - 1 = IZR l /\ 0 < IZR l.
Proof.
  intros b Hb. exists (2 ^ Z.of_nat (b - 1) - 1)%Z. rewrite minus_IZR, <- pow_IZR. split.
  - rewrite pr_pos_eq by lra. replace (INR b - 1) with (INR (b - 1)) by (rewrite minus_INR by lia; easy).
    now rewrite Rpower_pow by lra.
  - enough (1 < 2 ^ (b - 1)) by lra. apply Rlt_pow_R1; [lra|lia].
Qed.

Lemma max_pos : forall d (w : nat -> R), (exists i, (i < d)%nat /\ w i <> 0) ->
  0 < max_on d (fun _ => true) (fun i => Rabs (w i)).
Proof.
  intros d w [i [Hi Hw]]. apply Rlt_le_trans with (Rabs (w i)); [now apply Rabs_pos_lt|].
  now apply (max_on_ge d (fun _ => true) (fun i => Rabs (w i))).
Qed.

Lemma twice_the_levels : forall b, 2 ^^ INR b - 2 = 2 * (2 ^^ (INR b - 1) - 1).
Proof. intros b. replace (INR b) with (1 + (INR b - 1)) at 1 by ring. rewrite pr_plus, pr_1 by lra. ring. Qed.

Theorem holds : statement.
Proof.
  unfold statement. intros d b q w k T _ Hb Hq Hw Hk Hkd HT.
  assert (M := max_pos d w Hw). set (m := max_on d (fun _ => true) (fun i => Rabs (w i))) in *.
  destruct (levels b Hb) as [l [L Pl]].
  rewrite twice_the_levels, L. assert (I : 0 <= (m / (2 * IZR l)) ^ 2) by apply pow2_ge_0.
  apply pr_le; [lra|]. split.
  { apply Rplus_le_le_0_compat; apply sum_on_nonneg; intros; apply pow2_ge_0. }
  apply Rplus_le_compat.
  - assert (B := best_term_exact d (fun i => Rabs (w i)) q 2 k T (fun i _ => Rabs_pos (w i)) Hq Rlt_0_2 HT).
    cbn beta in B. set (N := sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) in *.
    rewrite (max_over_ext k d _ (fun r => (INR r - INR k) ^^ (1 / 2) * INR r ^^ (- (1 / q)))) by (intros; ring).
    set (C := max_over k d _) in *.
    assert (E : sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ 2) = sum_on d (fun i => negb (T i)) (fun i => w i ^ 2)).
    { apply sum_ext. intros i _. now rewrite square_power. }
    rewrite E in B. set (t := sum_on d (fun i => negb (T i)) (fun i => w i ^ 2)) in *.
    assert (T0 : 0 <= t) by (apply sum_on_nonneg; intros; apply pow2_ge_0).
    replace t with ((t ^^ (1 / 2)) ^ 2).
    2: { simpl. rewrite Rmult_1_r, <- pr_plus by easy. replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1. }
    replace (N ^ 2 * C ^ 2) with ((C * N) ^ 2) by ring. apply pow_incr. split; [apply pr_nonneg|exact B].
  - destruct (largest_is_kept d w k T HT Hk M) as [j [Hj [Tj Wj]]].
    set (e := (m / (2 * IZR l)) ^ 2) in *.
    replace ((INR k - 1) * m ^ 2 / (2 * IZR l) ^ 2) with (INR k * e - e) by (unfold e; field; lra).
    destruct HT as [<- _]. rewrite <- sum_on_const.
    replace (sum_on d T (fun _ => e) - e)
      with (sum_on d T (fun _ => e) - sum d (fun i => if (j =? i)%nat then e else 0))
      by now rewrite (sum_single d j (fun _ => e) Hj).
    unfold sum_on. rewrite <- sum_minus.
    apply sum_le. intros i Hi. destruct (Nat.eqb_spec j i) as [<-|Nij].
    + rewrite Tj, largest_is_exact by easy. lra.
    + destruct (T i); [|lra]. rewrite Rminus_0_r. unfold e. rewrite <- (pow2_abs (w i - _)). apply pow_incr.
      split; [apply Rabs_pos|].
      assert (E := nearest_error (w i) (m / IZR l) ltac:(now apply Rdiv_lt_0_compat)).
      replace (w i / (m / IZR l)) with (IZR l * w i / m) in E by (field; lra).
      replace (m / (2 * IZR l)) with (m / IZR l / 2) by (field; lra).
      eapply Rle_trans; [right|apply E]. f_equal. unfold Rdiv. ring.
Qed.

Theorem defined : well_defined.
Proof.
  hnf. intros d b q w k T H H0 H1 H2 H3 H4 H5. destruct (levels b H0) as [l [L Pl]].
  assert (D := twice_the_levels b). rewrite L in D. assert (M := max_pos d w H2).
  well_defined; try lra. right. split; [|lra].
  apply Rplus_le_le_0_compat; [apply Rmult_le_pos; apply pow2_ge_0|].
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply (le_INR 1) in H3; simpl in H3; lra|apply pow2_ge_0]|].
  left. apply Rinv_0_lt_compat, pow_lt. lra.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
