(** Dot products in floats of t bits: n u |x|ᵀ|y| for every n and in every order (Jeannerod and Rump). *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Counting Floats.
Open Scope R_scope.

(** Products z 0, ..., z (n - 1) rounded, then added from the left, each partial sum rounded *)
Fixpoint accumulate (fl : R -> R) (z : nat -> R) (n : nat) : R :=
  match n with
  | O => 0
  | S O => fl (z O)
  | S m => fl (accumulate fl z m + fl (z m))
  end.

Section Accumulate.
Variables (t : nat) (fl : R -> R).
Hypothesis t_pos : (1 <= t)%nat.
Hypothesis nearest : rounds_to_nearest t fl.

Let u := / 2 ^ t.
Let v := / (2 ^ t + 1).

Lemma power_ge_1 : 1 <= 2 ^ t.
Proof. apply pow_R1_Rle. lra. Qed.

Lemma u_pos : 0 < u.
Proof. assert (P := power_ge_1). apply Rinv_0_lt_compat. lra. Qed.

Lemma v_pos : 0 < v.
Proof. assert (P := power_ge_1). apply Rinv_0_lt_compat. lra. Qed.

Lemma v_of_u : v = u - u * v.
Proof. assert (P := power_ge_1). unfold u, v. field. lra. Qed.

Lemma error_v : forall x, Rabs (x - fl x) <= v * Rabs x.
Proof. intros x. rewrite Rmult_comm. now apply rounding_error. Qed.

Lemma accumulate_float : forall z n, is_float t (accumulate fl z (S n)).
Proof. intros z [|n]; apply nearest. Qed.

(** Adding p to a float moves by no more than p itself *)
Lemma error_addend : forall a p, is_float t a -> Rabs (a + p - fl (a + p)) <= Rabs p.
Proof.
  intros a p F. eapply Rle_trans; [apply (proj2 (nearest (a + p)) a F)|]. right. f_equal. ring.
Qed.

Lemma accumulate_error : forall z n,
  Rabs (accumulate fl z n - sum n z) <= INR n * u * sum n (fun i => Rabs (z i)).
Proof.
  assert (U := u_pos). assert (V := v_pos). assert (VU := v_of_u).
  intros z. induction n as [|[|n] IH].
  - simpl. rewrite Rminus_diag_eq, Rabs_R0 by easy. lra.
  - simpl. rewrite !Rplus_0_l, Rmult_1_l, Rabs_minus_sym.
    eapply Rle_trans; [apply error_v|]. apply Rmult_le_compat_r; [apply Rabs_pos|nra].
  - set (m := S n) in *. change (accumulate fl z (S m)) with (fl (accumulate fl z m + fl (z m))).
    cbn [sum]. rewrite S_INR.
    set (s' := accumulate fl z m) in *. set (s := sum m z) in *. set (A := sum m (fun i => Rabs (z i))) in *.
    assert (HA : Rabs s <= A) by apply sum_abs.
    set (p := fl (z m)). set (y := Rabs (z m)).
    assert (Y : 0 <= y) by apply Rabs_pos. assert (A0 : 0 <= A) by (apply Rle_trans with (Rabs s); [apply Rabs_pos|easy]).
    assert (P1 : Rabs (z m - p) <= v * y) by apply error_v.
    assert (P2 : Rabs p <= y + v * y).
    { replace p with (z m + - (z m - p)) by ring. eapply Rle_trans; [apply Rabs_triang|].
      rewrite Rabs_Ropp. fold y. lra. }
    set (delta := Rabs (s' + p - fl (s' + p))).
    assert (D1 : delta <= Rabs p) by (apply error_addend, accumulate_float).
    assert (D2 : delta <= v * Rabs (s' + p)) by apply error_v.
    assert (T : Rabs (fl (s' + p) - (s + z m)) <= Rabs (s' - s) + Rabs (z m - p) + delta).
    { replace (fl (s' + p) - (s + z m)) with ((s' - s) + (- (z m - p) + - (s' + p - fl (s' + p)))) by ring.
      eapply Rle_trans; [apply Rabs_triang|]. rewrite Rplus_assoc. apply Rplus_le_compat_l.
      eapply Rle_trans; [apply Rabs_triang|]. rewrite !Rabs_Ropp. apply Rle_refl. }
    eapply Rle_trans; [apply T|].
    assert (N : 1 <= INR m) by (unfold m; rewrite S_INR; assert (Q := pos_INR n); lra).
    set (k := INR m) in *.
    destruct (Rle_lt_dec (Rabs p) (u * A)) as [L|L].
    + assert (Q1 : v * y <= u * y) by (apply Rmult_le_compat_r; nra).
      assert (Q2 : 0 <= k * u * y) by (apply Rmult_le_pos; [nra|easy]). lra.
    + assert (Z : Rabs (s' + p) <= A + k * u * A + (y + v * y)).
      { replace (s' + p) with (s + ((s' - s) + p)) by ring.
        eapply Rle_trans; [apply Rabs_triang|]. assert (Q := Rabs_triang (s' - s) p). lra. }
      assert (B : u * A <= (1 + v) * y) by lra.
      assert (D3 : delta <= v * (A + k * u * A + (y + v * y))).
      { eapply Rle_trans; [apply D2|]. apply Rmult_le_compat_l; lra. }
      enough (E : (k - 1) * v * (u * A) + (2 * v + v * v) * y <= (k + 1) * u * y).
      { assert (F : v * A = u * A - v * (u * A)) by (rewrite VU at 1; ring). nra. }
      assert (E1 : (k - 1) * v * (u * A) <= (k - 1) * v * ((1 + v) * y)).
      { apply Rmult_le_compat_l; [|easy]. apply Rmult_le_pos; lra. }
      assert (E2 : v * (1 + v) <= u) by nra.
      assert (E3 : 2 * v + v * v <= 2 * u) by nra.
      assert (E4 : (k - 1) * (v * (1 + v)) <= (k - 1) * u) by (apply Rmult_le_compat_l; lra).
      assert (E5 : ((k - 1) * (v * (1 + v)) + (2 * v + v * v)) * y <= ((k + 1) * u) * y) by (apply Rmult_le_compat_r; lra).
      lra.
Qed.
End Accumulate.

(** An order of n terms visits every index once *)
Definition order (n : nat) (s : nat -> nat) : Prop :=
  (forall i, (i < n)%nat -> (s i < n)%nat) /\
  forall j, (j < n)%nat -> count n (fun i => (s i =? j)%nat) = 1%nat.

Lemma sum_order : forall n s f, order n s -> sum n (fun i => f (s i)) = sum n f.
Proof.
  intros n s f [B V].
  rewrite (sum_ext n _ (fun i => sum n (fun j => if (s i =? j)%nat then f j else 0))).
  2: { intros i Hi. symmetry. apply sum_single. now apply B. }
  rewrite sum_swap. apply sum_ext. intros j Hj.
  rewrite (sum_ext n _ (fun i => f j * (if (s i =? j)%nat then 1 else 0))) by (intros; destruct (s i =? j)%nat; ring).
  rewrite sum_scal, <- (count_sum n (fun i => (s i =? j)%nat)), V by easy. simpl. ring.
Qed.

Theorem accumulation : forall m t (fl : R -> R) (s : nat -> nat) (w v : nat -> R), (1 <= t)%nat ->
  rounds_to_nearest t fl -> order m s ->
  Rabs (accumulate fl (fun i => w (s i) * v (s i)) m - sum m (fun i => w i * v i))
  <= INR m * sum m (fun i => Rabs (w i * v i)) / 2 ^ t.
Proof.
  intros m t fl s w v Ht N O.
  assert (E := accumulate_error t fl Ht N (fun i => w (s i) * v (s i)) m). cbn beta in E.
  rewrite (sum_order m s (fun i => w i * v i) O), (sum_order m s (fun i => Rabs (w i * v i)) O) in E.
  unfold Rdiv. lra.
Qed.
