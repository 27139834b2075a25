(** No code is short: sparse sign words are far apart, and a code point serves only words that are near each other. *)
Require Import Reals Lra Lia List Bool ZArith.
From LqTheory Require Import RealPow FiniteSum Holder.
Import ListNotations.
Open Scope R_scope.

(** Pigeons: N holes with at most [near] each *)
Lemma filter_split : forall (A : Type) (f : A -> bool) l,
  length l = (length (filter f l) + length (filter (fun x => negb (f x)) l))%nat.
Proof. intros A f. induction l as [|x l IH]; simpl; [easy|]. destruct (f x); simpl; lia. Qed.

Lemma filter_comm : forall (A : Type) (f g : A -> bool) l, filter f (filter g l) = filter g (filter f l).
Proof.
  intros A f g. induction l as [|x l IH]; simpl; [easy|].
  destruct (f x) eqn:F, (g x) eqn:G; simpl; rewrite ?F, ?G; now rewrite IH.
Qed.

Lemma filter_shorter : forall (A : Type) (f g : A -> bool) l, (forall x, In x l -> f x = true -> g x = true) ->
  (length (filter f l) <= length (filter g l))%nat.
Proof.
  intros A f g. induction l as [|x l IH]; simpl; intros H; [lia|].
  assert (I := IH (fun z Hz => H z (or_intror Hz))).
  destruct (f x) eqn:F; [rewrite (H x (or_introl eq_refl) F)|destruct (g x)]; simpl; lia.
Qed.

Lemma pigeonhole : forall (A : Type) (f : A -> nat) near N l, (forall x, In x l -> (f x < N)%nat) ->
  (forall c, (length (filter (fun x => (f x =? c)%nat) l) <= near)%nat) -> (length l <= N * near)%nat.
Proof.
  intros A f near. induction N as [|N IH]; intros l H C.
  - destruct l as [|x l]; [easy|]. specialize (H x (or_introl eq_refl)). lia.
  - rewrite (filter_split A (fun x => (f x =? N)%nat) l).
    assert (C' : (length (filter (fun x => negb (f x =? N)%nat) l) <= N * near)%nat).
    { apply IH.
      - intros x Hx. apply filter_In in Hx as [Hx E]. specialize (H x Hx).
        destruct (Nat.eqb_spec (f x) N); [easy|lia].
      - intros c. rewrite filter_comm. eapply Nat.le_trans; [|apply (C c)].
        rewrite (filter_split A (fun x => negb (f x =? N)%nat) (filter (fun x => (f x =? c)%nat) l)). lia. }
    specialize (C N). lia.
Qed.

(** Words of d places of which k are 1 or -1, the others 0: binom(d, k) 2^k of them *)
Fixpoint binom (d k : nat) : nat :=
  match d, k with _, O => 1 | O, S _ => 0 | S d, S k => binom d k + binom d (S k) end.

Fixpoint words (d k : nat) : list (list Z) :=
  match d, k with
  | O, O => [[]]
  | O, S _ => []
  | S d, O => map (cons 0%Z) (words d O)
  | S d, S j => map (cons 0%Z) (words d (S j)) ++ map (cons 1%Z) (words d j) ++ map (cons (-1)%Z) (words d j)
  end.

Theorem words_count : forall d k, length (words d k) = (binom d k * 2 ^ k)%nat.
Proof.
  induction d as [|d IH]; intros [|k]; cbn [words binom]; [easy|easy| |].
  - rewrite map_length, IH. destruct d; easy.
  - rewrite !app_length, !map_length, !IH. cbn [Nat.pow]. lia.
Qed.

Lemma words_distinct : forall d k, NoDup (words d k).
Proof.
  assert (M : forall (z : Z) l, NoDup l -> NoDup (map (cons z) l)).
  { intros z l H. apply FinFun.Injective_map_NoDup; [|easy]. intros x y E. now injection E. }
  assert (P : forall (z : Z) x l, In x (map (cons z) l) -> hd 2%Z x = z).
  { intros z x l H. apply in_map_iff in H as [y [<- _]]. easy. }
  assert (A : forall l1 l2 : list (list Z), NoDup l1 -> NoDup l2 ->
    (forall x, In x l1 -> ~ In x l2) -> NoDup (l1 ++ l2)).
  { induction l1 as [|x l1 IH]; intros l2 N1 N2 D; [easy|]. simpl. inversion N1; subst. constructor.
    - rewrite in_app_iff. intros [I|I]; [easy|]. apply (D x); [now left|easy].
    - apply IH; trivial. intros y Hy. apply D. now right. }
  induction d as [|d IH]; intros [|k]; cbn [words]; [repeat constructor; easy|constructor|now apply M|].
  apply A; [now apply M|apply A; [now apply M|now apply M|]|].
  - intros x H1 H2. apply P in H1. apply P in H2. rewrite H1 in H2. easy.
  - intros x H1 H2. apply P in H1. apply in_app_or in H2 as [H2|H2]; apply P in H2; rewrite H1 in H2; easy.
Qed.

Definition entry (x : list Z) (i : nat) : R := IZR (nth i x 0%Z).

(** Every word has k entries of size 1, also as powers *)
Lemma sum_shift : forall d f, sum (S d) f = f O + sum d (fun i => f (S i)).
Proof. induction d as [|d IH]; intros f; [simpl; ring|]. cbn [sum] in *. rewrite IH. ring. Qed.

Lemma word_mass : forall q d k x, In x (words d k) -> sum d (fun i => Rabs (entry x i) ^^ q) = INR k.
Proof.
  intros q. induction d as [|d IH]; intros [|k] x H; cbn [words] in H; [easy|easy| |].
  - apply in_map_iff in H as [y [<- Hy]]. rewrite sum_shift. unfold entry at 1. cbn [nth].
    rewrite Rabs_R0, pr_0, <- (IH O y Hy), Rplus_0_l. easy.
  - rewrite S_INR, sum_shift.
    apply in_app_or in H as [H|H]; [|apply in_app_or in H as [H|H]];
      apply in_map_iff in H as [y [<- Hy]]; unfold entry at 1; cbn [nth].
    + rewrite Rabs_R0, pr_0, <- S_INR, <- (IH (S k) y Hy). apply Rplus_0_l.
    + rewrite Rabs_R1, pr_base1, <- (IH k y Hy). apply Rplus_comm.
    + replace (Rabs (-1)) with 1 by (rewrite Rabs_left; lra). rewrite pr_base1, <- (IH k y Hy). apply Rplus_comm.
Qed.

(** Two points near a third are near each other *)
Lemma power_of_sum : forall a b p, 0 < p -> 0 <= a -> 0 <= b ->
  (a + b) ^^ p <= 2 ^^ (Rmax 1 p - 1) * (a ^^ p + b ^^ p).
Proof.
  intros a b p Hp Ha Hb. destruct (Rle_lt_dec p 1) as [L|L].
  - rewrite Rmax_left, Rminus_diag_eq, pr_exp0, Rmult_1_l by lra.
    destruct (Req_dec (a + b) 0) as [Z|Z].
    { rewrite Z, pr_0. apply Rplus_le_le_0_compat; apply pr_nonneg. }
    assert (S : 0 < a + b) by lra.
    assert (F : forall z, 0 <= z <= a + b -> z / (a + b) <= (z / (a + b)) ^^ p).
    { intros z [[Hz|<-] Hz'].
      - assert (Q : 0 < z / (a + b) <= 1).
        { split; [now apply Rdiv_lt_0_compat|]. apply Rmult_le_reg_r with (a + b); [easy|].
          unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
        set (u := z / (a + b)) in *. replace p with (1 - (1 - p)) by ring. unfold Rminus at 1.
        rewrite pr_plus, pr_1, pr_opp by lra. rewrite <- (Rmult_1_r u) at 1.
        apply Rmult_le_compat_l; [lra|]. rewrite <- pr_inv by lra.
        rewrite <- (pr_base1 (1 - p)). apply pr_le; [lra|]. split; [lra|].
        rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
      - unfold Rdiv. rewrite Rmult_0_l. apply pr_nonneg. }
    assert (A := F a ltac:(lra)). assert (B := F b ltac:(lra)). rewrite pr_div in A, B by lra.
    assert (P := pr_pos (a + b) p S).
    apply Rmult_le_reg_r with (/ (a + b) ^^ p); [now apply Rinv_0_lt_compat|].
    rewrite Rinv_r by lra. unfold Rdiv in A, B.
    assert (E : a * / (a + b) + b * / (a + b) = 1) by (field; lra). lra.
  - rewrite Rmax_right by lra.
    assert (Q := power_mean_on 2 (fun _ => true) (fun i => if (i =? 0)%nat then a ^^ p else b ^^ p) (1 / p)).
    assert (I : 0 < 1 / p <= 1).
    { split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with p; [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
    assert (Q' := Q (fun i _ => ltac:(cbn beta; destruct (i =? 0)%nat; apply pr_nonneg)) (conj (Rlt_le _ _ (proj1 I)) (proj2 I))).
    clear Q. unfold sum_on in Q'. simpl sum in Q'. simpl count in Q'. cbn [INR] in Q'.
    rewrite !pr_pr in Q' by easy. replace (p * (1 / p)) with 1 in Q' by (field; lra).
    rewrite !pr_1 in Q' by easy. rewrite !Rplus_0_l in Q'.
    assert (N : 0 <= a ^^ p + b ^^ p) by (apply Rplus_le_le_0_compat; apply pr_nonneg).
    apply Rle_trans with (((1 + 1) ^^ (1 - 1 / p) * (a ^^ p + b ^^ p) ^^ (1 / p)) ^^ p).
    + apply pr_le; lra.
    + right. rewrite pr_mult, !pr_pr by (try apply pr_nonneg; lra).
      replace (1 / p * p) with 1 by (field; lra). rewrite pr_1 by easy.
      replace ((1 - 1 / p) * p) with (p - 1) by (field; lra). f_equal. f_equal. ring.
Qed.

Lemma near_each_other : forall d p (x y z : nat -> R) r, 0 < p ->
  sum d (fun i => Rabs (x i - z i) ^^ p) <= r -> sum d (fun i => Rabs (y i - z i) ^^ p) <= r ->
  sum d (fun i => Rabs (x i - y i) ^^ p) <= 2 ^^ Rmax 1 p * r.
Proof.
  intros d p x y z r Hp A B.
  replace (2 ^^ Rmax 1 p) with (2 ^^ (Rmax 1 p - 1) * 2).
  2: { replace (2 ^^ Rmax 1 p) with (2 ^^ (Rmax 1 p - 1 + 1)) by (f_equal; ring). rewrite pr_plus, (pr_1 2); lra. }
  apply Rle_trans with (2 ^^ (Rmax 1 p - 1) * (sum d (fun i => Rabs (x i - z i) ^^ p)
                                              + sum d (fun i => Rabs (y i - z i) ^^ p))).
  - rewrite <- sum_plus, <- sum_scal. apply sum_le. intros i _.
    eapply Rle_trans; [|apply power_of_sum; [easy|apply Rabs_pos|apply Rabs_pos]].
    apply pr_le; [lra|]. split; [apply Rabs_pos|]. rewrite <- (Rabs_Ropp (y i - z i)).
    eapply Rle_trans; [|apply Rabs_triang]. right. f_equal. ring.
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pr_nonneg|]. lra.
Qed.
