(** * Cond(Xi) <= 1 (theory, conditioning: Theorem 13)

    [Cond_le ... C]: for every member, the distance between the minimisers of (A, y_k) and those of (A + E, y_k + e_k), divided by the largest entry of
    the perturbation (E, e_0, ..., e_{R-1}) of the active coordinates, is at most C in the limit of small perturbations (lim sup, for all k).  The distance of
    two sets is the infimum over both.
    [Cond_of_samples]: Cond <= sqrt m/a sup (L (1 + |x|_1) + g), the supremum over the minimisers x of all members; L = 1 but in basis pursuit with eta > 0.
    Cond <= 1 for K >= 3, for all three problems, whatever is active, if the tails are not larger than those of the theory ([modest]): for every class
    made of such samples ([Cond_1_of_samples]), for Omega_K ([Cond_at_most_1]), and for the design `common` ([Cond_common]).
    [Cond_at_most_quarter]: <= 1/4 if eta is 0 or absent and the tails are at most 4 max(1, lam).   [modest_classes_exist]: there are such classes. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Existence DualCertificate Mixing TiedColumns TrainingSets OmegaK ScaleBounds Constants MainTheorem
  Common SamplesOfClass SignedClasses Perturbation PerturbedScaled PerturbedLasso PerturbedBasisPursuit FeasibilityOfClass.
Open Scope R_scope.

Definition Cond_le (P : problem) m N Rs (activeA : nat -> nat -> Prop) (activey : nat -> nat -> Prop) (Om : elt -> Prop) (C : R) : Prop :=
  forall e0, Om e0 -> forall gap, 0 < gap -> exists h0, 0 < h0 /\ forall h E e, 0 < h <= h0 ->
    (forall i j, ~ activeA i j -> E i j = 0) -> (forall k i, ~ activey k i -> e k i = 0) ->
    (forall i j, (i < m)%nat -> (j < N)%nat -> Rabs (E i j) <= h) -> (forall k i, (k < Rs)%nat -> (i < m)%nat -> Rabs (e k i) <= h) ->
    forall k, (k < Rs)%nat -> exists x x', Xi P m N (eA e0) (eS e0 k) x /\
      Xi P m N (fun i j => eA e0 i j + E i j) (fun i => eS e0 k i + e k i) x' /\
      nrm N (fun j => x' j - x j) <= (C + gap) * h.

(** factors of 1 + |x|_1: 1, but in basis pursuit with eta > 0 the norm of the residual is known, not the residual *)
Definition shift_part (S0 : setting) : R :=
  match pb S0 with
  | BP eta => if Rlt_dec 0 eta then 2 + 65/64 * sqrt (INR (rows S0)) else 1
  | _ => 1
  end.
(** g of the theory, with m in the place of 1 + s (and another constant for basis pursuit) *)
Definition residual_part (S0 : setting) : R :=
  match pb S0 with
  | LASSO l => l / 2 * INR (rows S0) / (base S0 * base S0)
  | SQRTL _ => 0
  | BP eta => (1 + 65/64 * sqrt (INR (rows S0))) * (2 * eta * sqrt (INR (rows S0)) / base S0)
  end.

(** ** Mixing turns perturbations of A and y into perturbations of B and b *)
Section Mix.
Variables (m N : nat) (Qm : nat -> nat -> R).
Hypothesis HQ : orthogonal m Qm.
Definition unturn : nat -> nat -> R := fun r i => Qm i r.
Lemma turned_orthogonal : orthogonal m unturn.
Proof. destruct HQ as [Q1 Q2]. split; [exact Q2|exact Q1]. Qed.
Lemma turn_back b i : (i < m)%nat -> mv m Qm (mv m unturn b) i = b i.
Proof. intros Hi. apply (unmix m unturn b i turned_orthogonal Hi). Qed.
End Mix.

Lemma uniform_small (Q : nat -> R -> Prop) n : (forall k, (k < n)%nat -> small (Q k)) -> small (fun h => forall k, (k < n)%nat -> Q k h).
Proof.
  induction n as [|n IH]; intros H; [exists 1; split; [lra|intros; lia]|].
  generalize (small_and _ _ (IH ltac:(intros; apply H; lia)) (H n ltac:(lia))). apply small_impl. intros h _ [H1 H2] k Hk.
  destruct (Nat.eq_dec k n) as [->|]; auto. apply H1. lia.
Qed.
Lemma small_scaled s Q : 0 < s -> small Q -> small (fun h => Q (s * h)).
Proof.
  intros Hs (k0 & H0 & H). exists (k0 / s). split; [apply Rdiv_lt_0_compat; auto|]. intros h [Hh Hh']. apply H. split; [nra|].
  apply (Rmult_le_compat_l s) in Hh'; [|lra]. replace (s * (k0 / s)) with k0 in Hh' by (field; lra). exact Hh'.
Qed.

Section Class.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Hypothesis HBase : base_ok S0.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let mt := tails S0. Let a0 := base S0.

(** ** One sample of one member *)
Section Sample.
Variables (sc : scale) (tau : R) (rho : R -> R) (w : R -> nat -> R) (i : nat) (e kappa : R) (k : nat).
Hypothesis HK : constants_ok S0 sc tau.
Hypothesis HF : scale_facts S0 sc tau rho w.
Hypothesis Hi : (i < d)%nat.
Hypothesis He : 0 <= e <= emax sc.
Hypothesis Hkap : 0 <= kappa <= kmax sc.
Hypothesis Hk : (k < samples S0)%nat.
Let a := head (base S0) i e.
Let astar := base S0 + e.
Let c := cn S0 e.
Let b0 := bhead sc kappa k.
Let v := btail sc.

Lemma sample_kkt : kkt S0 e b0 v (rho e) (w e).
Proof. apply (HF e He); auto. Qed.
Lemma sample_base : 8 <= a0 /\ a0 <= astar /\ a0 <= c.
Proof.
  pose proof (ok_base S0 HS) as Hb. pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) (proj1 He)) as Hc. unfold a0, astar, c, cn. lra.
Qed.
Lemma sample_heads j : (j < d)%nat -> 0 < a j <= astar.
Proof. pose proof sample_base. unfold a, astar, head, a0 in *. intros _. destruct (j =? i)%nat; lra. Qed.
Lemma sample_self : a i = astar.
Proof. unfold a, astar, head. rewrite Nat.eqb_refl. reflexivity. Qed.
(** the gap between the heads *)
Lemma sample_gap : exists delta, 0 < delta <= 1 /\ forall j, (j < d)%nat -> a j < astar -> a j <= (1 - delta) * astar.
Proof.
  pose proof sample_base as [B1 [B2 B3]]. unfold a, astar, head, a0 in *. destruct (Rlt_dec 0 e) as [Hp|Hz].
  - exists (e / (base S0 + e)). split.
    + split; [apply Rdiv_lt_0_compat; lra|]. apply (Rmult_le_reg_r (base S0 + e)); [lra|].
      replace (e / (base S0 + e) * (base S0 + e)) with e by (field; lra). lra.
    + intros j _ L. destruct (j =? i)%nat; [lra|]. right. field. lra.
  - exists 1. split; [lra|]. intros j _ L. destruct (j =? i)%nat; lra.
Qed.
Lemma sample_rho : 0 <= rho e.
Proof. destruct sample_kkt as (K1 & _). apply (rho_nonneg _ _ _ _ _ _ K1). Qed.

(** the l1 norm of the minimisers *)
Lemma sample_norm1 : norm1 N (point S0 sc rho w i e kappa k) = face_norm1 mt c b0 astar (rho e) v (w e).
Proof.
  destruct sample_kkt as (_ & K2 & _). pose proof sample_base as [B1 [B2 B3]]. fold astar in K2.
  assert (T : 0 < t_face b0 astar (rho e)) by (apply Rdiv_lt_0_compat; lra).
  unfold norm1, face_norm1, N, cols. fold d mt. rewrite sum_split. f_equal.
  - rewrite (sum_single d _ i Hi).
    + rewrite point_head, Nat.eqb_refl by exact Hi. apply Rabs_pos_eq. unfold tval. fold b0 astar. lra.
    + intros j Hj Hn. rewrite point_head by exact Hj. destruct (Nat.eqb_spec j i); [lia|apply Rabs_R0].
  - apply sum_ext. intros q _. rewrite point_tail. reflexivity.
Qed.

Lemma residual_part_nonneg : 0 <= residual_part S0.
Proof.
  pose proof sample_base as [B1 _]. unfold a0 in B1. pose proof (ok_problem S0 HS) as Q. pose proof (pos_INR (rows S0)). pose proof (sqrt_pos (INR (rows S0))).
  unfold residual_part. destruct (pb S0) as [eta|l|l]; simpl in Q; try lra.
  - apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra]. apply Rmult_le_pos; lra.
  - apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; nra]. apply Rmult_le_pos; lra.
Qed.

Lemma shift_part_at_least_1 : 1 <= shift_part S0.
Proof.
  pose proof (sqrt_pos (INR (rows S0))). unfold shift_part. destruct (pb S0) as [eta|l|l]; try lra. destruct (Rlt_dec 0 eta); lra.
Qed.

Lemma controlled_weaker L L' g g' X : L <= L' -> g <= g' ->
  controlled d mt a c b0 astar (rho e) a0 v (w e) P L g X -> controlled d mt a c b0 astar (rho e) a0 v (w e) P L' g' X.
Proof.
  intros HL Hg H gap Hgap. generalize (H gap Hgap). apply small_impl. intros h Hh Q F f x Hp Hx.
  destruct (Q F f x Hp Hx) as (Q1 & Q2 & Q3). split; [exact Q1|]. split; [exact Q2|]. eapply Rle_trans; [exact Q3|].
  apply Rmult_le_compat_l; [lra|]. assert (0 <= norm1 (d + mt) x) by (apply sum_nonneg; intros; apply Rabs_pos).
  assert (L * (1 + norm1 (d + mt) x) <= L' * (1 + norm1 (d + mt) x)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma sample_controlled : exists X, 0 <= X /\ controlled d mt a c b0 astar (rho e) a0 v (w e) P (shift_part S0) (residual_part S0) X.
Proof.
  pose proof sample_base as [B1 [B2 B3]]. destruct sample_gap as (delta & D1 & D2). destruct sample_kkt as (K1 & K2 & K3). fold astar c in K1, K2, K3.
  pose proof (ok_problem S0 HS) as HP. pose proof HBase as HB. unfold base_ok in HB.
  assert (Hm : 1 <= INR (rows S0)) by (apply (le_INR 1); unfold rows; lia).
  pose proof (nrm_nonneg (S mt) (bvec b0 v)) as Hnb.
  change (rows S0) with (S mt) in K1, HB, Hm. fold mt in K3. fold a0 in HB.
  assert (EP : exists p, pb S0 = p) by (eexists; reflexivity). destruct EP as (p & EP). rewrite EP in K1, HP, HB.
  destruct p as [eta|l|l]; simpl in HP; cbn [parameter] in HB.
  - destruct K1 as (E1 & E2 & E3). destruct (Rlt_dec 0 eta) as [Heta|Heta].
    + (* basis pursuit, eta > 0 *)
      assert (Hr : 0 < rho e). { destruct sample_rho as [L|Z]; [exact L|]. rewrite <- Z in E3. lra. }
      assert (HX : 0 <= bp_X mt b0 a0 v).
      { unfold bp_X. apply Rmult_le_pos; [lra|]. assert (0 <= INR (S mt) / a0) by (apply Rmult_le_pos; [apply pos_INR|left; apply Rinv_0_lt_compat; lra]). lra. }
      exists (bp_X mt b0 a0 v). split; [exact HX|].
      assert (Rt : bp_ratio mt astar a0 <= 65/64 * sqrt (INR (S mt))).
      { unfold bp_ratio. pose proof (sqrt_pos (INR (S mt))). apply (Rmult_le_reg_r a0); [lra|].
        replace (astar * sqrt (INR (S mt)) / a0 * a0) with (astar * sqrt (INR (S mt))) by (field; lra).
        pose proof (co_emax _ _ _ HK). assert (astar <= 65/64 * a0) by (unfold astar, a0; lra).
        assert (astar * sqrt (INR (S mt)) <= 65/64 * a0 * sqrt (INR (S mt))) by (apply Rmult_le_compat_r; auto). lra. }
      assert (Q0 : 0 <= 2 * eta * sqrt (INR (S mt)) / a0).
      { apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra]. pose proof (sqrt_pos (INR (S mt))). apply Rmult_le_pos; lra. }
      apply (controlled_weaker (bp_L mt astar a0) _ (bp_g mt astar a0 eta)); auto.
      * unfold shift_part. rewrite EP. change (rows S0) with (S mt). destruct (Rlt_dec 0 eta); [|lra]. unfold bp_L. lra.
      * unfold residual_part. rewrite EP. change (rows S0) with (S mt). fold a0. unfold bp_g. apply Rmult_le_compat_r; lra.
      * unfold P. rewrite EP. apply (bp_controlled d mt a c b0 astar a0 delta eta (rho e) v (w e) i); auto; try lra.
        -- exact sample_heads.
        -- exact sample_self.
        -- pose proof (samples_infeasible_at_0 S0 eta HS HBase EP sc tau HK e kappa k He Hkap Hk) as Q.
           rewrite (sample_norm S0 HS sc kappa k) in Q. exact Q.
    + (* basis pursuit, eta = 0 *)
      assert (Z : eta = 0) by lra. rewrite Z in *. assert (R0 : rho e = 0) by (destruct (Rmult_integral _ _ E3); lra).
      assert (HM : 0 <= INR (S mt) / a0) by (apply Rmult_le_pos; [apply pos_INR|left; apply Rinv_0_lt_compat; lra]).
      unfold P, shift_part, residual_part. rewrite EP, R0 in *. destruct (Rlt_dec 0 0); [lra|].
      replace ((1 + 65/64 * sqrt (INR (rows S0))) * (2 * 0 * sqrt (INR (rows S0)) / base S0)) with 0 by (unfold Rdiv; ring).
      exists (scaled_X mt b0 v (/ (4 * (INR (S mt) / a0 + 1)))). split.
      { unfold scaled_X. apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat, Rinv_0_lt_compat. lra. }
      apply (bp0_controlled d mt a c b0 astar a0 delta v (w e) i); auto; try lra.
      * exact sample_heads.
      * exact sample_self.
  - destruct K1 as (E1 & E2). unfold P, shift_part, residual_part. rewrite EP, E2 in *. exists (lasso_X mt b0 l v). split.
    { unfold lasso_X. apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra]. }
    change (l / 2 * INR (rows S0) / (base S0 * base S0)) with (lasso_g mt a0 l).
    apply (lasso_controlled d mt a c b0 astar a0 delta l v (w e) i); auto; try lra.
    + exact sample_heads.
    + exact sample_self.
  - destruct K1 as (E1 & E2 & E3). unfold P, shift_part, residual_part. rewrite EP, E3 in *. exists (scaled_X mt b0 v l). split.
    { unfold scaled_X. apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]. }
    apply (sqrtl_controlled d mt a c b0 astar a0 delta v (w e) i); auto; try lra.
    + exact sample_heads.
    + exact sample_self.
    + apply (Rmult_le_reg_r a0); [lra|]. replace (l * (INR (S mt) / a0) * a0) with (l * INR (S mt)) by (field; lra).
      pose proof (Rmax_r 1 l). assert (INR (S mt) * l <= INR (S mt) * Rmax 1 l) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** ** In the coordinates of A and y *)
Lemma sample_perturbed gap : 0 < gap -> small (fun h => forall E e', (forall r j, (r < m)%nat -> (j < N)%nat -> Rabs (E r j) <= h) ->
  (forall r, (r < m)%nat -> Rabs (e' r) <= h) -> exists x x', Xi P m N (matrix S0 i e) (sample S0 sc kappa k) x /\
    Xi P m N (fun r j => matrix S0 i e r j + E r j) (fun r => sample S0 sc kappa k r + e' r) x' /\
    a0 * nrm N (fun j => x' j - x j) <= sqrt (INR m) * h * (shift_part S0 * (1 + norm1 N (point S0 sc rho w i e kappa k)) + residual_part S0 + gap)).
Proof.
  intros Hgap. pose proof sample_base as [B1 [B2 B3]]. destruct sample_controlled as (X & HX & HCt). destruct sample_kkt as (K1 & K2 & K3).
  assert (Hsq : 0 < sqrt (INR m)) by (apply sqrt_lt_R0, lt_0_INR; unfold m, rows; lia).
  pose proof (perturbation_bound d mt a c b0 astar (rho e) a0 v (w e) i Hi K2 ltac:(lra) P _ _ X shift_part_at_least_1 residual_part_nonneg HX HCt gap Hgap) as HB.
  destruct (member_nearby S0 HS sc i e kappa Hi (proj1 He)) as (W & HW). fold m N in HW.
  generalize (small_and _ _ (small_scaled _ _ Hsq HB) (small_le (INR m * INR N) 1 ltac:(lra))). apply small_impl. intros h Hh [H1 H2] E e' HE He'.
  set (Qt := unturn (mix S0)). assert (HQ : orthogonal m Qt) by (apply (turned_orthogonal m (mix S0)), HS).
  set (F := fun r j => mv m Qt (fun q => E q j) r). set (f := mv m Qt e').
  assert (Hp : perturbed_by d mt (sqrt (INR m) * h) F f).
  { split.
    - intros j Hj. change (S mt) with m. unfold F. change (nrm m (fun r => mv m Qt (fun q => E q j) r)) with (nrm m (mv m Qt (fun q => E q j))).
      rewrite nrm_mix by exact HQ. apply nrm_entries; [lra|]. intros r Hr. apply HE; auto.
    - change (S mt) with m. unfold f. rewrite nrm_mix by exact HQ. apply nrm_entries; [lra|]. exact He'. }
  (* the perturbed problem has a minimiser *)
  destruct (minimiser P m N (fun r j => matrix S0 i e r j + E r j) W (fun r => sample S0 sc kappa k r + e' r)) as (x' & Hx').
  { apply HS. }
  { apply HW. eapply Rle_trans; [apply (frob_const m N _ h)|]; [lra| |lra].
    intros r j Hr Hj. simpl. replace (matrix S0 i e r j + E r j - matrix S0 i e r j) with (E r j) by ring. apply HE; auto. }
  (* in the coordinates of B and b *)
  assert (HxB : Xi P (S mt) (d + mt) (pmat d a c F) (pvec b0 v f) x').
  { apply (proj1 (mixing P m N (mix S0) (pmat d a c F) (pvec b0 v f) x' (ok_mix S0 HS))).
    apply (Xi_ext P m N (fun r j => matrix S0 i e r j + E r j) _ (fun r => sample S0 sc kappa k r + e' r) _ x'); [| |exact Hx'].
    - intros r j Hr Hj. unfold matrix, mm, pmat. fold m. rewrite (sum_ext m (fun q => mix S0 r q * (Bmat d a c q j + F q j)) (fun q => mix S0 r q * block S0 i e q j + mix S0 r q * F q j)) by (intros; unfold block; fold d a c; ring).
      rewrite sum_plus. f_equal. symmetry. exact (turn_back m (mix S0) (ok_mix S0 HS) (fun q => E q j) r Hr).
    - intros r Hr. unfold sample, pvec, mv at 1 2. fold m b0 v.
      rewrite (sum_ext m (fun q => mix S0 r q * (bvec b0 v q + f q)) (fun q => mix S0 r q * bvec b0 v q + mix S0 r q * f q)) by (intros; ring).
      rewrite sum_plus. f_equal. symmetry. exact (turn_back m (mix S0) (ok_mix S0 HS) e' r Hr). }
  destruct (H1 F f x' Hp HxB) as (x & Hf & Hd). exists x, x'. split; [|split; [exact Hx'|]].
  - unfold matrix, sample. apply mixing; [apply HS|].
    apply (proj2 (flip_Xi d mt a c b0 astar (rho e) v (w e) P i ltac:(lra) sample_heads Hi sample_self K1 K2 K3 x) Hf).
  - rewrite sample_norm1. exact Hd.
Qed.
End Sample.

(** ** Theorem 13 *)
Theorem Cond_of_samples (Om : elt -> Prop) ok activeA activey C :
  (forall e0 k, Om e0 -> (k < samples S0)%nat -> sample_of S0 ok e0 k) ->
  (forall e0 k x, Om e0 -> (k < samples S0)%nat -> Xi (pb S0) (rows S0) (cols S0) (eA e0) (eS e0 k) x ->
     sqrt (INR (rows S0)) / base S0 * (shift_part S0 * (1 + norm1 (cols S0) x) + residual_part S0) <= C) ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey Om C.
Proof.
  intros HO HCb e0 Ho gap Hgap. pose proof (ok_base S0 HS) as Hb.
  assert (Hsq : 0 < sqrt (INR m)) by (apply sqrt_lt_R0, lt_0_INR; unfold m, rows; lia).
  assert (One : forall k, (k < samples S0)%nat -> small (fun h => forall E e', (forall r j, (r < m)%nat -> (j < N)%nat -> Rabs (E r j) <= h) ->
    (forall r, (r < m)%nat -> Rabs (e' r) <= h) -> exists x x', Xi P m N (eA e0) (eS e0 k) x /\
      Xi P m N (fun r j => eA e0 r j + E r j) (fun r => eS e0 k r + e' r) x' /\ nrm N (fun j => x' j - x j) <= (C + gap) * h)).
  { intros k Hk. pose proof (HCb e0 k) as HCk. destruct (HO e0 k Ho Hk) as [sc tau i e kappa Hi He Hkap HK _ EA ES]. rewrite EA, ES in *.
    destruct (constants_scale S0 HS HBase sc tau HK) as (_ & _ & rho & w & HF).
    set (g2 := gap * base S0 / sqrt (INR m)). assert (Hg2 : 0 < g2) by (apply Rdiv_lt_0_compat; nra).
    generalize (sample_perturbed sc tau rho w i e kappa k HK HF Hi He Hkap Hk g2 Hg2). apply small_impl. intros h Hh H E e' HE He'.
    destruct (H E e' HE He') as (x & x' & Hx & Hx' & Hn). exists x, x'. split; [exact Hx|]. split; [exact Hx'|].
    specialize (HCk _ Ho Hk (member_Xi S0 HS sc tau rho w HF i k e kappa Hi Hk He Hkap)). fold m N in HCk, Hn |- *.
    apply (Rmult_le_reg_l (base S0)); [lra|]. eapply Rle_trans; [exact Hn|].
    set (Y := shift_part S0 * (1 + norm1 N (point S0 sc rho w i e kappa k)) + residual_part S0) in *.
    replace (sqrt (INR m) * h * (Y + g2)) with (base S0 * ((sqrt (INR m) / base S0 * Y + gap) * h)) by (unfold g2; field; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra. }
  destruct (uniform_small _ (samples S0) One) as (h0 & H0 & H). exists h0. split; [exact H0|].
  intros h E e' Hh _ _ HE He' k Hk. apply (H h Hh k Hk E (e' k) HE). intros r Hr. apply He'; auto.
Qed.

(** ** Numbers *)
Lemma tail_at_most sc tau rho w e q kappa k : scale_facts S0 sc tau rho w -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat -> (q < mt)%nat ->
  base S0 * Rabs (tl S0 sc rho w e q) <= Rabs (btail sc q).
Proof.
  intros HF He Hkap Hk Hq. destruct (HF e He) as [_ Q]. destruct (Q kappa k Hkap Hk) as [(K1 & K2 & K3) _]. destruct (K3 q Hq) as [W1 W2].
  pose proof (rho_nonneg _ _ _ _ _ _ K1) as Hr. pose proof (ok_base S0 HS) as Hb.
  pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) (proj1 He)) as Hc. fold (cn S0 e) in Hc. set (c := cn S0 e) in *. unfold tl. fold c.
  set (t := tail_val c (rho e) (btail sc) (w e) q) in *. apply Rle_trans with (c * Rabs t); [apply Rmult_le_compat_r; [apply Rabs_pos|lra]|].
  assert (E : c * Rabs t = btail sc q * w e q - rho e / c * (w e q * w e q)) by (rewrite W2; unfold t, tail_val; field; lra). rewrite E.
  assert (0 <= rho e / c * (w e q * w e q)) by (apply Rmult_le_pos; [apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]|exact (Rle_0_sqr (w e q))]).
  pose proof (Rle_abs (btail sc q * w e q)) as A. rewrite Rabs_mult in A. pose proof (Rabs_pos (btail sc q)). nra.
Qed.

Lemma norm1_at_most tmax T sc tau : constants_ok S0 sc tau -> tau <= tmax -> (forall q, (q < mt)%nat -> Rabs (btail sc q) <= T) ->
  forall i e kappa k x, (i < d)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
  Xi P m N (eA (member S0 sc i e kappa)) (eS (member S0 sc i e kappa) k) x -> base S0 * norm1 N x <= base S0 * (21/20 * tmax) + INR mt * T.
Proof.
  intros HK Ht HT i e kappa k x Hi He Hkap Hk Hx. destruct (constants_scale S0 HS HBase sc tau HK) as (_ & _ & rho & w & HF).
  pose proof (ok_base S0 HS) as Hb. simpl in Hx. unfold matrix, sample in Hx. apply (mixing P m N) in Hx; [|apply HS].
  destruct (HF e He) as [_ Q]. destruct (Q kappa k Hkap Hk) as [(K1 & K2 & K3) Tn]. apply Rabs_le_iff in Tn.
  apply (proj1 (flip_Xi d mt (head (base S0) i e) (cn S0 e) _ (base S0 + e) (rho e) (btail sc) (w e) P i (cn_pos S0 HS sc e He) (heads_le S0 HS sc i e He) Hi (head_self S0 i e) K1 K2 K3 x)) in Hx.
  destruct Hx as (X1 & _ & X3 & X4). unfold norm1, N, cols. fold d mt. rewrite sum_split, Rmult_plus_distr_l. apply Rplus_le_compat.
  - apply Rmult_le_compat_l; [lra|]. rewrite (sum_ext d _ x), X3 by (intros; apply Rabs_pos_eq; auto). lra.
  - rewrite <- sum_scal, <- sum_const. apply sum_le. intros q Hq. rewrite X4 by exact Hq.
    eapply Rle_trans; [apply (tail_at_most sc tau rho w e q kappa k HF He Hkap Hk Hq)|apply HT, Hq].
Qed.

(** all problems but basis pursuit with eta > 0 *)
Definition no_eta : Prop := match pb S0 with BP eta => eta = 0 | _ => True end.
Definition modest_large (sc : scale) : Prop := forall q, (q < tails S0)%nat -> Rabs (btail sc q) <= 4 * Rmax 1 (parameter (pb S0)).
Definition modest_small (sc : scale) (tau : R) : Prop :=
  (forall q, (q < tails S0)%nat -> Rabs (btail sc q) <= 101/100 * (base S0 * tau)) /\ INR (rows S0) <= 50000.
Definition modest (sc : scale) (tau : R) : Prop := modest_large sc \/ no_eta /\ modest_small sc tau.

Let r := sqrt (INR m).
Lemma root_facts : 1 <= r /\ INR m = r * r /\ INR mt = r * r - 1.
Proof.
  assert (E : INR m = INR mt + 1) by (unfold m, rows; apply S_INR). pose proof (pos_INR mt).
  assert (E2 : r * r = INR m) by (apply sqrt_sqrt, pos_INR). split; [|lra]. unfold r. rewrite <- sqrt_1. apply sqrt_le_1_alt. lra.
Qed.
Lemma base_large : 8 * (r * r) <= base S0 /\ 8 * (r * r) * parameter (pb S0) <= base S0 /\ 8 * (r * r) * Rmax 1 (parameter (pb S0)) <= base S0.
Proof.
  destruct root_facts as (R1 & R2 & R3). pose proof HBase as HB. unfold base_ok in HB. fold m in HB. rewrite R2 in HB.
  pose proof (Rmax_l 1 (parameter (pb S0))). pose proof (Rmax_r 1 (parameter (pb S0))). split; [|split]; [nra|nra|exact HB].
Qed.
Lemma no_eta_parts : no_eta -> shift_part S0 = 1 /\ residual_part S0 <= 1/4.
Proof.
  intros H. destruct root_facts as (R1 & R2 & R3). destruct base_large as (B1 & B2 & _). pose proof (ok_problem S0 HS) as Q. unfold no_eta in H.
  unfold shift_part, residual_part. fold m r. destruct (pb S0) as [eta|l|l]; simpl in Q; cbn [parameter] in B2; [|split; [reflexivity|]|split; [reflexivity|lra]].
  - destruct (Rlt_dec 0 eta); [lra|]. split; [reflexivity|]. rewrite H. replace (2 * 0 * r / base S0) with 0 by (unfold Rdiv; ring). lra.
  - pose proof (ok_base S0 HS) as Hb. rewrite R2. apply (Rmult_le_reg_r (base S0 * base S0)); [apply Rmult_lt_0_compat; lra|].
    replace (l / 2 * (r * r) / (base S0 * base S0) * (base S0 * base S0)) with (l * (r * r) / 2) by (field; lra).
    assert (8 * base S0 <= base S0 * base S0) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(** from a bound of a |x|_1 *)
Lemma number_no_eta T C n : no_eta -> base S0 * n <= base S0 * (63/2000) + T ->
  r * (1 + 63/2000 + 1/4) + r * (T / base S0) <= C * (8 * (r * r)) -> 0 <= C ->
  r / base S0 * (shift_part S0 * (1 + n) + residual_part S0) <= C.
Proof.
  intros H0 Hn H HC0. destruct root_facts as (R1 & R2 & R3). destruct base_large as (B1 & _). pose proof (ok_base S0 HS) as Hb.
  destruct (no_eta_parts H0) as [-> G].
  assert (Hn' : n <= 63/2000 + T / base S0).
  { apply (Rmult_le_reg_l (base S0)); [lra|]. replace (base S0 * (63/2000 + T / base S0)) with (base S0 * (63/2000) + T) by (field; lra). exact Hn. }
  apply (Rmult_le_reg_l (base S0)); [lra|]. replace (base S0 * (r / base S0 * (1 * (1 + n) + residual_part S0))) with (r * (1 + n + residual_part S0)) by (field; lra).
  assert (r * (1 + n + residual_part S0) <= r * (1 + (63/2000 + T / base S0) + 1/4)) by (apply Rmult_le_compat_l; lra).
  assert (C * (8 * (r * r)) <= C * base S0) by (apply Rmult_le_compat_l; auto). lra.
Qed.
Lemma large_tails_share : INR mt * (4 * Rmax 1 (parameter (pb S0))) / base S0 <= 1/2.
Proof.
  destruct root_facts as (R1 & R2 & R3). destruct base_large as (_ & _ & B3). pose proof (ok_base S0 HS) as Hb. pose proof (Rmax_l 1 (parameter (pb S0))).
  apply (Rmult_le_reg_r (base S0)); [lra|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r, R3 by lra. nra.
Qed.
Lemma large_number_no_eta n : no_eta -> base S0 * n <= base S0 * (63/2000) + INR mt * (4 * Rmax 1 (parameter (pb S0))) ->
  r / base S0 * (shift_part S0 * (1 + n) + residual_part S0) <= 1/4.
Proof.
  intros H0 Hn. destruct root_facts as (R1 & R2 & R3). apply (number_no_eta _ (1/4) n H0 Hn); [|lra].
  pose proof large_tails_share as Q. set (z := INR mt * (4 * Rmax 1 (parameter (pb S0))) / base S0) in *. assert (r * z <= r * (1/2)) by (apply Rmult_le_compat_l; lra). nra.
Qed.
Lemma large_number n : base S0 * n <= base S0 * (63/2000) + INR mt * (4 * Rmax 1 (parameter (pb S0))) ->
  r / base S0 * (shift_part S0 * (1 + n) + residual_part S0) <= 1.
Proof.
  intros Hn. assert (Cases : no_eta \/ exists eta, pb S0 = BP eta /\ 0 < eta).
  { pose proof (ok_problem S0 HS) as Q. unfold no_eta. destruct (pb S0) as [eta|l|l]; auto. simpl in Q. destruct Q as [Q|Q]; [right; exists eta; auto|left; auto]. }
  destruct Cases as [H0|(eta & EP & Heta)]; [pose proof (large_number_no_eta n H0 Hn); lra|].
  destruct root_facts as (R1 & R2 & R3). destruct base_large as (B1 & B2 & _). pose proof (ok_base S0 HS) as Hb. pose proof large_tails_share as Q.
  set (T := INR mt * (4 * Rmax 1 (parameter (pb S0)))) in *. rewrite EP in B2. cbn [parameter] in B2.
  assert (Hn' : n <= 63/2000 + 1/2).
  { apply (Rmult_le_reg_l (base S0)); [lra|]. apply (Rmult_le_compat_l (base S0)) in Q; [|lra].
    replace (base S0 * (T / base S0)) with T in Q by (field; lra). lra. }
  unfold shift_part, residual_part. rewrite EP. destruct (Rlt_dec 0 eta); [|lra]. fold m r.
  apply (Rmult_le_reg_l (base S0)); [lra|].
  replace (base S0 * (r / base S0 * ((2 + 65/64 * r) * (1 + n) + (1 + 65/64 * r) * (2 * eta * r / base S0))))
    with (r * (2 + 65/64 * r) * (1 + n) + r * (1 + 65/64 * r) * (2 * eta * r / base S0)) by (field; lra).
  assert (G : 2 * eta * r / base S0 <= 1/4).
  { apply (Rmult_le_reg_r (base S0)); [lra|]. replace (2 * eta * r / base S0 * base S0) with (2 * eta * r) by (field; lra). nra. }
  assert (A1 : r * (2 + 65/64 * r) * (1 + n) <= r * (2 + 65/64 * r) * (1 + (63/2000 + 1/2))) by (apply Rmult_le_compat_l; nra).
  assert (A2 : r * (1 + 65/64 * r) * (2 * eta * r / base S0) <= r * (1 + 65/64 * r) * (1/4)) by (apply Rmult_le_compat_l; nra). nra.
Qed.
Lemma small_number tau n : no_eta -> 0 < tau <= 3/100 -> INR m <= 50000 -> base S0 * n <= base S0 * (63/2000) + INR mt * (101/100 * (base S0 * tau)) ->
  r / base S0 * (shift_part S0 * (1 + n) + residual_part S0) <= 1.
Proof.
  intros H0 Ht Hm Hn. destruct root_facts as (R1 & R2 & R3). pose proof (ok_base S0 HS) as Hb. apply (number_no_eta _ 1 n H0 Hn); [|lra].
  replace (INR mt * (101/100 * (base S0 * tau)) / base S0) with (INR mt * (101/100 * tau)) by (field; lra).
  rewrite R2 in Hm. rewrite R3. assert (Hr : r <= 225) by nra.
  assert (Q : (r * r - 1) * (101/100 * tau) <= r * r * (303/10000)) by (apply Rmult_le_compat; nra).
  assert (r * ((r * r - 1) * (101/100 * tau)) <= r * (r * r * (303/10000))) by (apply Rmult_le_compat_l; lra).
  assert (r * (r * r * (303/10000)) <= 225 * (r * r * (303/10000))) by (apply Rmult_le_compat_r; nra). nra.
Qed.

Theorem Cond_1_of_samples (Om : elt -> Prop) activeA activey :
  (forall e0 k, Om e0 -> (k < samples S0)%nat -> sample_of S0 (fun sc tau => tau <= 3/100 /\ modest sc tau) e0 k) ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey Om 1.
Proof.
  intros HO. apply (Cond_of_samples Om _ activeA activey 1 HO). intros e0 k x Ho Hk Hx.
  destruct (HO e0 k Ho Hk) as [sc tau i e kappa Hi He Hkap HK [Ht Hm] EA ES]. rewrite EA, ES in Hx.
  pose proof (co_tau _ _ _ HK) as T0. destruct Hm as [Hm|[H0 [Hm Hr]]].
  - apply large_number. eapply Rle_trans; [apply (norm1_at_most (3/100) _ sc tau HK Ht Hm i e kappa k x Hi He Hkap Hk Hx)|]. lra.
  - apply (small_number tau _ H0 (conj T0 Ht) Hr). eapply Rle_trans; [apply (norm1_at_most (3/100) _ sc tau HK Ht Hm i e kappa k x Hi He Hkap Hk Hx)|]. lra.
Qed.
Theorem Cond_quarter_of_samples (Om : elt -> Prop) activeA activey : no_eta ->
  (forall e0 k, Om e0 -> (k < samples S0)%nat -> sample_of S0 (fun sc tau => tau <= 3/100 /\ modest_large sc) e0 k) ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey Om (1/4).
Proof.
  intros H0 HO. apply (Cond_of_samples Om _ activeA activey (1/4) HO). intros e0 k x Ho Hk Hx.
  destruct (HO e0 k Ho Hk) as [sc tau i e kappa Hi He Hkap HK [Ht Hm] EA ES]. rewrite EA, ES in Hx.
  apply (large_number_no_eta _ H0). eapply Rle_trans; [apply (norm1_at_most (3/100) _ sc tau HK Ht Hm i e kappa k x Hi He Hkap Hk Hx)|]. lra.
Qed.
End Class.

(** ** The classes *)
Lemma class_taus K S0 strong weak taus tauw : class_ok K S0 strong weak taus tauw -> (3 <= K)%nat -> taus <= 3/100 /\ tauw <= 3/100.
Proof.
  intros HC H3. pose proof (d_pos K). pose proof (digits_1 K S0 strong weak taus tauw HC). pose proof (c_taus _ _ _ _ _ _ HC).
  split; apply (tau_at_most K); auto; [lra|apply HC].
Qed.
Theorem Cond_at_most_1 K S0 strong weak taus tauw activeA activey : class_ok K S0 strong weak taus tauw -> (3 <= K)%nat ->
  modest S0 strong taus -> modest S0 weak tauw ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey (Omega S0 strong weak) 1.
Proof.
  intros HC H3 Ms Mw. destruct (class_taus _ _ _ _ _ _ HC H3). apply Cond_1_of_samples; try apply HC. apply (omega_samples K S0 strong weak taus tauw); auto.
Qed.
Theorem Cond_at_most_quarter K S0 strong weak taus tauw activeA activey : class_ok K S0 strong weak taus tauw -> (3 <= K)%nat -> no_eta S0 ->
  modest_large S0 strong -> modest_large S0 weak ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey (Omega S0 strong weak) (1/4).
Proof.
  intros HC H3 H0 Ms Mw. destruct (class_taus _ _ _ _ _ _ HC H3). apply Cond_quarter_of_samples; auto; try apply HC. apply (omega_samples K S0 strong weak taus tauw); auto.
Qed.
Theorem Cond_common K S0 strong weak taus tauw activeA activey : common_ok K S0 strong weak taus tauw -> (3 <= K)%nat ->
  (forall k, (k < samples S0)%nat -> modest S0 (scale_at strong k) taus /\ modest S0 (scale_at weak k) tauw) ->
  Cond_le (pb S0) (rows S0) (cols S0) (samples S0) activeA activey (common_class S0 strong weak) 1.
Proof.
  intros HC H3 HM. pose proof (tau_at_most (S K) taus ltac:(lia)) as Ts. replace (S K - 1)%nat with K in Ts by lia.
  specialize (Ts (proj2 (cc_taus _ _ _ _ _ _ HC))). pose proof (tau_at_most K tauw H3 (proj2 (cc_tauw _ _ _ _ _ _ HC))) as Tw.
  apply Cond_1_of_samples; try apply HC. apply (common_samples K S0 strong weak taus tauw); auto. intros k Hk. destruct (HM k Hk). auto.
Qed.

Theorem modest_classes_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (2 <= K)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  exists S0 strong weak taus tauw, class_ok K S0 strong weak taus tauw /\ modest_large S0 strong /\ modest_large S0 weak /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\
    forall q, sgn (btail strong q) = sgn (sigma q) /\ sgn (btail weak q) = sgn (sigma q).
Proof.
  intros HP Hm HN HK HR HQ.
  destruct (signed_classes_exist P m N K Rs Qm sigma HP Hm HN HK HR HQ) as (S0 & strong & weak & taus & tauw & HC & E1 & E2 & E3 & E4 & E5 & T1 & T2 & _).
  assert (Small : forall v q, v q = 2 * Rmax 1 (parameter P) * sgn (sigma q) -> Rabs (v q) <= 4 * Rmax 1 (parameter (pb S0))).
  { intros v q ->. rewrite E1. pose proof (Rmax_l 1 (parameter P)). rewrite Rabs_mult, Rabs_pos_eq by lra. pose proof (sgn_bound (sigma q)). nra. }
  exists S0, strong, weak, taus, tauw. split; [exact HC|]. split; [intros q _; apply Small, T1|]. split; [intros q _; apply Small, T2|]. 
  do 5 (split; [auto|]). intros q. rewrite T1, T2. pose proof (Rmax_l 1 (parameter P)). rewrite sgn_scaled by lra. auto.
Qed.
