(** One neuron stands in for another: what the next layer sees of it. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network L2.
Open Scope R_scope.

Lemma lipschitz_nonneg : forall rho phi, lipschitz rho phi -> 0 <= rho.
Proof.
  intros rho phi L. assert (A := L 1 0). assert (B := Rabs_pos (phi 1 - phi 0)).
  rewrite (Rminus_0_r 1), Rabs_R1 in A. lra.
Qed.

(** A mean square after an activation, against the one before it *)
Lemma activation_gap : forall n rho phi (x y : nat -> R), lipschitz rho phi ->
  (sum n (fun a => (phi (x a) - phi (y a)) ^ 2) / INR n) ^^ (1 / 2)
  <= rho * (sum n (fun a => (x a - y a) ^ 2) / INR n) ^^ (1 / 2).
Proof.
  intros n rho phi x y L.
  assert (P := lipschitz_nonneg rho phi L).
  rewrite (L2_uniform n (fun a => phi (x a) - phi (y a))), (L2_uniform n (fun a => x a - y a)).
  replace rho with (Rabs rho) by now apply Rabs_pos_eq. rewrite <- L2_scal by apply uniform_nonneg.
  apply L2_le_pointwise; [apply uniform_nonneg|]. intros a _.
  rewrite Rabs_mult, !(Rabs_pos_eq rho) by easy. apply L.
Qed.

(** Cauchy-Schwarz on every sample: how far apart the weights are, and how large the inputs *)
Lemma response_gap : forall n d (w v : nat -> R) (H : nat -> nat -> R),
  (sum n (fun a => (sum d (fun j => w j * H a j) - sum d (fun j => v j * H a j)) ^ 2) / INR n) ^^ (1 / 2)
  <= sum d (fun j => (w j - v j) ^ 2) ^^ (1 / 2)
     * (sum n (fun a => (sum d (fun j => H a j ^ 2) ^^ (1 / 2)) ^ 2) / INR n) ^^ (1 / 2).
Proof.
  intros n d w v H.
  rewrite (L2_uniform n (fun a => sum d (fun j => w j * H a j) - sum d (fun j => v j * H a j))).
  rewrite (L2_uniform n (fun a => sum d (fun j => H a j ^ 2) ^^ (1 / 2))).
  rewrite (euclid_pow d (fun j => w j - v j)).
  rewrite <- (Rabs_pos_eq (euclid d (fun j => w j - v j))) by apply pr_nonneg.
  rewrite <- L2_scal by apply uniform_nonneg.
  apply L2_le_pointwise; [apply uniform_nonneg|]. intros a _.
  rewrite (euclid_pow d (H a)). rewrite (Rabs_pos_eq (_ * _)) by (apply Rmult_le_pos; apply pr_nonneg).
  rewrite <- sum_minus, (sum_ext d _ (fun j => (w j - v j) * H a j)) by (intros; ring).
  rewrite <- (inner_counting d (fun j => w j - v j) (H a)). apply Rabs_le. split.
  - assert (C := cauchy_schwarz d counting (counting_nonneg d) (fun j => - (w j - v j)) (H a)).
    rewrite L2_opp in C by apply counting_nonneg. rewrite inner_counting in *.
    rewrite (sum_ext d _ (fun j => (-1) * ((w j - v j) * H a j))), sum_scal in C by (intros; ring).
    unfold euclid in *. lra.
  - apply (cauchy_schwarz d counting (counting_nonneg d) (fun j => w j - v j) (H a)).
Qed.

Theorem squared_gap : forall n d rho phi (w v : nat -> R) (H : nat -> nat -> R), lipschitz rho phi ->
  sum n (fun a => (phi (sum d (fun j => w j * H a j)) - phi (sum d (fun j => v j * H a j))) ^ 2) / INR n
  <= rho ^ 2 * (sum d (fun j => (w j - v j) ^ 2) ^^ (1 / 2)) ^ 2
     * (sum n (fun a => (sum d (fun j => H a j ^ 2) ^^ (1 / 2)) ^ 2) / INR n).
Proof.
  intros n d rho phi w v H L. assert (P := lipschitz_nonneg rho phi L).
  assert (G := activation_gap n rho phi (fun a => sum d (fun j => w j * H a j)) (fun a => sum d (fun j => v j * H a j)) L).
  assert (R := response_gap n d w v H). cbn beta in G.
  assert (E0 : 0 <= sum n (fun a => (phi (sum d (fun j => w j * H a j)) - phi (sum d (fun j => v j * H a j))) ^ 2) / INR n).
  { rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg. }
  set (e := sum n (fun a => (phi _ - phi _) ^ 2) / INR n) in *.
  assert (M0 : 0 <= sum n (fun a => (sum d (fun j => H a j ^ 2) ^^ (1 / 2)) ^ 2) / INR n).
  { rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg. }
  set (M := sum n (fun a => (sum d (fun j => H a j ^ 2) ^^ (1 / 2)) ^ 2) / INR n) in *.
  set (g := sum d (fun j => (w j - v j) ^ 2) ^^ (1 / 2)) in *.
  assert (E1 : e ^^ (1 / 2) <= rho * (g * M ^^ (1 / 2))).
  { eapply Rle_trans; [apply G|]. now apply Rmult_le_compat_l. }
  rewrite <- (root_mult e E0).
  replace (rho ^ 2 * g ^ 2 * M) with ((rho * (g * M ^^ (1 / 2))) * (rho * (g * M ^^ (1 / 2)))).
  - assert (0 <= e ^^ (1 / 2)) by apply pr_nonneg. apply Rmult_le_compat; lra.
  - transitivity (rho ^ 2 * g ^ 2 * (M ^^ (1 / 2) * M ^^ (1 / 2))); [ring|now rewrite root_mult].
Qed.

(** Scaled to fit: no multiple of v is nearer to w *)
Theorem merging_scaled : forall d (w v : nat -> R) s, sum d (fun i => v i ^ 2) <> 0 ->
  sum d (fun i => (w i - sum d (fun j => w j * v j) / sum d (fun j => v j ^ 2) * v i) ^ 2) ^^ (1 / 2)
  <= sum d (fun i => (w i - s * v i) ^ 2) ^^ (1 / 2).
Proof.
  intros d w v s V. set (c := sum d (fun j => w j * v j) / sum d (fun j => v j ^ 2)).
  apply root_le. split; [apply sum_nonneg; intros; apply pow2_ge_0|].
  enough (E : sum d (fun i => (w i - s * v i) ^ 2) - sum d (fun i => (w i - c * v i) ^ 2)
          = (s - c) ^ 2 * sum d (fun j => v j ^ 2)).
  { assert (0 <= (s - c) ^ 2 * sum d (fun j => v j ^ 2)); [|lra].
    apply Rmult_le_pos; [apply pow2_ge_0|apply sum_nonneg; intros; apply pow2_ge_0]. }
  rewrite <- sum_minus.
  rewrite (sum_ext d _ (fun i => (s ^ 2 - c ^ 2) * v i ^ 2 - 2 * (s - c) * (w i * v i))).
  2: { intros; ring. }
  rewrite sum_minus, !sum_scal.
  replace (sum d (fun i => w i * v i)) with (c * sum d (fun j => v j ^ 2)) by (unfold c; field; easy). ring.
Qed.
