Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 DiagonalHessian Tactics.
From Statements Require Import diagonal_hessian.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H w g _ _ B. assert (D := diagonal_hessian n d H w g B).
  rewrite (sum_ext d (fun j => w j ^ 2 * sum n (fun a => H a j ^ 2) / INR n) (fun j => sum n (fun a => H a j ^ 2) / INR n * w j ^ 2))
    by (intros; unfold Rdiv; ring).
  replace ((sum d (fun i => w i ^ 2) ^^ (1 / 2)) ^ 2) with (sum d (fun i => w i ^ 2)); [lra|].
  rewrite <- Rsqr_pow2. symmetry. apply root_mult, sum_nonneg. intros; apply pow2_ge_0.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. split; [lra|]. intros x. unfold offdiagonal. simpl. right. field.
Qed.
