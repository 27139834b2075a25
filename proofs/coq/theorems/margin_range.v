Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Margins Accuracy Tactics.
From Statements Require Import margin_range.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G y m m0 _ Hn _ Hy MF MG.
  rewrite (sum_ext n (fun a => max_on _ _ _) (fun a => range c (fun z => F a z - G a z)))
    by (intros; apply range_of_difference).
  now apply margin_range with y.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit; concrete_margins. Qed.
