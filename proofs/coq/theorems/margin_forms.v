Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Accuracy Tactics.
From Statements Require Import margin_forms.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d S eps gamma w _ Hg H. rewrite Rplus_comm. now apply margin_forms.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
