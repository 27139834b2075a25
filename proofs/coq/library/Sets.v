(** Sets of the largest entries, and maxima over ranges and sets. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum.
Open Scope R_scope.

Definition topk (d : nat) (a : nat -> R) (k : nat) (T : nat -> bool) : Prop :=
  count d T = k /\
  forall i j, (i < d)%nat -> (j < d)%nat -> T i = true -> T j = false -> a j <= a i.

(** max of f r over lo < r <= hi (0 if the range is empty) *)
Fixpoint max_upto (n : nat) (f : nat -> R) : R :=
  match n with O => 0 | S O => f O | S m => Rmax (max_upto m f) (f m) end.
Definition max_over (lo hi : nat) (f : nat -> R) : R :=
  max_upto (hi - lo) (fun j => f (lo + S j)%nat).

Lemma max_upto_ge : forall n f j, (j < n)%nat -> f j <= max_upto n f.
Proof.
  induction n as [|[|n] IH]; intros f j H; [lia| |].
  - replace j with O by lia. simpl; lra.
  - change (max_upto (S (S n)) f) with (Rmax (max_upto (S n) f) (f (S n))).
    destruct (Nat.eq_dec j (S n)) as [->|]; [apply Rmax_r|].
    eapply Rle_trans; [apply IH; lia|apply Rmax_l].
Qed.
Lemma max_upto_in : forall n f, (0 < n)%nat -> exists j, (j < n)%nat /\ max_upto n f = f j.
Proof.
  induction n as [|[|n] IH]; intros f H; [lia|exists O; split; [lia|easy]|].
  change (max_upto (S (S n)) f) with (Rmax (max_upto (S n) f) (f (S n))).
  unfold Rmax. destruct (Rle_dec _ _); [exists (S n); split; [lia|easy]|].
  destruct (IH f) as [j [Hj E]]; [lia|]. exists j; split; [lia|easy].
Qed.
Lemma max_over_ge : forall lo hi f r, (lo < r <= hi)%nat -> f r <= max_over lo hi f.
Proof.
  intros lo hi f r H. unfold max_over.
  replace r with (lo + S (r - lo - 1))%nat at 1 by lia.
  apply (max_upto_ge (hi - lo) (fun j => f (lo + S j)%nat)). lia.
Qed.
Lemma max_over_in : forall lo hi f, (lo < hi)%nat ->
  exists r, (lo < r <= hi)%nat /\ max_over lo hi f = f r.
Proof.
  intros lo hi f H. destruct (max_upto_in (hi - lo) (fun j => f (lo + S j)%nat)) as [j [Hj E]].
  - lia.
  - exists (lo + S j)%nat; split; [lia|exact E].
Qed.

Lemma max_over_ext : forall lo hi f g,
  (forall r, (lo < r <= hi)%nat -> f r = g r) -> max_over lo hi f = max_over lo hi g.
Proof.
  unfold max_over. intros lo hi f g H.
  assert (A : forall n, (n <= hi - lo)%nat ->
    max_upto n (fun j => f (lo + S j)%nat) = max_upto n (fun j => g (lo + S j)%nat)).
  { induction n as [|[|n] IH]; intros L; [easy|simpl; apply H; lia|].
    cbn [max_upto] in *. rewrite IH by lia. f_equal. apply H; lia. }
  now apply A.
Qed.

(** max of f i over { i < d : S i } for f >= 0; 0 if there is none *)
Fixpoint max_on (d : nat) (S : nat -> bool) (f : nat -> R) : R :=
  match d with O => 0 | Datatypes.S k => Rmax (max_on k S f) (if S k then f k else 0) end.

Lemma max_on_nonneg : forall d S f, 0 <= max_on d S f.
Proof. induction d as [|d IH]; intros; cbn [max_on]; [lra|]. eapply Rle_trans; [apply (IH S f)|apply Rmax_l]. Qed.

Lemma max_on_ge : forall d S f i, (i < d)%nat -> S i = true -> f i <= max_on d S f.
Proof.
  induction d as [|d IH]; intros S f i Hi Si; [lia|]. cbn [max_on].
  destruct (Nat.eq_dec i d) as [->|].
  - rewrite Si. apply Rmax_r.
  - eapply Rle_trans; [apply (IH S f i); [lia|easy]|apply Rmax_l].
Qed.

Lemma max_on_le : forall d S f c, 0 <= c -> (forall i, (i < d)%nat -> S i = true -> f i <= c) -> max_on d S f <= c.
Proof.
  induction d as [|d IH]; intros S f c Hc H; cbn [max_on]; [easy|].
  apply Rmax_lub; [apply IH; auto with arith|]. destruct (S d) eqn:E; [apply H; auto with arith|easy].
Qed.

Lemma max_on_in : forall d S f, (forall i, (i < d)%nat -> S i = true -> 0 <= f i) ->
  max_on d S f = 0 \/ exists i, (i < d)%nat /\ S i = true /\ max_on d S f = f i.
Proof.
  induction d as [|d IH]; intros S f H; cbn [max_on]; [now left|].
  destruct (IH S f) as [E|[i [Hi [Si E]]]]; [auto with arith| |].
  - rewrite E. destruct (S d) eqn:Sd; [|left; now apply Rmax_left, Rle_refl].
    right. exists d. repeat split; [lia|easy|]. apply Rmax_right. now apply H; [lia|].
  - unfold Rmax. destruct (Rle_dec _ _).
    + destruct (S d) eqn:Sd.
      * right. exists d. repeat split; [lia|easy].
      * now left.
    + right. exists i. repeat split; [lia|easy|easy].
Qed.
