(** Small networks at which the bounds of section C hold with equality: their hypotheses can be met. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Forward Carry WorstTail Kept.
Open Scope R_scope.

Definition hidden_relu (l : nat) (x : R) : R := if (l =? 1)%nat then Rmax 0 x else x.

(** x -> 2 max(0, x) against x -> max(0, x), at x = 1: the first of two weights, 2, becomes 1 *)
Definition doubled : comparison := {|
  samples := 1; mu := uniform 1; inputs := fun _ _ => 1; depth := 2; width := fun _ => 1%nat;
  activation := hidden_relu;
  dense := {| weight := fun l _ _ => if (l =? 1)%nat then 2 else 1; bias := fun _ _ => 0 |};
  pruned := {| weight := fun _ _ _ => 1; bias := fun _ _ => 0 |} |}.

(** (x, y) -> max(0, x + y) against (x, y) -> max(0, x), at x = y = 1 *)
Definition halved : comparison := {|
  samples := 1; mu := uniform 1; inputs := fun _ _ => 1; depth := 2;
  width := fun l => if (l =? 0)%nat then 2%nat else 1%nat;
  activation := hidden_relu;
  dense := {| weight := fun _ _ _ => 1; bias := fun _ _ => 0 |};
  pruned := {| weight := fun l _ j => if (l =? 1)%nat then if (j =? 1)%nat then 0 else 1 else 1;
               bias := fun _ _ => 0 |} |}.

Lemma hidden_relu_lipschitz : forall l, lipschitz 1 (hidden_relu l).
Proof. intros l. unfold hidden_relu. destruct (l =? 1)%nat; [apply relu_lipschitz|]. intros u v. lra. Qed.

Lemma L2_single : forall f, L2 1 (uniform 1) f = Rabs (f O).
Proof.
  intros f. unfold L2. rewrite <- (root_square (Rabs (f O))) by apply Rabs_pos. f_equal.
  unfold inner, uniform. simpl. rewrite <- Rabs_mult, (Rabs_pos_eq (f O * f O)) by apply Rle_0_sqr. field.
Qed.

Lemma euclid_single : forall x, euclid 1 x = Rabs (x O).
Proof.
  intros x. rewrite <- L2_single. unfold euclid, L2. f_equal. unfold inner, counting, uniform. simpl. field.
Qed.

(** an operator of one weight *)
Lemma operator_single : forall M g, 0 <= g -> M O O ^ 2 <= g ^ 2 -> operator_bound 1 1 M g.
Proof.
  intros M g Hg H. split; [easy|]. intros x. simpl. assert (Q := pow2_ge_0 (x O)). simpl in *. nra.
Qed.

(** What the bounds read of the first example *)
Ltac evaluate_network := unfold Rmax, Rabs; repeat destruct (Rle_dec _ _); repeat destruct (Rcase_abs _); lra.

Lemma doubled_units : forall l, (1 <= l <= 2)%nat -> unit_errors doubled l O = 1.
Proof.
  intros l Hl. unfold unit_errors. change (mu doubled) with (uniform 1). change (samples doubled) with 1%nat.
  rewrite L2_single. destruct l as [|[|[|l]]]; [lia| | |lia]; cbn; unfold preactivation; cbn; evaluate_network.
Qed.

Ltac evaluate_local := intros; change (mu doubled) with (uniform 1); change (samples doubled) with 1%nat;
  rewrite L2_single; cbn; unfold preactivation; cbn; evaluate_network.

Lemma doubled_local : local_errors doubled 1 O = 1 /\ local_errors doubled 2 O = 0.
Proof. unfold local_errors. split; evaluate_local. Qed.
Lemma doubled_local_after : local_errors_after doubled 1 O = 1 /\ local_errors_after doubled 2 O = 0.
Proof. unfold local_errors_after. split; evaluate_local. Qed.
Lemma doubled_local_on_pruned : local_errors_on_pruned doubled 1 O = 1 /\ local_errors_on_pruned doubled 2 O = 0.
Proof. unfold local_errors_on_pruned. split; evaluate_local. Qed.

Lemma doubled_measure : has_measure doubled.
Proof. intros a Ha. now apply uniform_nonneg. Qed.
Lemma doubled_lipschitz : has_lipschitz doubled (fun _ => 1).
Proof. intros l _. apply hidden_relu_lipschitz. Qed.
Lemma doubled_gain : has_gain doubled (pruned doubled) (fun _ => 1).
Proof. intros l _. apply operator_single; simpl; lra. Qed.
Lemma doubled_dense_gain : has_gain doubled (dense doubled) (fun l => if (l =? 1)%nat then 2 else 1).
Proof. intros l _. apply operator_single; simpl; destruct (l =? 1)%nat; lra. Qed.

(** ... and of the second *)
Lemma halved_lipschitz : has_lipschitz halved (fun _ => 1).
Proof. intros l _. apply hidden_relu_lipschitz. Qed.

Lemma halved_pruned : magnitude_pruned halved (fun _ => 1%nat).
Proof.
  intros l i Hl Hi. split; [|easy]. exists (fun j => negb (andb (l =? 1)%nat (j =? 1)%nat)).
  destruct l as [|[|[|l]]]; [lia| | |simpl in Hl; lia]; (split; [simpl; lia|split]).
  - intros; simpl; lra.
  - intros j Hj. simpl in *. destruct j as [|[|j]]; [easy|easy|lia].
  - intros; simpl; lra.
  - easy.
Qed.

Lemma halved_error : forall l, (1 <= l <= 2)%nat -> layer_sup_error halved l = 1.
Proof.
  intros l Hl. destruct l as [|[|[|l]]]; [lia| | |lia]; cbn; unfold preactivation; cbn; evaluate_network.
Qed.

Lemma two_pow_2 : 2 ^^ 2 = 4.
Proof. replace 2 with (1 + 1) at 2 by ring. rewrite pr_plus, pr_1 by lra. ring. Qed.

Lemma halved_norms : lq_norm 2 (fun _ => 1) (1 / 2) = 4 /\ lq_norm 1 (fun _ => 1) (1 / 2) = 1.
Proof.
  unfold lq_norm. cbn [sum]. rewrite Rabs_R1, pr_base1. replace (1 / (1 / 2)) with 2 by field. split.
  - replace (0 + 1 + 1) with 2 by ring. apply two_pow_2.
  - replace (0 + 1) with 1 by ring. apply pr_base1.
Qed.

Lemma halved_tails : worst_tail1 1 2 (1 / 2) = 1 / 4 /\ worst_tail1 1 1 (1 / 2) = 0.
Proof.
  unfold worst_tail1, max_over. simpl. split; [|easy]. replace (1 + 1) with 2 by ring.
  replace (1 / (1 / 2)) with 2 by field. rewrite pr_opp, two_pow_2 by lra. field.
Qed.

Lemma halved_inputs : forall l, (1 <= l <= 2)%nat -> input_sup halved l = if (l =? 1)%nat then 1 else 2.
Proof.
  intros l Hl. destruct l as [|[|[|l]]]; [lia| | |lia]; cbn; unfold preactivation; cbn.
  - evaluate_network.
  - evaluate_network.
Qed.
