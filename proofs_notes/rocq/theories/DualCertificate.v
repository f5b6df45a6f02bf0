(** * Dual certificates (theory, section 10)

    If |A^T u| <= 1 entrywise, x0 is aligned with u (x0_j (A^T u)_j = |x0_j|) and A x0 - b = - rho u, where
    rho fits the problem ([rho_ok]), then x0 is a minimiser, and x is a minimiser exactly when x too is
    aligned with u and has this residual: [cert_Xi]. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

(** A^T u *)
Definition tmv m (A : nat -> nat -> R) (u : nat -> R) : nat -> R :=
  fun j => sum m (fun i => u i * A i j).

Definition rho_ok (P : problem) (nu rho : R) : Prop :=
  match P with
  | BP eta => 0 <= eta /\ 0 < nu /\ rho * nu = eta
  | LASSO l => 0 < l /\ rho = l / 2
  | SQRTL l => 0 < l /\ l * nu < 1 /\ rho = 0
  end.

Section Cert.
Variables (m N : nat) (A : nat -> nat -> R) (b u : nat -> R) (P : problem) (rho : R).
Hypothesis Hu : forall j, (j < N)%nat -> Rabs (tmv m A u j) <= 1.
Hypothesis Hrho : rho_ok P (nrm m u) rho.

Definition aligned x := forall j, (j < N)%nat -> Rabs (x j) = x j * tmv m A u j.
Definition resid x := forall i, (i < m)%nat -> rsd N A b x i = - rho * u i.
Definition gap x := norm1 N x - dot m u (mv N A x).

Lemma gap_sum x : gap x = sum N (fun j => Rabs (x j) - x j * tmv m A u j).
Proof.
  unfold gap, norm1. rewrite sum_minus. f_equal.
  unfold dot, mv, tmv.
  rewrite (sum_ext m _ (fun i => sum N (fun j => u i * A i j * x j))).
  2:{ intros. rewrite <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap. apply sum_ext; intros j Hj.
  rewrite <- sum_scal. apply sum_ext; intros; ring.
Qed.

Lemma gap_term x j : (j < N)%nat -> 0 <= Rabs (x j) - x j * tmv m A u j.
Proof.
  intros Hj. specialize (Hu j Hj).
  assert (x j * tmv m A u j <= Rabs (x j)); [|lra].
  eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult.
  pose proof (Rabs_pos (x j)). nra.
Qed.

Lemma gap_nonneg x : 0 <= gap x.
Proof. rewrite gap_sum. apply sum_nonneg. intros; apply gap_term; auto. Qed.

Lemma gap_zero x : gap x <= 0 <-> aligned x.
Proof.
  rewrite gap_sum. split.
  - intros H j Hj.
    pose proof (sum_zero_each N _ (fun i Hi => gap_term x i Hi) H j Hj) as E. simpl in E. lra.
  - intros H. apply Req_le. rewrite <- (sum_0 N). apply sum_ext. intros j Hj.
    rewrite (H j Hj). ring.
Qed.

Lemma dot_rsd x : dot m u (mv N A x) = dot m u b + dot m u (rsd N A b x).
Proof. unfold dot, rsd. rewrite <- sum_plus. apply sum_ext; intros; ring. Qed.

Lemma norm1_gap x : norm1 N x = gap x + dot m u b + dot m u (rsd N A b x).
Proof. unfold gap. rewrite dot_rsd. lra. Qed.

Lemma resid_dot x : resid x -> dot m u (rsd N A b x) = - rho * (nrm m u * nrm m u).
Proof.
  intros H. rewrite nrm_sq. unfold dot. rewrite <- sum_scal. apply sum_ext.
  intros i Hi. rewrite (H i Hi). ring.
Qed.

Lemma resid_nrm x : 0 <= rho -> resid x -> nrm m (rsd N A b x) = rho * nrm m u.
Proof.
  intros Hr H. rewrite (nrm_ext m _ (fun i => - rho * u i)) by auto.
  unfold nrm, dot. rewrite (sum_ext m _ (fun i => (rho*rho) * (u i * u i))) by (intros; ring).
  rewrite sum_scal, sqrt_mult; [|nra|apply dot_self_nonneg].
  rewrite sqrt_square by auto. reflexivity.
Qed.

(** r = -rho u is characterised by a vanishing square *)
Lemma resid_sq x :
  dot m (rsd N A b x) (rsd N A b x) + 2 * rho * dot m u (rsd N A b x)
   + rho * rho * dot m u u <= 0 -> resid x.
Proof.
  intros H i Hi.
  assert (E : sum m (fun i => (rsd N A b x i + rho * u i) * (rsd N A b x i + rho * u i)) <= 0).
  { eapply Rle_trans; [|exact H]. apply Req_le. unfold dot.
    rewrite <- !sum_scal, <- !sum_plus. apply sum_ext; intros; ring. }
  pose proof (sum_zero_each m _ (fun j _ => Rle_0_sqr (rsd N A b x j + rho * u j)) E i Hi) as Z.
  unfold Rsqr in Z. nra.
Qed.

Lemma resid_sq_nonneg x :
  0 <= dot m (rsd N A b x) (rsd N A b x) + 2 * rho * dot m u (rsd N A b x)
   + rho * rho * dot m u u.
Proof.
  pose proof (dot_self_nonneg m (fun i => 1 * rsd N A b x i + rho * u i)) as H.
  rewrite dot_lin in H. 
  replace (dot m (rsd N A b x) u) with (dot m u (rsd N A b x)) in H
    by (unfold dot; apply sum_ext; intros; ring).
  lra.
Qed.

Theorem cert_sufficient x0 x :
  aligned x0 -> resid x0 ->
  feas P m N A b x0 /\
  (feas P m N A b x -> obj P m N A b x0 <= obj P m N A b x) /\
  (feas P m N A b x -> obj P m N A b x <= obj P m N A b x0 -> aligned x /\ resid x).
Proof.
  intros Ha Hr. pose proof (proj2 (gap_zero x0) Ha) as G0. pose proof (gap_nonneg x0) as G0'.
  pose proof (gap_nonneg x) as G.
  pose proof (norm1_gap x0) as E0. pose proof (norm1_gap x) as E.
  pose proof (resid_dot x0 Hr) as D0.
  pose proof (cauchy_schwarz m u (rsd N A b x)) as CS.
  pose proof (nrm_nonneg m u) as NU. pose proof (nrm_nonneg m (rsd N A b x)) as NR.
  pose proof (nrm_sq m (rsd N A b x)) as SR. pose proof (nrm_sq m u) as SU.
  pose proof (resid_sq x) as RS. pose proof (resid_sq_nonneg x) as RSN.
  set (r := rsd N A b x) in *.
  assert (CS' : - (nrm m u * nrm m r) <= dot m u r).
  { pose proof (Rle_abs (- dot m u r)) as Q. rewrite Rabs_Ropp in Q. lra. }
  destruct P as [eta|l|l]; simpl in *; fold r.
  - destruct Hrho as (He & Hnu & Er).
    assert (Hrn : 0 <= rho) by nra.
    pose proof (resid_nrm x0 Hrn Hr) as N0.
    split; [lra|]. split.
    + intros Hf. unfold r in *. nra.
    + intros Hf Hle. fold r in Hf.
      assert (nrm m u * nrm m r <= nrm m u * eta) by nra.
      split; [apply gap_zero; nra|].
      apply RS. rewrite <- SR, <- SU. 
      assert (dot m u r <= - (rho * (nrm m u * nrm m u))) by lra.
      assert (nrm m r * nrm m r <= (rho * nrm m u) * (rho * nrm m u)) by nra.
      nra.
  - destruct Hrho as (Hl & Er).
    assert (Hrn : 0 <= rho) by lra.
    pose proof (resid_nrm x0 Hrn Hr) as N0.
    split; [exact I|]. rewrite N0, E0, E, D0. rewrite SR.
    assert (Hl2 : l = 2 * rho) by lra. 
    split; intros _.
    + subst l. rewrite <- SU in RSN. nra.
    + intros Hle. subst l. rewrite <- SU in *. split; [apply gap_zero; nra|apply RS; nra].
  - destruct Hrho as (Hl & Hlu & Er).
    assert (Hrn : 0 <= rho) by lra.
    pose proof (resid_nrm x0 Hrn Hr) as N0.
    rewrite Er in N0, D0, RS.
    split; [exact I|]. rewrite N0, E0, E, D0.
    assert (l * - (nrm m u * nrm m r) <= l * dot m u r) by nra.
    assert (0 <= (1 - l * nrm m u) * nrm m r) by nra.
    split; intros _; [nra|]. intros Hle.
    assert (R0 : nrm m r = 0) by nra.
    split; [apply gap_zero; nra|apply RS; rewrite <- SR, R0; lra].
Qed.

(** The exact minimiser set, given one point satisfying the optimality system. *)
Theorem cert_Xi x0 : aligned x0 -> resid x0 ->
  forall x, Xi P m N A b x <-> aligned x /\ resid x.
Proof.
  intros Ha Hr x. split.
  - intros [Hf Hm].
    destruct (cert_sufficient x0 x Ha Hr) as (F0 & _ & Q). apply Q; auto.
  - intros [Ha' Hr'].
    destruct (cert_sufficient x x Ha' Hr') as (F & _). split; [auto|].
    intros x' F'. destruct (cert_sufficient x x' Ha' Hr') as (_ & Q & _). auto.
Qed.
End Cert.
