(** * FIRENETs converge exponentially and are stable (firenet.md, Theorem 2)

    psi_0 = [start], eps_0 = b; eps_k = upsilon (delta + eps_(k-1)), alpha_k = 2/(p eps_k sigma), and psi_k is the mean of
    p primal-dual steps for alpha_k y from (alpha_k psi_(k-1), 0), divided by alpha_k.  [convergence] holds for any
    seminorm G with its prox and needs only that the objective is sharp at x; [firenet_converges] gets this from the null
    space property of a nearby matrix, for the weighted l1 norm.  Real vectors. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems NullSpace InexactMatrix PrimalDual.
Open Scope R_scope.

(** the accuracies eps_k and the scales alpha_k *)
Fixpoint accuracy upsilon delta b k :=
  match k with O => b | S k => upsilon * (delta + accuracy upsilon delta b k) end.
Definition restart_scale p sigma eps := 2 / (INR p * eps * sigma).

(** one restart: alpha y from alpha psi, divided by alpha *)
Definition restart m N A prox tau sigma p alpha (y psi : nat -> R) j :=
  mean p (fun k => fst (iterates m N A (fun i => alpha * y i) prox tau sigma (fun j => alpha * psi j) (fun _ => 0) k)) j
  / alpha.

(** the network *)
Fixpoint firenet m N A prox tau sigma p upsilon delta b start (y : nat -> R) n : nat -> R :=
  match n with
  | O => start
  | S n => restart m N A prox tau sigma p (restart_scale p sigma (accuracy upsilon delta b (S n))) y
             (firenet m N A prox tau sigma p upsilon delta b start y n)
  end.

(** l bounds the operator norm *)
Definition norm_le m N (A : nat -> nat -> R) l := 0 <= l /\ forall z, nrm m (mv N A z) <= l * nrm N z.

(** ** Scaling *)
Lemma primal_scale m N A y G a z : seminorm N G -> 0 <= a ->
  primal m N A (fun i => a * y i) G (fun j => a * z j) = a * primal m N A y G z.
Proof.
  intros [_ [Hh _]] Ha. unfold primal. rewrite Rmult_plus_distr_l, Hh by auto. f_equal.
  replace (a * nrm m (rsd N A y z)) with (Rabs a * nrm m (rsd N A y z)) by (rewrite Rabs_pos_eq; auto).
  rewrite <- nrm_scal. apply nrm_ext. intros i _. unfold rsd, mv.
  rewrite (sum_ext N _ (fun j => a * (A i j * z j))) by (intros; ring). rewrite sum_scal. ring.
Qed.

Lemma primal_ext m N A y G z z' : seminorm N G -> (forall j, (j < N)%nat -> z j = z' j) ->
  primal m N A y G z = primal m N A y G z'.
Proof.
  intros [He _] H. unfold primal. f_equal; [apply He, H|].
  apply nrm_ext. intros i _. unfold rsd, mv. f_equal. apply sum_ext. intros j Hj. rewrite H by auto. reflexivity.
Qed.

(** inequality (2) of the notes *)
Theorem one_restart m N A G prox tau sigma l p alpha y psi x : seminorm N G -> is_prox N tau G prox -> 0 < tau -> 0 < sigma ->
  norm_le m N A l -> tau * sigma * (l * l) <= 1 -> (0 < p)%nat -> 0 < alpha ->
  primal m N A y G (restart m N A prox tau sigma p alpha y psi) - primal m N A y G x
  <= (alpha * (nrm N (vsub x psi) * nrm N (vsub x psi)) / tau + 1 / (sigma * alpha)) / INR p.
Proof.
  intros HG Hprox Ht Hs [Hl HA] Hsteps Hp Ha. assert (H0 : 0 < INR p) by (apply lt_INR in Hp; simpl in Hp; lra).
  pose proof (ergodic_objective m N A (fun i => alpha * y i) G prox tau sigma l HG Hprox Ht Hs Hl HA Hsteps p
    (fun j => alpha * psi j) (fun j => alpha * x j) Hp) as E.
  rewrite (primal_scale m N A y G alpha x HG) in E by lra.
  rewrite (primal_ext m N A _ G _ (fun j => alpha * restart m N A prox tau sigma p alpha y psi j) HG) in E.
  2:{ intros j _. unfold restart. field. lra. }
  rewrite primal_scale in E by (auto; lra).
  rewrite (nrm_ext N _ (fun j => alpha * vsub x psi j)) in E by (intros; unfold vsub; ring).
  rewrite nrm_scal, Rabs_pos_eq in E by lra. set (d := nrm N (vsub x psi)) in *.
  apply Rmult_le_reg_l with alpha; [auto|]. rewrite Rmult_minus_distr_l. eapply Rle_trans; [exact E|].
  right. field. lra.
Qed.

(** ** Convergence for a matrix that is sharp at x *)
Lemma accuracy_nonneg upsilon delta b k : 0 < upsilon -> 0 <= delta -> 0 <= b -> 0 <= accuracy upsilon delta b k.
Proof. intros Hu Hd Hb. induction k; simpl; [auto|]. apply Rmult_le_pos; lra. Qed.

Lemma accuracy_pos upsilon delta b k : 0 < upsilon -> 0 <= delta -> 0 <= b -> 0 < delta + b ->
  0 < accuracy upsilon delta b (S k).
Proof.
  intros Hu Hd Hb Hdb. induction k as [|k IH]; [simpl; apply Rmult_lt_0_compat; lra|].
  change (0 < upsilon * (delta + accuracy upsilon delta b (S k))). apply Rmult_lt_0_compat; lra.
Qed.

Lemma accuracy_bound upsilon delta b n : 0 < upsilon < 1 -> 0 <= delta ->
  accuracy upsilon delta b n + delta <= delta / (1 - upsilon) + upsilon ^ n * b.
Proof.
  intros Hu Hd. induction n as [|n IH].
  - simpl. assert (delta <= delta / (1 - upsilon)); [|lra]. apply Rmult_le_reg_r with (1 - upsilon); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. nra.
  - change (upsilon * (delta + accuracy upsilon delta b n) + delta <= delta / (1 - upsilon) + upsilon * upsilon ^ n * b).
    replace (delta / (1 - upsilon)) with (upsilon * (delta / (1 - upsilon)) + delta) by (field; lra). nra.
Qed.

Theorem convergence m N A G prox tau sigma l p upsilon delta b C2 start y x n :
  seminorm N G -> is_prox N tau G prox -> 0 < tau -> 0 < sigma -> norm_le m N A l -> tau * sigma * (l * l) <= 1 ->
  0 < upsilon < 1 -> 0 < C2 -> 2 * C2 / (upsilon * sqrt (tau * sigma)) <= INR p ->
  (forall z, nrm N (vsub z x) <= C2 * (primal m N A y G z - primal m N A y G x + delta)) ->
  primal m N A y G start - primal m N A y G x <= b -> 0 <= b -> 0 < delta + b ->
  let psi := firenet m N A prox tau sigma p upsilon delta b start y n in
  let eps := accuracy upsilon delta b n in
  primal m N A y G psi - primal m N A y G x <= eps
  /\ nrm N (vsub psi x) <= C2 * (eps + delta)
  /\ C2 * (eps + delta) <= C2 * (delta / (1 - upsilon) + upsilon ^ n * b).
Proof.
  intros HG Hprox Ht Hs HA Hsteps Hu HC Hp Hsharp Hstart Hb Hdb psi eps.
  assert (Hd : 0 <= delta).
  { pose proof (Hsharp x) as H. pose proof (nrm_nonneg N (vsub x x)). apply Rmult_le_reg_l with C2; [auto|]. lra. }
  assert (Hts : 0 < tau * sigma) by (apply Rmult_lt_0_compat; auto).
  set (s := sqrt (tau * sigma)) in *. assert (Hs0 : 0 < s) by (apply sqrt_lt_R0; auto).
  assert (Es : s * s = tau * sigma) by (apply sqrt_sqrt; lra).
  assert (Hus : 0 < upsilon * s) by (apply Rmult_lt_0_compat; lra).
  assert (HP : 0 < INR p).
  { eapply Rlt_le_trans; [|exact Hp]. apply Rdiv_lt_0_compat; lra. }
  assert (Hp0 : (0 < p)%nat) by (apply INR_lt; simpl; lra).
  assert (HpC : 2 * C2 <= INR p * (upsilon * s)).
  { apply (Rmult_le_compat_r (upsilon * s)) in Hp; [|lra].
    replace (2 * C2 / (upsilon * s) * (upsilon * s)) with (2 * C2) in Hp by (field; lra). auto. }
  assert (Hobj : primal m N A y G psi - primal m N A y G x <= eps).
  { unfold psi, eps. clear psi eps. induction n as [|n IH]; [exact Hstart|].
    set (e := accuracy upsilon delta b (S n)). assert (He : 0 < e) by (apply accuracy_pos; lra).
    assert (Ee : e = upsilon * (delta + accuracy upsilon delta b n)) by reflexivity.
    simpl firenet. fold e. set (psi := firenet m N A prox tau sigma p upsilon delta b start y n) in *.
    change (upsilon * (delta + accuracy upsilon delta b n)) with e.
    assert (Ha : 0 < restart_scale p sigma e).
    { apply Rdiv_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; auto|auto]. }
    pose proof (one_restart m N A G prox tau sigma l p (restart_scale p sigma e) y psi x HG Hprox Ht Hs HA Hsteps Hp0 Ha) as R.
    eapply Rle_trans; [exact R|]. assert (Hdist : nrm N (vsub x psi) * upsilon <= C2 * e).
    { unfold vsub at 1. rewrite nrm_sub_sym. fold (vsub psi x). pose proof (Hsharp psi) as H.
      apply Rle_trans with (C2 * (accuracy upsilon delta b n + delta) * upsilon); [|rewrite Ee; right; ring].
      apply Rmult_le_compat_r; [lra|]. eapply Rle_trans; [exact H|]. apply Rmult_le_compat_l; lra. }
    pose proof (nrm_nonneg N (vsub x psi)) as Hn. set (d := nrm N (vsub x psi)) in *. clearbody d e.
    (* 2 d <= p e s *)
    assert (H2 : 2 * d <= INR p * e * s).
    { apply Rmult_le_reg_r with upsilon; [lra|].
      assert (2 * C2 * e <= INR p * (upsilon * s) * e) by (apply Rmult_le_compat_r; lra). lra. }
    assert (H4 : 4 * (d * d) <= INR p * e * (INR p * e) * (tau * sigma)).
    { rewrite <- Es. replace (INR p * e * (INR p * e) * (s * s)) with ((INR p * e * s) * (INR p * e * s)) by ring.
      replace (4 * (d * d)) with ((2 * d) * (2 * d)) by ring. apply Rmult_le_compat; lra. }
    unfold restart_scale. set (P := INR p) in *. clearbody P.
    replace ((2 / (P * e * sigma) * (d * d) / tau + 1 / (sigma * (2 / (P * e * sigma)))) / P)
      with (4 * (d * d) / (2 * (P * P * e * (tau * sigma))) + e / 2) by (field; lra).
    assert (Hden : 0 < 2 * (P * P * e * (tau * sigma))) by (repeat apply Rmult_lt_0_compat; lra).
    assert (4 * (d * d) / (2 * (P * P * e * (tau * sigma))) <= e / 2); [|lra].
    apply Rmult_le_reg_r with (2 * (P * P * e * (tau * sigma))); [auto|].
    replace (4 * (d * d) / (2 * (P * P * e * (tau * sigma))) * (2 * (P * P * e * (tau * sigma)))) with (4 * (d * d))
      by (field; lra). eapply Rle_trans; [exact H4|right; field]. }
  split; [exact Hobj|]. split.
  - eapply Rle_trans; [apply Hsharp|]. apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_l; [lra|]. apply accuracy_bound; auto.
Qed.

(** ** Theorem 2 *)
Lemma primal_objective m A L lam y z :
  primal m (columns L) A y (weighted (columns L) (fun j => lam * wt L j)) z = objective m A L lam y z.
Proof.
  unfold primal, objective, weighted, wnorm. f_equal. rewrite <- sum_scal. apply sum_ext; intros; ring.
Qed.

(** F(0) = |y| *)
Lemma primal_zero m N A G y x : seminorm N G -> 0 <= G x -> primal m N A y G (fun _ => 0) - primal m N A y G x <= nrm m y.
Proof.
  intros HG Hx. assert (E : primal m N A y G (fun _ => 0) = nrm m y).
  { unfold primal. rewrite (seminorm_zero N G HG), Rplus_0_l.
    rewrite <- (nrm_opp m y). apply nrm_ext. intros i _. unfold rsd, mv.
    rewrite (sum_ext N _ (fun _ => 0)) by (intros; ring). rewrite sum_0. ring. }
  rewrite E. unfold primal. pose proof (nrm_nonneg m (rsd N A y x)). lra.
Qed.

Lemma weighted_nonneg N c x : (forall j, (j < N)%nat -> 0 <= c j) -> 0 <= weighted N c x.
Proof. intros H. apply sum_nonneg. intros j Hj. apply Rmult_le_pos; [auto|apply Rabs_pos]. Qed.

(** A' is the matrix in the network, near an A with the null space property; D is any sparse support *)
Theorem firenet_converges m A A' L rho gamma zeta wmin h l D tau sigma p upsilon delta b y x n :
  wf L -> zeta_ok L zeta -> weights_ge L wmin -> rNSPL m A L rho gamma ->
  matrix_within m (columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  sparse L D ->
  0 < tau -> 0 < sigma -> norm_le m (columns L) A' l -> tau * sigma * (l * l) <= 1 -> 0 < upsilon < 1 ->
  2 * big_c2 rho gamma (level_kappa L zeta) / (upsilon * sqrt (tau * sigma)) <= INR p ->
  nrm m y <= b -> 0 < delta + b ->
  let lam := big_lambda L zeta rho gamma in
  let C2 := big_c2 rho gamma (level_kappa L zeta) in
  2 * lam * wnorm L (off D x) + 2 * nrm m (rsd (columns L) A' y x) <= delta ->
  let psi := firenet m (columns L) A' (shrink (fun j => tau * (lam * wt L j))) tau sigma p upsilon delta b (fun _ => 0) y n in
  let eps := accuracy upsilon delta b n in
  objective m A' L lam y psi - objective m A' L lam y x <= eps
  /\ nrm (columns L) (vsub psi x) <= C2 * (eps + delta)
  /\ C2 * (eps + delta) <= C2 * (delta / (1 - upsilon) + upsilon ^ n * b).
Proof.
  intros Hwf Hz Hm HN HA' Hh HD Ht Hs HA Hsteps Hu Hp Hy Hdb lam C2 Hd psi eps. pose proof HN as [Hrho [Hg _]].
  assert (Hlam : 0 < lam) by (unfold lam; rewrite big_lambda_eq by auto; apply lambda_pos; auto; lra).
  assert (HC : 0 < C2) by (unfold C2; rewrite big_c2_eq by auto; apply c2_pos; lra).
  assert (Hc : forall j, (j < columns L)%nat -> 0 <= lam * wt L j).
  { intros j Hj. pose proof (wt_pos L j Hwf Hj). apply Rmult_le_pos; lra. }
  rewrite <- !primal_objective. apply (convergence m (columns L) A' _ _ tau sigma l p upsilon delta b C2 _ y x n); auto.
  - apply weighted_seminorm; auto.
  - apply shrink_prox; auto.
  - intros z. rewrite !primal_objective. apply (inexact_sharpness m A A' L rho gamma zeta wmin h y x z D delta); auto.
  - eapply Rle_trans; [apply primal_zero; [apply weighted_seminorm; auto|apply weighted_nonneg; auto]|auto].
  - pose proof (nrm_nonneg m y). lra.
Qed.

(** the default steps tau = sigma = 1/l with p >= 2 C2 l/upsilon *)
Corollary firenet_converges_default m A A' L rho gamma zeta wmin h l D p upsilon delta b y x n :
  wf L -> zeta_ok L zeta -> weights_ge L wmin -> rNSPL m A L rho gamma ->
  matrix_within m (columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  sparse L D -> 0 < l -> norm_le m (columns L) A' l -> 0 < upsilon < 1 ->
  2 * big_c2 rho gamma (level_kappa L zeta) * l / upsilon <= INR p -> nrm m y <= b -> 0 < delta + b ->
  let lam := big_lambda L zeta rho gamma in
  2 * lam * wnorm L (off D x) + 2 * nrm m (rsd (columns L) A' y x) <= delta ->
  let psi := firenet m (columns L) A' (shrink (fun j => / l * (lam * wt L j))) (/ l) (/ l) p upsilon delta b
               (fun _ => 0) y n in
  nrm (columns L) (vsub psi x)
  <= big_c2 rho gamma (level_kappa L zeta) * (delta / (1 - upsilon) + upsilon ^ n * b).
Proof.
  intros Hwf Hz Hm HN HA' Hh HD Hl HA Hu Hp Hy Hdb lam Hd psi. assert (Hi : 0 < / l) by (apply Rinv_0_lt_compat; auto).
  destruct (firenet_converges m A A' L rho gamma zeta wmin h l D (/ l) (/ l) p upsilon delta b y x n) as [_ [H1 H2]];
    auto.
  - right. field. lra.
  - rewrite sqrt_square by lra. eapply Rle_trans; [|exact Hp]. right. field. lra.
  - eapply Rle_trans; [exact H1|exact H2].
Qed.

(** Stability: the samples may be perturbed by any r, as long as delta allows for 2 |r|. *)
Corollary firenet_stable m A A' L rho gamma zeta wmin h l D tau sigma p upsilon delta b y r x n :
  wf L -> zeta_ok L zeta -> weights_ge L wmin -> rNSPL m A L rho gamma ->
  matrix_within m (columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  sparse L D ->
  0 < tau -> 0 < sigma -> norm_le m (columns L) A' l -> tau * sigma * (l * l) <= 1 -> 0 < upsilon < 1 ->
  2 * big_c2 rho gamma (level_kappa L zeta) / (upsilon * sqrt (tau * sigma)) <= INR p ->
  nrm m (fun i => y i + r i) <= b -> 0 < delta + b ->
  let lam := big_lambda L zeta rho gamma in
  2 * lam * wnorm L (off D x) + 2 * nrm m (rsd (columns L) A' y x) + 2 * nrm m r <= delta ->
  let psi := firenet m (columns L) A' (shrink (fun j => tau * (lam * wt L j))) tau sigma p upsilon delta b
               (fun _ => 0) (fun i => y i + r i) n in
  nrm (columns L) (vsub psi x)
  <= big_c2 rho gamma (level_kappa L zeta) * (delta / (1 - upsilon) + upsilon ^ n * b).
Proof.
  intros Hwf Hz Hm HN HA' Hh HD Ht Hs HA Hsteps Hu Hp Hy Hdb lam Hd psi.
  destruct (firenet_converges m A A' L rho gamma zeta wmin h l D tau sigma p upsilon delta b (fun i => y i + r i) x n)
    as [_ [H1 H2]]; auto.
  - eapply Rle_trans; [|exact Hd]. fold lam.
    assert (nrm m (rsd (columns L) A' (fun i => y i + r i) x) <= nrm m (rsd (columns L) A' y x) + nrm m r); [|lra].
    rewrite <- (nrm_opp m r). eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros i _. unfold rsd. ring.
  - eapply Rle_trans; [exact H1|exact H2].
Qed.
