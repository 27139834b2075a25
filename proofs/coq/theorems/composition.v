Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Outputs Tactics.
From Statements Require Import composition.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G Y _ _.
  assert (B := joint_minkowski n c (fun a z => F a z - G a z) (fun a z => G a z - Y a z)). cbn beta in B.
  rewrite (joint_ext n c _ (fun a z => F a z - Y a z)) in B by (intros; ring). exact B.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
