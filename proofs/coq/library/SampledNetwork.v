(** The seed's theorem with draws: some network of few weights is close to the dense one, in L2 of the samples. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Network Ranges Sets L2 Quantities Series WorstTail Forward Carry
  Kept Seed Propagation Sampling SampledWeights SampledNeuron.
Open Scope R_scope.

(** Local errors of at most delta, carried by l1 norms of at most s, in the largest L2 error of a unit *)
Definition largest_unit_error (f : comparison) (l : nat) : R :=
  max_on (width f l) (fun _ => true) (unit_errors f l).

Theorem carried_by_l1 : forall (f : comparison) (rho s delta : nat -> R), has_measure f -> has_lipschitz f rho ->
  (forall l, (1 <= l <= depth f)%nat -> 0 <= s l /\ 0 <= delta l
     /\ forall i, (i < width f l)%nat ->
        sum (width f (l - 1)) (fun j => Rabs (weight (pruned f) l i j)) <= s l /\ local_errors f l i <= delta l) ->
  largest_unit_error f (depth f)
  <= sum_range 1 (depth f) (fun l => delta l * (prod_range l (depth f) rho * prod_range (S l) (depth f) s)).
Proof.
  intros f rho s delta M P H. assert (R : forall l, (1 <= l <= depth f)%nat -> 0 <= rho l).
  { intros l Hl. apply (lipschitz_nonneg _ _ (P l Hl)). }
  assert (E0 : forall l, 0 <= largest_unit_error f l) by (intros; apply max_on_nonneg).
  eapply Rle_trans; [apply (unrolled (largest_unit_error f) (fun l => rho l * s l) (fun l => rho l * delta l))|].
  - apply Rle_antisym; [|apply E0]. apply max_on_le; [lra|]. intros j _ _. right. now apply unit_errors_0.
  - intros l Hl. apply Rmult_le_pos; [auto|now apply H].
  - intros l Hl. destruct (H l Hl) as [Hs [Hd G]]. cbn beta. rewrite Rmult_assoc, <- Rmult_plus_distr_l.
    apply max_on_le.
    { apply Rmult_le_pos; [auto|]. apply Rplus_le_le_0_compat; [now apply Rmult_le_pos|easy]. }
    intros i Hi _. destruct (G i Hi) as [Gl Ge].
    eapply Rle_trans; [now apply (elementwise_unit f rho M P l i)|]. apply Rmult_le_compat_l; [auto|].
    apply Rplus_le_compat; [|easy]. eapply Rle_trans; [|apply Rmult_le_compat_r; [apply E0|apply Gl]].
    rewrite Rmult_comm, <- sum_scal. apply sum_le. intros j Hj. rewrite Rmult_comm.
    apply Rmult_le_compat_r; [apply Rabs_pos|].
    now apply (max_on_ge (width f (l - 1)) (fun _ => true) (unit_errors f (l - 1))).
  - right. apply sum_range_ext. intros l Hl. rewrite prod_range_mult, (prod_range_first l) by lia. ring.
Qed.

(** f with another network in place of the pruned one *)
Definition against (f : comparison) (net : layers) : comparison := {|
  samples := samples f; mu := mu f; inputs := inputs f; depth := depth f; width := width f;
  activation := activation f; dense := dense f; pruned := net |}.

Lemma forward_against : forall f net other l, forward (against f net) other l = forward f other l.
Proof. intros f net other l. induction l as [|l IH]; [easy|]. cbn [forward]. now rewrite IH. Qed.

(** B l is at least the norms of the inputs of layer l *)
Definition input_norms_at_most (f : comparison) (B : nat -> R) : Prop :=
  forall l, (1 <= l <= depth f)%nat -> 0 <= B l
  /\ forall j, (j < width f (l - 1))%nat ->
     L2 (samples f) (mu f) (fun a => forward f (dense f) (l - 1) a j) <= B l.

(** every neuron of layer l has at most K l weights that are not 0, and the bias of the dense network *)
Definition at_most_weights (f : comparison) (net : layers) (K : nat -> nat) : Prop :=
  forall l i, (1 <= l <= depth f)%nat -> (i < width f l)%nat ->
  sparse (width f (l - 1)) (K l) (weight net l i) /\ bias net l i = bias (dense f) l i.

(** Choosing finitely often needs no axiom *)
Lemma choose : forall (A : Type) (a0 : A) n (P : nat -> A -> Prop),
  (forall i, (i < n)%nat -> exists x, P i x) -> exists F, forall i, (i < n)%nat -> P i (F i).
Proof.
  intros A a0. induction n as [|n IH]; intros P H; [exists (fun _ => a0); lia|].
  destruct (IH P) as [F HF]; [auto with arith|]. destruct (H n) as [x Hx]; [auto with arith|].
  exists (fun i => if (i <? n)%nat then F i else x). intros i Hi.
  destruct (Nat.ltb_spec i n); [auto|]. now replace i with n by lia.
Qed.

Section Sampled.
Variables (f : comparison) (rho : nat -> R) (q : R) (K : nat -> nat) (c t s B : nat -> R).
Hypothesis q_pos : 0 < q.
Hypothesis measure : has_measure f.
Hypothesis phi_lipschitz : has_lipschitz f rho.
Hypothesis budgets : forall l, (1 <= l <= depth f)%nat ->
  (K l <= width f (l - 1))%nat /\ 0 <= c l /\ sampling_constant (K l) (width f (l - 1)) q (c l).
Hypothesis norms : norms_at_most f q t.
Hypothesis l1_norms : norms_at_most f 1 s.
Hypothesis input_norms : input_norms_at_most f B.

Let l1 (d : nat) (v : nat -> R) : R := sum d (fun j => Rabs (v j)).

Lemma l1_is_norm : forall d w, lq_norm d w 1 = l1 d w.
Proof.
  intros d w. unfold lq_norm, l1. replace (1 / 1) with 1 by field.
  rewrite (sum_ext d _ (fun j => Rabs (w j))) by (intros; apply pr_1, Rabs_pos).
  apply pr_1, sum_nonneg. intros; apply Rabs_pos.
Qed.

(** what is asked of the new weights v of neuron i of layer l *)
Let good (l i : nat) (v : nat -> R) : Prop :=
  sparse (width f (l - 1)) (K l) v /\ l1 (width f (l - 1)) v <= s l
  /\ L2 (samples f) (mu f) (fun a =>
       sum (width f (l - 1)) (fun j => (weight (dense f) l i j - v j) * forward f (dense f) (l - 1) a j))
     <= c l * t l * B l.

Lemma good_exists : forall l i, (1 <= l <= depth f)%nat -> (i < width f l)%nat -> exists v, good l i v.
Proof.
  intros l i Hl Hi. destruct (budgets l Hl) as [HK [Hc C]]. destruct (input_norms l Hl) as [HB Hh].
  destruct (norms l Hl) as [Ht Hw]. destruct (l1_norms l Hl) as [_ Hs].
  destruct (l1_budget (samples f) (mu f) (width f (l - 1)) (fun j a => forward f (dense f) (l - 1) a j) (B l)
    measure Hh (weight (dense f) l i) q (K l) (c l) q_pos HB HK C) as [v [Sv [Lv Ev]]].
  exists v. repeat split; [easy| |].
  - eapply Rle_trans; [apply Lv|]. specialize (Hs i Hi). now rewrite l1_is_norm in Hs.
  - eapply Rle_trans; [apply Ev|]. apply Rmult_le_compat_r; [easy|]. apply Rmult_le_compat_l; [easy|]. now apply Hw.
Qed.

Lemma good_network : exists W : nat -> nat -> nat -> R,
  forall l i, (1 <= l <= depth f)%nat -> (i < width f l)%nat -> good l i (W l i).
Proof.
  destruct (choose (nat -> nat -> R) (fun _ _ => 0) (S (depth f))
    (fun l V => (1 <= l)%nat -> forall i, (i < width f l)%nat -> good l i (V i))) as [W HW].
  - intros l Hl. destruct (Nat.eq_dec l 0) as [->|N]; [exists (fun _ _ => 0); lia|].
    destruct (choose (nat -> R) (fun _ => 0) (width f l) (good l)) as [V HV].
    + intros i Hi. apply good_exists; [lia|easy].
    + exists V. auto.
  - exists W. intros l i Hl Hi. apply HW; [lia|lia|easy].
Qed.

Theorem sampled_at_most : exists net, at_most_weights f net K
  /\ largest_unit_error (against f net) (depth f)
     <= sum_range 1 (depth f) (fun l =>
          c l * t l * B l * (prod_range l (depth f) rho * prod_range (S l) (depth f) s)).
Proof.
  destruct good_network as [W G]. exists {| weight := W; bias := bias (dense f) |}. split.
  - intros l i Hl Hi. split; [now apply G|easy].
  - set (g := against f _). apply (carried_by_l1 g rho s (fun l => c l * t l * B l) measure phi_lipschitz).
    intros l Hl. destruct (budgets l Hl) as [_ [Hc _]]. destruct (norms l Hl) as [Ht _].
    split; [now apply l1_norms|]. split; [apply Rmult_le_pos; [now apply Rmult_le_pos|now apply input_norms]|].
    intros i Hi. destruct (G l i Hl Hi) as [_ [Gl Ge]]. split; [exact Gl|].
    eapply Rle_trans; [right|apply Ge]. unfold local_errors. apply L2_ext. intros a _.
    cbv zeta. unfold g. rewrite !forward_against. unfold preactivation. cbn [against pruned dense width weight bias].
    match goal with |- ?x + ?b - (?y + ?b) = _ => replace (x + b - (y + b)) with (x - y) by ring end.
    rewrite <- sum_minus. apply sum_ext. intros; ring.
Qed.
End Sampled.
