Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder EffectiveDimension SoftSparsity Tactics.
From Statements Require Import soft_sparsity_most.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros.
  match goal with N : _ ^^ _ <> 0 |- _ => apply norm_nonzero, nonzero_pos in N;
    bound (soft_sparsity_most d (fun i => Rabs (w i)) q (fun i _ => Rabs_pos (w i)) N) end.
Qed.

Theorem defined : well_defined.
Proof.
  unfold well_defined. intros.
  match goal with N : _ ^^ _ <> 0 |- _ => assert (W := norm_nonzero _ _ _ _ N) end. well_defined.
Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. apply Rgt_not_eq, pr_pos, sum_abs_pow_pos. exists 1%nat. split; [lia|lra].
Qed.
