Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities AxiomsOfSparsity Tactics.
From Statements Require Import axiom_rising_tide.
Open Scope R_scope.

Theorem holds : statement.
Proof.
  unfold statement. intros.
  assert (E : forall i, Rabs (eta + Rabs (w i)) = eta + Rabs (w i)).
  { intros i. assert (P := Rabs_pos (w i)). rewrite Rabs_pos_eq; lra. }
  rewrite (sum_ext d (fun i => Rabs (eta + Rabs (w i)) ^^ (1 / 2)) (fun i => (eta + Rabs (w i)) ^^ (1 / 2)))
    by (intros; now rewrite E).
  rewrite (sum_ext d (fun i => Rabs (eta + Rabs (w i))) (fun i => eta + Rabs (w i))) by (intros; apply E).
  apply (rising_tide d (fun i => Rabs (w i)) (fun i _ => Rabs_pos (w i)) eta); [easy|now apply sum_abs_pos].
Qed.

Theorem defined : well_defined.
Proof.
  unfold well_defined. intros d eta w _ He Hw. assert (P := sum_abs_pos d w Hw).
  assert (L : sum d (fun i => Rabs (w i)) <= sum d (fun i => Rabs (eta + Rabs (w i)))).
  { apply sum_le. intros i _. assert (N := Rabs_pos (w i)). rewrite (Rabs_pos_eq (eta + _)); lra. }
  well_defined; lra.
Qed.

Theorem witnessed : inhabited.
Proof. inhabited exhibit. Qed.
