(** * What can be computed: K-1 digits with arbitrarily many data, K-2 digits with one (theory, sections 5 and 6)

    [gamma1]: the algorithm for K-1 digits.  It is executable: it works on rationals only, knows the constants of the class
    through rational numbers ([knowledge]), and returns a constant network.  [gamma2]: the one for K-2 digits.
    [gamma1_right], [gamma2_right]: they succeed at every sample, even for the weaker data of [train_weak].
    [networks_exist]: on every member some continuous network is exact at all samples. *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns TrainingSets
  Conditioning Algorithms Game BoundedData OmegaK Fork.
Import ListNotations.
Open Scope R_scope.

(** ** The two algorithms *)
Record knowledge := mkKnow {
  k_start : nat;                     (* the index at which strong and weak samples differ *)
  k_mid : Q;                         (* between the two values of beta *)
  k_base : Q;                        (* the common head a *)
  k_unmix : nat -> nat -> Q;         (* the first column of Q, to a precision that grows with the index *)
  k_strong : nat -> Q;               (* an answer for the strong part *)
  k_weak : nat -> nat -> Q;          (* an answer for branch i of the weak part *)
  k_middle : nat -> Q }.             (* an answer for the whole weak part, to K-2 digits *)

Definition constnet (x : nat -> Q) : net := fun _ => toR1 x.

Definition is_strong (m : nat) (K : knowledge) (n : nat) (D : datum) : bool :=
  Qltb (dotQ m (k_unmix K n) (dy D 0)) (k_mid K).
(** a branch whose un-mixed head exceeds a by more than the errors of the datum *)
Definition find_branch (d m : nat) (K : knowledge) (n : nat) (D : datum) : option nat :=
  search d (fun i => Qltb (k_base K + (5#4) * hq n)%Q (tmvQ m (dA D) (k_unmix K n) i)).

Definition gamma1 (d m : nat) (K : knowledge) : strategy datum net := fun tr =>
  match tr with
  | Got _ n D :: _ =>
      if is_strong m K n D then Return _ (constnet (k_strong K))
      else match find_branch d m K n D with
           | Some i => Return _ (constnet (k_weak K i))
           | None => Read _ (S n)
           end
  | _ => Read _ (k_start K)
  end.
Definition gamma2 (m : nat) (K : knowledge) : strategy datum net := fun tr =>
  match tr with
  | Got _ n D :: _ => Return _ (constnet (if is_strong m K n D then k_strong K else k_middle K))
  | _ => Read _ (k_start K)
  end.

(** ** Vectors of heads and tails *)
Lemma nrm_heads_tails d mt z : nrm (d + mt) z <= nrm d z + nrm mt (fun q => z (d + q)%nat).
Proof.
  pose proof (nrm_nonneg d z). pose proof (nrm_nonneg mt (fun q => z (d + q)%nat)).
  pose proof (nrm_sq d z). pose proof (nrm_sq mt (fun q => z (d + q)%nat)).
  apply nrm_le_sq; [lra|]. unfold dot in *. rewrite sum_split. nra.
Qed.

Section Possible.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let mt := tails S0. Let Rs := samples S0.

(** ** Errors of the answers *)
Section Errors.
Variables (sc : scale) (tau : R) (rho : R -> R) (w : R -> nat -> R).
Hypothesis HF : scale_facts S0 sc tau rho w.
Hypothesis Ht : 0 < tau.

Definition tail_good (x : nat -> R) := nrm mt (fun q => x (d + q)%nat - tl S0 sc rho w 0 q) <= tau / 100.
(** the barycentre (or anything with non-negative heads that sum to about tau) *)
Definition middle_good (x : nat -> R) :=
  (forall j, (j < d)%nat -> 0 <= x j) /\ sum d x <= 101/100 * tau /\ tail_good x.
Definition branch_good (i : nat) (x : nat -> R) :=
  (forall j, (j < d)%nat -> j <> i -> x j = 0) /\ Rabs (x i - tau) <= tau / 100 /\ tail_good x.

Lemma tail_error x e i kappa k : tail_good x -> 0 <= e <= emax sc ->
  nrm mt (fun q => x (d + q)%nat - point S0 sc rho w i e kappa k (d + q)%nat) <= 3/50 * tau.
Proof.
  intros Hx He. pose proof (tl_near S0 sc tau rho w HF e He) as T.
  eapply Rle_trans; [apply (triangle mt _ (tl S0 sc rho w 0))|]. cbv beta. unfold tail_good in Hx.
  rewrite (nrm_ext mt (fun q => tl S0 sc rho w 0 q - point S0 sc rho w i e kappa k (d + q)%nat)
             (fun q => tl S0 sc rho w 0 q - tl S0 sc rho w e q)).
  - rewrite (nrm_sub_sym mt (tl S0 sc rho w 0)). fold mt in T. lra.
  - intros q _. f_equal. apply point_tail.
Qed.

Lemma branch_error x i e kappa k : branch_good i x -> (i < d)%nat -> (k < Rs)%nat -> 0 <= e <= emax sc ->
  0 <= kappa <= kmax sc -> nrm N (fun j => x j - point S0 sc rho w i e kappa k j) <= 3/25 * tau.
Proof.
  intros (H1 & H2 & H3) Hi Hk He Hkap. unfold N, cols. eapply Rle_trans; [apply nrm_heads_tails|].
  pose proof (tail_error x e i kappa k H3 He) as T. fold d mt.
  pose proof (tval_near S0 sc tau rho w HF e kappa k He Hkap Hk) as Q.
  rewrite (nrm_single d _ i); auto.
  - rewrite point_head, Nat.eqb_refl by auto. apply Rabs_le_iff in H2. apply Rabs_le_iff in Q.
    assert (Rabs (x i - tval S0 sc rho e kappa k) <= 3/50 * tau) by (apply Rabs_le; lra). lra.
  - intros j Hj Hn. rewrite H1 by auto. rewrite point_head by auto. destruct (Nat.eqb_spec j i); [lia|ring].
Qed.

Lemma middle_error x i e kappa k : middle_good x -> (i < d)%nat -> (k < Rs)%nat -> 0 <= e <= emax sc ->
  0 <= kappa <= kmax sc -> nrm N (fun j => x j - point S0 sc rho w i e kappa k j) <= 11/5 * tau.
Proof.
  intros (H1 & H2 & H3) Hi Hk He Hkap. unfold N, cols. eapply Rle_trans; [apply nrm_heads_tails|].
  pose proof (tail_error x e i kappa k H3 He) as T. fold d mt.
  pose proof (tval_near S0 sc tau rho w HF e kappa k He Hkap Hk) as Q. apply Rabs_le_iff in Q.
  assert (nrm d (fun j => x j - point S0 sc rho w i e kappa k j) <= 103/50 * tau); [|lra].
  eapply Rle_trans; [apply (triangle d x (fun _ => 0))|]. cbv beta.
  assert (A1 : nrm d (fun j => x j - 0) <= 101/100 * tau).
  { eapply Rle_trans; [apply nrm_le_norm1|]. eapply Rle_trans; [|exact H2]. apply Req_le, sum_ext. intros j Hj.
    rewrite Rminus_0_r. apply Rabs_pos_eq; auto. }
  assert (A2 : nrm d (fun j => 0 - point S0 sc rho w i e kappa k j) <= 21/20 * tau).
  { rewrite (nrm_single d _ i); auto.
    - rewrite point_head, Nat.eqb_refl by auto. apply Rabs_le. lra.
    - intros j Hj Hn. rewrite point_head by auto. destruct (Nat.eqb_spec j i); [lia|ring]. }
  lra.
Qed.

Lemma accurate_const x i e kappa r : (i < d)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc ->
  (forall k, (k < Rs)%nat -> nrm N (fun j => toR1 x j - point S0 sc rho w i e kappa k j) <= r) ->
  accurate_every P m N Rs r (member S0 sc i e kappa) (constnet x).
Proof.
  intros Hi He Hkap Hr k Hk. apply infdist_le_point with (point S0 sc rho w i e kappa k).
  - apply (member_Xi S0 HS sc tau rho w HF); auto.
  - apply Hr; auto.
Qed.
End Errors.

(** ** Un-mixing approximate data *)
Definition q0 (r : nat) : R := mix S0 r 0.
Lemma unmix_error p v v' h B : nrm m (fun r => p r - q0 r) * B <= /4 * h -> nrm m (fun r => v' r - v r) <= h ->
  nrm m v + 1 <= B -> 0 <= h <= 1 -> Rabs (sum m (fun r => p r * v' r) - sum m (fun r => q0 r * v r)) <= 5/4 * h.
Proof.
  intros Hp Hv HB Hh.
  assert (E : sum m (fun r => p r * v' r) - sum m (fun r => q0 r * v r)
              = dot m (fun r => p r - q0 r) v' + dot m q0 (fun r => v' r - v r)).
  { unfold dot. rewrite <- sum_minus, <- sum_plus. apply sum_ext; intros; ring. }
  rewrite E. eapply Rle_trans; [apply Rabs_triang|].
  pose proof (cauchy_schwarz m (fun r => p r - q0 r) v') as C1.
  pose proof (cauchy_schwarz m q0 (fun r => v' r - v r)) as C2.
  replace (nrm m q0) with 1 in C2 by (symmetry; apply nrm_column; [apply HS|unfold m, rows; lia]).
  assert (nrm m v' <= B).
  { pose proof (triangle m v' v (fun _ => 0)) as T. cbv beta in T.
    rewrite (nrm_ext m (fun i => v' i - 0) v'), (nrm_ext m (fun i => v i - 0) v) in T by (intros; ring). lra. }
  pose proof (nrm_nonneg m (fun r => p r - q0 r)). pose proof (nrm_nonneg m v').
  assert (nrm m (fun r => p r - q0 r) * nrm m v' <= nrm m (fun r => p r - q0 r) * B) by (apply Rmult_le_compat_l; auto). lra.
Qed.

Lemma unmix_matrix i e j : (j < d)%nat -> sum m (fun r => q0 r * matrix S0 i e r j) = head (base S0) i e j.
Proof.
  intros Hj. unfold matrix. fold m. unfold q0.
  change (sum m (fun r => mix S0 r 0 * mv m (mix S0) (fun k => block S0 i e k j) r) = head (base S0) i e j).
  rewrite unmix; [|apply HS|unfold m, rows; lia]. unfold block, Bmat. fold d. destruct (Nat.ltb_spec j d); [reflexivity|lia].
Qed.
Lemma unmix_sample sc kappa k : sum m (fun r => q0 r * sample S0 sc kappa k r) = bhead sc kappa k.
Proof. unfold sample, q0. fold m. rewrite unmix; [reflexivity|apply HS|unfold m, rows; lia]. Qed.

Lemma column_norm i e j : (j < d)%nat -> 0 <= e -> nrm m (fun r => matrix S0 i e r j) <= base S0 + e.
Proof.
  intros Hj He. pose proof (ok_base S0 HS). unfold matrix. fold m.
  change (nrm m (mv m (mix S0) (fun k => block S0 i e k j)) <= base S0 + e). rewrite nrm_mix by apply HS.
  rewrite (nrm_single m _ 0); [|unfold m, rows; lia|].
  - unfold block, Bmat. fold d. destruct (Nat.ltb_spec j d); [|lia]. unfold head. apply Rabs_le.
    destruct (j =? i)%nat; lra.
  - intros [|q] _ Hn; [lia|]. unfold block, Bmat. fold d. destruct (Nat.eqb_spec j (d + q)); [lia|reflexivity].
Qed.

(** ** The algorithms are right *)
Variables (strong weak : scale) (taus tauw delta : R) (rhos rhow : R -> R) (ws ww : R -> nat -> R).
Hypothesis HFs : scale_facts S0 strong taus rhos ws.
Hypothesis HFw : scale_facts S0 weak tauw rhow ww.
Hypothesis Hdelta : 0 < delta.
Hypothesis Hts : 3/2 * delta <= taus < 3 * delta.
Hypothesis Htw : 15 * delta <= tauw < 30 * delta.
Hypothesis Hbeta : beta strong < beta weak.
Hypothesis Hks : 0 <= kmax strong.
Hypothesis Hkw : 0 <= kmax weak.

(** the constants that the algorithms know fit the class *)
Record knows (K : knowledge) : Prop := {
  kn_start : 5/4 * (/2)^(k_start K) < (beta weak - beta strong) / 4;
  kn_mid : Rabs (Q2R (k_mid K) - (beta strong + beta weak) / 2) <= (beta weak - beta strong) / 4;
  kn_base : Q2R (k_base K) = base S0;
  kn_unmix : forall n, nrm m (fun r => Q2R (k_unmix K n r) - q0 r) *
     (base S0 + Rmax (emax strong) (emax weak) + nrm m (bvec (beta strong) (btail strong)) + nrm m (bvec (beta weak) (btail weak)) + 1)
     <= /4 * (/2)^n;
  kn_strong : middle_good strong taus rhos ws (toR1 (k_strong K));
  kn_weak : forall i, (i < d)%nat -> branch_good weak tauw rhow ww i (toR1 (k_weak K i));
  kn_middle : middle_good weak tauw rhow ww (toR1 (k_middle K)) }.

Section Right.
Variable K : knowledge.
Hypothesis HK : knows K.
Let B := base S0 + Rmax (emax strong) (emax weak) + nrm m (bvec (beta strong) (btail strong)) + nrm m (bvec (beta weak) (btail weak)) + 1.

Lemma B_parts : base S0 + emax strong + 1 <= B /\ base S0 + emax weak + 1 <= B /\
  nrm m (bvec (beta strong) (btail strong)) + 1 <= B /\ nrm m (bvec (beta weak) (btail weak)) + 1 <= B \/
  emax strong < 0 /\ emax weak < 0.
Proof.
  pose proof (Rmax_l (emax strong) (emax weak)). pose proof (Rmax_r (emax strong) (emax weak)). pose proof (ok_base S0 HS).
  pose proof (nrm_nonneg m (bvec (beta strong) (btail strong))). pose proof (nrm_nonneg m (bvec (beta weak) (btail weak))).
  unfold B. destruct (Rle_dec 0 (emax strong)); [left; lra|]. destruct (Rle_dec 0 (emax weak)); [left; lra|right; lra].
Qed.

Lemma head_seen sc i e kappa s n : (sc = strong \/ sc = weak) -> 0 <= e <= emax sc -> train_weak m N Rs (member S0 sc i e kappa) s ->
  Rabs (Q2R (dotQ m (k_unmix K n) (dy (s n) 0)) - beta sc) <= 5/4 * (/2)^n.
Proof.
  intros Hsc He T. pose proof (half_pos n). pose proof (half_le_1 n). destruct (T n) as (_ & T2).
  specialize (T2 0%nat (ok_samples S0 HS)). rewrite dotQ_R.
  replace (beta sc) with (bhead sc kappa 0) by (unfold bhead; simpl; ring). rewrite <- unmix_sample.
  apply (unmix_error (fun r => Q2R (k_unmix K n r)) _ (toR1 (dy (s n) 0)) _ B); auto; [apply (kn_unmix K HK)| |lra].
  unfold sample. fold m. rewrite nrm_mix by apply HS.
  replace (bhead sc kappa 0) with (beta sc) by (unfold bhead; simpl; ring).
  destruct B_parts as [(B1 & B2 & B3 & B4)|[B1 B2]]; destruct Hsc as [->| ->]; lra.
Qed.
Lemma branch_seen sc i e kappa s n j : (sc = strong \/ sc = weak) -> 0 <= e <= emax sc -> (j < d)%nat ->
  train_weak m N Rs (member S0 sc i e kappa) s ->
  Rabs (Q2R (tmvQ m (dA (s n)) (k_unmix K n) j) - head (base S0) i e j) <= 5/4 * (/2)^n.
Proof.
  intros Hsc He Hj T. pose proof (half_pos n). pose proof (half_le_1 n). destruct (T n) as (T1 & _).
  specialize (T1 j ltac:(unfold N, cols; fold d; lia)). rewrite tmvQ_R. rewrite <- unmix_matrix by auto.
  apply (unmix_error (fun r => Q2R (k_unmix K n r)) (fun r => matrix S0 i e r j) (fun r => Q2R (dA (s n) r j)) _ B); auto;
    [apply (kn_unmix K HK)| |lra].
  pose proof (column_norm i e j Hj (proj1 He)).
  destruct B_parts as [(B1 & B2 & B3 & B4)|[B1 B2]]; destruct Hsc as [->| ->]; lra.
Qed.

Lemma sees_strong i e kappa s : 0 <= e <= emax strong -> train_weak m N Rs (member S0 strong i e kappa) s ->
  is_strong m K (k_start K) (s (k_start K)) = true.
Proof.
  intros He T. unfold is_strong. destruct (Qltb _ _) eqn:E; auto. apply not_lt_ok in E.
  pose proof (head_seen strong i e kappa s (k_start K) (or_introl eq_refl) He T) as H.
  pose proof (kn_start K HK). pose proof (kn_mid K HK) as M. apply Rabs_le_iff in H. apply Rabs_le_iff in M. lra.
Qed.
Lemma sees_weak i e kappa s n : 0 <= e <= emax weak -> train_weak m N Rs (member S0 weak i e kappa) s -> (k_start K <= n)%nat ->
  is_strong m K n (s n) = false.
Proof.
  intros He T Hn. unfold is_strong. destruct (Qltb _ _) eqn:E; auto. apply lt_ok in E.
  pose proof (head_seen weak i e kappa s n (or_intror eq_refl) He T) as H. pose proof (half_mono _ _ Hn).
  pose proof (kn_start K HK). pose proof (kn_mid K HK) as M. apply Rabs_le_iff in H. apply Rabs_le_iff in M. lra.
Qed.
Lemma finds_branch i e kappa s n j : 0 <= e <= emax weak -> train_weak m N Rs (member S0 weak i e kappa) s ->
  find_branch d m K n (s n) = Some j -> j = i.
Proof.
  intros He T E. destruct (search_some _ _ _ E) as [Hj Hg]. apply lt_ok in Hg.
  rewrite Q2R_plus, Q2R_mult, Q2R_hq, (kn_base K HK) in Hg. replace (Q2R (5#4)) with (5/4) in Hg by (unfold Q2R; simpl; field).
  pose proof (branch_seen weak i e kappa s n j (or_intror eq_refl) He Hj T) as H. apply Rabs_le_iff in H. unfold head in H.
  destruct (Nat.eqb_spec j i); [auto|lra].
Qed.
Lemma finds_in_time i e kappa s n : (i < d)%nat -> 0 <= e <= emax weak -> train_weak m N Rs (member S0 weak i e kappa) s ->
  5/2 * (/2)^n < e -> find_branch d m K n (s n) <> None.
Proof.
  intros Hi He T Hn E. pose proof (search_none _ _ E i Hi) as F. cbv beta in F. apply not_lt_ok in F.
  rewrite Q2R_plus, Q2R_mult, Q2R_hq, (kn_base K HK) in F. replace (Q2R (5#4)) with (5/4) in F by (unfold Q2R; simpl; field).
  pose proof (branch_seen weak i e kappa s n i (or_intror eq_refl) He Hi T) as H. apply Rabs_le_iff in H. unfold head in H.
  rewrite Nat.eqb_refl in H. lra.
Qed.

(** K-1 digits, on every training set of every member, at every sample *)
Theorem gamma1_right e0 s tape : Omega S0 strong weak e0 -> train_weak m N Rs e0 s ->
  exists phi, halts datum net (gamma1 d m K) tape s phi /\ accurate_every P m N Rs (10 * delta) e0 phi.
Proof.
  intros [i e kappa Hi He Hkap|i e kappa Hi He Hkap] T.
  - exists (constnet (k_strong K)). split.
    + exists 1%nat, [Got datum (k_start K) (s (k_start K))]. simpl.
      rewrite (sees_strong i e kappa s He T). reflexivity.
    + apply (accurate_const strong taus rhos ws HFs); auto. intros k Hk.
      eapply Rle_trans; [apply (middle_error strong taus rhos ws HFs); auto; [lra|apply HK]|lra].
  - assert (He' : 0 <= e <= emax weak) by lra.
    exists (constnet (k_weak K i)). split.
    + destruct (half_small (2/5 * e) ltac:(lra)) as (ne & Hne).
      assert (Main : forall U n tr, (k_start K <= n)%nat -> (ne <= n + U)%nat ->
         exists tr', exec datum net (gamma1 d m K) U s tape (Got datum n (s n) :: tr) = Some (constnet (k_weak K i), tr')).
      { induction U; intros n tr Hn HU; simpl; rewrite (sees_weak i e kappa s n He' T Hn);
        destruct (find_branch d m K n (s n)) as [j|] eqn:E.
        1,3: rewrite (finds_branch i e kappa s n j He' T E); eexists; reflexivity.
        - exfalso. apply (finds_in_time i e kappa s n Hi He' T); auto. pose proof (half_mono ne n ltac:(lia)). lra.
        - apply IHU; lia. }
      destruct (Main ne (k_start K) [] ltac:(lia) ltac:(lia)) as (tr' & HM).
      exists (S ne), tr'. simpl exec. exact HM.
    + apply (accurate_const weak tauw rhow ww HFw); auto. intros k Hk.
      eapply Rle_trans; [apply (branch_error weak tauw rhow ww HFw); auto; apply HK; auto|lra].
Qed.

(** K-2 digits: one datum *)
Theorem gamma2_right e0 s : Omega S0 strong weak e0 -> train_weak m N Rs e0 s ->
  accurate_every P m N Rs (100 * delta) e0
    (constnet (if is_strong m K (k_start K) (s (k_start K)) then k_strong K else k_middle K)).
Proof.
  intros [i e kappa Hi He Hkap|i e kappa Hi He Hkap] T.
  - rewrite (sees_strong i e kappa s He T). apply (accurate_const strong taus rhos ws HFs); auto. intros k Hk.
    eapply Rle_trans; [apply (middle_error strong taus rhos ws HFs); auto; [lra|apply HK]|lra].
  - assert (He' : 0 <= e <= emax weak) by lra. rewrite (sees_weak i e kappa s _ He' T (Nat.le_refl _)).
    apply (accurate_const weak tauw rhow ww HFw); auto. intros k Hk.
    eapply Rle_trans; [apply (middle_error weak tauw rhow ww HFw); auto; [lra|apply HK]|lra].
Qed.
End Right.

(** ** Such constants exist *)
Lemma knowledge_exists (a : Q) : Q2R a = base S0 -> exists K, knows K.
Proof.
  intros Ea. pose proof (ok_heads S0 HS) as Hd2. fold d in Hd2.
  set (B := base S0 + Rmax (emax strong) (emax weak) + nrm m (bvec (beta strong) (btail strong)) + nrm m (bvec (beta weak) (btail weak)) + 1).
  destruct (half_small ((beta weak - beta strong) / 5) ltac:(lra)) as (n1 & H1).
  destruct (half_small (/ (4 * (Rabs B + 1)))) as (n2 & H2).
  { pose proof (Rabs_pos B). apply Rinv_0_lt_compat. lra. }
  destruct (half_small (taus / 100) ltac:(lra)) as (n3 & H3).
  destruct (half_small ((beta weak - beta strong) / 4) ltac:(lra)) as (n4 & H4).
  assert (HN : 1 <= INR d) by (apply (le_INR 1); lia).
  (* tails *)
  set (tq := fun sc rho w q => ratvec mt (tl S0 sc rho w 0) n3 q).
  set (mid := fun tau sc rho w j => if (j <? d)%nat then (if (j =? 0)%nat then ratapp tau n3 else 0%Q) else tq sc rho w (j - d)%nat).
  set (br := fun tau sc rho w i j => if (j <? d)%nat then (if (j =? i)%nat then ratapp tau n3 else 0%Q) else tq sc rho w (j - d)%nat).
  assert (Tail : forall tau sc rho w h, taus <= tau -> tail_good sc tau rho w
     (toR1 (fun j => if (j <? d)%nat then h j else tq sc rho w (j - d)%nat))).
  { intros tau sc rho w h Htau. unfold tail_good. rewrite (nrm_ext mt _ (fun q => Q2R (ratvec mt (tl S0 sc rho w 0) n3 q) - tl S0 sc rho w 0 q)).
    - eapply Rle_trans; [apply ratvec_ok|lra].
    - intros q _. unfold toR1, tq. destruct (Nat.ltb_spec (d + q) d); [lia|]. replace (d + q - d)%nat with q by lia. reflexivity. }
  assert (Mid : forall tau sc rho w, taus <= tau -> middle_good sc tau rho w (toR1 (mid tau sc rho w))).
  { intros tau sc rho w Htau. pose proof (ratapp_ok tau n3). split; [|split].
    - intros j Hj. unfold toR1, mid. destruct (Nat.ltb_spec j d); [|lia]. destruct (j =? 0)%nat; rewrite ?Q2R_0; lra.
    - rewrite (sum_single d _ 0); [|lia|].
      + unfold toR1, mid. destruct (Nat.ltb_spec 0 d); [|lia]. simpl. lra.
      + intros j Hj Hn. unfold toR1, mid. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j 0); [lia|apply Q2R_0].
    - apply (Tail tau sc rho w); auto. }
  exists (mkKnow n1 (ratapp ((beta strong + beta weak) / 2) n4) a (fun n => ratvec m q0 (n + n2))
            (mid taus strong rhos ws) (br tauw weak rhow ww) (mid tauw weak rhow ww)).
  constructor; simpl.
  - lra.
  - pose proof (ratapp_ok ((beta strong + beta weak) / 2) n4). rewrite Rabs_pos_eq; lra.
  - exact Ea.
  - intros n. fold B. pose proof (ratvec_ok m q0 (n + n2)) as E. rewrite pow_add in E. pose proof (half_pos n).
    pose proof (Rabs_pos B). pose proof (Rle_abs B). pose proof (nrm_nonneg m (fun j => Q2R (ratvec m q0 (n + n2) j) - q0 j)).
    assert (H2' : (/2)^n2 * (Rabs B + 1) <= /4).
    { apply Rlt_le in H2. apply (Rmult_le_compat_r (Rabs B + 1)) in H2; [|lra].
      replace (/ (4 * (Rabs B + 1)) * (Rabs B + 1)) with (/4) in H2 by (field; lra). exact H2. }
    apply Rle_trans with ((/2)^n * (/2)^n2 * (Rabs B + 1)).
    + set (X := nrm m (fun r => Q2R (ratvec m q0 (n + n2) r) - q0 r)) in *.
      assert (X * B <= X * (Rabs B + 1)) by (apply Rmult_le_compat_l; [auto|lra]).
      assert (X * (Rabs B + 1) <= (/2)^n * (/2)^n2 * (Rabs B + 1)) by (apply Rmult_le_compat_r; [lra|exact E]). lra.
    + rewrite Rmult_assoc. nra.
  - apply Mid; lra.
  - intros i Hi. pose proof (ratapp_ok tauw n3). split; [|split].
    + intros j Hj Hn. unfold toR1, br. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j i); [lia|apply Q2R_0].
    + unfold toR1, br. destruct (Nat.ltb_spec i d); [|lia]. rewrite Nat.eqb_refl. rewrite Rabs_pos_eq; lra.
    + apply (Tail tauw weak rhow ww); lra.
  - apply Mid; lra.
Qed.
End Possible.
