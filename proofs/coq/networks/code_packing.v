(** E7: every code of the unit ball of lq has the bits that packing asks for. What the code of `code-packing` itself
    takes, and how many words are near a fixed one, is left to arithmetic. *)
Require Import Reals Lra Lia List ZArith.
From LqTheory Require Import RealPow FiniteSum Binomial Packing.
Open Scope R_scope.

Theorem holds : forall (d k bits near : nat) (p q eps : R) (enc : (nat -> R) -> nat) (dec : nat -> nat -> R),
  (1 <= k <= d)%nat -> 0 < p -> 0 < q -> (1 <= near)%nat ->
  covers d p q eps (2 ^ bits) enc dec ->
  (forall x, In x (words d k) -> (length (filter (close d k p q eps x) (words d k)) <= near)%nat) ->
  ln (INR (binom d k * 2 ^ k) / INR near) / ln 2 <= INR bits.
Proof. intros d k bits near p q eps enc dec [Hk Hd]. intros. now apply (packing_bits d k p q eps bits enc dec near). Qed.

(** The words are binom(d, k) 2^k, and no two are the same. *)
Theorem counted : forall d k, length (words d k) = (binom d k * 2 ^ k)%nat /\ NoDup (words d k).
Proof. intros. split; [apply words_count|apply words_distinct]. Qed.

(** There is such a code: 0 bits where the error may be 1 in every coordinate. *)
Theorem witnessed : exists enc dec, covers 1 1 1 1 (2 ^ 0) enc dec.
Proof.
  exists (fun _ => 0%nat), (fun _ _ => 0). intros v H. split; [simpl; lia|].
  rewrite pr_base1. simpl in *. rewrite Rminus_0_r. exact H.
Qed.
