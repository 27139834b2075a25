Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Sequence Tactics.
From Statements Require Import fixed_sequence.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H S T delta _ Hn V. now apply fixed_sequence.
Qed.

Theorem defined : well_defined.
Proof. well_defined; apply Rmax_l. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. apply max_on_le; [lra|]. intros [|[|j]] Hj Sj; try easy.
  unfold count, leb. destruct (Rle_dec (1 / 2) (1 / 2)); [|lra]. destruct (Rle_dec 1 (1 / 2)); [lra|]. simpl. lra.
Qed.
