Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 DiagonalHessian DiagonalCubic Tactics.
From Statements Require Import diagonal_hessian_gradient.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H R_ w g _ _ B.
  replace ((sum d (fun i => w i ^ 2) ^^ (1 / 2)) ^ 2) with (sum d (fun i => w i ^ 2)).
  2: { rewrite <- Rsqr_pow2. symmetry. apply root_mult, sum_nonneg. intros; apply pow2_ge_0. }
  assert (D := diagonal_hessian n d H w g B). destruct (cubic_term n d w H) as [C0 C1].
  set (z := fun a => sum d (fun j => w j * H a j)) in *.
  set (c := sum d (fun i => w i ^ 2) ^^ (1 / 2)) in *.
  rewrite (sum_ext d (fun j => w j ^ 2 * sum n (fun a => H a j ^ 2) / INR n)
    (fun j => sum n (fun a => H a j ^ 2) / INR n * w j ^ 2)) by (intros; unfold Rdiv; ring).
  set (gradient := sum d (fun j => w j * sum n (fun a => R_ a * H a j) / INR n)).
  assert (G : sum n (fun a => R_ a * z a) / INR n = gradient).
  { unfold gradient, z, Rdiv. rewrite Rmult_comm, <- sum_scal.
    rewrite (sum_ext n _ (fun a => sum d (fun j => / INR n * w j * (R_ a * H a j)))).
    - rewrite sum_swap. apply sum_ext. intros j _. rewrite sum_scal. ring.
    - intros a _. rewrite <- Rmult_assoc, <- sum_scal. apply sum_ext. intros; ring. }
  change (sum n (fun a => 1 / 2 * ((R_ a + sum d (fun j => w j * H a j)) ^ 2 - R_ a ^ 2)
                          + 1 / 6 * Rabs (sum d (fun i => w i * H a i)) ^ 3))
    with (sum n (fun a => 1 / 2 * ((R_ a + z a) ^ 2 - R_ a ^ 2) + 1 / 6 * Rabs (z a) ^ 3)).
  replace (sum n (fun a => 1 / 2 * ((R_ a + z a) ^ 2 - R_ a ^ 2) + 1 / 6 * Rabs (z a) ^ 3) / INR n)
    with (gradient + 1 / 2 * (sum n (fun a => z a ^ 2) / INR n) + 1 / 6 * (sum n (fun a => Rabs (z a) ^ 3) / INR n)).
  2: { rewrite <- G. rewrite (sum_ext n (fun a => 1 / 2 * ((R_ a + z a) ^ 2 - R_ a ^ 2) + 1 / 6 * Rabs (z a) ^ 3)
         (fun a => R_ a * z a + 1 / 2 * z a ^ 2 + 1 / 6 * Rabs (z a) ^ 3)) by (intros; field).
       rewrite !sum_plus, !sum_scal. unfold Rdiv. ring. }
  change (sum n (fun a => sum d (fun j => w j * H a j) ^ 2)) with (sum n (fun a => z a ^ 2)) in D.
  change (sum n (fun a => Rabs (sum d (fun j => w j * H a j)) ^ 3)) with (sum n (fun a => Rabs (z a) ^ 3)) in C0, C1.
  set (Q := sum n (fun a => z a ^ 2) / INR n) in *. set (K := sum n (fun a => Rabs (z a) ^ 3) / INR n) in *.
  set (S := sum d (fun j => sum n (fun a => H a j ^ 2) / INR n * w j ^ 2)) in *.
  set (M := sum n (fun a => (sum d (fun i => H a i ^ 2) ^^ (1 / 2)) ^ 3)) in *.
  assert (E : 1 / 6 * M * c ^ 3 / INR n = 1 / 6 * (M / INR n * c ^ 3)) by (unfold Rdiv; ring).
  rewrite E. assert (D1 := Rle_abs (Q - S)). assert (D2 := Rle_abs (- (Q - S))). rewrite Rabs_Ropp in D2.
  assert (G1 := Rle_abs gradient). assert (G2 := Rle_abs (- gradient)). rewrite Rabs_Ropp in G2.
  apply Rabs_le. lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. split; [lra|]. intros x. unfold offdiagonal. simpl. right. field. Qed.
