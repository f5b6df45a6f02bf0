(** * The cluster that is spread along a zero tail coordinate (theory, section 3, designs)

    The samples are y_k = Q (beta, v + kappa k e_q), where v_q = 0.  [tail_cluster_ok]: the constants fit for all spreads kappa in [0, kmx].
    With continuous networks, and pairwise different samples on every branch:
      [tail_cluster_none], [tail_cluster_random]: no algorithm gets K digits at even one sample;
      [tail_cluster_bounded_data]: none does with at most M data, even if the tie is left out (K-1 digits on the weak part).
    [tail_clusters_exist]: there are such clusters for all problems and all patterns with a zero. *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Norms Problems Rationals DualCertificate Mixing TiedColumns TrainingSets Conditioning
  Algorithms Game BoundedData LateFork OmegaK Fork ContinuousNetworks Cluster ScaleBounds Constants MainTheorem LateBoundedData Perturbation Common.
Import ListNotations.
Open Scope R_scope.

Definition spread_tail (v : nat -> R) (q : nat) (x : R) (p : nat) : R := if (p =? q)%nat then v p + x else v p.
(** what sample k sees *)
Definition spread_scale (sc : scale) (q : nat) (kappa : R) (k : nat) : scale :=
  mkScale (beta sc) (spread_tail (btail sc) q (kappa * INR k)) (emax sc) 0.
Definition tail_member (S0 : setting) (sc : scale) (q i : nat) (e kappa : R) : elt :=
  mkE (matrix S0 i e) (fun k => sample S0 (spread_scale sc q kappa k) 0 k).

Inductive tail_branches (S0 : setting) (sc : scale) (q : nat) (kmx : R) : elt -> Prop :=
| tail_branch i e kappa : (i < heads S0)%nat -> 0 < e <= emax sc -> 0 < kappa <= kmx -> tail_branches S0 sc q kmx (tail_member S0 sc q i e kappa).
Inductive tail_cluster (S0 : setting) (sc : scale) (q : nat) (kmx : R) : elt -> Prop :=
| tail_tie : tail_cluster S0 sc q kmx (tail_member S0 sc q 0 0 0)
| tail_in e0 : tail_branches S0 sc q kmx e0 -> tail_cluster S0 sc q kmx e0.

Record tail_cluster_ok (K : nat) (S0 : setting) (sc : scale) (q : nat) (kmx tau : R) : Prop := {
  tc_setting : setting_ok S0;
  tc_base : base_ok S0;
  tc_coordinate : (q < tails S0)%nat /\ btail sc q = 0;
  tc_spread : 0 < kmx;
  tc_tau : 3/2 * digits K <= tau;
  tc_constants : forall kappa k, 0 <= kappa <= kmx -> (k < samples S0)%nat -> constants_ok S0 (spread_scale sc q kappa k) tau }.

Section TailCluster.
Variables (K : nat) (S0 : setting) (sc : scale) (q : nat) (kmx tau : R).
Hypothesis HC : tail_cluster_ok K S0 sc q kmx tau.
Let HS : setting_ok S0 := tc_setting _ _ _ _ _ _ HC.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.
Let smp kappa k := sample S0 (spread_scale sc q kappa k) 0 k.

Lemma tail_distance kappa kappa' k k' : nrm m (fun r => smp kappa k r - smp kappa' k' r) = Rabs (kappa * INR k - kappa' * INR k').
Proof.
  unfold smp, sample. fold m. rewrite nrm_mv_diff by apply HS. destruct (tc_coordinate _ _ _ _ _ _ HC) as [Hq _].
  rewrite (nrm_single m _ (S q)); [|unfold m, rows; lia|].
  - simpl. unfold spread_tail. rewrite Nat.eqb_refl. f_equal. ring.
  - intros [|p] _ Hn; simpl; [unfold bhead; simpl; ring|]. unfold spread_tail. destruct (Nat.eqb_spec p q); [lia|ring].
Qed.
Lemma tail_different i e kappa k k' : 0 < kappa -> k <> k' -> eS (tail_member S0 sc q i e kappa) k <> eS (tail_member S0 sc q i e kappa) k'.
Proof.
  intros Hk Hn E. simpl in E. pose proof (tail_distance kappa kappa k k') as D. unfold smp in D. rewrite E in D.
  rewrite nrm_zero in D by (intros; ring). apply Hn, INR_eq. symmetry in D.
  destruct (Req_EM_T (kappa * INR k - kappa * INR k') 0) as [Z|Z]; [nra|]. apply Rabs_pos_lt in Z. lra.
Qed.

Lemma tail_answers i e kappa : (i < d)%nat -> 0 <= e -> exists s, half_answers S0 (tail_member S0 sc q i e kappa) s.
Proof. intros Hi He. apply answers_exist; [apply HS|]. exact (member_nearby S0 HS sc i e 0 Hi He). Qed.
Lemma tail_branch_answers s0 n0 i e kappa : half_answers S0 (tail_member S0 sc q 0 0 0) s0 -> (i < d)%nat -> 0 <= e -> 0 <= kappa ->
  sqrt (INR m) * e <= (/2)^(S n0) -> kappa * INR Rs <= (/2)^(S n0) ->
  exists s, train P m N Rs (tail_member S0 sc q i e kappa) s /\ agree datum n0 s0 s.
Proof.
  intros H0 Hi He Hk E1 E2. destruct (tail_answers i e kappa Hi He) as (s' & Hs').
  exists (fun n => if (n <=? n0)%nat then s0 n else s' n). split.
  - apply (splice_train P m N Rs (tail_member S0 sc q 0 0 0)); auto.
    + apply half_train. exact Hs'.
    + cbn [eA tail_member]. eapply Rle_trans; [apply matrix_distance; auto|auto].
    + intros k Hlt. cbn [eS tail_member]. pose proof (tail_distance 0 kappa k k) as D. unfold smp in D. rewrite D.
      assert (INR k <= INR Rs) by (apply le_INR; lia). pose proof (pos_INR k). rewrite Rabs_left1 by nra. nra.
  - intros n Hn. destruct (Nat.leb_spec n n0); [reflexivity|lia].
Qed.

(** no vector is near the minimisers of two branches, seen from two samples *)
Lemma apart_two sc1 sc2 rho1 rho2 w1 w2 delta z e i j k k' : scale_facts S0 sc1 tau rho1 w1 -> scale_facts S0 sc2 tau rho2 w2 ->
  0 < delta -> 3/2 * delta <= tau -> 0 <= e <= emax sc1 -> 0 <= e <= emax sc2 -> 0 <= kmax sc1 -> 0 <= kmax sc2 ->
  (i < d)%nat -> (j < d)%nat -> i <> j -> (k < Rs)%nat -> (k' < Rs)%nat ->
  nrm N (fun p => z p - point S0 sc1 rho1 w1 i e 0 k p) <= 201/200 * delta ->
  nrm N (fun p => z p - point S0 sc2 rho2 w2 j e 0 k' p) <= 201/200 * delta -> False.
Proof.
  intros F1 F2 Hd Ht He1 He2 Hm1 Hm2 Hi Hj Hn Hk1 Hk2 H1 H2.
  pose proof (tval_near S0 sc1 tau rho1 w1 F1 e 0 k He1 ltac:(lra) Hk1) as T1.
  pose proof (tval_near S0 sc2 tau rho2 w2 F2 e 0 k' He2 ltac:(lra) Hk2) as T2.
  apply Rabs_le_iff in T1. apply Rabs_le_iff in T2.
  assert (Hi' : (i < N)%nat) by (unfold N, cols; fold d; lia). assert (Hj' : (j < N)%nat) by (unfold N, cols; fold d; lia).
  apply (two_coordinates N _ i j _ Hi' Hj' Hn) in H1. apply (two_coordinates N _ i j _ Hi' Hj' Hn) in H2.
  cbv beta in H1, H2. rewrite !point_head in H1, H2 by auto. rewrite !Nat.eqb_refl in *.
  destruct (Nat.eqb_spec j i); [lia|]. destruct (Nat.eqb_spec i j); [lia|].
  set (t := tval S0 sc1 rho1 e 0 k) in *. set (t' := tval S0 sc2 rho2 e 0 k') in *.
  pose proof (Rle_0_sqr (z i - t/2)) as Q1. pose proof (Rle_0_sqr (z j - t'/2)) as Q2. unfold Rsqr in *.
  assert (57/40 * delta * (57/40 * delta) <= t * t) by (apply Rmult_le_compat; lra).
  assert (57/40 * delta * (57/40 * delta) <= t' * t') by (apply Rmult_le_compat; lra). nra.
Qed.

Theorem tail_fork (Om : elt -> Prop) s0 : half_answers S0 (tail_member S0 sc q 0 0 0) s0 -> (forall e0, tail_branches S0 sc q kmx e0 -> Om e0) ->
  late_fork datum (cnet m N) elt (train P m N Rs) (right_at_some S0 (digits K)) Om d s0.
Proof.
  intros H0 HO n0 l. pose proof (tc_spread _ _ _ _ _ _ HC) as Hkm. pose proof (tc_tau _ _ _ _ _ _ HC) as Ht. pose proof (d_pos K) as Hd. set (delta := digits K) in *.
  destruct (co_emax _ _ _ (tc_constants _ _ _ _ _ _ HC 0 0%nat ltac:(lra) (ok_samples S0 HS))) as [He0 _]. simpl in He0.
  destruct (common_radius S0 l (smp 0 0) (delta/1000) ltac:(lra)) as (r & Hr & Hl).
  pose proof (half_pos (S n0)) as Hh. pose proof (sqrt_pos (INR m)) as Hsq. pose proof (pos_INR Rs) as HR.
  set (be := (/2)^(S n0) / (sqrt (INR m) + 1)). assert (Hbe : 0 < be) by (apply Rdiv_lt_0_compat; lra).
  assert (Ebe : be * (sqrt (INR m) + 1) = (/2)^(S n0)) by (unfold be; field; lra).
  set (e := Rmin (emax sc) be). pose proof (Rmin_r (emax sc) be) as Qe. fold e in Qe.
  assert (He : 0 < e <= emax sc) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  set (b := Rmin r ((/2)^(S n0))). pose proof (Rmin_l r ((/2)^(S n0))) as B1. pose proof (Rmin_r r ((/2)^(S n0))) as B2. fold b in B1, B2.
  assert (Hb : 0 < b) by (apply Rmin_glb_lt; auto).
  set (bk := b / (INR Rs + 1)). assert (Hbk : 0 < bk) by (apply Rdiv_lt_0_compat; lra).
  assert (Ebk : bk * (INR Rs + 1) = b) by (unfold bk; field; lra).
  set (kappa := Rmin kmx bk). pose proof (Rmin_r kmx bk) as Qk. fold kappa in Qk.
  assert (Hk : 0 < kappa <= kmx) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  assert (HkR : kappa * INR Rs <= b) by nra.
  exists (fun i => tail_member S0 sc q i e kappa). split.
  - intros i Hi. split; [apply HO, tail_branch; auto|]. apply tail_branch_answers; auto; try lra. nra.
  - intros i j phi Hin Hi Hj Hn (k & Hk1 & Gi) (k' & Hk2 & Gj).
    assert (Near : forall i k, (i < d)%nat -> (k < Rs)%nat -> accurate P m N delta (tail_member S0 sc q i e kappa) (cfun _ _ phi) k ->
       exists rho w, scale_facts S0 (spread_scale sc q kappa k) tau rho w /\
       nrm N (fun p => cfun _ _ phi (smp 0 0) p - point S0 (spread_scale sc q kappa k) rho w i e 0 k p) <= 201/200 * delta).
    { clear i j Hi Hj Hn k k' Hk1 Hk2 Gi Gj. intros i k Hi Hk1 G.
      pose proof (tc_constants _ _ _ _ _ _ HC kappa k ltac:(lra) Hk1) as HK.
      destruct (constants_scale S0 HS (tc_base _ _ _ _ _ _ HC) _ tau HK) as (_ & _ & rho & w & HF). exists rho, w. split; [exact HF|].
      pose proof (accurate_near S0 HS _ tau rho w HF i e 0 k (cfun _ _ phi) delta Hi Hk1 He ltac:(simpl; lra) G (1003/1000 * delta) ltac:(lra)) as G1.
      assert (Hy : nrm m (fun p => smp kappa k p - smp 0 0 p) <= r).
      { rewrite tail_distance. assert (INR k <= INR Rs) by (apply le_INR; lia). pose proof (pos_INR k).
        assert (0 <= kappa * INR k <= kappa * INR Rs) by (split; [apply Rmult_le_pos|apply Rmult_le_compat_l]; lra).
        rewrite Rmult_0_l, Rminus_0_r, Rabs_pos_eq; lra. }
      pose proof (Hl phi Hin _ Hy) as C1. rewrite nrm_sub_sym in C1. fold m N in C1.
      eapply Rle_trans; [apply (triangle N _ (cfun _ _ phi (smp kappa k)))|]. fold N in G1. change (sample S0 (spread_scale sc q kappa k) 0 k) with (smp kappa k) in G1. lra. }
    destruct (Near i k Hi Hk1 Gi) as (rho1 & w1 & F1 & N1). destruct (Near j k' Hj Hk2 Gj) as (rho2 & w2 & F2 & N2).
    apply (apart_two _ _ rho1 rho2 w1 w2 delta (cfun _ _ phi (smp 0 0)) e i j k k' F1 F2 Hd Ht); auto; simpl; lra.
Qed.

Lemma tail_tie_answers : exists s0, half_answers S0 (tail_member S0 sc q 0 0 0) s0.
Proof. apply tail_answers; [pose proof (ok_heads S0 HS); unfold d; lia|lra]. Qed.

Theorem tail_cluster_none : ~ exists Gm,
  solves datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at_some S0 (digits K)) (tail_cluster S0 sc q kmx) Gm.
Proof.
  destruct tail_tie_answers as (s0 & H0). pose proof (tail_fork (tail_cluster S0 sc q kmx) s0 H0 ltac:(intros; apply tail_in; auto)) as F.
  apply (late_barrier_det _ _ _ _ _ _ d s0 _ (ok_heads S0 HS) F (tail_tie S0 sc q kmx)). apply half_train, H0.
Qed.
Theorem tail_cluster_random p : / INR (heads S0) < p -> ~ exists G,
  succeeds datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at_some S0 (digits K)) (tail_cluster S0 sc q kmx) G p /\
  halts_on_class S0 (cnet (rows S0) (cols S0)) (tail_cluster S0 sc q kmx) G.
Proof.
  intros Hp [G [Su H]]. destruct tail_tie_answers as (s0 & H0). pose proof (tail_fork (tail_cluster S0 sc q kmx) s0 H0 ltac:(intros; apply tail_in; auto)) as F.
  apply (late_barrier_rand _ _ _ _ _ _ d s0 p (ok_heads S0 HS) F Hp). exists G. split; [exact Su|]. apply (H _ (tail_tie S0 sc q kmx)), half_train, H0.
Qed.
Theorem tail_cluster_bounded_data M p : / INR (heads S0) < p -> ~ exists G,
  succeeds_within datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at_some S0 (digits K)) (tail_branches S0 sc q kmx) G M p.
Proof.
  intros Hp. destruct tail_tie_answers as (s0 & H0).
  apply (late_barrier_count _ _ _ _ _ _ d s0 M p (ok_heads S0 HS) (tail_fork _ s0 H0 (fun _ H => H)) Hp).
Qed.
End TailCluster.

(** ** There are such clusters *)
Section Exist.
Variables (S0 : setting) (tau V : R) (sigma : nat -> R) (q : nat).
Hypothesis HS : setting_ok S0.
Hypothesis Ht : 0 < tau.
Hypothesis HV : V = 2 * Rmax 1 (parameter (pb S0)).
Hypothesis Hq : (q < tails S0)%nat.
Hypothesis Hsq : sigma q = 0.
Let a := base S0. Let mt := tails S0.
Let v := signed_tail V sigma.
Let v' x := spread_tail v q x.

Lemma v_zero : v q = 0.
Proof. unfold v, signed_tail. rewrite Hsq. unfold sgn. destruct (Rlt_dec 0 0); [lra|]. destruct (Rlt_dec 0 0); [lra|ring]. Qed.
Lemma v_cases p : v p = 0 \/ Rabs (v p) = V.
Proof.
  pose proof (Rmax_l 1 (parameter (pb S0))). unfold v, signed_tail, sgn. destruct (Rlt_dec 0 (sigma p)); [right; rewrite Rabs_pos_eq; lra|].
  destruct (Rlt_dec (sigma p) 0); [right; rewrite Rabs_left; lra|left; ring].
Qed.
Lemma spread_norm x : nrm mt (v' x) <= nrm mt v + Rabs x.
Proof.
  rewrite (nrm_ext mt (v' x) (fun p => v p + (if (p =? q)%nat then x else 0))).
  - eapply Rle_trans; [apply minkowski|]. apply Rplus_le_compat_l. rewrite (nrm_single mt _ q); [rewrite Nat.eqb_refl; lra|exact Hq|].
    intros p _ Hn. destruct (Nat.eqb_spec p q); [lia|reflexivity].
  - intros p _. unfold v', spread_tail. destruct (p =? q)%nat; ring.
Qed.
(** in basis pursuit with eta > 0 a small entry does not count *)
Lemma spread_signs eta x p : pb S0 = BP eta -> eta <> 0 -> Rabs x < 1 -> signs S0 (v' x) p = signs S0 v p.
Proof.
  intros EP He Hx. pose proof (Rmax_l 1 eta). unfold signs, v', spread_tail, counts. rewrite EP. destruct (Req_EM_T eta 0); [contradiction|].
  destruct (Nat.eqb_spec p q) as [->|]; [|reflexivity]. rewrite v_zero, Rplus_0_l.
  destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs x)); [lra|]. rewrite Rabs_R0. destruct (Rle_dec (3/2 * Rmax 1 eta) 0); [lra|ring].
Qed.
Lemma spread_support eta x : pb S0 = BP eta -> eta <> 0 -> Rabs x < 1 -> support S0 (v' x) = support S0 v.
Proof. intros EP He Hx. apply sum_ext. intros p _. rewrite (spread_signs eta x p EP He Hx). reflexivity. Qed.
Lemma spread_leftover eta x : pb S0 = BP eta -> eta <> 0 -> Rabs x < 1 -> leftover S0 (v' x) = x * x.
Proof.
  intros EP He Hx. pose proof (Rmax_l 1 eta). unfold leftover. rewrite (sum_single _ _ q Hq).
  - unfold v', spread_tail, counts. rewrite EP, Nat.eqb_refl, v_zero, Rplus_0_l. destruct (Req_EM_T eta 0); [contradiction|].
    destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs x)); [lra|ring].
  - intros p _ Hn. unfold v', spread_tail, counts. rewrite EP. destruct (Nat.eqb_spec p q); [lia|]. destruct (Req_EM_T eta 0); [contradiction|].
    pose proof HV as HV'. rewrite EP in HV'. cbn [parameter] in HV'. destruct (v_cases p) as [->|E]; [ring|]. rewrite E. destruct (Rle_dec (3/2 * Rmax 1 eta) V); [ring|lra].
Qed.
Lemma spread_drift x : Rabs x <= a * tau / 100 -> Rabs x < 1 -> drift S0 tau (v' x) <= 2 * drift S0 tau v.
Proof.
  intros Hx Hx1. pose proof (spread_norm x) as Nv. pose proof (ok_base S0 HS) as Hb. fold a in Hb. assert (D2 : 2 <= INR (heads S0)) by (apply (le_INR 2), (ok_heads S0 HS)).
  assert (Hta : 0 < tau / a) by (apply Rdiv_lt_0_compat; lra). fold mt in Nv.
  assert (X1 : Rabs x / (a * a) <= tau / a).
  { apply (Rmult_le_reg_r (a * a)); [nra|]. replace (Rabs x / (a * a) * (a * a)) with (Rabs x) by (field; lra).
    replace (tau / a * (a * a)) with (a * tau) by (field; lra). assert (0 < a * tau) by nra. lra. }
  assert (X2 : nrm mt (v' x) / (INR (heads S0) * (a * a)) <= nrm mt v / (INR (heads S0) * (a * a)) + tau / a).
  { apply Rle_trans with ((nrm mt v + Rabs x) / (INR (heads S0) * (a * a))).
    - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; apply Rmult_lt_0_compat; nra|exact Nv].
    - unfold Rdiv. rewrite Rmult_plus_distr_r. apply Rplus_le_compat_l. eapply Rle_trans; [|exact X1]. apply Rmult_le_compat_l; [apply Rabs_pos|].
      apply Rinv_le_contravar; nra. }
  assert (Two : forall A B B', tau / a <= A -> B' <= B + tau / a -> Rmax A B' <= 2 * Rmax A B).
  { intros A B B' HA HB. pose proof (Rmax_l A B). pose proof (Rmax_r A B). apply Rmax_lub; lra. }
  unfold drift. fold a mt. destruct (pb S0) as [eta|l|l] eqn:EP.
  - destruct (Req_EM_T eta 0) as [Z|Hn].
    + apply Two; lra.
    + rewrite (spread_support eta x EP Hn Hx1). pose proof (ok_problem S0 HS) as Q. rewrite EP in Q. simpl in Q.
      assert (0 <= eta * sqrt (support S0 v) / (a * a)).
      { apply Rmult_le_pos; [apply Rmult_le_pos; [exact Q|apply sqrt_pos]|left; apply Rinv_0_lt_compat; nra]. }
      assert (X3 : (nrm mt (v' x) + eta * sqrt (support S0 v)) / (a * a) <= (nrm mt v + eta * sqrt (support S0 v)) / (a * a) + Rabs x / (a * a)).
      { replace ((nrm mt v + eta * sqrt (support S0 v)) / (a * a) + Rabs x / (a * a)) with ((nrm mt v + Rabs x + eta * sqrt (support S0 v)) / (a * a)) by (field; lra).
        apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; nra|lra]. }
      apply Two; lra.
  - apply Two; [apply Rmax_l|lra].
  - apply Two; lra.
Qed.

Theorem tail_cluster_constants : exists kmx, 0 < kmx /\
  let sc := mkScale (a * tau + shrinkage S0 v) v (Rmin (a / 64) (tau / (80 * drift S0 tau v))) 0 in
  forall kappa k, 0 <= kappa <= kmx -> (k < samples S0)%nat -> constants_ok S0 (spread_scale sc q kappa k) tau.
Proof.
  pose proof (ok_base S0 HS) as Hb. fold a in Hb. pose proof (drift_pos S0 tau V HS Ht HV v) as Hdr. pose proof (Rmax_l 1 (parameter (pb S0))) as V1.
  assert (Hat : 0 < a * tau) by nra. pose proof (ok_problem S0 HS) as HP.
  assert (EP : exists p, pb S0 = p) by (eexists; reflexivity). destruct EP as (pr & EP). rewrite EP in HP.
  assert (HV' : V = 2 * Rmax 1 (parameter pr)) by (rewrite HV, EP; reflexivity). rewrite EP in V1.
  set (emx := Rmin (a / 64) (tau / (80 * drift S0 tau v))). assert (Hq0 : 0 < tau / (80 * drift S0 tau v)) by (apply Rdiv_lt_0_compat; lra).
  assert (He : 0 < emx <= a / 64) by (split; [apply Rmin_glb_lt; lra|apply Rmin_l]).
  assert (HD : emx * (80 * drift S0 tau v) <= tau).
  { pose proof (Rmin_r (a / 64) (tau / (80 * drift S0 tau v))) as Q. fold emx in Q. apply (Rmult_le_compat_r (80 * drift S0 tau v)) in Q; [|lra].
    replace (tau / (80 * drift S0 tau v) * (80 * drift S0 tau v)) with tau in Q by (field; lra). exact Q. }
  (* what the entry x = kappa k must satisfy *)
  assert (Sizes : small (fun x => x <= a * tau / 100 /\ x < 1 /\ match pr with
     | LASSO l => x * cnorm (heads S0) a emx <= l / 2
     | SQRTL _ => True
     | BP eta => eta = 0 \/ (INR (heads S0) + support S0 v + 1) * x <= eta * eta /\ 200 * x <= a * tau * eta end)).
  { assert (S1 : small (fun x => x <= a * tau / 100)) by (generalize (small_le 1 (a * tau / 100) ltac:(lra)); apply small_impl; intros; lra).
    assert (S2 : small (fun x => x < 1)) by (generalize (small_le 2 1 ltac:(lra)); apply small_impl; intros; lra).
    apply small_and; [exact S1|]. apply small_and; [exact S2|]. destruct pr as [eta|l|l]; simpl in HP.
    - destruct HP as [HP|HP]; [|exists 1; split; [lra|auto]].
      generalize (small_and _ _ (small_le (INR (heads S0) + support S0 v + 1) (eta * eta) ltac:(nra)) (small_le 200 (a * tau * eta) ltac:(apply Rmult_lt_0_compat; lra))).
      apply small_impl. intros x _ [Q1 Q2]. right. lra.
    - apply small_le. lra.
    - exists 1. split; [lra|auto]. }
  destruct Sizes as (x0 & Hx0 & Hsize). assert (HR : 1 <= INR (samples S0)) by (apply (le_INR 1), (ok_samples S0 HS)).
  exists (x0 / INR (samples S0)). split; [apply Rdiv_lt_0_compat; lra|]. intros sc kappa k Hkap Hk.
  set (x := kappa * INR k). assert (Hx : 0 <= x <= x0).
  { unfold x. pose proof (pos_INR k). assert (INR k <= INR (samples S0)) by (apply le_INR; lia). destruct Hkap as [K1 K2]. split; [nra|].
    apply (Rmult_le_compat_r (INR (samples S0))) in K2; [|lra]. replace (x0 / INR (samples S0) * INR (samples S0)) with x0 in K2 by (field; lra). nra. }
  assert (Hs : x <= a * tau / 100 /\ x < 1 /\ match pr with
     | LASSO l => x * cnorm (heads S0) a emx <= l / 2
     | SQRTL _ => True
     | BP eta => eta = 0 \/ (INR (heads S0) + support S0 v + 1) * x <= eta * eta /\ 200 * x <= a * tau * eta end).
  { destruct Hx as [[Hp|Hz] Hx]; [apply Hsize; lra|]. rewrite <- Hz. split; [lra|]. split; [lra|]. destruct pr as [eta|l|l]; simpl in HP; auto; [|lra].
    destruct HP as [HP|HP]; [right|auto]. assert (0 < a * tau * eta) by (apply Rmult_lt_0_compat; lra). nra. }
  destruct Hs as (X1 & X2 & X3). assert (Hax : Rabs x = x) by (apply Rabs_pos_eq; lra).
  constructor; cbn [beta btail emax kmax spread_scale sc]; fold a v; auto; try lra.
  - change (spread_tail v q (kappa * INR k)) with (v' x). pose proof (spread_drift x ltac:(lra) ltac:(lra)). fold emx.
    assert (emx * (40 * drift S0 tau (v' x)) <= emx * (40 * (2 * drift S0 tau v))) by (apply Rmult_le_compat_l; lra). lra.
  - change (spread_tail v q (kappa * INR k)) with (v' x). assert (E : shrinkage S0 (v' x) = shrinkage S0 v).
    { unfold shrinkage. rewrite EP. destruct pr as [eta|l|l]; auto. destruct (Req_EM_T eta 0) as [->|Hn]; [unfold Rdiv; ring|].
      rewrite (spread_support eta x EP Hn ltac:(lra)). reflexivity. }
    rewrite E, Rminus_diag_eq, Rabs_R0 by reflexivity. lra.
  - intros p Hp. change (spread_tail v q (kappa * INR k)) with (v' x). fold emx. unfold tail_size_ok. fold a. rewrite EP. destruct pr as [eta|l|l]; auto.
    + destruct (Req_EM_T eta 0) as [Z|Hn]; [auto|right]. destruct X3 as [X3|[X3 X4]]; [contradiction|].
      rewrite (spread_support eta x EP Hn ltac:(lra)), (spread_leftover eta x EP Hn ltac:(lra)). cbn [parameter] in *.
      unfold v', spread_tail. destruct (Nat.eqb_spec p q) as [->|Hpq].
      * right; right. rewrite v_zero, Rplus_0_l. assert (x * x <= x) by nra. pose proof (dot_self_nonneg (tails S0) (signs S0 v)) as Sp. fold (support S0 v) in Sp.
        assert (0 <= INR (heads S0)) by apply pos_INR.
        assert ((INR (heads S0) + support S0 v + 1) * (x * x) <= (INR (heads S0) + support S0 v + 1) * x) by (apply Rmult_le_compat_l; lra). lra.
      * destruct (v_cases p) as [Z|E]; [left; exact Z|right; left; lra].
    + unfold v', spread_tail. destruct (Nat.eqb_spec p q) as [->|Hpq].
      * right; right. rewrite v_zero, Rplus_0_l, Hax. exact X3.
      * cbn [parameter] in *. destruct (v_cases p) as [Z|E]; [left; exact Z|right; left; lra].
Qed.
End Exist.

Theorem tail_clusters_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) (q : nat) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (1 <= Rs)%nat -> orthogonal m Qm -> (q < m - 1)%nat -> sigma q = 0 ->
  exists S0 sc kmx tau, tail_cluster_ok K S0 sc q kmx tau /\ tau < 3 * digits K /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\ forall p, sgn (btail sc p) = sgn (sigma p).
Proof.
  intros HP Hm HN HR HQ Hq Hsq. pose proof (Rmax_l 1 (parameter P)) as V1. assert (HM : 1 <= INR m) by (apply (le_INR 1); auto).
  set (a := IZR (up (8 * INR m * Rmax 1 (parameter P)))). set (S0 := mkSetting P (N - m + 1) (m - 1) Rs Qm a).
  assert (Em : rows S0 = m) by (unfold rows; simpl; lia). assert (En : cols S0 = N) by (unfold cols; simpl; lia).
  destruct (archimed (8 * INR m * Rmax 1 (parameter P))) as [U _]. fold a in U.
  assert (Ha : 8 <= a) by nra.
  assert (HS : setting_ok S0).
  { constructor; simpl; auto; try lia. unfold rows; simpl. replace (S (m - 1)) with m by lia. exact HQ. }
  assert (D1 : 0 < digits K) by (apply pow_lt; lra).
  destruct (tail_cluster_constants S0 (2 * digits K) (2 * Rmax 1 (parameter P)) sigma q HS ltac:(lra) eq_refl Hq Hsq) as (kmx & Hk & HK).
  exists S0, (mkScale (base S0 * (2 * digits K) + shrinkage S0 (signed_tail (2 * Rmax 1 (parameter P)) sigma)) (signed_tail (2 * Rmax 1 (parameter P)) sigma)
    (Rmin (base S0 / 64) (2 * digits K / (80 * drift S0 (2 * digits K) (signed_tail (2 * Rmax 1 (parameter P)) sigma)))) 0), kmx, (2 * digits K).
  split; [|split; [lra|do 5 (split; [auto|])]].
  - constructor; auto; try lra.
    + unfold base_ok. rewrite Em. simpl. lra.
    + split; [exact Hq|]. apply (v_zero (2 * Rmax 1 (parameter P)) sigma q Hsq).
  - intros p. cbn [btail]. unfold signed_tail. apply sgn_scaled. lra.
Qed.
