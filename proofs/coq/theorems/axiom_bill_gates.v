Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities AxiomsOfSparsity Tactics.
From Statements Require Import axiom_bill_gates.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d S s w _ He Hx. apply sum_abs_pos in Hx. rewrite sq_root in He by nonneg.
  assert (Ps := Rabs_pos s). set (c := (1 + Rabs s) ^^ (1 / 2)).
  assert (C : c * c = 1 + Rabs s) by (apply root_sq; lra).
  assert (C1 : 1 <= c) by (rewrite <- (pr_base1 (1 / 2)); apply pr_le; lra).
  rewrite (sum_split d S (fun i => Rabs (w i))) in He, Hx |- *.
  rewrite (sum_split d S (fun i => Rabs (w i) ^^ (1 / 2))) in He |- *.
  rewrite <- C. replace (c * c) with (c ^ 2) by ring. apply bill_gates; trivial; nonneg.
Qed.

Theorem defined : well_defined.
Proof.
  unfold well_defined. intros d S s w _ He Hw. assert (P := sum_abs_pos d w Hw).
  assert (L : 0 <= Rabs s * sum_on d S (fun i => Rabs (w i))) by nonneg.
  rewrite (sum_split d S) in P. well_defined; lra.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. rewrite sq_root by nonneg. unfold sum_on. simpl. rewrite Rabs_R1, pr_base1. lra. Qed.
