(** The tactics that close printed statements. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Holder.
Open Scope R_scope.

(** side conditions of a library theorem *)
Ltac side := first [assumption | intros; first [apply Rabs_pos | lia | lra | solve [auto] | split; side]].

(** [same]: equality of two algebraic expressions. Powers are matched first, base and exponent each by [field]; the
    identity between the powers is left to [ring] and [field]; under a binder it is proved for each index. *)
Ltac poly := first [reflexivity | ring | field; repeat split; lra].
Ltac same_pow := match goal with |- ?l = ?r =>
  match r with context [?y ^^ ?b] => match l with context [?x ^^ ?a] =>
    tryif constr_eq (x ^^ a) (y ^^ b) then fail else
    (replace (y ^^ b) with (x ^^ a) by (f_equal; poly)) end end end.
Ltac same := cbn beta; solve [poly | repeat same_pow; poly | under_binder; same]
with under_binder := match goal with |- ?l = ?r =>
  match r with
  | context [max_over ?a ?b ?g] => match l with context [max_over a b ?f] =>
      tryif constr_eq f g then fail else
      (replace (max_over a b g) with (max_over a b f) by (apply max_over_ext; intros; same)) end
  | context [sum ?d ?g] => match l with context [sum d ?f] =>
      tryif constr_eq f g then fail else
      (replace (sum d g) with (sum d f) by (apply sum_ext; intros; same)) end end end.

(** [bound thm]: the goal l <= r is the theorem, up to identities of both sides and to nothing else *)
Ltac bound thm := let B := fresh in assert (B := thm); unfold lnorm in B; cbn beta zeta in B;
  eapply Rle_trans; [|eapply Rle_trans; [eapply B; side|right; same]]; right; same.

Lemma sum_abs_pow_pos : forall d w q, (exists i, (i < d)%nat /\ w i <> 0) ->
  0 < sum d (fun i => Rabs (w i) ^^ q).
Proof.
  intros d w q [i [Hi Hw]]. apply Rlt_le_trans with (Rabs (w i) ^^ q).
  - apply pr_pos. now apply Rabs_pos_lt.
  - apply (sum_term_le d (fun i => Rabs (w i) ^^ q)); [easy|]. intros; apply pr_nonneg.
Qed.

Lemma INR_lt_0 : forall n k, (n < k)%nat -> 0 < INR k - INR n.
Proof. intros n k H. apply lt_INR in H. lra. Qed.
Lemma INR_le_0 : forall n k, (n <= k)%nat -> 0 <= INR k - INR n.
Proof. intros n k H. apply le_INR in H. lra. Qed.
Lemma sqr_nonneg : forall x, 0 <= x ^ 2.
Proof. intros. rewrite <- Rsqr_pow2. apply Rle_0_sqr. Qed.
Lemma div_lt_1 : forall x y, 0 < x < y -> 0 < 1 - x / y.
Proof.
  intros x y H. replace (1 - x / y) with ((y - x) / y) by (field; lra).
  apply Rdiv_lt_0_compat; lra.
Qed.
Lemma inv_lt_inv : forall x y, 0 < x < y -> 0 < 1 / x - 1 / y.
Proof.
  intros x y H. replace (1 / x - 1 / y) with ((y - x) / (x * y)) by (field; lra).
  apply Rdiv_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; lra.
Qed.

(** [well_defined]: no divisor is 0, no base of [^^] is negative, or 0 with an exponent that is not positive *)
Ltac pos := lazymatch goal with
  | |- 0 < INR _ => apply lt_0_INR; lia
  | |- 0 < INR _ - INR _ => apply INR_lt_0; lia
  | |- 0 < 1 - _ / _ => apply div_lt_1; split; lra
  | |- 0 < 1 / _ - 1 / _ => apply inv_lt_inv; split; lra
  | |- 0 < _ / _ => apply Rdiv_lt_0_compat; pos
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; pos
  | |- 0 < _ ^^ _ => apply pr_pos; pos
  | |- 0 < _ ^ _ => apply pow_lt; pos
  | |- 0 < sum _ (fun i => Rabs _ ^^ _) => apply sum_abs_pow_pos; assumption
  | |- 0 < ?x + ?y => first [lra | apply Rplus_le_lt_0_compat; [nonneg|pos] | apply Rplus_lt_le_0_compat; [pos|nonneg]]
  | |- _ => lra end
with nonneg := lazymatch goal with
  | |- 0 <= Rabs _ => apply Rabs_pos
  | |- 0 <= _ ^^ _ => apply pr_nonneg
  | |- 0 <= _ ^ 2 => apply sqr_nonneg
  | |- 0 <= INR _ => apply pos_INR
  | |- 0 <= INR _ - INR _ => apply INR_le_0; lia
  | |- 0 <= sum _ _ => apply sum_nonneg; intros; nonneg
  | |- 0 <= sum_on _ _ _ => apply sum_on_nonneg; intros; nonneg
  | |- 0 <= max_on _ _ _ => apply max_on_nonneg
  | |- 0 <= _ / _ => apply Rle_mult_inv_pos; [nonneg|pos]
  | |- 0 <= _ * _ => apply Rmult_le_pos; nonneg
  | |- 0 <= _ + _ => first [apply Rplus_le_le_0_compat; nonneg | lra]
  | |- _ => first [lra | left; pos] end.
Ltac defined_one := first
  [ lia | assumption | exact I
  | apply Rgt_not_eq; red; solve [pos]
  | apply Rlt_not_eq; solve [pos]
  | left; solve [pos]
  | right; split; [solve [nonneg]|solve [pos]]
  | solve [nonneg]
  | solve [pos] ].
(** what is left is for the script that follows *)
Ltac well_defined := hnf; intros; repeat split; intros; try defined_one.

(** [inhabited]: the hypotheses hold at the point of [exhibit]; what is left is for the script that follows *)
Ltac small i := destruct i as [|[|[|[|[|[|i]]]]]]; try lia.
Ltac evaluate := unfold sum_on, sum_range, prod_range; simpl; repeat match goal with |- context [Rabs ?x] =>
    first [rewrite (Rabs_right x) by lra | rewrite (Rabs_left x) by lra] end;
  rewrite ?pr_base1, ?pr_0; lra.
Ltac concrete_topk := split; [reflexivity|
  let i := fresh in let j := fresh in let Ti := fresh in let Tj := fresh in
  intros i j ? ? Ti Tj; small i; small j; simpl in Ti, Tj; try discriminate; evaluate].
Ltac inhabited_one := first
  [ lia | lra | reflexivity | concrete_topk | evaluate
  | exists O; split; [lia|cbn beta iota; lra] | exists 1%nat; split; [lia|cbn beta iota; lra]
  | exists 2%nat; split; [lia|cbn beta iota; lra] | let i := fresh in intros i ?; small i; simpl; first [lra | lia] ].
Ltac inhabited exhibit := exhibit; repeat match goal with |- _ /\ _ => split end; try solve [inhabited_one].
