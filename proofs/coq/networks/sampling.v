(** B3 as theory has it: the expectation over independent draws, and the weights that some draws leave. *)
Require Import Reals Lra Lia List.
From LqTheory Require Import RealPow FiniteSum Sets Rearrange L2 Sampling SampledWeights SamplingRate.
Open Scope R_scope.

(** The mean of t independent draws misses the target by a squared error of (D² - ‖target‖²)/t in expectation *)
Theorem expected : forall (n : nat) (mu : nat -> R) (d : nat) (w : nat -> R) (h : nat -> nat -> R) (t : nat),
  (forall a, (a < n)%nat -> 0 <= mu a) -> 0 < total_size n mu d w h -> (1 <= t)%nat ->
  expectation d (chance n mu d w h) t (fun s => inner n mu (missed n mu d w h s) (missed n mu d w h s))
  = (total_size n mu d w h ^ 2 - inner n mu (target d w h) (target d w h)) / INR t.
Proof. intros. now apply expected_square. Qed.

(** k weights kept and t drawn reach σ_k(u)_1/√t *)
Theorem split : forall (n : nat) (mu : nat -> R) (d : nat) (w : nat -> R) (h : nat -> nat -> R) (T : nat -> bool)
    (k t : nat),
  (forall a, (a < n)%nat -> 0 <= mu a) -> topk d (size n mu w h) k T -> (1 <= t)%nat ->
  exists v, sparse d (k + t) v
  /\ L2 n mu (fun a => sum d (fun j => (w j - v j) * h j a))
     <= sum_on d (fun j => negb (T j)) (size n mu w h) / INR t ^^ (1 / 2).
Proof. intros n mu d w h T k t M [<- _] Ht. now apply split_error. Qed.

(** ... hence the rate K^(1/2 - 1/q), with the constant κ_q, at the best split K = k + t *)
Theorem rate : forall (n : nat) (mu : nat -> R) (d : nat) (w : nat -> R) (h : nat -> nat -> R) (q : R) (k t : nat),
  (forall a, (a < n)%nat -> 0 <= mu a) -> (1 <= k <= d)%nat -> (1 <= t)%nat ->
  q = 2 * INR t / (2 * INR t + INR k) ->
  exists v, sparse d (k + t) v
  /\ L2 n mu (fun a => sum d (fun j => (w j - v j) * h j a))
     <= q * (1 - q) ^^ (1 / q - 1) * ((2 - 2 * q) / (2 - q)) ^^ (1 - 1 / q) / (q / (2 - q)) ^^ (1 / 2)
        * (INR k + INR t) ^^ (1 / 2 - 1 / q) * sum d (fun j => size n mu w h j ^^ q) ^^ (1 / q).
Proof.
  intros n mu d w h q k t M Hk Ht Hq. destruct (topk_exists d (size n mu w h) k) as [T HT]; [easy|].
  destruct (split n mu d w h T k t M HT Ht) as [v [Sv Ev]]. exists v. split; [easy|].
  eapply Rle_trans; [apply Ev|]. apply (sampling_rate d (size n mu w h) q k t T); try easy.
  intros. apply size_nonneg.
Qed.
