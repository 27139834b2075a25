(** How one layer carries errors: in L2 of the samples, and in the largest value. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets L2.
Open Scope R_scope.

Lemma lipschitz_nonneg : forall rho phi, lipschitz rho phi -> 0 <= rho.
Proof.
  intros rho phi H. generalize (H 1 0) (Rabs_pos (phi 1 - phi 0)).
  replace (1 - 0) with 1 by ring. rewrite Rabs_R1. lra.
Qed.

Lemma euclid_nonneg : forall d x, 0 <= euclid d x.
Proof. intros. apply L2_nonneg. Qed.

Lemma euclid_ext : forall d x y, (forall i, (i < d)%nat -> x i = y i) -> euclid d x = euclid d y.
Proof. intros. now apply L2_ext. Qed.

Lemma euclid_le : forall d x y, (forall i, (i < d)%nat -> Rabs (x i) <= y i) -> euclid d x <= euclid d y.
Proof.
  intros d x y H. apply L2_le_pointwise; [apply counting_nonneg|].
  intros i Hi. eapply Rle_trans; [now apply H|apply Rle_abs].
Qed.

Lemma euclid_plus : forall d x y, euclid d (fun i => x i + y i) <= euclid d x + euclid d y.
Proof. intros. apply minkowski, counting_nonneg. Qed.

Lemma euclid_scal : forall d c x, 0 <= c -> euclid d (fun i => c * x i) = c * euclid d x.
Proof. intros d c x H. unfold euclid. rewrite L2_scal, (Rabs_pos_eq c); [easy|easy|apply counting_nonneg]. Qed.

Lemma euclid_zero : forall d x, (forall i, (i < d)%nat -> x i = 0) -> euclid d x = 0.
Proof. intros. apply L2_zero; [apply counting_nonneg|easy]. Qed.

Section Carry.
Variables (n : nat) (mu : nat -> R).
Hypothesis mu_nonneg : forall a, (a < n)%nat -> 0 <= mu a.

(** Errors e at m units consist of c and of rho times y, which an operator of norm g makes of d errors p:
    sizes are functions of the samples throughout, so correlations do not matter. *)
Theorem carried : forall m d (e c y p : nat -> nat -> R) rho g, 0 <= rho -> 0 <= g ->
  (forall a i, (a < n)%nat -> (i < m)%nat -> Rabs (e a i) <= Rabs (c a i) + rho * Rabs (y a i)) ->
  (forall a, (a < n)%nat -> euclid m (y a) <= g * euclid d (p a)) ->
  euclid m (fun i => L2 n mu (fun a => e a i))
  <= euclid m (fun i => L2 n mu (fun a => c a i)) + rho * (g * euclid d (fun j => L2 n mu (fun a => p a j))).
Proof.
  intros m d e c y p rho g Hr Hg He Hy.
  rewrite (euclid_of_L2 n mu m (fun i a => e a i)), (euclid_of_L2 n mu m (fun i a => c a i)),
    (euclid_of_L2 n mu d (fun j a => p a j)) by easy.
  apply Rle_trans with (L2 n mu (fun a => euclid m (c a) + rho * g * euclid d (p a))).
  - apply L2_le_pointwise; [easy|]. intros a Ha.
    rewrite Rabs_pos_eq by apply euclid_nonneg. eapply Rle_trans; [|apply Rle_abs].
    eapply Rle_trans; [apply (euclid_le m (e a) (fun i => Rabs (c a i) + rho * Rabs (y a i)))|].
    { intros i Hi. now apply He. }
    eapply Rle_trans; [apply (euclid_plus m (fun i => Rabs (c a i)) (fun i => rho * Rabs (y a i)))|].
    rewrite euclid_scal by easy. unfold euclid at 1 2. rewrite !L2_abs by apply counting_nonneg.
    apply Rplus_le_compat_l. rewrite Rmult_assoc. apply Rmult_le_compat_l; [easy|]. now apply Hy.
  - eapply Rle_trans; [apply (minkowski n mu mu_nonneg (fun a => euclid m (c a)) (fun a => rho * g * euclid d (p a)))|].
    rewrite L2_scal, (Rabs_pos_eq (rho * g)), Rmult_assoc; [apply Rle_refl|now apply Rmult_le_pos|easy].
Qed.

(** The same for one unit, with the absolute values of its weights *)
Theorem carried_unit : forall d (e c : nat -> R) (p : nat -> nat -> R) (v : nat -> R) rho, 0 <= rho ->
  (forall a, (a < n)%nat -> Rabs (e a) <= rho * Rabs (sum d (fun j => v j * p a j) + c a)) ->
  L2 n mu e <= rho * (sum d (fun j => Rabs (v j) * L2 n mu (fun a => p a j)) + L2 n mu c).
Proof.
  intros d e c p v rho Hr He.
  apply Rle_trans with (L2 n mu (fun a => rho * (sum d (fun j => v j * p a j) + c a))).
  - apply L2_le_pointwise; [easy|]. intros a Ha. rewrite Rabs_mult, (Rabs_pos_eq rho) by easy. now apply He.
  - rewrite L2_scal, (Rabs_pos_eq rho) by easy. apply Rmult_le_compat_l; [easy|].
    eapply Rle_trans; [apply (minkowski n mu mu_nonneg (fun a => sum d (fun j => v j * p a j)) c)|].
    apply Rplus_le_compat_r.
    eapply Rle_trans; [apply (minkowski_sum n mu mu_nonneg d (fun j a => v j * p a j))|].
    apply sum_le. intros j Hj. right. now apply L2_scal.
Qed.
End Carry.

(** One unit, in the largest value: errors of inputs at most e, inputs at most B *)
Theorem carried_sup : forall d (w v h g : nat -> R) e B,
  (forall j, (j < d)%nat -> Rabs (h j - g j) <= e) -> (forall j, (j < d)%nat -> Rabs (h j) <= B) ->
  Rabs (sum d (fun j => w j * h j) - sum d (fun j => v j * g j))
  <= sum d (fun j => Rabs (v j)) * e + sum d (fun j => Rabs (w j - v j)) * B.
Proof.
  intros d w v h g e B He HB.
  rewrite (Rmult_comm _ e), (Rmult_comm _ B), <- !sum_scal, <- sum_plus, <- sum_minus.
  eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros j Hj.
  replace (w j * h j - v j * g j) with ((h j - g j) * v j + h j * (w j - v j)) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. rewrite !Rabs_mult.
  apply Rplus_le_compat; apply Rmult_le_compat_r; auto using Rabs_pos.
Qed.
