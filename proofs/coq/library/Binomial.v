(** Few successes are less likely where each is more likely. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum.
Open Scope R_scope.

Fixpoint binom (n k : nat) : nat :=
  match n, k with _, O => 1 | O, S _ => 0 | S n, S k => binom n k + binom n (S k) end.

Lemma binom_beyond : forall n k, (n < k)%nat -> binom n k = 0%nat.
Proof. induction n as [|n IH]; intros [|k] H; cbn [binom]; [lia|easy|lia|]. rewrite !IH by lia. easy. Qed.

(** The chance of i successes in N trials, and of fewer than m *)
Definition pmf (N : nat) (p : R) (i : nat) : R := INR (binom N i) * p ^ i * (1 - p) ^ (N - i).
Definition cdf (N : nat) (p : R) (m : nat) : R := sum m (pmf N p).

Lemma pmf_S : forall N p i, pmf (S N) p (S i) = p * pmf N p i + (1 - p) * pmf N p (S i).
Proof.
  intros N p i. unfold pmf. cbn [binom]. rewrite plus_INR. change (S N - S i)%nat with (N - i)%nat.
  destruct (Nat.le_gt_cases (S i) N) as [L|L].
  - replace (N - i)%nat with (S (N - S i)) by lia. simpl. ring.
  - rewrite (binom_beyond N (S i)) by lia. simpl. ring.
Qed.

Lemma pmf_0 : forall N p, pmf (S N) p 0 = (1 - p) * pmf N p 0.
Proof. intros N p. unfold pmf. destruct N; simpl; ring. Qed.

(** Condition on the first trial *)
Lemma cdf_S : forall N p m, cdf (S N) p (S m) = p * cdf N p m + (1 - p) * cdf N p (S m).
Proof.
  intros N p. unfold cdf. induction m as [|m IH]; [cbn [sum]; rewrite pmf_0; ring|].
  change (sum (S (S m)) (pmf (S N) p)) with (sum (S m) (pmf (S N) p) + pmf (S N) p (S m)).
  rewrite IH, pmf_S. cbn [sum]. ring.
Qed.

Lemma pmf_nonneg : forall N p i, 0 <= p <= 1 -> 0 <= pmf N p i.
Proof.
  intros N p i [H0 H1]. unfold pmf. apply Rmult_le_pos; [apply Rmult_le_pos|]; [apply pos_INR| |];
    apply pow_le; lra.
Qed.

Theorem cdf_monotone : forall N m p s, 0 <= s -> s <= p -> p <= 1 -> cdf N p m <= cdf N s m.
Proof.
  induction N as [|N IH]; intros [|m] p s Hs Hsp Hp; try (unfold cdf; simpl; lra).
  - right. apply sum_ext. intros [|i] _; unfold pmf; simpl; ring.
  - rewrite !cdf_S. assert (A := IH m p s Hs Hsp Hp). assert (B := IH (S m) p s Hs Hsp Hp).
    assert (M : cdf N s m <= cdf N s (S m)).
    { unfold cdf. cbn [sum]. assert (Q := pmf_nonneg N s m ltac:(lra)). lra. }
    assert (A' : p * cdf N p m <= p * cdf N s m) by (apply Rmult_le_compat_l; lra).
    assert (B' : (1 - p) * cdf N p (S m) <= (1 - p) * cdf N s (S m)) by (apply Rmult_le_compat_l; lra).
    assert (D : 0 <= (p - s) * (cdf N s (S m) - cdf N s m)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** It is a distribution *)
Lemma cdf_all : forall N p, cdf N p (S N) = 1.
Proof.
  induction N as [|N IH]; intros p; [unfold cdf, pmf; simpl; ring|].
  rewrite cdf_S, IH. unfold cdf in *. change (sum (S (S N)) (pmf N p)) with (sum (S N) (pmf N p) + pmf N p (S N)).
  rewrite IH. unfold pmf. rewrite binom_beyond by lia. simpl. ring.
Qed.
