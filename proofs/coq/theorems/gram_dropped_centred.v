Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities L2 Neuron Tactics.
From Statements Require Import gram_dropped_centred.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H S w g _ _ G. eapply Rle_trans.
  - eapply Rle_trans; [right|apply (dropped_gram n d w (fun i => negb (S i)) (centred n H) g)].
    + apply (rms_ext n). intros a _. apply sum_ext. intros j _. destruct (negb (S j)); [|easy]. apply Rmult_comm.
    + exact G.
  - right. rewrite Rmult_comm. do 2 f_equal. apply sum_ext. intros j _. now rewrite Rmult_comm.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined. all: match goal with G : gram_bound _ _ _ _ _ |- _ => destruct G end.
  all: right; split; [apply Rmult_le_pos; [nonneg|assumption]|lra].
Qed.

(** Both columns have norm 3. *)
Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. split; [lra|]. intros x X.
  match goal with |- sum _ (fun i => sum _ (fun j => _ * gram_matrix ?n ?H _ _ * _)) <= _ =>
    assert (B : forall j, (j < 2)%nat -> root_mean_square n H j = 3) end.
  { intros j Hj. unfold root_mean_square, mean_square, centred. transitivity ((3 * 3) ^^ (1 / 2)); [|apply root_square; lra]. f_equal.
    destruct j as [|[|j]]; [| |lia]; simpl; field. }
  assert (E := X O ltac:(lia) (or_introl eq_refl)). cbn [sum]. unfold gram_matrix. rewrite !B by lia. unfold centred. simpl. rewrite E. nra.
Qed.
