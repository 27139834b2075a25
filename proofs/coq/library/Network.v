(** Products over layers, and activations: what a Lipschitz constant is, and that of ReLU. *)
Require Import Reals Lra.
Open Scope R_scope.

Fixpoint prod (n : nat) (f : nat -> R) : R :=
  match n with O => 1 | S k => prod k f * f k end.

Definition lipschitz (rho : R) (phi : R -> R) : Prop :=
  forall u v, Rabs (phi u - phi v) <= rho * Rabs (u - v).

Lemma relu_lipschitz : lipschitz 1 (fun u => Rmax 0 u).
Proof.
  intros u v. unfold Rmax, Rabs.
  destruct (Rle_dec 0 u), (Rle_dec 0 v);
    repeat destruct (Rcase_abs _); lra.
Qed.
