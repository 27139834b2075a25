(** What characterises the quantities that no formula over the primitives defines.
    Each predicate is true of the number that is evaluated; statements hold for all that satisfy it. *)
Require Import Reals Lra Lia.
From LqTheory Require Import RealPow FiniteSum Sets.
Open Scope R_scope.

Definition mean_square (n : nat) (H : nat -> nat -> R) (j : nat) : R := sum n (fun a => H a j ^ 2) / INR n.
Definition root_mean_square (n : nat) (H : nat -> nat -> R) (j : nat) : R := mean_square n H j ^^ (1 / 2).
Definition centred (n : nat) (H : nat -> nat -> R) (a j : nat) : R := H a j - sum n (fun b => H b j) / INR n.

(** g is no smaller than any eigenvalue of the Gram matrix of the h_j/|h_j|, j in P, h_j <> 0: its quadratic form
    is at most g times the sum of squares *)
Definition gram_matrix (n : nat) (H : nat -> nat -> R) (i j : nat) : R :=
  sum n (fun a => H a i * H a j) / INR n / (root_mean_square n H i * root_mean_square n H j).
Definition gram_bound (n d : nat) (P : nat -> bool) (H : nat -> nat -> R) (g : R) : Prop :=
  0 <= g /\ forall x, (forall j, (j < d)%nat -> P j = false \/ root_mean_square n H j = 0 -> x j = 0) ->
  sum d (fun i => sum d (fun j => x i * gram_matrix n H i j * x j)) <= g * sum d (fun j => x j ^ 2).

(** g bounds the operator norm of the n x d matrix M *)
Definition operator_bound (n d : nat) (M : nat -> nat -> R) (g : R) : Prop :=
  0 <= g /\ forall x, sum n (fun i => sum d (fun j => M i j * x j) ^ 2) <= g ^ 2 * sum d (fun j => x j ^ 2).
Definition offdiagonal (n : nat) (H : nat -> nat -> R) (i j : nat) : R :=
  if (i =? j)%nat then 0 else sum n (fun a => H a i * H a j) / INR n.
Definition offdiagonal_bound (n d : nat) (H : nat -> nat -> R) (g : R) : Prop :=
  operator_bound d d (offdiagonal n H) g.
(** the operator norm of H diag(T)^-1, the least bound; no T j is 0 *)
Definition scaled_norm (n d : nat) (H : nat -> nat -> R) (T : nat -> R) (g : R) : Prop :=
  (forall j, (j < d)%nat -> T j <> 0) /\
  operator_bound n d (fun i j => H i j / T j) g /\
  forall c, operator_bound n d (fun i j => H i j / T j) c -> g <= c.

(** Draws: input j is drawn only if w_j h_j <> 0, and stands for sum_i |w_i||h_i| times sign(w_j) h_j/|h_j|. *)
Definition alive (n : nat) (w : nat -> R) (H : nat -> nat -> R) (j : nat) : Prop :=
  0 < Rabs (w j) * root_mean_square n H j.
Definition draw (n d : nat) (w : nat -> R) (H : nat -> nat -> R) (j a : nat) : R :=
  sum d (fun i => Rabs (w i) * root_mean_square n H i)
  * ((w j * H a j) / (Rabs (w j) * root_mean_square n H j)).
Definition neuron (d : nat) (w : nat -> R) (H : nat -> nat -> R) (a : nat) : R := sum d (fun j => w j * H a j).

(** x is below the mean square error of the mean of any t draws; nothing can be drawn where no input is alive *)
Definition least_draws_error (n d : nat) (w : nat -> R) (H : nat -> nat -> R) (t : nat) (x : R) : Prop :=
  0 <= x /\
  (forall idx : nat -> nat, (forall s, (s < t)%nat -> (idx s < d)%nat /\ alive n w H (idx s)) ->
     x <= sum n (fun a => (sum t (fun s => draw n d w H (idx s) a) / INR t - neuron d w H a) ^ 2) / INR n) /\
  ((forall j, (j < d)%nat -> ~ alive n w H j) -> x <= sum n (fun a => neuron d w H a ^ 2) / INR n).
Definition least_next_error (n d : nat) (w : nat -> R) (H : nat -> nat -> R) (R' : nat -> R) (x : R) : Prop :=
  0 <= x /\
  (forall j, (j < d)%nat -> alive n w H j ->
     x <= sum n (fun a => (R' a + draw n d w H j a - neuron d w H a) ^ 2) / INR n) /\
  ((forall j, (j < d)%nat -> ~ alive n w H j) -> x <= sum n (fun a => (R' a - neuron d w H a) ^ 2) / INR n).

(** x is below the mean square error of any weights v of which at most k are not 0 *)
Definition nonzero (v : nat -> R) (j : nat) : bool := if Req_EM_T (v j) 0 then false else true.
Definition least_error (n d : nat) (w : nat -> R) (H : nat -> nat -> R) (k : nat) (x : R) : Prop :=
  0 <= x /\ forall v, (count d (nonzero v) <= k)%nat ->
  x <= sum n (fun a => (neuron d w H a - neuron d v H a) ^ 2) / INR n.

(** the least of C_k and of C_j / sqrt (k - j), j < k *)
Definition worst_tail1 (k d : nat) (q : R) : R := max_over k d (fun r => (INR r - INR k) * INR r ^^ (- (1 / q))).
Definition split_cost (k d : nat) (q : R) (j : nat) : R := worst_tail1 j d q / (INR k - INR j) ^^ (1 / 2).
Definition sampling_constant (k d : nat) (q c : R) : Prop :=
  (c <= worst_tail1 k d q /\ forall j, (j < k)%nat -> c <= split_cost k d q j) /\
  (c = worst_tail1 k d q \/ exists j, (j < k)%nat /\ c = split_cost k d q j).

(** m a: the output of the true class minus the largest other one *)
Definition margins_of (n c : nat) (F : nat -> nat -> R) (y : nat -> nat) (m : nat -> R) : Prop :=
  forall a, (a < n)%nat ->
  (forall j, (j < c)%nat -> j <> y a -> m a <= F a (y a) - F a j) /\
  (exists j, (j < c)%nat /\ j <> y a /\ m a = F a (y a) - F a j).
