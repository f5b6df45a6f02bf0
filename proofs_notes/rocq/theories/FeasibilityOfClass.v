(** * C_FP <= 1 (theory, conditioning: Theorem 14)

    [C_FP_le ... C]: at every sample of every member, max (|A|_op, |y_k|) is at most C times the distance to infeasibility.
    [samples_infeasible_at_0]: |y_k| > eta; so that distance is exactly c when everything is active ([class_distance]).
    C_FP <= 1 for K >= 3, whatever is active, if the tails are not larger than those of the theory ([moderate]: |v_q| <= 4 max(1, eta), or,
    for eta = 0, |v_q| <= 1.01 a tau with 1 + s <= 900 d): for every class made of such samples ([C_FP_of_samples]), for Omega_K ([C_FP_at_most_1])
    and for the design `common` ([C_FP_common]).   [moderate_classes_exist]: there are such classes. *)
Require Import Reals Lra Lia Psatz Arith QArith Qreals.
From Barriers Require Import Sums Norms Problems Rationals DualCertificate Mixing TiedColumns TrainingSets OmegaK Possible ScaleBounds Constants MainTheorem
  Common SamplesOfClass SignedClasses Feasibility.
Open Scope R_scope.

Definition C_FP_le eta m N Rs (activeA : nat -> nat -> Prop) (activey : nat -> Prop) (Om : elt -> Prop) (C : R) : Prop :=
  forall e0, Om e0 -> forall k, (k < Rs)%nat -> exists rho, 0 < rho /\
    (forall delta, 0 <= delta < rho -> feasible_within eta m N activeA activey (eA e0) (eS e0 k) delta) /\
    op_le m N (eA e0) (C * rho) /\ nrm m (eS e0 k) <= C * rho.

(** tails not larger than those of the theory; s = support *)
Definition moderate (S0 : setting) (sc : scale) (tau eta : R) : Prop :=
  (forall q, (q < tails S0)%nat -> Rabs (btail sc q) <= 4 * Rmax 1 eta) \/
  (eta = 0 /\ (forall q, (q < tails S0)%nat -> Rabs (btail sc q) <= 101/100 * (base S0 * tau)) /\ 1 + support S0 (btail sc) <= 900 * INR (heads S0)).

Section Samples.
Variables (S0 : setting) (eta : R).
Hypothesis HS : setting_ok S0.
Hypothesis HB : base_ok S0.
Hypothesis HP : pb S0 = BP eta.
Variables (sc : scale) (tau : R).
Hypothesis HC : constants_ok S0 sc tau.

Lemma sample_norm kappa k : nrm (rows S0) (sample S0 sc kappa k) = nrm (rows S0) (bvec (bhead sc kappa k) (btail sc)).
Proof. apply nrm_mix, HS. Qed.

(** x = 0 is not feasible *)
Theorem samples_infeasible_at_0 e kappa k : 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
  eta < nrm (rows S0) (sample S0 sc kappa k).
Proof.
  intros He Hk Hks. rewrite sample_norm. destruct (constants_scale S0 HS HB sc tau HC) as (_ & _ & rho & w & HF).
  destruct (HF e He) as [_ F]. destruct (F kappa k Hk Hks) as [(K1 & K2 & K3) _]. rewrite HP in K1. destruct K1 as (E1 & E2 & E3).
  pose proof (ok_base S0 HS) as Hb. set (as_ := base S0 + e) in *. set (c := cn S0 e) in *. set (b := bhead sc kappa k) in *.
  assert (Hc : 0 < c) by (unfold c, cn; pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) ltac:(lra)); lra).
  assert (Ha : 0 < as_) by (unfold as_; lra).
  set (u := cert_u c as_ (w e)) in *. set (y := bvec b (btail sc)).
  assert (D : rho e * dot (rows S0) u u < dot (rows S0) u y).
  { unfold rows. change (S (tails S0)) with (1 + tails S0)%nat. unfold dot. rewrite <- sum_scal, !sum_split. apply Rplus_lt_le_compat.
    - simpl. apply (Rmult_lt_compat_l (/ as_)) in K2; [|apply Rinv_0_lt_compat; lra]. unfold Rdiv in K2. lra.
    - apply sum_le. intros q Hq. destruct (K3 q Hq) as [_ T]. change (u (1 + q)%nat) with (w e q / c). change (y (1 + q)%nat) with (btail sc q).
      pose proof (Rabs_pos (tail_val c (rho e) (btail sc) (w e) q)) as T0. rewrite T in T0. unfold tail_val in T0.
      replace (w e q / c * btail sc q) with (rho e * (w e q / c * (w e q / c)) + (btail sc q - rho e * w e q / c) / c * w e q) by (field; lra). lra. }
  rewrite <- nrm_sq in D. pose proof (cauchy_schwarz (rows S0) u y) as CS. pose proof (Rle_abs (dot (rows S0) u y)).
  apply (Rmult_lt_reg_l (nrm (rows S0) u)); [exact E2|]. rewrite <- E3. lra.
Qed.

(** the head of a sample *)
Lemma head_small kappa k : 0 <= kappa <= kmax sc -> (k < samples S0)%nat -> Rabs (bhead sc kappa k) <= 51/50 * (base S0 * tau) + eta.
Proof.
  intros Hk Hks. pose proof (co_beta _ _ _ HC) as B. pose proof (co_spread _ _ _ HC) as Sp. apply Rabs_le_iff in B.
  assert (Sh : 0 <= shrinkage S0 (btail sc) <= eta).
  { unfold shrinkage. rewrite HP. pose proof (ok_problem S0 HS) as Q. rewrite HP in Q. simpl in Q.
    assert (0 <= support S0 (btail sc) / INR (heads S0)).
    { apply Rmult_le_pos; [apply dot_self_nonneg|]. left. apply Rinv_0_lt_compat. apply lt_0_INR. pose proof (ok_heads S0 HS). lia. }
    assert (S1 : 1 <= sqrt (1 + support S0 (btail sc) / INR (heads S0))) by (rewrite <- sqrt_1 at 1; apply sqrt_le_1_alt; lra).
    split; [apply Rmult_le_pos; [exact Q|left; apply Rinv_0_lt_compat; lra]|].
    apply (Rmult_le_reg_r (sqrt (1 + support S0 (btail sc) / INR (heads S0)))); [lra|].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. nra. }
  assert (INR k <= INR (samples S0)) by (apply le_INR; lia). pose proof (pos_INR k). pose proof (ok_base S0 HS). pose proof (co_tau _ _ _ HC).
  assert (0 < base S0 * tau) by (apply Rmult_lt_0_compat; lra).
  assert (0 <= kappa * INR k <= kmax sc * INR (samples S0)) by (split; [apply Rmult_le_pos|apply Rmult_le_compat]; lra).
  unfold bhead. apply Rabs_le. lra.
Qed.

Theorem samples_small e kappa k : tau <= 3/100 -> moderate S0 sc tau eta -> 0 <= e -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
  nrm (rows S0) (sample S0 sc kappa k) <= cn S0 e.
Proof.
  intros Ht Hm He Hk Hks. rewrite sample_norm. pose proof (head_small kappa k Hk Hks) as Hh. pose proof (ok_base S0 HS) as Hb.
  pose proof (ok_problem S0 HS) as Q. rewrite HP in Q. simpl in Q. pose proof (co_tau _ _ _ HC) as T0.
  pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) He) as Hc. pose proof HB as A. unfold base_ok in A. rewrite HP in A. cbn [parameter] in A.
  pose proof (Rmax_l 1 eta) as M1. pose proof (Rmax_r 1 eta) as M2. set (M := Rmax 1 eta) in *.
  assert (Em : INR (rows S0) = INR (tails S0) + 1) by (unfold rows; apply S_INR). pose proof (pos_INR (tails S0)) as P0.
  assert (Q1 : base S0 * tau <= 3/100 * base S0) by nra.
  unfold rows. destruct Hm as [Hv|(E0 & Hv & Hs)].
  - (* |v| <= a/4 *)
    assert (Hn : nrm (tails S0) (btail sc) <= base S0 / 4).
    { apply nrm_le_sq; [lra|]. apply Rle_trans with (INR (tails S0) * (16 * (M * M))).
      - unfold dot. rewrite <- sum_const. apply sum_le. intros q Hq. specialize (Hv q Hq). fold M in Hv. apply Rabs_le_iff in Hv. nra.
      - rewrite Em in A. set (t := INR (tails S0)) in *. assert (0 <= M) by lra.
        assert (8 * (t + 1) * M * (8 * (t + 1) * M) <= base S0 * base S0) by (apply Rmult_le_compat; nra).
        assert (0 <= (t - 1) * (t - 1) * (M * M)) by (apply Rmult_le_pos; [exact (Rle_0_sqr (t - 1))|nra]). nra. }
    change (S (tails S0)) with (1 + tails S0)%nat. eapply Rle_trans; [apply nrm_heads_tails|].
    rewrite (nrm_single 1 _ 0) by (try lia; intros; lia). change (bvec (bhead sc kappa k) (btail sc) 0%nat) with (bhead sc kappa k).
    change (nrm (tails S0) (fun q => bvec (bhead sc kappa k) (btail sc) (1 + q))) with (nrm (tails S0) (btail sc)).
    assert (8 * eta <= base S0). { rewrite Em in A. nra. }
    unfold cn. lra.
  - (* |y|^2 <= d a^2 *)
    rewrite E0 in Hh. rewrite Rplus_0_r in Hh. apply nrm_le_sq; [unfold cn; lra|].
    change (S (tails S0)) with (1 + tails S0)%nat. unfold dot. rewrite sum_split. simpl (sum 1 _). rewrite Rplus_0_l.
    change (bvec (bhead sc kappa k) (btail sc) 0%nat) with (bhead sc kappa k). set (h := bhead sc kappa k) in *. set (z := base S0 * tau) in *.
    assert (H1 : h * h <= 51/50 * z * (51/50 * z)) by (apply Rabs_le_iff in Hh; nra).
    assert (H2 : sum (tails S0) (fun q => bvec h (btail sc) (1 + q) * bvec h (btail sc) (1 + q)) <= 51/50 * z * (51/50 * z) * support S0 (btail sc)).
    { unfold support, dot. rewrite <- sum_scal. apply sum_le. intros q Hq. change (bvec h (btail sc) (1 + q)) with (btail sc q). specialize (Hv q Hq).
      assert (Ec : counts S0 (btail sc) q = 1) by (unfold counts; rewrite HP; destruct (Req_EM_T eta 0); [reflexivity|contradiction]).
      unfold signs. rewrite Ec, Rmult_1_r. pose proof (sgn_abs (btail sc q)) as Sa. set (g := sgn (btail sc q)) in *. set (v := btail sc q) in *.
      assert (Hz : 0 <= z) by (unfold z; nra).
      assert (G : v = 0 \/ g * g = 1) by (unfold g, sgn; destruct (Rlt_dec 0 v); [right; ring|destruct (Rlt_dec v 0); [right; ring|left; lra]]).
      destruct G as [->|G]; [rewrite Rmult_0_l; apply Rmult_le_pos; [nra|exact (Rle_0_sqr g)]|]. rewrite G.
      apply Rabs_le_iff in Hv. nra. }
    assert (D2 : 2 <= INR (heads S0)) by (apply (le_INR 2), (ok_heads S0 HS)).
    assert (Z : 51/50 * z * (51/50 * z) * 900 <= base S0 * base S0).
    { assert (0 <= z) by (unfold z; nra). assert (z * z <= 3/100 * base S0 * (3/100 * base S0)) by (apply Rmult_le_compat; lra). nra. }
    assert (Ec : INR (heads S0) * (base S0 * base S0) <= cn S0 e * cn S0 e).
    { unfold cn, cnorm. rewrite sqrt_sqrt by apply cnorm_arg. rewrite minus_INR by (pose proof (ok_heads S0 HS); lia). simpl (INR 1). nra. }
    assert (51/50 * z * (51/50 * z) * (1 + support S0 (btail sc)) <= 51/50 * z * (51/50 * z) * (900 * INR (heads S0))).
    { apply Rmult_le_compat_l; [exact (Rle_0_sqr (51/50 * z))|exact Hs]. }
    assert (INR (heads S0) * (51/50 * z * (51/50 * z) * 900) <= INR (heads S0) * (base S0 * base S0)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Samples.

(** ** Classes *)
Section OfClass.
Variables (S0 : setting) (eta : R).
Hypothesis HS : setting_ok S0.
Hypothesis HB : base_ok S0.
Hypothesis HP : pb S0 = BP eta.

Lemma class_eta : 0 <= eta.
Proof. pose proof (ok_problem S0 HS) as Q. rewrite HP in Q. exact Q. Qed.
Lemma class_c e : 0 <= e -> 2 <= cn S0 e.
Proof. intros He. pose proof (ok_base S0 HS). pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) He). unfold cn. lra. Qed.

(** everything active: the distance to infeasibility is c *)
Theorem class_distance e0 k ok : sample_of S0 ok e0 k -> (k < samples S0)%nat -> exists c, 0 < c /\
  gram_is (rows S0) (cols S0) (eA e0) (c * c) /\
  is_lub (fun delta => 0 <= delta /\ feasible_within eta (rows S0) (cols S0) everything2 everything1 (eA e0) (eS e0 k) delta) c.
Proof.
  intros [sc tau i e kappa Hi He Hkap HK _ -> ->] Hk.
  pose proof (class_c e (proj1 He)) as Hc. pose proof (member_gram S0 HS sc i e kappa Hi) as G.
  exists (cn S0 e). split; [lra|]. split; [exact G|]. apply distance_to_infeasibility; auto. split; [exact class_eta|].
  apply (samples_infeasible_at_0 S0 eta HS HB HP sc tau HK e kappa k He Hkap Hk).
Qed.

Theorem C_FP_of_samples (Om : elt -> Prop) activeA activey :
  (forall e0 k, Om e0 -> (k < samples S0)%nat -> sample_of S0 (fun sc tau => tau <= 3/100 /\ moderate S0 sc tau eta) e0 k) ->
  C_FP_le eta (rows S0) (cols S0) (samples S0) activeA activey Om 1.
Proof.
  intros HO e0 Ho k Hk. destruct (HO e0 k Ho Hk) as [sc tau i e kappa Hi He Hkap HK [Ht Hm] -> ->].
  pose proof (class_c e (proj1 He)) as Hc. pose proof (member_gram S0 HS sc i e kappa Hi) as G.
  exists (cn S0 e). rewrite Rmult_1_l. split; [lra|]. split; [|split].
  - intros delta Hd. apply (stays_feasible _ _ _ (cn S0 e)); auto. exact class_eta.
  - apply gram_operator_norm; auto.
  - apply (samples_small S0 eta HS HB HP sc tau HK); auto. apply He.
Qed.
End OfClass.

Theorem C_FP_at_most_1 K S0 strong weak taus tauw eta activeA activey : class_ok K S0 strong weak taus tauw -> pb S0 = BP eta -> (3 <= K)%nat ->
  moderate S0 strong taus eta -> moderate S0 weak tauw eta ->
  C_FP_le eta (rows S0) (cols S0) (samples S0) activeA activey (Omega S0 strong weak) 1.
Proof.
  intros HC HP H3 Ms Mw. pose proof (d_pos K) as Dp. pose proof (digits_1 K S0 strong weak taus tauw HC) as D1.
  pose proof (c_taus _ _ _ _ _ _ HC). pose proof (tau_at_most K tauw H3 (proj2 (c_tauw _ _ _ _ _ _ HC))). pose proof (tau_at_most K taus H3 ltac:(lra)).
  apply (C_FP_of_samples S0 eta); try apply HC; auto. apply (omega_samples K S0 strong weak taus tauw); auto.
Qed.
Theorem C_FP_common K S0 strong weak taus tauw eta activeA activey : common_ok K S0 strong weak taus tauw -> pb S0 = BP eta -> (3 <= K)%nat ->
  (forall k, (k < samples S0)%nat -> moderate S0 (scale_at strong k) taus eta /\ moderate S0 (scale_at weak k) tauw eta) ->
  C_FP_le eta (rows S0) (cols S0) (samples S0) activeA activey (common_class S0 strong weak) 1.
Proof.
  intros HC HP H3 HM. pose proof (tau_at_most (S K) taus ltac:(lia)) as Ts. replace (S K - 1)%nat with K in Ts by lia.
  specialize (Ts (proj2 (cc_taus _ _ _ _ _ _ HC))). pose proof (tau_at_most K tauw H3 (proj2 (cc_tauw _ _ _ _ _ _ HC))) as Tw.
  apply (C_FP_of_samples S0 eta); try apply HC; auto. apply (common_samples K S0 strong weak taus tauw); auto. intros k Hk. destruct (HM k Hk). auto.
Qed.

Theorem moderate_classes_exist (eta : R) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) :
  0 <= eta -> (1 <= m)%nat -> (m < N)%nat -> (2 <= K)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  exists S0 strong weak taus tauw, class_ok K S0 strong weak taus tauw /\ moderate S0 strong taus eta /\ moderate S0 weak tauw eta /\
    pb S0 = BP eta /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\
    forall q, sgn (btail strong q) = sgn (sigma q) /\ sgn (btail weak q) = sgn (sigma q).
Proof.
  intros He Hm HN HK HR HQ.
  destruct (signed_classes_exist (BP eta) m N K Rs Qm sigma He Hm HN HK HR HQ) as (S0 & strong & weak & taus & tauw & HC & E1 & E2 & E3 & E4 & E5 & T1 & T2 & _).
  assert (Small : forall v q, v q = 2 * Rmax 1 (parameter (BP eta)) * sgn (sigma q) -> Rabs (v q) <= 4 * Rmax 1 eta).
  { intros v q ->. cbn [parameter]. pose proof (Rmax_l 1 eta). rewrite Rabs_mult, Rabs_pos_eq by lra. pose proof (sgn_bound (sigma q)). nra. }
  exists S0, strong, weak, taus, tauw. split; [exact HC|]. split; [left; intros q _; apply Small, T1|]. split; [left; intros q _; apply Small, T2|]. 
  do 5 (split; [auto|]). intros q. rewrite T1, T2. pose proof (Rmax_l 1 (parameter (BP eta))). rewrite sgn_scaled by lra. auto.
Qed.
