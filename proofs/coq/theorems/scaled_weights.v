Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges L2 Quantities Tactics.
From Statements Require Import scaled_weights.
Open Scope R_scope.

(** A root mean square is at most the largest value. *)
Lemma rms_le : forall n (f : nat -> R) B, (1 <= n)%nat -> 0 <= B ->
  (forall a, (a < n)%nat -> Rabs (f a) <= B) -> (sum n (fun a => f a ^ 2) / INR n) ^^ (1 / 2) <= B.
Proof.
  intros n f B Hn HB H. assert (N : 0 < INR n) by (apply lt_0_INR; lia).
  apply root_le_of_square; [nonneg|easy|]. apply Rmult_le_reg_r with (INR n); [easy|].
  replace (sum n (fun a => f a ^ 2) / INR n * INR n) with (sum n (fun a => f a ^ 2)) by (field; lra).
  replace (B * B * INR n) with (INR n * (B * B)) by ring. rewrite <- sum_const. apply sum_le. intros a Ha.
  rewrite <- pow2_abs. specialize (H a Ha). assert (P := Rabs_pos (f a)). simpl. nra.
Qed.

Theorem holds : statement.
Proof.
  unfold statement. intros d n H q w _ Hn Hq.
  set (B := max_on n _ _). assert (HB : 0 <= B) by apply max_on_nonneg.
  assert (E : 0 <= 1 / q) by (left; apply Rdiv_lt_0_compat; lra).
  assert (S : forall f, 0 <= sum d (fun i => f i ^^ q)) by (intros; apply sum_nonneg; intros; apply pr_nonneg).
  replace (B * sum d (fun i => Rabs (w i) ^^ q) ^^ (1 / q)) with ((B ^^ q * sum d (fun i => Rabs (w i) ^^ q)) ^^ (1 / q)).
  - apply pr_le; [easy|]. split; [apply S|]. rewrite <- sum_scal. apply sum_le. intros j Hj.
    rewrite <- pr_mult by (try apply Rabs_pos; easy). apply pr_le; [lra|]. split; [apply Rabs_pos|].
    rewrite Rabs_mult, Rabs_Rabsolu, (Rabs_pos_eq (_ ^^ _)) by apply pr_nonneg.
    apply Rmult_le_compat_r; [apply Rabs_pos|]. apply rms_le; try easy. intros a Ha.
    eapply Rle_trans; [|apply (max_on_ge n (fun _ => true) (fun a => max_on d (fun _ => true) (fun j => Rabs (H a j))) a); easy].
    now apply (max_on_ge d (fun _ => true) (fun j => Rabs (H a j))).
  - rewrite pr_mult by (try apply pr_nonneg; apply (S (fun i => Rabs (w i)))). f_equal.
    rewrite pr_pr by easy. replace (q * (1 / q)) with 1 by (field; lra). now apply pr_1.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
