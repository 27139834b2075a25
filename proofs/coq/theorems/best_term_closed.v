Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTermSorted BestTerm BestTermAttained Tactics.
From Statements Require Import best_term_closed.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (best_term_closed d (fun i => Rabs (w i)) q p k T). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.

(** r ones are an equality where r = kp/(p-q) is a whole number, at most d *)
Theorem attained : forall d k r q p T, (1 <= k)%nat -> 0 < q -> q < p -> INR r * (p - q) = INR k * p -> (r <= d)%nat ->
  topk d (fun i => Rabs (flat r i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (flat r i) ^^ p) ^^ (1 / p)
  = INR k ^^ (1 / p - 1 / q) * sum d (fun i => Rabs (flat r i) ^^ q) ^^ (1 / q)
    * ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)).
Proof. exact closed_attained. Qed.
