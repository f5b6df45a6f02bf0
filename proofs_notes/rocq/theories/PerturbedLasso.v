(** * Perturbed minimisers of the lasso: [lasso_controlled], with L = 1, g = lam m/(2 a^2)

    The dual vector is 2/lam times the residual.  Soft thresholding is monotone, so the tail moves no more than its data and its thresholds do. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns DualNecessary Perturbation PerturbedScaled PerturbedDual.
Open Scope R_scope.

(** c y + h s = e with y s >= 0 *)
Lemma monotone_bound c h y s e : 0 < c -> 0 <= h -> 0 <= y * s -> c * y = e - h * s -> c * Rabs y <= Rabs e.
Proof.
  intros Hc Hh Hys E. rewrite <- (Rabs_pos_eq c), <- Rabs_mult by lra. destruct (Req_EM_T y 0) as [->|Hy]; [rewrite Rmult_0_r, Rabs_R0; apply Rabs_pos|].
  pose proof (Rabs_pos_lt _ Hy). apply (Rmult_le_reg_r (Rabs y)); [auto|]. rewrite <- !Rabs_mult.
  assert (0 <= h * (y * s)) by (apply Rmult_le_pos; auto). assert (c * y * y = e * y - h * (y * s)) by (rewrite E; ring).
  assert (0 <= c * y * y) by (pose proof (Rle_0_sqr y); unfold Rsqr in *; nra). rewrite Rabs_pos_eq by lra. pose proof (Rle_abs (e * y)). lra.
Qed.
Lemma sign_monotone x x' w w' : Rabs w <= 1 -> Rabs w' <= 1 -> Rabs x = x * w -> Rabs x' = x' * w' -> 0 <= (x - x') * (w - w').
Proof.
  intros W W' E E'. assert (x * w' <= Rabs x).
  { eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult. pose proof (Rabs_pos x). nra. }
  assert (x' * w <= Rabs x'). { eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult. pose proof (Rabs_pos x'). nra. } nra.
Qed.

Section Lasso.
Variables (d mt : nat) (a : nat -> R) (c beta astar a0 delta l : R) (v w : nat -> R) (jm : nat).
Let rho := l / 2.
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Hbeta : l / 2 / astar < beta.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.
Hypothesis Hdelta : 0 < delta <= 1.
Hypothesis Hgap : forall j, (j < d)%nat -> a j < astar -> a j <= (1 - delta) * astar.
Hypothesis Hl : 0 < l.
Hypothesis Hw : forall q, (q < mt)%nat -> Rabs (w q) <= 1 /\ Rabs (tail_val c (l/2) v w q) = tail_val c (l/2) v w q * w q.
Let m := S mt. Let N := (d + mt)%nat.

Definition lasso_X : R := (nrm m (bvec beta v) + 1) * (nrm m (bvec beta v) + 1) / l.
Definition lasso_g : R := l / 2 * INR m / (a0 * a0).

Lemma lasso_norm k F f x : 0 < k <= 1 -> perturbed_by d mt k F f -> Xi (LASSO l) m N (pmat d a c F) (pvec beta v f) x -> norm1 N x <= lasso_X.
Proof.
  intros Hk [_ Hf] [_ H]. specialize (H (fun _ => 0) I). simpl in H. pose proof (nrm_nonneg m (rsd N (pmat d a c F) (pvec beta v f) x)).
  rewrite (nrm_ext m (rsd N (pmat d a c F) (pvec beta v f) (fun _ => 0)) (fun i => - pvec beta v f i)), nrm_opp in H.
  - replace (norm1 N (fun _ => 0)) with 0 in H by (unfold norm1; rewrite Rabs_R0, sum_0; reflexivity).
    pose proof (minkowski m (bvec beta v) f) as T. change (fun i => bvec beta v i + f i) with (pvec beta v f) in T. fold m in Hf.
    pose proof (nrm_nonneg m (pvec beta v f)). pose proof (nrm_nonneg m (bvec beta v)).
    assert (nrm m (pvec beta v f) * nrm m (pvec beta v f) <= (nrm m (bvec beta v) + 1) * (nrm m (bvec beta v) + 1)) by (apply Rmult_le_compat; lra).
    unfold lasso_X. apply (Rmult_le_reg_l l); [exact Hl|]. replace (l * ((nrm m (bvec beta v) + 1) * (nrm m (bvec beta v) + 1) / l)) with ((nrm m (bvec beta v) + 1) * (nrm m (bvec beta v) + 1)) by (field; lra).
    nra.
  - intros i _. unfold rsd, mv. rewrite (sum_ext N _ (fun _ => 0)), sum_0; [ring|intros; ring].
Qed.

Theorem lasso_controlled : controlled d mt a c beta astar (l / 2) a0 v w (LASSO l) 1 lasso_g lasso_X.
Proof.
  intros gap Hgap'. set (X := lasso_X). set (g := lasso_g). set (U := 2 * sqrt (INR m) / a0). pose proof (sqrt_pos (INR m)) as Hsq.
  assert (HU : 0 <= U) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (Hrho : 0 < rho) by (unfold rho; lra). fold rho in Hw, Hbeta |- *.
  generalize (small_and _ _ (small_le 1 1 ltac:(lra)) (small_and _ _ (small_le (sqrt (INR m)) (a0 / 2) ltac:(lra)) (small_and _ _ (small_le U (delta / 3) ltac:(lra))
    (small_and _ _ (small_le (1 + X + rho / astar * U) ((beta - rho / astar) / 2) ltac:(lra)) (small_le (g * U) gap ltac:(lra)))))).
  apply small_impl. intros k Hk (K1 & K2 & K3 & K4 & K5) F f x Hp Hx. fold m N in Hx.
  assert (HX : norm1 N x <= X) by (apply (lasso_norm k F f x); auto; lra).
  pose proof (lasso_dual m N _ _ l x Hl Hx) as Hu. set (u := fun i => - (2 / l) * rsd N (pmat d a c F) (pvec beta v f) x i) in *. fold rho in Hu.
  pose proof (dual_norm_2 d mt a c beta astar a0 delta v jm Hc Hjm Ejm Ha0 Hc0 Hdelta _ k F f x u rho Hk Hp Hu K2) as U2. fold m U in U2.
  pose proof (dual_norm d mt a c beta astar a0 delta v jm Hc Hjm Ejm Ha0 Hc0 Hdelta _ k F f x u rho Hk Hp Hu) as U1. fold m in U1.
  set (e := k * nrm m u) in *. assert (He : e <= k * U) by (apply Rmult_le_compat_l; lra). assert (He0 : 0 <= e) by (apply Rmult_le_pos; [lra|apply nrm_nonneg]).
  assert (Heps : forall j, (j < N)%nat -> Rabs (tmv m F u j) <= e) by (intros j Hj; apply (tmv_columns m N F u k j (proj1 Hp) Hj)).
  pose proof (shift_bound d mt k F f x Hp) as HS. fold m N in HS.
  assert (Hres : forall i, (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = - rho * u i) by exact (du_resid _ _ _ _ _ _ _ _ Hu).
  (* the heads *)
  assert (S0 : Rabs (shift d mt F f x 0) <= k * (1 + X)).
  { eapply Rle_trans; [apply (coord_le_nrm m); unfold m; lia|]. eapply Rle_trans; [exact HS|]. apply Rmult_le_compat_l; lra. }
  assert (Hpos : 0 < sum d (fun j => a j * x j)).
  { pose proof (head_equation d mt a c beta v F f x) as E. fold N in E. rewrite E, Hres by (unfold m; lia).
    pose proof (dual_head_bound d mt a c beta astar a0 v jm Hjm Ejm Ha0 _ k F f x u rho Hp Hu) as D. fold m e in D. apply Rabs_le_iff in S0.
    assert (u 0%nat <= (1 + e) / astar).
    { apply (Rmult_le_reg_r astar); [lra|]. replace ((1 + e) / astar * astar) with (1 + e) by (field; lra). pose proof (Rle_abs (u 0%nat)). nra. }
    assert (rho * u 0%nat <= rho * ((1 + e) / astar)) by (apply Rmult_le_compat_l; lra).
    replace (rho * ((1 + e) / astar)) with (rho / astar + rho / astar * e) in H0 by (field; lra).
    assert (0 <= rho / astar) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
    assert (rho / astar * e <= rho / astar * (k * U)) by (apply Rmult_le_compat_l; auto). lra. }
  destruct (dual_heads d mt a c beta astar a0 delta v jm Ha Hjm Ejm Ha0 Hdelta Hgap _ k F f x u rho Hp Hu ltac:(fold m e; lra) Hpos) as (Ho & i0 & Hi0 & E0).
  fold m in E0. split; [exact Ho|]. split; [exact HX|]. fold m N.
  (* the deviations *)
  assert (R0 : 0 <= rho / a0) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (Quot : forall y z, a0 <= y -> Rabs z <= e -> rho / y * Rabs z <= rho / a0 * e).
  { intros y z Hy Hz. apply Rmult_le_compat; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|apply Rabs_pos| |exact Hz].
    apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra. }
  apply Rle_trans with (nrm m (shift d mt F f x) + nrm m (fun _ => rho / a0 * e)).
  - apply nrm_two; [lra|]. intros i Hi. rewrite (Rabs_pos_eq (rho / a0 * e)) by (apply Rmult_le_pos; lra). destruct i as [|q].
    + pose proof (head_deviation d mt a c beta astar rho a0 v w Ha Ha0 F f x Ho) as E. fold N in E. rewrite Hres in E by exact Hi.
      replace (- rho * u 0%nat + rho / astar) with (rho / astar * tmv m F u i0) in E.
      2:{ replace (tmv m F u i0) with (1 - u 0%nat * astar) by lra. field. lra. }
      set (D := deviation d c beta astar rho v w x 0) in *. apply Rle_trans with (Rabs (astar * D)).
      * rewrite Rabs_mult, (Rabs_pos_eq astar) by lra. apply Rmult_le_compat_r; [apply Rabs_pos|lra].
      * rewrite E. eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat_l. rewrite Rabs_mult, (Rabs_pos_eq (rho / astar)) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
        apply Quot; [lra|]. apply Heps. unfold N. lia.
    + assert (Hq : (q < mt)%nat) by (unfold m in Hi; lia). destruct (Hw q Hq) as [W1 W2].
      pose proof (tail_deviation d mt a c beta astar rho v w Hc F f x q Hq) as E. fold N in E. rewrite Hres in E by exact Hi.
      pose proof (dual_tail d mt a c F u q Hq) as T. fold m in T.
      set (sg := tmv m (pmat d a c F) u (d + q)%nat) in *. set (ep := tmv m F u (d + q)%nat) in *.
      pose proof (du_bound _ _ _ _ _ _ _ _ Hu (d + q)%nat ltac:(unfold N; lia)) as B. pose proof (du_aligned _ _ _ _ _ _ _ _ Hu (d + q)%nat ltac:(unfold N; lia)) as Al. fold sg in B, Al.
      set (D := deviation d c beta astar rho v w x (S q)) in *.
      apply Rle_trans with (c * Rabs D); [apply Rmult_le_compat_r; [apply Rabs_pos|lra]|].
      eapply Rle_trans; [apply (monotone_bound c (rho / c) D (sg - w q) (shift d mt F f x (S q) + rho / c * ep)); auto|].
      * apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra].
      * unfold D. simpl. apply sign_monotone; auto.
      * rewrite E. replace (u (S q)) with ((sg - ep) / c) by (rewrite T; field; lra). field. lra.
      * eapply Rle_trans; [apply Rabs_triang|]. apply Rplus_le_compat_l. rewrite Rabs_mult, (Rabs_pos_eq (rho / c)) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
        apply Quot; [exact Hc0|]. apply Heps. unfold N. lia.
  - assert (Q1 : nrm m (fun _ => rho / a0 * e) <= k * (g + gap)).
    { eapply Rle_trans; [apply (nrm_entries m _ (rho / a0 * e)); [apply Rmult_le_pos; lra|intros; rewrite Rabs_pos_eq; [lra|apply Rmult_le_pos; lra]]|].
      apply Rle_trans with (k * (g * (1 + e))).
      - apply (Rmult_le_reg_l a0); [lra|]. unfold e at 1. replace (a0 * (sqrt (INR m) * (rho / a0 * (k * nrm m u)))) with (sqrt (INR m) * (rho / a0) * k * (a0 * nrm m u)) by ring.
        apply Rle_trans with (sqrt (INR m) * (rho / a0) * k * (sqrt (INR m) * (1 + e))).
        + apply Rmult_le_compat_l; [|exact U1]. apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; lra.
        + right. unfold g, lasso_g. fold rho. replace (sqrt (INR m) * (rho / a0) * k * (sqrt (INR m) * (1 + e))) with (sqrt (INR m) * sqrt (INR m) * (rho / a0) * k * (1 + e)) by ring.
          rewrite sqrt_sqrt by apply pos_INR. field. lra.
      - assert (Hg : 0 <= g).
        { unfold g, lasso_g. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pos_INR]|left; apply Rinv_0_lt_compat; nra]. }
        apply Rmult_le_compat_l; [lra|]. assert (g * e <= g * (k * U)) by (apply Rmult_le_compat_l; auto). lra. }
    lra.
Qed.
End Lasso.
