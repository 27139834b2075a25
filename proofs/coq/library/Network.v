(** Error propagation through layers, one-neuron perturbation, quantization. *)
Require Import Reals Lra Lia.
From LqTheory Require Import FiniteSum.
Open Scope R_scope.

Fixpoint prod (n : nat) (f : nat -> R) : R :=
  match n with O => 1 | S k => prod k f * f k end.

(** prod_between i L s = s i * ... * s (L-1) *)
Definition prod_between (i L : nat) (s : nat -> R) : R :=
  prod (L - i) (fun j => s (i + j)%nat).

Lemma prod_between_S : forall i L s, (i <= L)%nat ->
  prod_between i (S L) s = prod_between i L s * s L.
Proof.
  intros i L s H. unfold prod_between. replace (S L - i)%nat with (S (L - i)) by lia.
  simpl. do 2 f_equal. lia.
Qed.

Lemma prod_between_nil : forall i s, prod_between i i s = 1.
Proof. intros. unfold prod_between. now rewrite Nat.sub_diag. Qed.

(** (e) *)
Theorem layer_recursion : forall (a s e : nat -> R) (L : nat),
  (forall l, (l < L)%nat -> 0 <= s l) ->
  (forall l, (l < L)%nat -> a (S l) <= s l * a l + e l) ->
  a L <= prod_between 0 L s * a O + sum L (fun l => e l * prod_between (S l) L s).
Proof.
  intros a s e. induction L as [|L IH]; intros Hs H.
  - rewrite prod_between_nil. simpl. lra.
  - eapply Rle_trans; [apply H; lia|].
    assert (I : a L <= prod_between 0 L s * a O
                       + sum L (fun l => e l * prod_between (S l) L s))
      by (apply IH; intros; [apply Hs|apply H]; lia).
    apply Rmult_le_compat_l with (r := s L) in I; [|apply Hs; lia].
    cbn [sum]. rewrite prod_between_nil, prod_between_S by lia.
    rewrite (sum_ext L _ (fun l => s L * (e l * prod_between (S l) L s))).
    + rewrite sum_scal. lra.
    + intros l Hl. rewrite prod_between_S by lia. ring.
Qed.

Corollary layer_recursion_0 : forall (a s e : nat -> R) (L : nat),
  a O = 0 ->
  (forall l, (l < L)%nat -> 0 <= s l) ->
  (forall l, (l < L)%nat -> a (S l) <= s l * a l + e l) ->
  a L <= sum L (fun l => e l * prod_between (S l) L s).
Proof.
  intros a s e L H0 Hs H. generalize (layer_recursion a s e L Hs H). rewrite H0. lra.
Qed.

Fixpoint maxabs (n : nat) (x : nat -> R) : R :=
  match n with O => 0 | S k => Rmax (maxabs k x) (Rabs (x k)) end.

Lemma maxabs_ge : forall n x i, (i < n)%nat -> Rabs (x i) <= maxabs n x.
Proof.
  induction n as [|n IH]; intros x i H; [lia|]. simpl.
  destruct (Nat.eq_dec i n) as [->|]; [apply Rmax_r|].
  eapply Rle_trans; [apply IH; lia|apply Rmax_l].
Qed.

Definition lipschitz (rho : R) (phi : R -> R) : Prop :=
  forall u v, Rabs (phi u - phi v) <= rho * Rabs (u - v).

(** (f) *)
Theorem neuron_perturbation : forall d (w v x : nat -> R) rho phi,
  lipschitz rho phi ->
  Rabs (phi (sum d (fun i => w i * x i)) - phi (sum d (fun i => v i * x i)))
  <= rho * maxabs d x * sum d (fun i => Rabs (w i - v i)).
Proof.
  intros d w v x rho phi Hphi.
  assert (Hrho : 0 <= rho).
  { generalize (Hphi 1 0) (Rabs_pos (phi 1 - phi 0)).
    replace (1 - 0) with 1 by ring. rewrite Rabs_R1. lra. }
  eapply Rle_trans; [apply Hphi|]. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [easy|].
  rewrite <- sum_minus, <- sum_scal.
  eapply Rle_trans; [apply sum_abs|]. apply sum_le. intros i Hi.
  replace (w i * x i - v i * x i) with (x i * (w i - v i)) by ring.
  rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|].
  now apply maxabs_ge.
Qed.

Lemma relu_lipschitz : lipschitz 1 (fun u => Rmax 0 u).
Proof.
  intros u v. unfold Rmax, Rabs.
  destruct (Rle_dec 0 u), (Rle_dec 0 v);
    repeat destruct (Rcase_abs _); lra.
Qed.

(** (h) any integer rounding with error at most 1/2 *)
Definition nearest (rnd : R -> Z) : Prop := forall x, Rabs (x - IZR (rnd x)) <= 1 / 2.

Theorem quantization_error : forall rnd w s, nearest rnd -> 0 < s ->
  Rabs (w - IZR (rnd (w / s)) * s) <= s / 2.
Proof.
  intros rnd w s Hr Hs.
  replace (w - IZR (rnd (w / s)) * s) with (s * (w / s - IZR (rnd (w / s))))
    by (field; lra).
  rewrite Rabs_mult, (Rabs_pos_eq s) by lra.
  generalize (Hr (w / s)). nra.
Qed.

(** floor(x + 1/2) rounds to nearest *)
Definition round_half_up (x : R) : Z := Int_part (x + 1 / 2).

Lemma round_half_up_nearest : nearest round_half_up.
Proof.
  intros x. unfold round_half_up. destruct (base_Int_part (x + 1 / 2)) as [A B].
  apply Rabs_le. lra.
Qed.
