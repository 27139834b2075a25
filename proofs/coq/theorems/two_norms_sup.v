Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Holder EffectiveDimension TwoNormsSup Tactics.
From Statements Require Import two_norms_sup.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros d p q w k T _ Hp Hq Hw Hk _ HT.
  apply (two_norms_sup d (fun i => Rabs (w i)) p q k T _ (fun i _ => Rabs_pos (w i)) (nonzero_pos d w Hw)
    Hp Hq Hk HT eq_refl).
Qed.

(** N >= 1, since the q-norm is at least the maximum *)
Lemma dimension_least : forall d w q, 0 < q -> (exists i, (i < d)%nat /\ w i <> 0) ->
  1 <= (sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q) / max_on d (fun _ => true) (fun i => Rabs (w i))) ^^ q.
Proof.
  intros d w q Hq Hw. assert (P := max_abs_pos d w Hw). set (M := max_on _ _ _) in *.
  set (A := sum d (fun i => Rabs (w i) ^^ q)).
  assert (L : M ^^ q <= A).
  { destruct (max_on_in d (fun _ => true) (fun i => Rabs (w i)) (fun i _ _ => Rabs_pos (w i))) as [E|[i [Hi [_ E]]]];
      fold M in E; [lra|]. rewrite E. apply (sum_term_le d (fun i => Rabs (w i) ^^ q)); [easy|]. intros; nonneg. }
  assert (PA := pr_pos M q P).
  rewrite pr_div, pr_pr by (trivial; try apply pr_nonneg; lra). replace (1 / q * q) with 1 by (field; lra).
  rewrite pr_1 by lra. apply Rmult_le_reg_r with (M ^^ q); [easy|]. field_simplify; lra.
Qed.

Theorem defined : well_defined.
Proof.
  unfold well_defined. intros d p q w k T Hd Hp Hq Hw Hk Hkd HT.
  assert (P := max_abs_pos d w Hw). assert (L := dimension_least d w q Hq Hw).
  set (M := max_on d (fun _ => true) (fun i => Rabs (w i))) in *.
  set (A := sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) in *.
  set (N := (A / M) ^^ q) in *. assert (NA : 0 <= A / M) by (apply Rle_mult_inv_pos; [apply pr_nonneg|easy]).
  assert (K : forall r, (k < r <= d)%nat -> 0 < INR r - 1).
  { intros r Hr. assert (R := lt_INR 1 r ltac:(lia)). simpl in R. lra. }
  well_defined; first
    [ now right
    | apply Rgt_not_eq, K; assumption
    | right; split; [apply Rmin_glb; [lra|first [apply Rmax_l | apply Rle_mult_inv_pos; [lra|now apply K]]]|pos]
    | right; split; [|pos]; apply Rmult_le_pos; [|apply pr_nonneg];
      eapply Rle_trans; [|apply Rmax_r]; apply sum_nonneg; intros; apply pr_nonneg ].
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
