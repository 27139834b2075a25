Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Counting L2 Pooling Tactics.
From Statements Require Import average_pooling.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c m n F G H _ _ _. set (cells := fun l i => ltb 0 (Rabs (H l i))).
  set (size := fun l => Rmax 1 (INR (count c (cells l)))).
  rewrite (sum_ext m _ (fun l => sum n (fun a => (sum_on c (cells l) (fun z => F a z - G a z) / size l) ^ 2))).
  2: { intros l _. apply sum_ext. intros a _. fold (cells l). fold (size l). field.
       assert (A : 1 <= size l) by apply Rmax_l. lra. }
  apply (windows n m c cells (fun l => 1 / size l) (fun a z => F a z - G a z)).
  - apply max_on_nonneg.
  - intros l a _ _. eapply Rle_trans; [right|apply (mean_square_on c (cells l) (fun z => F a z - G a z))].
    fold (size l). field. assert (A : 1 <= size l) by apply Rmax_l. lra.
  - intros z Hz. now apply (max_on_ge c (fun _ => true) (fun j => sum_on m (fun i => cells i j) (fun l => 1 / size l))).
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; try (apply Rgt_not_eq, size_pos).
  - right. split; [|lra]. apply Rmult_le_pos.
    + apply sum_nonneg. intros. apply sum_nonneg. intros.
      apply Rmult_le_pos; [apply pow2_ge_0|left; apply Rinv_0_lt_compat, pow_lt, size_pos].
    + left. apply Rinv_0_lt_compat, lt_0_INR. lia.
  - apply sum_on_nonneg. intros. left. apply Rdiv_lt_0_compat; [lra|apply size_pos].
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
