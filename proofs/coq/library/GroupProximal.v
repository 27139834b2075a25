(** The proximal step of the group lasso: what any other matrix pays, group by group. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Holder.
Open Scope R_scope.

Section OneGroup.
Variables (d : nat) (x y : nat -> R).
Let len (z : nat -> R) := sum d (fun j => z j ^ 2) ^^ (1 / 2).

Lemma len_nonneg : forall z, 0 <= len z.
Proof. intros. apply pr_nonneg. Qed.

Lemma len_sq : forall z, len z * len z = sum d (fun j => z j ^ 2).
Proof.
  intros z. unfold len.
  assert (N : 0 <= sum d (fun j => z j ^ 2)) by (apply sum_nonneg; intros; nra).
  rewrite <- pr_plus by easy. replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1.
Qed.

(** Cauchy-Schwarz, from Hölder at 1/2 *)
Lemma cauchy_schwarz : sum d (fun j => x j * y j) <= len x * len y.
Proof.
  assert (R : forall z, (z ^ 2) ^^ (1 / 2) = Rabs z).
  { intros z. rewrite <- (pow2_abs z). assert (P := Rabs_pos z). simpl. rewrite Rmult_1_r.
    rewrite pr_mult, <- pr_plus by easy. replace (1 / 2 + 1 / 2) with 1 by field. now apply pr_1. }
  assert (H := holder d (fun j => x j ^ 2) (fun j => y j ^ 2) (1 / 2)).
  replace (1 - 1 / 2) with (1 / 2) in H by field. fold (len x) (len y) in H.
  eapply Rle_trans; [|apply H; [intros; nra|intros; nra|lra]].
  apply sum_le. intros j _. rewrite !R, <- Rabs_mult. apply Rle_abs.
Qed.

Lemma triangle : (len x - len y) ^ 2 <= sum d (fun j => (y j - x j) ^ 2).
Proof.
  rewrite (sum_ext d _ (fun j => (x j ^ 2 + y j ^ 2) - 2 * (x j * y j))) by (intros; ring).
  rewrite sum_minus, sum_plus, sum_scal, <- !len_sq. assert (C := cauchy_schwarz). nra.
Qed.

(** the Huber function of |x| is the least cost: m (|x| - |y|) <= m^2/2 + (|x| - |y|)^2/2 *)
Lemma group_cost : forall eps, Rmin eps (len x) * len x - Rmin eps (len x) ^ 2 / 2
  <= sum d (fun j => (y j - x j) ^ 2) / 2 + eps * len y.
Proof.
  intros eps. assert (T := triangle). assert (Py := len_nonneg y).
  set (m := Rmin eps (len x)). assert (M : m <= eps) by apply Rmin_l.
  assert (S := pow2_ge_0 (len x - len y - m)). nra.
Qed.
End OneGroup.

Theorem group_proximal : forall n d (H V : nat -> nat -> R) eps,
  sum n (fun i => Rmin eps (sum d (fun j => H i j ^ 2) ^^ (1 / 2)) * sum d (fun j => H i j ^ 2) ^^ (1 / 2)
                  - Rmin eps (sum d (fun j => H i j ^ 2) ^^ (1 / 2)) ^ 2 / 2)
  <= sum n (fun i => sum d (fun j => (V i j - H i j) ^ 2)) / 2
     + eps * sum n (fun i => sum d (fun j => V i j ^ 2) ^^ (1 / 2)).
Proof.
  intros n d H V eps. rewrite <- sum_scal. unfold Rdiv at 5. rewrite Rmult_comm, <- sum_scal, <- sum_plus.
  apply sum_le. intros i _. assert (G := group_cost d (H i) (V i) eps). lra.
Qed.
