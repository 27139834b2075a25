(** Powers s >= 1 are convex: chords, and numbers in [0, u] moved to the ends. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Holder.
Open Scope R_scope.

(** Hölder with the weights 1 - l and l *)
Lemma pow_chord : forall a b l s, 0 <= a -> 0 <= b -> 0 <= l <= 1 -> 1 <= s ->
  ((1 - l) * a + l * b) ^^ s <= (1 - l) * a ^^ s + l * b ^^ s.
Proof.
  intros a b l s Ha Hb Hl Hs. assert (T : 0 <= 1 / s <= 1).
  { split; [left; apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with s; [lra|]. field_simplify; lra. }
  assert (H := holder 2 (fun i => match i with O => 1 - l | _ => l end)
    (fun i => match i with O => (1 - l) * a ^^ s | _ => l * b ^^ s end) (1 / s)).
  cbn [sum] in H. rewrite !Rplus_0_l in H. replace (1 - l + l) with 1 in H by ring. rewrite pr_base1, Rmult_1_l in H.
  assert (Pa := pr_nonneg a s). assert (Pb := pr_nonneg b s).
  assert (E : forall w x, 0 <= w -> 0 <= x -> w ^^ (1 - 1 / s) * (w * x ^^ s) ^^ (1 / s) = w * x).
  { intros w x Hw Hx. rewrite pr_mult, pr_pr by (trivial; apply pr_nonneg).
    replace (s * (1 / s)) with 1 by (field; lra). rewrite (pr_1 x) by easy.
    rewrite <- Rmult_assoc, <- pr_plus by easy. replace (1 - 1 / s + 1 / s) with 1 by ring. now rewrite pr_1. }
  rewrite !E in H by lra.
  set (X := (1 - l) * a ^^ s + l * b ^^ s) in *. assert (NX : 0 <= X) by (unfold X; nra).
  replace X with ((X ^^ (1 / s)) ^^ s).
  - apply pr_le; [lra|]. split; [nra|]. apply H; [intros [|i] _; lra|intros [|i] _; nra|easy].
  - rewrite pr_pr by easy. replace (1 / s * s) with 1 by (field; lra). now apply pr_1.
Qed.

Lemma between : forall x y z, x <= y <= z -> exists l, 0 <= l <= 1 /\ y = (1 - l) * x + l * z.
Proof.
  intros x y z H. destruct (Req_dec x z) as [E|E]; [exists 0; split; lra|].
  exists ((y - x) / (z - x)). split; [|field; lra].
  split; [apply Rle_mult_inv_pos; lra|]. apply Rmult_le_reg_r with (z - x); [lra|]. field_simplify; lra.
Qed.

(** moving two numbers apart, their sum kept, raises the sum of powers *)
Lemma pow_apart : forall x y z v s, 0 <= x -> x <= y <= z -> v = x + z - y -> 1 <= s ->
  y ^^ s + v ^^ s <= x ^^ s + z ^^ s.
Proof.
  intros x y z v s Hx Hy -> Hs. destruct (between x y z Hy) as [l [Hl E]].
  assert (A := pow_chord x z l s Hx ltac:(lra) Hl Hs). assert (B := pow_chord z x l s ltac:(lra) Hx Hl Hs).
  rewrite <- E in A. replace ((1 - l) * z + l * x) with (x + z - y) in B by lra. lra.
Qed.

(** n numbers in [0, u]: as many as possible are u, one is f, the others 0 *)
Lemma fill : forall n z u s, 1 <= s -> (forall i, (i < n)%nat -> 0 <= z i <= u) ->
  exists j f, (j <= n)%nat /\ (j = n -> f = 0) /\ 0 <= f /\ (f <= u \/ n = O) /\ INR j * u + f = sum n z
  /\ sum n (fun i => z i ^^ s) <= INR j * u ^^ s + f ^^ s.
Proof.
  intros n z u s Hs. induction n as [|n IH]; intros Hz.
  - exists O, 0. simpl. rewrite pr_0. repeat split; try lra; [lia|now right].
  - destruct IH as [j [f [Hj [Hf [Nf [Uf [E S]]]]]]]; [intros; apply Hz; lia|].
    assert (Z := Hz n ltac:(lia)). assert (F : f <= u) by (destruct Uf as [|W]; [easy|rewrite Hf; [lra|lia]]).
    cbn [sum]. destruct (Rle_lt_dec (f + z n) u) as [L|L].
    + exists j, (f + z n). repeat split; try lra; [lia|lia|].
      assert (A := pow_apart 0 f (f + z n) (z n) s ltac:(lra) ltac:(lra) ltac:(ring) Hs). rewrite pr_0 in A. lra.
    + exists (Datatypes.S j), (f + z n - u). rewrite S_INR. repeat split; try lra; [lia| |].
      * intros W. assert (f = 0) by (apply Hf; lia). lra.
      * assert (A := pow_apart (f + z n - u) f u (z n) s ltac:(lra) ltac:(lra) ltac:(ring) Hs). lra.
Qed.
