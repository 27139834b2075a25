Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Margins Accuracy Tactics.
From Statements Require Import range_norm.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G _ Hn.
  rewrite (sum_ext n _ (fun a => range c (fun z => F a z - G a z))) by (intros; apply range_of_difference).
  assert (B := range_norm n c (fun a z => F a z - G a z) Hn). unfold Rdiv in *. lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
