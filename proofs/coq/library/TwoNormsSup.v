(** The largest tail by the maximum and one norm: the sorted powers (|w|/max)^q have a largest entry 1
    and a sum N. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Holder Rearrange BestTerm CappedTail.
Open Scope R_scope.

Lemma sum_on_after : forall k n f, sum_on (k + n) (fun i => (k <=? i)%nat) f = sum n (fun i => f (k + i)%nat).
Proof.
  intros k n f. unfold sum_on. rewrite sum_app, (sum_ext k _ (fun _ => 0)), sum_zero, Rplus_0_l.
  - apply sum_ext. intros i _. destruct (Nat.leb_spec k (k + i)); [easy|lia].
  - intros i Hi. destruct (Nat.leb_spec k i); [lia|easy].
Qed.

(** the first entry of the sorted vector is the maximum *)
Lemma sorted_first : forall d a b, (1 <= d)%nat -> (forall i, (i < d)%nat -> 0 <= a i) -> sorted d b ->
  (forall i, (i < d)%nat -> exists j, (j < d)%nat /\ b i = a j) ->
  (forall f : R -> R, sum d (fun i => f (b i)) = sum d (fun i => f (a i))) ->
  max_on d (fun _ => true) a = b O.
Proof.
  intros d a b Hd Ha Sb Ib Fb. destruct (Ib O ltac:(lia)) as [j [Hj E]]. apply Rle_antisym.
  - apply max_on_le; [rewrite E; auto|]. intros i Hi _. apply Rnot_lt_le. intros L.
    set (f := fun x => if Rlt_dec (b O) x then 1 else 0).
    assert (Z : sum d (fun i => f (b i)) = 0).
    { rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros m Hm. unfold f.
      assert (b m <= b O) by (apply Sb; lia). destruct (Rlt_dec _ _); lra. }
    assert (P : f (a i) <= sum d (fun i => f (a i))).
    { apply (sum_term_le d (fun i => f (a i))); [easy|]. intros m _. unfold f. destruct (Rlt_dec _ _); lra. }
    rewrite <- Fb, Z in P. unfold f in P. destruct (Rlt_dec (b O) (a i)); lra.
  - rewrite E. now apply (max_on_ge d (fun _ => true)).
Qed.

Theorem two_norms_sup : forall d a p q k T N, (forall i, (i < d)%nat -> 0 <= a i) ->
  (exists i, (i < d)%nat /\ 0 < a i) -> 0 < p -> 0 < q -> (1 <= k)%nat -> topk d a k T ->
  N = (sum d (fun i => a i ^^ q) ^^ (1 / q) / max_on d (fun _ => true) a) ^^ q ->
  sum_on d (fun i => negb (T i)) (fun i => a i ^^ p) ^^ (1 / p)
  <= (Rmax (max_over k d (fun r => (INR r - INR k) * Rmin 1 ((N - 1) / (INR r - 1)) ^^ (p / q)))
           (sum_range (1 + k) d (fun r => Rmin 1 (Rmax 0 (1 + N - INR r)) ^^ (p / q)))
      * N ^^ (- (p / q))) ^^ (1 / p) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros d a p q k T N Ha [h [Hh Ph]] Hp Hq Hk HT HN.
  destruct k as [|m]; [lia|]. assert (Hd := topk_le d a (S m) T HT).
  destruct (rearrange d a (S m) T HT) as [b [Sb [Ib [Fb Tb]]]].
  assert (EM := sorted_first d a b ltac:(lia) Ha Sb Ib Fb). set (M := max_on d (fun _ => true) a) in *.
  assert (PM : 0 < M) by (eapply Rlt_le_trans; [apply Ph|now apply (max_on_ge d (fun _ => true))]).
  assert (Nb : forall i, (i < d)%nat -> 0 <= b i) by (intros i Hi; destruct (Ib i Hi) as [j [Hj ->]]; auto).
  rewrite <- (Tb (fun x => x ^^ p)), <- (Fb (fun x => x ^^ q)). rewrite <- (Fb (fun x => x ^^ q)) in HN.
  set (Q := sum d (fun i => b i ^^ q)) in *.
  assert (PQ : 0 < Q).
  { apply Rlt_le_trans with (b O ^^ q); [rewrite <- EM; now apply pr_pos|].
    apply (sum_term_le d (fun i => b i ^^ q)); [lia|]. intros; apply pr_nonneg. }
  set (y := fun i => (b i / M) ^^ q).
  assert (Ny : sum d y = N).
  { rewrite HN, pr_div, pr_pr by (try apply pr_nonneg; lra). replace (1 / q * q) with 1 by (field; lra).
    rewrite pr_1 by lra. unfold Rdiv at 1. rewrite Rmult_comm. unfold Q. rewrite <- sum_scal. apply sum_ext.
    intros i Hi. unfold y. rewrite pr_div by auto. unfold Rdiv. ring. }
  assert (Ey : forall i, (i < d)%nat -> b i ^^ p = M ^^ p * y i ^^ (p / q)).
  { intros i Hi. assert (X : 0 <= b i / M) by (apply Rle_mult_inv_pos; auto). unfold y.
    rewrite pr_pr by easy. replace (q * (p / q)) with p by (field; lra).
    rewrite <- pr_mult by lra. f_equal. field. lra. }
  assert (Q1 : Q ^^ (1 / q) = M * N ^^ (1 / q)).
  { rewrite HN, pr_pr by (apply Rle_mult_inv_pos; [apply pr_nonneg|easy]).
    replace (q * (1 / q)) with 1 by (field; lra). rewrite pr_1; [field; lra|].
    apply Rle_mult_inv_pos; [apply pr_nonneg|easy]. }
  assert (PN : 0 < N) by (rewrite HN; apply pr_pos, Rdiv_lt_0_compat; [now apply pr_pos|easy]).
  destruct (Nat.le_exists_sub (S m) d Hd) as [n [En _]]. rewrite Nat.add_comm in En.
  assert (C := capped_tail m n y (p / q) ltac:(apply Rdiv_lt_0_compat; lra)).
  cbv zeta in C. rewrite <- En, Ny in C.
  set (B := Rmax _ _) in C. assert (C' : sum n (fun i => y (S m + i)%nat ^^ (p / q)) <= B).
  { apply C.
    - unfold y. rewrite <- EM. replace (M / M) with 1 by (field; lra). apply pr_base1.
    - intros; apply pr_nonneg.
    - intros i j H. apply pr_le; [lra|]. split; [apply Rle_mult_inv_pos; [apply Nb; lia|easy]|].
      apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|now apply Sb]. }
  fold B. assert (NX : 0 <= sum n (fun i => y (S m + i)%nat ^^ (p / q))) by (apply sum_nonneg; intros; apply pr_nonneg).
  assert (ET : sum_on d (fun i => (S m <=? i)%nat) (fun i => b i ^^ p)
    = M ^^ p * sum n (fun i => y (S m + i)%nat ^^ (p / q))).
  { rewrite En, sum_on_after, <- sum_scal. apply sum_ext. intros i Hi. apply Ey. lia. }
  rewrite ET, Q1. rewrite !pr_mult, !pr_pr by (try apply pr_nonneg; lra).
  replace (p * (1 / p)) with 1 by (field; lra). rewrite pr_1 by lra.
  replace (- (p / q) * (1 / p)) with (- (1 / q)) by (field; lra). rewrite pr_opp by easy.
  assert (P1 := pr_pos N (1 / q) PN).
  replace (B ^^ (1 / p) * / N ^^ (1 / q) * (M * N ^^ (1 / q))) with (M * B ^^ (1 / p)) by (field; lra).
  apply Rmult_le_compat_l; [lra|]. now apply root_le.
Qed.
