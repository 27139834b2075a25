(** Draws in proportion to |w|, for inputs of norm at most B: they keep the l1 norm, which carries errors on. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2 Sets Rearrange Quantities WorstTail Sampling SampledWeights.
Open Scope R_scope.

Section Neuron.
Variables (n : nat) (mu : nat -> R) (d : nat) (h : nat -> nat -> R) (B : R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.
Hypothesis h_le : forall j, (j < d)%nat -> L2 n mu (h j) <= B.

(** One more sample, of weight 1, on which every input makes up for what its norm lacks of B: with equal norms,
    drawing in proportion to u is drawing in proportion to |w|. *)
Let mu' (a : nat) : R := if (a <? n)%nat then mu a else 1.
Let h' (j a : nat) : R := if (a <? n)%nat then h j a else (B * B - inner n mu (h j) (h j)) ^^ (1 / 2).

Lemma one_more : forall f g, inner (S n) mu' f g = inner n mu f g + f n * g n.
Proof.
  intros f g. unfold inner. cbn [sum]. f_equal.
  - apply sum_ext. intros a Ha. unfold mu'. now destruct (Nat.ltb_spec a n); [|lia].
  - unfold mu'. destruct (Nat.ltb_spec n n); [lia|ring].
Qed.

Lemma mu'_nonneg : forall a, (a < S n)%nat -> 0 <= mu' a.
Proof. intros a _. unfold mu'. destruct (Nat.ltb_spec a n); [auto|lra]. Qed.

Lemma filled_up : forall j, (j < d)%nat -> L2 (S n) mu' (h' j) = B.
Proof.
  intros j Hj. assert (H := h_le j Hj). assert (P := L2_nonneg n mu (h j)).
  unfold L2. rewrite one_more. transitivity ((B * B) ^^ (1 / 2)); [|apply root_square; lra]. f_equal.
  rewrite (inner_ext n mu (h' j) (h' j) (h j) (h j)).
  - unfold h' at 1 2. destruct (Nat.ltb_spec n n); [lia|]. rewrite root_mult; [ring|].
    rewrite <- (L2_mult n mu mu_nonneg). nra.
  - intros a Ha. unfold h'. now destruct (Nat.ltb_spec a n); [|lia].
  - intros a Ha. unfold h'. now destruct (Nat.ltb_spec a n); [|lia].
Qed.

Lemma total_filled : forall w, total_size (S n) mu' d w h' = B * sum d (fun j => Rabs (w j)).
Proof.
  intros w. rewrite <- sum_scal. apply sum_ext. intros j Hj. unfold size. rewrite filled_up by easy. ring.
Qed.

Lemma replaced_filled : forall w v, replaced n mu d h w v <= replaced (S n) mu' d h' w v.
Proof.
  intros w v. apply root_le. split; [now apply inner_nonneg|]. rewrite one_more.
  assert (Q := Rle_0_sqr (sum d (fun j => (w j - v j) * h' j n))). unfold Rsqr in Q.
  eapply Rle_trans; [|apply Rplus_le_compat_l, Q]. rewrite Rplus_0_r. right.
  apply inner_ext; intros a Ha; apply sum_ext; intros j _; unfold h'; now destruct (Nat.ltb_spec a n); [|lia].
Qed.

Let l1 (v : nat -> R) : R := sum d (fun j => Rabs (v j)).

(** dropping the inputs outside T *)
Lemma dropped_plainly : forall w T, exists v, sparse d (count d T) v /\ l1 v <= l1 w
  /\ replaced n mu d h w v <= sum_on d (fun j => negb (T j)) (fun j => Rabs (w j)) * B.
Proof.
  intros w T. exists (fun j => if T j then w j else 0). repeat split.
  - exists T. split; [easy|]. intros j _ E. now rewrite E.
  - apply sum_le. intros j _. destruct (T j); [lra|]. rewrite Rabs_R0. apply Rabs_pos.
  - rewrite Rmult_comm, <- sum_on_scal. unfold replaced.
    eapply Rle_trans; [right|eapply Rle_trans;
      [apply (minkowski_sum_on n mu mu_nonneg d (fun j => negb (T j)) (fun j a => w j * h j a))|]].
    + apply L2_ext. intros a _. apply sum_ext. intros j _. destruct (T j); simpl; ring.
    + apply sum_on_le. intros j Hj _. rewrite L2_scal, Rmult_comm by easy.
      apply Rmult_le_compat_r; [apply Rabs_pos|auto].
Qed.

Theorem l1_draws : forall w T t, (1 <= t)%nat -> exists v, sparse d (count d T + t) v /\ l1 v <= l1 w
  /\ replaced n mu d h w v <= sum_on d (fun j => negb (T j)) (fun j => Rabs (w j)) * B / INR t ^^ (1 / 2).
Proof.
  intros w T t Ht. destruct (Rle_lt_dec B 0) as [HB|HB].
  - destruct (dropped_plainly w T) as [v [[Q [CQ ZQ]] [Lv Ev]]]. exists v. repeat split; [exists Q; split; [lia|easy]|easy|].
    assert (D0 : 0 <= sum_on d (fun j => negb (T j)) (fun j => Rabs (w j))) by (apply sum_on_nonneg; intros; apply Rabs_pos).
    assert (E0 := L2_nonneg n mu (fun a => sum d (fun j => (w j - v j) * h j a))). fold (replaced n mu d h w v) in E0.
    assert (Z : sum_on d (fun j => negb (T j)) (fun j => Rabs (w j)) * B = 0) by nra.
    rewrite Z in *. unfold Rdiv. rewrite Rmult_0_l. lra.
  - destruct (sampled_weights (S n) mu' d h' mu'_nonneg (rest T w) t Ht) as [v [[Q [CQ ZQ]] [Zv [Sv Ev]]]].
    rewrite !total_filled in Sv. apply Rmult_le_reg_l in Sv; [|easy].
    exists (fun j => if T j then w j else v j). repeat split.
    + exists (fun j => T j || Q j)%bool. split; [eapply Nat.le_trans; [apply count_or|lia]|].
      intros j Hj E. apply Bool.orb_false_iff in E. destruct E as [-> E]. auto.
    + unfold l1. rewrite (sum_split d T (fun j => Rabs (w j))).
      eapply Rle_trans; [right|apply Rplus_le_compat_l; eapply Rle_trans; [apply Sv|right]].
      * unfold sum_on. rewrite <- sum_plus. apply sum_ext. intros j _. specialize (Zv j). unfold rest in Zv.
        destruct (T j); [rewrite Zv, Rabs_R0 by easy|]; ring.
      * apply sum_ext. intros j _. unfold rest. destruct (T j); simpl; [apply Rabs_R0|easy].
    + eapply Rle_trans; [apply replaced_filled|]. eapply Rle_trans; [right|eapply Rle_trans;
        [apply Ev|eapply Rle_trans; [apply (variance_root (S n) mu' d h' mu'_nonneg _ t Ht)|right]]].
      * apply L2_ext. intros a _. apply sum_ext. intros j _. specialize (Zv j). unfold rest in *.
        destruct (T j); [rewrite Zv by easy; ring|easy].
      * rewrite total_filled. f_equal. rewrite Rmult_comm. f_equal. apply sum_ext. intros j _. unfold rest.
        destruct (T j); simpl; [apply Rabs_R0|easy].
Qed.

(** A budget of K weights for one neuron *)
Theorem l1_budget : forall w q K c, 0 < q -> 0 <= B -> (K <= d)%nat -> sampling_constant K d q c ->
  exists v, sparse d K v /\ l1 v <= l1 w
  /\ replaced n mu d h w v <= c * sum d (fun j => Rabs (w j) ^^ q) ^^ (1 / q) * B.
Proof.
  intros w q K c Hq HB HK [_ [->|[j [Hj ->]]]].
  - destruct (topk_exists d (fun j => Rabs (w j)) K HK) as [T HT]. destruct (dropped_plainly w T) as [v [Sv [Lv Ev]]].
    exists v. rewrite (proj1 HT) in Sv. repeat split; try easy. eapply Rle_trans; [apply Ev|].
    apply Rmult_le_compat_r; [easy|]. apply tail_le; try easy. intros; apply Rabs_pos.
  - destruct (topk_exists d (fun j => Rabs (w j)) j) as [T HT]; [lia|].
    destruct (l1_draws w T (K - j)) as [v [Sv [Lv Ev]]]; [lia|]. exists v. rewrite (proj1 HT) in Sv.
    replace (j + (K - j))%nat with K in Sv by lia. repeat split; try easy. eapply Rle_trans; [apply Ev|].
    unfold split_cost. rewrite <- minus_INR by lia.
    assert (P : 0 < INR (K - j) ^^ (1 / 2)) by (apply pr_pos, lt_0_INR; lia).
    set (N := sum d (fun j => Rabs (w j) ^^ q) ^^ (1 / q)).
    replace (worst_tail1 j d q / INR (K - j) ^^ (1 / 2) * N * B)
      with (worst_tail1 j d q * N * B * / INR (K - j) ^^ (1 / 2)) by (unfold Rdiv; ring).
    apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply Rmult_le_compat_r; [easy|].
    apply tail_le; try easy. intros; apply Rabs_pos.
Qed.
End Neuron.
