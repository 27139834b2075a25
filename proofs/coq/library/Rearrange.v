(** Any theorem about sorted vectors holds for every top-k set of an unsorted one. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Stechkin BestTermSorted.
From LqTheory Require Import Sets.
Open Scope R_scope.

Definition sorted (n : nat) (b : nat -> R) := forall i j, (i <= j < n)%nat -> b j <= b i.

Lemma insert : forall n b x, sorted n b -> exists b', sorted (S n) b'
  /\ (forall i, (i < S n)%nat -> b' i = x \/ exists j, (j < n)%nat /\ b' i = b j)
  /\ (forall f : R -> R, sum (S n) (fun i => f (b' i)) = sum n (fun i => f (b i)) + f x).
Proof.
  induction n as [|n IH]; intros b x Hb.
  - exists (fun _ => x). repeat split; [intros i j _; lra|now left].
  - destruct (Rle_lt_dec x (b n)) as [L|L].
    + exists (fun i => if (i <? S n)%nat then b i else x). repeat split.
      * intros i j H. destruct (Nat.ltb_spec i (S n)), (Nat.ltb_spec j (S n)); try lia; try lra.
        -- apply Hb; lia.
        -- apply Rle_trans with (b n); [easy|apply Hb; lia].
      * intros i _. destruct (Nat.ltb_spec i (S n)); [right; now exists i|now left].
      * intros f. cbn [sum]. destruct (Nat.ltb_spec (S n) (S n)), (Nat.ltb_spec n (S n)); try lia.
        do 2 f_equal. apply sum_ext. intros i Hi.
        destruct (Nat.ltb_spec i (S n)); [easy|lia].
    + destruct (IH b x) as [c [Sc [Ic Fc]]]; [intros i j H; apply Hb; lia|].
      exists (fun i => if (i <? S n)%nat then c i else b n). repeat split.
      * intros i j H. destruct (Nat.ltb_spec i (S n)), (Nat.ltb_spec j (S n)); try lia; try lra.
        -- apply Sc; lia.
        -- destruct (Ic i) as [->|[m [Hm ->]]]; [lia|lra|apply Hb; lia].
      * intros i _. destruct (Nat.ltb_spec i (S n)) as [Hi|].
        -- destruct (Ic i Hi) as [E|[m [Hm E]]]; [now left|right; exists m; split; [lia|easy]].
        -- right; exists n; split; [lia|easy].
      * intros f. change (sum (S (S n)) ?g) with (sum (S n) g + g (S n)).
        rewrite (sum_ext (S n) _ (fun i => f (c i))), Fc.
        -- cbn beta. destruct (Nat.ltb_spec (S n) (S n)); [lia|]. cbn [sum]. ring.
        -- intros i Hi. destruct (Nat.ltb_spec i (S n)); [easy|lia].
Qed.

Lemma sort_on : forall d a P, exists b, sorted (count d P) b
  /\ (forall i, (i < count d P)%nat -> exists j, (j < d)%nat /\ P j = true /\ b i = a j)
  /\ (forall f : R -> R, sum (count d P) (fun i => f (b i)) = sum_on d P (fun i => f (a i))).
Proof.
  induction d as [|d IH]; intros a P.
  - exists a. repeat split; [intros i j H; simpl in H; lia|simpl; lia].
  - destruct (IH a P) as [b [Sb [Ib Fb]]]. unfold sum_on in *. cbn [count sum].
    destruct (P d) eqn:E.
    + destruct (insert _ b (a d) Sb) as [c [Sc [Ic Fc]]]. exists c.
      rewrite Nat.add_1_r. repeat split; [easy| |intros f; now rewrite Fc, Fb].
      intros i Hi. destruct (Ic i Hi) as [X|[m [Hm X]]]; [exists d; auto with arith|].
      destruct (Ib m Hm) as [j [Hj [Pj Y]]]. exists j. repeat split; [lia|easy|congruence].
    + exists b. rewrite Nat.add_0_r. repeat split; [easy| |intros f; rewrite Fb; ring].
      intros i Hi. destruct (Ib i Hi) as [j [Hj [Pj Y]]]. exists j. repeat split; [lia|easy|easy].
Qed.

Lemma sum_app : forall n m f, sum (n + m) f = sum n f + sum m (fun i => f (n + i)%nat).
Proof.
  induction m as [|m IH]; intros f; [rewrite Nat.add_0_r; simpl; ring|].
  rewrite Nat.add_succ_r. cbn [sum]. rewrite IH. ring.
Qed.
Lemma count_negb : forall d P, (count d P + count d (fun i => negb (P i)) = d)%nat.
Proof. induction d as [|d IH]; intros P; [easy|]. cbn [count]. specialize (IH P). destruct (P d); simpl; lia. Qed.

Theorem rearrange : forall d a k T, topk d a k T -> exists b, sorted d b
  /\ (forall i, (i < d)%nat -> exists j, (j < d)%nat /\ b i = a j)
  /\ (forall f : R -> R, sum d (fun i => f (b i)) = sum d (fun i => f (a i)))
  /\ (forall f : R -> R, sum_on d (fun i => k <=? i)%nat (fun i => f (b i))
                         = sum_on d (fun i => negb (T i)) (fun i => f (a i))).
Proof.
  intros d a k T [Hc HT]. assert (Hd := count_negb d T). rewrite Hc in Hd.
  destruct (sort_on d a T) as [b1 [S1 [I1 F1]]]. rewrite Hc in *.
  destruct (sort_on d a (fun i => negb (T i))) as [b2 [S2 [I2 F2]]].
  set (m := count d (fun i => negb (T i))) in *.
  set (b := fun i => if (i <? k)%nat then b1 i else b2 (i - k)%nat).
  assert (L : forall i, (i < k)%nat -> b i = b1 i)
    by (intros; unfold b; destruct (Nat.ltb_spec i k); [easy|lia]).
  assert (U : forall i, b (k + i)%nat = b2 i).
  { intros i; unfold b; destruct (Nat.ltb_spec (k + i) k); [lia|f_equal; lia]. }
  exists b. repeat split.
  - intros i j H. destruct (Nat.lt_ge_cases j k).
    + rewrite !L by lia. apply S1; lia.
    + replace j with (k + (j - k))%nat by lia. rewrite U. destruct (Nat.lt_ge_cases i k).
      * rewrite L by easy. destruct (I1 i) as [x [Hx [Tx ->]]]; [lia|].
        destruct (I2 (j - k)%nat) as [y [Hy [Ty ->]]]; [lia|].
        apply HT; trivial. now destruct (T y).
      * replace i with (k + (i - k))%nat by lia. rewrite U. apply S2; lia.
  - intros i Hi. destruct (Nat.lt_ge_cases i k).
    + rewrite L by easy. destruct (I1 i) as [x [Hx [_ E]]]; [lia|now exists x].
    + replace i with (k + (i - k))%nat by lia. rewrite U.
      destruct (I2 (i - k)%nat) as [x [Hx [_ E]]]; [lia|now exists x].
  - intros f. rewrite (sum_split d T (fun i => f (a i))), <- (F1 f), <- (F2 f).
    transitivity (sum (k + m) (fun i => f (b i))); [now rewrite Hd|]. rewrite sum_app.
    f_equal; apply sum_ext; intros; [now rewrite L|now rewrite U].
  - intros f. rewrite <- (F2 f). unfold sum_on.
    transitivity (sum (k + m) (fun i => if (k <=? i)%nat then f (b i) else 0)); [now rewrite Hd|].
    rewrite sum_app.
    rewrite (sum_ext k _ (fun _ => 0)), sum_zero, Rplus_0_l.
    + apply sum_ext. intros i _. rewrite U. destruct (Nat.leb_spec k (k + i)); [easy|lia].
    + intros i Hi. destruct (Nat.leb_spec k i); [lia|easy].
Qed.

(** non-vacuity of [topk]: there is a top-k set for every k <= d *)
Lemma count_add : forall d P m, P m = false ->
  count d (fun i => P i || (i =? m)%nat)%bool = (count d P + if m <? d then 1 else 0)%nat.
Proof.
  induction d as [|d IH]; intros P m H; [easy|]. cbn [count]. rewrite IH by easy.
  destruct (Nat.ltb_spec m d), (Nat.ltb_spec m (S d)), (Nat.eqb_spec d m) as [<-|];
    rewrite ?H; destruct (P d); simpl; lia.
Qed.
Lemma argmax : forall d (a : nat -> R) P, (count d P < d)%nat ->
  exists m, (m < d)%nat /\ P m = false /\ forall j, (j < d)%nat -> P j = false -> a j <= a m.
Proof.
  induction d as [|d IH]; intros a P H; [lia|]. cbn [count] in H.
  destruct (Nat.lt_ge_cases (count d P) d) as [L|L].
  - destruct (IH a P L) as [m [Hm [Pm M]]].
    destruct (P d) eqn:E; [|destruct (Rle_lt_dec (a d) (a m))].
    3: { exists d. repeat split; [lia|easy|]. intros j Hj Pj.
         destruct (Nat.eq_dec j d) as [->|]; [lra|]. specialize (M j ltac:(lia) Pj). lra. }
    all: exists m; repeat split; [lia|easy|]; intros j Hj Pj;
      destruct (Nat.eq_dec j d) as [->|]; [congruence || lra|apply M; [lia|easy]].
  - exists d. destruct (P d) eqn:E; [lia|]. repeat split; [lia|].
    assert (A : forall n, (n <= count n P)%nat -> forall j, (j < n)%nat -> P j = true).
    { clear. induction n as [|n IH]; intros H j Hj; [lia|]. cbn [count] in H.
      assert (B : (count n P <= n)%nat) by (assert (C := count_negb n P); lia).
      destruct (P n) eqn:E; [|lia]. destruct (Nat.eq_dec j n) as [->|]; [easy|apply IH; lia]. }
    intros j Hj Pj. destruct (Nat.eq_dec j d) as [->|]; [lra|].
    rewrite (A d L j) in Pj by lia. easy.
Qed.
Theorem topk_exists : forall d a k, (k <= d)%nat -> exists T, topk d a k T.
Proof.
  intros d a. induction k as [|k IH]; intros H.
  - exists (fun _ => false). split; [|easy]. clear. induction d; simpl; lia.
  - destruct IH as [T [Hc HT]]; [lia|]. destruct (argmax d a T) as [m [Hm [Tm M]]]; [lia|].
    exists (fun i => T i || (i =? m)%nat)%bool. split.
    + rewrite count_add, Hc by easy. destruct (Nat.ltb_spec m d); lia.
    + intros i j Hi Hj Ti Tj. apply Bool.orb_false_iff in Tj. destruct Tj as [Tj _].
      apply Bool.orb_true_iff in Ti. destruct Ti as [Ti|Ti]; [now apply HT|].
      apply Nat.eqb_eq in Ti. subst i. now apply M.
Qed.

(** sorted theorems, for any top-k set of any nonnegative vector *)
Section Topk.
Variables (d : nat) (a : nat -> R) (q : R) (k : nat) (T : nat -> bool).
Hypothesis a_nonneg : forall i, (i < d)%nat -> 0 <= a i.
Hypothesis q_pos : 0 < q.
Hypothesis T_top : topk d a k T.

Theorem exact_tail_topk : q <= 1 -> (k < d)%nat ->
  sum_on d (fun i => negb (T i)) a
  <= max_over k d (fun r => (INR r - INR k) * INR r ^^ (- (1 / q)))
     * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros Hq1 Hk. destruct (rearrange d a k T T_top) as [b [Sb [Ib [Fb Tb]]]].
  rewrite <- (Fb (fun x => x ^^ q)).
  rewrite <- (Tb (fun x => x) : _ = sum_on d (fun i => negb (T i)) a).
  apply exact_tail_sorted; trivial. intros i Hi. destruct (Ib i Hi) as [j [Hj ->]]. auto.
Qed.
Theorem stechkin_sharp_topk : q < 1 -> (1 <= k)%nat ->
  sum_on d (fun i => negb (T i)) a
  <= q * (1 - q) ^^ (1 / q - 1) * INR k ^^ (1 - 1 / q) * sum d (fun i => a i ^^ q) ^^ (1 / q).
Proof.
  intros Hq1 Hk. destruct (rearrange d a k T T_top) as [b [Sb [Ib [Fb Tb]]]].
  rewrite <- (Fb (fun x => x ^^ q)).
  rewrite <- (Tb (fun x => x) : _ = sum_on d (fun i => negb (T i)) a).
  apply stechkin_sharp; trivial; try lra. intros i Hi. destruct (Ib i Hi) as [j [Hj ->]]. auto.
Qed.
End Topk.
