Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder EffectiveDimension Tactics.
From Statements Require Import pq_index_count.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros. rewrite pq_index_count by (trivial; pos).
  match goal with N : exists i, _ |- _ => apply nonzero_pos in N;
    bound (effective_dimension_most d (fun i => Rabs (w i)) p q (fun i _ => Rabs_pos (w i)) N) end.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined. left.
  match goal with |- 0 < 1 - (1 - ?x) => replace (1 - (1 - x)) with x by ring end. pos.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
