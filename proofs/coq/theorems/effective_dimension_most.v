Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder BestTermSorted BestTerm BestTermAttained EffectiveDimension Tactics.
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
Proof. inhabited exhibit. Qed.

(** r equal entries and d - r zeros are an equality *)
Theorem attained : forall d r t p q, (1 <= r <= d)%nat -> 0 < t -> 0 < p -> 0 < q -> q - p <> 0 ->
  (sum d (fun i => Rabs (t * flat r i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (t * flat r i) ^^ q) ^^ (1 / q))
    ^^ (p * q / (q - p)) = INR (count d (fun i => ltb 0 (Rabs (t * flat r i)))).
Proof.
  intros d r t p q Hr Ht Hp Hq H. assert (E : forall i, Rabs (t * flat r i) = t * flat r i).
  { intros i. apply Rabs_pos_eq. unfold flat. destruct (i <? r)%nat; lra. }
  transitivity (INR r).
  - rewrite <- (effective_dimension_flat d r t p q Hr Ht Hp Hq H). unfold lnorm.
    do 2 f_equal; f_equal; apply sum_ext; intros; now rewrite E.
  - f_equal. transitivity (count d (fun i => (i <? r)%nat)); [symmetry; now apply count_below|].
    apply count_ext. intros i _. rewrite E. unfold flat, ltb.
    destruct (i <? r)%nat, (Rlt_dec 0 _); trivial; exfalso; lra.
Qed.
