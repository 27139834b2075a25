Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder Tactics.
From Statements Require Import necessary_count.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (effective_dimension d (fun i => Rabs (w i)) p q eta S). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
