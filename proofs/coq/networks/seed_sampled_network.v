(** C4, sampled: the seed's theorem in L2 of the samples, with draws in place of the largest weights.

    The printer does not reach this bound: the constant of its layers is no closed formula. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Ranges Sets L2 Quantities Series WorstTail Forward Carry
  Kept Seed SampledWeights SampledNetwork Examples.
Open Scope R_scope.

(** The largest norm of an input of layer l *)
Definition input_norm (f : comparison) (l : nat) : R :=
  max_on (width f (l - 1)) (fun _ => true) (fun j =>
    L2 (samples f) (mu f) (fun a => forward f (dense f) (l - 1) a j)).

(** What sampling with a budget of k promises of some neuron of layer l, and so of none less: p is at most what the k
    largest weights leave, and what j < k of them leave divided by √(k - j) *)
Definition promised (f : comparison) (l k : nat) (p : R) : Prop :=
  exists i, (i < width f l)%nat /\ forall j T, (j <= k)%nat ->
  topk (fan_in f l) (fun m => Rabs (weight (dense f) l i m)) j T ->
  let left := sum_on (fan_in f l) (fun m => negb (T m)) (fun m => Rabs (weight (dense f) l i m)) in
  (j = k -> p <= left) /\ ((j < k)%nat -> p <= left / (INR k - INR j) ^^ (1 / 2)).

(** The pruned network keeps the promise: no larger l1 norms, no larger local errors *)
Definition promise_kept (f : comparison) (K : nat -> nat) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> (K l <= fan_in f l)%nat /\ exists p, promised f l (K l) p /\
  forall i, (i < width f l)%nat ->
  lq_norm (fan_in f l) (weight (pruned f) l i) 1 <= largest_norm f 1 l /\ local_errors f l i <= p * input_norm f l.

Lemma input_norm_at_most : forall f, input_norms_at_most f (input_norm f).
Proof.
  intros f l _. split; [apply max_on_nonneg|]. intros j Hj.
  now apply (max_on_ge (width f (l - 1)) (fun _ => true)
    (fun j => L2 (samples f) (mu f) (fun a => forward f (dense f) (l - 1) a j))).
Qed.

Lemma constant_nonneg : forall k d q c, (k <= d)%nat -> sampling_constant k d q c -> 0 <= c.
Proof.
  intros k d q c Hk [_ [->|[j [Hj ->]]]]; [apply worst_tail_nonneg|].
  apply Rle_mult_inv_pos; [apply worst_tail_nonneg|]. apply pr_pos. assert (INR j < INR k) by now apply lt_INR. lra.
Qed.

(** What is promised is at most the constant times the largest lq norm *)
Lemma promised_le : forall f l k q c p, 0 < q -> (k <= fan_in f l)%nat -> sampling_constant k (fan_in f l) q c ->
  promised f l k p -> p <= c * largest_norm f q l.
Proof.
  intros f l k q c p Hq Hk C [i [Hi H]]. assert (Hc := constant_nonneg _ _ _ _ Hk C).
  set (w := fun m => Rabs (weight (dense f) l i m)) in *.
  apply Rle_trans with (c * lq_norm (fan_in f l) (weight (dense f) l i) q).
  2: { apply Rmult_le_compat_l; [easy|].
       now apply (max_on_ge (width f l) (fun _ => true) (fun i => lq_norm (width f (l - 1)) (weight (dense f) l i) q)). }
  assert (tail : forall j T, topk (fan_in f l) w j T -> sum_on (fan_in f l) (fun m => negb (T m)) w
    <= worst_tail1 j (fan_in f l) q * lq_norm (fan_in f l) (weight (dense f) l i) q).
  { intros j T HT. apply tail_le; try easy. intros; apply Rabs_pos. }
  destruct C as [_ [->|[j [Hj ->]]]].
  - destruct (Rearrange.topk_exists (fan_in f l) w k Hk) as [T HT]. destruct (H k T (le_n k) HT) as [H1 _].
    eapply Rle_trans; [now apply H1|now apply tail].
  - destruct (Rearrange.topk_exists (fan_in f l) w j) as [T HT]; [lia|].
    destruct (H j T ltac:(lia) HT) as [_ H2]. eapply Rle_trans; [now apply H2|].
    assert (P : 0 < (INR k - INR j) ^^ (1 / 2)) by (apply pr_pos; assert (INR j < INR k) by (now apply lt_INR); lra).
    unfold split_cost, Rdiv. rewrite (Rmult_assoc _ (/ _)), (Rmult_comm (/ _)), <- Rmult_assoc.
    apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. now apply tail.
Qed.

(** What the bound says *)
Theorem holds : forall (f : comparison) (rho : nat -> R) (q : R) (K : nat -> nat) (c : nat -> R),
  0 < q -> has_measure f -> has_lipschitz f rho -> promise_kept f K ->
  (forall l, (1 <= l <= depth f)%nat -> sampling_constant (K l) (fan_in f l) q (c l)) ->
  largest_unit_error f (depth f)
  <= sum_range 1 (depth f) (fun l => c l * largest_norm f q l * input_norm f l
       * (prod_range l (depth f) rho * prod_range (S l) (depth f) (largest_norm f 1))).
Proof.
  intros f rho q K c Hq M P Kept C.
  apply (carried_by_l1 f rho (largest_norm f 1) (fun l => c l * largest_norm f q l * input_norm f l) M P).
  intros l Hl. destruct (Kept l Hl) as [HK [p [Hp G]]]. specialize (C l Hl).
  assert (B : 0 <= input_norm f l) by apply max_on_nonneg.
  split; [apply max_on_nonneg|]. split.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [now apply (constant_nonneg (K l) (fan_in f l) q)|apply max_on_nonneg]|easy].
  - intros i Hi. destruct (G i Hi) as [G1 G2]. split.
    + rewrite l1_is_norm in G1. exact G1.
    + eapply Rle_trans; [apply G2|]. apply Rmult_le_compat_r; [easy|].
      now apply (promised_le f l (K l) q).
Qed.

(** What it is for: of every dense network, some network with at most K l weights per neuron is that close *)
Theorem reached : forall (f : comparison) (rho : nat -> R) (q : R) (K : nat -> nat) (c t s B : nat -> R),
  0 < q -> has_measure f -> has_lipschitz f rho ->
  (forall l, (1 <= l <= depth f)%nat ->
     (K l <= width f (l - 1))%nat /\ 0 <= c l /\ sampling_constant (K l) (width f (l - 1)) q (c l)) ->
  norms_at_most f q t -> norms_at_most f 1 s -> input_norms_at_most f B ->
  exists net, at_most_weights f net K
  /\ largest_unit_error (against f net) (depth f)
     <= sum_range 1 (depth f) (fun l =>
          c l * t l * B l * (prod_range l (depth f) rho * prod_range (S l) (depth f) s)).
Proof. intros. now apply (sampled_at_most f rho q K c t s B). Qed.

(** A network compared with itself keeps the promise of the full budget *)
Theorem witnessed : exists (f : comparison) (rho : nat -> R) (q : R) (K : nat -> nat) (c : nat -> R),
  depth f = 2%nat /\ 0 < q /\ has_measure f /\ has_lipschitz f rho /\ promise_kept f K
  /\ (forall l, (1 <= l <= depth f)%nat -> sampling_constant (K l) (fan_in f l) q (c l)).
Proof.
  exists (against doubled (dense doubled)), (fun _ => 1), 1, (fun _ => 1%nat), (fun _ => 0).
  split; [easy|]. split; [lra|]. split; [exact doubled_measure|]. split; [exact doubled_lipschitz|]. split.
  - intros l Hl. split; [apply le_n|]. exists 0. split.
    + exists O. split; [simpl; lia|]. intros j T Hj _. cbv zeta. split; intros Hjk.
      * apply sum_on_nonneg. intros; apply Rabs_pos.
      * apply Rle_mult_inv_pos; [apply sum_on_nonneg; intros; apply Rabs_pos|]. apply pr_pos.
        apply lt_INR in Hjk. simpl in *. lra.
    + intros i Hi. split.
      * now apply (max_on_ge (width doubled l) (fun _ => true) (fun i => lq_norm 1 (weight (dense doubled) l i) 1)).
      * rewrite Rmult_0_l. right. apply L2_zero; [exact doubled_measure|]. intros. cbv zeta. apply Rminus_diag_eq.
        reflexivity.
  - intros l Hl. split; [split|left].
    + apply worst_tail_nonneg.
    + intros j Hj. apply Rle_mult_inv_pos; [apply worst_tail_nonneg|]. apply pr_pos. apply lt_INR in Hj. lra.
    + reflexivity.
Qed.
