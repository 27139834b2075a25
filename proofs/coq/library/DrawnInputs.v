(** Draws of a neuron's inputs on n samples: the general theorem, in the words of the printed statements. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum L2 Sampling SampledWeights Quantities.
Open Scope R_scope.

(** sizes as they are printed *)
Lemma printed_size : forall n w H j,
  Rabs ((sum n (fun a => H a j ^ 2) / INR n) ^^ (1 / 2) * Rabs (w j)) = Rabs (w j) * root_mean_square n H j.
Proof.
  intros. rewrite Rabs_mult, Rabs_Rabsolu, (Rabs_pos_eq (_ ^^ _)) by apply pr_nonneg. apply Rmult_comm.
Qed.

Section Data.
Variables (n d : nat) (w : nat -> R) (H : nat -> nat -> R).

Let mu := uniform n.
Let h := fun j a : nat => H a j.
Let D := sum d (fun i => Rabs (w i) * root_mean_square n H i).

Lemma size_data : forall j, size n mu w h j = Rabs (w j) * root_mean_square n H j.
Proof. intros. unfold size. f_equal. symmetry. apply L2_uniform. Qed.

Lemma total_size_data : total_size n mu d w h = D.
Proof. apply sum_ext. intros. apply size_data. Qed.

Lemma draw_data : forall j a, Sampling.draw n mu d w h j a = draw n d w H j a.
Proof. intros. unfold Sampling.draw, draw. rewrite total_size_data, size_data. unfold D, h, Rdiv. ring. Qed.

Lemma D_cases : 0 < D \/ D = 0 /\ forall j, (j < d)%nat -> ~ alive n w H j.
Proof.
  assert (P : forall j, 0 <= Rabs (w j) * root_mean_square n H j).
  { intros. apply Rmult_le_pos; [apply Rabs_pos|apply pr_nonneg]. }
  destruct (sum_nonneg d _ (fun j _ => P j)) as [HD|HD]; [now left|right]. split; [easy|].
  intros j Hj A. unfold alive in A.
  assert (L := sum_term_le d (fun j => Rabs (w j) * root_mean_square n H j) j Hj (fun i _ => P i)). cbn beta in L. lra.
Qed.

Lemma nothing_drawn : D = 0 -> sum n (fun a => neuron d w H a ^ 2) / INR n = 0.
Proof.
  intros E. rewrite mean_square_inner. assert (L := target_le n mu d w h (uniform_nonneg n)).
  rewrite total_size_data, E in L. assert (P := L2_nonneg n mu (target d w h)).
  assert (Z : L2 n mu (target d w h) = 0) by lra.
  change (inner n mu (target d w h) (target d w h) = 0). rewrite <- L2_mult, Z by apply uniform_nonneg. ring.
Qed.

Lemma sum_list : forall (f : nat -> R) s,
  fold_right (fun j x => f j + x) 0 s = sum (length s) (fun i => f (nth i s O)).
Proof.
  intros f s. induction s as [|j s IH]; [easy|]. cbn [fold_right length]. rewrite IH.
  assert (A : forall m g, sum (S m) g = g O + sum m (fun i => g (S i))).
  { induction m as [|m IHm]; intros g; [simpl; ring|].
    change (sum (S (S m)) g) with (sum (S m) g + g (S m)). rewrite IHm. cbn [sum]. ring. }
  now rewrite A.
Qed.

Theorem sampling_step : forall e x, least_next_error n d w H e x ->
  sum n (fun a => neuron d w H a ^ 2) / INR n + x <= sum n (fun a => e a ^ 2) / INR n + D ^ 2.
Proof.
  intros e x [_ [L1 L2]]. destruct D_cases as [HD|[HD none]].
  - destruct (some_next_draw n mu d w h (uniform_nonneg n)) with (e := e) as [j [Hj [Pj E]]].
    { now rewrite total_size_data. }
    rewrite size_data in Pj. specialize (L1 j Hj Pj).
    assert (F : sum n (fun a => (e a + draw n d w H j a - neuron d w H a) ^ 2) / INR n
      <= sum n (fun a => e a ^ 2) / INR n + (D ^ 2 - sum n (fun a => neuron d w H a ^ 2) / INR n)); [|lra].
    rewrite !mean_square_inner. rewrite <- total_size_data. eapply Rle_trans; [right|apply E].
    apply inner_ext; intros a _; rewrite draw_data; change (target d w h a) with (neuron d w H a); ring.
  - specialize (L2 none). rewrite (nothing_drawn HD), HD, Rplus_0_l. eapply Rle_trans; [apply L2|].
    rewrite !mean_square_inner, inner_square_minus.
    assert (C := cauchy_schwarz_square n mu (uniform_nonneg n) e (neuron d w H)).
    assert (Z := nothing_drawn HD). rewrite mean_square_inner in Z. fold mu in Z. fold mu. rewrite Z in *. nra.
Qed.

Theorem sampling : forall t x, (1 <= t)%nat -> least_draws_error n d w H t x ->
  INR t * x + sum n (fun a => neuron d w H a ^ 2) / INR n <= D ^ 2.
Proof.
  intros t x Ht [_ [L1 L2]]. assert (T : 0 < INR t) by (apply lt_0_INR; lia). destruct D_cases as [HD|[HD none]].
  - rewrite <- total_size_data in HD.
    destruct (some_draws n mu d w h HD t _ _ (Req_le _ _ (expected_square n mu d w h (uniform_nonneg n) HD t Ht)))
      as [s [Ls [As Es]]].
    specialize (L1 (fun i => nth i s O)).
    assert (F : x <= variance n mu d w h / INR t).
    { eapply Rle_trans; [apply L1|].
      - intros i Hi. rewrite <- Ls in Hi. destruct (As _ (nth_In s O Hi)) as [B P]. rewrite size_data in P. easy.
      - eapply Rle_trans; [right|apply Es]. rewrite mean_square_inner.
        rewrite <- (inner_ext n mu (fun a => -1 * missed n mu d w h s a) (fun a => -1 * missed n mu d w h s a)).
        + rewrite inner_scal, inner_sym, inner_scal. ring.
        + intros a _. unfold missed, total. rewrite sum_list, Ls.
          change (target d w h a) with (neuron d w H a). unfold Rdiv.
          rewrite (sum_ext t _ (fun i => draw n d w H (nth i s O) a)); [ring|intros; apply draw_data].
        + intros a _. unfold missed, total. rewrite sum_list, Ls.
          change (target d w h a) with (neuron d w H a). unfold Rdiv.
          rewrite (sum_ext t _ (fun i => draw n d w H (nth i s O) a)); [ring|intros; apply draw_data]. }
    apply Rmult_le_compat_l with (r := INR t) in F; [|lra].
    replace (INR t * (variance n mu d w h / INR t)) with (variance n mu d w h) in F by (field; lra).
    unfold variance in F. rewrite total_size_data, <- mean_square_inner in F.
    change (target d w h) with (neuron d w H) in F. lra.
  - specialize (L2 none). assert (Z := nothing_drawn HD). rewrite HD. unfold neuron in *. nra.
Qed.
End Data.
