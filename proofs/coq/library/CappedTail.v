(** The largest tail of 1 = y_0 >= y_1 >= ... >= 0 with sum N, for the power s > 0: one entry is 1 and
    r - 1 others are equal, or as many as possible are 1. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Holder Rearrange BestTerm PowerConvex.
Open Scope R_scope.

Section Capped.
(** k = m + 1 entries are kept, n are dropped *)
Variables (m n : nat) (y : nat -> R) (s : R).
Let k := Datatypes.S m.
Let d := (k + n)%nat.
Hypothesis s_pos : 0 < s.
Hypothesis y_first : y O = 1.
Hypothesis y_nonneg : forall i, (i < d)%nat -> 0 <= y i.
Hypothesis y_sorted : sorted d y.

Let N := sum d y.
Let u := y m.
Let t := sum n (fun i => y (k + i)%nat).
Let peaked := max_over k d (fun r => (INR r - INR k) * Rmin 1 ((N - 1) / (INR r - 1)) ^^ s).
Let filled := sum_range (1 + k) d (fun r => Rmin 1 (Rmax 0 (1 + N - INR r)) ^^ s).

Lemma capped_u : 0 <= u <= 1.
Proof. split; [apply y_nonneg; unfold d, k; lia|]. rewrite <- y_first. apply y_sorted. unfold d, k; lia. Qed.

Lemma kept_sum : 1 + INR m * u + t <= N.
Proof.
  unfold N, d. rewrite sum_app. fold t. apply Rplus_le_compat_r.
  unfold k. change (Datatypes.S m) with (1 + m)%nat. rewrite sum_app. cbn [sum]. rewrite y_first, Rplus_0_l.
  apply Rplus_le_compat_l. rewrite <- sum_const. apply sum_le. intros i Hi. apply y_sorted. unfold d, k; lia.
Qed.

Lemma filled_nonneg : 0 <= filled.
Proof. apply sum_nonneg. intros. apply pr_nonneg. Qed.

Lemma peaked_ge : forall r v, (k < r <= d)%nat -> 0 <= v <= 1 -> v * (INR r - 1) <= N - 1 ->
  (INR r - INR k) * v ^^ s <= Rmax peaked filled.
Proof.
  intros r v Hr Hv H. assert (R1 : 1 < INR r) by (apply (lt_INR 1); unfold k in Hr; lia).
  assert (K : INR k <= INR r) by (apply le_INR; lia).
  eapply Rle_trans; [|apply Rmax_l].
  eapply Rle_trans; [|now apply (max_over_ge k d (fun r => (INR r - INR k) * Rmin 1 ((N - 1) / (INR r - 1)) ^^ s) r)].
  apply Rmult_le_compat_l; [lra|]. apply pr_le; [lra|]. split; [easy|]. apply Rmin_glb; [easy|].
  apply Rmult_le_reg_r with (INR r - 1); [lra|]. field_simplify; lra.
Qed.

Lemma filled_ge : forall j f, (j < n)%nat -> 0 <= f <= 1 -> INR (m + j) + f <= N - 1 ->
  INR j + f ^^ s <= Rmax peaked filled.
Proof.
  intros j f Hj Hf H. eapply Rle_trans; [|apply Rmax_r]. unfold filled, sum_range.
  replace (d + 1 - (1 + k))%nat with (j + Datatypes.S (n - j - 1))%nat by (unfold d; lia). rewrite sum_app.
  assert (I : forall i, INR (1 + k + i) = 2 + INR m + INR i)
    by (intros; unfold k; rewrite !plus_INR, !S_INR; simpl; ring).
  rewrite plus_INR in H. apply Rplus_le_compat.
  - replace (INR j) with (INR j * 1) by ring. rewrite <- sum_const. apply sum_le. intros i Hi.
    rewrite I. assert (INR i + 1 <= INR j) by (rewrite <- S_INR; apply le_INR; lia).
    rewrite Rmin_left; [rewrite pr_base1; lra|]. eapply Rle_trans; [|apply Rmax_r]. lra.
  - eapply Rle_trans; [|apply (sum_term_le _ _ O); [lia|intros; apply pr_nonneg]].
    cbn beta. rewrite I, plus_INR. apply pr_le; [lra|]. split; [easy|]. apply Rmin_glb; [easy|].
    eapply Rle_trans; [|apply Rmax_r]. simpl. lra.
Qed.

(** s >= 1: the sum of powers is convex in the smallest kept entry, between places where it is one of both *)
Lemma capped_above : 1 <= s -> sum n (fun i => y (k + i)%nat ^^ s) <= Rmax peaked filled.
Proof.
  intros Hs. assert (U := capped_u). assert (KS := kept_sum). assert (FN := filled_nonneg).
  assert (M0 : 0 <= Rmax peaked filled) by (eapply Rle_trans; [apply FN|apply Rmax_r]).
  destruct (fill n (fun i => y (k + i)%nat) u s Hs) as [j [f [Hj [Hf [Nf [Uf [E S]]]]]]].
  { intros i Hi. split; [apply y_nonneg; unfold d; lia|apply y_sorted; unfold d, k; lia]. }
  fold t in E. cbn beta in S. eapply Rle_trans; [apply S|]. assert (Pj := pos_INR j). assert (Pm := pos_INR m).
  assert (R : forall j, INR (k + j) - 1 = INR m + INR j /\ INR (k + j) - INR k = INR j)
    by (intros i; unfold k; rewrite !plus_INR, S_INR; split; ring).
  destruct (Req_dec f 0) as [->|Zf].
  { rewrite pr_0, Rplus_0_r. destruct (Nat.eq_dec j 0) as [->|Zj]; [simpl; lra|].
    destruct (R j) as [R1 R2]. rewrite <- R2. apply peaked_ge; [unfold d; lia|easy|rewrite R1; lra]. }
  assert (Lj : (j < n)%nat) by (destruct (Nat.eq_dec j n); [tauto|lia]).
  assert (F : f <= u) by (destruct Uf; [easy|lia]).
  set (b := INR m + INR j). set (T := INR m * u + t). assert (ET : T = b * u + f) by (unfold T, b; lra).
  assert (Pb : 0 <= b) by (unfold b; lra).
  assert (NT : T <= N - 1) by (unfold T; lra).
  (* the left end, where one more entry is equal to the others *)
  set (u0 := T / (b + 1)). assert (E0 : u0 * (b + 1) = T) by (unfold u0; field; lra).
  assert (L0 : 0 <= u0 <= u) by (split; [apply Rle_mult_inv_pos; nra|nra]).
  assert (V0 : INR j * u0 ^^ s + (T - b * u0) ^^ s <= Rmax peaked filled).
  { replace (T - b * u0) with u0 by lra. destruct (R (Datatypes.S j)) as [R1 R2]. rewrite S_INR in R1, R2.
    replace (INR j * u0 ^^ s + u0 ^^ s) with ((INR j + 1) * u0 ^^ s) by ring. rewrite <- R2.
    apply peaked_ge; [unfold d; lia|lra|]. rewrite R1. unfold b in E0. lra. }
  (* the right end, where f is 0 or u is 1 *)
  assert (W : exists u1, u <= u1 <= 1 /\ 0 <= T - b * u1 /\
    INR j * u1 ^^ s + (T - b * u1) ^^ s <= Rmax peaked filled).
  { destruct (Rle_lt_dec b T) as [L|L].
    - exists 1. repeat split; try lra. rewrite pr_base1, !Rmult_1_r. apply filled_ge; [easy| |].
      + split; [lra|nra].
      + rewrite plus_INR. fold b. lra.
    - assert (B : 0 < b) by nra. exists (T / b). assert (E1 : T / b * b = T) by (field; lra).
      assert (D : u <= T / b <= 1) by (split; nra).
      repeat split; try lra. replace (T - b * (T / b)) with 0 by lra. rewrite pr_0, Rplus_0_r.
      destruct (Nat.eq_dec j 0) as [->|Zj]; [simpl; lra|].
      destruct (R j) as [R1 R2]. rewrite <- R2. apply peaked_ge; [unfold d; lia|lra|rewrite R1; fold b; lra]. }
  destruct W as [u1 [L1 [F1 V1]]]. destruct (between u0 u u1 ltac:(lra)) as [l [Hl El]].
  assert (A := pow_chord u0 u1 l s ltac:(lra) ltac:(lra) Hl Hs).
  assert (B := pow_chord (T - b * u0) (T - b * u1) l s ltac:(nra) F1 Hl Hs).
  rewrite <- El in A. replace ((1 - l) * (T - b * u0) + l * (T - b * u1)) with f in B by (rewrite El in ET; lra).
  apply Rmult_le_compat_l with (r := INR j) in A; [|easy].
  apply Rmult_le_compat_l with (r := 1 - l) in V0; [|lra]. apply Rmult_le_compat_l with (r := l) in V1; [|lra]. lra.
Qed.

(** s <= 1: all entries but the first are equal, by the average and the power mean *)
Lemma capped_below : s <= 1 -> sum n (fun i => y (k + i)%nat ^^ s) <= Rmax peaked filled.
Proof.
  intros Hs. destruct (Nat.eq_dec n 0) as [Z|Zn].
  { rewrite Z. cbn [sum]. eapply Rle_trans; [apply filled_nonneg|apply Rmax_r]. }
  set (z := fun i => y (Datatypes.S i)). set (e := (m + n)%nat).
  assert (Nz : forall i, (i < e)%nat -> 0 <= z i <= 1).
  { intros i Hi. split; [apply y_nonneg; unfold d, k; unfold e in Hi; lia|].
    unfold z. rewrite <- y_first. apply y_sorted. unfold d, k; unfold e in Hi; lia. }
  assert (HT : topk e z m (fun i => (i <? m)%nat)).
  { split; [apply count_below; unfold e; lia|]. intros i j Hi Hj Ti Tj.
    apply Nat.ltb_lt in Ti. apply Nat.ltb_ge in Tj. apply y_sorted. unfold d, k; unfold e in Hj; lia. }
  assert (A := tail_average e z s m _ (fun i Hi => proj1 (Nz i Hi)) s_pos HT ltac:(unfold e; lia)).
  assert (Pe : 0 < INR e) by (apply lt_0_INR; unfold e; lia).
  assert (Sz : sum e z = N - 1).
  { unfold N, d, k. change (Datatypes.S m + n)%nat with (1 + e)%nat. rewrite sum_app. cbn [sum].
    rewrite y_first. change (fun i => y (1 + i)%nat) with z. ring. }
  assert (B := power_mean_on e (fun _ => true) z s (fun i Hi => proj1 (Nz i Hi)) ltac:(lra)).
  rewrite <- !sum_eq_on, count_all, Sz in B.
  assert (En : INR e - INR m = INR n) by (unfold e; rewrite plus_INR; ring). rewrite En in A.
  assert (Tl : sum_on e (fun i => negb (i <? m)%nat) (fun i => z i ^^ s) = sum n (fun i => y (k + i)%nat ^^ s)).
  { unfold sum_on, e. rewrite sum_app, (sum_ext m _ (fun _ => 0)), sum_zero, Rplus_0_l.
    - apply sum_ext. intros i _. destruct (Nat.ltb_spec (m + i) m); [lia|]. easy.
    - intros i Hi. destruct (Nat.ltb_spec i m); [easy|lia]. }
  rewrite Tl in A.
  assert (N1 : 0 <= N - 1) by (rewrite <- Sz; apply sum_nonneg; intros; now apply Nz).
  assert (N2 : N - 1 <= INR e).
  { rewrite <- Sz, <- (Rmult_1_r (INR e)), <- sum_const. apply sum_le. intros. now apply Nz. }
  replace (sum n (fun i => y (k + i)%nat ^^ s)) with (sum n (fun i => y (k + i)%nat ^^ s)) by easy.
  eapply Rle_trans; [apply A|].
  assert (Kd : INR d - INR k = INR n) by (unfold d; rewrite plus_INR; ring).
  assert (D1 : INR d - 1 = INR e) by (unfold d, k, e; rewrite !plus_INR, S_INR; ring).
  apply Rle_trans with ((INR d - INR k) * ((N - 1) / INR e) ^^ s).
  - rewrite Kd, pr_div by easy. unfold Rdiv. rewrite !Rmult_assoc.
    apply Rmult_le_compat_l; [apply pos_INR|]. apply Rmult_le_reg_l with (INR e); [easy|].
    rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. eapply Rle_trans; [apply B|right].
    unfold Rminus at 1. rewrite pr_plus, pr_1, pr_opp by lra. ring.
  - apply peaked_ge; [unfold d; lia| |].
    + split; [apply Rle_mult_inv_pos; lra|]. apply Rmult_le_reg_r with (INR e); [easy|]. field_simplify; lra.
    + rewrite D1. right. field. lra.
Qed.

Theorem capped_tail : sum n (fun i => y (k + i)%nat ^^ s) <= Rmax peaked filled.
Proof. destruct (Rle_lt_dec s 1); [now apply capped_below|apply capped_above; lra]. Qed.
End Capped.
