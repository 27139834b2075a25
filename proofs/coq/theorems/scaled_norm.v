Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Scaling Tactics.
From Statements Require Import scaled_norm.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H T w g _ _ HT [T0 [B _]]. apply root_of_scaled; try nonneg; [apply B|].
  rewrite (sum_ext n _ (fun i => sum d (fun j => H i j * w j) ^ 2)).
  - now apply scaled_carries.
  - intros i _. f_equal. apply sum_ext. intros; ring.
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
