Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Margins Accuracy CrossEntropy Tactics.
From Statements Require Import cross_entropy.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G y Hc Hn Hy.
  rewrite (sum_ext n (fun a => max_on _ _ _) (fun a => range c (fun z => F a z - G a z)))
    by (intros; apply range_of_difference).
  rewrite Rabs_minus_sym. now apply cross_entropy.
Qed.

Theorem defined : well_defined.
Proof. well_defined; auto using sum_exp_pos. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
