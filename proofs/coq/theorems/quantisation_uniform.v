Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Tactics.
From Statements Require Import quantisation_uniform.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d step w _ Hs. apply max_on_le; [lra|]. intros i _ _.
  destruct (ceil_spec (w i / step - 1 / 2)) as [Lo Hi]. set (z := IZR (ceil (w i / step - 1 / 2))) in *.
  assert (E : w i = step * (w i / step)) by (field; lra). apply Rabs_le. split; nra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
