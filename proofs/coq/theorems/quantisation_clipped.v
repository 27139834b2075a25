Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Rounding Tactics.
From Statements Require Import quantisation_clipped.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d b step w _ Hs Hw.
  replace (step * (1 - 2 ^^ (IZR b - 1))) with (- (2 ^^ (IZR b - 1) - 1) * step) by ring.
  rewrite (Rmult_comm step (2 ^^ (IZR b - 1) - 1)).
  assert (B := quantisation_clipped d w step (2 ^^ (IZR b - 1) - 1) Hs). lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. replace (2 - 1) with 1 by ring. rewrite pr_1 by lra.
  simpl. rewrite Rabs_R1, Rabs_pos_eq by lra. apply Rmax_lub; [apply Rmax_lub|]; lra.
Qed.
