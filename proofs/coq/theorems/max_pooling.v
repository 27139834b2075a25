Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Counting L2 Pooling Tactics.
From Statements Require Import max_pooling.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros c m n F G H _ _ _. set (cells := fun l i => ltb 0 (Rabs (H l i))).
  apply (windows n m c cells (fun _ => 1) (fun a z => F a z - G a z)
    (fun l a => max_on c (cells l) (fun z => F a z + lift c (F a) (G a)) - max_on c (cells l) (fun z => G a z + lift c (F a) (G a)))).
  - apply max_on_nonneg.
  - intros l a _ _. eapply Rle_trans; [apply max_pooling_row|right].
    apply sum_ext. intros z _. destruct (cells l z); ring.
  - intros z Hz. rewrite sum_on_const, Rmult_1_r.
    now apply (max_on_ge c (fun _ => true) (fun j => INR (count m (fun i => ltb 0 (Rabs (H i j)))))).
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; [apply larger_nonneg|now apply (lift_nonneg c (F a) (G a))|now apply (lift_nonneg c (F a) (G a))].
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
