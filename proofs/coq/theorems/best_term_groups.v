Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm Tactics.
From Statements Require Import best_term_groups.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (best_term_exact n (fun i => Rabs (sum d (fun j => H i j ^ 2) ^^ (1 / 2))) q p k T). Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. split; [reflexivity|]. intros i j Hi Hj Ti Tj. rewrite !Rabs_pos_eq by apply pr_nonneg.
  apply pr_le; [lra|]. split; [nonneg|]. small i; small j; simpl in *; try discriminate; lra.
Qed.
