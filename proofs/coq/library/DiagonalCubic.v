(** Beyond a quadratic: the cubic term of a loss whose Hessian grows, on every sample by Cauchy-Schwarz. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum L2.
Open Scope R_scope.

Lemma response_le : forall d w h, Rabs (sum d (fun j => w j * h j))
  <= sum d (fun j => w j ^ 2) ^^ (1 / 2) * sum d (fun j => h j ^ 2) ^^ (1 / 2).
Proof.
  intros d w h. rewrite (euclid_pow d w), (euclid_pow d h), <- (inner_counting d w h).
  assert (C := cauchy_schwarz d counting (counting_nonneg d)). apply Rabs_le. split; [|apply C].
  assert (O := C (fun j => - w j) h). rewrite L2_opp in O by apply counting_nonneg.
  rewrite !inner_counting in *. rewrite (sum_ext d _ (fun j => (-1) * (w j * h j))), sum_scal in O by (intros; ring).
  unfold euclid. lra.
Qed.

Lemma mean_nonneg : forall n f, (forall a, 0 <= f a) -> 0 <= sum n f / INR n.
Proof.
  intros [|n] f H; [simpl; unfold Rdiv; lra|]. apply Rmult_le_pos; [apply sum_nonneg; intros; apply H|].
  left. apply Rinv_0_lt_compat, lt_0_INR. lia.
Qed.

Theorem cubic_term : forall n d w (H : nat -> nat -> R),
  0 <= sum n (fun a => Rabs (sum d (fun j => w j * H a j)) ^ 3) / INR n
  <= sum n (fun a => (sum d (fun i => H a i ^ 2) ^^ (1 / 2)) ^ 3) / INR n * (sum d (fun i => w i ^ 2) ^^ (1 / 2)) ^ 3.
Proof.
  intros n d w H. split; [apply mean_nonneg; intros; apply pow_le, Rabs_pos|].
  set (c := sum d (fun i => w i ^ 2) ^^ (1 / 2)).
  destruct n as [|n]; [simpl; unfold Rdiv; lra|]. unfold Rdiv. rewrite Rmult_assoc, (Rmult_comm _ (c ^ 3)), <- Rmult_assoc.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, lt_0_INR; lia|].
  rewrite Rmult_comm, <- sum_scal. apply sum_le. intros a _. rewrite <- Rpow_mult_distr.
  apply pow_incr. split; [apply Rabs_pos|apply response_le].
Qed.
