Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Scaling Tactics.
From Statements Require Import scaled_errors.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d m n H T V g _ _ Hn [T0 [B _]]. assert (N : 0 < INR n) by (apply lt_0_INR; lia).
  assert (P : forall f, 0 <= sum n (fun a => f a ^ 2) / INR n).
  { intros f. apply Rle_mult_inv_pos; [apply sum_nonneg; intros; nonneg|easy]. }
  apply root_of_scaled; try nonneg; [apply B|].
  eapply Rle_trans; [now apply (scaled_carries_errors n m d H T g V)|]. right. f_equal.
  apply sum_ext. intros j _. rewrite Rpow_mult_distr, Rmult_comm. f_equal.
  simpl. rewrite Rmult_1_r. symmetry. apply root_mult, P.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

(** A matrix of one entry 2, no scaling. *)
Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. repeat split.
  - intros [|[|j]] Hj; simpl; [lra|lra|lia].
  - lra.
  - intros x. simpl. assert (Q := pow2_ge_0 (x 1%nat)). simpl in Q. field_simplify. nra.
  - intros c [Hc B]. assert (E := B (fun j => match j with O => 1 | _ => 0 end)). simpl in E. nra.
Qed.
