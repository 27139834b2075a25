(** Rounding: to a uniform grid, to a grid that clips, and to floats of t bits. *)
Require Import Reals Lra Lia ZArith.
From LqTheory Require Import RealPow FiniteSum Sets.
Open Scope R_scope.

(** The least integer that is at least x. *)
Definition ceil (x : R) : R := - IZR (Int_part (- x)).

Lemma ceil_spec : forall x, x <= ceil x < x + 1.
Proof. intros x. unfold ceil. destruct (base_Int_part (- x)). lra. Qed.

Lemma ceil_int : forall x, exists z, ceil x = IZR z.
Proof. intros x. exists (- Int_part (- x))%Z. unfold ceil. now rewrite opp_IZR. Qed.

(** The multiple of [step] that is nearest to x, the smaller one of two. *)
Theorem nearest_error : forall x step, 0 < step -> Rabs (x - step * ceil (x / step - 1 / 2)) <= step / 2.
Proof.
  intros x step Hs. destruct (ceil_spec (x / step - 1 / 2)) as [A B].
  replace x with (step * (x / step)) at 1 by (field; lra).
  apply Rabs_le. nra.
Qed.

Theorem quantisation_uniform : forall d w step, 0 < step ->
  max_on d (fun _ => true) (fun i => Rabs (w i - step * ceil (w i / step - 1 / 2))) <= step / 2.
Proof. intros d w step Hs. apply max_on_le; [lra|]. intros. now apply nearest_error. Qed.

(** Clipping at level m moves nothing further that lies within half a step of the grid. *)
Lemma clip_error : forall x z step m, 0 < step -> Rabs (x - z) <= step / 2 ->
  Rabs x <= m * step + step / 2 -> Rabs (x - Rmax (- m * step) (Rmin (m * step) z)) <= step / 2.
Proof.
  intros x z step m Hs Hz Hx. revert Hz Hx. unfold Rmax, Rmin.
  destruct (Rle_dec (m * step) z), (Rle_dec _ _); unfold Rabs; repeat destruct (Rcase_abs _); lra.
Qed.

Theorem quantisation_clipped : forall d w step m, 0 < step ->
  max_on d (fun _ => true) (fun i => Rabs (w i)) <= m * step + step / 2 ->
  max_on d (fun _ => true) (fun i => Rabs (w i - Rmax (- m * step)
    (Rmin (m * step) (step * ceil (w i / step - 1 / 2))))) <= step / 2.
Proof.
  intros d w step m Hs Hw. apply max_on_le; [lra|]. intros i Hi _.
  apply clip_error; [easy|now apply nearest_error|].
  eapply Rle_trans; [|apply Hw]. now apply (max_on_ge d (fun _ => true) (fun i => Rabs (w i))).
Qed.
