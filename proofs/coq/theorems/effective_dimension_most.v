Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder BestTermSorted BestTermAttained EffectiveDimension Tactics.
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

(** r equal entries have effective dimension r *)
Theorem attained : forall d r t p q, (1 <= r <= d)%nat -> 0 < t -> 0 < p -> 0 < q -> q - p <> 0 ->
  (sum d (fun i => (t * flat r i) ^^ p) ^^ (1 / p) / sum d (fun i => (t * flat r i) ^^ q) ^^ (1 / q))
    ^^ (p * q / (q - p)) = INR r.
Proof. exact effective_dimension_flat. Qed.
