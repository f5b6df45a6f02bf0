(** * The design `common`: R samples with tails of their own (theory, sections 3 and 4)

    [common_class]: as Omega_K, but the sample y_k = Q (beta_k, v_k) has a tail v_k (and, after rounding, a head) that depends on k, and nothing is spread.
    A network can hedge: it may be right on one branch at some samples and on another one at others.  Counted over the branches:
      [common_wrong]: every deterministic algorithm that halts on the class returns, on some training set of a member, a network that lacks
        K digits at R - floor(R/d) samples; so none is always right at more than R/d samples ([common_none]);
      [common_random], [common_majority]: with coins;   [common_bounded_data]: K-1 digits with at most M data;
      [common_exist]: there are such classes.   [common_different]: where the tails differ the samples do. *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Norms Problems Rationals DualCertificate Mixing TiedColumns TrainingSets Conditioning
  Algorithms Game BoundedData OmegaK Fork ScaleBounds Constants MainTheorem Hedging.
Open Scope R_scope.

Record common_design := mkCommon { cbeta : nat -> R; ctail : nat -> nat -> R; cemax : R }.
(** what the sample k sees *)
Definition scale_at (c : common_design) (k : nat) : scale := mkScale (cbeta c k) (ctail c k) (cemax c) 0.
Definition common_member (S0 : setting) (c : common_design) (i : nat) (e : R) : elt :=
  mkE (matrix S0 i e) (fun k => sample S0 (scale_at c k) 0 k).

Inductive common_class (S0 : setting) (strong weak : common_design) : elt -> Prop :=
| common_strong i e : (i < heads S0)%nat -> 0 <= e <= cemax strong -> common_class S0 strong weak (common_member S0 strong i e)
| common_weak i e : (i < heads S0)%nat -> 0 < e <= cemax weak -> common_class S0 strong weak (common_member S0 weak i e).

Record common_ok (K : nat) (S0 : setting) (strong weak : common_design) (taus tauw : R) : Prop := {
  cc_setting : setting_ok S0;
  cc_base : base_ok S0;
  cc_taus : 3/2 * digits K <= taus < 3 * digits K;
  cc_tauw : 3/2 * digits (K - 1) <= tauw < 3 * digits (K - 1);
  cc_strong : forall k, (k < samples S0)%nat -> constants_ok S0 (scale_at strong k) taus;
  cc_weak : forall k, (k < samples S0)%nat -> constants_ok S0 (scale_at weak k) tauw }.

(** ** Branches and their answers *)
Section Branches.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Lemma common_different c i e k k' q : (q < tails S0)%nat -> ctail c k q <> ctail c k' q ->
  eS (common_member S0 c i e) k <> eS (common_member S0 c i e) k'.
Proof.
  intros Hq Hn E. apply Hn. simpl in E.
  assert (H : forall r, sum m (fun i => mix S0 i (S q) * sample S0 (scale_at c r) 0 r i) = ctail c r q).
  { intros r. unfold sample. fold m. rewrite unmix; [reflexivity|apply HS|unfold m, rows; lia]. }
  rewrite <- !H, E. reflexivity.
Qed.

Lemma common_answers c i e : (i < d)%nat -> 0 <= e -> exists s, half_answers S0 (common_member S0 c i e) s.
Proof. intros Hi He. apply answers_exist; [apply HS|]. exact (member_nearby S0 HS (scale_at c 0) i e 0 Hi He). Qed.

Lemma common_branch_answers c s0 n0 i e : half_answers S0 (common_member S0 c 0 0) s0 -> (i < d)%nat -> 0 <= e ->
  sqrt (INR m) * e <= (/2)^(S n0) -> exists s, train P m N Rs (common_member S0 c i e) s /\ agree datum n0 s0 s.
Proof.
  intros H0 Hi He E1. destruct (common_answers c i e Hi He) as (s' & Hs').
  exists (fun n => if (n <=? n0)%nat then s0 n else s' n). split.
  - apply (splice_train P m N Rs (common_member S0 c 0 0)); auto.
    + apply half_train. exact Hs'.
    + simpl. eapply Rle_trans; [apply matrix_distance; auto|auto].
    + intros k _. cbn [eS common_member]. rewrite nrm_zero; [left; apply half_pos|intros; ring].
  - intros n Hn. destruct (Nat.leb_spec n n0); [reflexivity|lia].
Qed.

Section Scale.
Variables (c : common_design) (tau delta : R).
Hypothesis Hsc : forall k, (k < Rs)%nat -> scale_ok S0 (scale_at c k) tau.
Hypothesis Hd : 0 < delta.
Hypothesis Ht : 3/2 * delta <= tau.

Theorem common_fork (Om : elt -> Prop) s0 : half_answers S0 (common_member S0 c 0 0) s0 ->
  (forall i e, (i < d)%nat -> 0 < e <= cemax c -> Om (common_member S0 c i e)) ->
  sample_fork datum net elt (train P m N Rs) (accurate P m N delta) Om Rs d s0.
Proof.
  intros H0 HO n0. pose proof (half_pos (S n0)) as Hh. pose proof (sqrt_pos (INR m)) as Hsq.
  destruct (Hsc 0%nat (ok_samples S0 HS)) as (He0 & _). simpl in He0.
  set (b := (/2)^(S n0) / (sqrt (INR m) + 1)). assert (Hb : 0 < b) by (apply Rdiv_lt_0_compat; lra).
  assert (Eb : (sqrt (INR m) + 1) * b = (/2)^(S n0)) by (unfold b; field; lra).
  set (e := Rmin (cemax c) b). pose proof (Rmin_r (cemax c) b) as Q. fold e in Q.
  assert (He : 0 < e <= cemax c) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  exists (fun i => common_member S0 c i e). split.
  - intros i Hi. split; [apply HO; auto|]. apply common_branch_answers; auto; [lra|nra].
  - intros i j phi k Hi Hj Hn Hk Gi Gj. destruct (Hsc k Hk) as (_ & _ & rho & w & HF).
    assert (K0 : 0 <= 0 <= kmax (scale_at c k)) by (simpl; lra).
    apply (apart S0 (scale_at c k) tau delta rho w HF Hd Ht (phi (sample S0 (scale_at c k) 0 k)) e i j 0 k k); auto; try (simpl; lra).
    + apply (accurate_near S0 HS (scale_at c k) tau rho w HF i e 0 k phi delta); auto; lra.
    + apply (accurate_near S0 HS (scale_at c k) tau rho w HF j e 0 k phi delta); auto; lra.
Qed.
End Scale.
End Branches.

(** ** The theorems *)
Section Common.
Variables (K : nat) (S0 : setting) (strong weak : common_design) (taus tauw : R).
Hypothesis HC : common_ok K S0 strong weak taus tauw.
Let HS : setting_ok S0 := cc_setting _ _ _ _ _ _ HC.
Let trainings := train (pb S0) (rows S0) (cols S0) (samples S0).

(** right, wrong, to within delta at r samples at least *)
Definition right_at delta r (e : elt) (phi : net) : Prop :=
  right_at_least net elt (accurate (pb S0) (rows S0) (cols S0) delta) (samples S0) r e phi.
Definition wrong_at delta r (e : elt) (phi : net) : Prop :=
  wrong_at_least net elt (accurate (pb S0) (rows S0) (cols S0) delta) (samples S0) r e phi.

Lemma heads_2 : (2 <= heads S0)%nat. Proof. apply HS. Qed.
Lemma common_tie_in : common_class S0 strong weak (common_member S0 strong 0 0).
Proof.
  pose proof heads_2. apply common_strong; [lia|]. split; [lra|].
  destruct (co_emax _ _ _ (cc_strong _ _ _ _ _ _ HC 0 (ok_samples S0 HS))) as [H1 _]. simpl in H1. lra.
Qed.
Lemma common_strong_fork : exists s0, trainings (common_member S0 strong 0 0) s0 /\
  sample_fork datum net elt trainings (accurate (pb S0) (rows S0) (cols S0) (digits K)) (common_class S0 strong weak) (samples S0) (heads S0) s0.
Proof.
  pose proof heads_2. destruct (common_answers S0 HS strong 0 0 ltac:(lia) ltac:(lra)) as (s0 & H0).
  exists s0. split; [apply half_train; exact H0|].
  apply (common_fork S0 HS strong taus (digits K)); auto.
  - intros k Hk. apply constants_scale; try apply HC; auto.
  - apply pow_lt; lra.
  - apply HC.
  - intros i e Hi He. apply common_strong; auto; lra.
Qed.
Lemma common_weak_fork : exists s0,
  sample_fork datum net elt trainings (accurate (pb S0) (rows S0) (cols S0) (digits (K - 1))) (common_class S0 strong weak) (samples S0) (heads S0) s0.
Proof.
  pose proof heads_2. destruct (common_answers S0 HS weak 0 0 ltac:(lia) ltac:(lra)) as (s0 & H0).
  exists s0. apply (common_fork S0 HS weak tauw (digits (K - 1))); auto.
  - intros k Hk. apply constants_scale; try apply HC; auto.
  - apply pow_lt; lra.
  - apply HC.
  - intros i e Hi He. apply common_weak; auto; lra.
Qed.

(** Theorem 1: wrong at R - floor(R/d) samples at least *)
Theorem common_wrong (Gm : oracle_alg datum net) :
  (forall e, common_class S0 strong weak e -> forall s, train (pb S0) (rows S0) (cols S0) (samples S0) e s -> exists phi, out _ _ Gm s phi) ->
  exists e s phi, common_class S0 strong weak e /\ train (pb S0) (rows S0) (cols S0) (samples S0) e s /\ out _ _ Gm s phi /\
    wrong_at (digits K) (samples S0 - samples S0 / heads S0) e phi.
Proof.
  intros H. pose proof heads_2. destruct common_strong_fork as (s0 & T0 & F). destruct (H _ common_tie_in s0 T0) as (phi & Ho).
  destruct (hedging_det _ _ _ _ _ _ _ (heads S0) s0 Gm phi ltac:(lia) F Ho) as (e & s & He & Hs & Hp & W).
  exists e, s, phi. auto.
Qed.
Theorem common_none : ~ exists Gm, solves datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
  (right_at (digits K) (S (samples S0 / heads S0))) (common_class S0 strong weak) Gm.
Proof.
  pose proof heads_2. destruct common_strong_fork as (s0 & T0 & F).
  apply (hedging_none _ _ _ _ _ _ _ (heads S0) s0 _ ltac:(lia) F common_tie_in T0).
Qed.

(** Theorem 5: right at more than R/(j+1) samples with probability above j/d *)
Theorem common_random j p : INR j / INR (heads S0) < p -> ~ exists G,
  succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (right_at (digits K) (S (samples S0 / S j))) (common_class S0 strong weak) G p /\
  forall e, common_class S0 strong weak e -> forall s, train (pb S0) (rows S0) (cols S0) (samples S0) e s -> halts_as datum net G s.
Proof.
  intros Hp [G [Su H]]. pose proof heads_2. destruct common_strong_fork as (s0 & T0 & F).
  apply (hedging_rand _ _ _ _ _ _ _ (heads S0) j s0 p ltac:(lia) F Hp). exists G. split; [exact Su|]. apply (H _ common_tie_in s0 T0).
Qed.
(** right at more than half of the samples, not required to halt *)
Theorem common_majority p : INR (heads S0) / (2 * INR (heads S0) - 1) < p -> ~ exists G,
  succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (right_at (digits K) (S (samples S0 / 2))) (common_class S0 strong weak) G p.
Proof.
  intros Hp. destruct common_strong_fork as (s0 & T0 & F).
  apply (barrier_rand_nonhalting _ _ _ _ _ _ (heads S0) s0 _ p heads_2 (fork_of_majority _ _ _ _ _ _ _ _ s0 F) common_tie_in T0 Hp).
Qed.
(** Theorem 8: K-1 digits at more than half of the samples, with at most M data *)
Theorem common_bounded_data M p : / INR (heads S0) < p -> ~ exists G,
  succeeds_within datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (right_at (digits (K - 1)) (S (samples S0 / 2))) (common_class S0 strong weak) G M p.
Proof.
  intros Hp. destruct common_weak_fork as (s0 & F).
  apply (barrier_count _ _ _ _ _ _ (heads S0) s0 M p heads_2 (fork_of_majority _ _ _ _ _ _ _ _ s0 F) Hp).
Qed.
End Common.

(** ** There are such classes: for every family of sign patterns with equally many signs *)
Lemma sgn_scaled V r : 0 < V -> sgn (V * sgn r) = sgn r.
Proof.
  intros HV. unfold sgn at 2 3. destruct (Rlt_dec 0 r); [|destruct (Rlt_dec r 0)]; unfold sgn.
  - destruct (Rlt_dec 0 (V * 1)); [reflexivity|lra].
  - destruct (Rlt_dec 0 (V * -1)); [lra|]. destruct (Rlt_dec (V * -1) 0); [reflexivity|lra].
  - destruct (Rlt_dec 0 (V * 0)); [lra|]. destruct (Rlt_dec (V * 0) 0); [lra|reflexivity].
Qed.

Section Constants.
Variables (S0 : setting) (tau V : R).
Hypothesis HS : setting_ok S0.
Hypothesis Ht : 0 < tau.
Hypothesis HV : V = 2 * Rmax 1 (parameter (pb S0)).

Lemma drift_pos v : 0 < drift S0 tau v.
Proof.
  pose proof (ok_base S0 HS) as Hb. pose proof (ok_problem S0 HS) as HP. assert (0 < tau / base S0) by (apply Rdiv_lt_0_compat; lra).
  unfold drift. destruct (pb S0) as [eta|l|l]; simpl in HP.
  - destruct (Req_EM_T eta 0); (eapply Rlt_le_trans; [|apply Rmax_l]); auto.
    assert (0 <= eta * sqrt (support S0 v) / (base S0 * base S0)); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [auto|apply sqrt_pos]|left; apply Rinv_0_lt_compat; nra].
  - eapply Rlt_le_trans; [|apply Rmax_l]. eapply Rlt_le_trans; [|apply Rmax_l]. auto.
  - eapply Rlt_le_trans; [|apply Rmax_l]. auto.
Qed.

Definition signed_tail (sigma : nat -> R) (q : nat) : R := V * sgn (sigma q).
Lemma signed_signs sigma q : signs S0 (signed_tail sigma) q = sgn (sigma q).
Proof.
  pose proof (Rmax_l 1 (parameter (pb S0))) as V1. unfold signs, signed_tail. rewrite sgn_scaled by lra.
  assert (Hs : sgn (sigma q) = 0 \/ Rabs (V * sgn (sigma q)) = V).
  { unfold sgn. destruct (Rlt_dec 0 (sigma q)); [right; rewrite Rabs_pos_eq; lra|].
    destruct (Rlt_dec (sigma q) 0); [right; rewrite Rabs_left; lra|left; reflexivity]. }
  destruct Hs as [->|Hs]; [ring|]. unfold counts. rewrite Hs. destruct (pb S0) as [eta|l|l]; cbn [parameter] in *; try ring.
  destruct (Req_EM_T eta 0); [ring|]. destruct (Rle_dec (3/2 * Rmax 1 eta) V); [ring|lra].
Qed.
Lemma signed_support sigma : support S0 (signed_tail sigma) = sum (tails S0) (fun q => sgn (sigma q) * sgn (sigma q)).
Proof. apply sum_ext. intros q _. rewrite signed_signs. reflexivity. Qed.
Lemma signed_norm sigma : nrm (tails S0) (signed_tail sigma) = Rabs V * sqrt (sum (tails S0) (fun q => sgn (sigma q) * sgn (sigma q))).
Proof. unfold signed_tail. rewrite (nrm_scal _ V (fun q => sgn (sigma q))). reflexivity. Qed.

Lemma signed_constants sigma sigma0 :
  sum (tails S0) (fun q => sgn (sigma q) * sgn (sigma q)) = sum (tails S0) (fun q => sgn (sigma0 q) * sgn (sigma0 q)) ->
  let v0 := signed_tail sigma0 in
  constants_ok S0 (mkScale (base S0 * tau + shrinkage S0 v0) (signed_tail sigma) (Rmin (base S0 / 64) (tau / (40 * drift S0 tau v0))) 0) tau.
Proof.
  intros E v0. pose proof (ok_base S0 HS) as Hb. pose proof (drift_pos v0) as Hdr. pose proof (Rmax_l 1 (parameter (pb S0))) as V1.
  assert (Hat : 0 < base S0 * tau) by nra.
  assert (Hq : 0 < tau / (40 * drift S0 tau v0)) by (apply Rdiv_lt_0_compat; lra).
  assert (Ed : drift S0 tau (signed_tail sigma) = drift S0 tau v0).
  { unfold drift, v0. rewrite !signed_support, !signed_norm, E. reflexivity. }
  assert (Es : shrinkage S0 (signed_tail sigma) = shrinkage S0 v0).
  { unfold shrinkage, v0. rewrite !signed_support, E. reflexivity. }
  constructor; cbn [beta btail emax kmax]; auto.
  - split; [apply Rmin_glb_lt; lra|apply Rmin_l].
  - rewrite Ed. pose proof (Rmin_r (base S0 / 64) (tau / (40 * drift S0 tau v0))) as Q.
    apply (Rmult_le_compat_r (40 * drift S0 tau v0)) in Q; [|lra].
    replace (tau / (40 * drift S0 tau v0) * (40 * drift S0 tau v0)) with tau in Q by (field; lra). exact Q.
  - lra.
  - rewrite Rmult_0_l. lra.
  - rewrite Es, Rminus_diag_eq, Rabs_R0 by reflexivity. lra.
  - intros q _. assert (Hv : signed_tail sigma q = 0 \/ V <= Rabs (signed_tail sigma q)).
    { unfold signed_tail, sgn. destruct (Rlt_dec 0 (sigma q)); [right; rewrite Rabs_pos_eq; lra|].
      destruct (Rlt_dec (sigma q) 0); [right; rewrite Rabs_left1; lra|left; ring]. }
    unfold tail_size_ok. destruct (pb S0) as [eta|l|l]; simpl in HV, V1 |- *; auto.
    + destruct Hv; [auto|right; right; left; lra].
    + destruct Hv; [left; auto|right; left; lra].
Qed.
End Constants.

Theorem common_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> nat -> R) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  (forall k, (k < Rs)%nat -> sum (m - 1) (fun q => sgn (sigma k q) * sgn (sigma k q)) = sum (m - 1) (fun q => sgn (sigma 0%nat q) * sgn (sigma 0%nat q))) ->
  exists S0 strong weak taus tauw, common_ok K S0 strong weak taus tauw /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\ heads S0 = (N - m + 1)%nat /\
    forall k q, sgn (ctail strong k q) = sgn (sigma k q) /\ sgn (ctail weak k q) = sgn (sigma k q).
Proof.
  intros HP Hm HN HR HQ Hsig.
  set (a := IZR (up (8 * INR m * Rmax 1 (parameter P)))). set (S0 := mkSetting P (N - m + 1) (m - 1) Rs Qm a).
  assert (Em : rows S0 = m) by (unfold rows; simpl; lia). assert (En : cols S0 = N) by (unfold cols; simpl; lia).
  destruct (archimed (8 * INR m * Rmax 1 (parameter P))) as [U _]. fold a in U. pose proof (Rmax_l 1 (parameter P)) as V1.
  assert (Ha : 8 <= a).
  { assert (1 <= INR m) by (apply (le_INR 1); auto).
    assert (1 * 1 <= INR m * Rmax 1 (parameter P)) by (apply Rmult_le_compat; lra). lra. }
  assert (HS : setting_ok S0).
  { constructor; simpl; auto; try lia. unfold rows; simpl. replace (S (m - 1)) with m by lia. exact HQ. }
  set (v := fun k => signed_tail (2 * Rmax 1 (parameter P)) (sigma k)).
  set (sc := fun tau => mkCommon (fun _ => a * tau + shrinkage S0 (v 0%nat)) v (Rmin (a / 64) (tau / (40 * drift S0 tau (v 0%nat))))).
  assert (HC : forall tau k, 0 < tau -> (k < Rs)%nat -> constants_ok S0 (scale_at (sc tau) k) tau).
  { intros tau k Ht Hk. apply (signed_constants S0 tau (2 * Rmax 1 (parameter P)) HS Ht eq_refl (sigma k) (sigma 0%nat)). apply Hsig, Hk. }
  assert (D1 : 0 < digits K) by (apply pow_lt; lra). assert (D2 : 0 < digits (K - 1)) by (apply pow_lt; lra).
  exists S0, (sc (2 * digits K)), (sc (2 * digits (K - 1))), (2 * digits K), (2 * digits (K - 1)).
  split; [|do 6 (split; [auto|])].
  - constructor; auto; try lra.
    + unfold base_ok. rewrite Em. change (base S0) with a. change (pb S0) with P. lra.
    + intros k Hk. apply HC; [lra|exact Hk].
    + intros k Hk. apply HC; [lra|exact Hk].
  - intros k q. cbn [ctail sc]. unfold v, signed_tail. rewrite sgn_scaled by lra. auto.
Qed.
