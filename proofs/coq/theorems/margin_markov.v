Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Margins Accuracy Tactics.
From Statements Require Import margin_markov.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G gamma y m m0 _ Hn _ Hg Hy MF MG.
  assert (B := margin_markov n c F G y m m0 Hn Hy MF MG gamma Hg). unfold Rdiv in *. lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit; concrete_margins. Qed.
