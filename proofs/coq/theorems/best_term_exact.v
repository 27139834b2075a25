Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTermSorted BestTerm BestTermAttained Tactics.
From Statements Require Import best_term_exact.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (best_term_exact d (fun i => Rabs (w i)) q p k T). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.

(** some vector of r ones and d - r zeros is an equality, whichever largest entries are kept *)
Theorem attained : forall d k q p, (k < d)%nat -> 0 < q -> 0 < p ->
  exists r, (k < r <= d)%nat /\ forall T, topk d (fun i => Rabs (flat r i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (flat r i) ^^ p) ^^ (1 / p)
  = sum d (fun i => Rabs (flat r i) ^^ q) ^^ (1 / q)
    * max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r - INR k) ^^ (1 / p)).
Proof.
  intros d k q p Hk Hq Hp. destruct (best_term_attained d k q p Hk Hq) as [r [Hr E]].
  exists r. split; [easy|]. intros T HT. rewrite (E T HT). same.
Qed.
