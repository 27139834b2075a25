Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Network PiecewiseLinear Merging Tactics.
From Statements Require Import merging.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c d m n A H T kappa s v w _ _ _ _.
  assert (G := activation_gap n _ _ (fun a => sum d (fun j => w j * H a j)) (fun a => sum d (fun j => v j * H a j))
    (piecewise_lipschitz c s kappa T)).
  assert (P : 0 <= sum m (fun i => A i ^ 2) ^^ (1 / 2)) by apply pr_nonneg.
  apply (Rmult_le_compat_r _ _ _ P) in G.
  eapply Rle_trans; [apply G|right]. change (Rmax (max_on _ _ _) (Rabs s)) with (steepest c s kappa T). unfold piecewise. cbn beta. ring.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
