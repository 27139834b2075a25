(** C4, the seed's theorem: from the lq norms of the neurons to the error of the outputs, before anything is pruned. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Sets Ranges L2 Quantities Series Forward Carry Kept Seed Examples Tactics.
From Statements Require Import seed.
Open Scope R_scope.

Lemma printed_tail : forall k d q,
  max_over k d (fun r => INR r ^^ (- (1 / q)) * (INR r - INR k)) = worst_tail1 k d q.
Proof. intros. apply max_over_ext. intros; ring. Qed.

Theorem holds : forall (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R),
  0 < q <= 1 -> has_lipschitz f rho -> magnitude_pruned f kept ->
  layer_sup_error f (depth f)
  <= right_side (depth f) q (layer_sup_error f) (local_errors f) (width f) (weight (dense f)) (fan_in f)
       (input_sup f) kept rho.
Proof.
  intros f rho kept q Hq P K.
  eapply Rle_trans; [apply (seed_at_most f rho kept q _ _ Hq P K (largest_norm_at_most f q) (input_sup_at_most f))|].
  right. apply sum_range_ext. intros l _. rewrite printed_tail. unfold fan_in.
  change (max_on (width f l) _ _) with (largest_norm f q l).
  change (prod_range (1 + l) _ _) with (prod_range (S l) (depth f) (largest_norm f q)).
  change (prod_range l (depth f) (fun j => rho j)) with (prod_range l (depth f) rho). ring.
Qed.

(** Any bounds t of the norms and B of the inputs will do; ReLU between the layers has rho = 1. *)
Definition relu_network (f : comparison) : Prop := forall l, (1 <= l <= depth f)%nat ->
  (forall x, activation f l x = Rmax 0 x) \/ (forall x, activation f l x = x).

Lemma relu_network_lipschitz : forall f, relu_network f -> has_lipschitz f (fun _ => 1).
Proof.
  intros f R l Hl u v. destruct (R l Hl) as [E|E]; rewrite !E; [apply relu_lipschitz|lra].
Qed.

Theorem relu : forall (f : comparison) (kept : nat -> nat) (q : R) (t B : nat -> R),
  0 < q <= 1 -> relu_network f -> magnitude_pruned f kept -> norms_at_most f q t -> inputs_at_most f B ->
  layer_sup_error f (depth f)
  <= sum_range 1 (depth f) (fun l =>
       worst_tail1 (kept l) (fan_in f l) q * t l * B l * prod_range (S l) (depth f) t).
Proof.
  intros f kept q t B Hq R K N I.
  eapply Rle_trans; [apply (seed_at_most f _ kept q t B Hq (relu_network_lipschitz f R) K N I)|]. right.
  apply sum_range_ext. intros l _. rewrite prod_range_one. unfold fan_in. ring.
Qed.

(** With Stechkin's constant in place of the exact one: the rate k^(1 - 1/q) *)
Theorem relu_closed : forall (f : comparison) (kept : nat -> nat) (q : R) (t B : nat -> R),
  0 < q < 1 -> relu_network f -> magnitude_pruned f kept -> norms_at_most f q t -> inputs_at_most f B ->
  (forall l, (1 <= l <= depth f)%nat -> (1 <= kept l)%nat) ->
  layer_sup_error f (depth f)
  <= sum_range 1 (depth f) (fun l =>
       q * (1 - q) ^^ (1 / q - 1) * INR (kept l) ^^ (1 - 1 / q) * t l * B l * prod_range (S l) (depth f) t).
Proof.
  intros f kept q t B Hq R K N I Hk. assert (Hq1 : 0 < q <= 1) by lra.
  eapply Rle_trans; [apply (seed_closed_at_most f _ kept q t B Hq1 (relu_network_lipschitz f R) K N I)|]; [lra|easy|].
  right. apply sum_range_ext. intros l _. rewrite prod_range_one. ring.
Qed.

(** Without any data: B 1 bounds the inputs of the network, beta the biases *)
Theorem relu_a_priori : forall (f : comparison) (kept : nat -> nat) (q : R) (t beta B : nat -> R),
  0 < q <= 1 -> relu_network f -> magnitude_pruned f kept -> norms_at_most f q t -> biases_at_most f beta ->
  0 <= B 1%nat ->
  (forall a j, (a < samples f)%nat -> (j < width f 0)%nat -> Rabs (inputs f a j) <= B 1%nat) ->
  (forall l, (1 <= l < depth f)%nat -> B (S l) = t l * B l + beta l) ->
  layer_sup_error f (depth f)
  <= sum_range 1 (depth f) (fun l =>
       worst_tail1 (kept l) (fan_in f l) q * t l * B l * prod_range (S l) (depth f) t).
Proof.
  intros f kept q t beta B Hq R K N Hb B0 H0 HS. apply relu; try easy.
  apply (inputs_from_norms f (fun _ => 1) q t beta B Hq (relu_network_lipschitz f R) N Hb B0 H0).
  intros l Hl. rewrite (HS l Hl). destruct (R l ltac:(lia)) as [E|E]; rewrite E, ?Rmax_left, Rabs_R0; lra.
Qed.

Theorem defined : forall (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R), 0 < q <= 1 ->
  well_defined (depth f) q (layer_sup_error f) (local_errors f) (width f) (weight (dense f)) (fan_in f)
    (input_sup f) kept rho.
Proof.
  intros f rho kept q Hq. assert (0 < 1 / q) by (apply Rdiv_lt_0_compat; lra). well_defined.
Qed.

(** It is an equality for a network of two units, one of whose inputs is dropped. *)
Theorem attained : exists (f : comparison) (rho : nat -> R) (kept : nat -> nat) (q : R),
  0 < q <= 1 /\ has_lipschitz f rho /\ magnitude_pruned f kept /\ 0 < layer_sup_error f (depth f)
  /\ layer_sup_error f (depth f)
     = right_side (depth f) q (layer_sup_error f) (local_errors f) (width f) (weight (dense f)) (fan_in f)
         (input_sup f) kept rho.
Proof.
  exists halved, (fun _ => 1), (fun _ => 1%nat), (1 / 2). cbn [depth halved].
  split; [lra|]. split; [apply halved_lipschitz|]. split; [apply halved_pruned|].
  rewrite halved_error by lia. split; [lra|]. unfold right_side.
  unfold sum_range, prod_range. cbn [sum prod Nat.add Nat.sub]. rewrite !printed_tail, !halved_inputs by lia.
  destruct halved_norms as [N1 N2]. destruct halved_tails as [T1 T2]. unfold lq_norm in *.
  cbn [fan_in width dense weight halved Nat.eqb Nat.sub max_on]. rewrite N1, N2, T1, T2.
  rewrite !Rmax_right by lra. field.
Qed.
