(** * If every residual can be lifted cheaply, sqrt-lasso interpolates, and is basis pursuit with eta = 0

    [lift r] solves A x = r up to theta |r|, with |lift r|_1 <= L |r|.  If l L + theta < 1, minimisers of sqrt-lasso with parameter l have no residual
    ([sqrtl_interpolates]), A x = b has a solution with l |x|_1 <= |b| ([exact_with_norm]), and minimisers of basis pursuit with eta = 0 are minimisers
    of this sqrt-lasso ([bp_is_sqrtl]).   [tied_lift]: a lift for the tied-columns matrix, also when it is perturbed. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Existence TiedColumns Perturbation.
Open Scope R_scope.

Section Lift.
Variables (m N : nat) (A : nat -> nat -> R) (lift : (nat -> R) -> (nat -> R)) (theta L l : R).
Hypothesis H1 : forall r, nrm m (fun i => mv N A (lift r) i - r i) <= theta * nrm m r.
Hypothesis H2 : forall r, norm1 N (lift r) <= L * nrm m r.
Hypothesis Hl : 0 < l.
Hypothesis Hs : l * L + theta < 1.

Lemma sqrtl_interpolates b x : Xi (SQRTL l) m N A b x -> nrm m (rsd N A b x) = 0.
Proof.
  intros [_ H]. set (r := rsd N A b x). set (x' := fun j => x j - lift r j). specialize (H x' I). simpl in H. fold r in H.
  assert (Hr : nrm m (rsd N A b x') <= theta * nrm m r).
  { rewrite (nrm_ext m _ (fun i => - (mv N A (lift r) i - r i))); [rewrite nrm_opp; apply H1|].
    intros i _. assert (E : mv N A x' i = mv N A x i - mv N A (lift r) i) by (unfold x', mv; rewrite <- sum_minus; apply sum_ext; intros; ring).
    unfold rsd at 1. rewrite E. replace (r i) with (mv N A x i - b i) by reflexivity. ring. }
  assert (Hn : norm1 N x' <= norm1 N x + norm1 N (lift r)).
  { unfold norm1. rewrite <- sum_plus. apply sum_le. intros j _. unfold x'. pose proof (Rabs_triang (x j) (- lift r j)) as T. rewrite Rabs_Ropp in T. exact T. }
  pose proof (H2 r). pose proof (nrm_nonneg m r). assert (l * norm1 N x' <= l * (norm1 N x + L * nrm m r)) by (apply Rmult_le_compat_l; lra). nra.
Qed.
Lemma exact_with_norm b : exists x, nrm m (rsd N A b x) = 0 /\ l * norm1 N x <= nrm m b.
Proof.
  destruct (minimiser_of_feasible (SQRTL l) m N A b Hl (fun _ => 0) I) as (x & Hx). exists x. split; [apply (sqrtl_interpolates b x Hx)|].
  destruct Hx as [_ H]. specialize (H (fun _ => 0) I). simpl in H. pose proof (nrm_nonneg m (rsd N A b x)).
  rewrite (nrm_ext m (rsd N A b (fun _ => 0)) (fun i => - b i)), nrm_opp in H.
  - replace (norm1 N (fun _ => 0)) with 0 in H; [lra|]. unfold norm1. rewrite Rabs_R0, sum_0. reflexivity.
  - intros i _. unfold rsd, mv. rewrite (sum_ext N _ (fun _ => 0)), sum_0; [ring|intros; ring].
Qed.
Lemma bp_is_sqrtl b x : Xi (BP 0) m N A b x -> Xi (SQRTL l) m N A b x.
Proof.
  intros [F H]. simpl in F, H. split; [exact I|]. intros z _. simpl. pose proof (nrm_nonneg m (rsd N A b x)). assert (Z : nrm m (rsd N A b x) = 0) by lra.
  destruct (minimiser_of_feasible (SQRTL l) m N A b Hl (fun _ => 0) I) as (y & Hy). pose proof (sqrtl_interpolates b y Hy) as Z'.
  destruct Hy as [_ Hy]. specialize (Hy z I). simpl in Hy. specialize (H y ltac:(lra)). rewrite Z in *. rewrite Z' in Hy.
  assert (l * norm1 N x <= l * norm1 N y) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Lift.

Section Tied.
Variables (d mt : nat) (a : nat -> R) (c astar a0 : R) (jm : nat).
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.

(** one head for the first row, the tail for the others *)
Definition tied_lift (r : nat -> R) (j : nat) : R := if (j <? d)%nat then (if (j =? jm)%nat then r 0%nat / astar else 0) else r (S (j - d)) / c.

Lemma tied_lift_exact r i : (i < S mt)%nat -> mv (d + mt) (Bmat d a c) (tied_lift r) i = r i.
Proof.
  intros Hi. destruct i as [|q].
  - rewrite mv_head, (sum_single d _ jm Hjm).
    + unfold tied_lift. destruct (Nat.ltb_spec jm d); [|lia]. rewrite Nat.eqb_refl, Ejm. field. lra.
    + intros j Hj Hn. unfold tied_lift. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j jm); [lia|ring].
  - rewrite mv_tail by lia. unfold tied_lift. destruct (Nat.ltb_spec (d + q) d); [lia|]. replace (d + q - d)%nat with q by lia. field. lra.
Qed.
Lemma tied_lift_norm r : a0 * norm1 (d + mt) (tied_lift r) <= INR (S mt) * nrm (S mt) r.
Proof.
  eapply Rle_trans; [|apply norm1_le_length_nrm]. unfold norm1. rewrite sum_split. change (S mt) with (1 + mt)%nat. rewrite sum_split, Rmult_plus_distr_l.
  assert (Q : forall x y, a0 <= x -> a0 * Rabs (y / x) <= Rabs y).
  { intros x y Hx. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ x)) by (left; apply Rinv_0_lt_compat; lra).
    pose proof (Rabs_pos y). apply (Rmult_le_reg_r x); [lra|]. replace (a0 * (Rabs y * / x) * x) with (a0 * Rabs y) by (field; lra). nra. }
  apply Rplus_le_compat.
  - rewrite (sum_single d _ jm Hjm).
    + simpl. unfold tied_lift. destruct (Nat.ltb_spec jm d); [|lia]. rewrite Nat.eqb_refl, Rplus_0_l. apply Q. lra.
    + intros j Hj Hn. unfold tied_lift. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j jm); [lia|apply Rabs_R0].
  - rewrite <- sum_scal. apply sum_le. intros q _. unfold tied_lift. destruct (Nat.ltb_spec (d + q) d); [lia|].
    replace (d + q - d)%nat with q by lia. apply Q. exact Hc0.
Qed.
Lemma tied_lift_norm' r : norm1 (d + mt) (tied_lift r) <= INR (S mt) / a0 * nrm (S mt) r.
Proof.
  apply (Rmult_le_reg_l a0); [lra|]. replace (a0 * (INR (S mt) / a0 * nrm (S mt) r)) with (INR (S mt) * nrm (S mt) r) by (field; lra). apply tied_lift_norm.
Qed.
Lemma tied_lift_residual k F f r : 0 <= k -> perturbed_by d mt k F f ->
  nrm (S mt) (fun i => mv (d + mt) (pmat d a c F) (tied_lift r) i - r i) <= k * (INR (S mt) / a0) * nrm (S mt) r.
Proof.
  intros Hk [HF _]. rewrite (nrm_ext (S mt) _ (mv (d + mt) F (tied_lift r))).
  - eapply Rle_trans; [apply (nrm_mv_columns (S mt) (d + mt) F _ k HF)|]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [exact Hk|apply tied_lift_norm'].
  - intros i Hi. rewrite pmat_mv, tied_lift_exact by exact Hi. ring.
Qed.
End Tied.
