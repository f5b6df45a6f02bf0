(** * Perturbed minimisers of basis pursuit with eta > 0: [bp_controlled], with L = 2 + sqrt m astar/a

    Let R(t) be the residual that soft thresholding leaves if rho is t: t/astar in the head, the tail clipped at t/c.  The residual of the unperturbed
    minimisers is R(rho), that of the perturbed ones R(rho') up to O(k); both have norm eta.  R(t) grows with t in every entry, at full rate in the head,
    so that |R(rho') - R(rho)| is at most sqrt m astar/a times what the two norms differ by ([radial]).  All tails are allowed. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns DualNecessary Perturbation ExactPenalty PerturbedScaled PerturbedDual.
Open Scope R_scope.

(** ** Clipping *)
Definition clip (v t : R) : R := Rmax (- t) (Rmin v t).
Ltac clip_cases := unfold clip, Rmax, Rmin; repeat (destruct (Rle_dec _ _)).

Lemma clip_lipschitz v z t : Rabs (clip z t - clip v t) <= Rabs (z - v).
Proof. clip_cases; unfold Rabs; repeat (destruct (Rcase_abs _)); lra. Qed.
Lemma clip_bound v t : 0 <= t -> Rabs (clip v t) <= t.
Proof. intros Ht. apply Rabs_le. clip_cases; lra. Qed.
Lemma clip_grows v t t' : 0 < t <= t' ->
  0 <= clip v t * (clip v t' - clip v t) /\ t * ((clip v t' - clip v t) * (clip v t' - clip v t)) <= (t' - t) * (clip v t * (clip v t' - clip v t)).
Proof.
  intros Ht. destruct (Rle_dec v (- t)) as [L|L]; [|destruct (Rle_dec t v) as [G|G]].
  - assert (E : clip v t = - t) by (clip_cases; lra). rewrite E. set (D := clip v t' - - t). assert (HD : - (t' - t) <= D <= 0) by (unfold D; clip_cases; lra).
    split; [nra|]. assert (0 <= t * - D * (t' - t + D)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra.
  - assert (E : clip v t = t) by (clip_cases; lra). rewrite E. set (D := clip v t' - t). assert (HD : 0 <= D <= t' - t) by (unfold D; clip_cases; lra).
    split; [nra|]. assert (0 <= t * D * (t' - t - D)) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra]). lra.
  - assert (E : clip v t' - clip v t = 0) by (clip_cases; lra). rewrite E. lra.
Qed.
(** the dual value of a soft-thresholded entry *)
Lemma clip_dual c h x sg z : 0 < c -> 0 <= h -> Rabs sg <= 1 -> Rabs x = x * sg -> c * x + h * sg = z -> h * sg = clip z h.
Proof.
  intros Hc Hh Hs E Hz. apply Rabs_le_iff in Hs. destruct (Rtotal_order x 0) as [L|[Z|G]].
  - rewrite Rabs_left in E by exact L. assert (sg = -1) as S1 by nra. rewrite S1 in *. assert (c * x < 0) by nra. clip_cases; lra.
  - rewrite Z, Rmult_0_r, Rplus_0_l in Hz. assert (- h <= z <= h) by nra. clip_cases; lra.
  - rewrite Rabs_pos_eq in E by lra. assert (sg = 1) as S1 by nra. rewrite S1 in *. assert (0 < c * x) by nra. clip_cases; lra.
Qed.

(** a path that grows in every entry, and in the first at full rate *)
Lemma radial n (X D : nat -> R) mu : (1 <= n)%nat -> 0 <= mu -> D 0%nat = mu * X 0%nat ->
  (forall i, (i < n)%nat -> 0 <= X i * D i /\ D i * D i <= mu * (X i * D i)) ->
  X 0%nat * nrm n D <= nrm n X * (nrm n (fun i => X i + D i) - nrm n X).
Proof.
  intros Hn Hmu E0 H. set (s := dot n X D).
  assert (S1 : dot n D D <= mu * s) by (unfold s, dot; rewrite <- sum_scal; apply sum_le; intros i Hi; apply H, Hi).
  assert (S2 : X 0%nat * D 0%nat <= s) by (apply (sum_term n (fun i => X i * D i) 0); [intros i Hi; apply H, Hi|lia]).
  assert (S0 : 0 <= s) by (apply sum_nonneg; intros i Hi; apply H, Hi).
  assert (A : X 0%nat * nrm n D <= s).
  { destruct (Rle_dec (X 0%nat) 0) as [L|L]; [pose proof (nrm_nonneg n D); nra|]. pose proof (nrm_nonneg n D) as ND. pose proof (nrm_sq n D) as NS.
    assert (X 0%nat * X 0%nat * dot n D D <= s * s).
    { apply Rle_trans with (X 0%nat * X 0%nat * (mu * s)); [apply Rmult_le_compat_l; [exact (Rle_0_sqr (X 0%nat))|exact S1]|].
      rewrite E0 in S2. replace (X 0%nat * X 0%nat * (mu * s)) with (X 0%nat * (mu * X 0%nat) * s) by ring. apply Rmult_le_compat_r; auto. }
    apply Rsqr_incr_0; unfold Rsqr; [|apply Rmult_le_pos; lra|exact S0]. rewrite <- NS in H0. lra. }
  pose proof (cauchy_schwarz n X (fun i => X i + D i)) as C. pose proof (Rle_abs (dot n X (fun i => X i + D i))).
  assert (E : dot n X (fun i => X i + D i) = nrm n X * nrm n X + s) by (rewrite nrm_sq; unfold s, dot; rewrite <- sum_plus; apply sum_ext; intros; ring). lra.
Qed.

Section BasisPursuit.
Variables (d mt : nat) (a : nat -> R) (c beta astar a0 delta eta rho : R) (v w : nat -> R) (jm : nat).
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Hbeta : rho / astar < beta.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.
Hypothesis Hdelta : 0 < delta <= 1.
Hypothesis Hgap : forall j, (j < d)%nat -> a j < astar -> a j <= (1 - delta) * astar.
Hypothesis Heta : 0 < eta.
Hypothesis Hrho : 0 < rho.
Hypothesis Hu0 : rho * nrm (S mt) (cert_u c astar w) = eta.
Hypothesis Hb : eta < nrm (S mt) (bvec beta v).
Hypothesis Hw : forall q, (q < mt)%nat -> Rabs (w q) <= 1 /\ Rabs (tail_val c rho v w q) = tail_val c rho v w q * w q.
Let m := S mt. Let N := (d + mt)%nat. Let u0 := cert_u c astar w.
Let M := INR m / a0.

(** R(t) *)
Definition res (t : R) (i : nat) : R := match i with O => t / astar | S q => clip (v q) (t / c) end.
Definition bp_ratio : R := astar * sqrt (INR m) / a0.
Definition bp_L : R := 2 + bp_ratio.
Definition bp_g : R := (1 + bp_ratio) * (2 * eta * sqrt (INR m) / a0).
Definition bp_X : R := (nrm m (bvec beta v) + 1) * (4 * (M + 1)).

Lemma quotient t x : 0 <= t -> a0 <= x -> 0 <= t / x <= t / a0.
Proof.
  intros Ht Hx. split; [apply Rmult_le_pos; [exact Ht|left; apply Rinv_0_lt_compat; lra]|].
  apply Rmult_le_compat_l; [exact Ht|]. apply Rinv_le_contravar; lra.
Qed.
Lemma res_norm t : 0 <= t -> nrm m (res t) <= sqrt (INR m) * (t / a0).
Proof.
  intros Ht. destruct (quotient t astar Ht ltac:(lra)) as [Q1 Q2]. destruct (quotient t c Ht Hc0) as [Q3 Q4].
  apply nrm_entries; [lra|]. intros [|q] _; simpl; [rewrite Rabs_pos_eq; lra|].
  eapply Rle_trans; [apply clip_bound; exact Q3|exact Q4].
Qed.
(** the two residuals differ by at most the ratio times what their norms differ by *)
Lemma res_difference t t' : 0 < t <= t' -> nrm m (fun i => res t' i - res t i) <= bp_ratio * (nrm m (res t') - nrm m (res t)).
Proof.
  intros Ht. pose proof (radial m (res t) (fun i => res t' i - res t i) ((t' - t) / t) ltac:(unfold m; lia)) as Q.
  assert (Hmu : 0 <= (t' - t) / t) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  specialize (Q Hmu). cbv beta in Q. assert (E : nrm m (fun i => res t i + (res t' i - res t i)) = nrm m (res t')) by (apply nrm_ext; intros; ring). rewrite E in Q.
  assert (Q' : res t 0 * nrm m (fun i => res t' i - res t i) <= nrm m (res t) * (nrm m (res t') - nrm m (res t))).
  { apply Q.
    - simpl. field. lra.
    - intros [|q] Hi; simpl.
      + assert (0 <= (t' - t) / t * ((t / astar) * (t / astar))) by (apply Rmult_le_pos; [auto|exact (Rle_0_sqr (t / astar))]).
        replace (t' / astar - t / astar) with ((t' - t) / t * (t / astar)) by (field; lra). split; [lra|]. right. ring.
      + assert (Hq : 0 < t / c <= t' / c).
        { split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|lra]. }
        destruct (clip_grows (v q) (t / c) (t' / c) Hq) as [G1 G2]. split; [exact G1|].
        apply (Rmult_le_reg_l (t / c)); [apply Hq|]. eapply Rle_trans; [exact G2|]. right. field. lra. }
  (* res t 0 = t/astar, |res t| <= sqrt m t/a0 *)
  pose proof (res_norm t ltac:(lra)) as RN. simpl in Q'. pose proof (nrm_nonneg m (res t)). pose proof (nrm_nonneg m (fun i => res t' i - res t i)).
  assert (D0 : 0 <= nrm m (res t') - nrm m (res t)).
  { apply Rnot_lt_le. intros L. assert (Hpos : 0 < nrm m (res t)).
    { eapply Rlt_le_trans; [|apply (coord_le_nrm m (res t) 0); unfold m; lia]. simpl. rewrite Rabs_pos_eq; [|left]; apply Rdiv_lt_0_compat; lra. }
    assert (0 <= t / astar) by (left; apply Rdiv_lt_0_compat; lra). nra. }
  apply (Rmult_le_reg_l (t / astar)); [apply Rdiv_lt_0_compat; lra|]. eapply Rle_trans; [exact Q'|].
  eapply Rle_trans; [apply Rmult_le_compat_r; [exact D0|exact RN]|]. right. unfold bp_ratio. field. lra.
Qed.

Lemma res_rho i : (i < m)%nat -> rho * u0 i = res rho i.
Proof.
  destruct i as [|q]; intros Hi; simpl; [reflexivity|]. destruct (Hw q ltac:(unfold m in Hi; lia)) as [W1 W2].
  replace (rho * (w q / c)) with (rho / c * w q) by (field; lra).
  apply (clip_dual c (rho / c) (tail_val c rho v w q)); auto; [apply (quotient rho c); lra|]. unfold tail_val. field. lra.
Qed.
Lemma res_rho_norm : nrm m (res rho) = eta.
Proof.
  rewrite (nrm_ext m (res rho) (fun i => rho * u0 i)) by (intros i Hi; symmetry; apply res_rho, Hi). rewrite nrm_scal, Rabs_pos_eq by lra. exact Hu0.
Qed.

Section One.
Variables (k : R) (F : nat -> nat -> R) (f x u : nat -> R) (rho' : R).
Hypothesis Hk : 0 < k.
Hypothesis Hp : perturbed_by d mt k F f.
Hypothesis Hu : dual_vector (BP eta) m N (pmat d a c F) (pvec beta v f) x u rho'.
Let s := shift d mt F f x.
Let e := k * nrm m u.
Let U := 2 * sqrt (INR m) / a0.
Let th := (beta - rho / astar) / 2.
Variable X : R.
Let E1 := 1 + X + U * eta.
Hypothesis HX0 : 0 <= X.
Hypothesis HX : norm1 N x <= X.
Hypothesis Hrho' : 0 < rho'.
Hypothesis K1 : k * sqrt (INR m) <= a0 / 2.
Hypothesis K2 : k * U <= delta / 3.
Hypothesis K3 : k * (1 + X) <= th.
Hypothesis K4 : k * (astar * (1 + X) + U * rho) <= astar * beta - rho.
Hypothesis K5 : k * E1 <= 1.
Hypothesis K6 : k * (E1 * (2 * eta + 1)) <= th * th / 2.

Lemma bp_U : 0 <= U.
Proof. pose proof (sqrt_pos (INR m)). apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]. Qed.
Lemma bp_th : 0 < th. Proof. unfold th. lra. Qed.
Lemma bp_rho' : rho' * nrm m u = eta.
Proof. destruct (du_rho _ _ _ _ _ _ _ _ Hu) as (_ & _ & E). exact E. Qed.
Lemma bp_e : 0 <= e <= k * U /\ e <= 1/3.
Proof.
  pose proof (dual_norm_2 d mt a c beta astar a0 delta v jm Hc Hjm Ejm Ha0 Hc0 Hdelta _ k F f x u rho' Hk Hp Hu K1) as D. fold m U in D.
  pose proof (nrm_nonneg m u). assert (e <= k * U) by (apply Rmult_le_compat_l; lra).
  split; [split; [apply Rmult_le_pos; lra|auto]|lra].
Qed.
Lemma bp_rho'_e : rho' * e = k * eta.
Proof. unfold e. rewrite <- bp_rho'. ring. Qed.
Lemma bp_eps j : (j < N)%nat -> Rabs (tmv m F u j) <= e.
Proof. apply (tmv_columns m N F u k j (proj1 Hp)). Qed.
Lemma bp_shift : nrm m s <= k * (1 + norm1 N x).
Proof. apply (shift_bound d mt k F f x Hp). Qed.
Lemma bp_shift_X : nrm m s <= k * (1 + X).
Proof. eapply Rle_trans; [apply bp_shift|]. apply Rmult_le_compat_l; lra. Qed.
Lemma bp_resid i : (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = - rho' * u i.
Proof. apply (du_resid _ _ _ _ _ _ _ _ Hu). Qed.
Lemma bp_residual_norm : nrm m (fun i => rho' * u i) = eta.
Proof. rewrite nrm_scal, Rabs_pos_eq by lra. exact bp_rho'. Qed.

(** rho' u is R(rho') up to O(k): in the tail, and in the head once its sign is known *)
Lemma bp_tail_error q : (q < mt)%nat -> Rabs (rho' * u (S q) - res rho' (S q)) <= Rabs (s (S q)) + 2 * (k * eta / a0).
Proof.
  intros Hq. pose proof (dual_tail d mt a c F u q Hq) as T. fold m in T. set (sg := tmv m (pmat d a c F) u (d + q)%nat) in *. set (ep := tmv m F u (d + q)%nat) in *.
  pose proof (tail_equation d mt a c beta v F f x q Hq) as Ex. fold N s in Ex. rewrite bp_resid in Ex by (unfold m; lia).
  pose proof (du_bound _ _ _ _ _ _ _ _ Hu (d + q)%nat ltac:(unfold N; lia)) as B. pose proof (du_aligned _ _ _ _ _ _ _ _ Hu (d + q)%nat ltac:(unfold N; lia)) as Al. fold sg in B, Al.
  destruct (quotient rho' c ltac:(lra) Hc0) as [Q1 Q2].
  assert (Eu : rho' * u (S q) = rho' / c * sg - rho' / c * ep) by (rewrite T; field; lra).
  pose proof (clip_dual c (rho' / c) (x (d + q)%nat) sg (v q + s (S q) + rho' / c * ep) Hc Q1 B Al ltac:(lra)) as Cl.
  simpl. rewrite Eu, Cl. pose proof (clip_lipschitz (v q) (v q + s (S q) + rho' / c * ep) (rho' / c)) as Li.
  replace (v q + s (S q) + rho' / c * ep - v q) with (s (S q) + rho' / c * ep) in Li by ring.
  assert (Be : Rabs (rho' / c * ep) <= k * eta / a0).
  { rewrite Rabs_mult, (Rabs_pos_eq (rho' / c)) by lra. replace (k * eta / a0) with (rho' / a0 * e) by (rewrite <- bp_rho'_e; field; lra).
    apply Rmult_le_compat; [lra|apply Rabs_pos|exact Q2|]. apply bp_eps. unfold N. lia. }
  pose proof (Rabs_triang (s (S q)) (rho' / c * ep)) as T1. set (y := clip (v q + s (S q) + rho' / c * ep) (rho' / c) - clip (v q) (rho' / c)) in *.
  pose proof (Rabs_triang y (- (rho' / c * ep))) as T2. rewrite Rabs_Ropp in T2.
  replace (clip (v q + s (S q) + rho' / c * ep) (rho' / c) - rho' / c * ep - clip (v q) (rho' / c)) with (y + - (rho' / c * ep)) by (unfold y; ring). lra.
Qed.
(** [err] with any head that is small *)
Lemma bp_error_norm (err : nat -> R) : Rabs (err 0%nat) <= k * eta / a0 -> (forall q, (q < mt)%nat -> err (S q) = rho' * u (S q) - res rho' (S q)) ->
  nrm m err <= nrm m s + k * (U * eta).
Proof.
  intros H0 HT. assert (Q : 0 <= k * eta / a0) by (apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra]).
  pose proof (nrm_two m err s (fun _ => 2 * (k * eta / a0)) 1 ltac:(lra)) as T. rewrite Rmult_1_l in T. eapply Rle_trans; [apply T|].
  - intros [|q] Hi; rewrite Rmult_1_l, (Rabs_pos_eq (2 * (k * eta / a0))) by lra.
    + pose proof (Rabs_pos (s 0%nat)). lra.
    + rewrite HT by (unfold m in Hi; lia). apply bp_tail_error. unfold m in Hi. lia.
  - apply Rplus_le_compat_l. eapply Rle_trans; [apply (nrm_entries m _ (2 * (k * eta / a0))); [lra|intros; rewrite Rabs_pos_eq; lra]|].
    right. unfold U. field. lra.
Qed.

Lemma bp_heads_positive : 0 < sum d (fun j => a j * x j).
Proof.
  pose proof (head_equation d mt a c beta v F f x) as E. fold N s in E. rewrite bp_resid in E by (unfold m; lia). rewrite E.
  apply Rnot_le_lt. intros L. pose proof (coord_le_nrm m s 0 ltac:(unfold m; lia)) as Sb. pose proof bp_shift_X as Sx. apply Rabs_le_iff in Sb.
  set (y := rho' * u 0%nat) in *. replace (- rho' * u 0%nat) with (- y) in L by (unfold y; ring). pose proof bp_th as Hth. destruct bp_e as [[E0 Ee] E2].
  assert (Y1 : rho / astar + th <= y) by (unfold th in *; lra).
  assert (R0 : 0 < rho / astar) by (apply Rdiv_lt_0_compat; lra).
  (* rho <= rho' *)
  assert (HR : rho <= rho').
  { pose proof (dual_head_bound d mt a c beta astar a0 v jm Hjm Ejm Ha0 _ k F f x u rho' Hp Hu) as D. fold m e in D. pose proof (Rle_abs (u 0%nat)).
    assert (astar * y <= rho' * (1 + e)) by (unfold y; replace (astar * (rho' * u 0%nat)) with (rho' * (u 0%nat * astar)) by ring; apply Rmult_le_compat_l; [lra|]; nra).
    assert (astar * (beta - k * (1 + X)) <= astar * y) by (apply Rmult_le_compat_l; lra).
    assert (e * rho <= k * U * rho) by (apply Rmult_le_compat_r; lra).
    apply (Rmult_le_reg_r (1 + e)); lra. }
  (* compare (y, R(rho') in the tail) with R(rho) *)
  set (Z := fun i => match i with O => y | S q => res rho' (S q) end).
  assert (N1 : eta * eta + th * th <= dot m Z Z).
  { rewrite <- res_rho_norm, nrm_sq. unfold dot, m. change (S mt) with (1 + mt)%nat. rewrite !sum_split.
    assert (T0 : sum 1 (fun i => res rho i * res rho i) + th * th <= sum 1 (fun i => Z i * Z i)).
    { simpl. assert ((rho / astar + th) * (rho / astar + th) <= y * y) by (apply Rmult_le_compat; lra). nra. }
    assert (T1 : sum mt (fun q => res rho (1 + q) * res rho (1 + q)) <= sum mt (fun q => Z (1 + q)%nat * Z (1 + q)%nat)); [|lra].
    apply sum_le. intros q Hq. simpl. assert (Hq' : 0 < rho / c <= rho' / c).
    { split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|exact HR]. }
    destruct (clip_grows (v q) (rho / c) (rho' / c) Hq') as [G1 _]. set (p := clip (v q) (rho / c)) in *. set (p' := clip (v q) (rho' / c)) in *.
    pose proof (Rle_0_sqr (p' - p)). unfold Rsqr in *. lra. }
  set (err := fun i => match i with O => 0 | S q => rho' * u (S q) - res rho' (S q) end).
  assert (N2 : nrm m err <= k * E1).
  { eapply Rle_trans; [apply bp_error_norm; [|reflexivity]|].
    - simpl. rewrite Rabs_R0. apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra].
    - unfold E1. lra. }
  assert (N3 : nrm m Z <= eta + k * E1).
  { pose proof (minkowski m (fun i => rho' * u i) (fun i => - err i)) as Mk. rewrite nrm_opp, bp_residual_norm in Mk.
    rewrite (nrm_ext m (fun i => rho' * u i + - err i) Z) in Mk by (intros [|q] _; unfold err, Z; [unfold y|]; ring). lra. }
  pose proof (nrm_nonneg m Z). rewrite <- nrm_sq in N1. assert (nrm m Z * nrm m Z <= (eta + k * E1) * (eta + k * E1)) by (apply Rmult_le_compat; auto).
  pose proof bp_U. assert (0 <= k * E1) by (apply Rmult_le_pos; [lra|]; unfold E1; nra).
  assert (k * E1 * (k * E1) <= k * E1 * 1) by (apply Rmult_le_compat_l; auto). assert (0 < th * th) by nra. lra.
Qed.

Lemma bp_deviation : heads_ok d a astar x /\ a0 * nrm m (deviation d c beta astar rho v w x) <= bp_L * nrm m s + k * bp_g.
Proof.
  destruct bp_e as [[E0 Ee] E2].
  destruct (dual_heads d mt a c beta astar a0 delta v jm Ha Hjm Ejm Ha0 Hdelta Hgap _ k F f x u rho' Hp Hu ltac:(fold m e; lra) bp_heads_positive) as (Ho & i0 & Hi0 & Eu).
  fold m in Eu. split; [exact Ho|].
  set (err := fun i => rho' * u i - res rho' i). set (D := fun i => res rho' i - res rho i).
  assert (N1 : nrm m err <= nrm m s + k * (U * eta)).
  { apply bp_error_norm; [|reflexivity]. unfold err. simpl.
    replace (rho' * u 0%nat - rho' / astar) with (- (rho' / astar * tmv m F u i0)) by (replace (tmv m F u i0) with (1 - u 0%nat * astar) by lra; field; lra).
    destruct (quotient rho' astar ltac:(lra) ltac:(lra)) as [Q1 Q2]. rewrite Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (rho' / astar)) by exact Q1.
    replace (k * eta / a0) with (rho' / a0 * e) by (rewrite <- bp_rho'_e; field; lra).
    apply Rmult_le_compat; [exact Q1|apply Rabs_pos|exact Q2|]. apply bp_eps. unfold N. lia. }
  (* the norms of R(rho') and R(rho) differ by at most |err| *)
  assert (N2 : - nrm m err <= nrm m (res rho') - nrm m (res rho) <= nrm m err).
  { rewrite res_rho_norm, <- bp_residual_norm.
    pose proof (minkowski m (res rho') err) as M1. rewrite (nrm_ext m (fun i => res rho' i + err i) (fun i => rho' * u i)) in M1 by (intros; unfold err; ring).
    pose proof (minkowski m (fun i => rho' * u i) (fun i => - err i)) as M2. rewrite nrm_opp, (nrm_ext m (fun i => rho' * u i + - err i) (res rho')) in M2 by (intros; unfold err; ring). lra. }
  assert (Rt : 0 <= bp_ratio).
  { unfold bp_ratio. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply sqrt_pos]|left; apply Rinv_0_lt_compat; lra]. }
  assert (N3 : nrm m D <= bp_ratio * nrm m err).
  { unfold D. destruct (Rle_dec rho rho') as [L|L].
    - eapply Rle_trans; [apply (res_difference rho rho'); lra|]. apply Rmult_le_compat_l; lra.
    - rewrite nrm_sub_sym. eapply Rle_trans; [apply (res_difference rho' rho); lra|]. apply Rmult_le_compat_l; lra. }
  set (z := fun i => - err i - D i). assert (N4 : nrm m z <= (1 + bp_ratio) * nrm m err).
  { pose proof (minkowski m (fun i => - err i) (fun i => - D i)) as Mk. rewrite !nrm_opp in Mk. unfold z, Rminus. lra. }
  assert (Ez : forall i, (i < m)%nat -> z i = rho * u0 i - rho' * u i) by (intros i Hi; rewrite res_rho by exact Hi; unfold z, err, D; ring).
  assert (N5 : a0 * nrm m (deviation d c beta astar rho v w x) <= nrm m s + nrm m z).
  { apply nrm_two; [lra|]. intros [|q] Hi.
    - pose proof (head_deviation d mt a c beta astar rho a0 v w Ha Ha0 F f x Ho) as E. fold N s in E. rewrite bp_resid in E by exact Hi.
      replace (s 0%nat + (- rho' * u 0%nat + rho / astar)) with (s 0%nat + z 0%nat) in E by (rewrite Ez by exact Hi; change (u0 0%nat) with (/ astar); field; lra).
      eapply Rle_trans; [|apply Rabs_triang]. rewrite <- E, Rabs_mult, (Rabs_pos_eq astar) by lra. apply Rmult_le_compat_r; [apply Rabs_pos|lra].
    - pose proof (tail_deviation d mt a c beta astar rho v w Hc F f x q ltac:(unfold m in Hi; lia)) as E. fold N s in E. rewrite bp_resid in E by exact Hi.
      replace (s (S q) + (- rho' * u (S q) + rho * w q / c)) with (s (S q) + z (S q)) in E by (rewrite Ez by exact Hi; change (u0 (S q)) with (w q / c); field; lra).
      eapply Rle_trans; [|apply Rabs_triang]. rewrite <- E, Rabs_mult, (Rabs_pos_eq c) by lra. apply Rmult_le_compat_r; [apply Rabs_pos|exact Hc0]. }
  assert ((1 + bp_ratio) * nrm m err <= (1 + bp_ratio) * (nrm m s + k * (U * eta))) by (apply Rmult_le_compat_l; lra).
  assert (Eg : (1 + bp_ratio) * (k * (U * eta)) = k * bp_g) by (unfold bp_g, U; field; lra). unfold bp_L. lra.
Qed.
End One.

Lemma bp_norm1 k F f x : 0 < k <= 1 -> k * M <= 1/4 -> perturbed_by d mt k F f -> Xi (BP eta) m N (pmat d a c F) (pvec beta v f) x ->
  (exists x0, nrm m (rsd N (pmat d a c F) (pvec beta v f) x0) = 0) /\ norm1 N x <= bp_X.
Proof.
  intros Hk HkM Hp [_ H]. assert (HM : 0 <= M) by (apply (M_nonneg mt astar a0 Ha0)).
  set (l := / (4 * (M + 1))). assert (Hl : 0 < l) by (apply Rinv_0_lt_compat; lra).
  assert (HlM : l * M <= 1/4).
  { unfold l. apply (Rmult_le_reg_l (4 * (M + 1))); [lra|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra. }
  destruct (exact_with_norm m N (pmat d a c F) (tied_lift d c astar jm) (k * M) M l) with (b := pvec beta v f) as (x0 & Z & Hn); auto; try lra.
  - intros r. apply (tied_lift_residual d mt a c astar a0 jm Hjm Ejm Ha0 Hc0 k F f r); auto. lra.
  - intros r. apply (tied_lift_norm' d mt c astar a0 jm Hjm Ha0 Hc0 r).
  - split; [exists x0; exact Z|]. simpl in H. specialize (H x0 ltac:(lra)). eapply Rle_trans; [exact H|].
    pose proof (minkowski m (bvec beta v) f) as T. change (fun i => bvec beta v i + f i) with (pvec beta v f) in T. destruct Hp as [_ Hf]. fold m in Hf.
    unfold bp_X. apply (Rmult_le_reg_l l); [exact Hl|]. replace (l * ((nrm m (bvec beta v) + 1) * (4 * (M + 1)))) with (nrm m (bvec beta v) + 1) by (unfold l; field; lra). lra.
Qed.

Theorem bp_controlled : controlled d mt a c beta astar rho a0 v w (BP eta) bp_L bp_g bp_X.
Proof.
  intros gap Hgap'. set (X := bp_X). set (U := 2 * sqrt (INR m) / a0). set (nb := nrm m (bvec beta v)). set (th := (beta - rho / astar) / 2). set (E1 := 1 + X + U * eta).
  assert (HM : 0 <= M) by (apply (M_nonneg mt astar a0 Ha0)).
  assert (Hth : 0 < th) by (unfold th; lra).
  assert (Hth' : 0 < astar * beta - rho).
  { pose proof Hbeta as Q. apply (Rmult_lt_compat_l astar) in Q; [|lra]. replace (astar * (rho / astar)) with rho in Q by (field; lra). lra. }
  assert (Hnb : 0 < nb - eta) by (unfold nb, m; lra).
  assert (HX0 : 0 <= X) by (unfold X, bp_X; apply Rmult_le_pos; [pose proof (nrm_nonneg m (bvec beta v)); lra|lra]).
  generalize (small_and _ _ (small_le 1 1 ltac:(lra)) (small_and _ _ (small_le M (1/4) ltac:(lra)) (small_and _ _ (small_le (sqrt (INR m)) (a0 / 2) ltac:(lra)) (small_and _ _ (small_le U (delta / 3) ltac:(lra))
    (small_and _ _ (small_le (1 + X) th Hth) (small_and _ _ (small_le (astar * (1 + X) + U * rho) (astar * beta - rho) Hth')
    (small_and _ _ (small_le E1 1 ltac:(lra)) (small_and _ _ (small_le (E1 * (2 * eta + 1)) (th * th / 2) ltac:(nra)) (small_le 1 ((nb - eta) / 2) ltac:(lra)))))))))).
  apply small_impl. intros k Hk (K0 & KM & K1 & K2 & K3 & K4 & K5 & K6 & K7) F f x Hp Hx. fold m N in Hx.
  destruct (bp_norm1 k F f x ltac:(lra) KM Hp Hx) as ((x0 & Hx0) & HX). fold X in HX.
  assert (Hb' : eta < nrm m (pvec beta v f)).
  { pose proof (triangle m (bvec beta v) (pvec beta v f) (fun _ => 0)) as T. cbv beta in T.
    rewrite (nrm_ext m (fun i => bvec beta v i - 0) (bvec beta v)), (nrm_ext m (fun i => pvec beta v f i - 0) (pvec beta v f)), (nrm_ext m (fun i => bvec beta v i - pvec beta v f i) (fun i => - f i)), nrm_opp in T
      by (intros; unfold pvec; ring). destruct Hp as [_ Hf]. fold m in Hf. fold nb in T. lra. }
  destruct (basis_pursuit_dual eta m N (pmat d a c F) (pvec beta v f) x x0 Heta Hx Hx0 Hb') as (u & rho' & Hr & Hu).
  destruct (bp_deviation k F f x u rho' Hk Hp Hu X HX0 HX Hr K1 K2 K3 K4 K5 K6) as (Ho & D).
  split; [exact Ho|]. split; [exact HX|]. fold m N. pose proof (shift_bound d mt k F f x Hp) as HS. fold m N in HS.
  assert (HL : 0 <= bp_L).
  { unfold bp_L, bp_ratio. assert (0 <= astar * sqrt (INR m) / a0); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply sqrt_pos]|left; apply Rinv_0_lt_compat; lra]. }
  assert (bp_L * nrm m (shift d mt F f x) <= bp_L * (k * (1 + norm1 N x))) by (apply Rmult_le_compat_l; auto).
  assert (0 <= k * gap) by nra. lra.
Qed.
End BasisPursuit.
