Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities SamplingRate Tactics.
From Statements Require Import sampling_rate.
Open Scope R_scope.

(** The statement has 2t/(2t+k) in place of q, and a root of 2 taken out of (q/(2-q))^(-1/2). *)
Theorem holds : statement.
Proof.
  unfold statement. intros d t w k T Hd Ht Hk Hkd HT.
  assert (Pk : 0 < INR k) by (apply lt_0_INR; lia). assert (Pt : 0 < INR t) by (apply lt_0_INR; lia).
  set (q := 2 * INR t / (INR k + 2 * INR t)). set (u := INR t / (INR k + 2 * INR t) / (2 - q)).
  assert (Q : 0 < q < 1).
  { unfold q. split; [apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with (INR k + 2 * INR t); [lra|]. field_simplify; lra. }
  assert (B := sampling_rate d (fun i => Rabs (w i)) q k t T (fun i _ => Rabs_pos (w i)) Hk Ht
    ltac:(unfold q; f_equal; ring) HT).
  assert (U : 0 < u) by (apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra|lra]).
  assert (E : q / (q / (2 - q)) ^^ (1 / 2) = 2 ^^ (1 / 2) * INR t * u ^^ (- (1 / 2)) / (INR k + 2 * INR t)).
  { replace (q / (2 - q)) with (2 * u) by (unfold u, q; field; fold q; split; lra).
    rewrite pr_mult, pr_opp by lra. assert (P2 := pr_pos 2 (1 / 2) ltac:(lra)). assert (Pu := pr_pos u (1 / 2) U).
    assert (S : 2 ^^ (1 / 2) * 2 ^^ (1 / 2) = 2).
    { rewrite <- pr_plus by lra. replace (1 / 2 + 1 / 2) with 1 by field. apply pr_1. lra. }
    unfold q. replace (2 * INR t) with (2 ^^ (1 / 2) * 2 ^^ (1 / 2) * INR t) at 1 by (rewrite S; ring).
    field. repeat split; lra. }
  replace (1 / 2 * (INR k + 2 * INR t) / INR t) with (1 / q) by (unfold q; field; lra).
  replace (4 * INR t / (INR k + 2 * INR t)) with (2 * q) by (unfold q; field; lra).
  eapply Rle_trans; [right|eapply Rle_trans; [apply B|right]].
  - rewrite pr_opp by easy. field. apply Rgt_not_eq, pr_pos; easy.
  - assert (PC := pr_pos (q / (2 - q)) (1 / 2) ltac:(apply Rdiv_lt_0_compat; lra)).
    transitivity (q / (q / (2 - q)) ^^ (1 / 2) * ((1 - q) ^^ (1 / q - 1) * ((2 - 2 * q) / (2 - q)) ^^ (1 - 1 / q)
      * (INR k + INR t) ^^ (1 / 2 - 1 / q) * sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q))); [field; lra|].
    rewrite E. field. lra.
Qed.

Lemma drawn_share : forall t k, 0 < t -> 0 < k ->
  0 < t / (k + 2 * t) /\ 2 * t / (k + 2 * t) < 1 /\ 4 * t / (k + 2 * t) < 2.
Proof.
  intros t k Ht Hk. split; [apply Rdiv_lt_0_compat; lra|].
  split; apply Rmult_lt_reg_r with (k + 2 * t); try lra; field_simplify; lra.
Qed.

Theorem defined : well_defined.
Proof.
  well_defined; assert (Pt : 0 < INR t) by pos; assert (Pk : 0 < INR k) by pos;
    destruct (drawn_share (INR t) (INR k) Pt Pk) as [D [E F]].
  - lra.
  - left. apply Rdiv_lt_0_compat; lra.
  - left. apply Rdiv_lt_0_compat; lra.
  - left. lra.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
