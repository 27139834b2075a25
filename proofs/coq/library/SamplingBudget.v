(** A budget of K weights: keep them all, or keep j < K and draw K - j, whichever the lq norm promises most for. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2 Sets Rearrange Quantities WorstTail Sampling SampledWeights.
Open Scope R_scope.

Section Budget.
Variables (n : nat) (mu : nat -> R) (d : nat) (w : nat -> R) (h : nat -> nat -> R) (q : R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.
Hypothesis q_pos : 0 < q.

Let u := size n mu w h.
Let U := sum d (fun j => u j ^^ q) ^^ (1 / q).

Let u_nonneg : forall j, 0 <= u j.
Proof. intros. apply size_nonneg. Qed.

(** B1 with the k largest sizes *)
Lemma keep_largest : forall k, (k <= d)%nat -> exists v, sparse d k v
  /\ replaced n mu d h w v <= worst_tail1 k d q * U.
Proof.
  intros k Hk. destruct (topk_exists d u k Hk) as [T HT].
  exists (fun j => if T j then w j else 0). split.
  - exists T. split; [destruct HT as [-> _]; easy|]. intros j _ E. now rewrite E.
  - eapply Rle_trans; [|apply (tail_le d u q k T); auto].
    eapply Rle_trans; [right|eapply Rle_trans;
      [apply (minkowski_sum_on n mu mu_nonneg d (fun j => negb (T j)) (fun j a => w j * h j a))|]].
    + apply L2_ext. intros a _. apply sum_ext. intros j _. destruct (T j); simpl; ring.
    + apply sum_on_le. intros j _ _. right. now apply size_L2.
Qed.

Theorem budget_reached : forall K c, (K <= d)%nat -> sampling_constant K d q c -> exists v, sparse d K v
  /\ replaced n mu d h w v <= c * U.
Proof.
  intros K c HK [_ [->|[j [Hj ->]]]]; [now apply keep_largest|].
  destruct (topk_exists d u j) as [T HT]; [lia|].
  destruct (split_error n mu d h mu_nonneg w T (K - j)) as [v [Sv Ev]]; [lia|].
  exists v. assert (HT' := HT). destruct HT as [Cj _]. rewrite Cj in Sv.
  replace (j + (K - j))%nat with K in Sv by lia. split; [easy|]. eapply Rle_trans; [apply Ev|].
  unfold split_cost. rewrite <- minus_INR by lia.
  assert (P : 0 < INR (K - j) ^^ (1 / 2)) by (apply pr_pos, lt_0_INR; lia).
  replace (worst_tail1 j d q / INR (K - j) ^^ (1 / 2) * U)
    with (worst_tail1 j d q * U * / INR (K - j) ^^ (1 / 2)) by (unfold Rdiv; ring).
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply tail_le; try easy. intros; apply u_nonneg.
Qed.
End Budget.
