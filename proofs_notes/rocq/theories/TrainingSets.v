(** * Training sets (talk; theory, section 1)

    An instance [elt]: a real matrix A and R samples y_0 ... y_{R-1}.  A [datum] of index n: rational A_n, y_{k,n}, x_{k,n}.
    [train P m N R e s]: s is a training set of e, that is, for every n and k < R,
      |A_n - A|_F <= 2^-n,   |y_{k,n} - y_k| <= 2^-n,   inf { |x_{k,n} - x| : x in Xi(A_n, y_{k,n}) } <= 2^-n. *)
Require Import Reals Lra Lia Psatz Arith QArith Qreals.
From Barriers Require Import Sums Norms Problems Existence Rationals.
Open Scope R_scope.

Record datum := mkD { dA : nat -> nat -> Q; dy : nat -> nat -> Q; dx : nat -> nat -> Q }.
Record elt := mkE { eA : nat -> nat -> R; eS : nat -> nat -> R }.
(** what training returns: a map from measurements to signals, which can read and toss nothing *)
Definition net := (nat -> R) -> (nat -> R).
Definition toR2 (A : nat -> nat -> Q) := fun i j => Q2R (A i j).
Definition toR1 (b : nat -> Q) := fun i => Q2R (b i).

(** inf { |z - x|_2 : x in X } <= delta, and X is not empty *)
Definition infdist_le N (X : (nat -> R) -> Prop) (z : nat -> R) (delta : R) : Prop :=
  forall delta', delta < delta' -> exists x, X x /\ nrm N (fun j => z j - x j) <= delta'.

(** A_n and y_{k,n} are within r of A and y_k *)
Definition data_within m N Rs (r : R) (e : elt) (D : datum) : Prop :=
  frob m N (fun i j => toR2 (dA D) i j - eA e i j) <= r /\
  forall k, (k < Rs)%nat -> nrm m (fun i => toR1 (dy D k) i - eS e k i) <= r.
(** x_{k,n} is within r of a minimiser of the approximate problem *)
Definition labels_within P m N Rs (r : R) (D : datum) : Prop :=
  forall k, (k < Rs)%nat -> infdist_le N (Xi P m N (toR2 (dA D)) (toR1 (dy D k))) (toR1 (dx D k)) r.
Definition train (P : problem) m N Rs (e : elt) (s : nat -> datum) : Prop :=
  forall n, data_within m N Rs ((/2)^n) e (s n) /\ labels_within P m N Rs ((/2)^n) (s n).

(** weaker data: the columns within 2^-n (so for every matrix norm that bounds them, the operator norm for
    example), labels unconstrained.  The algorithms that exist work even for these. *)
Definition train_weak m N Rs (e : elt) (s : nat -> datum) : Prop := forall n,
  (forall j, (j < N)%nat -> nrm m (fun i => toR2 (dA (s n)) i j - eA e i j) <= (/2)^n) /\
  (forall k, (k < Rs)%nat -> nrm m (fun i => toR1 (dy (s n) k) i - eS e k i) <= (/2)^n).
Lemma train_train_weak P m N Rs e s : train P m N Rs e s -> train_weak m N Rs e s.
Proof.
  intros T n. destruct (T n) as ((T1 & T2) & _). split; [|exact T2].
  intros j Hj. eapply Rle_trans; [|exact T1]. apply (column_le_frob m N (fun i j => toR2 (dA (s n)) i j - eA e i j) j Hj).
Qed.

(** within delta of the minimisers at sample k; at every sample; at some sample *)
Definition accurate P m N (delta : R) (e : elt) (phi : net) (k : nat) : Prop :=
  infdist_le N (Xi P m N (eA e) (eS e k)) (phi (eS e k)) delta.
Definition accurate_every P m N Rs delta e phi := forall k, (k < Rs)%nat -> accurate P m N delta e phi k.
Definition accurate_some P m N Rs delta e phi := exists k, (k < Rs)%nat /\ accurate P m N delta e phi k.

Lemma infdist_le_point N (X : (nat -> R) -> Prop) z delta x : X x -> nrm N (fun j => z j - x j) <= delta -> infdist_le N X z delta.
Proof. intros H1 H2 d' Hd. exists x. split; auto. lra. Qed.

(** ** Rational approximations *)
Lemma INR_pow2 n : INR n <= 2 ^ n.
Proof. induction n; [simpl; lra|]. rewrite S_INR. simpl. assert (1 <= 2 ^ n) by (apply pow_R1_Rle; lra). lra. Qed.
Lemma INR_half n : INR n * (/2)^n <= 1.
Proof.
  pose proof (INR_pow2 n). pose proof (half_pos n).
  assert (E : 2^n * (/2)^n = 1) by (rewrite <- Rpow_mult_distr, Rinv_r by lra; apply pow1). nra.
Qed.

Definition ratvec N (x : nat -> R) (n : nat) (j : nat) : Q := ratapp (x j) (n + N).
Lemma ratvec_ok N x n : nrm N (fun j => Q2R (ratvec N x n j) - x j) <= (/2)^n.
Proof.
  eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1.
  apply Rle_trans with (sum N (fun _ => (/2)^(n + N))).
  - apply sum_le. intros j _. pose proof (ratapp_ok (x j) (n + N)). unfold ratvec. rewrite Rabs_pos_eq; lra.
  - rewrite sum_const, pow_add. pose proof (INR_half N). pose proof (half_pos n). nra.
Qed.
Definition ratmat m N (A : nat -> nat -> R) (n i j : nat) : Q := ratapp (A i j) (n + m + N).
Lemma ratmat_ok m N A n : frob m N (fun i j => Q2R (ratmat m N A n i j) - A i j) <= (/2)^n.
Proof.
  pose proof (half_pos (n + m + N)) as H0. eapply Rle_trans; [apply (frob_const _ _ _ ((/2)^(n + m + N))); [lra|]|].
  - intros i j _ _. pose proof (ratapp_ok (A i j) (n + m + N)). unfold ratmat. rewrite Rabs_pos_eq; lra.
  - rewrite !pow_add. pose proof (INR_half N). pose proof (INR_half m). pose proof (half_pos n).
    pose proof (half_pos m). pose proof (half_pos N). pose proof (pos_INR N). pose proof (pos_INR m).
    replace (INR m * INR N * ((/2)^n * (/2)^m * (/2)^N)) with ((/2)^n * ((INR m * (/2)^m) * (INR N * (/2)^N))) by ring.
    assert (0 <= INR m * (/2)^m <= 1) by (split; [apply Rmult_le_pos; lra|auto]).
    assert (0 <= INR N * (/2)^N <= 1) by (split; [apply Rmult_le_pos; lra|auto]).
    assert ((INR m * (/2)^m) * (INR N * (/2)^N) <= 1) by nra. nra.
Qed.

(** ** Answers within half the tolerance exist, with labels, for every instance whose neighbours can be solved *)
Definition solvable_nearby m N (e : elt) : Prop := exists W, forall A', frob m N (fun i j => A' i j - eA e i j) <= 1 ->
  forall r, nrm m (fun i => mv N A' (mv m W r) i - r i) <= /2 * nrm m r.

Theorem answers_exist P m N Rs e : params_ok P -> solvable_nearby m N e ->
  exists s, forall n, data_within m N Rs ((/2)^(S n)) e (s n) /\ labels_within P m N Rs ((/2)^n) (s n).
Proof.
  intros HP (W & HW).
  assert (HA : forall n, frob m N (fun i j => toR2 (ratmat m N (eA e) (S n)) i j - eA e i j) <= 1).
  { intros n. eapply Rle_trans; [apply (ratmat_ok m N (eA e) (S n))|apply half_le_1]. }
  set (x := fun n k => proj1_sig (minimiser P m N _ W (toR1 (ratvec m (eS e k) (S n))) HP (HW _ (HA n)))).
  exists (fun n => mkD (ratmat m N (eA e) (S n)) (fun k => ratvec m (eS e k) (S n)) (fun k => ratvec N (x n k) n)).
  intros n. split; [split|].
  - apply ratmat_ok.
  - intros k _. apply ratvec_ok.
  - intros k _. apply infdist_le_point with (x n k).
    + unfold x. apply (proj2_sig (minimiser P m N _ W _ HP (HW _ (HA n)))).
    + apply (ratvec_ok N (x n k) n).
Qed.

(** answers to e within half the tolerance, up to n0, then answers to another instance: a training set of
    that instance, if it is within 2^-(n0+1) *)
Lemma splice_train P m N Rs e e' s s' n0 :
  (forall n, data_within m N Rs ((/2)^(S n)) e (s n) /\ labels_within P m N Rs ((/2)^n) (s n)) ->
  train P m N Rs e' s' ->
  frob m N (fun i j => eA e i j - eA e' i j) <= (/2)^(S n0) ->
  (forall k, (k < Rs)%nat -> nrm m (fun i => eS e k i - eS e' k i) <= (/2)^(S n0)) ->
  train P m N Rs e' (fun n => if (n <=? n0)%nat then s n else s' n).
Proof.
  intros Hs Hs' HA Hy n. destruct (Nat.leb_spec n n0) as [L|_]; [|apply Hs'].
  destruct (Hs n) as ((T1 & T2) & T3). pose proof (half_mono (S n) (S n0) ltac:(lia)).
  assert (E : (/2)^n = (/2)^(S n) + (/2)^(S n)) by (simpl; field). split; [split|exact T3].
  - eapply Rle_trans; [apply (frob_triangle m N _ (eA e))|]. lra.
  - intros k Hk. eapply Rle_trans; [apply (triangle m _ (eS e k))|]. specialize (T2 k Hk). specialize (Hy k Hk). lra.
Qed.
Lemma half_train P m N Rs e s :
  (forall n, data_within m N Rs ((/2)^(S n)) e (s n) /\ labels_within P m N Rs ((/2)^n) (s n)) -> train P m N Rs e s.
Proof.
  intros H n. destruct (H n) as ((T1 & T2) & T3). pose proof (half_mono n (S n) ltac:(lia)).
  split; [split|exact T3]; [lra|]. intros k Hk. specialize (T2 k Hk). lra.
Qed.
