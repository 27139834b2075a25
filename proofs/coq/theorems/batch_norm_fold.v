Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities  Tactics.
From Statements Require Import batch_norm_fold.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d eta gamma p q s v w _.
  replace (sum d (fun j => gamma * s * v j * w j)) with (gamma * s * sum d (fun j => v j * w j))
    by (rewrite <- sum_scal; apply sum_ext; intros; ring).
  replace (eta + gamma * s * (p - q) + gamma * s * sum d (fun j => v j * w j))
    with (eta + gamma * s * (p + sum d (fun j => v j * w j) - q)) by ring.
  rewrite Rmax_left, Rmin_left; apply Rle_refl.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
