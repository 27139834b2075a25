(** Maxima and means over windows of cells, joined, against the cells. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Counting L2.
Open Scope R_scope.

(** The maximum over S moves by no more than some cell of S does *)
Lemma max_moves : forall c S f g, (forall z, (z < c)%nat -> 0 <= f z) -> (forall z, (z < c)%nat -> 0 <= g z) ->
  (max_on c S f - max_on c S g) ^ 2 <= sum_on c S (fun z => (f z - g z) ^ 2).
Proof.
  assert (half : forall c S f g, (forall z, (z < c)%nat -> 0 <= f z) -> (forall z, (z < c)%nat -> 0 <= g z) ->
    max_on c S g <= max_on c S f -> (max_on c S f - max_on c S g) ^ 2 <= sum_on c S (fun z => (f z - g z) ^ 2)).
  { intros c S f g Hf Hg L. assert (N := max_on_nonneg c S g).
    assert (P : 0 <= sum_on c S (fun z => (f z - g z) ^ 2)) by (apply sum_on_nonneg; intros; apply pow2_ge_0).
    destruct (max_on_in c S f) as [E|[z [Hz [Sz E]]]]; [auto|rewrite E in *; nra|].
    assert (G := max_on_ge c S g z Hz Sz). apply Rle_trans with ((f z - g z) ^ 2).
    - apply pow_incr. rewrite E in *. lra.
    - eapply Rle_trans; [|apply (sum_term_le c (fun z => if S z then (f z - g z) ^ 2 else 0) z Hz)].
      + rewrite Sz. lra.
      + intros j _. destruct (S j); [apply pow2_ge_0|lra]. }
  intros c S f g Hf Hg. destruct (Rle_lt_dec (max_on c S g) (max_on c S f)) as [L|L]; [now apply half|].
  replace ((max_on c S f - max_on c S g) ^ 2) with ((max_on c S g - max_on c S f) ^ 2) by ring.
  eapply Rle_trans; [apply half; trivial; lra|right]. apply sum_ext. intros z _. destruct (S z); ring.
Qed.

(** What is added to make cells nonnegative does not matter *)
Definition lift (c : nat) (f g : nat -> R) : R := max_on c (fun _ => true) (fun z => Rmax (Rabs (f z)) (Rabs (g z))).

Lemma lift_nonneg : forall c f g z, (z < c)%nat -> 0 <= f z + lift c f g /\ 0 <= g z + lift c f g.
Proof.
  intros c f g z Hz. assert (L := max_on_ge c (fun _ => true) (fun z => Rmax (Rabs (f z)) (Rabs (g z))) z Hz eq_refl).
  cbn beta in L. fold (lift c f g) in L.
  assert (A := Rmax_l (Rabs (f z)) (Rabs (g z))). assert (B := Rmax_r (Rabs (f z)) (Rabs (g z))).
  assert (F := Rle_abs (- f z)). assert (G := Rle_abs (- g z)). rewrite Rabs_Ropp in F, G. lra.
Qed.

Theorem max_pooling_row : forall c S f g,
  (max_on c S (fun z => f z + lift c f g) - max_on c S (fun z => g z + lift c f g)) ^ 2
  <= sum_on c S (fun z => (f z - g z) ^ 2).
Proof.
  intros c S f g. eapply Rle_trans; [apply max_moves; intros; now apply lift_nonneg|].
  right. apply sum_ext. intros z _. destruct (S z); ring.
Qed.

(** Cauchy-Schwarz on a set, and the mean over it; an empty one has the mean 0 *)
Lemma sum_on_square : forall c S x, sum_on c S x ^ 2 <= INR (count c S) * sum_on c S (fun z => x z ^ 2).
Proof.
  intros c S x.
  assert (C := cauchy_schwarz_square c counting (counting_nonneg c) (fun z => if S z then 1 else 0)
    (fun z => if S z then x z else 0)).
  rewrite !inner_counting in C. rewrite count_sum.
  eapply Rle_trans; [right|eapply Rle_trans; [apply C|right]].
  - rewrite <- Rsqr_pow2. unfold Rsqr. unfold sum_on. f_equal; apply sum_ext; intros z _; destruct (S z); ring.
  - unfold sum_on. f_equal; apply sum_ext; intros z _; destruct (S z); ring.
Qed.

Lemma mean_square_on : forall c S x,
  sum_on c S x ^ 2 / Rmax 1 (INR (count c S)) ^ 2 <= sum_on c S (fun z => x z ^ 2 * (1 / Rmax 1 (INR (count c S)))).
Proof.
  intros c S x. set (s := Rmax 1 (INR (count c S))). assert (S1 : 1 <= s) by apply Rmax_l.
  assert (SC : INR (count c S) <= s) by apply Rmax_r. assert (C := sum_on_square c S x).
  assert (Q : 0 <= sum_on c S (fun z => x z ^ 2)) by (apply sum_on_nonneg; intros; apply pow2_ge_0).
  assert (P := Rinv_0_lt_compat (s ^ 2) ltac:(apply pow_lt; lra)).
  apply Rle_trans with (s * sum_on c S (fun z => x z ^ 2) / s ^ 2).
  - apply Rmult_le_compat_r; [lra|]. eapply Rle_trans; [apply C|]. now apply Rmult_le_compat_r.
  - right. transitivity (1 / s * sum_on c S (fun z => x z ^ 2)); [field; lra|].
    rewrite <- sum_on_scal. apply sum_ext. intros z _. destruct (S z); ring.
Qed.

(** Windows l < m of cells, each with a weight; g bounds the weights of the windows that share a cell *)
Theorem windows : forall n m c (cells : nat -> nat -> bool) (weight : nat -> R) (x change : nat -> nat -> R) g, 0 <= g ->
  (forall l a, (l < m)%nat -> (a < n)%nat ->
    change l a ^ 2 <= sum_on c (cells l) (fun z => x a z ^ 2 * weight l)) ->
  (forall z, (z < c)%nat -> sum_on m (fun l => cells l z) weight <= g) ->
  (sum m (fun l => sum n (fun a => change l a ^ 2)) / INR n) ^^ (1 / 2)
  <= (sum n (fun a => sum c (fun z => x a z ^ 2)) / INR n) ^^ (1 / 2) * g ^^ (1 / 2).
Proof.
  intros n m c cells weight x change g Hg H W.
  assert (Q : 0 <= sum n (fun a => sum c (fun z => x a z ^ 2))).
  { apply sum_nonneg. intros. apply sum_nonneg. intros. apply pow2_ge_0. }
  assert (I : 0 <= / INR n).
  { destruct n as [|n]; [simpl; rewrite Rinv_0; lra|]. left. apply Rinv_0_lt_compat, lt_0_INR. lia. }
  rewrite <- pr_mult by (trivial; now apply Rmult_le_pos).
  apply pr_le; [lra|]. split.
  { apply Rmult_le_pos; [|easy]. apply sum_nonneg. intros. apply sum_nonneg. intros. apply pow2_ge_0. }
  unfold Rdiv. rewrite Rmult_assoc, (Rmult_comm (/ INR n)), <- Rmult_assoc. apply Rmult_le_compat_r; [easy|].
  rewrite sum_swap, Rmult_comm, <- sum_scal. apply sum_le. intros a Ha.
  apply Rle_trans with (sum m (fun l => sum c (fun z => if cells l z then x a z ^ 2 * weight l else 0))).
  { apply sum_le. intros l Hl. now apply H. }
  rewrite sum_swap, <- sum_scal. apply sum_le. intros z Hz.
  rewrite (sum_ext m _ (fun l => x a z ^ 2 * (if cells l z then weight l else 0))) by (intros l _; destruct (cells l z); ring).
  rewrite sum_scal, Rmult_comm. apply Rmult_le_compat_r; [apply pow2_ge_0|now apply W].
Qed.

(** What the printed statements need to be well defined *)
Lemma size_pos : forall x, 0 < Rmax 1 x.
Proof. intros x. assert (A := Rmax_l 1 x). lra. Qed.

Lemma larger_nonneg : forall x y, 0 <= Rmax (Rabs x) (Rabs y).
Proof. intros. eapply Rle_trans; [apply Rabs_pos|apply Rmax_l]. Qed.
