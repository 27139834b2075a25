Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets Ranges Quantities Budget Tactics.
From Statements Require Import budget_allocation.
Open Scope R_scope.

Theorem holds : statement.
Proof. unfold statement. intros. bound (budget_allocation m A kappa s eps). Qed.

Theorem defined : well_defined.
Proof. well_defined; [right; split; [auto|pos]|now left; auto]. Qed.

Theorem witnessed : inhabited.
Proof.
  inhabited exhibit. simpl. rewrite pr_opp, pr_1 by lra. lra.
Qed.

(** the closed form x_i = A_i^(1/(1+s)) (sum A^(1/(1+s)) / eps)^(1/s) meets the condition and is an equality *)
Theorem attained : forall m A x s eps, (1 <= m)%nat -> (forall i, (i < m)%nat -> 0 < A i) -> 0 < s -> 0 < eps ->
  (forall i, (i < m)%nat ->
     x i = A i ^^ (1 / (1 + s)) * (sum m (fun i => A i ^^ (1 / (1 + s))) / eps) ^^ (1 / s)) ->
  (forall i, (i < m)%nat -> 0 < x i) /\ sum m (fun i => A i * x i ^^ (- s)) = eps
  /\ sum m x = sum m (fun i => A i ^^ (1 / (1 + s))) ^^ ((1 + s) / s) * eps ^^ (- (1 / s)).
Proof. intros m A x s eps Hm HA Hs He Hx. now apply budget_attained. Qed.
