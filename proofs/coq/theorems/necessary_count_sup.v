Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities EffectiveDimension Tactics.
From Statements Require Import necessary_count_sup.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d S eta p w _ He Hp Hw H.
  bound (necessary_count_sup d (fun i => Rabs (w i)) p eta S (fun i _ => Rabs_pos (w i)) (nonzero_pos d w Hw)).
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; match goal with Hw : exists i, _ |- _ => assert (M := max_abs_pos d w Hw) end.
  - lra.
  - left. apply Rdiv_lt_0_compat; [pos|easy].
Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. unfold sum_on. simpl. rewrite !pr_1 by apply Rabs_pos.
  rewrite Rabs_R0, Rabs_left, Rabs_right by lra. lra.
Qed.
