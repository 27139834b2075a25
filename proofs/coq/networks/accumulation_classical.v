(** E1: the textbook form of the error of a dot product, which needs m < 2^t and is larger. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Floats Accumulation.
Open Scope R_scope.

Theorem holds : forall (m t : nat) (fl : R -> R) (s : nat -> nat) (w v : nat -> R),
  (1 <= t)%nat -> INR m < 2 ^ t -> rounds_to_nearest t fl -> order m s ->
  Rabs (accumulate fl (fun i => w (s i) * v (s i)) m - sum m (fun i => w i * v i))
  <= INR m / (2 ^ t - INR m) * sum m (fun i => Rabs (w i * v i)).
Proof.
  intros m t fl s w v Ht Hm N O. eapply Rle_trans; [now apply accumulation with (t := t)|].
  assert (A : 0 <= sum m (fun i => Rabs (w i * v i))) by (apply sum_nonneg; intros; apply Rabs_pos).
  assert (M := pos_INR m). unfold Rdiv. rewrite Rmult_assoc, (Rmult_comm (sum _ _)), <- Rmult_assoc.
  apply Rmult_le_compat_r; [easy|]. apply Rmult_le_compat_l; [easy|]. apply Rinv_le_contravar; lra.
Qed.

(** There are such numbers; roundings and orders are those of [accumulation]. *)
Theorem witnessed : exists m t, (1 <= t)%nat /\ (1 <= m)%nat /\ INR m < 2 ^ t.
Proof. exists 1%nat, 1%nat. repeat split; [lia|lia|simpl; lra]. Qed.
