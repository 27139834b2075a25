Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder BestTermSorted BestTerm BestTermAttained EffectiveDimension Tactics.
From Statements Require Import necessary_count.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (effective_dimension d (fun i => Rabs (w i)) p q eta S). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.

(** r equal entries, all kept, are an equality: eta is 0 *)
Theorem attained : forall d r t p q, (1 <= r <= d)%nat -> 0 < t -> 0 < p -> p < q ->
  (1 + 0) ^^ (- (q / (q - p)))
  * (sum d (fun i => Rabs (t * flat r i) ^^ p) ^^ (1 / p) / sum d (fun i => Rabs (t * flat r i) ^^ q) ^^ (1 / q))
    ^^ (p * q / (q - p)) = INR (count d (fun i => (i <? r)%nat)).
Proof.
  intros d r t p q Hr Ht Hp Hq. assert (E : forall i, Rabs (t * flat r i) = t * flat r i).
  { intros i. apply Rabs_pos_eq. unfold flat. destruct (i <? r)%nat; lra. }
  rewrite count_below, Rplus_0_r, pr_base1, Rmult_1_l by lia.
  rewrite <- (effective_dimension_flat d r t p q) by (trivial; lra). unfold lnorm.
  do 2 f_equal; f_equal; apply sum_ext; intros; now rewrite E.
Qed.
