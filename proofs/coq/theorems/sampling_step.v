Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges L2 Quantities DrawnInputs Tactics.
From Statements Require Import sampling_step.
Open Scope R_scope.

(** The mean over the next draw is at most that; so some draw is. *)
Theorem holds : statement.
Proof.
  unfold statement. intros d n H R_ w x _ _ X. eapply Rle_trans; [now apply (sampling_step n d w H R_ x)|].
  right. f_equal. f_equal. apply sum_ext. intros j _. symmetry. apply printed_size.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

(** Two orthogonal columns of norm 1. *)
Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. match goal with |- least_next_error ?n _ _ ?H _ _ =>
    assert (B : forall j, (j < 2)%nat -> root_mean_square n H j = 1) end.
  { intros j Hj. unfold root_mean_square, mean_square. transitivity (1 ^^ (1 / 2)); [|apply pr_base1]. f_equal.
    destruct j as [|[|j]]; [| |lia]; simpl; field. }
  unfold least_next_error, draw, neuron. cbn [sum]. rewrite !B by lia. split; [lra|]. split.
  - intros j Hj _. rewrite !B by easy. destruct j as [|[|j]]; [| |lia]; simpl; rewrite !Rabs_R1; lra.
  - intros _. simpl. lra.
Qed.
