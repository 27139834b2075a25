(** Hölder's inequality for finite sums, power means, and the effective
    dimension lower bound. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

Lemma sum_eq_0 : forall d f, (forall i, (i < d)%nat -> 0 <= f i) -> sum d f = 0 ->
  forall i, (i < d)%nat -> f i = 0.
Proof.
  intros d f H E i Hi. assert (A := sum_term_le d f i Hi H). specialize (H i Hi). lra.
Qed.

(** sum a_i^(1-th) b_i^th <= (sum a_i)^(1-th) (sum b_i)^th *)
Theorem holder : forall d a b th,
  (forall i, (i < d)%nat -> 0 <= a i) -> (forall i, (i < d)%nat -> 0 <= b i) ->
  0 <= th <= 1 ->
  sum d (fun i => a i ^^ (1 - th) * b i ^^ th) <= sum d a ^^ (1 - th) * sum d b ^^ th.
Proof.
  intros d a b th Ha Hb Hth.
  set (A := sum d a). set (B := sum d b).
  assert (Z : forall f, (forall i, (i < d)%nat -> f i = 0) -> sum d f = 0).
  { intros f Hf. rewrite <- (sum_zero d). now apply sum_ext. }
  assert (NA : 0 <= A) by now apply sum_nonneg.
  assert (NB : 0 <= B) by now apply sum_nonneg.
  destruct NA as [PA|EA].
  2: { right. rewrite <- EA, pr_0, Rmult_0_l. apply Z. intros i Hi.
       rewrite (sum_eq_0 d a Ha (eq_sym EA) i Hi), pr_0. ring. }
  destruct NB as [PB|EB].
  2: { right. rewrite <- EB, pr_0, Rmult_0_r. apply Z. intros i Hi.
       rewrite (sum_eq_0 d b Hb (eq_sym EB) i Hi), pr_0. ring. }
  assert (PA' := pr_pos A (1 - th) PA). assert (PB' := pr_pos B th PB).
  assert (PC : 0 < A ^^ (1 - th) * B ^^ th) by nra.
  apply Rle_trans with
    (sum d (fun i => A ^^ (1 - th) * B ^^ th * ((1 - th) / A * a i + th / B * b i))).
  - apply sum_le. intros i Hi.
    assert (Y := weighted_amgm (a i / A) (b i / B) th).
    rewrite !pr_div in Y by auto.
    assert (Na : 0 <= a i / A)
      by (apply Rmult_le_pos; [auto|left; now apply Rinv_0_lt_compat]).
    assert (Nb : 0 <= b i / B)
      by (apply Rmult_le_pos; [auto|left; now apply Rinv_0_lt_compat]).
    specialize (Y Na Nb Hth).
    apply Rmult_le_compat_l with (r := A ^^ (1 - th) * B ^^ th) in Y; [|lra].
    eapply Rle_trans; [right|eapply Rle_trans; [apply Y|right]]; field; lra.
  - right. rewrite sum_scal, sum_plus, !sum_scal. fold A B. field. lra.
Qed.

(** Power mean inequality on a subset of size r *)
Corollary power_mean_on : forall d P x th, (forall i, (i < d)%nat -> 0 <= x i) ->
  0 <= th <= 1 ->
  sum_on d P (fun i => x i ^^ th)
  <= INR (count d P) ^^ (1 - th) * sum_on d P x ^^ th.
Proof.
  intros d P x th Hx Hth.
  assert (H := holder d (fun i => if P i then 1 else 0)
                        (fun i => if P i then x i else 0) th).
  fold (sum_on d P x) in H. fold (sum_on d P (fun _ => 1)) in H.
  rewrite sum_on_const, Rmult_1_r in H.
  eapply Rle_trans; [right|apply H]; try easy.
  - apply sum_ext. intros i Hi.
    destruct (P i); rewrite ?pr_base1, ?pr_0; ring.
  - intros i Hi; destruct (P i); lra.
  - intros i Hi; destruct (P i); [auto|lra].
Qed.

Definition lnorm (d : nat) (w : nat -> R) (p : R) : R :=
  sum d (fun i => w i ^^ p) ^^ (1 / p).

(** (d) A set of r coordinates carrying all but a fraction eta/(1+eta) of the
    l_p mass has r >= (1+eta)^(-q/(q-p)) (|w|_p/|w|_q)^(pq/(q-p)).
    (For w = 0 the left side is 0 by the conventions x/0 = 0 * /0, 0^^a = 0.) *)
Theorem effective_dimension : forall d (w : nat -> R) p q eta (S : nat -> bool),
  (forall i, (i < d)%nat -> 0 <= w i) -> 0 < p < q -> 0 <= eta ->
  sum_on d (fun i => negb (S i)) (fun i => w i ^^ p)
    <= eta * sum_on d S (fun i => w i ^^ p) ->
  (1 + eta) ^^ (- (q / (q - p))) * (lnorm d w p / lnorm d w q) ^^ (p * q / (q - p))
    <= INR (count d S).
Proof.
  intros d w p q eta S Hw Hpq Heta Htail.
  set (A := sum d (fun i => w i ^^ p)). set (B := sum d (fun i => w i ^^ q)).
  set (r := INR (count d S)).
  assert (Hr : 0 <= r) by apply pos_INR.
  unfold lnorm. fold A B.
  assert (NA : 0 <= A) by (apply sum_nonneg; intros; apply pr_nonneg).
  destruct NA as [PA|EA].
  2: { rewrite <- EA, pr_0. unfold Rdiv. rewrite Rmult_0_l, pr_0, Rmult_0_r. easy. }
  (* B > 0 since some w_i > 0 *)
  assert (NB : 0 <= B) by (apply sum_nonneg; intros; apply pr_nonneg).
  destruct NB as [PB|EB].
  2: { exfalso. assert (A = 0); [|lra]. unfold A. rewrite <- (sum_zero d).
       apply sum_ext. intros i Hi.
       assert (E := sum_eq_0 d _ (fun i _ => pr_nonneg (w i) q) (eq_sym EB) i Hi).
       destruct (Hw i Hi) as [P|<-]; [|apply pr_0].
       generalize (pr_pos _ q P). cbn in E. lra. }
  set (th := p / q).
  assert (Hth : 0 < th < 1).
  { unfold th. split; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with q; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  (* A <= (1+eta) r^(1-th) B^th *)
  assert (K : A <= (1 + eta) * (r ^^ (1 - th) * B ^^ th)).
  { apply Rle_trans with ((1 + eta) * sum_on d S (fun i => w i ^^ p)).
    - unfold A. rewrite (sum_split d S). lra.
    - apply Rmult_le_compat_l; [lra|].
      apply Rle_trans with (r ^^ (1 - th) * sum_on d S (fun i => w i ^^ q) ^^ th).
      + eapply Rle_trans; [right|apply power_mean_on; [intros; apply pr_nonneg|lra]].
        unfold sum_on. apply sum_ext. intros i Hi. destruct (S i); [|easy].
        rewrite pr_pr by auto. f_equal. unfold th. field. lra.
      + apply Rmult_le_compat_l; [apply pr_nonneg|]. apply pr_le; [lra|].
        split; [apply sum_on_nonneg|apply sum_on_sub]; intros; apply pr_nonneg. }
  set (al := q / (q - p)).
  assert (Hal : 0 < al) by (apply Rdiv_lt_0_compat; lra).
  (* raise to the power al = 1/(1-th) *)
  assert (K2 : A ^^ al <= (1 + eta) ^^ al * (r * B ^^ (p / (q - p)))).
  { eapply Rle_trans; [apply pr_le; [|split; [|apply K]]; lra|right].
    rewrite !pr_mult; try apply pr_nonneg; try lra.
    2: { apply Rmult_le_pos; apply pr_nonneg. }
    rewrite !pr_pr by lra.
    replace ((1 - th) * al) with 1 by (unfold th, al; field; lra).
    replace (th * al) with (p / (q - p)) by (unfold th, al; field; lra).
    rewrite pr_1 by easy. ring. }
  rewrite pr_div; [|apply pr_nonneg|now apply pr_pos].
  rewrite !pr_pr by lra.
  replace (1 / p * (p * q / (q - p))) with al by (unfold al; field; lra).
  replace (1 / q * (p * q / (q - p))) with (p / (q - p)) by (field; lra).
  rewrite pr_opp by lra.
  assert (P1 : 0 < (1 + eta) ^^ al) by (apply pr_pos; lra).
  assert (P2 : 0 < B ^^ (p / (q - p))) by now apply pr_pos.
  apply Rmult_le_reg_l with ((1 + eta) ^^ al * B ^^ (p / (q - p))); [nra|].
  eapply Rle_trans; [right|eapply Rle_trans; [apply K2|right; ring]].
  field. lra.
Qed.
