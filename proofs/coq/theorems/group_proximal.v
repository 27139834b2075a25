Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities GroupProximal Tactics.
From Statements Require Import group_proximal.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (group_proximal n d H V eps). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
