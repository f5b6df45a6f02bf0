(** * On every member a ReLU network with one hidden layer is exact (theory, existence: Theorem 12)

    [relu_net]: y -> W2 relu (W1 y + b1) + b2 with H hidden units; it is continuous ([relu_net_continuous]).
    [exact_relu_networks_exist]: on every member of Omega_K one with 2m-1 hidden units is a minimiser at every sample.  It unmixes y, and applies
    relu (b_0 - rho/alpha)/alpha to the head and soft (b_j, rho/c)/c = (relu (b_j - rho/c) - relu (- b_j - rho/c))/c to the tail. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate Mixing TiedColumns TrainingSets OmegaK ContinuousNetworks Constants MainTheorem.
Open Scope R_scope.

Definition relu (x : R) : R := Rmax 0 x.
Definition relu_net (m H : nat) (W1 : nat -> nat -> R) (b1 : nat -> R) (W2 : nat -> nat -> R) (b2 : nat -> R) : net :=
  fun y j => mv H W2 (fun h => relu (mv m W1 y h + b1 h)) j + b2 j.

(** ** Continuity *)
Lemma relu_step x y : Rabs (relu x - relu y) <= Rabs (x - y).
Proof.
  unfold relu, Rmax. destruct (Rle_dec 0 x), (Rle_dec 0 y); unfold Rabs; repeat destruct (Rcase_abs _); lra.
Qed.
Theorem relu_net_continuous m N H W1 b1 W2 b2 : continuous_net m N (relu_net m H W1 b1 W2 b2).
Proof.
  intros y eta He. set (C := sum N (fun j => sum H (fun h => Rabs (W2 j h) * nrm m (W1 h)))).
  assert (HC : 0 <= C).
  { apply sum_nonneg; intros; apply sum_nonneg; intros. apply Rmult_le_pos; [apply Rabs_pos|apply nrm_nonneg]. }
  exists (eta / (C + 1)). split; [apply Rdiv_lt_0_compat; lra|]. intros y' Hy. set (r := eta / (C + 1)) in *.
  assert (Er : (C + 1) * r = eta) by (unfold r; field; lra). assert (Hr : 0 <= r) by (eapply Rle_trans; [apply nrm_nonneg|exact Hy]).
  apply Rle_trans with (C * r); [|nra]. eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1, C. rewrite Rmult_comm, <- sum_scal.
  apply sum_le. intros j _. unfold relu_net, mv at 1 3.
  replace (sum H (fun h => W2 j h * relu (mv m W1 y' h + b1 h)) + b2 j - (sum H (fun h => W2 j h * relu (mv m W1 y h + b1 h)) + b2 j))
    with (sum H (fun h => W2 j h * (relu (mv m W1 y' h + b1 h) - relu (mv m W1 y h + b1 h)))).
  2:{ rewrite (sum_ext H _ (fun h => W2 j h * relu (mv m W1 y' h + b1 h) - W2 j h * relu (mv m W1 y h + b1 h))) by (intros; ring).
      rewrite sum_minus. ring. }
  eapply Rle_trans; [apply Existence.Rabs_sum|]. rewrite <- sum_scal. apply sum_le. intros h _. rewrite Rabs_mult.
  pose proof (relu_step (mv m W1 y' h + b1 h) (mv m W1 y h + b1 h)) as S1.
  replace (mv m W1 y' h + b1 h - (mv m W1 y h + b1 h)) with (dot m (W1 h) (fun i => y' i - y i)) in S1.
  2:{ unfold dot, mv. rewrite (sum_ext m _ (fun i => W1 h i * y' i - W1 h i * y i)) by (intros; ring). rewrite sum_minus. ring. }
  pose proof (cauchy_schwarz m (W1 h) (fun i => y' i - y i)) as CS. pose proof (nrm_nonneg m (W1 h)). pose proof (Rabs_pos (W2 j h)).
  assert (nrm m (W1 h) * nrm m (fun i => y' i - y i) <= nrm m (W1 h) * r) by (apply Rmult_le_compat_l; auto).
  replace (r * (Rabs (W2 j h) * nrm m (W1 h))) with (Rabs (W2 j h) * (nrm m (W1 h) * r)) by ring. apply Rmult_le_compat_l; lra.
Qed.

(** only the first N entries of a minimiser matter *)
Lemma Xi_same P m N A b x x' : (forall j, (j < N)%nat -> x j = x' j) -> Xi P m N A b x -> Xi P m N A b x'.
Proof.
  intros H. assert (E1 : norm1 N x = norm1 N x') by (apply sum_ext; intros; rewrite H; auto).
  assert (E2 : nrm m (rsd N A b x) = nrm m (rsd N A b x')).
  { apply nrm_ext. intros i _. unfold rsd, mv. f_equal. apply sum_ext. intros j Hj. rewrite H; auto. }
  unfold Xi. destruct P; unfold feas, obj; rewrite E1, E2; auto.
Qed.

(** the tail of a minimiser is its soft-thresholded data *)
Lemma tail_is_soft c rho v w q : 0 < c -> 0 <= rho -> Rabs (w q) <= 1 -> Rabs (tail_val c rho v w q) = tail_val c rho v w q * w q ->
  tail_val c rho v w q = (relu (v q - rho / c) - relu (- v q - rho / c)) / c.
Proof.
  intros Hc Hr Hw Ha. apply (Rmult_eq_reg_r c); [|lra]. replace ((relu (v q - rho / c) - relu (- v q - rho / c)) / c * c) with (relu (v q - rho / c) - relu (- v q - rho / c)) by (field; lra).
  set (t := tail_val c rho v w q) in *. set (h := rho / c). assert (Hh : 0 <= h) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]).
  assert (Ev : v q = t * c + h * w q) by (unfold t, tail_val, h; field; lra). apply Rabs_le_iff in Hw. unfold relu.
  destruct (Rtotal_order t 0) as [L|[E|G]].
  - rewrite Rabs_left in Ha by auto. assert (w q = -1) as W by nra. rewrite W in Ev. assert (t * c < 0) by nra. rewrite Rmax_left, Rmax_right; lra.
  - rewrite E, Rmult_0_l, Rplus_0_l in Ev. rewrite E. rewrite !Rmax_left by nra. ring.
  - rewrite Rabs_pos_eq in Ha by lra. assert (w q = 1) as W by nra. rewrite W in Ev. assert (0 < t * c) by nra. rewrite Rmax_right, Rmax_left; lra.
Qed.

Section Networks.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Let m := rows S0. Let N := cols S0. Let d := heads S0. Let mt := tails S0.

(** unit 0 for the head, units 1 .. mt for the positive parts of the tail, the others for the negative parts *)
Definition unit_in (h r : nat) : R := if (h <=? mt)%nat then mix S0 r h else - mix S0 r (h - mt)%nat.
Definition unit_shift (alpha c rho : R) (h : nat) : R := if (h =? 0)%nat then - (rho / alpha) else - (rho / c).
Definition unit_out (i : nat) (alpha c : R) (j h : nat) : R :=
  if (h =? 0)%nat then (if (j =? i)%nat then / alpha else 0)
  else if (h <=? mt)%nat then (if (j =? d + (h - 1))%nat then / c else 0)
  else (if (j =? d + (h - mt - 1))%nat then - / c else 0).
Definition exact_net (i : nat) (alpha c rho : R) : net :=
  relu_net m (1 + mt + mt) unit_in (unit_shift alpha c rho) (unit_out i alpha c) (fun _ => 0).

Lemma unit_value b h : (h < 1 + mt + mt)%nat ->
  mv m unit_in (mv m (mix S0) b) h = if (h <=? mt)%nat then b h else - b (h - mt)%nat.
Proof.
  intros Hh. unfold mv at 1, unit_in. destruct (Nat.leb_spec h mt).
  - apply unmix; [apply HS|unfold m, rows; fold mt; lia].
  - rewrite (sum_ext m _ (fun r => (-1) * (mix S0 r (h - mt)%nat * mv m (mix S0) b r))) by (intros; ring).
    rewrite sum_scal, unmix; [ring|apply HS|unfold m, rows; fold mt; lia].
Qed.

Lemma exact_net_value i alpha c rho b j : (i < d)%nat -> (j < N)%nat ->
  exact_net i alpha c rho (mv m (mix S0) b) j =
  if (j <? d)%nat then (if (j =? i)%nat then relu (b 0%nat - rho / alpha) / alpha else 0)
  else (relu (b (S (j - d)) - rho / c) - relu (- b (S (j - d)) - rho / c)) / c.
Proof.
  intros Hi Hj. unfold exact_net, relu_net. rewrite Rplus_0_r. unfold mv at 1.
  rewrite (sum_ext _ _ (fun h => unit_out i alpha c j h * relu ((if (h <=? mt)%nat then b h else - b (h - mt)%nat) + unit_shift alpha c rho h))).
  2:{ intros h Hh. rewrite unit_value by exact Hh. reflexivity. }
  rewrite sum_split, sum_split. unfold sum at 1. rewrite Rplus_0_l. unfold unit_out, unit_shift. cbn [Nat.eqb Nat.leb].
  destruct (Nat.ltb_spec j d) as [L|L].
  - assert (Z : forall g, (forall q, (q < mt)%nat -> g q = 0) -> sum mt g = 0) by (intros g Hg; rewrite (sum_ext mt g (fun _ => 0)), sum_0; auto).
    rewrite Z, Z; [destruct (j =? i)%nat; unfold Rdiv, Rminus; ring|..]; intros q Hq; cbn [Nat.add Nat.eqb].
    + destruct (Nat.leb_spec (S (mt + q)) mt); [lia|]. destruct (Nat.eqb_spec j (d + (S (mt + q) - mt - 1))); [lia|ring].
    + destruct (Nat.leb_spec (S q) mt); [|lia]. destruct (Nat.eqb_spec j (d + (S q - 1))); [lia|ring].
  - assert (Hq : (j - d < mt)%nat) by (unfold N, cols in Hj; fold d mt in Hj; lia).
    rewrite !(sum_single mt _ (j - d)); auto.
    + cbn [Nat.add Nat.eqb]. destruct (Nat.eqb_spec j i); [lia|]. destruct (Nat.leb_spec (S (j - d)) mt); [|lia].
      destruct (Nat.leb_spec (S (mt + (j - d))) mt); [lia|].
      destruct (Nat.eqb_spec j (d + (S (j - d) - 1))); [|lia]. destruct (Nat.eqb_spec j (d + (S (mt + (j - d)) - mt - 1))); [|lia].
      replace (S (mt + (j - d)) - mt)%nat with (S (j - d)) by lia. unfold Rdiv, Rminus. ring.
    + intros q Hq' Hn. cbn [Nat.add Nat.eqb]. destruct (Nat.leb_spec (S (mt + q)) mt); [lia|].
      destruct (Nat.eqb_spec j (d + (S (mt + q) - mt - 1))); [lia|ring].
    + intros q Hq' Hn. cbn [Nat.add Nat.eqb]. destruct (Nat.leb_spec (S q) mt); [|lia].
      destruct (Nat.eqb_spec j (d + (S q - 1))); [lia|ring].
Qed.

Lemma exact_net_Xi sc tau rho w i e kappa k : scale_facts S0 sc tau rho w -> (i < d)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
  Xi (pb S0) m N (eA (member S0 sc i e kappa)) (eS (member S0 sc i e kappa) k)
     (exact_net i (base S0 + e) (cn S0 e) (rho e) (eS (member S0 sc i e kappa) k)).
Proof.
  intros HF Hi He Hkap Hk. apply (Xi_same _ _ _ _ _ (point S0 sc rho w i e kappa k)); [|apply (member_Xi S0 HS sc tau rho w HF); auto].
  intros j Hj. change (eS (member S0 sc i e kappa) k) with (mv m (mix S0) (bvec (bhead sc kappa k) (btail sc))).
  rewrite exact_net_value by auto. destruct (HF e He) as [_ F]. destruct (F kappa k Hkap Hk) as [(K1 & K2 & K3) _].
  pose proof (rho_nonneg (tails S0) (cn S0 e) (base S0 + e) (rho e) (w e) (pb S0) K1) as Hr.
  pose proof (ok_base S0 HS) as Hb. pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) (proj1 He)) as Hc. fold (cn S0 e) in Hc.
  destruct (Nat.ltb_spec j d) as [L|L].
  - rewrite point_head by auto. destruct (j =? i)%nat; [|reflexivity]. cbn [bvec]. unfold relu. rewrite Rmax_right by lra. reflexivity.
  - replace j with (d + (j - d))%nat at 1 by lia. rewrite point_tail. unfold tl.
    destruct (K3 (j - d)%nat ltac:(unfold N, cols in Hj; fold d in Hj; lia)). cbn [bvec]. apply tail_is_soft; auto. lra.
Qed.
End Networks.

Theorem exact_relu_networks_exist K S0 strong weak taus tauw : class_ok K S0 strong weak taus tauw ->
  forall e, Omega S0 strong weak e -> exists W1 b1 W2 b2, forall k, (k < samples S0)%nat ->
    Xi (pb S0) (rows S0) (cols S0) (eA e) (eS e k) (relu_net (rows S0) (2 * rows S0 - 1) W1 b1 W2 b2 (eS e k)).
Proof.
  intros HC e0 H. assert (EH : (2 * rows S0 - 1 = 1 + tails S0 + tails S0)%nat) by (unfold rows; lia). rewrite EH.
  pose proof (c_setting _ _ _ _ _ _ HC) as HS.
  destruct (strong_ok _ _ _ _ _ _ HC) as (_ & _ & rho & w & HF). destruct (weak_ok _ _ _ _ _ _ HC) as (_ & _ & rho' & w' & HF').
  destruct H as [i e kappa Hi He Hk|i e kappa Hi He Hk]; do 4 eexists; intros k Hks.
  - apply (exact_net_Xi S0 HS strong taus rho w i e kappa k HF Hi He Hk Hks).
  - apply (exact_net_Xi S0 HS weak tauw rho' w' i e kappa k HF' Hi ltac:(lra) Hk Hks).
Qed.
