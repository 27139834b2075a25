(** Rounding to a uniform grid, and to one that clips. *)
Require Import Reals Lra Lia ZArith.
From LqTheory Require Import RealPow FiniteSum Sets Ranges.
Open Scope R_scope.

(** The multiple of [step] that is nearest to x, the smaller one of two. *)
Theorem nearest_error : forall x step, 0 < step -> Rabs (x - step * IZR (ceil (x / step - 1 / 2))) <= step / 2.
Proof.
  intros x step Hs. destruct (ceil_spec (x / step - 1 / 2)) as [A B].
  replace x with (step * (x / step)) at 1 by (field; lra).
  apply Rabs_le. nra.
Qed.

Theorem quantisation_uniform : forall d w step, 0 < step ->
  max_on d (fun _ => true) (fun i => Rabs (w i - step * IZR (ceil (w i / step - 1 / 2)))) <= step / 2.
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
    (Rmin (m * step) (step * IZR (ceil (w i / step - 1 / 2)))))) <= step / 2.
Proof.
  intros d w step m Hs Hw. apply max_on_le; [lra|]. intros i Hi _.
  apply clip_error; [easy|now apply nearest_error|].
  eapply Rle_trans; [|apply Hw]. now apply (max_on_ge d (fun _ => true) (fun i => Rabs (w i))).
Qed.
