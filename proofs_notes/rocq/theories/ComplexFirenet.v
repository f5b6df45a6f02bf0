(** * FIRENETs for complex vectors

    A complex vector of length N is a real one of length N + N: the real parts, then the imaginary parts.  [entry_modulus N x] are
    the moduli of its entries; [complex_matrix m N B C] is B + iC as a real matrix, of 2m rows.  The theorems of NullSpace.v,
    InexactMatrix.v and Firenet.v hold with moduli in place of absolute values, and soft thresholding keeps the phase.
    In the theorems m is the number of real rows, and only real linearity of A is used. *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems NullSpace InexactMatrix PrimalDual NullSpaceMatrices Firenet.
Open Scope R_scope.

(** ** Moduli *)
Definition entry_modulus N (x : nat -> R) j := nrm 2 (fun b => x (b * N + j)%nat).

(** B + iC as a real matrix of 2m rows and 2N columns: [B, -C; C, B] *)
Definition complex_matrix m N (B C : nat -> nat -> R) i j :=
  if (i <? m)%nat then (if (j <? N)%nat then B i j else - C i (j - N)%nat)
  else (if (j <? N)%nat then C (i - m)%nat j else B (i - m)%nat (j - N)%nat).

Lemma complex_matrix_real m N B C x i : (i < m)%nat ->
  mv (N + N) (complex_matrix m N B C) x i = mv N B x i - mv N C (fun j => x (N + j)%nat) i.
Proof.
  intros Hi. unfold mv. rewrite sum_split, <- (sum_minus N). unfold Rminus at 1. rewrite <- sum_plus.
  apply sum_ext. intros j Hj. unfold complex_matrix.
  destruct (Nat.ltb_spec i m); [|lia]. destruct (Nat.ltb_spec j N); [|lia]. destruct (Nat.ltb_spec (N + j) N); [lia|].
  replace (N + j - N)%nat with j by lia. ring.
Qed.

Lemma complex_matrix_imaginary m N B C x i :
  mv (N + N) (complex_matrix m N B C) x (m + i)%nat = mv N C x i + mv N B (fun j => x (N + j)%nat) i.
Proof.
  unfold mv. rewrite sum_split. f_equal; apply sum_ext; intros j Hj; unfold complex_matrix;
    destruct (Nat.ltb_spec (m + i) m); try lia; replace (m + i - m)%nat with i by lia.
  - destruct (Nat.ltb_spec j N); [reflexivity|lia].
  - destruct (Nat.ltb_spec (N + j) N); [lia|]. replace (N + j - N)%nat with j by lia. reflexivity.
Qed.

Lemma entry_modulus_sq N x j : entry_modulus N x j * entry_modulus N x j = x j * x j + x (N + j)%nat * x (N + j)%nat.
Proof. unfold entry_modulus. rewrite nrm_sq. unfold dot. simpl. rewrite Nat.add_0_r. ring. Qed.

Lemma entry_modulus_nonneg N x j : 0 <= entry_modulus N x j.
Proof. apply nrm_nonneg. Qed.

Lemma nrm_entry_modulus N x : nrm (N + N) x = nrm N (entry_modulus N x).
Proof.
  unfold nrm at 1 2. f_equal. unfold dot. rewrite sum_split, <- sum_plus. apply sum_ext. intros j _.
  symmetry. apply entry_modulus_sq.
Qed.

Lemma entry_modulus_vsub N z x i :
  Rabs (entry_modulus N (vsub z x) i) - Rabs (entry_modulus N x i) <= Rabs (entry_modulus N z i)
  /\ Rabs (entry_modulus N x i) - Rabs (entry_modulus N (vsub z x) i) <= Rabs (entry_modulus N z i).
Proof.
  rewrite !Rabs_pos_eq by apply entry_modulus_nonneg. unfold entry_modulus, vsub. set (a := fun b => z (b * N + i)%nat).
  set (c := fun b => x (b * N + i)%nat). change (fun b => z (b * N + i)%nat - x (b * N + i)%nat) with (fun b => a b - c b).
  split.
  - pose proof (minkowski 2 a (fun b => - c b)) as H. rewrite (nrm_opp 2 c) in H.
    rewrite (nrm_ext 2 _ (fun b => a b - c b)) in H by (intros; ring). lra.
  - pose proof (minkowski 2 (fun b => - (a b - c b)) a) as H. rewrite (nrm_opp 2 (fun b => a b - c b)) in H.
    rewrite (nrm_ext 2 _ c) in H by (intros; ring). lra.
Qed.

(** ** The weighted norm and its prox *)
Definition complex_weighted N c x := sum N (fun j => c j * entry_modulus N x j).
Definition complex_shrink N (t v : nat -> R) i :=
  let j := if (i <? N)%nat then i else (i - N)%nat in
  if Rle_dec (entry_modulus N v j) (t j) then 0 else (1 - t j / entry_modulus N v j) * v i.

Lemma complex_weighted_seminorm N c : (forall j, (j < N)%nat -> 0 <= c j) -> seminorm (N + N) (complex_weighted N c).
Proof.
  intros Hc. split; [|split].
  - intros x z H. apply sum_ext. intros j Hj. f_equal. unfold entry_modulus. apply nrm_ext. intros b Hb. apply H.
    destruct b as [|[|b]]; simpl; lia.
  - intros a x Ha. unfold complex_weighted. rewrite <- sum_scal. apply sum_ext. intros j _. unfold entry_modulus.
    rewrite (nrm_scal 2 a (fun b => x (b * N + j)%nat)), Rabs_pos_eq by auto. ring.
  - intros x z. unfold complex_weighted. rewrite <- sum_plus. apply sum_le. intros j Hj. rewrite <- Rmult_plus_distr_l.
    apply Rmult_le_compat_l; [auto|]. apply (minkowski 2 (fun b => x (b * N + j)%nat) (fun b => z (b * N + j)%nat)).
Qed.

(** one complex entry: (s, s') = soft thresholding of (a, a') with its modulus n, against (b, b') of modulus k *)
Lemma complex_soft_vi t a a' n b b' k : 0 <= t -> 0 <= n -> n * n = a * a + a' * a' -> 0 <= k -> k * k = b * b + b' * b' ->
  n > t -> t * (n - t) - t * k
    <= (b - (1 - t / n) * a) * ((1 - t / n) * a - a) + (b' - (1 - t / n) * a') * ((1 - t / n) * a' - a').
Proof.
  intros Ht Hn En Hk Ek Hnt. set (q := t / n). assert (Eq : t = q * n) by (unfold q; field; lra).
  assert (Hq : 0 <= q) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]).
  (* the right side is q (1 - q) n^2 - q (b a + b' a'), and b a + b' a' <= k n *)
  assert (CS : b * a + b' * a' <= k * n).
  { apply Rsqr_incr_0_var; [|apply Rmult_le_pos; auto]. unfold Rsqr.
    replace (k * n * (k * n)) with ((k * k) * (n * n)) by ring. rewrite En, Ek.
    pose proof (Rle_0_sqr (b * a' - b' * a)) as Q. unfold Rsqr in Q. lra. }
  replace ((b - (1 - q) * a) * ((1 - q) * a - a) + (b' - (1 - q) * a') * ((1 - q) * a' - a'))
    with (q * (1 - q) * (a * a + a' * a') - q * (b * a + b' * a')) by ring.
  rewrite <- En, Eq. assert (q * (b * a + b' * a') <= q * (k * n)) by (apply Rmult_le_compat_l; auto). lra.
Qed.

Lemma complex_shrink_prox N tau c : 0 < tau -> (forall j, (j < N)%nat -> 0 <= c j) ->
  is_prox (N + N) tau (complex_weighted N c) (complex_shrink N (fun j => tau * c j)).
Proof.
  intros Ht Hc v x. unfold complex_weighted. unfold dot. rewrite sum_split, <- sum_plus, <- sum_minus, <- sum_scal.
  apply sum_le. intros j Hj. set (P := complex_shrink N (fun j => tau * c j) v).
  assert (H0 : 0 <= tau * c j) by (apply Rmult_le_pos; [lra|auto]).
  assert (P1 : P j = if Rle_dec (entry_modulus N v j) (tau * c j) then 0 else (1 - tau * c j / entry_modulus N v j) * v j).
  { unfold P, complex_shrink. destruct (Nat.ltb_spec j N); [reflexivity|lia]. }
  assert (P2 : P (N + j)%nat
    = if Rle_dec (entry_modulus N v j) (tau * c j) then 0 else (1 - tau * c j / entry_modulus N v j) * v (N + j)%nat).
  { unfold P, complex_shrink. destruct (Nat.ltb_spec (N + j) N); [lia|]. replace (N + j - N)%nat with j by lia.
    reflexivity. }
  pose proof (entry_modulus_nonneg N P j) as HP. pose proof (entry_modulus_sq N P j) as EP.
  pose proof (entry_modulus_nonneg N v j) as Hn. pose proof (entry_modulus_sq N v j) as En.
  pose proof (entry_modulus_nonneg N x j) as Hk. pose proof (entry_modulus_sq N x j) as Ek.
  rewrite P1, P2 in *. set (t := tau * c j) in *. set (n := entry_modulus N v j) in *. set (k := entry_modulus N x j) in *.
  set (s := entry_modulus N P j) in *.
  replace (tau * (c j * s - c j * k)) with (t * s - t * k) by (unfold t; ring). clearbody t n k s.
  destruct (Rle_dec n t) as [Hnt|Hnt].
  - assert (Es : s = 0) by (apply Rsqr_0_uniq; unfold Rsqr; lra). rewrite Es.
    assert (CS : x j * v j + x (N + j)%nat * v (N + j)%nat <= k * n).
    { apply Rsqr_incr_0_var; [|apply Rmult_le_pos; auto]. unfold Rsqr.
      replace (k * n * (k * n)) with ((k * k) * (n * n)) by ring. rewrite En, Ek.
      pose proof (Rle_0_sqr (x j * v (N + j)%nat - x (N + j)%nat * v j)) as Q. unfold Rsqr in Q. lra. }
    assert (k * n <= k * t) by (apply Rmult_le_compat_l; auto). lra.
  - assert (Es : s = n - t).
    { apply Rsqr_inj; [auto|lra|]. unfold Rsqr. rewrite EP.
      transitivity ((1 - t / n) * (1 - t / n) * (n * n)); [rewrite En; ring|field; lra]. }
    rewrite Es. apply complex_soft_vi with (a := v j) (a' := v (N + j)%nat); auto; lra.
Qed.

(** ** The null space property and the theorem *)
Definition complex_rNSPL m A L rho gamma := 0 < rho < 1 /\ 0 < gamma /\ forall D x, sparse L D ->
  nrm (columns L) (on D (entry_modulus (columns L) x))
  <= rho * wnorm L (off D (entry_modulus (columns L) x)) / sqrt (xi L) + gamma * nrm m (mv (columns L + columns L) A x).

Definition complex_objective m A L lam y z :=
  lam * wnorm L (entry_modulus (columns L) z) + nrm m (rsd (columns L + columns L) A y z).

(** isometries, for instance a unitary Fourier matrix *)
Theorem complex_isometry_rNSPL m A L rho : wf L -> 0 < rho < 1 ->
  (forall x, nrm m (mv (columns L + columns L) A x) = nrm (columns L + columns L) x) -> complex_rNSPL m A L rho 1.
Proof.
  intros Hwf Hrho HA. split; [auto|split; [lra|]]. intros D x HD. rewrite HA, nrm_entry_modulus.
  pose proof (nrm_on_le (columns L) D (entry_modulus (columns L) x)).
  pose proof (wnorm_nonneg L (off D (entry_modulus (columns L) x)) Hwf).
  assert (0 <= rho * wnorm L (off D (entry_modulus (columns L) x)) / sqrt (xi L)); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat, sqrt_lt_R0, xi_pos, Hwf].
Qed.

(** Lemma 3 *)
Theorem complex_inexact_matrix m A A' L rho gamma wmin h : wf L -> weights_ge L wmin -> complex_rNSPL m A L rho gamma ->
  matrix_within m (columns L + columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  complex_rNSPL m A' L ((1 + rho) / 2) (2 * gamma).
Proof.
  intros Hwf Hm [Hrho [Hg HN]] [Hh HA] Hle. split; [lra|split; [lra|]]. intros D x HD. set (N2 := (columns L + columns L)%nat) in *.
  apply (inexact_moduli L rho gamma wmin h D (entry_modulus (columns L) x) (nrm m (mv N2 A x)) _
           (nrm m (mv N2 (fun i j => A i j - A' i j) x))); auto; [apply HN; auto| | |apply nrm_nonneg].
  - eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros i _. unfold mv. rewrite <- sum_plus.
    apply sum_ext; intros; ring.
  - rewrite <- nrm_entry_modulus. apply HA.
Qed.

(** Theorem 1 *)
Theorem complex_sharpness m A L rho gamma zeta y x z D delta :
  wf L -> zeta_ok L zeta -> complex_rNSPL m A L rho gamma -> sparse L D ->
  2 * lambda L zeta rho gamma * wnorm L (off D (entry_modulus (columns L) x)) + 2 * nrm m (rsd (columns L + columns L) A y x)
    <= delta ->
  nrm (columns L + columns L) (vsub z x)
  <= c2 rho gamma (level_kappa L zeta)
     * (complex_objective m A L (lambda L zeta rho gamma) y z - complex_objective m A L (lambda L zeta rho gamma) y x + delta).
Proof.
  intros Hwf Hz [Hrho [Hg HN]] HD Hd. rewrite nrm_entry_modulus. unfold complex_objective.
  apply (sharpness_moduli L rho gamma zeta _ (entry_modulus (columns L) z) (entry_modulus (columns L) x) D delta
           (nrm m (mv (columns L + columns L) A (vsub z x)))); auto.
  - intros E HE. apply HN; auto.
  - intros i _. apply entry_modulus_vsub.
  - apply nrm_mv_vsub.
Qed.

Lemma primal_complex_objective m A L lam y z :
  primal m (columns L + columns L) A y (complex_weighted (columns L) (fun j => lam * wt L j)) z = complex_objective m A L lam y z.
Proof.
  unfold primal, complex_objective, complex_weighted, wnorm. f_equal. rewrite <- sum_scal. apply sum_ext. intros j _.
  rewrite Rabs_pos_eq by apply entry_modulus_nonneg. ring.
Qed.

(** Theorem 2 *)
Theorem complex_firenet_converges m A A' L rho gamma zeta wmin h l D tau sigma p upsilon delta b y x n :
  wf L -> zeta_ok L zeta -> weights_ge L wmin -> complex_rNSPL m A L rho gamma ->
  matrix_within m (columns L + columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  sparse L D ->
  0 < tau -> 0 < sigma -> norm_le m (columns L + columns L) A' l -> tau * sigma * (l * l) <= 1 -> 0 < upsilon < 1 ->
  2 * big_c2 rho gamma (level_kappa L zeta) / (upsilon * sqrt (tau * sigma)) <= INR p ->
  nrm m y <= b -> 0 < delta + b ->
  let lam := big_lambda L zeta rho gamma in
  let C2 := big_c2 rho gamma (level_kappa L zeta) in
  2 * lam * wnorm L (off D (entry_modulus (columns L) x)) + 2 * nrm m (rsd (columns L + columns L) A' y x) <= delta ->
  let psi := firenet m (columns L + columns L) A' (complex_shrink (columns L) (fun j => tau * (lam * wt L j)))
               tau sigma p upsilon delta b (fun _ => 0) y n in
  let eps := accuracy upsilon delta b n in
  complex_objective m A' L lam y psi - complex_objective m A' L lam y x <= eps
  /\ nrm (columns L + columns L) (vsub psi x) <= C2 * (eps + delta)
  /\ C2 * (eps + delta) <= C2 * (delta / (1 - upsilon) + upsilon ^ n * b).
Proof.
  intros Hwf Hz Hm HN HA' Hh HD Ht Hs HA Hsteps Hu Hp Hy Hdb lam C2 Hd psi eps. pose proof HN as [Hrho [Hg _]].
  assert (Hlam : 0 < lam) by (unfold lam; rewrite big_lambda_eq by auto; apply lambda_pos; auto; lra).
  assert (HC : 0 < C2) by (unfold C2; rewrite big_c2_eq by auto; apply c2_pos; lra).
  assert (Hc : forall j, (j < columns L)%nat -> 0 <= lam * wt L j).
  { intros j Hj. pose proof (wt_pos L j Hwf Hj). apply Rmult_le_pos; lra. }
  rewrite <- !primal_complex_objective.
  apply (convergence m (columns L + columns L) A' _ _ tau sigma l p upsilon delta b C2 _ y x n); auto.
  - apply complex_weighted_seminorm; auto.
  - apply complex_shrink_prox; auto.
  - intros z. rewrite !primal_complex_objective. unfold C2, lam in *. rewrite big_c2_eq, big_lambda_eq in * by auto.
    apply complex_sharpness with (D := D); auto. apply (complex_inexact_matrix m A A' L rho gamma wmin h); auto.
  - eapply Rle_trans; [apply primal_zero; [apply complex_weighted_seminorm; auto|]|auto].
    apply sum_nonneg. intros j Hj. apply Rmult_le_pos; [auto|apply entry_modulus_nonneg].
  - pose proof (nrm_nonneg m y). lra.
Qed.
