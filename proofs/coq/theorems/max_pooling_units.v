Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Pooling Tactics.
From Statements Require Import max_pooling_units.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c n F G _ _. apply pr_le; [lra|]. split.
  - rewrite mean_square_inner. apply inner_nonneg, uniform_nonneg.
  - apply Rmult_le_compat_r.
    + destruct n as [|n]; [simpl; rewrite Rinv_0; lra|]. left. apply Rinv_0_lt_compat, lt_0_INR. lia.
    + apply sum_le. intros a _. apply (max_pooling_row c (fun _ => true) (F a) (G a)).
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; [apply larger_nonneg|now apply (lift_nonneg c (F a) (G a))|now apply (lift_nonneg c (F a) (G a))].
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
