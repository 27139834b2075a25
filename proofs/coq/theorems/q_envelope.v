Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm Tactics.
From Statements Require Import q_envelope.
Open Scope R_scope.

Lemma one_exponent : forall d w k p q e T, 0 < p -> 0 < q -> e * q = 1 -> topk d (fun i => Rabs (w i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (w i) ^^ p) ^^ (1 / p)
  <= sum d (fun i => Rabs (w i) ^^ q) ^^ e * max_over k d (fun r => INR r ^^ (- e) * (INR r - INR k) ^^ (1 / p)).
Proof.
  intros d w k p q e T Hp Hq He HT. replace e with (1 / q) by (apply Rmult_eq_reg_r with q; [rewrite He; field|]; lra).
  bound (best_term_exact d (fun i => Rabs (w i)) q p k T).
Qed.

(** The exact bound for each exponent of the grid. *)
Theorem holds : statement.
Proof.
  unfold statement. intros.
  repeat apply Rmin_glb; apply one_exponent; trivial; first [lra | field; lra].
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
