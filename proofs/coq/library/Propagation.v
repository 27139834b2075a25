(** Local errors carried through the layers of a network: by norms, in scaled metrics, unit by unit. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Ranges L2 Quantities Series Forward Carry.
Open Scope R_scope.

Lemma unit_errors_0 : forall f i, has_measure f -> unit_errors f 0 i = 0.
Proof. intros f i H. apply L2_zero; [easy|]. intros. cbn [forward]. ring. Qed.

(** The error of a layer, split at what the pruned layer makes of the dense activations *)
Lemma split_at_dense : forall f l a i, preactivation f (dense f) l (forward f (dense f) (l - 1)) a i
  - preactivation f (pruned f) l (forward f (pruned f) (l - 1)) a i
  = sum (width f (l - 1)) (fun j => weight (pruned f) l i j *
      (forward f (dense f) (l - 1) a j - forward f (pruned f) (l - 1) a j))
    + (preactivation f (dense f) l (forward f (dense f) (l - 1)) a i
       - preactivation f (pruned f) l (forward f (dense f) (l - 1)) a i).
Proof.
  intros. unfold preactivation at 2 4.
  rewrite (sum_ext _ (fun j => _ * (_ - _)) (fun j =>
    weight (pruned f) l i j * forward f (dense f) (l - 1) a j
    - weight (pruned f) l i j * forward f (pruned f) (l - 1) a j)) by (intros; ring).
  rewrite sum_minus. ring.
Qed.

Lemma same_layer : forall f net l h g a i, preactivation f net l h a i - preactivation f net l g a i
  = sum (width f (l - 1)) (fun j => weight net l i j * (h a j - g a j)).
Proof.
  intros. unfold preactivation.
  rewrite (sum_ext _ (fun j => _ * (_ - _)) (fun j => weight net l i j * h a j - weight net l i j * g a j))
    by (intros; ring). rewrite sum_minus. ring.
Qed.

Lemma forward_layer : forall f net l a i, (1 <= l)%nat ->
  forward f net l a i = activation f l (preactivation f net l (forward f net (l - 1)) a i).
Proof. intros f net [|l] a i H; [lia|]. cbn [forward]. now replace (S l - 1)%nat with l by lia. Qed.

(** g is at least the norm of U M T^(-1), U and T diagonal *)
Definition scaled_bound (m d : nat) (U : nat -> R) (M : nat -> nat -> R) (T : nat -> R) (g : R) : Prop :=
  0 <= g /\ forall v, euclid m (fun i => U i * sum d (fun j => M i j * v j)) <= g * euclid d (fun j => T j * v j).

Lemma operator_euclid : forall m d M g v, operator_bound m d M g ->
  euclid m (fun i => sum d (fun j => M i j * v j)) <= g * euclid d v.
Proof.
  intros m d M g v [Hg H]. apply square_le; [apply Rmult_le_pos; [easy|apply euclid_nonneg]|].
  replace (g * euclid d v * (g * euclid d v)) with (g ^ 2 * (euclid d v * euclid d v)) by ring.
  rewrite !euclid_square. specialize (H v).
  rewrite (sum_ext d _ (fun j => v j ^ 2)), (sum_ext m _ (fun i => sum d (fun j => M i j * v j) ^ 2))
    by (intros; ring). easy.
Qed.

Lemma operator_is_scaled : forall m d M g, operator_bound m d M g ->
  scaled_bound m d (fun _ => 1) M (fun _ => 1) g.
Proof.
  intros m d M g H. split; [apply H|]. intros v.
  rewrite (euclid_ext m _ (fun i => sum d (fun j => M i j * v j))) by (intros; ring).
  rewrite (euclid_ext d (fun j => 1 * v j) v) by (intros; ring). now apply operator_euclid.
Qed.

Section Propagation.
Variables (f : comparison) (rho : nat -> R).
Hypothesis measure : has_measure f.
Hypothesis phi_lipschitz : has_lipschitz f rho.

Let rho_nonneg : forall l, (1 <= l <= depth f)%nat -> 0 <= rho l.
Proof. intros l Hl. apply (lipschitz_nonneg _ _ (phi_lipschitz l Hl)). Qed.

Lemma pull_scale : forall d U (g : nat -> nat -> R), (forall i, (i < d)%nat -> 0 <= U i) ->
  euclid d (fun i => L2 (samples f) (mu f) (fun a => U i * g a i))
  = euclid d (fun i => U i * L2 (samples f) (mu f) (fun a => g a i)).
Proof. intros d U g H. apply euclid_ext. intros i Hi. rewrite L2_scal, Rabs_pos_eq; auto. Qed.

(** The step of C3: unit i after layer l counts U i times, unit j before it T j times; C1 has U = T = 1. *)
Theorem scaled_step : forall l U T g, (1 <= l <= depth f)%nat ->
  (forall i, (i < width f l)%nat -> 0 <= U i) -> (forall j, (j < width f (l - 1))%nat -> 0 <= T j) ->
  scaled_bound (width f l) (width f (l - 1)) U (weight (pruned f) l) T g ->
  euclid (width f l) (fun i => U i * unit_errors f l i)
  <= rho l * (g * euclid (width f (l - 1)) (fun j => T j * unit_errors f (l - 1) j)
              + euclid (width f l) (fun i => U i * local_errors f l i)).
Proof.
  intros l U T g Hl HU HT [Hg Hn]. assert (Hr := rho_nonneg l Hl).
  unfold unit_errors, local_errors. rewrite <- !pull_scale by easy. cbv zeta.
  set (h := forward f (dense f) (l - 1)).
  eapply Rle_trans.
  { apply (carried (samples f) (mu f) measure (width f l) (width f (l - 1)) _
      (fun a i => rho l * (U i * (preactivation f (dense f) l h a i - preactivation f (pruned f) l h a i)))
      (fun a i => U i * sum (width f (l - 1)) (fun j => weight (pruned f) l i j * (h a j - forward f (pruned f) (l - 1) a j)))
      (fun a j => T j * (h a j - forward f (pruned f) (l - 1) a j)) (rho l) g Hr Hg).
    - intros a i Ha Hi. rewrite !forward_layer by lia. rewrite !Rabs_mult, (Rabs_pos_eq (rho l)) by easy.
      rewrite <- Rmult_plus_distr_l, <- (Rmult_plus_distr_l (Rabs (U i))).
      replace (rho l * (Rabs (U i) * _)) with (Rabs (U i) * (rho l *
        (Rabs (preactivation f (dense f) l h a i - preactivation f (pruned f) l h a i)
         + Rabs (sum (width f (l - 1)) (fun j => weight (pruned f) l i j * (h a j - forward f (pruned f) (l - 1) a j)))))) by ring.
      apply Rmult_le_compat_l; [apply Rabs_pos|]. eapply Rle_trans; [now apply phi_lipschitz|].
      apply Rmult_le_compat_l; [easy|]. rewrite split_at_dense, Rplus_comm. apply Rabs_triang.
    - intros a Ha. apply Hn. }
  rewrite Rmult_plus_distr_l, (Rplus_comm (rho l * _)). apply Rplus_le_compat_r.
  rewrite <- euclid_scal by easy. right. apply euclid_ext. intros i Hi. now rewrite L2_scal, Rabs_pos_eq.
Qed.

Theorem propagation_step : forall l g, (1 <= l <= depth f)%nat ->
  operator_bound (width f l) (width f (l - 1)) (weight (pruned f) l) g ->
  euclid (width f l) (unit_errors f l)
  <= rho l * (g * euclid (width f (l - 1)) (unit_errors f (l - 1)) + euclid (width f l) (local_errors f l)).
Proof.
  intros l g Hl Hg. assert (S := scaled_step l (fun _ => 1) (fun _ => 1) g Hl).
  rewrite !(euclid_ext _ (fun i => 1 * _) _ (fun i _ => Rmult_1_l _)) in S.
  apply S; try (intros; lra). now apply operator_is_scaled.
Qed.

(** C2: unit by unit *)
Theorem elementwise_unit : forall l i, (1 <= l <= depth f)%nat -> (i < width f l)%nat ->
  unit_errors f l i
  <= rho l * (sum (width f (l - 1)) (fun j => Rabs (weight (pruned f) l i j) * unit_errors f (l - 1) j)
              + local_errors f l i).
Proof.
  intros l i Hl Hi.
  apply (carried_unit (samples f) (mu f) measure (width f (l - 1)) _
    (fun a => preactivation f (dense f) l (forward f (dense f) (l - 1)) a i
              - preactivation f (pruned f) l (forward f (dense f) (l - 1)) a i)
    (fun a j => forward f (dense f) (l - 1) a j - forward f (pruned f) (l - 1) a j)
    (weight (pruned f) l i) (rho l) (rho_nonneg l Hl)).
  intros a Ha. rewrite !forward_layer by lia. rewrite <- split_at_dense. now apply phi_lipschitz.
Qed.

(** Local errors after the activation, on the dense or on the pruned activations *)
Theorem after_step : forall l g, (1 <= l <= depth f)%nat ->
  operator_bound (width f l) (width f (l - 1)) (weight (pruned f) l) g ->
  euclid (width f l) (unit_errors f l)
  <= rho l * g * euclid (width f (l - 1)) (unit_errors f (l - 1)) + euclid (width f l) (local_errors_after f l).
Proof.
  intros l g Hl Hn. assert (Hg := proj1 Hn). assert (Hr := rho_nonneg l Hl).
  rewrite Rplus_comm, Rmult_assoc. unfold unit_errors, local_errors_after.
  apply (carried (samples f) (mu f) measure (width f l) (width f (l - 1)) _ _
    (fun a i => sum (width f (l - 1)) (fun j => weight (pruned f) l i j *
       (forward f (dense f) (l - 1) a j - forward f (pruned f) (l - 1) a j))) _ (rho l) g Hr Hg).
  - intros a i Ha Hi. rewrite !(forward_layer f _ l) by lia. rewrite <- same_layer.
    eapply Rle_trans; [|apply Rplus_le_compat_l; now apply phi_lipschitz].
    eapply Rle_trans; [|apply Rabs_triang]. right. f_equal. ring.
  - intros a Ha. now apply operator_euclid.
Qed.

Theorem on_pruned_step : forall l g, (1 <= l <= depth f)%nat ->
  operator_bound (width f l) (width f (l - 1)) (weight (dense f) l) g ->
  euclid (width f l) (unit_errors f l)
  <= rho l * g * euclid (width f (l - 1)) (unit_errors f (l - 1)) + euclid (width f l) (local_errors_on_pruned f l).
Proof.
  intros l g Hl Hn. assert (Hg := proj1 Hn). assert (Hr := rho_nonneg l Hl).
  rewrite Rplus_comm, Rmult_assoc. unfold unit_errors, local_errors_on_pruned.
  apply (carried (samples f) (mu f) measure (width f l) (width f (l - 1)) _ _
    (fun a i => sum (width f (l - 1)) (fun j => weight (dense f) l i j *
       (forward f (dense f) (l - 1) a j - forward f (pruned f) (l - 1) a j))) _ (rho l) g Hr Hg).
  - intros a i Ha Hi. rewrite !(forward_layer f _ l) by lia. rewrite <- same_layer.
    eapply Rle_trans; [|apply Rplus_le_compat_l; now apply phi_lipschitz].
    eapply Rle_trans; [|apply Rabs_triang]. right. f_equal. ring.
  - intros a Ha. now apply operator_euclid.
Qed.

Lemma no_error_below : forall T, euclid (width f 0) (fun j => T j * unit_errors f 0 j) = 0.
Proof. intros. apply euclid_zero. intros. rewrite unit_errors_0 by easy. ring. Qed.

(** C3, unrolled: a scaling for every layer *)
Theorem scaled_propagation : forall (T : nat -> nat -> R) (gain : nat -> R),
  (forall l i, (l <= depth f)%nat -> (i < width f l)%nat -> 0 <= T l i) ->
  (forall l, (1 <= l <= depth f)%nat ->
    scaled_bound (width f l) (width f (l - 1)) (T l) (weight (pruned f) l) (T (l - 1)%nat) (gain l)) ->
  euclid (width f (depth f)) (fun i => T (depth f) i * unit_errors f (depth f) i)
  <= sum_range 1 (depth f) (fun l => rho l * euclid (width f l) (fun i => T l i * local_errors f l i)
       * prod_range (S l) (depth f) (fun j => rho j * gain j)).
Proof.
  intros T gain HT Hg.
  apply (unrolled (fun l => euclid (width f l) (fun i => T l i * unit_errors f l i)) (fun l => rho l * gain l)
    (fun l => rho l * euclid (width f l) (fun i => T l i * local_errors f l i))).
  - apply no_error_below.
  - intros l Hl. apply Rmult_le_pos; [auto|apply (Hg l Hl)].
  - intros l Hl. cbn beta. rewrite Rmult_assoc, <- Rmult_plus_distr_l.
    apply scaled_step; auto; intros; apply HT; lia.
Qed.

(** C1, unrolled *)
Lemma no_error_below_1 : euclid (width f 0) (unit_errors f 0) = 0.
Proof. apply euclid_zero. intros. now apply unit_errors_0. Qed.

Theorem propagation_at_most : forall gain, has_gain f (pruned f) gain ->
  output_error f <= sum_range 1 (depth f) (fun l => rho l * euclid (width f l) (local_errors f l)
    * prod_range (S l) (depth f) (fun j => rho j * gain j)).
Proof.
  intros gain Hg.
  apply (unrolled (fun l => euclid (width f l) (unit_errors f l)) (fun l => rho l * gain l)).
  - apply no_error_below_1.
  - intros l Hl. apply Rmult_le_pos; [auto|apply (Hg l Hl)].
  - intros l Hl. cbn beta. rewrite Rmult_assoc, <- Rmult_plus_distr_l. apply propagation_step; auto.
Qed.

Theorem propagation_after_at_most : forall gain, has_gain f (pruned f) gain ->
  output_error f <= sum_range 1 (depth f) (fun l => euclid (width f l) (local_errors_after f l)
    * prod_range (S l) (depth f) (fun j => rho j * gain j)).
Proof.
  intros gain Hg.
  apply (unrolled (fun l => euclid (width f l) (unit_errors f l)) (fun l => rho l * gain l)).
  - apply no_error_below_1.
  - intros l Hl. apply Rmult_le_pos; [auto|apply (Hg l Hl)].
  - intros l Hl. apply after_step; auto.
Qed.

Theorem propagation_on_pruned_at_most : forall gain, has_gain f (dense f) gain ->
  output_error f <= sum_range 1 (depth f) (fun l => euclid (width f l) (local_errors_on_pruned f l)
    * prod_range (S l) (depth f) (fun j => rho j * gain j)).
Proof.
  intros gain Hg.
  apply (unrolled (fun l => euclid (width f l) (unit_errors f l)) (fun l => rho l * gain l)).
  - apply no_error_below_1.
  - intros l Hl. apply Rmult_le_pos; [auto|apply (Hg l Hl)].
  - intros l Hl. apply on_pruned_step; auto.
Qed.
End Propagation.
