Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder EffectiveDimension Tactics.
From Statements Require Import effective_dimension_most.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros.
  match goal with N : exists i, _ |- _ => apply nonzero_pos in N;
    bound (effective_dimension_most d (fun i => Rabs (w i)) p q (fun i _ => Rabs_pos (w i)) N) end.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined.
Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. apply Rgt_not_eq, pr_pos, sum_abs_pow_pos. exists 1%nat. split; [lia|lra].
Qed.
