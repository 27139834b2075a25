Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Budget Tactics.
From Statements Require Import budget_allocation.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (budget_allocation m A kappa s eps). Qed.

Theorem defined : well_defined.
Proof. well_defined; [right; split; [auto|pos]|now left; auto]. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. simpl. rewrite pr_opp, pr_1 by lra. lra.
Qed.
