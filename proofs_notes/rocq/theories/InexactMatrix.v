(** * An inexact matrix keeps the robust null space property (firenet.md, Lemma 3)

    If A has it with (rho, gamma), every A_l close to A has it with ((1 + rho)/2, 2 gamma); so Theorem 1 holds for the
    A_l inside the network with the constants [big_c1], [big_c2] (C1, C2 of the notes).  Real vectors. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Conditioning NullSpace.
Open Scope R_scope.

(** h bounds the operator norm of A - A' *)
Definition matrix_within m N (A A' : nat -> nat -> R) h :=
  0 <= h /\ forall x, nrm m (mv N (fun i j => A i j - A' i j) x) <= h * nrm N x.
(** for instance the Frobenius distance *)
Lemma matrix_within_frob m N A A' : matrix_within m N A A' (frob m N (fun i j => A i j - A' i j)).
Proof. split; [apply frob_nonneg|intros x; apply nrm_mv_frob]. Qed.

(** wmin is a positive lower bound of the weights (the minimum is the best choice) *)
Definition weights_ge L wmin := 0 < wmin /\ forall k, (k < level_count L)%nat -> wmin <= weight L k.

Lemma off_le_wnorm L wmin D x : wf L -> weights_ge L wmin -> nrm (columns L) (off D x) <= wnorm L (off D x) / wmin.
Proof.
  intros Hwf [Hm Hw]. eapply Rle_trans; [apply nrm_le_norm1|]. apply Rmult_le_reg_l with wmin; [auto|].
  apply Rle_trans with (wnorm L (off D x)); [|right; field; lra].
  unfold norm1, wnorm. rewrite <- sum_scal. apply sum_le. intros i Hi. pose proof (Rabs_pos (off D x i)).
  apply Rmult_le_compat_r; [auto|]. apply Hw. destruct Hwf as [_ [Hl _]]. auto.
Qed.

Lemma wmin_le_root_xi L wmin : wf L -> weights_ge L wmin -> wmin <= sqrt (xi L).
Proof.
  intros Hwf [Hm Hw]. pose proof (xi_ge L 0 Hwf (proj1 Hwf)). pose proof (Hw 0%nat (proj1 Hwf)).
  rewrite <- (sqrt_square wmin) by lra. apply sqrt_le_1_alt. nra.
Qed.

(** ** Lemma 3 *)
(** for moduli: v of the vector x; Q, R, E stand for |A x|, |A_l x| and |(A - A_l) x| *)
Lemma inexact_moduli L rho gamma wmin h D v Q R E : wf L -> weights_ge L wmin -> 0 < rho < 1 -> 0 < gamma ->
  0 <= h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  null_space_bound L rho gamma D v Q -> Q <= E + R -> E <= h * nrm (columns L) v -> 0 <= R ->
  null_space_bound L ((1 + rho) / 2) (2 * gamma) D v R.
Proof.
  intros Hwf Hm Hrho Hg Hh Hle H1 Ht Hx HR. unfold null_space_bound in *.
  pose proof (wmin_le_root_xi L wmin Hwf Hm) as HX. pose proof (proj1 Hm) as Hm0.
  pose proof (off_le_wnorm L wmin D v Hwf Hm) as Ho. pose proof (nrm_split (columns L) D v) as Hs.
  pose proof (wnorm_nonneg L (off D v) Hwf) as HT. pose proof (nrm_nonneg (columns L) (on D v)) as HS.
  set (X := sqrt (xi L)) in *.
  set (S := nrm (columns L) (on D v)) in *. set (U := nrm (columns L) (off D v)) in *. set (T := wnorm L (off D v)) in *.
  set (V := nrm (columns L) v) in *.
  clearbody S U T V X. set (a := T / X) in *. set (k := X / wmin).
  assert (Ha : 0 <= a) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]).
  assert (Hk : 1 <= k) by (apply Rmult_le_reg_r with wmin; [auto|]; unfold k; field_simplify; lra).
  assert (Et : T / wmin = k * a) by (unfold k, a; field; lra).
  (* gamma h (2k + 1 + rho) <= 1 - rho *)
  set (t := gamma * h). assert (Ht0 : 0 <= t) by (apply Rmult_le_pos; lra).
  assert (Hkey : t * (2 * k + 1 + rho) <= 1 - rho).
  { assert (Hd : 0 < gamma * (2 * X / wmin + 1 + rho)).
    { apply Rmult_lt_0_compat; [auto|]. replace (2 * X / wmin) with (2 * k) by (unfold k; field; lra). lra. }
    apply (Rmult_le_compat_r (gamma * (2 * X / wmin + 1 + rho))) in Hle; [|lra].
    replace ((1 - rho) / (gamma * (2 * X / wmin + 1 + rho)) * (gamma * (2 * X / wmin + 1 + rho))) with (1 - rho)
      in Hle by (field; repeat split; nra).
    replace (t * (2 * k + 1 + rho)) with (h * (gamma * (2 * X / wmin + 1 + rho))); [auto|].
    unfold t, k. field. lra. }
  assert (Ht1 : 0 < 1 - 2 * t) by nra.
  assert (H2 : S <= rho * a + gamma * (h * (S + k * a) + R)).
  { apply Rle_trans with (rho * a + gamma * Q); [unfold a, Rdiv in *; lra|].
    apply Rplus_le_compat_l, Rmult_le_compat_l; [lra|].
    apply Rle_trans with (h * V + R); [lra|]. apply Rplus_le_compat_r, Rmult_le_compat_l; lra. }
  assert (H3 : (1 - t) * S <= (rho + t * k) * a + gamma * R) by (unfold t in *; lra).
  assert (H4 : (rho + t * k) * a <= (1 - t) * ((1 + rho) / 2) * a) by (apply Rmult_le_compat_r; lra).
  assert (H5 : gamma * R <= (1 - t) * (2 * gamma) * R).
  { apply Rmult_le_compat_r; [auto|]. assert (0 <= gamma * (1 - 2 * t)) by (apply Rmult_le_pos; lra). lra. }
  apply Rmult_le_reg_l with (1 - t); [lra|].
  replace ((1 + rho) / 2 * T / X) with ((1 + rho) / 2 * a) by (unfold a; field; lra). lra.
Qed.

Theorem inexact_matrix m A A' L rho gamma wmin h : wf L -> weights_ge L wmin -> rNSPL m A L rho gamma ->
  matrix_within m (columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) ->
  rNSPL m A' L ((1 + rho) / 2) (2 * gamma).
Proof.
  intros Hwf Hm [Hrho [Hg HN]] [Hh HA] Hle. split; [lra|split; [lra|]]. intros D x HD.
  apply (inexact_moduli L rho gamma wmin h D x (nrm m (mv (columns L) A x)) _
           (nrm m (mv (columns L) (fun i j => A i j - A' i j) x))); auto; [apply HN; auto| |apply nrm_nonneg].
  eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros i _. unfold mv. rewrite <- sum_plus.
  apply sum_ext; intros; ring.
Qed.

(** ** The constants of the network *)
Definition big_c1 rho kappa := ((1 + rho) / 2 + (3 + rho) * root4 kappa / 4) * ((3 + rho) / (1 - rho)).
Definition big_c2 rho gamma kappa := 2 * ((3 + rho) / (1 - rho) + (7 + rho) / (1 - rho) * root4 kappa / 2) * gamma.

Lemma big_c1_eq rho kappa : 0 < rho < 1 -> big_c1 rho kappa = c1 ((1 + rho) / 2) kappa.
Proof. intros H. unfold big_c1, c1. field. lra. Qed.
Lemma big_c2_eq rho gamma kappa : 0 < rho < 1 -> big_c2 rho gamma kappa = c2 ((1 + rho) / 2) (2 * gamma) kappa.
Proof. intros H. unfold big_c2, c2. field. lra. Qed.

(** lambda of the network *)
Definition big_lambda L zeta rho gamma := big_c1 rho (level_kappa L zeta) / (big_c2 rho gamma (level_kappa L zeta) * sqrt (xi L)).
Lemma big_lambda_eq L zeta rho gamma : 0 < rho < 1 ->
  big_lambda L zeta rho gamma = lambda L zeta ((1 + rho) / 2) (2 * gamma).
Proof. intros H. unfold big_lambda, lambda. rewrite big_c1_eq, big_c2_eq by auto. reflexivity. Qed.

Theorem inexact_sharpness m A A' L rho gamma zeta wmin h y x z D delta :
  wf L -> zeta_ok L zeta -> weights_ge L wmin -> rNSPL m A L rho gamma ->
  matrix_within m (columns L) A A' h -> h <= (1 - rho) / (gamma * (2 * sqrt (xi L) / wmin + 1 + rho)) -> sparse L D ->
  2 * big_lambda L zeta rho gamma * wnorm L (off D x) + 2 * nrm m (rsd (columns L) A' y x) <= delta ->
  nrm (columns L) (vsub z x)
  <= big_c2 rho gamma (level_kappa L zeta)
     * (objective m A' L (big_lambda L zeta rho gamma) y z - objective m A' L (big_lambda L zeta rho gamma) y x + delta).
Proof.
  intros Hwf Hz Hm HN HA Hh HD. pose proof (proj1 HN) as Hrho. rewrite big_lambda_eq, big_c2_eq by auto.
  apply approximate_sharpness; auto. apply (inexact_matrix m A A' L rho gamma wmin h); auto.
Qed.
