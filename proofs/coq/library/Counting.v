(** Counting: as a sum, of larger sets, of initial segments; finding one of a finite set; a sum with one term. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum.
Open Scope R_scope.

Lemma count_sum : forall n P, INR (count n P) = sum n (fun a => if P a then 1 else 0).
Proof. intros n P. assert (E := sum_on_const n P 1). unfold sum_on in E. lra. Qed.

Lemma count_max : forall n P, (count n P <= n)%nat.
Proof. induction n as [|n IH]; intros P; cbn [count]; [easy|]. specialize (IH P). destruct (P n); lia. Qed.

Lemma count_le : forall n P Q, (forall i, (i < n)%nat -> P i = true -> Q i = true) -> (count n P <= count n Q)%nat.
Proof.
  induction n as [|n IH]; intros P Q H; cbn [count]; [easy|].
  assert (count n P <= count n Q)%nat by (apply IH; intros; apply H; auto; lia).
  destruct (P n) eqn:E; [rewrite (H n) by (auto; lia)|]; lia.
Qed.

Lemma count_less : forall n P Q k, (k < n)%nat -> P k = false -> Q k = true ->
  (forall j, (j < n)%nat -> P j = true -> Q j = true) -> (count n P < count n Q)%nat.
Proof.
  induction n as [|n IH]; intros P Q k Hk Pk Qk H; [lia|]. cbn [count].
  destruct (Nat.eq_dec k n) as [->|].
  - rewrite Pk, Qk. assert (W := count_le n P Q ltac:(intros; apply H; [lia|easy])). lia.
  - specialize (IH P Q k ltac:(lia) Pk Qk ltac:(intros; apply H; [lia|easy])).
    destruct (P n) eqn:E; [rewrite (H n) by (auto; lia)|]; lia.
Qed.

Lemma count_initial : forall n m, (m <= n)%nat -> count n (fun r => Nat.ltb r m) = m.
Proof.
  induction n as [|n IH]; intros m H; cbn [count]; [lia|].
  destruct (Nat.ltb_spec n m); [|rewrite IH; lia].
  replace m with (S n) by lia.
  assert (A : count n (fun r => Nat.ltb r (S n)) = count n (fun r => Nat.ltb r n)).
  { apply Nat.le_antisymm; apply count_le; intros i Hi _; apply Nat.ltb_lt; lia. }
  rewrite A, IH; lia.
Qed.

Lemma none_or_one : forall (P : nat -> bool) n,
  (forall j, (j < n)%nat -> P j = false) \/ exists k, (k < n)%nat /\ P k = true.
Proof.
  intros P. induction n as [|n [H|[k [Hk E]]]]; [left; lia| |right; exists k; split; [lia|easy]].
  destruct (P n) eqn:E; [right; exists n; split; [lia|easy]|].
  left. intros j Hj. destruct (Nat.eq_dec j n) as [->|]; [easy|apply H; lia].
Qed.

Lemma sum_single : forall d i f, (i < d)%nat -> sum d (fun j => if (i =? j)%nat then f j else 0) = f i.
Proof.
  induction d as [|d IH]; intros i f Hi; [lia|]. cbn [sum].
  destruct (Nat.eqb_spec i d) as [->|N].
  - rewrite (sum_ext d _ (fun _ => 0)), sum_zero; [ring|].
    intros j Hj. destruct (Nat.eqb_spec d j); [lia|easy].
  - rewrite IH by lia. ring.
Qed.
