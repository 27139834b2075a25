Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities AxiomsOfSparsity Tactics.
From Statements Require Import axiom_robin_hood.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros.
  apply (robin_hood d (fun i => Rabs (w i)) (fun i _ => Rabs_pos (w i))); [easy|now apply sum_abs_pos].
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; assert (C : (0 < count d S)%nat) by (eapply count_pos; eassumption); defined_one.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
