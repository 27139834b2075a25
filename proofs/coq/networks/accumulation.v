(** E1: a dot product of which every product and every partial sum is rounded, in any order of its m terms. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum Ranges Floats FloatExists Accumulation.
Open Scope R_scope.

Theorem holds : forall (m t : nat) (fl : R -> R) (s : nat -> nat) (w v : nat -> R),
  (1 <= t)%nat -> rounds_to_nearest t fl -> order m s ->
  Rabs (accumulate fl (fun i => w (s i) * v (s i)) m - sum m (fun i => w i * v i))
  <= INR m * sum m (fun i => Rabs (w i * v i)) / 2 ^ t.
Proof. apply accumulation. Qed.

(** There are such a rounding and such an order. *)
Theorem witnessed : forall m t, (1 <= t)%nat -> exists fl s, rounds_to_nearest t fl /\ order m s.
Proof.
  intros m t Ht. exists (round_nearest t), (fun i => i). split; [now apply round_nearest_is|].
  split; [easy|]. induction m as [|m IH]; intros j Hj; [lia|]. cbn [count].
  destruct (Nat.eqb_spec m j) as [->|N].
  - assert (E : forall n, (n <= j)%nat -> count n (fun i => (i =? j)%nat) = 0%nat).
    { induction n as [|n IHn]; intros L; [easy|]. cbn [count]. rewrite IHn by lia.
      destruct (Nat.eqb_spec n j); [lia|easy]. }
    rewrite E; lia.
  - rewrite IH; lia.
Qed.
