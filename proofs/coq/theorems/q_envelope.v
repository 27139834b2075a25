Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm Tactics.
From Statements Require Import q_envelope.
Open Scope R_scope.

(** The exact bound for each exponent of the grid. *)
Theorem holds : statement.
Proof.
  unfold statement. intros. repeat apply Rmin_glb; match goal with
  |- _ <= sum d (fun i => Rabs (w i) ^^ ?q) ^^ _ * _ => bound (best_term_exact d (fun i => Rabs (w i)) q p k T) end.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
