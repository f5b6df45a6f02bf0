(** * Equal columns may be merged (enclosure.md, Lemma 2)

    [first j] is the first of the columns equal to column j.  [merge x] puts the sum of a group of equal columns on its
    first member.  Merging keeps minimisers minimisers: [merged_minimiser].  A label without two signs in one group is at
    least as near to the minimisers as the merged label is to the merged ones: [label_near], [label_within]. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Existence TrainingSets.
Open Scope R_scope.

(** a point with the same residual and no larger l1 norm is a minimiser too, for parameters of any sign *)
Lemma Xi_same_image P m N A y x x' : Xi P m N A y x ->
  (forall i, (i < m)%nat -> mv N A x' i = mv N A x i) -> norm1 N x' <= norm1 N x -> Xi P m N A y x'.
Proof.
  intros [F H] E L.
  assert (Er : nrm m (rsd N A y x') = nrm m (rsd N A y x)).
  { apply nrm_ext. intros i Hi. unfold rsd. rewrite E by auto. reflexivity. }
  set (z := fun j => 2 * x j - x' j).
  assert (Ez : nrm m (rsd N A y z) = nrm m (rsd N A y x)).
  { apply nrm_ext. intros i Hi. unfold rsd. f_equal. specialize (E i Hi).
    replace (mv N A z i) with (2 * mv N A x i - mv N A x' i); [lra|].
    unfold mv, z. rewrite <- sum_scal, <- sum_minus. apply sum_ext; intros; ring. }
  assert (Lz : 2 * norm1 N x <= norm1 N z + norm1 N x').
  { unfold norm1. rewrite <- sum_scal, <- sum_plus. apply sum_le. intros j Hj. unfold z.
    eapply Rle_trans; [|apply Rabs_triang]. replace (2 * x j - x' j + x' j) with (2 * x j) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq 2) by lra. lra. }
  assert (El : forall l, l * norm1 N x <= l * norm1 N z -> l * norm1 N x' <= l * norm1 N x).
  { intros l Hz. destruct (Rle_lt_dec 0 l); [apply Rmult_le_compat_l; auto|].
    assert (norm1 N z <= norm1 N x) by nra. nra. }
  destruct P as [eta|l|l]; unfold Xi; simpl in *.
  - split; [lra|]. intros w Fw. specialize (H w Fw). lra.
  - split; [exact I|]. intros w Fw. pose proof (H w Fw). specialize (H z I). rewrite Ez in H. rewrite Er.
    specialize (El l ltac:(lra)). lra.
  - split; [exact I|]. intros w Fw. pose proof (H w Fw). specialize (H z I). rewrite Ez in H. rewrite Er.
    specialize (El l ltac:(lra)). lra.
Qed.

(** numbers of one sign *)
Lemma Rabs_sum_one_sign n f : (forall i j, (i < n)%nat -> (j < n)%nat -> 0 <= f i * f j) ->
  sum n (fun j => Rabs (f j)) = Rabs (sum n f).
Proof.
  induction n; simpl; intros H; [rewrite Rabs_R0; reflexivity|]. rewrite IHn by (intros; apply H; lia).
  assert (0 <= f n * sum n f) by (rewrite <- sum_scal; apply sum_nonneg; intros; apply H; lia).
  destruct (Rle_lt_dec 0 (f n)), (Rle_lt_dec 0 (sum n f)); unfold Rabs; repeat destruct Rcase_abs; nra.
Qed.

(** how much of a group with sum s is kept when its sum is to become t *)
Lemma share s t : { c | 0 <= c <= 1 /\ c * Rabs s + Rabs (t - c * s) <= Rabs t /\ (1 - c) * Rabs s + Rabs (t - c * s) <= Rabs (s - t) }.
Proof.
  destruct (Rle_dec (s * t) 0) as [H|H]; [exists 0|destruct (Rle_dec (Rabs s) (Rabs t)) as [L|L]; [exists 1|exists (t / s)]].
  - replace (t - 0 * s) with t by ring. repeat split; try lra. unfold Rabs; repeat destruct Rcase_abs; nra.
  - replace (t - 1 * s) with (t - s) by ring. revert L. unfold Rabs; repeat destruct Rcase_abs; repeat split; nra.
  - assert (Hs : s <> 0) by nra. assert (E : t / s * s = t) by (field; exact Hs). rewrite E, Rminus_eq_0, Rabs_R0.
    assert (Hc : 0 < t / s) by (replace (t / s) with (s * t * / (s * s)) by (field; exact Hs);
      apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat]; nra).
    set (c := t / s) in *. rewrite <- E in *.
    rewrite (Rabs_mult c s), (Rabs_pos_eq c) in * by lra. pose proof (Rabs_pos s).
    assert (c < 1) by nra. replace (s - c * s) with ((1 - c) * s) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq (1 - c)) by lra. lra.
Qed.

Section Merging.
Variables (P : problem) (m N : nat) (A : nat -> nat -> R) (y : nat -> R) (first : nat -> nat).
Hypothesis Hfirst : forall j, (j < N)%nat -> (first j < N)%nat /\ first (first j) = first j.
Hypothesis Hequal : forall i j, (i < m)%nat -> (j < N)%nat -> A i j = A i (first j).

Definition merge (x : nat -> R) (k : nat) : R := sum N (fun j => if (first j =? k)%nat then x j else 0).

(** ** Sums over groups *)
Lemma sum_merge f h : sum N (fun k => h k * merge f k) = sum N (fun j => h (first j) * f j).
Proof.
  unfold merge. rewrite (sum_ext N _ (fun k => sum N (fun j => if (first j =? k)%nat then h k * f j else 0))).
  2:{ intros k Hk. rewrite <- sum_scal. apply sum_ext. intros j Hj. destruct (first j =? k)%nat; ring. }
  rewrite sum_swap. apply sum_ext. intros j Hj. rewrite (sum_single N _ (first j)).
  - rewrite Nat.eqb_refl. reflexivity.
  - apply Hfirst; auto.
  - intros k _ Hk. destruct (Nat.eqb_spec (first j) k); [congruence|reflexivity].
Qed.

Lemma merge_outside f k : (k < N)%nat -> first k <> k -> merge f k = 0.
Proof.
  intros Hk Hn. unfold merge. rewrite (sum_ext N _ (fun _ => 0)), sum_0; [reflexivity|]. intros j Hj.
  destruct (Nat.eqb_spec (first j) k) as [E|]; [|reflexivity]. destruct (Hfirst j Hj). congruence.
Qed.

Lemma merge_le f g k : (forall j, (j < N)%nat -> first j = k -> f j <= g j) -> merge f k <= merge g k.
Proof. intros H. apply sum_le. intros j Hj. destruct (Nat.eqb_spec (first j) k); [auto|lra]. Qed.

(** a multiple of f in the group, and b more on its first member *)
Lemma merge_add a f b k : (k < N)%nat -> first k = k ->
  merge (fun j => a * f j + (if (j =? k)%nat then b else 0)) k = a * merge f k + b.
Proof.
  intros Hk E. unfold merge.
  rewrite (sum_ext N _ (fun j => a * (if (first j =? k)%nat then f j else 0) + (if (j =? k)%nat then b else 0))).
  - rewrite sum_plus, sum_scal. f_equal. rewrite (sum_single N _ k); [rewrite Nat.eqb_refl; reflexivity|exact Hk|].
    intros j _ Hn. destruct (Nat.eqb_spec j k); [contradiction|reflexivity].
  - intros j Hj. destruct (Nat.eqb_spec j k) as [->|]; [rewrite E, Nat.eqb_refl; ring|].
    destruct (first j =? k)%nat; ring.
Qed.

Lemma mv_merge x i : (i < m)%nat -> mv N A (merge x) i = mv N A x i.
Proof.
  intros Hi. unfold mv. rewrite sum_merge. apply sum_ext. intros j Hj. rewrite <- Hequal by auto. reflexivity.
Qed.

Lemma norm1_groups x : norm1 N x = sum N (merge (fun j => Rabs (x j))).
Proof.
  unfold norm1. rewrite (sum_ext N (merge _) (fun k => 1 * merge (fun j => Rabs (x j)) k)) by (intros; ring).
  rewrite (sum_merge _ (fun _ => 1)). apply sum_ext; intros; ring.
Qed.

Lemma nrm_groups d : nrm N d <= nrm N (merge (fun j => Rabs (d j))).
Proof.
  unfold nrm. apply sqrt_le_1_alt. unfold dot.
  rewrite (sum_ext N (fun j => d j * d j) (fun j => 1 * (d j * d j))) by (intros; ring).
  rewrite <- (sum_merge (fun j => d j * d j) (fun _ => 1)). apply sum_le. intros k _. rewrite Rmult_1_l.
  set (v := fun j => if (first j =? k)%nat then d j else 0).
  replace (merge (fun j => d j * d j) k) with (dot N v v).
  2:{ unfold merge, dot, v. apply sum_ext. intros j _. destruct (first j =? k)%nat; ring. }
  replace (merge (fun j => Rabs (d j)) k) with (norm1 N v).
  2:{ unfold merge, norm1, v. apply sum_ext. intros j _. destruct (first j =? k)%nat; [|rewrite Rabs_R0]; reflexivity. }
  rewrite <- nrm_sq. apply Rmult_le_compat; try apply nrm_nonneg; apply nrm_le_norm1.
Qed.

Lemma merge_Rabs x k : Rabs (merge x k) <= merge (fun j => Rabs (x j)) k.
Proof.
  unfold merge. eapply Rle_trans; [apply Rabs_sum|]. apply sum_le. intros j _.
  destruct (first j =? k)%nat; [|rewrite Rabs_R0]; lra.
Qed.

Theorem merged_minimiser x : Xi P m N A y x ->
  Xi P m N A y (merge x) /\ (forall k, (k < N)%nat -> first k <> k -> merge x k = 0).
Proof.
  intros H. split; [|intros; apply merge_outside; auto].
  apply (Xi_same_image P m N A y x); [exact H|apply mv_merge|].
  rewrite (norm1_groups x). apply sum_le. intros k _. apply merge_Rabs.
Qed.

(** ** Labels without two signs in one group *)
Section Label.
Variable l : nat -> R.
Hypothesis Hl : forall i j, (i < N)%nat -> (j < N)%nat -> first i = first j -> 0 <= l i * l j.

Lemma merge_one_sign k : merge (fun j => Rabs (l j)) k = Rabs (merge l k).
Proof.
  unfold merge. rewrite <- Rabs_sum_one_sign.
  - apply sum_ext. intros j _. destruct (first j =? k)%nat; [|rewrite Rabs_R0]; reflexivity.
  - intros i j Hi Hj. destruct (Nat.eqb_spec (first i) k), (Nat.eqb_spec (first j) k); try lra. apply Hl; congruence.
Qed.

(** the minimiser near l: in each group a share of l, and the rest on the first member *)
Variable x : nat -> R.
Definition kept_share k : R := proj1_sig (share (merge l k) (x k)).
Definition rest k : R := x k - kept_share k * merge l k.
Definition spread j : R := kept_share (first j) * l j + (if (j =? first j)%nat then rest (first j) else 0).

Lemma kept_share_ok k : 0 <= kept_share k <= 1 /\ kept_share k * Rabs (merge l k) + Rabs (rest k) <= Rabs (x k) /\
  (1 - kept_share k) * Rabs (merge l k) + Rabs (rest k) <= Rabs (merge l k - x k).
Proof. exact (proj2_sig (share (merge l k) (x k))). Qed.

Lemma merge_spread k : (k < N)%nat -> first k = k -> merge spread k = x k.
Proof.
  intros Hk E. transitivity (merge (fun j => kept_share k * l j + (if (j =? k)%nat then rest k else 0)) k).
  - apply Rle_antisym; apply merge_le; intros j _ <-; apply Rle_refl.
  - rewrite merge_add by auto. unfold rest. ring.
Qed.

Lemma spread_norm1 k : (k < N)%nat -> first k = k -> merge (fun j => Rabs (spread j)) k <= Rabs (x k).
Proof.
  intros Hk E. destruct (kept_share_ok k) as (Hc & H & _).
  eapply Rle_trans; [|exact H]. rewrite <- merge_one_sign, <- merge_add by auto. apply merge_le. intros j _ <-.
  unfold spread. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_mult, (Rabs_pos_eq (kept_share _)) by lra.
  destruct (j =? first j)%nat; [|rewrite Rabs_R0]; lra.
Qed.

Lemma spread_near k : (k < N)%nat -> first k = k ->
  merge (fun j => Rabs (l j - spread j)) k <= Rabs (merge l k - x k).
Proof.
  intros Hk E. destruct (kept_share_ok k) as (Hc & _ & H).
  eapply Rle_trans; [|exact H]. rewrite <- merge_one_sign, <- merge_add by auto. apply merge_le. intros j _ <-.
  set (k := first j) in *. rewrite <- (Rabs_pos_eq (1 - kept_share k)), <- Rabs_mult by lra.
  replace (if (j =? k)%nat then Rabs (rest k) else 0) with (Rabs (- (if (j =? k)%nat then rest k else 0)))
    by (rewrite Rabs_Ropp; destruct (j =? k)%nat; [|rewrite Rabs_R0]; reflexivity).
  eapply Rle_trans; [|apply Rabs_triang]. apply Req_le. f_equal. unfold spread. fold k. ring.
Qed.
End Label.

Theorem label_near l x : (forall i j, (i < N)%nat -> (j < N)%nat -> first i = first j -> 0 <= l i * l j) ->
  Xi P m N A y x -> (forall k, (k < N)%nat -> first k <> k -> x k = 0) ->
  exists x', Xi P m N A y x' /\ nrm N (fun j => l j - x' j) <= nrm N (fun j => merge l j - x j).
Proof.
  intros Hl Hx H0. exists (spread l x). split; [apply (Xi_same_image P m N A y x); [exact Hx| |]|].
  - intros i Hi. rewrite <- mv_merge by auto. unfold mv. apply sum_ext. intros k Hk. f_equal.
    destruct (Nat.eq_dec (first k) k); [apply merge_spread; auto|rewrite H0, merge_outside; auto].
  - rewrite norm1_groups. apply sum_le. intros k Hk.
    destruct (Nat.eq_dec (first k) k); [apply spread_norm1; auto|rewrite merge_outside by auto; apply Rabs_pos].
  - eapply Rle_trans; [apply nrm_groups|].
    replace (nrm N (fun j => merge l j - x j)) with (nrm N (fun j => Rabs (merge l j - x j))).
    2:{ unfold nrm, dot. f_equal. apply sum_ext. intros j _. rewrite <- Rabs_mult. apply Rabs_pos_eq, Rle_0_sqr. }
    apply nrm_mono. intros k Hk. split.
    + apply sum_nonneg. intros j _. destruct (first j =? k)%nat; [apply Rabs_pos|lra].
    + destruct (Nat.eq_dec (first k) k); [apply spread_near; auto|rewrite merge_outside by auto; apply Rabs_pos].
Qed.

(** labels, from an enclosure of the minimisers on first members *)
Theorem label_within l xt r tol :
  (forall i j, (i < N)%nat -> (j < N)%nat -> first i = first j -> 0 <= l i * l j) ->
  (exists x0, Xi P m N A y x0) ->
  (forall x, Xi P m N A y x -> (forall k, (k < N)%nat -> first k <> k -> x k = 0) -> nrm N (fun j => x j - xt j) <= r) ->
  nrm N (fun j => merge l j - xt j) + r <= tol ->
  infdist_le N (Xi P m N A y) l tol.
Proof.
  intros Hl (x0 & H0) Hr Ht. destruct (merged_minimiser x0 H0) as (H1 & H2).
  destruct (label_near l (merge x0) Hl H1 H2) as (x' & H3 & H4).
  apply (infdist_le_point N _ _ _ x' H3). eapply Rle_trans; [exact H4|]. eapply Rle_trans; [apply (triangle N _ xt)|].
  rewrite (nrm_sub_sym N xt). specialize (Hr (merge x0) H1 H2). lra.
Qed.
End Merging.
