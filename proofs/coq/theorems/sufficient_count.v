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
Proof. inhabited exhibit. Show. Qed.
