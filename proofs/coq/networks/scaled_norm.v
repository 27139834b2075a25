(** C3 in a network: the errors of every layer measured in a diagonal scaling T of its units; C1 has T = 1. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Propagation Scaling.
Open Scope R_scope.

Lemma scaled_operator : forall m d U M T g, (forall j, (j < d)%nat -> T j <> 0) ->
  operator_bound m d (fun i j => U i * M i j / T j) g -> scaled_bound m d U M T g.
Proof.
  intros m d U M T g HT H. split; [apply H|]. intros v.
  eapply Rle_trans; [right|apply (operator_euclid m d _ g (fun j => T j * v j) H)].
  apply euclid_ext. intros i _. rewrite <- sum_scal. apply sum_ext. intros j Hj. field. auto.
Qed.

Theorem network : forall (f : comparison) (rho gain : nat -> R) (T : nat -> nat -> R),
  has_measure f -> has_lipschitz f rho -> (forall l i, (i < width f l)%nat -> 0 < T l i) ->
  (forall i, (i < width f (depth f))%nat -> T (depth f) i = 1) ->
  (forall l, (1 <= l <= depth f)%nat ->
     operator_bound (width f l) (width f (l - 1))
       (fun i j => T l i * weight (pruned f) l i j / T (l - 1)%nat j) (gain l)) ->
  output_error f <= sum_range 1 (depth f) (fun l =>
    rho l * euclid (width f l) (fun i => T l i * local_errors f l i)
    * prod_range (S l) (depth f) (fun j => rho j * gain j)).
Proof.
  intros f rho gain T M P HT H1 HG. unfold output_error.
  rewrite (euclid_ext _ (unit_errors f (depth f)) (fun i => T (depth f) i * unit_errors f (depth f) i)).
  - apply scaled_propagation; try easy.
    + intros l i _ Hi. left. now apply HT.
    + intros l Hl. apply scaled_operator; [|now apply HG]. intros j Hj. apply Rgt_not_eq. red. now apply HT.
  - intros i Hi. rewrite H1 by easy. ring.
Qed.
