Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm SufficientCount Tactics.
From Statements Require Import sufficient_count.
Open Scope R_scope.

Lemma min_count : forall d x, 0 <= x -> Rmin (INR d) x <= INR (Nat.min d (Z.to_nat (ceil x))).
Proof.
  intros d x Hx. destruct (Nat.min_spec d (Z.to_nat (ceil x))) as [[_ ->]|[_ ->]]; [apply Rmin_l|].
  eapply Rle_trans; [apply Rmin_r|]. rewrite INR_IZR_INZ, Z2Nat.id by now apply ceil_nonneg.
  apply ceil_spec.
Qed.

Theorem holds : statement.
Proof.
  unfold statement. intros d eps q p w T _ He Hq Hp HT.
  eapply (sufficient_count d (fun i => Rabs (w i)) q eps _ T (fun i _ => Rabs_pos (w i)) Hq He HT p Hp).
  eapply Rle_trans; [right|apply min_count; apply pr_nonneg]. f_equal. f_equal. f_equal. ring.
Qed.

Theorem defined : well_defined.
Proof. well_defined. apply ceil_nonneg, pr_nonneg. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. match goal with |- context [ceil ?x] => assert (E : x = 1) end.
  { cbn [sum]. rewrite Rabs_R1, pr_base1, Rplus_0_l.
    replace (1 / (1 / 2)) with (1 + 1) by field. replace (1 + 1 - 1 / 1) with 1 by field.
    replace (1 / 1) with 1 by field. rewrite pr_plus, (pr_1 (1 + 1)), (pr_1 (1 / 2 / 1)), (pr_1 (1 - 1 / 2 / 1)) by lra. rewrite pr_1; lra. }
  rewrite E, (ceil_unique 1 1) by lra. concrete_topk.
Qed.
