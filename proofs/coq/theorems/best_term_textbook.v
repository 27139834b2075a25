Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTermNext Tactics.
From Statements Require Import best_term_textbook.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (best_term_textbook d (fun i => Rabs (w i)) q p k T). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
