Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Scaling Tactics.
From Statements Require Import scaled_elementwise.
Open Scope R_scope.

(** Where T_j = (x / |w_j|)^(1/2) has a value that is not 0, w_j is not 0 and x is positive. *)
Lemma scaling_alive : forall x y, 0 <= x -> (x / Rabs y) ^^ (1 / 2) <> 0 -> 0 < Rabs y /\ 0 < x.
Proof.
  intros x y Hx N. destruct (Rabs_pos y) as [P|P].
  - split; [easy|]. destruct Hx as [Hx| <-]; [easy|]. exfalso. apply N. unfold Rdiv at 1. now rewrite Rmult_0_l, pr_0.
  - exfalso. apply N. rewrite <- P. unfold Rdiv at 1. now rewrite Rinv_0, Rmult_0_r, pr_0.
Qed.

(** Schur's test, for the errors |w|. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H w g _ _.
  set (c := fun i => sum n (fun a => sum d (fun j => Rabs (w j * H a j)) * Rabs (H a i))).
  set (T := fun i => (c i / Rabs (w i)) ^^ (1 / 2)). intros [T0 [_ least]].
  assert (C : forall i, 0 <= c i).
  { intros i. apply sum_nonneg. intros. apply Rmult_le_pos; [apply sum_nonneg; intros|]; apply Rabs_pos. }
  assert (W : forall i, (i < d)%nat -> 0 < Rabs (w i)).
  { intros i Hi. now apply (scaling_alive (c i) (w i) (C i)), T0. }
  assert (E : forall a, sum d (fun j => Rabs (w j * H a j)) = sum d (fun j => Rabs (H a j) * Rabs (w j))).
  { intros a. apply sum_ext. intros j _. now rewrite Rabs_mult, Rmult_comm. }
  assert (S : forall j, (j < d)%nat -> T j ^ 2 * Rabs (w j)
    = sum n (fun i => Rabs (H i j) * sum d (fun k => Rabs (H i k) * Rabs (w k)))).
  { intros j Hj. replace (T j ^ 2) with (c j / Rabs (w j)).
    - transitivity (c j); [field; apply Rgt_not_eq; red; auto|]. apply sum_ext. intros a _. rewrite E. ring.
    - unfold T. simpl. rewrite Rmult_1_r. symmetry. apply root_mult, Rle_mult_inv_pos; auto. }
  assert (G : g <= 1) by now apply least, (schur n d H (fun j => Rabs (w j)) T).
  apply Rle_trans with (sum d (fun i => (T i * w i) ^ 2) ^^ (1 / 2) * 1).
  - apply Rmult_le_compat_l; [apply pr_nonneg|easy].
  - rewrite Rmult_1_r. right. f_equal. rewrite (sum_ext d _ (fun i => (T i * Rabs (w i)) ^ 2)).
    + rewrite (schur_error n d H (fun j => Rabs (w j)) T S). apply sum_ext. intros a _. now rewrite E.
    + intros i _. now rewrite !Rpow_mult_distr, pow2_abs.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined. all: match goal with G : scaled_norm _ _ _ _ _ |- _ => destruct G as [T0 _] end.
  all: match goal with Hi : (?i < _)%nat |- _ => specialize (T0 i Hi); apply scaling_alive in T0 end.
  all: try (apply sum_nonneg; intros; apply Rmult_le_pos; [apply sum_nonneg; intros|]; apply Rabs_pos).
  all: try (left; apply Rdiv_lt_0_compat; apply T0). all: apply Rgt_not_eq, T0.
Qed.

(** A matrix of one entry 1. *)
Theorem witnessed : inhabited.
Proof.
  inhabited exhibit.
  assert (E : ((0 + (0 + Rabs (1 * 1)) * Rabs 1) / Rabs 1) ^^ (1 / 2) = 1).
  { transitivity (1 ^^ (1 / 2)); [|apply pr_base1]. f_equal. rewrite Rmult_1_r, Rabs_R1. field. }
  repeat split.
  - intros [|j] Hj; [|lia]. simpl. rewrite E. lra.
  - lra.
  - intros x. simpl. rewrite E. right. field.
  - intros c [Hc B]. assert (Q := B (fun _ => 1)). simpl in Q. rewrite E in Q. nra.
Qed.
