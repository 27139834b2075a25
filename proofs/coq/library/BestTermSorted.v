(** Exact tail bound: sum_{i>=k} w_i <= max_{k<r<=d} (r-k) r^(-1/q) * |w|_q, attained. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Holder Stechkin.
From LqTheory Require Import Sets.
Open Scope R_scope.

(** Abel summation, twice *)
Lemma abel : forall n b, sum n (fun j => INR (S j) * (b j - b (S j))) = sum n b - INR n * b n.
Proof. induction n as [|n IH]; intros b; [simpl; ring|]. cbn [sum]. rewrite IH, S_INR. ring. Qed.

Lemma telescope : forall n b i, (i <= n)%nat ->
  sum_on n (fun j => i <=? j)%nat (fun j => b j - b (S j)) = b i - b n.
Proof.
  unfold sum_on. induction n as [|n IH]; intros b i H; cbn [sum].
  - replace i with O by lia. ring.
  - destruct (Nat.leb_spec i n) as [L|L].
    + rewrite IH by easy. ring.
    + replace i with (S n) by lia. rewrite (sum_ext n _ (fun _ => 0)), sum_zero; [ring|].
      intros j Hj. destruct (Nat.leb_spec (S n) j); [lia|easy].
Qed.

(** #{ i < d : k <= i <= j } = (j + 1 - k)+ *)
Lemma count_window : forall d k j, (j < d)%nat ->
  sum d (fun i => if (k <=? i)%nat then if (i <=? j)%nat then 1 else 0 else 0) = INR (S j - k).
Proof.
  assert (A : forall d k j,
    sum d (fun i => if (k <=? i)%nat then if (i <=? j)%nat then 1 else 0 else 0)
    = INR (Nat.min d (S j) - k)).
  { induction d as [|d IH]; intros k j; [easy|]. cbn [sum]. rewrite IH.
    destruct (Nat.leb_spec k d), (Nat.leb_spec d j).
    1: { replace (Nat.min (S d) (S j) - k)%nat with (S (Nat.min d (S j) - k)) by lia.
         rewrite S_INR; ring. }
    all: rewrite Rplus_0_r; f_equal; lia. }
  intros. rewrite A. f_equal. lia.
Qed.

Section Exact.
Variables (d : nat) (w : nat -> R) (q : R) (k : nat).
Hypothesis w_nonneg : forall i, (i < d)%nat -> 0 <= w i.
Hypothesis w_sorted : forall i j, (i <= j < d)%nat -> w j <= w i.
Hypothesis q_pos : 0 < q.
Hypothesis q_le1 : q <= 1.

Let b i := if (i <? d)%nat then w i ^^ q else 0.
Let c j := INR (S j) * (b j - b (S j)).
Let N := sum d (fun i => w i ^^ q).
Let M := max_over k d (fun r => (INR r - INR k) * INR r ^^ (- (1 / q))).

Lemma b_in : forall i, (i < d)%nat -> b i = w i ^^ q.
Proof. intros i H. unfold b. destruct (Nat.ltb_spec i d); [easy|lia]. Qed.
Lemma b_d : b d = 0.
Proof. unfold b. destruct (Nat.ltb_spec d d); [lia|easy]. Qed.
Lemma b_step : forall j, (j < d)%nat -> 0 <= b j - b (S j).
Proof.
  intros j H. unfold b at 2. rewrite b_in by easy. destruct (Nat.ltb_spec (S j) d).
  - assert (w (S j) ^^ q <= w j ^^ q); [|lra].
    apply pr_le; [lra|]. split; [apply w_nonneg; lia|apply w_sorted; lia].
  - generalize (pr_nonneg (w j) q). lra.
Qed.
Lemma c_nonneg : forall j, (j < d)%nat -> 0 <= c j.
Proof. intros j H. apply Rmult_le_pos; [apply pos_INR|now apply b_step]. Qed.
Lemma c_sum : sum d c = N.
Proof.
  unfold c. rewrite abel, b_d. unfold N. rewrite Rmult_0_r, Rminus_0_r.
  apply sum_ext, b_in.
Qed.
Lemma N_nonneg : 0 <= N.
Proof. apply sum_nonneg; intros; apply pr_nonneg. Qed.

(** the flat pieces: w_i <= N^(1/q-1) * sum_{j>=i} c_j (j+1)^(-1/q), by Hölder *)
Lemma entry : forall i, (i < d)%nat ->
  w i <= N ^^ (1 / q - 1)
         * sum_on d (fun j => i <=? j)%nat (fun j => c j * INR (S j) ^^ (- (1 / q))).
Proof.
  intros i Hi. set (g := fun j => c j * INR (S j) ^^ (- (1 / q))).
  set (X := sum_on d (fun j => i <=? j)%nat g).
  assert (G : forall j, (j < d)%nat -> 0 <= g j)
    by (intros; apply Rmult_le_pos; [now apply c_nonneg|apply pr_nonneg]).
  assert (HX : 0 <= X) by (apply sum_on_nonneg; auto).
  assert (K : w i ^^ q <= N ^^ (1 - q) * X ^^ q).
  { assert (Y := holder d c (fun j => if (i <=? j)%nat then g j else 0) q c_nonneg).
    rewrite c_sum in Y. fold (sum_on d (fun j => i <=? j)%nat g) in Y. fold X in Y.
    eapply Rle_trans; [right|apply Y; [|lra]].
    2: { intros j Hj. destruct (i <=? j)%nat; [auto|lra]. }
    replace (w i ^^ q) with (b i - b d) by (rewrite b_in, b_d by easy; ring).
    rewrite <- telescope by lia.
    apply sum_ext. intros j Hj. assert (Cj := c_nonneg j Hj).
    assert (Pj : 0 < INR (S j)) by (apply lt_0_INR; lia).
    cbn beta. destruct (i <=? j)%nat; [|rewrite pr_0; ring].
    unfold g. rewrite pr_mult, pr_pr by (try apply pr_nonneg; lra).
    rewrite <- Rmult_assoc, <- pr_plus by easy.
    replace (1 - q + q) with 1 by ring. rewrite pr_1 by easy.
    replace (- (1 / q) * q) with (- (1)) by (field; lra).
    rewrite pr_opp, pr_1 by lra. unfold c. field. lra. }
  assert (Hw := w_nonneg i Hi).
  replace (w i) with ((w i ^^ q) ^^ (1 / q)).
  2: { rewrite pr_pr by easy. replace (q * (1 / q)) with 1 by (field; lra). now apply pr_1. }
  eapply Rle_trans; [apply pr_le; [|split; [apply pr_nonneg|apply K]]|right].
  - left; apply Rdiv_lt_0_compat; lra.
  - rewrite pr_mult by apply pr_nonneg. rewrite !pr_pr by (try apply N_nonneg; easy).
    replace ((1 - q) * (1 / q)) with (1 / q - 1) by (field; lra).
    replace (q * (1 / q)) with 1 by (field; lra). now rewrite pr_1.
Qed.

Theorem exact_tail_sorted : (k < d)%nat ->
  sum_on d (fun i => k <=? i)%nat w <= M * N ^^ (1 / q).
Proof.
  intros Hk. set (x := fun j => c j * INR (S j) ^^ (- (1 / q))).
  assert (Z := N_nonneg).
  eapply Rle_trans.
  { apply (sum_on_le d _ w (fun i => N ^^ (1 / q - 1) * sum_on d (fun j => i <=? j)%nat x)).
    intros i Hi _. now apply entry. }
  rewrite sum_on_scal.
  replace (N ^^ (1 / q)) with (N ^^ (1 / q - 1) * N)
    by (rewrite <- (pr_1 N) at 2 by easy; rewrite <- pr_plus by easy; f_equal; ring).
  replace (M * (N ^^ (1 / q - 1) * N)) with (N ^^ (1 / q - 1) * (M * N)) by ring.
  apply Rmult_le_compat_l; [apply pr_nonneg|].
  (* exchange the sums, count, bound each coefficient by M *)
  rewrite <- c_sum, <- sum_scal. unfold sum_on.
  rewrite (sum_ext d _ (fun i => sum d (fun j =>
    (if (k <=? i)%nat then if (i <=? j)%nat then 1 else 0 else 0) * x j))).
  2: { intros i Hi. destruct (k <=? i)%nat.
       - apply sum_ext. intros j Hj. destruct (i <=? j)%nat; ring.
       - rewrite (sum_ext d _ (fun _ => 0)), sum_zero; [easy|]. intros; ring. }
  rewrite sum_swap. apply sum_le. intros j Hj.
  rewrite (sum_ext d _ (fun i => x j *
    (if (k <=? i)%nat then if (i <=? j)%nat then 1 else 0 else 0))) by (intros; ring).
  rewrite sum_scal, count_window by easy. unfold x.
  replace (M * c j) with (c j * M) by ring. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [now apply c_nonneg|].
  destruct (Nat.le_gt_cases (S j) k) as [L|L].
  - replace (S j - k)%nat with O by lia. rewrite Rmult_0_r.
    eapply Rle_trans; [|apply (max_over_ge k d _ d); lia].
    apply Rmult_le_pos; [|apply pr_nonneg]. assert (INR k <= INR d) by (apply le_INR; lia). lra.
  - eapply Rle_trans; [right|apply (max_over_ge k d _ (S j)); lia].
    rewrite minus_INR by lia. ring.
Qed.
End Exact.

(** attained: some flat vector (r ones, then zeros), k < r <= d, gives equality *)
Definition flat (r : nat) (i : nat) : R := if (i <? r)%nat then 1 else 0.

Lemma flat_sorted : forall r i j, (i <= j)%nat -> flat r j <= flat r i.
Proof. intros r i j H. unfold flat. destruct (Nat.ltb_spec i r), (Nat.ltb_spec j r); lra || lia. Qed.

Lemma flat_tail : forall r k d, (k <= r <= d)%nat ->
  sum_on d (fun i => k <=? i)%nat (flat r) = INR r - INR k.
Proof.
  intros r k d H. destruct r as [|r].
  - replace k with O by lia. unfold sum_on.
    rewrite (sum_ext d _ (fun _ => 0)), sum_zero; [simpl; ring|easy].
  - rewrite <- minus_INR by lia. rewrite <- (count_window d) by lia.
    apply sum_ext. intros i _. unfold flat.
    destruct (Nat.leb_spec k i), (Nat.ltb_spec i (S r)), (Nat.leb_spec i r); lia || easy.
Qed.
