Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Margins Accuracy MarginSample Tactics.
From Statements Require Import margin_sample.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G y T m m0 _ Hn _ Hy HT MF MG. now apply margin_sample with y.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit; concrete_margins. Qed.
