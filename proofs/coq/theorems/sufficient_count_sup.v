Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities BestTerm SufficientCount Tactics.
From Statements Require Import sufficient_count_sup.
Open Scope R_scope.

Lemma min_count : forall d z, Rmin (INR d) (IZR z) <= INR (Nat.min d (Z.to_nat (Z.max 0 z))).
Proof.
  intros d z. destruct (Nat.min_spec d (Z.to_nat (Z.max 0 z))) as [[_ ->]|[_ ->]]; [apply Rmin_l|].
  eapply Rle_trans; [apply Rmin_r|]. rewrite INR_IZR_INZ, Z2Nat.id by lia. apply IZR_le. lia.
Qed.

Theorem holds : statement.
Proof.
  unfold statement. intros d eps q w T _ He Hq HT.
  eapply (sufficient_count_sup d (fun i => Rabs (w i)) q eps _ T (fun i _ => Rabs_pos (w i)) Hq He HT).
  eapply Rle_trans; [|apply min_count]. apply Rle_min_compat_l. rewrite plus_IZR.
  match goal with |- ?x - 1 <= _ => assert (C := ceil_spec x) end. lra.
Qed.

Theorem defined : well_defined.
Proof. well_defined. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. match goal with |- context [ceil ?x] => assert (E : x = 4) end.
  { cbn [sum]. replace (1 / 1) with 1 by field.
    rewrite Rabs_R1, Rabs_left, !pr_base1 by lra.
    rewrite (pr_1 (- -1)) by lra. rewrite (pr_1 (_ + _)) by lra. rewrite pr_1; lra. }
  rewrite E, (ceil_unique 4 4) by lra. concrete_topk.
Qed.
