(** Floats of t bits, exponents without limits: rounding to nearest. *)
Require Import Reals Lra Lia ZArith.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

(** m 2^e with |m| <= 2^t *)
Definition is_float (t : nat) (x : R) : Prop :=
  exists (m e : Z), (Z.abs m <= 2 ^ Z.of_nat t)%Z /\ x = IZR m * powerRZ 2 e.

(** No float is nearer to x than fl x, which is one; ties may go either way. *)
Definition rounds_to_nearest (t : nat) (fl : R -> R) : Prop :=
  forall x, is_float t (fl x) /\ forall y, is_float t y -> Rabs (x - fl x) <= Rabs (x - y).

Lemma power2_pos : forall e, 0 < powerRZ 2 e.
Proof. intros. apply powerRZ_lt. lra. Qed.

(** The binade of a positive number *)
Lemma binade : forall x, 0 < x -> exists e, powerRZ 2 e <= x < 2 * powerRZ 2 e.
Proof.
  intros x Hx. assert (L : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
  destruct (base_Int_part (ln x / ln 2)) as [A B]. set (e := Int_part (ln x / ln 2)) in *.
  assert (P : powerRZ 2 e = exp (IZR e * ln 2)).
  { rewrite powerRZ_Rpower by lra. easy. }
  assert (E : ln x = (ln x / ln 2) * ln 2) by (field; lra).
  exists e. rewrite P. split.
  - rewrite <- (exp_ln x) by easy. assert (Q : IZR e * ln 2 <= ln x) by nra.
    destruct Q as [Q|Q]; [left; now apply exp_increasing|right; now rewrite Q].
  - rewrite <- (exp_ln 2) at 1 by lra. rewrite <- exp_plus. rewrite <- (exp_ln x) at 1 by easy.
    apply exp_increasing. nra.
Qed.

Lemma is_float_opp : forall t x, is_float t x -> is_float t (- x).
Proof. intros t x [m [e [H ->]]]. exists (- m)%Z, e. split; [lia|]. rewrite opp_IZR. ring. Qed.

Lemma power_of_nat : forall t, IZR (2 ^ Z.of_nat t) = 2 ^ t.
Proof. intros t. rewrite <- pow_IZR. easy. Qed.

(** Some float lies within u/(1+u) |x|, u = 2^-t: the power of two below x, or the nearest of its binade *)
Lemma near_float_pos : forall t x, (1 <= t)%nat -> 0 < x ->
  exists y, is_float t y /\ Rabs (x - y) <= x / (2 ^ t + 1).
Proof.
  intros t x Ht Hx. destruct (binade x Hx) as [e [A B]].
  assert (T : 1 <= 2 ^ t) by (apply pow_R1_Rle; lra).
  assert (S : 2 ^ t = 2 * 2 ^ (t - 1)) by (replace t with (S (t - 1)) at 1 by lia; easy).
  set (h := 2 ^ (t - 1)) in *. rewrite S in *.
  (* the scaled number z lies in [h, 2h) *)
  set (u := powerRZ 2 (e - Z.of_nat (t - 1))). assert (U : 0 < u) by apply power2_pos.
  assert (E : powerRZ 2 e = h * u).
  { unfold h, u. rewrite pow_powerRZ, <- powerRZ_add by lra. f_equal. lia. }
  rewrite E in A, B. set (z := x / u). assert (X : x = z * u) by (unfold z; field; lra).
  assert (Z1 : h <= z) by (apply Rmult_le_reg_r with u; lra).
  assert (Z2 : z < 2 * h) by (apply Rmult_lt_reg_r with u; lra).
  assert (D : 0 < 2 * h + 1) by lra.
  assert (K : forall c, Rabs (z - c) <= z / (2 * h + 1) -> Rabs (x - c * u) <= x / (2 * h + 1)).
  { intros c Hc. rewrite X. replace (z * u - c * u) with ((z - c) * u) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq u) by lra. unfold Rdiv in *. nra. }
  destruct (Rle_lt_dec (h + 1 / 2) z) as [L|L].
  - set (m := Int_part (z + 1 / 2)). destruct (base_Int_part (z + 1 / 2)) as [I1 I2]. fold m in I1, I2.
    exists (IZR m * u). split.
    + exists m, (e - Z.of_nat (t - 1))%Z. split; [|easy].
      assert (Q1 : (0 <= m)%Z) by (apply le_IZR; assert (-1 < IZR m) by lra;
        assert (-1 < m)%Z by (now apply lt_IZR); apply IZR_le; lia).
      assert (Q2 : IZR m < IZR (2 ^ Z.of_nat t + 1)).
      { rewrite plus_IZR, power_of_nat, S. lra. }
      apply lt_IZR in Q2. lia.
    + apply K. apply Rle_trans with (1 / 2).
      * apply Rabs_le. lra.
      * apply Rmult_le_reg_r with (2 * h + 1); [easy|]. unfold Rdiv. rewrite (Rmult_assoc z), Rinv_l; lra.
  - exists (h * u). split.
    + exists (2 ^ Z.of_nat (t - 1))%Z, (e - Z.of_nat (t - 1))%Z. split.
      * rewrite Z.abs_eq by (apply Z.pow_nonneg; lia). apply Z.pow_le_mono_r; lia.
      * now rewrite power_of_nat.
    + apply K. rewrite Rabs_pos_eq by lra. apply Rmult_le_reg_r with (2 * h + 1); [easy|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. nra.
Qed.

Theorem rounding_error : forall t fl x, (1 <= t)%nat -> rounds_to_nearest t fl ->
  Rabs (x - fl x) <= Rabs x / (2 ^ t + 1).
Proof.
  intros t fl x Ht N. assert (T : 1 <= 2 ^ t) by (apply pow_R1_Rle; lra).
  destruct (Rtotal_order x 0) as [L|[->|L]].
  - destruct (near_float_pos t (- x) Ht ltac:(lra)) as [y [F E]].
    eapply Rle_trans; [apply (proj2 (N x)); apply is_float_opp, F|].
    rewrite (Rabs_left x) by easy. rewrite <- Rabs_Ropp. eapply Rle_trans; [right|apply E]. f_equal. ring.
  - eapply Rle_trans; [apply (proj2 (N 0) 0)|].
    + exists 0%Z, 0%Z. split; [simpl; apply Z.pow_nonneg; lia|simpl; ring].
    + rewrite Rminus_0_r, Rabs_R0. unfold Rdiv. lra.
  - destruct (near_float_pos t x Ht L) as [y [F E]].
    eapply Rle_trans; [apply (proj2 (N x)), F|]. rewrite (Rabs_pos_eq x) by lra. exact E.
Qed.

(** entry by entry, for every norm *)
Theorem rounding_relative : forall d t q w fl, (1 <= t)%nat -> 0 < q -> rounds_to_nearest t fl ->
  sum d (fun i => Rabs (w i - fl (w i)) ^^ q) ^^ (1 / q)
  <= sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / (2 ^ t + 1).
Proof.
  intros d t q w fl Ht Hq N. assert (T : 1 <= 2 ^ t) by (apply pow_R1_Rle; lra).
  assert (I : 0 < 1 / q) by (apply Rdiv_lt_0_compat; lra).
  set (c := / (2 ^ t + 1)). assert (C : 0 < c) by (apply Rinv_0_lt_compat; lra).
  apply Rle_trans with ((c ^^ q * sum d (fun i => Rabs (w i) ^^ q)) ^^ (1 / q)).
  - apply pr_le; [lra|]. split; [apply sum_nonneg; intros; apply pr_nonneg|].
    rewrite <- sum_scal. apply sum_le. intros i _. rewrite <- pr_mult by (try apply Rabs_pos; lra).
    apply pr_le; [lra|]. split; [apply Rabs_pos|]. rewrite Rmult_comm. now apply rounding_error.
  - right. rewrite pr_mult, pr_pr by (try apply pr_nonneg; try lra; apply sum_nonneg; intros; apply pr_nonneg).
    replace (q * (1 / q)) with 1 by (field; lra). rewrite pr_1 by lra. unfold c. field. lra.
Qed.
