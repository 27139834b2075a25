(** From draws to weights: some k weights kept and t drawn reach the error that sampling promises. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum L2 Sets Rearrange Sampling.
Open Scope R_scope.

(** One step, without chance *)
Theorem some_next_draw : forall n mu d w h, (forall a, (a < n)%nat -> 0 <= mu a) ->
  0 < total_size n mu d w h -> forall e, exists j, (j < d)%nat /\ 0 < size n mu w h j /\
  inner n mu (fun a => e a + (draw n mu d w h j a - target d w h a)) (fun a => e a + (draw n mu d w h j a - target d w h a))
  <= inner n mu e e + variance n mu d w h.
Proof. intros n mu d w h Hmu HD e. apply some_draw; try easy. right. now apply draw_variance. Qed.

(** v has at most K non-zeros *)
Definition sparse (d K : nat) (v : nat -> R) : Prop :=
  exists T : nat -> bool, (count d T <= K)%nat /\ forall j, (j < d)%nat -> T j = false -> v j = 0.

Lemma count_or : forall d P Q, (count d (fun j => P j || Q j)%bool <= count d P + count d Q)%nat.
Proof. induction d as [|d IH]; intros P Q; [easy|]. cbn [count]. specialize (IH P Q). destruct (P d), (Q d); simpl; lia. Qed.

Lemma count_single : forall d m, (count d (fun j => Nat.eqb j m) <= 1)%nat.
Proof.
  assert (A : forall d m, (d <= m)%nat -> count d (fun j => Nat.eqb j m) = O).
  { induction d as [|d IH]; intros m H; [easy|]. cbn [count]. rewrite IH by lia.
    destruct (Nat.eqb_spec d m); lia. }
  induction d as [|d IH]; intros m; [simpl; lia|].
  cbn [count]. destruct (Nat.eqb_spec d m) as [->|]; [rewrite A by lia; lia|specialize (IH m); lia].
Qed.

Lemma count_le : forall d P Q, (forall j, (j < d)%nat -> P j = true -> Q j = true) -> (count d P <= count d Q)%nat.
Proof.
  induction d as [|d IH]; intros P Q H; [easy|]. cbn [count].
  assert (count d P <= count d Q)%nat by (apply IH; intros; apply H; [lia|easy]).
  destruct (P d) eqn:E; [rewrite (H d) by auto with arith|destruct (Q d)]; lia.
Qed.

Notation times s j := (count_occ Nat.eq_dec s j).

Lemma few_drawn : forall d s, (count d (fun j => 0 <? times s j) <= length s)%nat.
Proof.
  intros d. induction s as [|m s IH]; cbn [length].
  - cbn [count_occ]. clear. induction d; simpl in *; lia.
  - eapply Nat.le_trans; [apply (count_le d _ (fun j => Nat.eqb j m || (0 <? times s j))%bool)|].
    + intros j _ E. cbn [count_occ] in E. destruct (Nat.eq_dec m j) as [->|].
      * now rewrite Nat.eqb_refl.
      * rewrite E. apply Bool.orb_true_r.
    + eapply Nat.le_trans; [apply count_or|]. assert (A := count_single d m). lia.
Qed.

Section Weights.
Variables (n : nat) (mu : nat -> R) (d : nat) (h : nat -> nat -> R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.

(** what replacing w by v changes *)
Definition replaced (w v : nat -> R) : R := L2 n mu (fun a => sum d (fun j => (w j - v j) * h j a)).

Lemma sum_by_input : forall (g : nat -> R) s, (forall j, In j s -> (j < d)%nat) ->
  fold_right (fun j x => g j + x) 0 s = sum d (fun j => INR (times s j) * g j).
Proof.
  intros g s. induction s as [|m s IH]; intros H; cbn [fold_right].
  - rewrite (sum_ext d _ (fun _ => 0)), sum_zero; [easy|]. intros; simpl; ring.
  - rewrite IH by (intros; apply H; now right).
    rewrite (sum_ext d (fun j => INR (times (m :: s) j) * g j)
      (fun j => (if Nat.eqb j m then g j else 0) + INR (times s j) * g j)).
    + rewrite sum_plus. f_equal. assert (Hm : (m < d)%nat) by (apply H; now left). revert Hm. clear.
      intros Hm. assert (A : forall c, sum c (fun j => if Nat.eqb j m then g j else 0) = if (m <? c)%nat then g m else 0).
      { induction c as [|c IH]; [easy|]. cbn [sum]. rewrite IH.
        destruct (Nat.ltb_spec m c), (Nat.ltb_spec m (S c)), (Nat.eqb_spec c m); try lia; subst; ring. }
      rewrite A. destruct (Nat.ltb_spec m d); [easy|lia].
    + intros j _. cbn [count_occ]. destruct (Nat.eq_dec m j) as [->|N].
      * rewrite Nat.eqb_refl, S_INR. ring.
      * destruct (Nat.eqb_spec j m) as [->|]; [easy|ring].
Qed.

Lemma times_sum : forall s, (forall j, In j s -> (j < d)%nat) -> sum d (fun j => INR (times s j)) = INR (length s).
Proof.
  intros s H. rewrite (sum_ext d _ (fun j => INR (times s j) * 1)), <- sum_by_input by (try easy; intros; ring).
  clear H. induction s as [|j s IH]; [easy|]. cbn [fold_right length]. rewrite IH, S_INR. ring.
Qed.

Theorem sampled_weights : forall w t, (1 <= t)%nat -> exists v, sparse d t v
  /\ (forall j, w j = 0 -> v j = 0) /\ total_size n mu d v h <= total_size n mu d w h
  /\ replaced w v <= (variance n mu d w h / INR t) ^^ (1 / 2).
Proof.
  intros w t Ht. destruct (total_size_nonneg n mu d w h) as [HD|HD].
  - destruct (some_draws n mu d w h HD t _ _ (Req_le _ _ (expected_square n mu d w h mu_nonneg HD t Ht)))
      as [s [Ls [As Es]]].
    exists (fun j => INR (times s j) / INR t * (total_size n mu d w h / size n mu w h j) * w j). repeat split.
    + exists (fun j => 0 <? times s j)%nat. split; [rewrite <- Ls; apply few_drawn|].
      intros j _ E. apply Nat.ltb_ge in E. replace (times s j) with O by lia. simpl. unfold Rdiv. ring.
    + intros j ->. ring.
    + assert (T : 0 < INR t) by (apply lt_0_INR; lia). set (D := total_size n mu d w h) in *.
      apply Rle_trans with (sum d (fun j => D / INR t * INR (times s j))).
      2: { rewrite sum_scal, times_sum, Ls by (intros; now apply As). right. field. lra. }
      apply sum_le. intros j Hj. assert (P := size_nonneg n mu w h j). unfold size in *.
      assert (Q : 0 <= INR (times s j) / INR t) by (apply Rle_mult_inv_pos; [apply pos_INR|easy]).
      cbn beta. set (r := D / (Rabs (w j) * L2 n mu (h j))). assert (Hr : 0 <= r).
      { unfold r. destruct P as [P|P]; [left; now apply Rdiv_lt_0_compat|].
        rewrite <- P. unfold Rdiv. rewrite Rinv_0. lra. }
      rewrite (Rabs_mult (_ * r)), (Rabs_mult _ r), (Rabs_pos_eq _ Q), (Rabs_pos_eq r) by easy. destruct P as [P|P].
      * right. unfold r. field. split; [lra|]. split; intros Z; rewrite Z in P; lra.
      * replace (_ * r * Rabs (w j) * _) with (INR (times s j) / INR t * r * (Rabs (w j) * L2 n mu (h j))) by ring.
        rewrite <- P, Rmult_0_r. apply Rmult_le_pos; [apply Rle_mult_inv_pos; [lra|easy]|apply pos_INR].
    + unfold replaced. apply root_le. split; [now apply inner_nonneg|]. eapply Rle_trans; [right|apply Es].
      assert (X : forall a, sum d (fun j => (w j - INR (times s j) / INR t * (total_size n mu d w h / size n mu w h j) * w j) * h j a)
        = missed n mu d w h s a).
      { intros a. unfold missed, target. unfold total. rewrite sum_by_input, Ls by (intros; now apply As).
        unfold Rdiv. rewrite (Rmult_comm (sum _ _) (/ INR t)), <- sum_scal.
        rewrite <- sum_minus. apply sum_ext. intros j _. unfold draw, Rdiv. ring. }
      apply inner_ext; intros; apply X.
  - exists (fun _ => 0). repeat split; [exists (fun _ => false); split; [clear; induction d; simpl; lia|easy]| |].
    { rewrite <- HD. right. transitivity (sum d (fun _ => 0)); [|apply sum_zero].
      apply sum_ext. intros j _. unfold size. rewrite Rabs_R0. ring. }
    apply Rle_trans with (total_size n mu d w h); [|rewrite <- HD; apply pr_nonneg].
    eapply Rle_trans; [right|apply (target_le n mu d w h mu_nonneg)].
    apply L2_ext. intros a _. unfold target. apply sum_ext. intros; ring.
Qed.

(** Keep T, draw t of the others *)
Definition rest (T : nat -> bool) (w : nat -> R) : nat -> R := fun j => if T j then 0 else w j.

Lemma rest_size : forall T w,
  total_size n mu d (rest T w) h = sum_on d (fun j => negb (T j)) (fun j => Rabs (w j) * L2 n mu (h j)).
Proof.
  intros. apply sum_ext. intros j _. unfold size, rest. destruct (T j); cbn [negb]; [rewrite Rabs_R0; ring|easy].
Qed.

Theorem split_weights : forall w T t, (1 <= t)%nat -> exists v, sparse d (count d T + t) v
  /\ replaced w v <= (variance n mu d (rest T w) h / INR t) ^^ (1 / 2).
Proof.
  intros w T t Ht. destruct (sampled_weights (rest T w) t Ht) as [v [[Q [CQ ZQ]] [Zv [Sv Ev]]]].
  exists (fun j => if T j then w j else v j). split.
  - exists (fun j => T j || Q j)%bool. split; [eapply Nat.le_trans; [apply count_or|lia]|].
    intros j Hj E. apply Bool.orb_false_iff in E. destruct E as [-> E]. auto.
  - eapply Rle_trans; [right|apply Ev]. apply L2_ext. intros a _. apply sum_ext. intros j _.
    assert (Z := Zv j). unfold rest in *. destruct (T j); [rewrite Z by easy; ring|easy].
Qed.

Lemma variance_root : forall w t, (1 <= t)%nat ->
  (variance n mu d w h / INR t) ^^ (1 / 2) <= total_size n mu d w h / INR t ^^ (1 / 2).
Proof.
  intros w t Ht. set (D := total_size n mu d w h).
  assert (HD : 0 <= D) by apply total_size_nonneg. assert (P : 0 < INR t) by (apply lt_0_INR; lia).
  rewrite <- (root_square D) by easy. rewrite <- pr_div by (try easy; now apply Rmult_le_pos).
  apply root_le. unfold Rdiv. split.
  - apply Rmult_le_pos; [now apply variance_nonneg|left; now apply Rinv_0_lt_compat].
  - apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. unfold variance. fold D.
    assert (0 <= inner n mu (target d w h) (target d w h)) by now apply inner_nonneg.
    simpl. lra.
Qed.

Theorem split_error : forall w T t, (1 <= t)%nat -> exists v, sparse d (count d T + t) v
  /\ replaced w v <= sum_on d (fun j => negb (T j)) (fun j => Rabs (w j) * L2 n mu (h j)) / INR t ^^ (1 / 2).
Proof.
  intros w T t Ht. destruct (split_weights w T t Ht) as [v [Sv Ev]]. exists v. split; [easy|].
  eapply Rle_trans; [apply Ev|]. rewrite <- rest_size. now apply variance_root.
Qed.
End Weights.
