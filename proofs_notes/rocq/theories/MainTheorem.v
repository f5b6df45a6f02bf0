(** * The barrier theorem on Omega_K (talk; theory, sections 3 to 6)

    [class_ok K S0 strong weak]: Omega_K with the constants of the theory.  [classes_exist]: for every problem, m < N, K >= 2,
    number of samples, orthogonal mixing and sign pattern of the tail there is one.  On each of them:
      members are perfectly conditioned, have training sets, and some continuous network is exact ([members_conditioned],
      [training_sets_exist], [exact_networks_exist]);
      (i) no algorithm gets K digits, at even one sample ([no_K_digits], [no_K_digits_random], [no_K_digits_random_nonhalting];
          [no_K_digits_distinct], [no_K_digits_distinct_random]: pairwise different samples, continuous networks);
      (ii) an algorithm gets K-1 digits at every sample ([K1_digits]), none with bounded data at even one ([K1_unbounded], [K1_unbounded_random]);
      (iii) one datum is enough for K-2 digits at every sample ([K2_digits]). *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals ClassicalDedekindReals.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns TrainingSets
  Conditioning Algorithms Game BoundedData LateFork OmegaK Fork ContinuousNetworks Cluster Possible ScaleBounds Constants.
Import ListNotations.
Open Scope R_scope.

Definition digits (K : nat) : R := (/10)^K.

Record class_ok (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R) : Prop := {
  c_digits : (2 <= K)%nat;
  c_setting : setting_ok S0;
  c_base : base_ok S0;
  c_rational : exists a : Q, Q2R a = base S0;
  c_taus : 3/2 * digits K <= taus < 3 * digits K;
  c_tauw : 3/2 * digits (K - 1) <= tauw < 3 * digits (K - 1);
  c_strong : constants_ok S0 strong taus;
  c_weak : constants_ok S0 weak tauw;
  c_support : support S0 (btail strong) = support S0 (btail weak);
  c_spread : 0 < kmax strong }.

Section Barrier.
Variables (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R).
Hypothesis HC : class_ok K S0 strong weak taus tauw.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.
Let Om := Omega S0 strong weak.

(** an algorithm succeeds: on every training set of every member it halts with a network that is right *)
Definition solves_every (delta : R) (Gm : oracle_alg datum net) : Prop :=
  solves datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) delta) (Omega S0 strong weak) Gm.
Definition solves_some (delta : R) (Gm : oracle_alg datum net) : Prop :=
  solves datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) delta) (Omega S0 strong weak) Gm.
(** with probability at least p *)
Definition succeeds_some (delta p : R) (G : strategy datum net) : Prop :=
  succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) delta) (Omega S0 strong weak) G p.
Definition halts_on_class (Net : Type) (Om : elt -> Prop) (G : strategy datum Net) : Prop :=
  forall e, Om e -> forall s, train (pb S0) (rows S0) (cols S0) (samples S0) e s -> halts_as datum Net G s.

Lemma d_pos : 0 < digits K. Proof. apply pow_lt; lra. Qed.
Lemma digits_1 : digits (K - 1) = 10 * digits K.
Proof. pose proof (c_digits _ _ _ _ _ _ HC). unfold digits. replace K with (S (K - 1)) at 2 by lia. simpl. field. Qed.
Lemma digits_2 : digits (K - 2) = 100 * digits K.
Proof. pose proof (c_digits _ _ _ _ _ _ HC). unfold digits. replace K with (S (S (K - 2))) at 2 by lia. simpl. field. Qed.
Let HS : setting_ok S0 := c_setting _ _ _ _ _ _ HC.
Lemma strong_ok : scale_ok S0 strong taus.
Proof. apply constants_scale; apply HC. Qed.
Lemma weak_ok : scale_ok S0 weak tauw.
Proof. apply constants_scale; apply HC. Qed.
Lemma d_ge_2 : (2 <= d)%nat. Proof. apply HS. Qed.

Lemma beta_order : beta strong < beta weak.
Proof.
  pose proof (co_beta _ _ _ (c_strong _ _ _ _ _ _ HC)) as B1. pose proof (co_beta _ _ _ (c_weak _ _ _ _ _ _ HC)) as B2.
  apply Rabs_le_iff in B1. apply Rabs_le_iff in B2.
  assert (E : shrinkage S0 (btail strong) = shrinkage S0 (btail weak)).
  { unfold shrinkage. rewrite (c_support _ _ _ _ _ _ HC). reflexivity. }
  rewrite E in B1. pose proof (c_taus _ _ _ _ _ _ HC). pose proof (c_tauw _ _ _ _ _ _ HC). rewrite digits_1 in *.
  pose proof d_pos. pose proof (ok_base S0 HS).
  assert (base S0 * taus <= base S0 * (3 * digits K)) by (apply Rmult_le_compat_l; lra).
  assert (base S0 * (15 * digits K) <= base S0 * tauw) by (apply Rmult_le_compat_l; lra).
  assert (0 < base S0 * digits K) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** ** The members *)
Theorem members_conditioned e : Om e -> exists c, 0 < c /\ gram_is m N (eA e) (c * c).
Proof.
  pose proof (ok_base S0 HS) as Hb.
  intros [i x kappa Hi Hx Hk|i x kappa Hi Hx Hk]; exists (cn S0 x); (split; [|apply member_gram; auto]).
  all: pose proof (cnorm_ge (heads S0) (base S0) x ltac:(lra) ltac:(lra)); unfold cn; lra.
Qed.
Theorem training_sets_exist e : Om e -> exists s, train P m N Rs e s.
Proof.
  intros [i x kappa Hi Hx Hk|i x kappa Hi Hx Hk].
  - destruct (half_answers_exist S0 HS strong i x kappa Hi ltac:(lra)) as (s & Hs). exists s. apply half_train. exact Hs.
  - destruct (half_answers_exist S0 HS weak i x kappa Hi ltac:(lra)) as (s & Hs). exists s. apply half_train. exact Hs.
Qed.
Theorem exact_networks_exist e : Om e -> exists phi : cnet m N, forall k, (k < Rs)%nat ->
  Xi P m N (eA e) (eS e k) (cfun m N phi (eS e k)).
Proof. apply (networks_exist S0 HS strong weak taus tauw strong_ok weak_ok). Qed.

(** ** The forks *)
Lemma tie_in : Om (tie S0 strong 0).
Proof.
  apply in_strong; [pose proof d_ge_2; unfold d in *; lia| |]; (split; [lra|]); left; [apply strong_ok|apply HC].
Qed.
Lemma tie_answers sc : exists s, half_answers S0 (tie S0 sc 0) s.
Proof. apply half_answers_exist; auto; [pose proof d_ge_2; unfold d in *; lia|lra]. Qed.
Lemma strong_fork s0 : half_answers S0 (tie S0 strong 0) s0 ->
  fork datum net elt (train P m N Rs) (accurate_some P m N Rs (digits K)) Om d s0.
Proof.
  intros H0. destruct strong_ok as (He & Hk & rho & w & HF).
  apply (fork_of_tie S0 HS strong taus (digits K) rho w HF d_pos (proj1 (c_taus _ _ _ _ _ _ HC)) Om s0 He Hk H0).
  intros i e Hi He'. apply in_strong; auto; lra.
Qed.
Lemma weak_fork s0 : half_answers S0 (tie S0 weak 0) s0 ->
  fork datum net elt (train P m N Rs) (accurate_some P m N Rs (digits (K - 1))) Om d s0.
Proof.
  intros H0. destruct weak_ok as (He & Hk & rho & w & HF).
  apply (fork_of_tie S0 HS weak tauw (digits (K - 1)) rho w HF) ; auto.
  - pose proof d_pos. rewrite digits_1. lra.
  - apply HC.
  - intros i e Hi He'. apply in_weak; auto; lra.
Qed.

(** ** (i) K digits *)
Theorem no_K_digits : ~ exists Gm, solves_some (digits K) Gm.
Proof.
  destruct (tie_answers strong) as (s0 & H0).
  apply (barrier_det _ _ _ _ _ _ d s0 _ d_ge_2 (strong_fork s0 H0) tie_in). apply half_train, H0.
Qed.
Theorem no_K_digits_random p : / INR (heads S0) < p ->
  ~ exists G, succeeds_some (digits K) p G /\ halts_on_class net (Omega S0 strong weak) G.
Proof.
  intros Hp [G [S H]]. destruct (tie_answers strong) as (s0 & H0).
  apply (barrier_rand _ _ _ _ _ _ d s0 p d_ge_2 (strong_fork s0 H0) Hp). exists G. split; [exact S|].
  apply (H _ tie_in). apply half_train, H0.
Qed.
Theorem no_K_digits_random_nonhalting p : INR (heads S0) / (2 * INR (heads S0) - 1) < p ->
  ~ exists G, succeeds_some (digits K) p G.
Proof.
  intros Hp. destruct (tie_answers strong) as (s0 & H0).
  apply (barrier_rand_nonhalting _ _ _ _ _ _ d s0 _ p d_ge_2 (strong_fork s0 H0) tie_in); auto. apply half_train, H0.
Qed.

(** the same with pairwise different samples on every branch, and continuous networks *)
Theorem distinct_in e : distinct_samples S0 strong e -> Om e.
Proof. intros [|i x kappa Hi Hx Hk]; [apply tie_in|apply in_strong; auto; lra]. Qed.
Lemma distinct_fork s0 : half_answers S0 (tie S0 strong 0) s0 ->
  late_fork datum (cnet m N) elt (train P m N Rs) (right_at_some S0 (digits K)) (distinct_samples S0 strong) d s0.
Proof.
  intros H0. apply (late_fork_of_tie S0 HS strong taus (digits K) strong_ok (c_spread _ _ _ _ _ _ HC) d_pos (proj1 (c_taus _ _ _ _ _ _ HC))); auto.
  intros i e kappa Hi He Hk. apply distinct_branch; auto.
Qed.
Theorem no_K_digits_distinct : ~ exists Gm,
  solves datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at_some S0 (digits K)) (distinct_samples S0 strong) Gm.
Proof.
  destruct (tie_answers strong) as (s0 & H0).
  apply (late_barrier_det _ _ _ _ _ _ d s0 _ d_ge_2 (distinct_fork s0 H0) (distinct_tie S0 strong)). apply half_train, H0.
Qed.
Theorem no_K_digits_distinct_random p : / INR (heads S0) < p -> ~ exists G,
  succeeds datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at_some S0 (digits K)) (distinct_samples S0 strong) G p /\
  halts_on_class (cnet (rows S0) (cols S0)) (distinct_samples S0 strong) G.
Proof.
  intros Hp [G [S H]]. destruct (tie_answers strong) as (s0 & H0).
  apply (late_barrier_rand _ _ _ _ _ _ d s0 p d_ge_2 (distinct_fork s0 H0) Hp). exists G. split; [exact S|].
  apply (H _ (distinct_tie S0 strong)). apply half_train, H0.
Qed.

(** ** (ii) K-1 digits *)
Theorem K1_digits : exists k : knowledge, forall tape,
  solves_every (digits (K - 1)) (alg_of datum net (gamma1 (heads S0) (rows S0) k) tape) /\
  solves datum net elt (train_weak (rows S0) (cols S0) (samples S0))
    (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1))) (Omega S0 strong weak)
    (alg_of datum net (gamma1 (heads S0) (rows S0) k) tape).
Proof.
  destruct strong_ok as (He & Hk & rho & w & HF). destruct weak_ok as (He' & Hk' & rho' & w' & HF').
  destruct (c_rational _ _ _ _ _ _ HC) as (a & Ea). pose proof d_pos as Hdp.
  pose proof (c_taus _ _ _ _ _ _ HC) as T1. pose proof (c_tauw _ _ _ _ _ _ HC) as T2. rewrite digits_1 in T2.
  destruct (knowledge_exists S0 HS strong weak taus tauw (digits K) rho rho' w w') with (a := a) as (k & Hkn); auto; try lra.
  { apply beta_order. }
  exists k. intros tape.
  assert (W : forall e, Om e -> forall s, train_weak m N Rs e s -> exists phi,
     halts datum net (gamma1 d m k) tape s phi /\ accurate_every P m N Rs (digits (K - 1)) e phi).
  { intros e Hoe s T. rewrite digits_1. eapply (gamma1_right S0 HS strong weak taus tauw (digits K) rho rho' w w'); eauto; lra. }
  split; [intros e Hoe s T; apply (W e Hoe s (train_train_weak P m N Rs e s T))|exact W].
Qed.
Theorem K1_unbounded M : ~ exists Gm, solves_some (digits (K - 1)) Gm /\
  forall e, Omega S0 strong weak e -> forall s phi, train (pb S0) (rows S0) (cols S0) (samples S0) e s -> out _ _ Gm s phi ->
  forall s', agree _ M s s' -> out _ _ Gm s' phi.
Proof.
  destruct (tie_answers weak) as (s0 & H0). apply (barrier_bounded_use _ _ _ _ _ _ d s0 M d_ge_2 (weak_fork s0 H0)).
Qed.
Theorem K1_unbounded_random M p : / INR (heads S0) < p -> ~ exists G,
  succeeds_within datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1))) (Omega S0 strong weak) G M p.
Proof.
  intros Hp. destruct (tie_answers weak) as (s0 & H0).
  apply (barrier_count _ _ _ _ _ _ d s0 M p d_ge_2 (weak_fork s0 H0) Hp).
Qed.

(** ** (iii) K-2 digits: one datum *)
Theorem K2_digits : exists k : knowledge,
  (forall e, Omega S0 strong weak e -> forall s, train_weak (rows S0) (cols S0) (samples S0) e s -> forall tape,
     exists phi, halts datum net (gamma2 (rows S0) k) tape s phi /\
       accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 2)) e phi) /\
  succeeds_within datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 2))) (Omega S0 strong weak) (gamma2 (rows S0) k) 1 1.
Proof.
  destruct strong_ok as (He & Hk & rho & w & HF). destruct weak_ok as (He' & Hk' & rho' & w' & HF').
  destruct (c_rational _ _ _ _ _ _ HC) as (a & Ea). pose proof d_pos as Hdp.
  pose proof (c_taus _ _ _ _ _ _ HC) as T1. pose proof (c_tauw _ _ _ _ _ _ HC) as T2. rewrite digits_1 in T2.
  destruct (knowledge_exists S0 HS strong weak taus tauw (digits K) rho rho' w w') with (a := a) as (k & Hkn); auto; try lra.
  { apply beta_order. }
  exists k.
  assert (W : forall e, Om e -> forall s, train_weak m N Rs e s ->
     accurate_every P m N Rs (digits (K - 2)) e
       (constnet (if is_strong m k (k_start k) (s (k_start k)) then k_strong k else k_middle k))).
  { intros e Hoe s T. rewrite digits_2. eapply (gamma2_right S0 HS strong weak taus tauw (digits K) rho rho' w w'); eauto; lra. }
  split.
  - intros e Hoe s T tape. eexists. split; [|apply (W e Hoe s T)].
    exists 1%nat, [Got datum (k_start k) (s (k_start k))]. reflexivity.
  - intros e Hoe s T q Hq. exists 1%nat. simpl. pose proof (W e Hoe s (train_train_weak P m N Rs e s T)) as G.
    unfold ind. destruct (sig_not_dec _) as [_|F]; [exact Hq|]. exfalso. apply F, G.
Qed.
End Barrier.

(** ** There are such classes *)
Lemma Q2R_up x : Q2R (inject_Z (up x)) = IZR (up x). Proof. apply Q2R_inj. Qed.

Theorem classes_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (2 <= K)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  exists S0 strong weak taus tauw, class_ok K S0 strong weak taus tauw /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\ heads S0 = (N - m + 1)%nat /\
    forall q, (q < m - 1)%nat -> sgn (btail strong q) = sgn (sigma q) /\ sgn (btail weak q) = sgn (sigma q).
Proof.
  intros HP Hm HN HK HR HQ.
  set (V := 2 * Rmax 1 (parameter P)). set (a := IZR (up (8 * INR m * Rmax 1 (parameter P)))).
  set (v := fun q => V * sgn (sigma q)).
  set (S0 := mkSetting P (N - m + 1) (m - 1) Rs Qm a).
  assert (Em : rows S0 = m) by (unfold rows; simpl; lia). assert (En : cols S0 = N) by (unfold cols; simpl; lia).
  pose proof (Rmax_l 1 (parameter P)) as V1. assert (HV : 0 < V) by (unfold V; lra). assert (HV2 : 2 <= V) by (unfold V; lra).
  destruct (archimed (8 * INR m * Rmax 1 (parameter P))) as [U _]. fold a in U.
  assert (HM : 1 <= INR m) by (apply (le_INR 1); auto).
  assert (Ha : 8 <= a).
  { assert (1 * 1 <= INR m * Rmax 1 (parameter P)) by (apply Rmult_le_compat; lra). lra. }
  assert (HS : setting_ok S0).
  { constructor; simpl; auto; try lia. unfold rows; simpl. replace (S (m - 1)) with m by lia. exact HQ. }
  assert (HD : forall tau, 0 < tau -> 0 < drift S0 tau v).
  { intros tau Ht. assert (0 < tau / a) by (apply Rdiv_lt_0_compat; lra).
    unfold drift. change (base S0) with a. change (pb S0) with P. destruct P as [eta|l|l]; simpl in HP.
    - destruct (Req_EM_T eta 0).
      + eapply Rlt_le_trans; [|apply Rmax_l]. auto.
      + eapply Rlt_le_trans; [|apply Rmax_l].
        assert (0 <= eta * sqrt (support S0 v) / (a * a)); [|lra].
        apply Rmult_le_pos; [apply Rmult_le_pos; [auto|apply sqrt_pos]|left; apply Rinv_0_lt_compat; nra].
    - eapply Rlt_le_trans; [|apply Rmax_l]. eapply Rlt_le_trans; [|apply Rmax_l]. auto.
    - eapply Rlt_le_trans; [|apply Rmax_l]. auto. }
  set (sc := fun tau => mkScale (a * tau + shrinkage S0 v) v (Rmin (a / 64) (tau / (40 * drift S0 tau v))) (a * tau / (100 * INR Rs))).
  assert (HRs : 1 <= INR Rs) by (apply (le_INR 1); auto).
  assert (HC : forall tau, 0 < tau -> constants_ok S0 (sc tau) tau /\ 0 < kmax (sc tau)).
  { intros tau Ht. pose proof (HD tau Ht) as Hdr. assert (Hat : 0 < a * tau) by nra.
    assert (Hq : 0 < tau / (40 * drift S0 tau v)) by (apply Rdiv_lt_0_compat; lra).
    assert (Hk : 0 < a * tau / (100 * INR Rs)) by (apply Rdiv_lt_0_compat; lra).
    split; [|exact Hk]. constructor; auto.
    - simpl. split; [apply Rmin_glb_lt; lra|apply Rmin_l].
    - simpl. pose proof (Rmin_r (a / 64) (tau / (40 * drift S0 tau v))) as Q.
      apply (Rmult_le_compat_r (40 * drift S0 tau v)) in Q; [|lra].
      replace (tau / (40 * drift S0 tau v) * (40 * drift S0 tau v)) with tau in Q by (field; lra). exact Q.
    - simpl. lra.
    - simpl. right. field. lra.
    - simpl. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. lra.
    - intros q _. simpl. unfold tail_size_ok. change (pb S0) with P.
      assert (Hv : v q = 0 \/ V <= Rabs (v q)).
      { unfold v, sgn. destruct (Rlt_dec 0 (sigma q)); [right; rewrite Rabs_pos_eq; lra|].
        destruct (Rlt_dec (sigma q) 0); [right; rewrite Rabs_left1; lra|left; ring]. }
      destruct P as [eta|l|l]; simpl in V, V1; auto; destruct Hv as [Hv|Hv].
      + right; left; exact Hv.
      + right; right; left. unfold V in Hv. lra.
      + left; exact Hv.
      + right; left; lra. }
  assert (Dk : 0 < digits K) by (apply pow_lt; lra). assert (Dk1 : 0 < digits (K - 1)) by (apply pow_lt; lra).
  exists S0, (sc (2 * digits K)), (sc (2 * digits (K - 1))), (2 * digits K), (2 * digits (K - 1)).
  split; [|do 6 (split; [auto|])].
  - constructor; auto; try lra.
    + unfold base_ok. rewrite Em. change (base S0) with a. change (pb S0) with P. lra.
    + exists (inject_Z (up (8 * INR m * Rmax 1 (parameter P)))). apply Q2R_up.
    + apply HC; lra.
    + apply HC; lra.
    + apply HC; lra.
  - intros q _. assert (E : sgn (v q) = sgn (sigma q)); [|split; exact E]. unfold v, sgn at 1.
    unfold sgn. destruct (Rlt_dec 0 (sigma q)).
    + destruct (Rlt_dec 0 (V * 1)); [reflexivity|lra].
    + destruct (Rlt_dec (sigma q) 0).
      * destruct (Rlt_dec 0 (V * -1)); [lra|]. destruct (Rlt_dec (V * -1) 0); [reflexivity|lra].
      * destruct (Rlt_dec 0 (V * 0)); [lra|]. destruct (Rlt_dec (V * 0) 0); [lra|reflexivity].
Qed.

(** ** The theorem in one statement *)
Theorem smale_barrier K S0 strong weak taus tauw : class_ok K S0 strong weak taus tauw ->
  (* (i) *)
  (~ exists Gm, solves_some S0 strong weak (digits K) Gm) /\
  (forall p, / INR (heads S0) < p ->
     ~ exists G, succeeds_some S0 strong weak (digits K) p G /\ halts_on_class S0 net (Omega S0 strong weak) G) /\
  (* (ii) *)
  (exists k, forall tape, solves_every S0 strong weak (digits (K - 1)) (alg_of datum net (gamma1 (heads S0) (rows S0) k) tape)) /\
  (forall M p, / INR (heads S0) < p -> ~ exists G,
     succeeds_within datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
       (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1))) (Omega S0 strong weak) G M p) /\
  (* (iii) *)
  (exists G, succeeds_within datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0))
       (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 2))) (Omega S0 strong weak) G 1 1).
Proof.
  intros H. split; [|split; [|split; [|split]]].
  - apply (no_K_digits K S0 strong weak taus tauw H).
  - apply (no_K_digits_random K S0 strong weak taus tauw H).
  - destruct (K1_digits K S0 strong weak taus tauw H) as (k & Hk). exists k. intros tape. apply Hk.
  - apply (K1_unbounded_random K S0 strong weak taus tauw H).
  - destruct (K2_digits K S0 strong weak taus tauw H) as (k & _ & Hk). eexists. exact Hk.
Qed.
