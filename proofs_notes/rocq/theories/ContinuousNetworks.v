(** * Continuous networks, and: on every member some network is exact

    [networks_exist]: the network that is affine in <Q e_1, y> (one ReLU-free unit) is a minimiser at every sample. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate Mixing TiedColumns TrainingSets OmegaK.
Open Scope R_scope.

Definition continuous_net m N (phi : net) : Prop := forall y eta, 0 < eta -> exists r, 0 < r /\
  forall y', nrm m (fun i => y' i - y i) <= r -> nrm N (fun j => phi y' j - phi y j) <= eta.
Record cnet m N := mkC { cfun : net; ccont : continuous_net m N cfun }.

(** e_i (<p, y> s + b) + x *)
Definition affine_unit m (p : nat -> R) (i : nat) (s b : R) (x : nat -> R) : net :=
  fun y j => if (j =? i)%nat then dot m p y * s + b else x j.

Lemma affine_unit_continuous m N p i s b x : (i < N)%nat -> continuous_net m N (affine_unit m p i s b x).
Proof.
  intros Hi y eta He. set (C := nrm m p * Rabs s).
  assert (HC : 0 <= C) by (apply Rmult_le_pos; [apply nrm_nonneg|apply Rabs_pos]).
  exists (eta / (C + 1)). split; [apply Rdiv_lt_0_compat; lra|]. intros y' Hy.
  rewrite (nrm_single N _ i Hi).
  - unfold affine_unit. rewrite Nat.eqb_refl.
    replace (dot m p y' * s + b - (dot m p y * s + b)) with (dot m p (fun q => y' q - y q) * s).
    2:{ assert (E : dot m p (fun q => y' q - y q) = dot m p y' - dot m p y)
          by (unfold dot; rewrite <- sum_minus; apply sum_ext; intros; ring). rewrite E. ring. }
    rewrite Rabs_mult. pose proof (cauchy_schwarz m p (fun q => y' q - y q)) as CS.
    pose proof (Rabs_pos s). pose proof (nrm_nonneg m p). pose proof (nrm_nonneg m (fun q => y' q - y q)).
    apply Rle_trans with (C * (eta / (C + 1))).
    + unfold C. apply Rle_trans with (nrm m p * nrm m (fun q => y' q - y q) * Rabs s); [apply Rmult_le_compat_r; auto|].
      replace (nrm m p * Rabs s * (eta / (nrm m p * Rabs s + 1))) with (nrm m p * (eta / (nrm m p * Rabs s + 1)) * Rabs s) by ring.
      apply Rmult_le_compat_r; auto. apply Rmult_le_compat_l; auto.
    + apply (Rmult_le_reg_r (C + 1)); [lra|].
      replace (C * (eta / (C + 1)) * (C + 1)) with (C * eta) by (field; lra). nra.
  - intros j _ Hn. unfold affine_unit. destruct (Nat.eqb_spec j i); [lia|ring].
Qed.

Section Networks.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.

Lemma network_of_scale sc tau i e kappa : scale_ok S0 sc tau -> (i < heads S0)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc ->
  exists phi : cnet (rows S0) (cols S0), forall k, (k < samples S0)%nat ->
    Xi (pb S0) (rows S0) (cols S0) (eA (member S0 sc i e kappa)) (eS (member S0 sc i e kappa) k)
       (cfun _ _ phi (eS (member S0 sc i e kappa) k)).
Proof.
  intros (_ & _ & rho & w & HF) Hi He Hkap. pose proof (ok_base S0 HS) as Hb.
  set (s := / (base S0 + e)).
  assert (Hc : (i < cols S0)%nat) by (unfold cols; lia).
  exists (mkC _ _ _ (affine_unit_continuous (rows S0) (cols S0) (fun r => mix S0 r 0) i s (- (rho e / (base S0 + e)) * s)
                       (point S0 sc rho w i e kappa 0) Hc)).
  intros k Hk. cbn [cfun].
  assert (E : affine_unit (rows S0) (fun r => mix S0 r 0) i s (- (rho e / (base S0 + e)) * s) (point S0 sc rho w i e kappa 0)
                (eS (member S0 sc i e kappa) k) = point S0 sc rho w i e kappa k).
  { apply FunctionalExtensionality.functional_extensionality. intros j. unfold affine_unit. destruct (Nat.eqb_spec j i) as [->|Hn].
    - change (eS (member S0 sc i e kappa) k) with (mv (rows S0) (mix S0) (bvec (bhead sc kappa k) (btail sc))).
      unfold dot. rewrite unmix; [|apply HS|unfold rows; lia]. change (bvec (bhead sc kappa k) (btail sc) 0%nat) with (bhead sc kappa k).
      rewrite point_head, Nat.eqb_refl by auto. unfold tval, t_face, s. field. lra.
    - unfold point, vertex. destruct (j <? heads S0)%nat; [|reflexivity]. destruct (Nat.eqb_spec j i); [lia|reflexivity]. }
  rewrite E. apply (member_Xi S0 HS sc tau rho w HF); auto.
Qed.

Theorem networks_exist strong weak taus tauw : scale_ok S0 strong taus -> scale_ok S0 weak tauw ->
  forall e0, Omega S0 strong weak e0 -> exists phi : cnet (rows S0) (cols S0), forall k, (k < samples S0)%nat ->
    Xi (pb S0) (rows S0) (cols S0) (eA e0) (eS e0 k) (cfun _ _ phi (eS e0 k)).
Proof.
  intros Hs Hw e0 [i e kappa Hi He Hk|i e kappa Hi He Hk].
  - apply (network_of_scale strong taus); auto.
  - apply (network_of_scale weak tauw); auto; lra.
Qed.
End Networks.
