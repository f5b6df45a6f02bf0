(** * What a dual vector of the perturbed tied-columns problem says about heads

    u' is within O(k) of the unperturbed dual where the minimiser is not zero; so heads have the right signs and support as soon as their weighted sum is
    positive ([dual_heads]), and |u'| is at most about sqrt m/a ([dual_norm]). *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns DualNecessary Perturbation PerturbedScaled.
Open Scope R_scope.

Section Dual.
Variables (d mt : nat) (a : nat -> R) (c beta astar a0 delta : R) (v w : nat -> R) (jm : nat).
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.
Hypothesis Hdelta : 0 < delta <= 1.
Hypothesis Hgap : forall j, (j < d)%nat -> a j < astar -> a j <= (1 - delta) * astar.
Let m := S mt. Let N := (d + mt)%nat.

Variables (P : problem) (k : R) (F : nat -> nat -> R) (f x u : nat -> R) (rho' : R).
Hypothesis Hk : 0 < k.
Hypothesis Hp : perturbed_by d mt k F f.
Hypothesis Hu : dual_vector P m N (pmat d a c F) (pvec beta v f) x u rho'.
Let eps j := tmv m F u j.

Lemma eps_small j : (j < N)%nat -> Rabs (eps j) <= k * nrm m u.
Proof. apply (tmv_columns m N F u k j (proj1 Hp)). Qed.
Lemma dual_head j : (j < d)%nat -> tmv m (pmat d a c F) u j = u 0%nat * a j + eps j.
Proof.
  intros Hj. unfold m. rewrite <- (tmv_head d mt a c u j Hj). unfold eps, tmv, pmat. rewrite <- sum_plus. apply sum_ext; intros; ring.
Qed.
Lemma dual_tail q : (q < mt)%nat -> tmv m (pmat d a c F) u (d + q)%nat = u (S q) * c + eps (d + q)%nat.
Proof.
  intros Hq. unfold m. rewrite <- (tmv_tail d mt a c u q Hq). unfold eps, tmv, pmat. rewrite <- sum_plus. apply sum_ext; intros; ring.
Qed.
Lemma dual_resid i : (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = - rho' * u i.
Proof. apply (du_resid _ _ _ _ _ _ _ _ Hu). Qed.
Lemma dual_sign j : (j < N)%nat -> (0 < x j -> tmv m (pmat d a c F) u j = 1) /\ (x j < 0 -> tmv m (pmat d a c F) u j = -1).
Proof.
  intros Hj. pose proof (du_aligned _ _ _ _ _ _ _ _ Hu j Hj) as E. split; intros S1.
  - rewrite Rabs_pos_eq in E by lra. nra.
  - rewrite Rabs_left in E by lra. nra.
Qed.
Lemma dual_head_bound : Rabs (u 0%nat) * astar <= 1 + k * nrm m u.
Proof.
  pose proof (du_bound _ _ _ _ _ _ _ _ Hu jm ltac:(unfold N; lia)) as B. rewrite dual_head, Ejm in B by exact Hjm.
  pose proof (eps_small jm ltac:(unfold N; lia)) as E. apply Rabs_le_iff in B. apply Rabs_le_iff in E.
  rewrite <- (Rabs_pos_eq astar), <- Rabs_mult by lra. apply Rabs_le. lra.
Qed.
Lemma dual_norm : a0 * nrm m u <= sqrt (INR m) * (1 + k * nrm m u).
Proof.
  pose proof (nrm_nonneg m u) as H0. rewrite <- (Rabs_pos_eq a0) by lra. rewrite <- nrm_scal. apply nrm_entries; [nra|].
  intros [|q] Hi; rewrite Rabs_mult, (Rabs_pos_eq a0) by lra.
  - pose proof dual_head_bound. pose proof (Rabs_pos (u 0%nat)). nra.
  - assert (Hq : (q < mt)%nat) by (unfold m in Hi; lia).
    pose proof (du_bound _ _ _ _ _ _ _ _ Hu (d + q)%nat ltac:(unfold N; lia)) as B. rewrite dual_tail in B by exact Hq.
    pose proof (eps_small (d + q)%nat ltac:(unfold N; lia)) as E. apply Rabs_le_iff in B. apply Rabs_le_iff in E.
    assert (Rabs (u (S q)) * c <= 1 + k * nrm m u) by (rewrite <- (Rabs_pos_eq c), <- Rabs_mult by lra; apply Rabs_le; lra).
    pose proof (Rabs_pos (u (S q))). nra.
Qed.
Lemma dual_norm_2 : k * sqrt (INR m) <= a0 / 2 -> nrm m u <= 2 * sqrt (INR m) / a0.
Proof.
  intros H. pose proof dual_norm as D. pose proof (nrm_nonneg m u) as H0. apply (Rmult_le_reg_l a0); [lra|].
  replace (a0 * (2 * sqrt (INR m) / a0)) with (2 * sqrt (INR m)) by (field; lra).
  assert (k * sqrt (INR m) * nrm m u <= a0 / 2 * nrm m u) by (apply Rmult_le_compat_r; auto). lra.
Qed.

Theorem dual_heads : k * nrm m u <= delta / 3 -> 0 < sum d (fun j => a j * x j) ->
  heads_ok d a astar x /\ exists i, (i < d)%nat /\ u 0%nat * astar = 1 - eps i.
Proof.
  intros He Hs. set (e := k * nrm m u) in *.
  assert (E : forall j, (j < d)%nat -> - e <= eps j <= e) by (intros j Hj; apply Rabs_le_iff, eps_small; unfold N; lia).
  assert (Hu0 : u 0%nat * astar <= 1 + e).
  { pose proof dual_head_bound as D. fold e in D. pose proof (Rle_abs (u 0%nat)). nra. }
  destruct (positive_term d _ Hs) as (i & Hi & Pi). destruct (Ha i Hi) as [A1 A2].
  assert (Xi : 0 < x i) by (apply (Rmult_lt_reg_l (a i)); lra).
  pose proof (proj1 (dual_sign i ltac:(unfold N; lia)) Xi) as S1. rewrite dual_head in S1 by exact Hi. pose proof (E i Hi) as Ei.
  assert (U0 : 0 < u 0%nat) by (apply (Rmult_lt_reg_r (a i)); lra).
  assert (Small : forall j, (j < d)%nat -> a j < astar -> u 0%nat * a j < 1 - e).
  { intros j Hj L. pose proof (Hgap j Hj L). assert (u 0%nat * a j <= u 0%nat * ((1 - delta) * astar)) by (apply Rmult_le_compat_l; lra).
    assert ((1 - delta) * (u 0%nat * astar) <= (1 - delta) * (1 + e)) by (apply Rmult_le_compat_l; lra). nra. }
  assert (Ei' : a i = astar) by (destruct A2 as [L|]; auto; pose proof (Small i Hi L); lra).
  assert (Nonneg : forall j, (j < d)%nat -> 0 <= x j).
  { intros j Hj. apply Rnot_lt_le. intros L. pose proof (proj2 (dual_sign j ltac:(unfold N; lia)) L) as S2. rewrite dual_head in S2 by exact Hj.
    pose proof (E j Hj). destruct (Ha j Hj). assert (0 < u 0%nat * a j) by (apply Rmult_lt_0_compat; auto). lra. }
  assert (Supp : forall j, (j < d)%nat -> a j < astar -> x j = 0).
  { intros j Hj L. destruct (Nonneg j Hj) as [X|X]; [|auto]. pose proof (proj1 (dual_sign j ltac:(unfold N; lia)) X) as S2. rewrite dual_head in S2 by exact Hj.
    pose proof (E j Hj). pose proof (Small j Hj L). lra. }
  split; [split; [exact Nonneg|split; [exact Supp|]]|exists i; split; [exact Hi|rewrite <- Ei' at 1; lra]].
  assert (astar * sum d x = sum d (fun j => a j * x j)).
  { rewrite <- sum_scal. apply sum_ext. intros j Hj. destruct (Ha j Hj) as [_ [L|Q]]; [rewrite (Supp j Hj L); ring|rewrite Q; ring]. }
  apply (Rmult_lt_reg_l astar); lra.
Qed.
End Dual.
