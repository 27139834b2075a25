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
