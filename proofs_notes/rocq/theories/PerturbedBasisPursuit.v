(** * Perturbed minimisers of basis pursuit with eta > 0: [bp_controlled], with g = 2 eta sqrt m/a

    Tail entries with v = 0 stay inactive and the others keep their sign; there and at the heads the dual vector u' is within k |u'|/a of the unperturbed one, and
    rho' |u'| = eta = rho |u| compares rho' with rho. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns DualNecessary Perturbation ExactPenalty PerturbedScaled PerturbedDual.
Open Scope R_scope.

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
Let m := S mt. Let N := (d + mt)%nat.
Let u0 := cert_u c astar w.
Hypothesis Hu0 : rho * nrm (S mt) (cert_u c astar w) = eta.
Hypothesis Hb : eta < nrm (S mt) (bvec beta v).
(** inactive and zero, or active and of the sign w *)
Definition inactive q := v q = 0 /\ w q = 0.
Definition active q := eta + 1 <= Rabs (v q) /\ (w q = 1 /\ 0 < v q \/ w q = -1 /\ v q < 0).
Hypothesis Htail : forall q, (q < mt)%nat -> inactive q \/ active q.
Let M := INR m / a0.

Definition bp_X : R := (nrm m (bvec beta v) + 1) * (4 * (M + 1)).
Definition bp_g : R := 2 * eta * sqrt (INR m) / a0.

Section One.
Variables (k : R) (F : nat -> nat -> R) (f x u : nat -> R) (rho' : R).
Hypothesis Hk : 0 < k.
Hypothesis Hp : perturbed_by d mt k F f.
Hypothesis Hu : dual_at (BP eta) m N (pmat d a c F) (pvec beta v f) x u rho'.
Let s := shift d mt F f x.
Let e := k * nrm m u.
Let U := 2 * sqrt (INR m) / a0.
Variable X : R.
Hypothesis HX : norm1 N x <= X.
Hypothesis Hrho' : 0 < rho'.
Hypothesis K1 : k * sqrt (INR m) <= a0 / 2.
Hypothesis K2 : k * U <= delta / 3.
Hypothesis K3 : k * (1 + X) <= 1/2.
Hypothesis K4 : k * (4 * c * U * (1 + X)) <= eta.
Hypothesis K5 : k * (astar * (1 + X) + U * (astar * beta + rho)) <= (astar * beta - rho) / 2.

Lemma bp_U : 0 < U.
Proof.
  assert (0 < sqrt (INR m)) by (apply sqrt_lt_R0, lt_0_INR; unfold m; lia). unfold U. apply Rdiv_lt_0_compat; lra.
Qed.
Lemma bp_rho' : rho' * nrm m u = eta.
Proof. destruct (du_rho _ _ _ _ _ _ _ _ Hu) as (_ & _ & E). exact E. Qed.
Lemma bp_norm : nrm m u <= U.
Proof. apply (dual_norm_2 d mt a c beta astar a0 delta v jm Hc Hjm Ejm Ha0 Hc0 Hdelta _ k F f x u rho' Hk Hp Hu K1). Qed.
Lemma bp_e : 0 <= e <= k * U /\ e <= 1/3.
Proof.
  pose proof bp_norm. pose proof (nrm_nonneg m u). assert (e <= k * U) by (apply Rmult_le_compat_l; lra).
  split; [split; [apply Rmult_le_pos; lra|auto]|lra].
Qed.
Lemma bp_eps j : (j < N)%nat -> Rabs (tmv m F u j) <= e.
Proof. apply (tmv_columns m N F u k j (proj1 Hp)). Qed.
Lemma bp_shift : nrm m s <= k * (1 + norm1 N x).
Proof. apply (shift_bound d mt k F f x Hp). Qed.
Lemma bp_shift_entry i : (i < m)%nat -> Rabs (s i) <= k * (1 + X).
Proof. intros Hi. eapply Rle_trans; [apply (coord_le_nrm m s i Hi)|]. eapply Rle_trans; [apply bp_shift|]. apply Rmult_le_compat_l; lra. Qed.
Lemma bp_resid i : (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = - rho' * u i.
Proof. apply (du_resid _ _ _ _ _ _ _ _ Hu). Qed.
Lemma bp_entry i : (i < m)%nat -> Rabs (rho' * u i) <= eta.
Proof. intros Hi. rewrite Rabs_mult, (Rabs_pos_eq rho'), <- bp_rho' by lra. apply Rmult_le_compat_l; [lra|]. apply coord_le_nrm; auto. Qed.
Lemma bp_tail q : (q < mt)%nat -> c * x (d + q)%nat = v q + s (S q) - rho' * u (S q).
Proof.
  intros Hq. rewrite (tail_equation d mt a c beta v F f x q Hq). fold N. rewrite bp_resid by (unfold m; lia). fold s. ring.
Qed.
Lemma bp_dual_tail q : (q < mt)%nat -> u (S q) * c = tmv m (pmat d a c F) u (d + q)%nat - tmv m F u (d + q)%nat.
Proof. intros Hq. pose proof (dual_tail d mt a c F u q Hq) as T. fold m in T. lra. Qed.

Lemma bp_active q : (q < mt)%nat -> active q -> u (S q) * c = w q - tmv m F u (d + q)%nat.
Proof.
  intros Hq [Av W]. rewrite bp_dual_tail by exact Hq. pose proof (bp_tail q Hq) as T. pose proof (bp_shift_entry (S q) ltac:(unfold m; lia)) as Sb.
  pose proof (bp_entry (S q) ltac:(unfold m; lia)) as Rb. apply Rabs_le_iff in Sb. apply Rabs_le_iff in Rb.
  destruct (dual_sign d mt a c beta v _ F f x u rho' Hu (d + q)%nat ltac:(lia)) as [P1 P2]. fold m in P1, P2.
  destruct W as [[-> Hv]|[-> Hv]].
  - rewrite Rabs_pos_eq in Av by lra. rewrite P1; [reflexivity|]. apply (Rmult_lt_reg_l c); lra.
  - rewrite Rabs_left in Av by lra. rewrite P2; [reflexivity|]. apply (Rmult_lt_reg_l c); lra.
Qed.
Lemma bp_inactive q : (q < mt)%nat -> inactive q -> x (d + q)%nat = 0 /\ rho' * u (S q) = s (S q).
Proof.
  intros Hq [Hv _]. pose proof (bp_tail q Hq) as T. rewrite Hv in T.
  cut (x (d + q)%nat = 0); [intros Z; split; [exact Z|rewrite Z in T; lra]|].
  pose proof (bp_shift_entry (S q) ltac:(unfold m; lia)) as Sb. apply Rabs_le_iff in Sb. destruct bp_e as [_ E1].
  pose proof (bp_eps (d + q)%nat ltac:(unfold N; lia)) as Eb. apply Rabs_le_iff in Eb. pose proof (bp_dual_tail q Hq) as D. pose proof bp_U as HU.
  assert (Big : 4 * c * (k * (1 + X)) <= rho').
  { apply (Rmult_le_reg_r U); [exact HU|]. assert (eta <= rho' * U) by (rewrite <- bp_rho'; apply Rmult_le_compat_l; [lra|apply bp_norm]). lra. }
  destruct (dual_sign d mt a c beta v _ F f x u rho' Hu (d + q)%nat ltac:(lia)) as [P1 P2]. fold m in P1, P2.
  destruct (Rtotal_order (x (d + q)%nat) 0) as [L|[E|G]]; [|exact E|]; exfalso.
  - rewrite (P2 L) in D. assert (c * x (d + q)%nat < 0) by nra. assert (rho' * (u (S q) * c) <= rho' * (-2/3)) by (apply Rmult_le_compat_l; lra).
    assert (c * s (S q) >= - (c * (k * (1 + X)))) by nra. assert (c * (c * x (d + q)%nat) < 0) by nra. nra.
  - rewrite (P1 G) in D. assert (0 < c * x (d + q)%nat) by nra. assert (rho' * (2/3) <= rho' * (u (S q) * c)) by (apply Rmult_le_compat_l; lra).
    assert (c * s (S q) <= c * (k * (1 + X))) by nra. assert (0 < c * (c * x (d + q)%nat)) by nra. nra.
Qed.

Lemma u0_tail q : u0 (S q) = w q / c. Proof. reflexivity. Qed.
Lemma bp_eta_sq : eta * eta = dot m (fun i => rho' * u i) (fun i => rho' * u i).
Proof.
  rewrite <- nrm_sq. rewrite nrm_scal, (Rabs_pos_eq rho') by lra. rewrite bp_rho'. reflexivity.
Qed.
Lemma bp_eta_sq0 : eta * eta = dot m (fun i => rho * u0 i) (fun i => rho * u0 i).
Proof. rewrite <- nrm_sq. rewrite nrm_scal, (Rabs_pos_eq rho) by lra. unfold m, u0. rewrite Hu0. reflexivity. Qed.

Lemma bp_heads_positive : 0 < sum d (fun j => a j * x j).
Proof.
  pose proof (head_equation d mt a c beta v F f x) as E. fold N s in E. rewrite bp_resid in E by (unfold m; lia). rewrite E.
  apply Rnot_le_lt. intros L. pose proof (bp_shift_entry 0 ltac:(unfold m; lia)) as Sb. apply Rabs_le_iff in Sb. destruct bp_e as [[E0 E1] E2].
  pose proof (dual_head_bound d mt a c beta astar a0 v jm Hjm Ejm Ha0 _ k F f x u rho' Hp Hu) as D. fold m e in D. pose proof (Rle_abs (u 0%nat)) as Hle.
  set (y := rho' * u 0%nat) in *. assert (Hth : 0 < astar * beta - rho).
  { apply (Rmult_lt_compat_l astar) in Hbeta; [|lra]. replace (astar * (rho / astar)) with rho in Hbeta by (field; lra). lra. }
  assert (Hbp : 0 < beta) by (apply (Rmult_lt_reg_l astar); lra).
  replace (- rho' * u 0%nat) with (- y) in L by (unfold y; ring). assert (Y1 : beta - k * (1 + X) <= y) by lra.
  assert (A1 : astar * (k * (1 + X)) + k * U * (astar * beta + rho) <= (astar * beta - rho) / 2) by lra.
  assert (Q0 : 0 <= k * U * (astar * beta + rho)) by (apply Rmult_le_pos; [|nra]; lra).
  assert (Q1 : e * (astar * beta + rho) <= k * U * (astar * beta + rho)) by (apply Rmult_le_compat_r; [nra|auto]).
  assert (Y2 : rho < astar * y) by (assert (astar * (beta - k * (1 + X)) <= astar * y) by (apply Rmult_le_compat_l; lra); lra).
  assert (R1 : astar * y <= rho' * (1 + e)).
  { unfold y. replace (astar * (rho' * u 0%nat)) with (rho' * (u 0%nat * astar)) by ring. apply Rmult_le_compat_l; [lra|]. nra. }
  assert (R2 : rho < rho' * (1 - e)).
  { apply (Rmult_lt_reg_r (1 + e)); [lra|]. replace (rho' * (1 - e) * (1 + e)) with (rho' * (1 + e) * (1 - e)) by ring.
    assert (astar * y * (1 - e) <= rho' * (1 + e) * (1 - e)) by (apply Rmult_le_compat_r; lra).
    assert (astar * (beta - k * (1 + X)) * (1 - e) <= astar * y * (1 - e)) by (apply Rmult_le_compat_r; [lra|apply Rmult_le_compat_l; lra]).
    assert (0 <= astar * (k * (1 + X)) * e).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [lra|]|lra]. apply Rmult_le_pos; [lra|]. pose proof (norm1_nonneg' N x). lra. }
    nra. }
  (* |residual|^2 would exceed eta^2 *)
  pose proof bp_eta_sq as S1. pose proof bp_eta_sq0 as S2. unfold m in S1, S2. change (S mt) with (1 + mt)%nat in S1, S2. unfold dot in S1, S2.
  rewrite sum_split in S1, S2. simpl (sum 1 _) in S1, S2. change (u0 0%nat) with (/ astar) in S2. fold y in S1.
  assert (H0 : rho * / astar * (rho * / astar) < y * y).
  { assert (rho * / astar < y) by (apply (Rmult_lt_reg_l astar); [lra|]; replace (astar * (rho * / astar)) with rho by (field; lra); exact Y2).
    assert (0 < rho * / astar) by (apply Rmult_lt_0_compat; [lra|apply Rinv_0_lt_compat; lra]). nra. }
  assert (HT : sum mt (fun q => rho * u0 (1 + q)%nat * (rho * u0 (1 + q)%nat)) <= sum mt (fun q => rho' * u (1 + q)%nat * (rho' * u (1 + q)%nat))).
  { apply sum_le. intros q Hq. simpl Nat.add. rewrite u0_tail. destruct (Htail q Hq) as [[_ Z]|Act].
    - rewrite Z. unfold Rdiv. rewrite Rmult_0_l, Rmult_0_r, Rmult_0_l. exact (Rle_0_sqr (rho' * u (S q))).
    - pose proof (bp_active q Hq Act) as T. pose proof (bp_eps (d + q)%nat ltac:(unfold N; lia)) as Eb. apply Rabs_le_iff in Eb. destruct Act as [_ W].
      apply (Rmult_le_reg_r (c * c)); [nra|]. replace (rho * (w q / c) * (rho * (w q / c)) * (c * c)) with (rho * w q * (rho * w q)) by (field; lra).
      replace (rho' * u (S q) * (rho' * u (S q)) * (c * c)) with (rho' * (u (S q) * c) * (rho' * (u (S q) * c))) by ring. rewrite T. set (ep := tmv m F u (d + q)%nat) in *.
      assert (rho * rho <= rho' * (1 - e) * (rho' * (1 - e))) by (apply Rmult_le_compat; lra).
      assert (rho' * rho' * ((1 - e) * (1 - e)) <= rho' * rho' * ((w q - ep) * (w q - ep))).
      { apply Rmult_le_compat_l; [exact (Rle_0_sqr rho')|]. destruct W as [[-> _]|[-> _]].
        - apply Rmult_le_compat; lra.
        - replace ((-1 - ep) * (-1 - ep)) with ((1 + ep) * (1 + ep)) by ring. apply Rmult_le_compat; lra. }
      assert (w q * w q = 1) as W2 by (destruct W as [[-> _]|[-> _]]; ring).
      replace (rho * w q * (rho * w q)) with (rho * rho * (w q * w q)) by ring. rewrite W2. lra. }
  lra.
Qed.

(** the residual where something is active, and its errors *)
Let on (i : nat) : R := match i with O => 1 | S q => w q * w q end.
Lemma bp_deviation : exists z, a0 * nrm m (deviation d c beta astar rho v w x) <= nrm m s + nrm m z /\
  nrm m z <= k * bp_g + nrm m s * nrm m s / eta /\ heads_ok d a astar x.
Proof.
  destruct bp_e as [[E0 E1] E2].
  destruct (dual_heads d mt a c beta astar a0 delta v jm Ha Hjm Ejm Ha0 Hdelta Hgap _ k F f x u rho' Hp Hu ltac:(fold m e; lra) bp_heads_positive) as (Ho & i0 & Hi0 & Eu).
  fold m in Eu. set (rJ := fun i => on i * (rho' * u i)). set (gam := fun i => match i with O => tmv m F u i0 / astar | S q => w q * w q * tmv m F u (d + q)%nat / c end).
  assert (On : forall q, (q < mt)%nat -> (inactive q /\ w q = 0 \/ active q /\ w q * w q = 1)).
  { intros q Hq. destruct (Htail q Hq) as [I|A]; [left; split; [exact I|apply I]|right; split; [exact A|]]. destruct A as [_ [[-> _]|[-> _]]]; ring. }
  assert (EJ : forall i, (i < m)%nat -> rJ i = rho' * u0 i - rho' * gam i).
  { intros [|q] Hi; unfold rJ, on, gam.
    - change (u0 0%nat) with (/ astar). replace (tmv m F u i0) with (1 - u 0%nat * astar) by lra. field. lra.
    - rewrite u0_tail. destruct (On q ltac:(unfold m in Hi; lia)) as [[_ Z]|[A Z]]; [rewrite Z; unfold Rdiv; ring|].
      pose proof (bp_active q ltac:(unfold m in Hi; lia) A) as T. rewrite Z. replace (tmv m F u (d + q)%nat) with (w q - u (S q) * c) by lra. field. lra. }
  set (z := fun i => rho * u0 i - rJ i). exists z.
  (* |gam| *)
  assert (G1 : rho' * nrm m gam <= k * (bp_g / 2)).
  { assert (nrm m gam <= sqrt (INR m) * (e / a0)).
    { apply nrm_entries; [apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]|].
      assert (Quot : forall y t, a0 <= y -> Rabs t <= e -> Rabs (t / y) <= e / a0).
      { intros y t Hy Ht. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ y)) by (left; apply Rinv_0_lt_compat; lra).
        apply Rmult_le_compat; [apply Rabs_pos|left; apply Rinv_0_lt_compat; lra|exact Ht|apply Rinv_le_contravar; lra]. }
      intros [|q] Hi; unfold gam; apply Quot; try lra; [apply bp_eps; unfold N; lia|].
      pose proof (bp_eps (d + q)%nat ltac:(unfold N, m in *; lia)). destruct (On q ltac:(unfold m in Hi; lia)) as [[_ Z]|[_ Z]].
      - rewrite Z, !Rmult_0_l, Rabs_R0. exact E0.
      - rewrite Z, Rmult_1_l. exact H. }
    apply Rle_trans with (rho' * (sqrt (INR m) * (e / a0))); [apply Rmult_le_compat_l; lra|]. right.
    replace (rho' * (sqrt (INR m) * (e / a0))) with (k * (sqrt (INR m) / a0) * (rho' * nrm m u)) by (unfold e; field; lra). rewrite bp_rho'.
    unfold bp_g. field. lra. }
  (* |rJ| and eta *)
  assert (N1 : nrm m rJ <= eta).
  { apply nrm_le_sq; [lra|]. rewrite bp_eta_sq. apply sum_le. intros [|q] Hi; unfold rJ, on; [lra|].
    pose proof (Rle_0_sqr (rho' * u (S q))) as Sq. unfold Rsqr in Sq. destruct (On q ltac:(unfold m in Hi; lia)) as [[_ Z]|[_ Z]]; rewrite Z; lra. }
  assert (N2 : eta * eta <= nrm m rJ * nrm m rJ + nrm m s * nrm m s).
  { rewrite bp_eta_sq, !nrm_sq. unfold dot. rewrite <- sum_plus. apply sum_le. intros [|q] Hi; unfold rJ, on.
    - pose proof (Rle_0_sqr (s 0%nat)) as Sq. unfold Rsqr in Sq. lra.
    - pose proof (Rle_0_sqr (s (S q))) as Sq. unfold Rsqr in Sq. destruct (On q ltac:(unfold m in Hi; lia)) as [[I Z]|[_ Z]]; rewrite Z; [|lra].
      destruct (bp_inactive q ltac:(unfold m in Hi; lia) I) as [_ T]. rewrite T. lra. }
  pose proof (nrm_nonneg m rJ) as P1. pose proof (nrm_nonneg m s) as P2. pose proof (nrm_nonneg m u0) as P3. pose proof (nrm_nonneg m gam) as P4.
  assert (N3 : eta - nrm m rJ <= nrm m s * nrm m s / eta).
  { apply (Rmult_le_reg_r eta); [lra|]. replace (nrm m s * nrm m s / eta * eta) with (nrm m s * nrm m s) by (field; lra).
    assert (0 <= (eta - nrm m rJ) * nrm m rJ) by (apply Rmult_le_pos; lra). lra. }
  assert (Sc : forall y, rho' * nrm m y = nrm m (fun i => rho' * y i)) by (intros y; rewrite nrm_scal, Rabs_pos_eq; lra).
  assert (N4 : rho' * nrm m u0 <= nrm m rJ + rho' * nrm m gam).
  { rewrite !Sc. eapply Rle_trans; [|apply minkowski]. right. apply nrm_ext. intros i Hi. rewrite EJ by exact Hi. ring. }
  assert (N5 : nrm m rJ <= rho' * nrm m u0 + rho' * nrm m gam).
  { rewrite !Sc, <- (nrm_opp m (fun i => rho' * gam i)). eapply Rle_trans; [|apply minkowski]. right.
    apply nrm_ext. intros i Hi. rewrite EJ by exact Hi. ring. }
  split; [|split].
  - apply nrm_two; [lra|]. intros [|q] Hi.
    + pose proof (head_deviation d mt a c beta astar rho a0 v w Ha Ha0 F f x Ho) as E. fold N s in E. rewrite bp_resid in E by exact Hi.
      replace (s 0%nat + (- rho' * u 0%nat + rho / astar)) with (s 0%nat + z 0%nat) in E by (unfold z, rJ, on; change (u0 0%nat) with (/ astar); field; lra).
      eapply Rle_trans; [|apply Rabs_triang]. rewrite <- E, Rabs_mult, (Rabs_pos_eq astar) by lra. apply Rmult_le_compat_r; [apply Rabs_pos|lra].
    + assert (Hq : (q < mt)%nat) by (unfold m in Hi; lia). destruct (On q Hq) as [[I Z]|[A Z]].
      * destruct (bp_inactive q Hq I) as [X0 _]. destruct I as [Hv _]. simpl. rewrite X0. unfold tail_val. rewrite Hv, Z.
        replace (0 - (0 - rho * 0 / c) / c) with 0 by (field; lra). rewrite Rabs_R0, Rmult_0_r. pose proof (Rabs_pos (s (S q))). pose proof (Rabs_pos (z (S q))). lra.
      * pose proof (tail_deviation d mt a c beta astar rho v w Hc F f x q Hq) as E. fold N s in E. rewrite bp_resid in E by exact Hi.
        replace (s (S q) + (- rho' * u (S q) + rho * w q / c)) with (s (S q) + z (S q)) in E by (unfold z, rJ, on; rewrite Z, u0_tail; field; lra).
        eapply Rle_trans; [|apply Rabs_triang]. rewrite <- E, Rabs_mult, (Rabs_pos_eq c) by lra. apply Rmult_le_compat_r; [apply Rabs_pos|exact Hc0].
  - assert (Z1 : nrm m z <= Rabs (rho - rho') * nrm m u0 + rho' * nrm m gam).
    { rewrite Sc, <- nrm_scal. eapply Rle_trans; [|apply minkowski]. right. apply nrm_ext. intros i Hi. unfold z. rewrite EJ by exact Hi. ring. }
    assert (Z2 : Rabs (rho - rho') * nrm m u0 <= nrm m s * nrm m s / eta + rho' * nrm m gam).
    { rewrite <- (Rabs_pos_eq (nrm m u0)), <- Rabs_mult, Rmult_minus_distr_r by exact P3. unfold m, u0 at 1. rewrite Hu0. fold m. apply Rabs_le. lra. }
    lra.
  - exact Ho.
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

Theorem bp_controlled : controlled d mt a c beta astar rho a0 v w (BP eta) bp_g bp_X.
Proof.
  intros gap Hgap'. set (X := bp_X). set (U := 2 * sqrt (INR m) / a0). set (nb := nrm m (bvec beta v)).
  assert (HM : 0 <= M) by (apply (M_nonneg mt astar a0 Ha0)).
  assert (Hth : 0 < astar * beta - rho).
  { pose proof Hbeta as Q. apply (Rmult_lt_compat_l astar) in Q; [|lra]. replace (astar * (rho / astar)) with rho in Q by (field; lra). lra. }
  assert (Hnb : 0 < nb - eta) by (unfold nb, m; lra).
  generalize (small_and _ _ (small_le 1 1 ltac:(lra)) (small_and _ _ (small_le M (1/4) ltac:(lra)) (small_and _ _ (small_le (sqrt (INR m)) (a0 / 2) ltac:(lra)) (small_and _ _ (small_le U (delta / 3) ltac:(lra))
    (small_and _ _ (small_le (1 + X) (1/2) ltac:(lra)) (small_and _ _ (small_le (4 * c * U * (1 + X)) eta Heta)
    (small_and _ _ (small_le (astar * (1 + X) + U * (astar * beta + rho)) ((astar * beta - rho) / 2) ltac:(lra))
    (small_and _ _ (small_le ((1 + X) * (1 + X)) (gap * eta) ltac:(nra)) (small_le 1 ((nb - eta) / 2) ltac:(lra)))))))))).
  apply small_impl. intros k Hk (K0 & KM & K1 & K2 & K3 & K4 & K5 & K6 & K7) F f x Hp Hx. fold m N in Hx.
  destruct (bp_norm1 k F f x ltac:(lra) KM Hp Hx) as ((x0 & Hx0) & HX). fold X in HX.
  assert (Hb' : eta < nrm m (pvec beta v f)).
  { pose proof (triangle m (bvec beta v) (pvec beta v f) (fun _ => 0)) as T. cbv beta in T.
    rewrite (nrm_ext m (fun i => bvec beta v i - 0) (bvec beta v)), (nrm_ext m (fun i => pvec beta v f i - 0) (pvec beta v f)), (nrm_ext m (fun i => bvec beta v i - pvec beta v f i) (fun i => - f i)), nrm_opp in T
      by (intros; unfold pvec; ring). destruct Hp as [_ Hf]. fold m in Hf. fold nb in T. lra. }
  destruct (basis_pursuit_dual eta m N (pmat d a c F) (pvec beta v f) x x0 Heta Hx Hx0 Hb') as (u & rho' & Hr & Hu).
  destruct (bp_deviation k F f x u rho' Hk Hp Hu X HX Hr K1 K2 K3 K4 K5) as (z & D1 & D2 & Ho).
  split; [exact Ho|]. split; [exact HX|]. fold m N. pose proof (shift_bound d mt k F f x Hp) as HS. fold m N in HS.
  pose proof (nrm_nonneg m (shift d mt F f x)) as H0. set (ns := nrm m (shift d mt F f x)) in *.
  assert (Q : ns * ns / eta <= k * gap).
  { apply (Rmult_le_reg_r eta); [exact Heta|]. replace (ns * ns / eta * eta) with (ns * ns) by (field; lra).
    assert (ns <= k * (1 + X)) by (eapply Rle_trans; [exact HS|]; apply Rmult_le_compat_l; lra).
    assert (ns * ns <= k * (1 + X) * (k * (1 + X))) by (apply Rmult_le_compat; auto).
    assert (k * (k * ((1 + X) * (1 + X))) <= k * (gap * eta)) by (apply Rmult_le_compat_l; lra). lra. }
  lra.
Qed.
End BasisPursuit.
