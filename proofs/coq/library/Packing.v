(** No code is short: sparse sign words are far apart, and a code point serves only words that are near each other. *)
Require Import Reals Lra Lia List Bool ZArith.
From LqTheory Require Import RealPow FiniteSum Holder Binomial.
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
  { intros z l H. induction H as [|x l N D IH]; simpl; constructor; [|easy].
    intros I. apply in_map_iff in I as [u [E Hu]]. injection E as ->. easy. }
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
        set (u := z / (a + b)) in *.
        assert (E : u ^^ p * u ^^ (1 - p) = u).
        { rewrite <- pr_plus by lra. replace (p + (1 - p)) with 1 by ring. apply pr_1. lra. }
        assert (B : u ^^ (1 - p) <= 1) by (eapply Rle_trans; [apply (pr_le u 1); lra|right; apply pr_base1]).
        assert (N := pr_nonneg u p). nra.
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
    + right. rewrite pr_mult, !pr_pr by (first [apply pr_nonneg | lra]).
      replace (1 / p * p) with 1 by (field; lra). rewrite pr_1 by easy.
      replace ((1 - 1 / p) * p) with (p - 1) by (field; lra). now replace (1 + 1) with 2 by ring.
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

(** A code: an encoder to fewer than N words and a decoder, exact to eps on the unit ball of lq *)
Definition covers (d : nat) (p q eps : R) (N : nat) (enc : (nat -> R) -> nat) (dec : nat -> nat -> R) : Prop :=
  forall v, sum d (fun i => Rabs (v i) ^^ q) <= 1 ->
  (enc v < N)%nat /\ sum d (fun i => Rabs (v i - dec (enc v) i) ^^ p) <= eps ^^ p.

(** the word x, scaled to the sphere of lq *)
Definition scaled_word (q : R) (k : nat) (x : list Z) (i : nat) : R := entry x i * INR k ^^ (- (1 / q)).

(** words that one code point may serve with x *)
Definition close (d k : nat) (p q eps : R) (x y : list Z) : bool :=
  leb (sum d (fun i => Rabs (entry x i - entry y i) ^^ p)) (2 ^^ Rmax 1 p * eps ^^ p * INR k ^^ (p / q)).

Lemma scaled_word_mass : forall d k q x, (1 <= k)%nat -> 0 < q -> In x (words d k) ->
  sum d (fun i => Rabs (scaled_word q k x i) ^^ q) = 1.
Proof.
  intros d k q x Hk Hq Hx. assert (K : 0 < INR k) by (apply lt_0_INR; lia).
  transitivity (/ INR k * sum d (fun i => Rabs (entry x i) ^^ q)).
  - rewrite <- sum_scal. apply sum_ext. intros i _. unfold scaled_word.
    rewrite Rabs_mult, (Rabs_pos_eq (INR k ^^ _)), pr_mult, pr_pr by (try apply pr_nonneg; try apply Rabs_pos; lra).
    replace (- (1 / q) * q) with (- (1)) by (field; lra). rewrite pr_opp, pr_1 by lra. ring.
  - rewrite (word_mass q d k x Hx). field. lra.
Qed.

Lemma scaled_word_distance : forall d k p q x y, (1 <= k)%nat -> 0 < q ->
  sum d (fun i => Rabs (entry x i - entry y i) ^^ p)
  = INR k ^^ (p / q) * sum d (fun i => Rabs (scaled_word q k x i - scaled_word q k y i) ^^ p).
Proof.
  intros d k p q x y Hk Hq. assert (K : 0 < INR k) by (apply lt_0_INR; lia).
  rewrite <- sum_scal. apply sum_ext. intros i _. unfold scaled_word.
  rewrite <- Rmult_minus_distr_r, Rabs_mult, (Rabs_pos_eq (INR k ^^ _)), pr_mult, pr_pr
    by (try apply pr_nonneg; try apply Rabs_pos; lra).
  replace (- (1 / q) * p) with (- (p / q)) by (field; lra). rewrite pr_opp by easy.
  field. apply Rgt_not_eq, pr_pos. easy.
Qed.

(** So a code has at least words / (words that are near a fixed one) code points *)
Theorem packing : forall d k p q eps N enc dec near, (1 <= k)%nat -> 0 < p -> 0 < q ->
  covers d p q eps N enc dec ->
  (forall x, In x (words d k) -> (length (filter (close d k p q eps x) (words d k)) <= near)%nat) ->
  (binom d k * 2 ^ k <= N * near)%nat.
Proof.
  intros d k p q eps N enc dec near Hk Hp Hq C H. rewrite <- words_count.
  assert (B : forall x, In x (words d k) -> sum d (fun i => Rabs (scaled_word q k x i) ^^ q) <= 1).
  { intros x Hx. right. now apply scaled_word_mass. }
  apply pigeonhole with (f := fun x => enc (scaled_word q k x)).
  - intros x Hx. now apply C, B.
  - intros c. destruct (filter (fun x => (enc (scaled_word q k x) =? c)%nat) (words d k)) as [|x l] eqn:E; [simpl; lia|].
    assert (I : In x (x :: l)) by now left. rewrite <- E in I. apply filter_In in I as [Hx Ex].
    rewrite <- E. eapply Nat.le_trans; [|apply (H x Hx)].
    apply filter_shorter. intros y Hy Ey. apply Nat.eqb_eq in Ey. apply Nat.eqb_eq in Ex.
    unfold close. apply leb_true. rewrite (scaled_word_distance d k p q x y) by easy.
    rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pr_nonneg|].
    apply near_each_other with (dec c); [easy| |].
    + rewrite <- Ex. apply C. now apply B.
    + rewrite <- Ey. apply C. now apply B.
Qed.

(** in bits *)
Corollary packing_bits : forall d k p q eps bits enc dec near, (1 <= k)%nat -> 0 < p -> 0 < q -> (1 <= near)%nat ->
  (k <= d)%nat -> covers d p q eps (2 ^ bits) enc dec ->
  (forall x, In x (words d k) -> (length (filter (close d k p q eps x) (words d k)) <= near)%nat) ->
  ln (INR (binom d k * 2 ^ k) / INR near) / ln 2 <= INR bits.
Proof.
  intros d k p q eps bits enc dec near Hk Hp Hq Hn Hd C H.
  assert (P := packing d k p q eps (2 ^ bits) enc dec near Hk Hp Hq C H).
  assert (L : 0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (NN : 0 < INR near) by (apply lt_0_INR; lia).
  assert (W : (0 < binom d k)%nat).
  { clear - Hd. revert k Hd. induction d as [|d IH]; intros [|k] Hd; cbn [binom]; try lia.
    assert (0 < binom d k)%nat by (apply IH; lia). lia. }
  assert (W' : (0 < binom d k * 2 ^ k)%nat) by (apply Nat.mul_pos_pos; [easy|]; apply Nat.neq_0_lt_0, Nat.pow_nonzero; easy).
  apply Rmult_le_reg_r with (ln 2); [easy|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite <- ln_pow by lra.
  assert (Q : INR (binom d k * 2 ^ k) / INR near <= 2 ^ bits).
  { apply Rmult_le_reg_r with (INR near); [easy|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply le_INR in P. rewrite (mult_INR (2 ^ bits)), (pow_INR 2 bits) in P. exact P. }
  destruct Q as [Q|Q]; [left; apply ln_increasing; [apply Rdiv_lt_0_compat; [now apply lt_0_INR|easy]|easy]|].
  right. now rewrite Q.
Qed.
