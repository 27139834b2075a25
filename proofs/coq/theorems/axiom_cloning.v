Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities AxiomsOfSparsity Tactics.
From Statements Require Import axiom_cloning.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros. rewrite !sq_root by nonneg. rewrite (Rplus_comm (_ ^ 2 / _)).
  rewrite (Rplus_comm (sum m _ ) (sum d _)), (Rplus_comm (sum m _ ) (sum d _)).
  apply cloning; apply sum_abs_pos; assumption.
Qed.

Theorem defined : well_defined.
Proof.
  unfold well_defined. intros d m v w _ _ Hv Hw.
  assert (Pv := sum_abs_pos m v Hv). assert (Pw := sum_abs_pos d w Hw). well_defined; lra.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
