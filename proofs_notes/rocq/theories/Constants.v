(** * The constants of the theory satisfy what the class needs (theory, section 3)

    [base_ok]: a >= 8 m max(1, lam, eta).   [constants_ok sc tau]: beta within a tau/100 of a tau + rho/a, the tail zero or large enough
    (any values in sqrt-lasso and basis pursuit with eta = 0; in the lasso and in basis pursuit with eta > 0 also so small that it
    stays inactive), emax <= min(a/64, tau/(40 D)) with the D of the theory ([drift]), and
    R kmax <= a tau/100.   [constants_scale]: then [scale_ok]; that is, |t - tau| <= tau/20 and the tail moves by at most
    tau/20 - for all three problems, basis pursuit with eta > 0 included.
    [rounded_tail]: in basis pursuit with eta > 0, a tail of the theory is still of the right size after rounding. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns OmegaK ScaleBounds.
Open Scope R_scope.

Lemma nrm_le_abs n x y : (forall i, (i < n)%nat -> Rabs (x i) <= Rabs (y i)) -> nrm n x <= nrm n y.
Proof.
  intros H. unfold nrm. apply sqrt_le_1_alt. apply sum_le. intros i Hi. apply (Rsqr_le_abs_1 (x i) (y i)). apply H; auto.
Qed.

Lemma sum_zero_or n f : sum n f = 0 \/ exists i, (i < n)%nat /\ f i <> 0.
Proof.
  induction n as [|n [IH|(i & Hi & Hn)]]; [left; reflexivity| |right; exists i; split; [lia|auto]].
  destruct (Req_EM_T (f n) 0) as [E|Hn]; [left; simpl; lra|right; exists n; split; [lia|auto]].
Qed.

(** lam or eta *)
Definition parameter (P : problem) : R := match P with BP eta => eta | LASSO l => l | SQRTL l => l end.

Section Constants.
Variable S0 : setting.
Let P := pb S0. Let a := base S0. Let d := heads S0. Let mt := tails S0.
Definition base_ok : Prop := 8 * INR (rows S0) * Rmax 1 (parameter (pb S0)) <= base S0.

(** 1 if an entry counts, else 0: all do, but in basis pursuit with eta > 0 only the active ones *)
Definition counts (v : nat -> R) (q : nat) : R :=
  match pb S0 with
  | BP eta => if Req_EM_T eta 0 then 1 else if Rle_dec (3/2 * Rmax 1 eta) (Rabs (v q)) then 1 else 0
  | _ => 1
  end.
(** signs of the tail; s = number of non-zero entries that count *)
Definition signs (v : nat -> R) (q : nat) : R := sgn (v q) * counts v q.
Definition support (v : nat -> R) : R := dot (tails S0) (signs v) (signs v).
(** iota^2: the sum of the squares of the entries that do not count *)
Definition leftover (v : nat -> R) : R := sum (tails S0) (fun q => (1 - counts v q) * (v q * v q)).
(** rho/a at the tie (in basis pursuit: if nothing is left over) *)
Definition shrinkage (v : nat -> R) : R :=
  match pb S0 with
  | LASSO l => l / (2 * base S0)
  | SQRTL _ => 0
  | BP eta => eta / sqrt (1 + support v / INR (heads S0))
  end.
(** D of the theory; the tail, here after rounding, has half of tau/20 to spare and counts 39/40 *)
Definition drift (tau : R) (v : nat -> R) : R :=
  let V := 39/40 * (nrm (tails S0) v / (INR (heads S0) * (base S0 * base S0))) in
  match pb S0 with
  | LASSO l => Rmax (Rmax (tau / base S0) (l / (2 * (base S0 * base S0 * base S0)))) V
  | SQRTL _ => Rmax (tau / base S0) V
  | BP eta => if Req_EM_T eta 0 then Rmax (tau / base S0) V
              else Rmax (tau / base S0 + eta * sqrt (support v) / (base S0 * base S0))
                        (39/40 * ((nrm (tails S0) v + eta * sqrt (support v)) / (base S0 * base S0)))
  end.
(** zero, active (beyond rho/c), or inactive for all gaps up to emx; in basis pursuit the inactive entries together
    may not move the head by more than a tau/200 *)
Definition tail_size_ok (tau emx : R) (v : nat -> R) (q : nat) : Prop :=
  match pb S0 with
  | LASSO l => v q = 0 \/ 1 <= Rabs (v q) \/ Rabs (v q) * cnorm (heads S0) (base S0) emx <= l / 2
  | SQRTL _ => True
  | BP eta => eta = 0 \/ v q = 0 \/ 3/2 * Rmax 1 eta <= Rabs (v q) \/
      (INR (heads S0) + support v) * (v q * v q) + leftover v <= eta * eta /\ 200 * leftover v <= base S0 * tau * eta
  end.
Record constants_ok (sc : scale) (tau : R) : Prop := {
  co_tau : 0 < tau;
  co_emax : 0 < emax sc <= base S0 / 64;
  co_drift : emax sc * (40 * drift tau (btail sc)) <= tau;
  co_kmax : 0 <= kmax sc;
  co_spread : kmax sc * INR (samples S0) <= base S0 * tau / 100;
  co_beta : Rabs (beta sc - (base S0 * tau + shrinkage (btail sc))) <= base S0 * tau / 100;
  co_tail : forall q, (q < tails S0)%nat -> tail_size_ok tau (emax sc) (btail sc) q }.

Hypothesis HS : setting_ok S0.
Hypothesis HB : base_ok.
Variables (sc : scale) (tau : R).
Hypothesis HC : constants_ok sc tau.
Let v := btail sc.
Let sg := signs v.
Let s := support v.
Let r := nrm mt sg.
Let cc e := cnorm d a e.
Let hh e := sqrt (s + (cc e / (a + e)) * (cc e / (a + e))).

(** the residual rho as a function of the gap *)
Definition rho_at (e : R) : R :=
  match pb S0 with
  | LASSO l => l / 2
  | SQRTL _ => 0
  | BP eta => sqrt (eta * eta - leftover (btail sc)) / nrm (rows S0) (cert_u (cn S0 e) (base S0 + e) (signs (btail sc)))
  end.

(** the tail's dual w: the sign, or - where the entry is inactive - the ratio of v to rho/c *)
Definition dual_at (e : R) (q : nat) : R :=
  match pb S0 with
  | LASSO l => if Rlt_dec (l / 2 / cnorm (heads S0) (base S0) e) (Rabs (btail sc q)) then signs (btail sc) q
               else btail sc q * cnorm (heads S0) (base S0) e / (l / 2)
  | SQRTL _ => signs (btail sc) q
  | BP _ => signs (btail sc) q + (1 - counts (btail sc) q) * (btail sc q * cnorm (heads S0) (base S0) e / rho_at e)
  end.

Lemma dual_signs e l : P = SQRTL l -> dual_at e = sg.
Proof. intros H. unfold dual_at. fold P. rewrite H. reflexivity. Qed.

(** an entry counts or it does not *)
Lemma counts_cases q : (counts v q = 1 /\ sg q = sgn (v q)) \/
  (counts v q = 0 /\ sg q = 0 /\ exists eta, P = BP eta /\ eta <> 0 /\ Rabs (v q) < 3/2 * Rmax 1 eta).
Proof.
  unfold sg, signs. fold v. unfold counts. fold P. destruct P as [eta|l|l]; try (left; split; [reflexivity|ring]).
  destruct (Req_EM_T eta 0) as [_|Hn]; [left; split; [reflexivity|ring]|].
  destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs (v q))) as [_|F]; [left; split; [reflexivity|ring]|].
  right. split; [reflexivity|]. split; [ring|]. exists eta. repeat split; auto. lra.
Qed.
Lemma all_count q : (forall eta, P <> BP eta) -> sg q = sgn (v q).
Proof. intros H. destruct (counts_cases q) as [(_ & E)|(_ & _ & eta & F & _)]; [exact E|exfalso; apply (H eta F)]. Qed.
Lemma leftover_term q : 0 <= (1 - counts v q) * (v q * v q).
Proof. pose proof (Rle_0_sqr (v q)) as Q. unfold Rsqr in Q. destruct (counts_cases q) as [(-> & _)|(-> & _)]; lra. Qed.
Lemma leftover_nonneg : 0 <= leftover v.
Proof. apply sum_nonneg; intros; apply leftover_term. Qed.
Lemma leftover_cases : leftover v = 0 \/ exists q, (q < mt)%nat /\ counts v q = 0 /\ v q <> 0.
Proof.
  destruct (sum_zero_or (tails S0) (fun q => (1 - counts v q) * (v q * v q))) as [E|(q & Hq & Hn)]; [left; exact E|right].
  exists q. split; [exact Hq|]. destruct (counts_cases q) as [(E & _)|(E & _)]; [exfalso; apply Hn; rewrite E; ring|].
  split; [exact E|]. intros F. apply Hn. rewrite F. ring.
Qed.

Lemma a_facts : 8 <= a /\ 8 * parameter P <= a /\ 8 * INR (rows S0) * parameter P <= a /\ 0 <= parameter P.
Proof.
  pose proof (ok_base S0 HS). pose proof HB as B. unfold base_ok in B. fold P a in B.
  pose proof (Rmax_l 1 (parameter P)). pose proof (Rmax_r 1 (parameter P)).
  assert (1 <= INR (rows S0)) by (apply (le_INR 1); unfold rows; lia).
  pose proof (ok_problem S0 HS) as OP. fold P in OP.
  assert (0 <= parameter P) by (destruct P; simpl in *; lra).
  assert (INR (rows S0) * parameter P <= INR (rows S0) * Rmax 1 (parameter P)) by (apply Rmult_le_compat_l; lra).
  assert (1 * parameter P <= INR (rows S0) * parameter P) by (apply Rmult_le_compat_r; lra).
  repeat split; auto; lra.
Qed.
Lemma r_facts : 0 <= r /\ r * r = s /\ sqrt (support v) = r.
Proof. split; [apply nrm_nonneg|]. split; [apply nrm_sq|reflexivity]. Qed.
Lemma d_ge : (2 <= d)%nat. Proof. apply HS. Qed.
Lemma INR_d : 2 <= INR d. Proof. apply (le_INR 2). apply d_ge. Qed.

(** basis pursuit: eta' = sqrt (eta^2 - iota^2), the part of eta left for head and active tail *)
Definition remaining (eta : R) : R := sqrt (eta * eta - leftover v).
Lemma small_entry eta q : P = BP eta -> (q < mt)%nat -> counts v q = 0 -> v q <> 0 -> eta <> 0 /\
  (INR d + s) * (v q * v q) + leftover v <= eta * eta /\ 200 * leftover v <= a * tau * eta.
Proof.
  intros EP Hq Ec Hn. destruct (counts_cases q) as [(E & _)|(_ & _ & eta' & EP' & He & L)]; [lra|].
  rewrite EP in EP'. inversion EP'; subst eta'. split; [auto|].
  pose proof (co_tail sc tau HC q Hq) as HT. fold v in HT. unfold tail_size_ok in HT. fold P a d s in HT. rewrite EP in HT.
  destruct HT as [F|[F|[F|HT]]]; [contradiction|contradiction|lra|exact HT].
Qed.
Lemma remaining_facts eta : P = BP eta ->
  0 <= remaining eta <= eta /\ remaining eta * remaining eta = eta * eta - leftover v /\
  eta - remaining eta <= a * tau / 200 /\ (eta <> 0 -> 0 < remaining eta).
Proof.
  intros EP. pose proof (co_tau sc tau HC) as HT. pose proof (ok_base S0 HS) as Ha. fold a in Ha.
  pose proof (ok_problem S0 HS) as OP. fold P in OP. rewrite EP in OP. simpl in OP. pose proof leftover_nonneg as HL.
  assert (0 < a * tau) by nra.
  assert (L1 : leftover v <= eta * eta /\ 200 * leftover v <= a * tau * eta /\ (eta <> 0 -> leftover v < eta * eta)).
  { destruct leftover_cases as [E|(q & Hq & Ec & Hn)].
    - rewrite E, Rmult_0_r. split; [apply Rmult_le_pos; auto|]. split; [apply Rmult_le_pos; lra|].
      intros. apply Rmult_lt_0_compat; lra.
    - destruct (small_entry eta q EP Hq Ec Hn) as (He & K1 & K2). pose proof INR_d as Hd. pose proof r_facts as (R1 & R2 & _).
      assert (0 < v q * v q) by (apply (Rsqr_pos_lt (v q) Hn)).
      assert (0 < (INR d + s) * (v q * v q)) by (apply Rmult_lt_0_compat; [rewrite <- R2; nra|auto]). lra. }
  destruct L1 as (L1 & L2 & L3). set (y := remaining eta).
  assert (E : y * y = eta * eta - leftover v) by (apply sqrt_sqrt; lra). assert (H0 : 0 <= y) by apply sqrt_pos.
  assert (H1 : y <= eta) by (apply Rnot_lt_le; intros F; nra).
  split; [lra|]. split; [exact E|]. split.
  - destruct (Req_EM_T eta 0) as [Z|Hn]; [lra|]. apply (Rmult_le_reg_r eta); [lra|]. nra.
  - intros Hn. specialize (L3 Hn). destruct (Req_EM_T y 0) as [F|]; [rewrite F in E; lra|lra].
Qed.

Section Gap.
Variable e : R.
Hypothesis He : 0 <= e <= emax sc.

Lemma gap_facts : 0 < a + e /\ a <= cc e /\ a + e <= cc e /\ e <= a / 64.
Proof.
  pose proof a_facts as (A1 & _). pose proof (co_emax sc tau HC) as HE. fold a in HE.
  pose proof (c_order d a e d_ge ltac:(lra) ltac:(lra)) as (O1 & O2 & O3). unfold cc.
  pose proof (cnorm_ge d a e ltac:(lra) ltac:(lra)). lra.
Qed.
Lemma hh_facts : 1 <= hh e /\ hh e * hh e = s + (cc e / (a + e)) * (cc e / (a + e)).
Proof.
  pose proof a_facts as (A1 & _). pose proof r_facts as (R1 & R2 & _).
  pose proof (h_facts d a e s r d_ge ltac:(lra) ltac:(lra) R2) as (H1 & _ & H3 & _). auto.
Qed.
Lemma nrm_dual : nrm (rows S0) (cert_u (cc e) (a + e) sg) = hh e / cc e.
Proof.
  pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & _). pose proof hh_facts as (H1 & H2).
  assert (0 < cc e) by lra.
  assert (0 <= hh e / cc e) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; auto]).
  apply Rsqr_inj; [apply nrm_nonneg|auto|]. unfold Rsqr. rewrite nrm_sq.
  replace (hh e / cc e * (hh e / cc e)) with (hh e * hh e / (cc e * cc e)) by (field; lra). rewrite H2.
  unfold dot, rows. change (S (tails S0)) with (1 + tails S0)%nat. rewrite sum_split. cbn [sum Nat.add cert_u].
  rewrite (sum_ext (tails S0) _ (fun q => / (cc e * cc e) * (sg q * sg q))) by (intros; field; lra).
  rewrite sum_scal. change (dot (tails S0) sg sg) with s.
  assert (F : forall S C A, C <> 0 -> A <> 0 -> 0 + / A * / A + / (C * C) * S = (S + C / A * (C / A)) / (C * C)) by (intros; field; auto).
  apply F; lra.
Qed.

(** rho in basis pursuit *)
Lemma rho_pursuit eta : P = BP eta -> rho_at e = remaining eta * cc e / hh e.
Proof.
  intros EP. pose proof gap_facts as (G1 & G2 & _). pose proof a_facts as (A1 & _). pose proof hh_facts as (H1 & _).
  unfold rho_at. fold P a v. rewrite EP. fold (remaining eta) sg. change (cn S0 e) with (cc e). rewrite nrm_dual. field. lra.
Qed.

Lemma y_below : 0 <= cc e / (a + e) / hh e <= 1.
Proof.
  pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & _). pose proof r_facts as (R1 & R2 & _).
  pose proof (h_facts d a e s r d_ge ltac:(lra) ltac:(lra) R2) as (_ & _ & H1 & _ & H5 & _).
  change (cnorm d a e) with (cc e) in *. change (sqrt (s + cc e / (a + e) * (cc e / (a + e)))) with (hh e) in *.
  split; [apply Rmult_le_pos; [apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat]|left; apply Rinv_0_lt_compat]; lra|].
  apply (Rmult_le_reg_r (hh e)); [lra|]. replace (cc e / (a + e) / hh e * hh e) with (cc e / (a + e)) by (field; lra). lra.
Qed.

(** basis pursuit: what eta/(h/y) moves between the tie and the gap e *)
Lemma pursuit_shift eta : P = BP eta -> 0 <= shrinkage v - eta * (cc e / (a + e) / hh e) <= a * tau / 40.
Proof.
  intros EP. pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & A2 & A3 & A4).
  pose proof r_facts as (R1 & R2 & R3). pose proof (co_drift sc tau HC) as HD. pose proof (co_tau sc tau HC) as HT.
  pose proof INR_d as Hd2. fold v in HD. unfold drift in HD. unfold shrinkage. fold P a d mt v in HD |- *.
  rewrite EP in *. cbn [parameter] in *.
  assert (E0 : eta / sqrt (1 + s / INR d) = eta * (cnorm d a 0 / a / sqrt (s + cnorm d a 0 / a * (cnorm d a 0 / a)))).
  { pose proof (y_facts d a e d_ge ltac:(lra) ltac:(lra)) as (_ & Y2 & Y3 & _).
    pose proof (h_facts d a e s r d_ge ltac:(lra) ltac:(lra) R2) as (_ & Q2 & _ & Q4 & _).
    set (y0 := cnorm d a 0 / a) in *. set (h0 := sqrt (s + y0 * y0)) in *.
    assert (Es : sqrt (1 + s / INR d) = h0 / y0).
    { apply sqrt_lem_1; [|apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
      - assert (0 <= s / INR d) by (apply Rmult_le_pos; [rewrite <- R2; nra|left; apply Rinv_0_lt_compat; lra]). lra.
      - replace (h0 / y0 * (h0 / y0)) with (h0 * h0 / (y0 * y0)) by (field; lra). rewrite Q2, Y3. field. lra. }
    rewrite Es. field. lra. }
  unfold s in E0. rewrite E0. fold s.
  pose proof (head_shift d a e s r d_ge ltac:(lra) ltac:(lra) R1 R2) as HH.
  unfold hh, cc in *. rewrite <- Rmult_minus_distr_l.
  split; [apply Rmult_le_pos; lra|]. apply Rle_trans with (eta * (r * e / a)); [apply Rmult_le_compat_l; lra|].
  destruct (Req_EM_T eta 0) as [->|Hn].
  - rewrite Rmult_0_l. assert (0 < a * tau) by nra. lra.
  - pose proof (Rmax_l (tau / a + eta * sqrt (support v) / (a * a)) (39/40 * ((nrm mt v + eta * sqrt (support v)) / (a * a)))) as M.
    fold mt in HD. rewrite R3 in *. set (X := Rmax _ _) in *.
    assert (0 < tau / a) by (apply Rdiv_lt_0_compat; lra).
    assert (0 <= eta * r / (a * a)) by (apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; nra]).
    assert (e * (40 * (eta * r / (a * a))) <= tau).
    { eapply Rle_trans; [|exact HD]. apply Rmult_le_compat; lra. }
    replace (eta * (r * e / a)) with (a * (e * (40 * (eta * r / (a * a)))) / 40) by (field; lra). nra.
Qed.

(** 0 <= rho(0)/a - rho(e)/(a+e) <= a tau / 40, and a tau / 200 more in basis pursuit for what is left over *)
Lemma shift_small : 0 <= shrinkage v - rho_at e / (a + e) <= a * tau / 40 + a * tau / 200 /\ 0 <= rho_at e.
Proof.
  pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & A2 & A3 & A4).
  pose proof (co_drift sc tau HC) as HD. pose proof (co_tau sc tau HC) as HT.
  pose proof INR_d as Hd2. fold v in HD. unfold drift in HD. fold P a d mt v in HD. assert (Hat : 0 < a * tau) by nra.
  destruct P as [eta|l|l] eqn:EP; cbn [parameter] in *.
  - pose proof (pursuit_shift eta EP) as PS. pose proof (remaining_facts eta EP) as (F1 & _ & F3 & _).
    rewrite (rho_pursuit eta EP). pose proof hh_facts as (H1 & _). pose proof y_below as Y.
    set (eta' := remaining eta) in *. set (z := cc e / (a + e) / hh e) in *.
    assert (E : eta' * cc e / hh e / (a + e) = eta * z - (eta - eta') * z) by (unfold z; field; lra). rewrite E.
    assert (0 <= (eta - eta') * z <= a * tau / 200) by nra.
    split; [lra|]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; lra].
  - unfold shrinkage, rho_at. fold P a. rewrite EP.
    assert (E : l / (2 * a) - l / 2 / (a + e) = l / (2 * (a * a * a)) * e * (a * a / (a + e))) by (field; lra).
    rewrite E.
    pose proof (Rmax_l (Rmax (tau / a) (l / (2 * (a * a * a)))) (39/40 * (nrm mt v / (INR d * (a * a))))) as M1.
    pose proof (Rmax_r (tau / a) (l / (2 * (a * a * a)))) as M2.
    set (X := Rmax (Rmax _ _) _) in *. set (Y := l / (2 * (a * a * a))) in *.
    assert (0 < a * a * a) by (repeat apply Rmult_lt_0_compat; lra).
    assert (0 <= Y) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
    assert (Yb : e * (40 * Y) <= tau) by (eapply Rle_trans; [|exact HD]; apply Rmult_le_compat; lra).
    assert (F : 0 <= a * a / (a + e) <= a).
    { split; [apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra]|].
      apply (Rmult_le_reg_r (a + e)); [lra|]. replace (a * a / (a + e) * (a + e)) with (a * a) by (field; lra). nra. }
    split; [|lra]. split; [apply Rmult_le_pos; [nra|lra]|].
    assert (Y * e * (a * a / (a + e)) <= Y * e * a) by (apply Rmult_le_compat_l; nra). nra.
  - unfold shrinkage, rho_at. fold P. rewrite EP. unfold Rdiv. rewrite Rmult_0_l. split; [split; lra|lra].
Qed.

(** rho/c is below the non-zero entries of the tail that count, outside the lasso *)
Lemma tail_active q : v q <> 0 -> counts v q = 1 -> (forall l, P <> LASSO l) -> rho_at e / cc e < Rabs (v q).
Proof.
  intros Hv Ec HL. pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof (Rabs_pos_lt _ Hv) as Hp.
  destruct P as [eta|l|l] eqn:EP.
  - rewrite (rho_pursuit eta EP). pose proof (remaining_facts eta EP) as (F1 & _ & _). pose proof hh_facts as (H1 & _).
    replace (remaining eta * cc e / hh e / cc e) with (remaining eta * / hh e) by (field; lra).
    assert (0 < / hh e <= 1) by (split; [apply Rinv_0_lt_compat; lra|rewrite <- Rinv_1; apply Rinv_le_contravar; lra]).
    assert (remaining eta * / hh e <= eta) by nra.
    unfold counts in Ec. fold P in Ec. rewrite EP in Ec. destruct (Req_EM_T eta 0); [lra|].
    destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs (v q))) as [L|_]; [|lra].
    pose proof (Rmax_l 1 eta). pose proof (Rmax_r 1 eta). lra.
  - exfalso. apply (HL l). reflexivity.
  - unfold rho_at. fold P. rewrite EP. unfold Rdiv. rewrite Rmult_0_l. exact Hp.
Qed.

(** basis pursuit: the entries that do not count are at most rho/c *)
Lemma tail_inactive eta q : P = BP eta -> (q < mt)%nat -> counts v q = 0 -> 0 < rho_at e /\ Rabs (v q) * cc e <= rho_at e.
Proof.
  intros EP Hq Ec. pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & A2 & A3 & A4).
  destruct (counts_cases q) as [(F & _)|(_ & _ & eta0 & EP0 & Hn & _)]; [lra|].
  rewrite EP in EP0. inversion EP0; subst eta0. clear EP0.
  pose proof (remaining_facts eta EP) as (F1 & F2 & _ & F4). specialize (F4 Hn). pose proof hh_facts as (H1 & H2).
  rewrite (rho_pursuit eta EP). split; [apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra|].
  destruct (Req_EM_T (v q) 0) as [->|Hv].
  { rewrite Rabs_R0, Rmult_0_l. left. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra. }
  destruct (small_entry eta q EP Hq Ec Hv) as (_ & K & _).
  pose proof (y_facts d a e d_ge ltac:(lra) ltac:(lra)) as (_ & _ & _ & Y4). change (cnorm d a e) with (cc e) in Y4.
  assert (Ev : Rabs (v q) * Rabs (v q) = v q * v q) by (rewrite <- Rabs_mult; apply Rabs_pos_eq; exact (Rle_0_sqr (v q))).
  assert (Hvh : Rabs (v q) * hh e <= remaining eta).
  { apply Rsqr_incr_0_var; [|lra]. unfold Rsqr. rewrite F2.
    replace (Rabs (v q) * hh e * (Rabs (v q) * hh e)) with (hh e * hh e * (v q * v q)) by (rewrite <- Ev; ring).
    assert (hh e * hh e * (v q * v q) <= (INR d + s) * (v q * v q)); [|lra].
    apply Rmult_le_compat_r; [exact (Rle_0_sqr (v q))|]. lra. }
  apply (Rmult_le_reg_r (hh e)); [lra|]. replace (remaining eta * cc e / hh e * hh e) with (remaining eta * cc e) by (field; lra).
  replace (Rabs (v q) * cc e * hh e) with (Rabs (v q) * hh e * cc e) by ring. apply Rmult_le_compat_r; lra.
Qed.

Lemma lasso_tail l q : P = LASSO l -> (q < mt)%nat ->
  (1 <= Rabs (v q) /\ l / 2 / cc e < Rabs (v q)) \/ (Rabs (v q) * cc e <= l / 2 /\ Rabs (v q) <= l / 2 / cc e).
Proof.
  intros EP Hq. pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & A2 & A3 & A4).
  pose proof (ok_problem S0 HS) as OP. fold P in OP. rewrite EP in *. cbn [parameter params_ok] in *.
  assert (Hl1 : l / 2 / cc e <= / 16).
  { apply (Rmult_le_reg_r (cc e)); [lra|]. replace (l / 2 / cc e * cc e) with (l / 2) by (field; lra). lra. }
  pose proof (Rabs_pos (v q)) as Hp.
  assert (K : Rabs (v q) * cc e <= l / 2 -> Rabs (v q) <= l / 2 / cc e).
  { intros H. apply (Rmult_le_reg_r (cc e)); [lra|]. replace (l / 2 / cc e * cc e) with (l / 2) by (field; lra). exact H. }
  pose proof (co_tail sc tau HC q Hq) as HT. fold v in HT. unfold tail_size_ok in HT. fold P in HT. rewrite EP in HT.
  destruct HT as [E|[HT|HT]].
  - right. assert (E' : Rabs (v q) * cc e <= l / 2) by (rewrite E, Rabs_R0; lra). split; auto.
  - left. split; lra.
  - right. assert (E' : Rabs (v q) * cc e <= l / 2); [|split; auto].
    eapply Rle_trans; [|exact HT]. apply Rmult_le_compat_l; auto.
    pose proof INR_d. unfold cc. fold a d. unfold cnorm. apply sqrt_le_1_alt. apply Rplus_le_compat_l.
    apply Rmult_le_compat; lra.
Qed.

Lemma inactive_zero eta q : P = BP eta -> (q < mt)%nat -> counts v q = 0 ->
  Rabs (dual_at e q) <= 1 /\ tail_val (cc e) (rho_at e) v (dual_at e) q = 0.
Proof.
  intros EP Hq Ec. destruct (tail_inactive eta q EP Hq Ec) as (Hr & Hv). pose proof gap_facts as (G1 & G2 & _).
  pose proof a_facts as (A1 & _).
  assert (E : dual_at e q = v q * cc e / rho_at e).
  { unfold dual_at. fold P v sg a d (cc e). rewrite EP, Ec.
    destruct (counts_cases q) as [(F & _)|(_ & -> & _)]; [lra|field; lra]. }
  unfold tail_val. rewrite E. split; [|field; lra].
  unfold Rdiv. rewrite !Rabs_mult, (Rabs_pos_eq (cc e)), (Rabs_pos_eq (/ rho_at e)) by (try lra; left; apply Rinv_0_lt_compat; lra).
  apply (Rmult_le_reg_r (rho_at e)); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** the norm of the whole dual in basis pursuit: rho^2 |u|^2 = eta^2 *)
Lemma nrm_dual_pursuit eta : P = BP eta -> let nu := nrm (rows S0) (cert_u (cc e) (a + e) (dual_at e)) in
  0 < nu /\ rho_at e * nu * (rho_at e * nu) = eta * eta.
Proof.
  intros EP nu. pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & _). pose proof hh_facts as (H1 & H2).
  pose proof (remaining_facts eta EP) as (F1 & F2 & _ & F4).
  set (rr := rho_at e). set (x := fun q => v q / rr).
  assert (Ed : forall q, (q < tails S0)%nat -> dual_at e q / cc e * (dual_at e q / cc e)
    = / (cc e * cc e) * (sg q * sg q) + (1 - counts v q) * (x q * x q)).
  { intros q Hq. assert (E : dual_at e q = sg q + (1 - counts v q) * (v q * cc e / rr)) by (unfold dual_at; fold P; rewrite EP; reflexivity).
    rewrite E. clear E. destruct (counts_cases q) as [(-> & _)|(Ec & -> & _)].
    { rewrite Rminus_diag_eq, !Rmult_0_l, !Rplus_0_r by reflexivity. field; lra. }
    rewrite Ec.
    destruct (tail_inactive eta q EP Hq Ec) as (Hr & _). fold rr in Hr. unfold x. field. lra. }
  assert (En : nu * nu = hh e * hh e / (cc e * cc e) + sum (tails S0) (fun q => (1 - counts v q) * (x q * x q))).
  { unfold nu. rewrite nrm_sq. unfold dot, rows. change (S (tails S0)) with (1 + tails S0)%nat. rewrite sum_split. cbn [sum Nat.add cert_u].
    rewrite (sum_ext _ _ _ Ed), sum_plus, sum_scal, H2. change (sum (tails S0) (fun q => sg q * sg q)) with s. field. lra. }
  assert (Hx : 0 <= sum (tails S0) (fun q => (1 - counts v q) * (x q * x q))).
  { apply sum_nonneg. intros q _. pose proof (Rle_0_sqr (x q)) as Q. unfold Rsqr in Q. destruct (counts_cases q) as [(-> & _)|(-> & _)]; lra. }
  assert (Hh : 0 < hh e * hh e / (cc e * cc e)) by (apply Rdiv_lt_0_compat; nra).
  assert (Hnu : 0 <= nu) by apply nrm_nonneg. split; [apply Rnot_le_lt; intros F; assert (0 < nu * nu) by lra; nra|].
  replace (rr * nu * (rr * nu)) with (rr * rr * (nu * nu)) by ring. rewrite En, Rmult_plus_distr_l, <- sum_scal.
  replace (rr * rr * (hh e * hh e / (cc e * cc e))) with (remaining eta * remaining eta)
    by (unfold rr; rewrite (rho_pursuit eta EP); field; lra).
  rewrite (sum_ext (tails S0) _ (fun q => (1 - counts v q) * (v q * v q))).
  - change (sum (tails S0) (fun q => (1 - counts v q) * (v q * v q))) with (leftover v). lra.
  - intros q Hq. destruct (counts_cases q) as [(-> & _)|(Ec & _)]; [ring|].
    destruct (tail_inactive eta q EP Hq Ec) as (Hr & _). fold rr in Hr. unfold x. field. lra.
Qed.

Lemma rho_fits : rho_ok P (nrm (rows S0) (cert_u (cc e) (a + e) (dual_at e))) (rho_at e).
Proof.
  pose proof gap_facts as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & A2 & A3 & A4). pose proof hh_facts as (H1 & H2).
  pose proof (ok_problem S0 HS) as OP. fold P in OP. assert (Hhc : 0 < hh e / cc e) by (apply Rdiv_lt_0_compat; lra).
  destruct P as [eta|l|l] eqn:EP; cbn [parameter rho_ok params_ok] in *.
  - split; [exact OP|]. pose proof nrm_dual_pursuit as N. specialize (N eta EP).
    pose proof (remaining_facts eta EP) as (F1 & F2 & _ & F4). set (nu := nrm _ _) in *.
    assert (Hnu : 0 <= nu) by apply nrm_nonneg. destruct N as (N1 & N2). split; [exact N1|].
    apply Rsqr_inj; [|exact OP|].
    + apply Rmult_le_pos; [apply shift_small|lra].
    + unfold Rsqr. lra.
  - unfold rho_at. fold P. rewrite EP. auto.
  - rewrite (dual_signs e l EP). unfold rho_at. fold P. rewrite EP. split; [exact OP|]. split; [|reflexivity].
    assert (Hm : 1 <= INR (rows S0)) by (apply (le_INR 1); unfold rows; lia).
    assert (nrm (rows S0) (cert_u (cc e) (a + e) sg) <= INR (rows S0) * / a).
    { eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1. rewrite <- sum_const. apply sum_le. intros i _.
      assert (Hi : 0 < / a) by (apply Rinv_0_lt_compat; lra).
      destruct i as [|q]; cbn [cert_u].
      - rewrite Rabs_pos_eq; [apply Rinv_le_contravar; lra|left; apply Rinv_0_lt_compat; lra].
      - unfold Rdiv. rewrite Rabs_mult. rewrite (Rabs_pos_eq (/ cc e)) by (left; apply Rinv_0_lt_compat; lra).
        pose proof (sgn_bound (v q)). pose proof (Rabs_pos (sgn (v q))).
        rewrite all_count by (intros eta; rewrite EP; discriminate).
        assert (0 < / cc e <= / a) by (split; [apply Rinv_0_lt_compat; lra|apply Rinv_le_contravar; lra]). nra. }
    assert (l * (INR (rows S0) * / a) < 1); [|nra].
    apply (Rmult_lt_reg_r a); [lra|]. replace (l * (INR (rows S0) * / a) * a) with (INR (rows S0) * l) by (field; lra). nra.
Qed.

End Gap.

(** the tail moves by at most tau/40 *)
Lemma tail_difference e q : 0 <= e <= emax sc ->
  tail_val (cc e) (rho_at e) v sg q - tail_val (cc 0) (rho_at 0) v sg q
  = - ((/ cc 0 - / cc e) * v q) - sg q * (rho_at e / (cc e * cc e) - rho_at 0 / (cc 0 * cc 0)).
Proof.
  intros He. pose proof (gap_facts e He) as (G1 & G2 & G3 & G4). pose proof (gap_facts 0 ltac:(lra)) as (Z1 & Z2 & Z3 & Z4).
  pose proof a_facts as (A1 & _). unfold tail_val. field. lra.
Qed.

Lemma tail_moves e : 0 <= e <= emax sc ->
  nrm mt (fun q => tail_val (cc e) (rho_at e) v (dual_at e) q - tail_val (cc 0) (rho_at 0) v (dual_at 0) q) <= tau / 39.
Proof.
  intros He. assert (He0 : 0 <= 0 <= emax sc) by lra.
  pose proof (gap_facts e He) as (G1 & G2 & G3 & G4). pose proof (gap_facts 0 He0) as (Z1 & Z2 & Z3 & Z4).
  pose proof a_facts as (A1 & A2 & A3 & A4).
  pose proof r_facts as (R1 & R2 & R3). pose proof (co_drift sc tau HC) as HD. pose proof (co_tau sc tau HC) as HT.
  pose proof INR_d as Hd2. pose proof (inverse_c d a e d_ge ltac:(lra) ltac:(lra)) as I.
  change (cnorm d a e) with (cc e) in I. change (cnorm d a 0) with (cc 0) in I.
  assert (Hda : 0 < INR d * (a * a)) by (apply Rmult_lt_0_compat; nra).
  set (i := / cc 0 - / cc e) in *. pose proof (nrm_nonneg mt v) as Hv0.
  set (V := nrm mt v / (INR d * (a * a))).
  assert (IV : i * nrm mt v <= e * V).
  { replace (e * V) with (e / (INR d * (a * a)) * nrm mt v) by (unfold V; field; lra).
    apply Rmult_le_compat_r; lra. }
  assert (Hscal : nrm mt (fun q => i * v q) = i * nrm mt v) by (rewrite nrm_scal, Rabs_pos_eq by lra; reflexivity).
  assert (V0 : 0 <= V) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]).
  assert (Signs : (forall x, dual_at x = sg) ->
    nrm mt (fun q => tail_val (cc e) (rho_at e) v (dual_at e) q - tail_val (cc 0) (rho_at 0) v (dual_at 0) q)
    = nrm mt (fun q => - (i * v q) - sg q * (rho_at e / (cc e * cc e) - rho_at 0 / (cc 0 * cc 0)))).
  { intros E. rewrite !E. apply nrm_ext. intros; apply tail_difference; auto. }
  assert (Small : e * V <= tau / 39 -> nrm mt (fun q => i * v q) <= tau / 39) by (intros; rewrite Hscal; lra).
  unfold drift in HD. fold P a d mt v in HD. fold V in HD.
  destruct P as [eta|l|l] eqn:EP; cbn [parameter] in *.
  - (* basis pursuit *)
    pose proof (remaining_facts eta EP) as (F1 & _). set (eta' := remaining eta) in *.
    assert (Er : forall x, 0 <= x <= emax sc -> rho_at x / (cc x * cc x) = eta' * / (hh x * cc x)).
    { intros x Hx. pose proof (gap_facts x Hx) as (X1 & X2 & X3 & X4). pose proof (hh_facts x Hx) as (X5 & _).
      rewrite (rho_pursuit x Hx eta EP). fold eta'. field. lra. }
    apply Rle_trans with (nrm mt (fun q => - (i * v q) - sg q * (eta' * / (hh e * cc e) - eta' * / (hh 0 * cc 0)))).
    { apply nrm_le_abs. intros q Hq. rewrite <- !Er by auto.
      destruct (counts_cases q) as [(Ec & _)|(Ec & _)].
      - assert (Ed : forall x, dual_at x q = sg q) by (intros x; unfold dual_at; fold P v sg; rewrite EP, Ec; ring).
        apply Req_le. f_equal. unfold i. rewrite <- tail_difference by auto. unfold tail_val. rewrite !Ed. reflexivity.
      - assert (Z : forall x, 0 <= x <= emax sc -> tail_val (cc x) (rho_at x) v (dual_at x) q = 0)
          by (intros x Hx; apply (inactive_zero x Hx eta q EP Hq Ec)).
        rewrite !Z by auto. rewrite Rminus_0_r, Rabs_R0. apply Rabs_pos. }
    pose proof (tail_shift d a e s r d_ge ltac:(lra) ltac:(lra) R2) as TS.
    change (sqrt (s + cnorm d a e / (a + e) * (cnorm d a e / (a + e)))) with (hh e) in TS. change (cnorm d a e) with (cc e) in TS.
    assert (E0 : sqrt (s + cnorm d a 0 / a * (cnorm d a 0 / a)) = hh 0) by (unfold hh, cc; rewrite Rplus_0_r; reflexivity).
    rewrite E0 in TS. change (cnorm d a 0) with (cc 0) in TS.
    set (Dl := / (hh e * cc e) - / (hh 0 * cc 0)) in *.
    assert (B : nrm mt (fun q => - (i * v q) - sg q * (eta' * / (hh e * cc e) - eta' * / (hh 0 * cc 0))) <= e * V + e * (eta * r / (a * a))).
    { rewrite (nrm_ext mt _ (fun q => - (i * v q) + (- (eta' * Dl)) * sg q)) by (intros; unfold Dl; ring).
      eapply Rle_trans; [apply minkowski|]. rewrite nrm_opp, Hscal. apply Rplus_le_compat; [exact IV|].
      rewrite nrm_scal, Rabs_Ropp, Rabs_mult, (Rabs_pos_eq eta') by lra. fold r.
      replace (e * (eta * r / (a * a))) with (eta * (e / (a * a)) * r) by (field; lra).
      apply Rmult_le_compat_r; auto. apply Rmult_le_compat; try lra. apply Rabs_pos. }
    eapply Rle_trans; [exact B|].
    destruct (Req_EM_T eta 0) as [E|Hn].
    + rewrite E. pose proof (Rmax_r (tau / a) (39/40 * V)). set (X := Rmax _ _) in *.
      assert (e * (40 * (39/40 * V)) <= tau) by (eapply Rle_trans; [|exact HD]; apply Rmult_le_compat; lra).
      unfold Rdiv at 1. rewrite !Rmult_0_l, Rmult_0_r. lra.
    + pose proof (Rmax_r (tau / a + eta * sqrt (support v) / (a * a)) (39/40 * ((nrm mt v + eta * sqrt (support v)) / (a * a)))) as M.
      rewrite R3 in *. set (X := Rmax _ _) in *.
      assert (G0 : 0 <= eta * r / (a * a)) by (apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; nra]).
      assert (VV : V <= nrm mt v / (a * a)).
      { unfold V, Rdiv. apply Rmult_le_compat_l; auto. apply Rinv_le_contravar; nra. }
      assert (E : (nrm mt v + eta * r) / (a * a) = nrm mt v / (a * a) + eta * r / (a * a)) by (field; lra). rewrite E in M.
      assert (e * (40 * (39/40 * (V + eta * r / (a * a)))) <= tau) by (eapply Rle_trans; [|exact HD]; apply Rmult_le_compat; lra).
      lra.
  - (* lasso *)
    pose proof (Rmax_r (Rmax (tau / a) (l / (2 * (a * a * a)))) (39/40 * V)) as M. set (X := Rmax _ _) in *.
    assert (Yb : e * (40 * (39/40 * V)) <= tau) by (eapply Rle_trans; [|exact HD]; apply Rmult_le_compat; lra).
    eapply Rle_trans; [|apply Small; lra]. apply nrm_le_abs. intros q Hq.
    assert (Hl : 0 < l) by (pose proof (ok_problem S0 HS) as OP; fold P in OP; rewrite EP in OP; exact OP).
    assert (Hre : forall x, rho_at x = l / 2) by (intros x; unfold rho_at; fold P; rewrite EP; reflexivity).
    assert (Hde : forall x, dual_at x q = if Rlt_dec (l / 2 / cc x) (Rabs (v q)) then sgn (v q) else v q * cc x / (l / 2))
      by (intros x; unfold dual_at; fold P v sg; rewrite EP, all_count by (intros eta; rewrite EP; discriminate); reflexivity).
    pose proof (lasso_tail e He l q EP Hq) as T1. pose proof (lasso_tail 0 He0 l q EP Hq) as T2.
    pose proof (Rabs_pos (v q)) as Hp. unfold tail_val. rewrite !Hde, !Hre.
    destruct T1 as [[T1 T1']|[T1 T1']]; destruct T2 as [[T2 T2']|[T2 T2']].
    + destruct (Rlt_dec (l / 2 / cc e) (Rabs (v q))) as [_|F]; [|lra]. destruct (Rlt_dec (l / 2 / cc 0) (Rabs (v q))) as [_|F]; [|lra].
      assert (E : (v q - l / 2 * sgn (v q) / cc e) / cc e - (v q - l / 2 * sgn (v q) / cc 0) / cc 0
                  = - i * (v q - sgn (v q) * (l / 2 / cc e + l / 2 / cc 0))) by (unfold i; field; lra).
      rewrite E, !Rabs_mult, Rabs_Ropp. apply Rmult_le_compat_l; [apply Rabs_pos|].
      assert (0 < l / 2 / cc e) by (apply Rdiv_lt_0_compat; lra). assert (0 < l / 2 / cc 0) by (apply Rdiv_lt_0_compat; lra).
      unfold sgn. destruct (Rlt_dec 0 (v q)) as [Hq1|Hq1].
      * rewrite (Rabs_pos_eq (v q)) in * by lra. apply Rabs_le. lra.
      * destruct (Rlt_dec (v q) 0) as [Hm|Hm].
        -- rewrite (Rabs_left (v q)) in * by lra. apply Rabs_le. lra.
        -- replace (v q) with 0 in * by lra. rewrite Rabs_R0 in *. lra.
    + exfalso. assert (l / 2 / cc 0 <= / 16); [|lra]. apply (Rmult_le_reg_r (cc 0)); [lra|].
      replace (l / 2 / cc 0 * cc 0) with (l / 2) by (field; lra). lra.
    + exfalso. assert (l / 2 / cc e <= / 16); [|lra]. apply (Rmult_le_reg_r (cc e)); [lra|].
      replace (l / 2 / cc e * cc e) with (l / 2) by (field; lra). lra.
    + destruct (Rlt_dec (l / 2 / cc e) (Rabs (v q))) as [F|_]; [lra|]. destruct (Rlt_dec (l / 2 / cc 0) (Rabs (v q))) as [F|_]; [lra|].
      replace ((v q - l / 2 * (v q * cc e / (l / 2)) / cc e) / cc e - (v q - l / 2 * (v q * cc 0 / (l / 2)) / cc 0) / cc 0)
        with 0 by (field; lra). rewrite Rabs_R0. apply Rabs_pos.
  - (* square-root lasso *)
    rewrite Signs by (intros x; unfold dual_at; fold P; rewrite EP; reflexivity).
    pose proof (Rmax_r (tau / a) (39/40 * V)) as M. set (X := Rmax _ _) in *.
    assert (Yb : e * (40 * (39/40 * V)) <= tau) by (eapply Rle_trans; [|exact HD]; apply Rmult_le_compat; lra).
    eapply Rle_trans; [|apply Small; lra]. apply nrm_le_abs. intros q Hq. unfold rho_at. fold P. rewrite EP.
    unfold Rdiv. rewrite !Rmult_0_l, Rminus_0_r, Rmult_0_r, Rminus_0_r, Rabs_Ropp. lra.
Qed.

(** ** Everything together *)
Lemma tail_kkt e q : 0 <= e <= emax sc -> (q < mt)%nat ->
  Rabs (dual_at e q) <= 1 /\
  Rabs (tail_val (cc e) (rho_at e) v (dual_at e) q) = tail_val (cc e) (rho_at e) v (dual_at e) q * dual_at e q.
Proof.
  intros He Hq.
  set (g := fun q => sgn (v q)).
  assert (Active : rho_at e / cc e < Rabs (v q) \/ v q = 0 -> Rabs (g q) <= 1 /\
    Rabs (tail_val (cc e) (rho_at e) v g q) = tail_val (cc e) (rho_at e) v g q * g q).
  { intros Hact. split; [apply sgn_bound|]. pose proof (gap_facts e He) as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & _).
  pose proof (shift_small e He) as (_ & Hr). assert (Hc : 0 < cc e) by lra.
  assert (E : tail_val (cc e) (rho_at e) v g q = (v q - g q * (rho_at e / cc e)) * / cc e) by (unfold tail_val; field; lra).
  rewrite E. assert (Hic : 0 < / cc e) by (apply Rinv_0_lt_compat; auto).
  rewrite Rabs_mult, (Rabs_pos_eq (/ cc e)) by lra.
  assert (0 <= rho_at e / cc e) by (apply Rmult_le_pos; lra).
  replace ((v q - g q * (rho_at e / cc e)) * / cc e * g q) with ((v q - g q * (rho_at e / cc e)) * g q * / cc e) by ring.
  f_equal. destruct (Req_EM_T (v q) 0) as [Ev|Hn].
  - unfold g. rewrite Ev. unfold sgn. destruct (Rlt_dec 0 0); [lra|]. rewrite Rmult_0_l, Rminus_0_r, Rabs_R0. ring.
  - destruct Hact as [T|F]; [|contradiction]. unfold g, sgn. destruct (Rlt_dec 0 (v q)) as [Hp|Hp].
    + rewrite Rabs_pos_eq in T by lra. rewrite Rabs_pos_eq; lra.
    + destruct (Rlt_dec (v q) 0) as [Hm|Hm]; [|lra]. rewrite Rabs_left in T by lra. rewrite Rabs_left; lra. }
  assert (Counting : (forall l, P <> LASSO l) -> counts v q = 1 -> dual_at e q = g q -> Rabs (dual_at e q) <= 1 /\
    Rabs (tail_val (cc e) (rho_at e) v (dual_at e) q) = tail_val (cc e) (rho_at e) v (dual_at e) q * dual_at e q).
  { intros HL Ec Ed. unfold tail_val. rewrite Ed. apply Active.
    destruct (Req_EM_T (v q) 0) as [E|Hn]; [right; auto|left; apply tail_active; auto]. }
  destruct P as [eta|l|l] eqn:EP.
  - destruct (counts_cases q) as [(Ec & Es)|(Ec & _)].
    + apply Counting; [intros l; discriminate|exact Ec|]. unfold dual_at. fold P v sg. rewrite EP, Ec, Es. unfold g. ring.
    + destruct (inactive_zero e He eta q EP Hq Ec) as (D1 & ->). split; [exact D1|]. rewrite Rabs_R0. ring.
  - assert (Hl : 0 < l) by (pose proof (ok_problem S0 HS) as OP; fold P in OP; rewrite EP in OP; exact OP).
    assert (Hre : rho_at e = l / 2) by (unfold rho_at; fold P; rewrite EP; reflexivity).
    assert (Hde : dual_at e q = if Rlt_dec (l / 2 / cc e) (Rabs (v q)) then g q else v q * cc e / (l / 2))
      by (unfold dual_at; fold P v sg; rewrite EP, all_count by (intros eta; rewrite EP; discriminate); reflexivity).
    pose proof (gap_facts e He) as (G1 & G2 & G3 & G4). pose proof a_facts as (A1 & _).
    destruct (lasso_tail e He l q EP Hq) as [[T1 T2]|[T1 T2]].
    + unfold tail_val in *. rewrite Hde. destruct (Rlt_dec (l / 2 / cc e) (Rabs (v q))) as [H|H]; [|lra].
      apply Active. left. rewrite Hre. exact H.
    + unfold tail_val. rewrite Hde, Hre. destruct (Rlt_dec (l / 2 / cc e) (Rabs (v q))) as [H|_]; [lra|].
      split.
      * unfold Rdiv at 1. rewrite !Rabs_mult, (Rabs_pos_eq (cc e)), (Rabs_pos_eq (/ (l / 2))) by (try lra; left; apply Rinv_0_lt_compat; lra).
        apply (Rmult_le_reg_r (l / 2)); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra.
      * replace (v q - l / 2 * (v q * cc e / (l / 2)) / cc e) with 0 by (field; lra). unfold Rdiv. rewrite !Rmult_0_l. apply Rabs_R0.
  - destruct (counts_cases q) as [(Ec & Es)|(_ & _ & eta & F & _)]; [|rewrite EP in F; discriminate].
    apply Counting; [intros l0; discriminate|exact Ec|]. rewrite (dual_signs e l EP). exact Es.
Qed.

Theorem constants_scale : scale_ok S0 sc tau.
Proof.
  split; [apply (co_emax sc tau HC)|]. split; [apply (co_kmax sc tau HC)|].
  exists rho_at, dual_at. intros e He. pose proof (co_tau sc tau HC) as HT. split.
  - pose proof (tail_moves e He) as T. unfold cc in T. fold mt. unfold cn. fold d a v. lra.
  - intros kappa k Hk Hlt. pose proof (shift_small e He) as (S1 & S2). pose proof (gap_facts e He) as (G1 & G2 & G3 & G4).
    pose proof a_facts as (A1 & _). pose proof (co_beta sc tau HC) as Hbt. fold a v in Hbt. apply Rabs_le_iff in Hbt.
    pose proof (co_spread sc tau HC) as Hsp. fold a in Hsp.
    assert (Hkk : 0 <= kappa * INR k <= a * tau / 100).
    { pose proof (pos_INR k). assert (INR k <= INR (samples S0)) by (apply le_INR; lia). pose proof (co_kmax sc tau HC).
      split; [nra|]. eapply Rle_trans; [|exact Hsp]. apply Rmult_le_compat; lra. }
    assert (Hat : 0 < a * tau) by nra. unfold bhead. split.
    + split; [apply rho_fits; auto|]. split; [fold a; lra|]. intros q Hq. apply tail_kkt; auto.
    + unfold t_face. fold a.
      assert (E : (beta sc + kappa * INR k - rho_at e / (a + e)) / (a + e) - tau
                  = (beta sc + kappa * INR k - rho_at e / (a + e) - a * tau - e * tau) / (a + e)) by (field; lra).
      rewrite E. unfold Rdiv at 1. rewrite Rabs_mult, (Rabs_pos_eq (/ (a + e))) by (left; apply Rinv_0_lt_compat; lra).
      apply (Rmult_le_reg_r (a + e)); [lra|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      assert (e * tau <= a * tau / 64) by nra. assert (0 <= e * tau) by nra.
      apply Rabs_le. split; nra.
Qed.
End Constants.

(** ** A rounded tail of basis pursuit is of the right size (omega, Lemma 5a): v0 in {0, +-V}, V >= 2 max(1, eta),
    |v - v0| <= a tau/96 and 7.9 sqrt(d + s) |v - v0| <= eta *)
Section Rounding.
Variables (S0 : setting) (eta tau : R) (v0 v : nat -> R).
Hypothesis HP : pb S0 = BP eta.
Hypothesis Heta : 0 < eta.
Hypothesis Hd : (2 <= heads S0)%nat.
Hypothesis Hv0 : forall q, (q < tails S0)%nat -> v0 q = 0 \/ 2 * Rmax 1 eta <= Rabs (v0 q).
Let dl := nrm (tails S0) (fun q => v q - v0 q).
Hypothesis Hscale : dl <= base S0 * tau / 96.
Hypothesis Hsmall : 79/10 * 79/10 * (INR (heads S0) + support S0 v0) * (dl * dl) <= eta * eta.

Lemma rounding_small : 0 <= dl /\ 11 * dl <= eta.
Proof.
  pose proof (nrm_nonneg (tails S0) (fun q => v q - v0 q)) as H0. fold dl in H0. split; [exact H0|].
  pose proof (le_INR 2 _ Hd) as H2. change (INR 2) with 2 in H2.
  pose proof (dot_self_nonneg (tails S0) (signs S0 v0)) as Hs. fold (support S0 v0) in Hs.
  apply Rsqr_incr_0_var; [|lra]. unfold Rsqr. eapply Rle_trans; [|exact Hsmall].
  replace (11 * dl * (11 * dl)) with (121 * (dl * dl)) by ring. apply Rmult_le_compat_r; [nra|lra].
Qed.
(** the entries that count are those of the pattern; the others are at most the error *)
Lemma rounding_counts q : (q < tails S0)%nat ->
  (v0 q <> 0 /\ counts S0 v q = 1 /\ signs S0 v q = signs S0 v0 q /\ 3/2 * Rmax 1 eta <= Rabs (v q)) \/
  (v0 q = 0 /\ counts S0 v q = 0 /\ signs S0 v q = signs S0 v0 q).
Proof.
  intros Hq. destruct rounding_small as (D0 & D1).
  pose proof (coord_le_nrm (tails S0) (fun q => v q - v0 q) q Hq) as B. fold dl in B. cbv beta in B.
  pose proof (Rmax_l 1 eta) as M1. pose proof (Rmax_r 1 eta) as M2.
  assert (Ec : forall x, counts S0 x q = if Rle_dec (3/2 * Rmax 1 eta) (Rabs (x q)) then 1 else 0)
    by (intros x; unfold counts; rewrite HP; destruct (Req_EM_T eta 0); [lra|reflexivity]).
  unfold signs. rewrite !Ec. destruct (Hv0 q Hq) as [E|L].
  - right. rewrite E in *. rewrite Rminus_0_r in B. rewrite Rabs_R0.
    destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs (v q))); [lra|]. destruct (Rle_dec (3/2 * Rmax 1 eta) 0); [lra|]. repeat split; ring.
  - left. pose proof (Rabs_triang_inv (v0 q) (v q)) as T. rewrite (Rabs_minus_sym (v0 q) (v q)) in T.
    destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs (v q))) as [L'|F]; [|lra].
    destruct (Rle_dec (3/2 * Rmax 1 eta) (Rabs (v0 q))) as [_|F]; [|lra].
    split; [intros F; rewrite F, Rabs_R0 in L; lra|]. split; [reflexivity|]. split; [|exact L'].
    apply Rabs_le_iff in B. f_equal. unfold sgn. unfold Rabs in L.
    destruct (Rcase_abs (v0 q)), (Rlt_dec 0 (v q)), (Rlt_dec 0 (v0 q)), (Rlt_dec (v q) 0), (Rlt_dec (v0 q) 0); lra.
Qed.

Theorem rounded_tail : support S0 v = support S0 v0 /\
  forall emx q, (q < tails S0)%nat -> tail_size_ok S0 tau emx v q.
Proof.
  destruct rounding_small as (D0 & D1).
  assert (Es : support S0 v = support S0 v0).
  { unfold support, dot. apply sum_ext. intros q Hq. destruct (rounding_counts q Hq) as [(_ & _ & -> & _)|(_ & _ & ->)]; reflexivity. }
  split; [exact Es|]. intros emx q Hq. unfold tail_size_ok. rewrite HP. right.
  destruct (rounding_counts q Hq) as [(_ & _ & _ & L)|(E & _ & _)]; [right; left; exact L|]. right; right.
  pose proof (coord_le_nrm (tails S0) (fun q => v q - v0 q) q Hq) as B. fold dl in B. cbv beta in B. rewrite E, Rminus_0_r in B.
  assert (HL : leftover S0 v <= dl * dl).
  { unfold dl. rewrite nrm_sq. apply sum_le. intros p Hp. destruct (rounding_counts p Hp) as [(_ & Ec & _)|(Ep & Ec & _)]; rewrite Ec.
    - pose proof (Rle_0_sqr (v p - v0 p)) as Q. unfold Rsqr in Q. lra.
    - rewrite Ep. lra. }
  pose proof (le_INR 2 _ Hd) as H2. change (INR 2) with 2 in H2.
  pose proof (dot_self_nonneg (tails S0) (signs S0 v0)) as Hs. fold (support S0 v0) in Hs.
  assert (Hv : v q * v q <= dl * dl) by (apply Rsqr_le_abs_1 with (y := dl); rewrite (Rabs_pos_eq dl); auto).
  assert (Hdd : 0 <= dl * dl) by nra. rewrite Es. set (z := INR (heads S0) + support S0 v0) in *. split.
  - assert (z * (v q * v q) <= z * (dl * dl)) by (apply Rmult_le_compat_l; unfold z; lra).
    assert (2 * (dl * dl) <= z * (dl * dl)) by (apply Rmult_le_compat_r; unfold z; lra). lra.
  - assert (dl * dl <= base S0 * tau / 96 * (eta / 11)) by (apply Rmult_le_compat; lra).
    assert (0 <= base S0 * tau * eta) by (apply Rmult_le_pos; lra). lra.
Qed.
End Rounding.
