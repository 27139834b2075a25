Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Merging Tactics.
From Statements Require Import merging_scaled.
Open Scope R_scope.

Lemma square_pos : forall d v, (exists i, (i < d)%nat /\ v i <> 0) -> sum d (fun j => v j ^ 2) <> 0.
Proof.
  intros d v [i [Hi Hv]]. apply Rgt_not_eq. eapply Rlt_le_trans; [|apply (sum_term_le d (fun j => v j ^ 2) i Hi)].
  - rewrite <- Rsqr_pow2. now apply Rsqr_pos_lt.
  - intros; apply pow2_ge_0.
Qed.

Theorem holds : statement.
Proof.
  unfold statement. intros d s v w _ Hv. assert (V := square_pos d v Hv).
  eapply Rle_trans; [right|apply (merging_scaled d w v s V)].
  f_equal. apply sum_ext. intros j _.
  rewrite (sum_ext d (fun i0 => v i0 * w i0) (fun i0 => w i0 * v i0)) by (intros; ring). field. easy.
Qed.

Theorem defined : well_defined.
Proof. well_defined; now apply square_pos. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
