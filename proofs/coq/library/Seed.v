(** The seed's theorem, layer by layer and unrolled: from the lq norms of the neurons to the error of the outputs. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Ranges Sets Quantities Series Forward Carry WorstTail Kept.
Open Scope R_scope.

(** No neuron of layer l has a larger lq norm than t l, none of its inputs is larger than B l *)
Definition norms_at_most (f : comparison) (q : R) (t : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> 0 <= t l
  /\ forall i, (i < width f l)%nat -> lq_norm (width f (l - 1)) (weight (dense f) l i) q <= t l.
Definition inputs_at_most (f : comparison) (B : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> 0 <= B l
  /\ forall a j, (a < samples f)%nat -> (j < width f (l - 1))%nat -> Rabs (forward f (dense f) (l - 1) a j) <= B l.

Lemma sup_error_nonneg : forall f l, 0 <= layer_sup_error f l.
Proof. intros. apply max_on_nonneg. Qed.

Lemma sup_error_ge : forall f l a i, (a < samples f)%nat -> (i < width f l)%nat ->
  Rabs (forward f (dense f) l a i - forward f (pruned f) l a i) <= layer_sup_error f l.
Proof.
  intros f l a i Ha Hi. unfold layer_sup_error.
  eapply Rle_trans; [|apply (max_on_ge _ _ _ a); easy].
  now apply (max_on_ge (width f l) (fun _ => true)
    (fun i => Rabs (forward f (dense f) l a i - forward f (pruned f) l a i))).
Qed.

Lemma sup_error_le : forall f l c, 0 <= c ->
  (forall a i, (a < samples f)%nat -> (i < width f l)%nat ->
    Rabs (forward f (dense f) l a i - forward f (pruned f) l a i) <= c) ->
  layer_sup_error f l <= c.
Proof.
  intros f l c Hc H. apply max_on_le; [easy|]. intros a Ha _. apply max_on_le; [easy|]. auto.
Qed.

Lemma sup_error_0 : forall f, layer_sup_error f 0 = 0.
Proof.
  intros f. apply Rle_antisym; [|apply sup_error_nonneg]. apply sup_error_le; [lra|].
  intros. cbn [forward]. rewrite Rminus_diag_eq, Rabs_R0; [lra|easy].
Qed.

(** The largest norms and inputs themselves *)
Definition largest_norm (f : comparison) (q : R) (l : nat) : R :=
  max_on (width f l) (fun _ => true) (fun i => lq_norm (width f (l - 1)) (weight (dense f) l i) q).

Lemma largest_norm_at_most : forall f q, norms_at_most f q (largest_norm f q).
Proof.
  intros f q l _. split; [apply max_on_nonneg|]. intros i Hi.
  now apply (max_on_ge (width f l) (fun _ => true) (fun i => lq_norm (width f (l - 1)) (weight (dense f) l i) q)).
Qed.

Lemma input_sup_at_most : forall f, inputs_at_most f (input_sup f).
Proof.
  intros f l _. split; [apply max_on_nonneg|]. intros a j Ha Hj. unfold input_sup.
  eapply Rle_trans; [|apply (max_on_ge _ _ _ a); easy].
  now apply (max_on_ge (width f (l - 1)) (fun _ => true) (fun j => Rabs (forward f (dense f) (l - 1) a j))).
Qed.

(** Bounds of the inputs that need no data: from the inputs of the network, its norms and its biases *)
Definition biases_at_most (f : comparison) (beta : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> 0 <= beta l
  /\ forall i, (i < width f l)%nat -> Rabs (bias (dense f) l i) <= beta l.

Theorem inputs_from_norms : forall f rho q t beta B, 0 < q <= 1 -> has_lipschitz f rho ->
  norms_at_most f q t -> biases_at_most f beta -> 0 <= B 1%nat ->
  (forall a j, (a < samples f)%nat -> (j < width f 0)%nat -> Rabs (inputs f a j) <= B 1%nat) ->
  (forall l, (1 <= l < depth f)%nat -> rho l * (t l * B l + beta l) + Rabs (activation f l 0) <= B (S l)) ->
  inputs_at_most f B.
Proof.
  intros f rho q t beta B Hq P N Hb B0 H0 HS l. induction l as [|l IH]; intros Hl; [lia|].
  replace (S l - 1)%nat with l by lia. destruct l as [|m]; [now split|].
  assert (Hm : (1 <= S m < depth f)%nat) by lia. specialize (HS (S m) Hm).
  destruct (IH ltac:(lia)) as [Bm Im]. destruct (N (S m) ltac:(lia)) as [Tm Nm].
  destruct (Hb (S m) ltac:(lia)) as [Cm Dm]. assert (Lip := P (S m) ltac:(lia)).
  assert (R := lipschitz_nonneg _ _ Lip). assert (A := Rabs_pos (activation f (S m) 0)).
  assert (TB : 0 <= t (S m) * B (S m)) by now apply Rmult_le_pos.
  assert (RT : 0 <= rho (S m) * (t (S m) * B (S m) + beta (S m))) by (apply Rmult_le_pos; lra).
  split; [lra|]. intros a i Ha Hi. eapply Rle_trans; [|apply HS]. cbn [forward].
  set (z := preactivation f (dense f) (S m) (forward f (dense f) m) a i).
  replace (activation f (S m) z) with (activation f (S m) z - activation f (S m) 0 + activation f (S m) 0) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat_r.
  eapply Rle_trans; [apply Lip|]. rewrite Rminus_0_r. apply Rmult_le_compat_l; [easy|].
  eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat; [|now apply Dm].
  replace (S m - 1)%nat with m in * by lia.
  eapply Rle_trans; [apply sum_abs|]. apply Rle_trans with (sum (width f m) (fun j => Rabs (weight (dense f) (S m) i j)) * B (S m)).
  - rewrite Rmult_comm, <- sum_scal. apply sum_le. intros j Hj. rewrite Rabs_mult, Rmult_comm.
    apply Rmult_le_compat_r; [apply Rabs_pos|now apply Im].
  - apply Rmult_le_compat_r; [easy|]. eapply Rle_trans; [now apply l1_le_lq|now apply Nm].
Qed.

Section Seed.
Variables (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R) (t B : nat -> R).
Hypothesis q_range : 0 < q <= 1.
Hypothesis phi_lipschitz : has_lipschitz f rho.
Hypothesis pruned_to_largest : magnitude_pruned f kept.
Hypothesis norms : norms_at_most f q t.
Hypothesis bounded : inputs_at_most f B.

Let C l := worst_tail1 (kept l) (width f (l - 1)) q.

Theorem seed_layer_at_most : forall l, (1 <= l <= depth f)%nat ->
  layer_sup_error f l <= rho l * t l * (layer_sup_error f (l - 1) + C l * B l).
Proof.
  intros l Hl. assert (Hr := lipschitz_nonneg _ _ (phi_lipschitz l Hl)).
  destruct (norms l Hl) as [Ht Hn]. destruct (bounded l Hl) as [HB Hh].
  assert (HC : 0 <= C l) by apply worst_tail_nonneg.
  assert (He := sup_error_nonneg f (l - 1)).
  assert (HCB : 0 <= C l * B l) by now apply Rmult_le_pos.
  apply sup_error_le.
  { apply Rmult_le_pos; [now apply Rmult_le_pos|lra]. }
  intros a i Ha Hi. destruct (pruned_to_largest l i Hl Hi) as [keeps same].
  specialize (Hn i Hi). destruct l as [|m]; [lia|]. cbn [forward].
  eapply Rle_trans; [apply (phi_lipschitz (S m) Hl)|]. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [easy|]. unfold preactivation. rewrite same.
  replace (S m - 1)%nat with m in * by lia.
  match goal with |- Rabs (?x + ?b - (?y + ?b)) <= _ => replace (x + b - (y + b)) with (x - y) by ring end.
  eapply Rle_trans.
  { apply carried_sup with (e := layer_sup_error f m) (B := B (S m)).
    - intros j Hj. now apply sup_error_ge.
    - intros j Hj. now apply Hh. }
  replace (t (S m) * (layer_sup_error f m + C (S m) * B (S m)))
    with (t (S m) * layer_sup_error f m + C (S m) * t (S m) * B (S m)) by ring.
  apply Rplus_le_compat; (apply Rmult_le_compat_r; [easy|]).
  - eapply Rle_trans; [now apply (kept_le _ _ _ _ keeps q)|easy].
  - eapply Rle_trans; [now apply (dropped_le _ _ _ _ keeps q)|].
    unfold C. replace (S m - 1)%nat with m by lia. now apply Rmult_le_compat_l; [apply worst_tail_nonneg|].
Qed.

Theorem seed_at_most : layer_sup_error f (depth f)
  <= sum_range 1 (depth f) (fun l =>
       C l * t l * B l * (prod_range l (depth f) rho * prod_range (S l) (depth f) t)).
Proof.
  eapply Rle_trans.
  - apply (unrolled (layer_sup_error f) (fun l => rho l * t l) (fun l => rho l * t l * (C l * B l))).
    + apply sup_error_0.
    + intros l Hl. apply Rmult_le_pos; [apply (lipschitz_nonneg _ _ (phi_lipschitz l Hl))|now apply norms].
    + intros l Hl. eapply Rle_trans; [now apply seed_layer_at_most|]. right. ring.
  - right. apply sum_range_ext. intros l Hl. rewrite prod_range_mult, (prod_range_first l) by lia. ring.
Qed.

(** with the closed form c_{q,1} k^(1 - 1/q) in place of C, when every neuron keeps a weight *)
Theorem seed_closed_at_most : q < 1 -> (forall l, (1 <= l <= depth f)%nat -> (1 <= kept l)%nat) ->
  layer_sup_error f (depth f)
  <= sum_range 1 (depth f) (fun l =>
       q * (1 - q) ^^ (1 / q - 1) * INR (kept l) ^^ (1 - 1 / q) * t l * B l
       * (prod_range l (depth f) rho * prod_range (S l) (depth f) t)).
Proof.
  intros Hq Hk. eapply Rle_trans; [apply seed_at_most|]. apply sum_range_le. intros l Hl.
  apply Rmult_le_compat_r.
  { apply Rmult_le_pos; apply prod_range_nonneg; intros j Hj.
    - apply (lipschitz_nonneg _ _ (phi_lipschitz j ltac:(lia))).
    - apply norms. lia. }
  apply Rmult_le_compat_r; [now apply bounded|]. apply Rmult_le_compat_r; [now apply norms|].
  apply worst_tail_closed; auto; lra.
Qed.
End Seed.
