(** The vectors that attain best k-term bounds: r ones, then zeros, with any set of largest entries. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Stechkin BestTermSorted Rearrange.
Open Scope R_scope.

Lemma count_le : forall d P Q, (forall i, (i < d)%nat -> P i = true -> Q i = true) ->
  (count d P <= count d Q)%nat.
Proof.
  induction d as [|d IH]; intros P Q H; [easy|]. cbn [count].
  assert (L := IH P Q ltac:(auto with arith)). assert (Hd := H d ltac:(lia)).
  destruct (P d), (Q d); lia.
Qed.

(** fewer than r indices that hold the largest entries of r ones are among the ones *)
Lemma flat_topk : forall d r k T, (k < r <= d)%nat -> topk d (flat r) k T ->
  forall i, (i < d)%nat -> T i = true -> (i < r)%nat.
Proof.
  intros d r k T H [Hc HT] i Hi Ti. destruct (Nat.lt_ge_cases i r) as [|L]; [easy|exfalso].
  assert (A : forall j, (j < r)%nat -> T j = true).
  { intros j Hj. destruct (T j) eqn:E; [easy|]. assert (B := HT i j Hi ltac:(lia) Ti E).
    unfold flat in B. destruct (Nat.ltb_spec i r), (Nat.ltb_spec j r); lra || lia. }
  assert (C := count_le d (fun j => (j <? r)%nat) T).
  rewrite count_ltb in C by lia. specialize (C ltac:(intros j _ Hj; apply A; now apply Nat.ltb_lt)). lia.
Qed.

Lemma flat_pow : forall r p i, flat r i ^^ p = flat r i.
Proof. intros. unfold flat. destruct (i <? r)%nat; [apply pr_base1|apply pr_0]. Qed.

Lemma flat_sum : forall d r, (r <= d)%nat -> sum d (flat r) = INR r.
Proof.
  intros d r H. replace (INR r) with (INR r - INR 0) by (simpl; ring).
  rewrite <- (flat_tail r 0 d) by lia. now apply sum_ext.
Qed.

Lemma flat_abs : forall r i, Rabs (flat r i) = flat r i.
Proof. intros. apply Rabs_pos_eq. unfold flat. destruct (i <? r)%nat; lra. Qed.

(** with any top-k set, r - k of the r ones are dropped *)
Lemma flat_dropped : forall d r k T p, (k < r <= d)%nat -> topk d (flat r) k T ->
  sum_on d (fun i => negb (T i)) (fun i => flat r i ^^ p) = INR r - INR k.
Proof.
  intros d r k T p H HT.
  unfold sum_on. rewrite (sum_ext d _ (fun i => flat r i - (if T i then 1 else 0))).
  - rewrite sum_minus, flat_sum by lia. f_equal.
    fold (sum_on d T (fun _ => 1)). rewrite sum_on_const, (proj1 HT). ring.
  - intros i Hi. rewrite flat_pow. destruct (T i) eqn:E; simpl; [|ring].
    assert (L := flat_topk d r k T H HT i Hi E). unfold flat. destruct (Nat.ltb_spec i r); lra || lia.
Qed.

Lemma flat_best : forall d r k q p T, (k < r <= d)%nat -> 0 < q ->
  topk d (fun i => Rabs (flat r i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (flat r i) ^^ p) ^^ (1 / p)
  = (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q)) * sum d (fun i => Rabs (flat r i) ^^ q) ^^ (1 / q).
Proof.
  intros d r k q p T Hr Hq HT.
  assert (HT' : topk d (flat r) k T).
  { destruct HT as [Hc HT]. split; [easy|]. intros i j Hi Hj Ti Tj.
    rewrite <- (flat_abs r i), <- (flat_abs r j). now apply HT. }
  unfold sum_on. rewrite (sum_ext d _ (fun i => if negb (T i) then flat r i ^^ p else 0))
    by (intros; now rewrite flat_abs).
  fold (sum_on d (fun i => negb (T i)) (fun i => flat r i ^^ p)). rewrite (flat_dropped d r k T p Hr HT').
  rewrite (sum_ext d (fun i => Rabs (flat r i) ^^ q) (flat r)) by (intros; now rewrite flat_abs, flat_pow).
  rewrite flat_sum by lia. assert (P : 0 < INR r) by (apply lt_0_INR; lia).
  rewrite pr_opp by easy. field. apply Rgt_not_eq, pr_pos; easy.
Qed.

Theorem best_term_attained : forall d k q p, (k < d)%nat -> 0 < q ->
  exists r, (k < r <= d)%nat /\ forall T, topk d (fun i => Rabs (flat r i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (flat r i) ^^ p) ^^ (1 / p)
  = max_over k d (fun r => (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q)))
    * sum d (fun i => Rabs (flat r i) ^^ q) ^^ (1 / q).
Proof.
  intros d k q p Hk Hq. destruct (max_over_in k d
    (fun r => (INR r - INR k) ^^ (1 / p) * INR r ^^ (- (1 / q))) Hk) as [r [Hr E]].
  exists r; split; [easy|]. intros T HT. rewrite E. now apply flat_best.
Qed.

(** the maximum over real r is at r = kp/(p-q) *)
Theorem closed_attained : forall d k r q p T, (1 <= k)%nat -> 0 < q -> q < p ->
  INR r * (p - q) = INR k * p -> (r <= d)%nat -> topk d (fun i => Rabs (flat r i)) k T ->
  sum_on d (fun i => negb (T i)) (fun i => Rabs (flat r i) ^^ p) ^^ (1 / p)
  = INR k ^^ (1 / p - 1 / q) * sum d (fun i => Rabs (flat r i) ^^ q) ^^ (1 / q)
    * ((q / p) ^^ (1 / p) * (1 - q / p) ^^ (1 / q - 1 / p)).
Proof.
  intros d k r q p T Hk Hq Hp E Hr HT. assert (Pk : 0 < INR k) by (apply lt_0_INR; lia).
  assert (L : (k < r)%nat) by (apply INR_lt; nra).
  rewrite (flat_best d r k q p T) by (trivial; lia).
  assert (A : 0 < q / p) by (apply Rdiv_lt_0_compat; lra).
  assert (B : 0 < 1 - q / p) by (apply Rmult_lt_reg_r with p; [lra|field_simplify; lra]).
  replace (INR r) with (INR k / (1 - q / p)).
  2: { apply Rmult_eq_reg_r with (p - q); [|lra]. rewrite E. field. lra. }
  replace (INR k / (1 - q / p) - INR k) with (INR k * (q / p) / (1 - q / p)) by (field; lra).
  set (a := q / p) in *. assert (C := Rmult_lt_0_compat _ _ Pk A).
  replace (1 / p - 1 / q) with (1 / p + - (1 / q)) by ring. replace (1 / q - 1 / p) with (1 / q + - (1 / p)) by ring.
  rewrite !pr_div, !pr_plus, pr_mult, !pr_opp by lra.
  assert (P1 := pr_pos (INR k) (1 / q) Pk). assert (P2 := pr_pos (1 - a) (1 / p) B).
  assert (P3 := pr_pos (1 - a) (1 / q) B). field. lra.
Qed.
