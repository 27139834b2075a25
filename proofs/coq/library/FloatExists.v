(** There is a rounding to nearest: the nearest multiple of the unit in the last place. *)
Require Import Reals Lra Lia ZArith.
From LqTheory Require Import FiniteSum Ranges Floats.
Open Scope R_scope.

Definition exponent (x : R) : Z := Int_part (ln (Rabs x) / ln 2).
Definition unit_of (t : nat) (x : R) : R := powerRZ 2 (exponent x - Z.of_nat (t - 1)).
Definition round_nearest (t : nat) (x : R) : R :=
  if Req_EM_T x 0 then 0 else IZR (ceil (x / unit_of t x - 1 / 2)) * unit_of t x.

(** The nearest integer is nearest *)
Lemma nearest_integer : forall z k, Rabs (z - IZR (ceil (z - 1 / 2))) <= Rabs (z - IZR k).
Proof.
  intros z k. destruct (ceil_spec (z - 1 / 2)) as [A B]. set (c := ceil (z - 1 / 2)) in *.
  destruct (Z.lt_trichotomy k c) as [L|[->|L]]; [|apply Rle_refl|].
  - assert (K : IZR k <= IZR c - 1) by (rewrite <- (minus_IZR c 1); apply IZR_le; lia).
    rewrite (Rabs_pos_eq (z - IZR k)) by lra. apply Rabs_le. lra.
  - assert (K : IZR c + 1 <= IZR k) by (rewrite <- (plus_IZR c 1); apply IZR_le; lia).
    rewrite (Rabs_left1 (z - IZR k)) by lra. apply Rabs_le. lra.
Qed.

(** x, measured in units, lies between 2^(t-1) and 2^t *)
Lemma in_units : forall t x, (1 <= t)%nat -> x <> 0 ->
  0 < unit_of t x /\ 2 ^ (t - 1) * unit_of t x <= Rabs x < 2 ^ t * unit_of t x.
Proof.
  intros t x Ht Hx. assert (P : 0 < Rabs x) by now apply Rabs_pos_lt.
  split; [apply power2_pos|].
  assert (E : 2 ^ (t - 1) * unit_of t x = powerRZ 2 (exponent x)).
  { unfold unit_of. rewrite pow_powerRZ, <- powerRZ_add by lra. f_equal. lia. }
  assert (S : 2 ^ t = 2 * 2 ^ (t - 1)) by (replace t with (S (t - 1)) at 1 by lia; easy).
  rewrite S, Rmult_assoc, E. clear E S. unfold exponent.
  assert (L : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
  destruct (base_Int_part (ln (Rabs x) / ln 2)) as [A B]. set (e := Int_part _) in *.
  assert (Q : powerRZ 2 e = exp (IZR e * ln 2)) by (rewrite powerRZ_Rpower by lra; easy).
  assert (R1 : ln (Rabs x) = (ln (Rabs x) / ln 2) * ln 2) by (field; lra).
  rewrite Q. split.
  - rewrite <- (exp_ln (Rabs x)) by easy. assert (M : IZR e * ln 2 <= ln (Rabs x)) by nra.
    destruct M as [M|M]; [left; now apply exp_increasing|right; now rewrite M].
  - rewrite <- (exp_ln 2) at 1 by lra. rewrite <- exp_plus. rewrite <- (exp_ln (Rabs x)) at 1 by easy.
    apply exp_increasing. nra.
Qed.

(** A float is a multiple of that unit, or no larger than the least number of the binade *)
Lemma float_in_units : forall t x y, (1 <= t)%nat -> is_float t y ->
  (exists k, y = IZR k * unit_of t x) \/ Rabs y <= 2 ^ (t - 1) * unit_of t x.
Proof.
  intros t x y Ht [m [e [Hm ->]]]. unfold unit_of. set (f := (exponent x - Z.of_nat (t - 1))%Z).
  destruct (Z_le_gt_dec f e) as [L|L].
  - left. exists (m * 2 ^ (e - f))%Z. rewrite mult_IZR, Rmult_assoc. f_equal.
    rewrite <- (Z2Nat.id (e - f)) by lia. rewrite power_of_nat, pow_powerRZ, <- powerRZ_add by lra.
    f_equal. lia.
  - right. rewrite Rabs_mult, (Rabs_pos_eq (powerRZ 2 e)) by (left; apply power2_pos).
    rewrite <- abs_IZR. apply Rle_trans with (2 ^ t * powerRZ 2 e).
    + apply Rmult_le_compat_r; [left; apply power2_pos|]. rewrite <- power_of_nat. now apply IZR_le.
    + rewrite !pow_powerRZ, <- !powerRZ_add by lra.
      rewrite !powerRZ_Rpower by lra. apply Rle_Rpower; [lra|]. apply IZR_le. lia.
Qed.

Theorem round_nearest_is : forall t, (1 <= t)%nat -> rounds_to_nearest t (round_nearest t).
Proof.
  intros t Ht x. unfold round_nearest. destruct (Req_EM_T x 0) as [->|Hx].
  - split; [exists 0%Z, 0%Z; split; [simpl; apply Z.pow_nonneg; lia|simpl; ring]|].
    intros y _. rewrite Rminus_0_r, Rabs_R0. apply Rabs_pos.
  - destruct (in_units t x Ht Hx) as [U [A B]]. set (u := unit_of t x) in *. set (c := ceil (x / u - 1 / 2)).
    assert (X : x = x / u * u) by (field; lra). set (z := x / u) in *.
    assert (Z : Rabs x = Rabs z * u) by (rewrite X, Rabs_mult, (Rabs_pos_eq u); lra).
    assert (K : forall k, Rabs (x - IZR c * u) <= Rabs (x - IZR k * u)).
    { intros k. rewrite X. rewrite <- !Rmult_minus_distr_r, !Rabs_mult.
      apply Rmult_le_compat_r; [apply Rabs_pos|apply nearest_integer]. }
    split.
    + exists c, (exponent x - Z.of_nat (t - 1))%Z. split; [|easy].
      rewrite Z in B. apply Rmult_lt_reg_r in B; [|easy]. apply Rabs_def2 in B.
      destruct (ceil_spec (z - 1 / 2)) as [C1 C2]. fold c in C1, C2. rewrite <- power_of_nat in B.
      assert (IZR c < IZR (2 ^ Z.of_nat t) + 1) by lra. assert (- IZR (2 ^ Z.of_nat t) - 1 < IZR c) by lra.
      rewrite <- plus_IZR in H. rewrite <- opp_IZR, <- minus_IZR in H0. apply lt_IZR in H, H0. lia.
    + intros y F. destruct (float_in_units t x y Ht F) as [[k ->]|L]; [apply K|]. fold u in L.
      set (h := 2 ^ (t - 1)) in *.
      assert (H : exists k, Rabs (x - IZR k * u) = Rabs x - h * u).
      { assert (HH : h = IZR (2 ^ Z.of_nat (t - 1))) by (symmetry; apply power_of_nat).
        destruct (Rle_lt_dec 0 x).
        - exists (2 ^ Z.of_nat (t - 1))%Z. rewrite <- HH. rewrite (Rabs_pos_eq x) in * by easy.
          apply Rabs_pos_eq. lra.
        - exists (- 2 ^ Z.of_nat (t - 1))%Z. rewrite opp_IZR, <- HH. rewrite (Rabs_left x) in * by easy.
          rewrite Rabs_left1; lra. }
      destruct H as [k Hk]. eapply Rle_trans; [apply (K k)|]. rewrite Hk.
      assert (T := Rabs_triang (x - y) y). replace (x - y + y) with x in T by ring. lra.
Qed.
