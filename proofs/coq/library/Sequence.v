(** Tests in sequence, from dense to sparse: only the densest false network can be the first to pass. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Sets Counting.
Open Scope R_scope.

(** Some j of S passes with every network at least as dense: its p-value exceeds delta nowhere *)
Definition passes (d : nat) (S : nat -> bool) (T h : nat -> R) (delta : R) : bool :=
  leb 1 (max_on d S (fun j => 1 / (1 + max_on d (fun i => leb (T j) (T i)) (fun i => Rmax 0 (h i - delta))))).

Lemma share_pos : forall x, 0 <= x -> 0 < 1 / (1 + x).
Proof. intros. apply Rdiv_lt_0_compat; lra. Qed.

Lemma passes_true : forall d S T h delta, passes d S T h delta = true ->
  exists j, (j < d)%nat /\ S j = true /\ forall i, (i < d)%nat -> T j <= T i -> h i <= delta.
Proof.
  intros d S T h delta P. unfold passes in P. apply leb_true in P.
  set (x := fun j => max_on d (fun i => leb (T j) (T i)) (fun i => Rmax 0 (h i - delta))) in P.
  assert (X : forall j, 0 <= x j) by (intros; apply max_on_nonneg).
  destruct (max_on_in d S (fun j => 1 / (1 + x j))) as [E|[j [Hj [Sj E]]]].
  - intros. left. now apply share_pos.
  - change (1 <= max_on d S (fun j => 1 / (1 + x j))) in P. lra.
  - exists j. repeat split; trivial. intros i Hi L.
    change (1 <= max_on d S (fun j => 1 / (1 + x j))) in P. rewrite E in P.
    assert (Z : x j <= 0).
    { destruct (Rle_lt_dec (x j) 0) as [|A]; [easy|exfalso].
      assert (Q : 1 / (1 + x j) < 1); [|lra]. apply Rmult_lt_reg_r with (1 + x j); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
    assert (M : Rmax 0 (h i - delta) <= x j).
    { apply (max_on_ge d (fun i => leb (T j) (T i)) (fun i => Rmax 0 (h i - delta))); [easy|now apply leb_true]. }
    assert (N := Rmax_r 0 (h i - delta)). lra.
Qed.

Lemma densest : forall (S : nat -> bool) (T : nat -> R) d, (forall j, (j < d)%nat -> S j = false) \/
  exists k, (k < d)%nat /\ S k = true /\ forall j, (j < d)%nat -> S j = true -> T j <= T k.
Proof.
  intros S T. induction d as [|d [H|[k [Hk [Sk H]]]]]; [left; lia| |].
  - destruct (S d) eqn:E.
    + right. exists d. repeat split; [lia|easy|]. intros j Hj Sj.
      destruct (Nat.eq_dec j d) as [->|]; [lra|]. rewrite H in Sj by lia. easy.
    + left. intros j Hj. destruct (Nat.eq_dec j d) as [->|]; [easy|apply H; lia].
  - right. destruct (S d) eqn:E; [destruct (Rle_lt_dec (T d) (T k)) as [L|L]|].
    + exists k. repeat split; [lia|easy|]. intros j Hj Sj.
      destruct (Nat.eq_dec j d) as [->|]; [easy|apply H; [lia|easy]].
    + exists d. repeat split; [lia|easy|]. intros j Hj Sj.
      destruct (Nat.eq_dec j d) as [->|]; [lra|]. assert (A := H j ltac:(lia) Sj). lra.
    + exists k. repeat split; [lia|easy|]. intros j Hj Sj.
      destruct (Nat.eq_dec j d) as [->|]; [congruence|apply H; [lia|easy]].
Qed.

(** Outcomes i < n of the experiment, equally likely; H i j the p-value of network j *)
Theorem fixed_sequence : forall d n H S T delta, (1 <= n)%nat ->
  max_on d S (fun j => INR (count n (fun i => leb (H i j) delta)) / INR n) <= delta ->
  INR (count n (fun i => passes d S T (H i) delta)) / INR n <= delta.
Proof.
  intros d n H S T delta Hn V. assert (I : 0 < / INR n) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  eapply Rle_trans; [|apply V].
  destruct (densest S T d) as [E|[k [Hk [Sk M]]]].
  - eapply Rle_trans; [right|apply max_on_nonneg].
    replace (count n (fun i => passes d S T (H i) delta)) with 0%nat; [simpl; lra|].
    symmetry. apply Nat.le_0_r. rewrite <- (count_initial n 0) by lia. apply count_le. intros i Hi P.
    apply passes_true in P as [j [Hj [Sj _]]]. rewrite E in Sj by easy. easy.
  - eapply Rle_trans;
      [|apply (max_on_ge d S (fun j => INR (count n (fun i => leb (H i j) delta)) / INR n) k Hk Sk)].
    apply Rmult_le_compat_r; [lra|]. apply le_INR, count_le. intros i Hi P.
    apply passes_true in P as [j [Hj [Sj A]]]. apply leb_true, A; [easy|now apply M].
Qed.

(** A union of two events: the largest p-value over a confidence set is small only where the true value's own is, or
    where the set misses the true value *)
Theorem union_of_two : forall n (P A B : nat -> bool), (1 <= n)%nat ->
  (forall i, (i < n)%nat -> P i = true -> A i = true \/ B i = true) ->
  INR (count n P) / INR n <= (INR (count n A) + INR (count n B)) / INR n.
Proof.
  intros n P A B Hn H. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, lt_0_INR; lia|].
  rewrite !count_sum, <- sum_plus. apply sum_le. intros i Hi.
  destruct (P i) eqn:E; [destruct (H i Hi E) as [F|F]; rewrite F|]; destruct (A i), (B i); lra.
Qed.

Lemma chance_range : forall n Q, (1 <= n)%nat -> 0 <= INR (count n Q) / INR n <= 1.
Proof.
  intros n Q Hn. assert (N : 0 < INR n) by (apply lt_0_INR; lia).
  split; [apply Rmult_le_pos; [apply pos_INR|left; now apply Rinv_0_lt_compat]|].
  apply Rmult_le_reg_r with (INR n); [easy|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite Rmult_1_l. apply le_INR, count_max.
Qed.

Lemma two_chances : forall n A B, (1 <= n)%nat -> 0 <= 2 - (INR (count n A) + INR (count n B)) / INR n.
Proof.
  intros n A B Hn. assert (PA := chance_range n A Hn). assert (PB := chance_range n B Hn). unfold Rdiv in *. lra.
Qed.

Theorem confidence_set : forall d n (H V : nat -> nat -> R) eps gamma, (1 <= n)%nat ->
  INR (count n (fun i => leb (max_on d (fun j => ltb gamma (V i j)) (fun j => Rmax 0 (H i j))) eps)) / INR n
  <= 2 - max_on d (fun _ => true) (fun j => 2 - (INR (count n (fun i => leb (H i j) eps))
                                              + INR (count n (fun i => leb (V i j) gamma))) / INR n).
Proof.
  intros d n H V eps gamma Hn.
  set (P := fun i => leb (max_on d (fun j => ltb gamma (V i j)) (fun j => Rmax 0 (H i j))) eps).
  destruct (max_on_in d (fun _ => true) (fun j => 2 - (INR (count n (fun i => leb (H i j) eps))
    + INR (count n (fun i => leb (V i j) gamma))) / INR n)) as [E|[j [Hj [_ E]]]].
  - intros. now apply two_chances.
  - rewrite E. assert (A := chance_range n P Hn). lra.
  - rewrite E. ring_simplify. apply union_of_two; [easy|]. intros i Hi Q. unfold P in Q. apply leb_true in Q.
    destruct (Rle_lt_dec (V i j) gamma) as [L|L]; [right; now apply leb_true|left]. apply leb_true.
    assert (M := max_on_ge d (fun j => ltb gamma (V i j)) (fun j => Rmax 0 (H i j)) j Hj ltac:(now apply ltb_true)).
    assert (R := Rmax_r 0 (H i j)). cbn beta in M. lra.
Qed.
