(** A piecewise linear activation is nowhere steeper than its steepest piece. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Sets Counting Network.
Open Scope R_scope.

Section Kinks.
Variables (c : nat) (s : R) (kappa T : nat -> R).

Definition piecewise (z : R) : R := s * z + sum c (fun k => kappa k * Rmax 0 (z - T k)).

(** the slope on the right of u, for u = T k *)
Definition slope (u : R) : R := s + sum_on c (fun j => leb (T j) u) kappa.
Definition steepest : R := Rmax (max_on c (fun _ => true) (fun k => Rabs (slope (T k)))) (Rabs s).

(** the last kink that is passed, if there is one *)
Lemma last_kink : forall u m, (forall j, (j < m)%nat -> u < T j) \/
  exists k, (k < m)%nat /\ T k <= u /\ forall j, (j < m)%nat -> T j <= u -> T j <= T k.
Proof.
  intros u. induction m as [|m [H|[k [Hk [Tk H]]]]]; [left; lia| |].
  - destruct (Rle_lt_dec (T m) u) as [L|L].
    + right. exists m. repeat split; [lia|easy|]. intros j Hj Lj.
      destruct (Nat.eq_dec j m) as [->|]; [lra|]. specialize (H j ltac:(lia)). lra.
    + left. intros j Hj. destruct (Nat.eq_dec j m) as [->|]; [easy|apply H; lia].
  - right. destruct (Rle_lt_dec (T m) (T k)) as [L|L].
    + exists k. repeat split; [lia|easy|]. intros j Hj Lj.
      destruct (Nat.eq_dec j m) as [->|]; [easy|apply H; [lia|easy]].
    + destruct (Rle_lt_dec (T m) u) as [L'|L'].
      * exists m. repeat split; [lia|easy|]. intros j Hj Lj.
        destruct (Nat.eq_dec j m) as [->|]; [lra|]. specialize (H j ltac:(lia) Lj). lra.
      * exists k. repeat split; [lia|easy|]. intros j Hj Lj.
        destruct (Nat.eq_dec j m) as [->|]; [lra|apply H; [lia|easy]].
Qed.

Lemma slope_le : forall u, Rabs (slope u) <= steepest.
Proof.
  intros u. destruct (last_kink u c) as [H|[k [Hk [Tk H]]]].
  - eapply Rle_trans; [right|apply Rmax_r]. unfold slope. f_equal.
    unfold sum_on. rewrite (sum_ext c _ (fun _ => 0)); [rewrite sum_zero; ring|].
    intros j Hj. destruct (leb (T j) u) eqn:E; [|easy]. apply leb_true in E. specialize (H j Hj). lra.
  - eapply Rle_trans; [|apply Rmax_l].
    eapply Rle_trans; [right|apply (max_on_ge c (fun _ => true) (fun k => Rabs (slope (T k))) k Hk); easy].
    unfold slope. do 2 f_equal. unfold sum_on. apply sum_ext. intros j Hj.
    destruct (leb (T j) u) eqn:E, (leb (T j) (T k)) eqn:E'; try easy; exfalso.
    + apply leb_true in E. specialize (H j Hj E). apply leb_true in H. congruence.
    + apply leb_true in E'. assert (L : T j <= u) by lra. apply leb_true in L. congruence.
Qed.

(** Where there is no kink the activation is affine *)
Lemma affine : forall x y, x <= y -> (forall j, (j < c)%nat -> T j <= x \/ y <= T j) ->
  piecewise y - piecewise x = slope x * (y - x).
Proof.
  intros x y L H. unfold piecewise, slope.
  enough (sum c (fun k => kappa k * Rmax 0 (y - T k)) - sum c (fun k => kappa k * Rmax 0 (x - T k))
          = sum_on c (fun j => leb (T j) x) kappa * (y - x)) by lra.
  rewrite <- sum_minus, Rmult_comm. unfold sum_on. rewrite <- sum_scal. apply sum_ext. intros j Hj.
  destruct (leb (T j) x) eqn:E.
  - apply leb_true in E. rewrite !Rmax_right by lra. ring.
  - assert (x < T j) by (destruct (Rle_lt_dec (T j) x) as [A|]; [apply leb_true in A; congruence|easy]).
    destruct (H j Hj); [lra|]. rewrite !Rmax_left by lra. ring.
Qed.

Definition inside (x y : R) (j : nat) : bool := andb (ltb x (T j)) (ltb (T j) y).

Lemma inside_true : forall x y j, inside x y j = true <-> x < T j < y.
Proof. intros. unfold inside. rewrite Bool.andb_true_iff, !ltb_true. tauto. Qed.

Lemma steepest_le : forall N x y, x <= y -> (count c (inside x y) <= N)%nat ->
  Rabs (piecewise y - piecewise x) <= steepest * (y - x).
Proof.
  induction N as [|N IH]; intros x y L C; destruct (none_or_one (inside x y) c) as [H|[k [Hk I]]].
  1, 3: rewrite affine, Rabs_mult, (Rabs_pos_eq (y - x)); try lra;
    [apply Rmult_le_compat_r; [lra|apply slope_le]|];
    intros j Hj; destruct (Rle_lt_dec (T j) x) as [|A]; [now left|right];
    destruct (Rle_lt_dec y (T j)) as [|B]; [easy|exfalso];
    assert (Q := proj2 (inside_true x y j) (conj A B)); rewrite H in Q; easy.
  - assert (Q := count_less c (fun _ => false) (inside x y) k Hk eq_refl I ltac:(easy)). lia.
  - apply inside_true in I as J.
    assert (C1 : (count c (inside x (T k)) <= N)%nat).
    { enough (count c (inside x (T k)) < count c (inside x y))%nat by lia.
      apply (count_less c _ _ k); trivial.
      - destruct (inside x (T k) k) eqn:E; [|easy]. apply inside_true in E. lra.
      - intros j _ E. apply inside_true in E. apply inside_true. lra. }
    assert (C2 : (count c (inside (T k) y) <= N)%nat).
    { enough (count c (inside (T k) y) < count c (inside x y))%nat by lia.
      apply (count_less c _ _ k); trivial.
      - destruct (inside (T k) y k) eqn:E; [|easy]. apply inside_true in E. lra.
      - intros j _ E. apply inside_true in E. apply inside_true. lra. }
    assert (A := IH x (T k) ltac:(lra) C1). assert (B := IH (T k) y ltac:(lra) C2).
    replace (piecewise y - piecewise x)
      with ((piecewise y - piecewise (T k)) + (piecewise (T k) - piecewise x)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. lra.
Qed.

Theorem piecewise_lipschitz : lipschitz steepest piecewise.
Proof.
  intros x y. destruct (Rle_lt_dec x y) as [L|L].
  - rewrite <- Rabs_Ropp, <- (Rabs_Ropp (x - y)), !Ropp_minus_distr, (Rabs_pos_eq (y - x)) by lra.
    apply (steepest_le c); [easy|apply count_max].
  - rewrite (Rabs_pos_eq (x - y)) by lra. apply (steepest_le c); [lra|apply count_max].
Qed.
End Kinks.
