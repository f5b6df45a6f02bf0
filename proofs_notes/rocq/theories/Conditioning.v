(** * Perfectly conditioned matrices: A A^T = c^2 I

    Every matrix within 1 of such an A (c >= 2) has an approximate right inverse, so that all problems with
    such matrices have minimisers: [gram_solvable_nearby]. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Mixing TrainingSets.
Open Scope R_scope.

Lemma nrm_mv_frob m N D z : nrm m (mv N D z) <= frob m N D * nrm N z.
Proof.
  rewrite frob_rows. pose proof (nrm_nonneg N z).
  rewrite <- (Rabs_pos_eq (nrm N z)) by auto. rewrite Rmult_comm, <- nrm_scal.
  unfold nrm at 1 2. apply sqrt_le_1_alt. unfold dot. apply sum_le. intros i Hi.
  pose proof (cauchy_schwarz N (D i) z) as CS. change (dot N (D i) z) with (mv N D z i) in CS.
  assert (0 <= nrm N (D i)) by apply nrm_nonneg.
  change (fun j => D i j) with (D i).
  assert (E : mv N D z i * mv N D z i = Rabs (mv N D z i) * Rabs (mv N D z i)).
  { rewrite <- Rabs_mult. symmetry. apply Rabs_pos_eq. exact (Rle_0_sqr (mv N D z i)). }
  rewrite E. pose proof (Rabs_pos (mv N D z i)).
  replace (nrm N z * nrm N (D i) * (nrm N z * nrm N (D i))) with ((nrm N (D i) * nrm N z) * (nrm N (D i) * nrm N z)) by ring.
  apply Rmult_le_compat; auto.
Qed.

Section Gram.
Variables (m N : nat) (A : nat -> nat -> R) (c : R).
Hypothesis Hc : 2 <= c.
Hypothesis HG : gram_is m N A (c * c).
Let W := fun j i => A i j / (c * c).

Lemma gram_inverse r i : (i < m)%nat -> mv N A (mv m W r) i = r i.
Proof.
  intros Hi. unfold mv, W.
  rewrite (sum_ext N _ (fun j => sum m (fun k => (r k / (c * c)) * (A i j * A k j)))).
  2:{ intros j _. rewrite <- sum_scal. apply sum_ext; intros. field; lra. }
  rewrite sum_swap, (sum_single m _ i Hi).
  - rewrite sum_scal, HG, Nat.eqb_refl by auto. field; lra.
  - intros k Hk Hn. rewrite sum_scal, HG by auto. destruct (Nat.eqb_spec i k); [lia|ring].
Qed.

Lemma gram_inverse_norm r : nrm N (mv m W r) <= /2 * nrm m r.
Proof.
  pose proof (nrm_nonneg m r). apply nrm_le_sq; [lra|].
  assert (E : dot N (mv m W r) (mv m W r) = / (c * c) * dot m r r).
  { transitivity (/ (c * c) * dot m r (mv N A (mv m W r))).
    - unfold dot. generalize (mv m W r) at 2 3 as z. intros z. unfold mv, W.
      rewrite (sum_ext N _ (fun j => sum m (fun k => (r k / (c * c)) * (A k j * z j)))).
      2:{ intros j _. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros. field; lra. }
      rewrite sum_swap, <- sum_scal. apply sum_ext; intros k _. rewrite sum_scal. field; lra.
    - f_equal. unfold dot. apply sum_ext; intros i Hi. rewrite gram_inverse by auto. reflexivity. }
  rewrite E, <- nrm_sq. assert (/ (c * c) <= / 4) by (apply Rinv_le_contravar; nra).
  assert (0 <= nrm m r * nrm m r) by nra. nra.
Qed.
End Gram.

Theorem gram_solvable_nearby m N e c : 2 <= c -> gram_is m N (eA e) (c * c) -> solvable_nearby m N e.
Proof.
  intros Hc HG. exists (fun j i => eA e i j / (c * c)). intros A' HA r.
  set (z := mv m (fun j i => eA e i j / (c * c)) r).
  rewrite (nrm_ext m _ (mv N (fun i j => A' i j - eA e i j) z)).
  - eapply Rle_trans; [apply nrm_mv_frob|]. pose proof (gram_inverse_norm m N (eA e) c Hc HG r) as H. fold z in H.
    pose proof (frob_nonneg m N (fun i j => A' i j - eA e i j)). pose proof (nrm_nonneg N z).
    pose proof (nrm_nonneg m r). nra.
  - intros i Hi. rewrite <- (gram_inverse m N (eA e) c Hc HG r i Hi). fold z. unfold mv. rewrite <- sum_minus.
    apply sum_ext; intros; ring.
Qed.
