(** Sums and products over lo, ..., hi (0 and 1 where there is none), and the smallest integer that is no smaller. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets.
Open Scope R_scope.

Definition sum_range (lo hi : nat) (f : nat -> R) : R := sum (hi + 1 - lo) (fun i => f (lo + i)%nat).
Fixpoint prod (n : nat) (f : nat -> R) : R := match n with O => 1 | S m => prod m f * f m end.
Definition prod_range (lo hi : nat) (f : nat -> R) : R := prod (hi + 1 - lo) (fun i => f (lo + i)%nat).

Definition ceil (x : R) : Z := (- Int_part (- x))%Z.

Lemma ceil_spec : forall x, IZR (ceil x) - 1 < x <= IZR (ceil x).
Proof. intros x. unfold ceil. rewrite opp_IZR. destruct (base_Int_part (- x)). lra. Qed.

Lemma ceil_unique : forall x z, IZR z - 1 < x <= IZR z -> ceil x = z.
Proof.
  intros x z H. generalize (ceil_spec x); intros C.
  assert (ceil x < z + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra).
  assert (z < ceil x + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra). lia.
Qed.

Lemma ceil_nonneg : forall x, 0 <= x -> (0 <= ceil x)%Z.
Proof.
  intros x H. generalize (ceil_spec x); intros C.
  assert (-1 < ceil x)%Z by (apply lt_IZR; lra). lia.
Qed.

Lemma prod_ext : forall n f g, (forall i, (i < n)%nat -> f i = g i) -> prod n f = prod n g.
Proof. induction n as [|n IH]; intros f g H; cbn [prod]; [easy|]. rewrite (IH f g), H; auto with arith. Qed.

Lemma sum_range_ext : forall lo hi f g, (forall i, (lo <= i <= hi)%nat -> f i = g i) ->
  sum_range lo hi f = sum_range lo hi g.
Proof. intros. apply sum_ext. intros i Hi. apply H. lia. Qed.

Lemma prod_range_ext : forall lo hi f g, (forall i, (lo <= i <= hi)%nat -> f i = g i) ->
  prod_range lo hi f = prod_range lo hi g.
Proof. intros. apply prod_ext. intros i Hi. apply H. lia. Qed.
