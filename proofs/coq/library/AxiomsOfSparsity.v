(** The axioms of sparsity for (sum sqrt x)^2 / sum x, the effective dimension at 1/2 and 1. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Holder BestTerm.
Open Scope R_scope.

Lemma root_sq : forall x, 0 <= x -> x ^^ (1 / 2) * x ^^ (1 / 2) = x.
Proof. intros x H. rewrite <- pr_plus by easy. replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1. Qed.

Lemma sq_root : forall x, 0 <= x -> (x ^ 2) ^^ (1 / 2) = x.
Proof. intros x H. simpl. rewrite Rmult_1_r, pr_mult by easy. now apply root_sq. Qed.

Lemma div_le_div : forall a b c d, 0 < b -> 0 < d -> a * d <= c * b -> a / b <= c / d.
Proof.
  intros a b c d Hb Hd H. apply Rmult_le_reg_r with (b * d); [nra|].
  replace (a / b * (b * d)) with (a * d) by (field; lra). now replace (c / d * (b * d)) with (c * b) by (field; lra).
Qed.

Lemma count_pos : forall d P i, (i < d)%nat -> P i = true -> (0 < count d P)%nat.
Proof.
  induction d as [|d IH]; intros P i Hi Pi; [lia|]. cbn [count].
  destruct (Nat.eq_dec i d) as [->|]; [rewrite Pi; lia|]. assert (H := IH P i ltac:(lia) Pi). lia.
Qed.

Lemma sum_abs_pos : forall d w, sum d (fun i => Rabs (w i)) <> 0 -> 0 < sum d (fun i => Rabs (w i)).
Proof.
  intros d w H. assert (N : 0 <= sum d (fun i => Rabs (w i))) by (apply sum_nonneg; intros; apply Rabs_pos). lra.
Qed.

(** Cloning: two quotients a^2/x, b^2/y, and the one of the sums *)
Theorem cloning : forall a b x y, 0 < x -> 0 < y -> (a + b) ^ 2 / (x + y) <= a ^ 2 / x + b ^ 2 / y.
Proof.
  intros a b x y Hx Hy. replace (a ^ 2 / x + b ^ 2 / y) with ((a ^ 2 * y + b ^ 2 * x) / (x * y)) by (field; lra).
  apply div_le_div; [lra|nra|]. assert (H := pow2_ge_0 (a * y - b * x)). nra.
Qed.

(** Bill Gates: the roots a and the mass x of S grow by c and c^2, the others b and y stay *)
Theorem bill_gates : forall a b x y c, 0 <= a -> 0 <= b -> 0 <= x -> 0 <= y -> 0 < x + y -> 1 <= c ->
  a * (x + y) <= x * (a + b) -> (c * a + b) ^ 2 / (c ^ 2 * x + y) <= (a + b) ^ 2 / (x + y).
Proof.
  intros a b x y c Ha Hb Hx Hy H Hc He. assert (C : 1 <= c ^ 2) by nra. apply div_le_div; [nra|easy|].
  set (e := x * b - a * y). assert (E : 0 <= e) by (unfold e; lra).
  assert (F : (a + b) ^ 2 * (c ^ 2 * x + y) - (c * a + b) ^ 2 * (x + y)
    = (c - 1) * (x * b * (c - 1) * (a + b) + ((c + 1) * a + 2 * b) * e)) by (unfold e; ring).
  assert (0 <= x * b * (c - 1) * (a + b)) by (repeat apply Rmult_le_pos; lra).
  assert (0 <= ((c + 1) * a + 2 * b) * e) by (apply Rmult_le_pos; nra).
  assert (0 <= (c - 1) * (x * b * (c - 1) * (a + b) + ((c + 1) * a + 2 * b) * e)) by (apply Rmult_le_pos; lra). lra.
Qed.

Section Inequality.
Variables (d : nat) (x : nat -> R).
Hypothesis x_nonneg : forall i, (i < d)%nat -> 0 <= x i.
Let roots (z : nat -> R) := sum d (fun i => z i ^^ (1 / 2)).

(** Cauchy-Schwarz: the mean of the roots is at most the root of the mean *)
Lemma roots_most : forall P, sum_on d P (fun i => x i ^^ (1 / 2)) ^ 2 <= INR (count d P) * sum_on d P x.
Proof.
  intros P. assert (H := power_mean_on d P x (1 / 2) x_nonneg ltac:(lra)).
  replace (1 - 1 / 2) with (1 / 2) in H by field.
  assert (N : 0 <= sum_on d P (fun i => x i ^^ (1 / 2))) by (apply sum_on_nonneg; intros; apply pr_nonneg).
  assert (M : 0 <= sum_on d P x) by (apply sum_on_nonneg; auto).
  rewrite <- (root_sq (INR (count d P))), <- (root_sq (sum_on d P x)) by (trivial; apply pos_INR).
  eapply Rle_trans; [apply pow_incr; split; [apply N|apply H]|right; ring].
Qed.

(** each product of roots grows by eta at least *)
Lemma roots_product : forall u v eta, 0 <= u -> 0 <= v -> 0 <= eta ->
  u ^^ (1 / 2) * v ^^ (1 / 2) + eta <= (eta + u) ^^ (1 / 2) * (eta + v) ^^ (1 / 2).
Proof.
  intros u v eta Hu Hv He. rewrite <- !pr_mult by lra.
  assert (P := pr_nonneg (u * v) (1 / 2)). assert (S := root_sq (u * v) ltac:(nra)).
  rewrite <- (sq_root ((u * v) ^^ (1 / 2) + eta)) by lra.
  apply pr_le; [lra|]. split; [apply pow2_ge_0|].
  (* 2 sqrt(uv) <= u + v *)
  assert (G := weighted_amgm u v (1 / 2) Hu Hv ltac:(lra)). replace (1 - 1 / 2) with (1 / 2) in G by field.
  rewrite <- pr_mult in G by easy. nra.
Qed.

Lemma sq_sum : forall f, sum d f ^ 2 = sum d (fun i => sum d (fun j => f i * f j)).
Proof.
  intros f. simpl. rewrite Rmult_1_r, <- sum_scal. apply sum_ext. intros i _. rewrite sum_scal. ring.
Qed.

Theorem rising_tide : forall eta, 0 <= eta -> 0 < sum d x ->
  roots x ^ 2 / sum d x <= roots (fun i => eta + x i) ^ 2 / sum d (fun i => eta + x i).
Proof.
  intros eta He Hx. assert (Pd := pos_INR d).
  assert (E : sum d (fun i => eta + x i) = INR d * eta + sum d x) by (rewrite sum_plus, sum_const; ring).
  rewrite E. apply div_le_div; [easy|nra|].
  assert (G : roots x ^ 2 + INR d * (INR d * eta) <= roots (fun i => eta + x i) ^ 2).
  { unfold roots. rewrite !sq_sum, <- (sum_const d (INR d * eta)), <- sum_plus.
    apply sum_le. intros i Hi. rewrite <- (sum_const d eta), <- sum_plus.
    apply sum_le. intros j Hj. apply roots_product; auto. }
  assert (M := roots_most (fun _ => true)). rewrite count_all, <- !sum_eq_on in M. fold (roots x) in M.
  assert (G' := Rmult_le_compat_r (sum d x) _ _ (Rlt_le _ _ Hx) G).
  assert (M' := Rmult_le_compat_l (INR d * eta) _ _ ltac:(nra) M). lra.
Qed.

(** Robin Hood: the root is concave, and a mean has at least the mean root *)
Theorem robin_hood : forall S th, 0 <= th <= 1 -> 0 < sum d x ->
  roots x ^ 2 / sum d x <=
  (sum_on d S (fun i => ((1 - th) * x i + th * sum_on d S x / INR (count d S)) ^^ (1 / 2))
   + sum_on d (fun i => negb (S i)) (fun i => x i ^^ (1 / 2))) ^ 2 / sum d x.
Proof.
  intros S th Hth Hx. apply div_le_div; [easy|easy|]. apply Rmult_le_compat_r; [lra|].
  apply pow_incr. split; [apply sum_nonneg; intros; apply pr_nonneg|].
  unfold roots. rewrite (sum_split d S). apply Rplus_le_compat_r.
  set (n := count d S). set (m := sum_on d S x / INR n).
  destruct (Nat.eq_dec n 0) as [Z|NZ].
  { right. apply sum_ext. intros i Hi. destruct (S i) eqn:Si; [|easy]. exfalso.
    assert (C := count_pos d S i Hi Si). fold n in C. lia. }
  assert (Pn : 0 < INR n) by (apply lt_0_INR; lia).
  assert (N : 0 <= sum_on d S x) by (apply sum_on_nonneg; auto).
  assert (Hm : 0 <= m) by (unfold m, Rdiv; apply Rmult_le_pos; [easy|left; now apply Rinv_0_lt_compat]).
  set (q := sum_on d S (fun i => x i ^^ (1 / 2))).
  assert (Q : 0 <= q) by (apply sum_on_nonneg; intros; apply pr_nonneg).
  assert (K : q <= INR n * m ^^ (1 / 2)).
  { assert (R := roots_most S). fold n q in R. rewrite <- (sq_root q), <- (sq_root (INR n)) at 1 by lra.
    rewrite <- pr_mult by (trivial; apply pow2_ge_0). apply pr_le; [lra|]. split; [apply pow2_ge_0|].
    replace (INR n ^ 2 * m) with (INR n * sum_on d S x) by (unfold m; field; lra). easy. }
  apply Rle_trans with (sum_on d S (fun i => (1 - th) * x i ^^ (1 / 2) + th * m ^^ (1 / 2))).
  - rewrite sum_on_plus, sum_on_scal, sum_on_const. fold n q. nra.
  - apply sum_on_le. intros i Hi _. assert (Xi := x_nonneg i Hi).
    replace (th * sum_on d S x / INR n) with (th * m) by (unfold m; field; lra).
    (* concavity: ((1-th) r + th s)^2 <= (1-th) r^2 + th s^2 *)
    assert (A := root_sq (x i) Xi). assert (B := root_sq m Hm).
    assert (PA := pr_nonneg (x i) (1 / 2)). assert (PB := pr_nonneg m (1 / 2)).
    rewrite <- (sq_root ((1 - th) * x i ^^ (1 / 2) + th * m ^^ (1 / 2))) by nra.
    apply pr_le; [lra|]. split; [apply pow2_ge_0|].
    assert (D := pow2_ge_0 (x i ^^ (1 / 2) - m ^^ (1 / 2))).
    assert (T : 0 <= th * (1 - th)) by nra. rewrite <- A at 2. rewrite <- B at 2. nra.
Qed.
End Inequality.
