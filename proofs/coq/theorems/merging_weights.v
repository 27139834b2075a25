Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Network PiecewiseLinear Merging Tactics.
From Statements Require Import merging_weights.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c d m n A H T kappa s v w _ _ _ _.
  assert (G := squared_gap n d _ _ w v H (piecewise_lipschitz c s kappa T)).
  assert (P := pow2_ge_0 (sum m (fun i => A i ^ 2) ^^ (1 / 2))).
  apply (Rmult_le_compat_r _ _ _ P) in G. unfold Rdiv in *.
  eapply Rle_trans; [right|eapply Rle_trans; [apply G|right]].
  - unfold piecewise. cbn beta. ring.
  - change (Rmax (max_on _ _ _) (Rabs s)) with (steepest c s kappa T). unfold piecewise. cbn beta. ring.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
