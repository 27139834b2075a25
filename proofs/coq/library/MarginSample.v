(** The optimal form on a sample: no set of labels is cheaper to lose than the smallest margins. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Counting Quantities Margins Accuracy.
Open Scope R_scope.

(** What lies outside a top-k set is the lightest set of its size *)
Lemma tail_is_cheapest : forall n a k T M, topk n a k T -> (forall i, (i < n)%nat -> 0 <= a i) ->
  (n <= k + count n M)%nat -> sum_on n (fun i => negb (T i)) a <= sum_on n M a.
Proof.
  intros n a k T M [Ck Top] Ha C.
  set (t := max_on n (fun i => negb (T i)) a).
  assert (t0 : 0 <= t) by apply max_on_nonneg.
  assert (out : forall i, (i < n)%nat -> T i = false -> a i <= t).
  { intros i Hi Ti. apply (max_on_ge n (fun i => negb (T i)) a); [easy|]. now rewrite Ti. }
  assert (inn : forall i, (i < n)%nat -> T i = true -> t <= a i).
  { intros i Hi Ti. apply max_on_le; [auto|]. intros j Hj Tj. apply Top; trivial. now destruct (T j). }
  assert (N : INR n <= INR (count n T) + INR (count n M)) by (rewrite <- plus_INR; apply le_INR; lia).
  rewrite !count_sum in N. replace (INR n) with (sum n (fun _ => 1)) in N by (rewrite sum_const; ring).
  rewrite <- sum_plus in N.
  assert (D : t * (sum n (fun _ => 1) - sum n (fun i => (if T i then 1 else 0) + (if M i then 1 else 0)))
              <= 0) by nra.
  rewrite <- sum_minus, <- sum_scal in D.
  enough (sum_on n (fun i => negb (T i)) a - sum_on n M a <= 0) by lra.
  eapply Rle_trans; [|apply D]. unfold sum_on. rewrite <- sum_minus. apply sum_le. intros i Hi.
  specialize (Ha i Hi). destruct (T i) eqn:Ti; cbn [negb].
  - specialize (inn i Hi Ti). destruct (M i); lra.
  - specialize (out i Hi Ti). destruct (M i); lra.
Qed.

Section Sample.
Variables (n c : nat) (F G : nat -> nat -> R) (y : nat -> nat) (m m' : nat -> R).
Hypothesis n_pos : (1 <= n)%nat.
Hypothesis y_label : forall a, (a < n)%nat -> (y a < c)%nat.
Hypothesis margins_F : margins_of n c F y m.
Hypothesis margins_G : margins_of n c G y m'.

Let gap a := sum c (fun z => (F a z - G a z) ^ 2).
Let square a := Rabs (Rmax 0 (m a) ^ 2).

(** T r: the n - 1 - r largest squares; outside it the r + 1 smallest, which the output error can afford or not *)
Theorem margin_sample : forall T : nat -> nat -> bool,
  (forall r, (r < n)%nat -> topk n square (n - 1 - r) (T r)) ->
  INR (count n (fun a => ltb 0 (m a))) / INR n - INR (count n (fun a => ltb 0 (m' a))) / INR n
  <= (INR (count n (fun r => leb (1 / 2 * sum_on n (fun a => negb (T r a)) square) (sum n gap)))
      - (INR n - INR (count n (fun a => ltb 0 (m a))))) / INR n.
Proof.
  intros T Top. unfold Rdiv. rewrite <- Rmult_minus_distr_r.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, lt_0_INR; lia|].
  set (bad := fun a => negb (ltb 0 (m' a))).
  set (K := count n bad).
  assert (B : INR K = INR n - INR (count n (fun a => ltb 0 (m' a)))).
  { unfold K, bad. rewrite !count_sum. replace (INR n) with (sum n (fun _ => 1)) by (rewrite sum_const; ring).
    rewrite <- sum_minus. apply sum_ext. intros a _. destruct (ltb 0 (m' a)); simpl; ring. }
  enough (INR K <= INR (count n (fun r => leb (1 * / 2 * sum_on n (fun a => negb (T r a)) square) (sum n gap)))) by lra.
  apply le_INR. rewrite <- (count_initial n K) by apply count_max.
  apply count_le. intros r Hr L. apply Nat.ltb_lt in L. apply leb_true.
  assert (C : sum_on n (fun a => negb (T r a)) square <= sum_on n bad square).
  { apply tail_is_cheapest with (k := (n - 1 - r)%nat); [auto| |fold K; lia]. intros; apply Rabs_pos. }
  enough (sum_on n bad square <= 2 * sum n gap) by lra.
  unfold sum_on. rewrite <- sum_scal. apply sum_le. intros a Ha.
  assert (P : 0 <= gap a) by apply gap_nonneg.
  unfold bad. destruct (ltb 0 (m' a)) eqn:E; cbn [negb]; [lra|].
  assert (W : m' a <= 0).
  { destruct (Rle_lt_dec (m' a) 0) as [|Q]; [easy|]. apply ltb_true in Q. congruence. }
  unfold square. rewrite Rabs_pos_eq by apply pow2_ge_0. destruct (Rle_lt_dec (m a) 0) as [Z|Z].
  - rewrite Rmax_left by easy. simpl. lra.
  - rewrite Rmax_right by lra. apply (lost_margin_square n c F G y m m'); trivial. lra.
Qed.
End Sample.
