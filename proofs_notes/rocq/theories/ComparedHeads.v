(** * K-1 digits from heads that are compared with each other (theory, section 5: Theorem 9)

    [gamma_compare]: as [gamma1], but a branch is returned when its un-mixed head exceeds every other one by sqrt 2 2^-n and the errors of un-mixing;
    the common head a need not be known.  It works for data within 2^-n in the operator norm ([train_operator]), whatever the labels are.
    [K1_digits_compared]: right to K-1 digits at every sample; it reads one datum on the strong part, and on a weak branch of gap e no index
    beyond max (k_start, log2 (1/e) + 1.63, rounded up) ([index_bound]). *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals ZArith.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns TrainingSets
  Conditioning Algorithms Game OmegaK Fork Possible Constants MainTheorem UnitVectors Feasibility.
Import ListNotations.
Open Scope R_scope.

(** ** Training sets in the sense of the operator norm *)
Definition train_operator m N Rs (e : elt) (s : nat -> datum) : Prop := forall n,
  op_le m N (fun i j => toR2 (dA (s n)) i j - eA e i j) ((/2)^n) /\
  forall k, (k < Rs)%nat -> nrm m (fun i => toR1 (dy (s n) k) i - eS e k i) <= (/2)^n.

Lemma train_train_operator P m N Rs e s : train P m N Rs e s -> train_operator m N Rs e s.
Proof.
  intros T n. destruct (T n) as ((T1 & T2) & _). split; [|exact T2]. intros z. eapply Rle_trans; [apply nrm_mv_frob|].
  apply Rmult_le_compat_r; [apply nrm_nonneg|exact T1].
Qed.
Lemma train_operator_weak m N Rs e s : train_operator m N Rs e s -> train_weak m N Rs e s.
Proof.
  intros T n. destruct (T n) as (T1 & T2). split; [|exact T2]. intros j Hj. specialize (T1 (unit_vector j)).
  rewrite nrm_unit, Rmult_1_r in T1 by exact Hj. eapply Rle_trans; [|exact T1].
  apply Req_le, nrm_ext. intros i _. rewrite mv_unit by exact Hj. reflexivity.
Qed.

(** ** The algorithm *)
(** 99/70 is a little more than sqrt 2; 1/8 is for two errors of un-mixing *)
Definition head_margin (n : nat) : Q := ((99#70) + (1#8)) * hq n.
Definition find_largest (d m : nat) (p : nat -> Q) (n : nat) (D : datum) : option nat :=
  search d (fun i => allb d (fun j => (j =? i)%nat || Qltb (tmvQ m (dA D) p j + head_margin n)%Q (tmvQ m (dA D) p i))%bool).
Definition gamma_compare (d m : nat) (k : knowledge) : strategy datum net := fun tr =>
  match tr with
  | Got _ n D :: _ =>
      if is_strong m k n D then Return _ (constnet (k_strong k))
      else match find_largest d m (k_unmix k (n + 2)) n D with
           | Some i => Return _ (constnet (k_weak k i))
           | None => Read _ (S n)
           end
  | _ => Read _ (k_start k)
  end.

Lemma head_margin_value n : Q2R (head_margin n) = (99/70 + 1/8) * (/2)^n.
Proof. unfold head_margin. rewrite Q2R_mult, Q2R_plus, Q2R_hq. unfold Q2R; simpl. field. Qed.
Lemma sqrt2_bound : 0 <= sqrt 2 <= 1414214/1000000.
Proof.
  split; [apply sqrt_pos|]. rewrite <- (sqrt_square (1414214/1000000)) by lra. apply sqrt_le_1_alt. lra.
Qed.
Section Compare.
Variables (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R).
Hypothesis HC : class_ok K S0 strong weak taus tauw.
Let HS : setting_ok S0 := c_setting _ _ _ _ _ _ HC.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Section Right.
Variables (rhos rhow : R -> R) (ws ww : R -> nat -> R) (k : knowledge).
Hypothesis HFs : scale_facts S0 strong taus rhos ws.
Hypothesis HFw : scale_facts S0 weak tauw rhow ww.
Hypothesis Hk : knows S0 strong weak taus tauw rhos rhow ws ww k.

Section Branch.
Variables (i : nat) (e kappa : R) (s : nat -> datum).
Hypothesis Hi : (i < d)%nat.
Hypothesis He : 0 < e <= emax weak.
Hypothesis Hs : train_operator m N Rs (member S0 weak i e kappa) s.
Let seen n j := Q2R (tmvQ m (dA (s n)) (k_unmix k (n + 2)) j).

(** the heads that are seen differ from each other as the true ones, up to (sqrt 2 + 1/8) 2^-n *)
Lemma seen_difference n j : (j < d)%nat -> j <> i -> Rabs (seen n i - seen n j - e) <= (sqrt 2 + 1/8) * (/2)^n.
Proof.
  intros Hj Hn. pose proof (half_pos n) as H0. pose proof (half_le_1 n) as H1. pose proof (ok_base S0 HS) as Hb.
  set (B := base S0 + Rmax (emax strong) (emax weak) + nrm m (bvec (beta strong) (btail strong)) + nrm m (bvec (beta weak) (btail weak)) + 1).
  assert (HBe : base S0 + e + 1 <= B).
  { pose proof (Rmax_r (emax strong) (emax weak)). pose proof (nrm_nonneg m (bvec (beta strong) (btail strong))).
    pose proof (nrm_nonneg m (bvec (beta weak) (btail weak))). unfold B. lra. }
  set (p := fun r => Q2R (k_unmix k (n + 2) r)). set (A := toR2 (dA (s n))). set (M := matrix S0 i e).
  assert (Hp : nrm m (fun r => p r - q0 S0 r) * B <= 1/16 * (/2)^n).
  { pose proof (kn_unmix _ _ _ _ _ _ _ _ _ k Hk (n + 2)) as Q. fold m B in Q. rewrite pow_add in Q. unfold p. simpl pow in Q at 2. lra. }
  assert (HM : forall q, (q < d)%nat -> dot m (q0 S0) (fun r => M r q) = head (base S0) i e q) by (intros q Hq; apply (unmix_matrix S0 HS); exact Hq).
  destruct (Hs n) as (T1 & _). fold A in T1. change (eA (member S0 weak i e kappa)) with M in T1.
  assert (Hcol : forall q, (q < d)%nat -> Rabs (dot m (fun r => p r - q0 S0 r) (fun r => A r q)) <= 1/16 * (/2)^n).
  { intros q Hq. eapply Rle_trans; [apply cauchy_schwarz|]. eapply Rle_trans; [|exact Hp]. apply Rmult_le_compat_l; [apply nrm_nonneg|].
    destruct (train_operator_weak m N Rs _ s Hs n) as (W & _). specialize (W q ltac:(unfold N, cols; fold d; lia)). fold A in W.
    change (eA (member S0 weak i e kappa)) with M in W. pose proof (column_norm S0 HS i e q Hq ltac:(lra)) as C. fold m M in C.
    pose proof (triangle m (fun r => A r q) (fun r => M r q) (fun _ => 0)) as T. cbv beta in T.
    rewrite (nrm_ext m (fun r => A r q - 0) (fun r => A r q)), (nrm_ext m (fun r => M r q - 0) (fun r => M r q)) in T by (intros; ring). lra. }
  (* two entries of a vector differ by at most sqrt 2 times its norm: here, of the errors of A seen along q0 *)
  set (z := fun q => unit_vector i q - unit_vector j q).
  assert (Hz : Rabs (dot m (q0 S0) (mv N (fun r q => A r q - M r q) z)) <= sqrt 2 * (/2)^n).
  { eapply Rle_trans; [apply cauchy_schwarz|]. change (nrm m (q0 S0)) with (nrm m (fun r => mix S0 r 0%nat)).
    rewrite (nrm_column m (mix S0) 0) by (try apply HS; unfold m, rows; lia). rewrite Rmult_1_l.
    eapply Rle_trans; [apply T1|]. unfold z. rewrite unit_difference; [lra|unfold N, cols; fold d; lia|unfold N, cols; fold d; lia|auto]. }
  assert (Ez : dot m (q0 S0) (mv N (fun r q => A r q - M r q) z)
               = dot m (q0 S0) (fun r => A r i) - dot m (q0 S0) (fun r => A r j) - (dot m (q0 S0) (fun r => M r i) - dot m (q0 S0) (fun r => M r j))).
  { unfold dot. rewrite <- !sum_minus. apply sum_ext. intros r _.
    assert (E : mv N (fun r q => A r q - M r q) z r = mv N (fun r q => A r q - M r q) (unit_vector i) r - mv N (fun r q => A r q - M r q) (unit_vector j) r).
    { unfold mv, z. rewrite <- sum_minus. apply sum_ext; intros; ring. }
    rewrite E, !mv_unit by (unfold N, cols; fold d; lia). ring. }
  assert (Es : forall q, seen n q = dot m (fun r => p r - q0 S0 r) (fun r => A r q) + dot m (q0 S0) (fun r => A r q)).
  { intros q. unfold seen. rewrite tmvQ_R. unfold dot. rewrite <- sum_plus. apply sum_ext. intros r _. unfold p, A, toR2. ring. }
  rewrite !HM in Ez by auto. unfold head in Ez. rewrite Nat.eqb_refl in Ez. destruct (Nat.eqb_spec j i); [lia|].
  rewrite !Es. rewrite Ez in Hz. apply Rabs_le_iff in Hz. pose proof (Hcol i Hi) as C1. pose proof (Hcol j Hj) as C2. apply Rabs_le_iff in C1. apply Rabs_le_iff in C2.
  apply Rabs_le. lra.
Qed.

Lemma compare_only n j : find_largest d m (k_unmix k (n + 2)) n (s n) = Some j -> j = i.
Proof.
  intros E. destruct (search_some _ _ _ E) as [Hj Hg]. destruct (Nat.eq_dec j i) as [|Hn]; [auto|exfalso].
  pose proof (allb_ok _ _ Hg i Hi) as G. cbv beta in G. apply Bool.orb_prop in G. destruct G as [G|G]; [apply Nat.eqb_eq in G; lia|].
  apply lt_ok in G. rewrite Q2R_plus, head_margin_value in G. pose proof (seen_difference n j Hj Hn) as D. apply Rabs_le_iff in D. unfold seen in D.
  pose proof sqrt2_bound. pose proof (half_pos n). assert (sqrt 2 * (/2)^n <= 99/70 * (/2)^n) by (apply Rmult_le_compat_r; lra). lra.
Qed.
Lemma compare_in_time n : 30785/10000 * (/2)^n < e -> find_largest d m (k_unmix k (n + 2)) n (s n) <> None.
Proof.
  intros Hn E. pose proof (search_none _ _ E i Hi) as F. cbv beta in F.
  assert (T : forall D g, (D <= d)%nat -> (forall j, (j < D)%nat -> g j = true) -> allb D g = true).
  { clear. induction D as [|D IH]; intros g L H; [reflexivity|]. simpl. rewrite H, IH by (intros; try apply H; lia). reflexivity. }
  rewrite T in F; [discriminate|lia|]. intros j Hj. destruct (Nat.eqb_spec j i) as [|Hji]; [reflexivity|]. simpl.
  destruct (Qltb _ _) eqn:G; [reflexivity|exfalso]. apply not_lt_ok in G. rewrite Q2R_plus, head_margin_value in G.
  pose proof (seen_difference n j Hj Hji) as D. apply Rabs_le_iff in D. unfold seen in D. pose proof sqrt2_bound. pose proof (half_pos n).
  assert (sqrt 2 * (/2)^n <= 1414214/1000000 * (/2)^n) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma weak_run tape n0 : 0 <= kappa <= kmax weak -> 30785/10000 * (/2)^n0 < e ->
  exists T tr, exec datum net (gamma_compare d m k) T s tape [] = Some (constnet (k_weak k i), tr) /\
    (use datum net (gamma_compare d m k) T s tape [] <= Nat.max (k_start k) n0)%nat.
Proof.
  intros Hkap Hn0. pose proof (train_operator_weak m N Rs _ s Hs) as Tw.
  assert (Main : forall U n tr, (k_start k <= n)%nat -> (n0 <= n + U)%nat -> (n <= Nat.max (k_start k) n0)%nat ->
     exists tr', exec datum net (gamma_compare d m k) U s tape (Got datum n (s n) :: tr) = Some (constnet (k_weak k i), tr') /\
       (use datum net (gamma_compare d m k) U s tape (Got datum n (s n) :: tr) <= Nat.max (k_start k) n0)%nat).
  { assert (SW : forall n, (k_start k <= n)%nat -> is_strong m k n (s n) = false).
    { intros n. apply (sees_weak S0 HS strong weak taus tauw rhos rhow ws ww k Hk i e kappa s n); [lra|exact Tw]. }
    induction U as [|U IH]; intros n tr Hn HU HM; simpl; rewrite (SW n Hn);
      destruct (find_largest d m (k_unmix k (n + 2)) n (s n)) as [j|] eqn:E.
    1, 3: rewrite (compare_only n j E); eexists; split; [reflexivity|lia].
    - exfalso. apply (compare_in_time n); auto. pose proof (half_mono n0 n ltac:(lia)). lra.
    - assert (L : (n < n0)%nat).
      { apply Nat.nle_gt. intros L. apply (compare_in_time n); auto. pose proof (half_mono n0 n L). lra. }
      destruct (IH (S n) (Got datum n (s n) :: tr)) as (tr' & E1 & E2); try lia. exists tr'. split; [exact E1|]. lia. }
  destruct (Main n0 (k_start k) [] ltac:(lia) ltac:(lia) ltac:(lia)) as (tr' & E1 & E2).
  exists (S n0), tr'. split; [exact E1|]. simpl use. lia.
Qed.
End Branch.
End Right.

Theorem K1_digits_compared : exists k : knowledge, forall s tape,
  (* the strong part: one datum *)
  (forall i e kappa, (i < heads S0)%nat -> 0 <= e <= emax strong -> 0 <= kappa <= kmax strong ->
     train_operator (rows S0) (cols S0) (samples S0) (member S0 strong i e kappa) s ->
     exists phi, exec datum net (gamma_compare (heads S0) (rows S0) k) 1 s tape [] = Some (phi, [Got datum (k_start k) (s (k_start k))]) /\
       accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1)) (member S0 strong i e kappa) phi) /\
  (* the weak part: no index beyond k_start and n0 *)
  (forall i e kappa n0, (i < heads S0)%nat -> 0 < e <= emax weak -> 0 <= kappa <= kmax weak ->
     train_operator (rows S0) (cols S0) (samples S0) (member S0 weak i e kappa) s -> 30785/10000 * (/2)^n0 < e ->
     exists phi T tr, exec datum net (gamma_compare (heads S0) (rows S0) k) T s tape [] = Some (phi, tr) /\
       (use datum net (gamma_compare (heads S0) (rows S0) k) T s tape [] <= Nat.max (k_start k) n0)%nat /\
       accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1)) (member S0 weak i e kappa) phi).
Proof.
  destruct (strong_ok K S0 strong weak taus tauw HC) as (He & Hk & rho & w & HF).
  destruct (weak_ok K S0 strong weak taus tauw HC) as (He' & Hk' & rho' & w' & HF').
  destruct (c_rational _ _ _ _ _ _ HC) as (a & Ea). pose proof (d_pos K) as Hdp.
  pose proof (c_taus _ _ _ _ _ _ HC) as T1. pose proof (c_tauw _ _ _ _ _ _ HC) as T2. rewrite (digits_1 K S0 strong weak taus tauw HC) in *.
  destruct (knowledge_exists S0 HS strong weak taus tauw (digits K) rho rho' w w') with (a := a) as (k & Hkn); auto; try lra.
  { apply (beta_order K S0 strong weak taus tauw HC). }
  exists k. intros s tape. split.
  - intros i e kappa Hi He1 Hkap T. exists (constnet (k_strong k)). split.
    + simpl. rewrite (sees_strong S0 HS strong weak taus tauw rho rho' w w' k Hkn i e kappa s He1 (train_operator_weak _ _ _ _ _ T)). reflexivity.
    + apply (accurate_const S0 HS strong taus rho w HF); auto. intros q Hq.
      eapply Rle_trans; [apply (middle_error S0 strong taus rho w HF); auto; [lra|apply Hkn]|lra].
  - intros i e kappa n0 Hi He1 Hkap T Hn0.
    destruct (weak_run rho rho' w w' k Hkn i e kappa s Hi He1 T tape n0 Hkap Hn0) as (U & tr & E1 & E2).
    exists (constnet (k_weak k i)), U, tr. split; [exact E1|]. split; [exact E2|].
    apply (accurate_const S0 HS weak tauw rho' w' HF'); auto; [lra|]. intros q Hq.
    eapply Rle_trans; [apply (branch_error S0 weak tauw rho' w' HF'); auto; [apply Hkn; exact Hi|lra]|lra].
Qed.

(** so it succeeds on the class, in the sense of [K1_digits] *)
Corollary compared_solves : exists k : knowledge, forall tape,
  solves_every S0 strong weak (digits (K - 1)) (alg_of datum net (gamma_compare (heads S0) (rows S0) k) tape).
Proof.
  destruct K1_digits_compared as (k & H). exists k. intros tape e0 Ho s T. apply train_train_operator in T. destruct (H s tape) as [H1 H2].
  destruct Ho as [i e kappa Hi He Hkap|i e kappa Hi He Hkap].
  - destruct (H1 i e kappa Hi He Hkap T) as (phi & E & G). exists phi. split; [|exact G]. exists 1%nat. eexists. exact E.
  - destruct (half_small (e / 4) ltac:(lra)) as (n0 & Hn).
    destruct (H2 i e kappa n0 Hi He Hkap T ltac:(lra)) as (phi & U & tr & E & _ & G). exists phi. split; [|exact G]. exists U, tr. exact E.
Qed.
End Compare.

(** 3.0785 2^-n < e if n >= log2 (1/e) + 1.63, that is, 2^163 <= e^100 2^(100 n) *)
Lemma power_bound : (30785/10000)^100 < 2^163.
Proof.
  replace (30785/10000) with (6157 * / 2000) by lra. rewrite Rpow_mult_distr, pow_inv.
  apply (Rmult_lt_reg_r (2000^100)); [apply pow_lt; lra|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (apply pow_nonzero; lra).
  rewrite !pow_IZR, <- mult_IZR. apply IZR_lt. vm_compute. reflexivity.
Qed.
Theorem index_bound e n : 0 < e -> 2^163 <= e^100 * 2^(100 * n) -> 30785/10000 * (/2)^n < e.
Proof.
  intros He Hn. apply Rnot_le_lt. intros L. pose proof power_bound as B. pose proof (half_pos n) as Hh.
  pose proof (pow_incr _ _ 100 (conj (Rlt_le _ _ He) L)) as Q. rewrite Rpow_mult_distr in Q.
  assert (E : ((/2)^n)^100 * 2^(100 * n) = 1).
  { rewrite <- pow_mult, (Nat.mul_comm n 100), <- Rpow_mult_distr, Rinv_l by lra. apply pow1. }
  assert (0 < 2^(100 * n)) by (apply pow_lt; lra).
  apply (Rmult_le_compat_r (2^(100 * n))) in Q; [|lra]. rewrite Rmult_assoc, E, Rmult_1_r in Q. lra.
Qed.
