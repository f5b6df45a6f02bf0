(** * Minimisers have dual certificates

    The converse of [cert_Xi] for the lasso ([lasso_dual]) and for basis pursuit with eta > 0 ([basis_pursuit_dual], where A x = b can be
    solved and 0 is not feasible): every minimiser is aligned with some u, |A^T u| <= 1 entrywise, and its residual is -rho u with the rho of the problem.
    The proofs move one or two coordinates of the minimiser. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns UnitVectors.
Open Scope R_scope.

(** [u] is a dual vector at x, with its rho *)
Record dual_vector (P : problem) m N A b (x u : nat -> R) (rho : R) : Prop := {
  du_bound : forall j, (j < N)%nat -> Rabs (tmv m A u j) <= 1;
  du_aligned : aligned m N A u x;
  du_resid : resid m N A b u rho x;
  du_rho : rho_ok P (nrm m u) rho }.

Lemma tmv_scal m A u s j : tmv m A (fun i => s * u i) j = s * tmv m A u j.
Proof. unfold tmv. rewrite <- sum_scal. apply sum_ext; intros; ring. Qed.

(** what is at most s M for all small s is at most 0 *)
Lemma at_most_0 X M s0 : 0 < s0 -> (forall s, 0 < s <= s0 -> X <= s * M) -> X <= 0.
Proof.
  intros H0 H. apply Rnot_lt_le. intros L. pose proof (Rabs_pos M) as M0. pose proof (Rle_abs M).
  set (s := Rmin s0 (X / (2 * (Rabs M + 1)))). assert (Hq : 0 < X / (2 * (Rabs M + 1))) by (apply Rdiv_lt_0_compat; lra).
  assert (Hs : 0 < s) by (apply Rmin_glb_lt; auto). pose proof (Rmin_r s0 (X / (2 * (Rabs M + 1)))) as R1. fold s in R1.
  specialize (H s (conj Hs (Rmin_l _ _))).
  apply (Rmult_le_compat_r (2 * (Rabs M + 1))) in R1; [|lra]. replace (X / (2 * (Rabs M + 1)) * (2 * (Rabs M + 1))) with X in R1 by (field; lra). nra.
Qed.

(** ** Lasso *)
Lemma lasso_coordinate l x sigma M : 0 < l -> 0 <= M -> (forall t, 0 <= l * (Rabs (x + t) - Rabs x) - l * t * sigma + t * t * M) ->
  Rabs sigma <= 1 /\ Rabs x = x * sigma.
Proof.
  intros Hl HM H.
  assert (U : sigma <= 1).
  { assert (l * (sigma - 1) <= 0); [|nra]. apply (at_most_0 _ M 1); [lra|]. intros s Hs. specialize (H s).
    pose proof (Rabs_triang x s) as T. rewrite (Rabs_pos_eq s) in T by lra. nra. }
  assert (L : -1 <= sigma).
  { assert (l * (- sigma - 1) <= 0); [|nra]. apply (at_most_0 _ M 1); [lra|]. intros s Hs. specialize (H (- s)).
    pose proof (Rabs_triang x (- s)) as T. rewrite (Rabs_left (- s)) in T by lra. nra. }
  split; [apply Rabs_le; lra|]. destruct (Rtotal_order x 0) as [N|[->|G]].
  - assert (l * (1 + sigma) <= 0); [|rewrite Rabs_left by auto; nra]. apply (at_most_0 _ M (- x)); [lra|]. intros s Hs. specialize (H s).
    rewrite (Rabs_left1 (x + s)), (Rabs_left x) in H by lra. nra.
  - rewrite Rabs_R0. ring.
  - assert (l * (1 - sigma) <= 0); [|rewrite Rabs_pos_eq by lra; nra]. apply (at_most_0 _ M x); [lra|]. intros s Hs. specialize (H (- s)).
    rewrite (Rabs_pos_eq (x + - s)), (Rabs_pos_eq x) in H by lra. nra.
Qed.

Theorem lasso_dual m N A b l x : 0 < l -> Xi (LASSO l) m N A b x ->
  dual_vector (LASSO l) m N A b x (fun i => - (2 / l) * rsd N A b x i) (l / 2).
Proof.
  intros Hl [_ H]. set (u := fun i => - (2 / l) * rsd N A b x i).
  assert (E : forall j, (j < N)%nat -> Rabs (tmv m A u j) <= 1 /\ Rabs (x j) = x j * tmv m A u j).
  { intros j Hj. apply (lasso_coordinate l (x j) _ (dot m (mv N A (unit_vector j)) (mv N A (unit_vector j))) Hl (dot_self_nonneg _ _)). intros t.
    specialize (H (along x (unit_vector j) t) I). unfold obj in H. rewrite residual_along, norm1_along_unit in H by exact Hj.
    rewrite (sum_single N _ j Hj) in H by (intros; rewrite unit_other by auto; ring). rewrite unit_self in H. unfold u. rewrite tmv_scal.
    replace (l * t * (- (2 / l) * tmv m A (rsd N A b x) j)) with (- (2 * t * tmv m A (rsd N A b x) j)) by (field; lra). lra. }
  constructor.
  - intros j Hj. apply E, Hj.
  - intros j Hj. apply E, Hj.
  - intros i _. unfold u. field. lra.
  - simpl. auto.
Qed.

(** ** Basis pursuit *)
Lemma some_nonzero N (x : nat -> R) : (exists i, (i < N)%nat /\ x i <> 0) \/ forall i, (i < N)%nat -> x i = 0.
Proof.
  induction N as [|N [(i & Hi & H)|IH]]; [right; intros; lia|left; exists i; auto|].
  destruct (Req_EM_T (x N) 0) as [E|E]; [right|left; exists N; auto]. intros i Hi. destruct (Nat.eq_dec i N) as [->|]; auto. apply IH. lia.
Qed.

Section BasisPursuit.
Variables (eta : R) (m N : nat) (A : nat -> nat -> R) (b x x0 : nat -> R).
Hypothesis Heta : 0 < eta.
Hypothesis Hx : Xi (BP eta) m N A b x.
Hypothesis Hx0 : nrm m (rsd N A b x0) = 0.
Hypothesis Hb : eta < nrm m b.
(** A^T (b - A x) *)
Let g j := - tmv m A (rsd N A b x) j.

(** no short move that increases <g, x> decreases the norm *)
Lemma no_descent z s0 : 0 < s0 -> 0 < sum N (fun j => z j * g j) -> (forall s, 0 < s <= s0 -> norm1 N (along x z s) < norm1 N x) -> False.
Proof.
  intros H0 Hz H. destruct Hx as [F Hmin]. simpl in F, Hmin. set (G := sum N (fun j => z j * g j)) in *. set (M := dot m (mv N A z) (mv N A z)).
  assert (HM : 0 <= M) by apply dot_self_nonneg. set (s := Rmin s0 (G / (M + 1))).
  assert (0 < G / (M + 1)) by (apply Rdiv_lt_0_compat; lra). assert (Hs : 0 < s) by (apply Rmin_glb_lt; auto).
  pose proof (Rmin_r s0 (G / (M + 1))) as R1. fold s in R1. apply (Rmult_le_compat_r (M + 1)) in R1; [|lra].
  replace (G / (M + 1) * (M + 1)) with G in R1 by (field; lra).
  specialize (H s (conj Hs (Rmin_l _ _))). specialize (Hmin (along x z s)). apply (Rlt_not_le _ _ H), Hmin.
  pose proof (residual_along m N A b x z s) as E. fold M in E.
  assert (EG : sum N (fun j => z j * tmv m A (rsd N A b x) j) = - G).
  { unfold G, g. rewrite (sum_ext N (fun j => z j * - tmv m A (rsd N A b x) j) (fun j => (-1) * (z j * tmv m A (rsd N A b x) j))) by (intros; ring).
    rewrite sum_scal. ring. }
  rewrite EG in E. pose proof (nrm_nonneg m (rsd N A b x)). pose proof (nrm_nonneg m (rsd N A b (along x z s))).
  set (r := nrm m (rsd N A b x)) in *. set (r' := nrm m (rsd N A b (along x z s))) in *. apply Rnot_lt_le. intros L. nra.
Qed.

(** shrinking x *)
Lemma shrink_norm s : 0 < s < 1 -> norm1 N (along x x (- s)) = (1 - s) * norm1 N x.
Proof.
  intros Hs. unfold norm1. rewrite <- sum_scal. apply sum_ext. intros j _. unfold along.
  replace (x j + - s * x j) with ((1 - s) * x j) by ring. rewrite Rabs_mult, Rabs_pos_eq; lra.
Qed.
Lemma support_exists : exists i, (i < N)%nat /\ x i <> 0.
Proof.
  destruct (some_nonzero N x) as [|Z]; [auto|exfalso]. destruct Hx as [F _]. simpl in F.
  rewrite (nrm_ext m _ (fun i => - b i)), nrm_opp in F; [lra|]. intros i _. unfold rsd, mv.
  rewrite (sum_ext N _ (fun _ => 0)), sum_0; [ring|]. intros j Hj. rewrite Z by auto. ring.
Qed.
Lemma norm1_positive : 0 < norm1 N x.
Proof.
  destruct support_exists as (i & Hi & Hn). pose proof (sum_term N (fun j => Rabs (x j)) i ltac:(intros; apply Rabs_pos) Hi).
  pose proof (Rabs_pos_lt _ Hn). unfold norm1. lra.
Qed.
Lemma residual_full : nrm m (rsd N A b x) = eta.
Proof.
  destruct Hx as [F Hmin]. simpl in F, Hmin. apply Rle_antisym; [exact F|]. apply Rnot_lt_le. intros L.
  set (r := nrm m (rsd N A b x)) in *. set (M := nrm m (mv N A x)). pose proof (nrm_nonneg m (mv N A x)) as HM. fold M in HM.
  set (s := Rmin (1/2) ((eta - r) / (M + 1))). assert (0 < (eta - r) / (M + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (Hs : 0 < s) by (apply Rmin_glb_lt; lra). pose proof (Rmin_l (1/2) ((eta - r) / (M + 1))) as S1. fold s in S1.
  pose proof (Rmin_r (1/2) ((eta - r) / (M + 1))) as R1. fold s in R1. apply (Rmult_le_compat_r (M + 1)) in R1; [|lra].
  replace ((eta - r) / (M + 1) * (M + 1)) with (eta - r) in R1 by (field; lra).
  specialize (Hmin (along x x (- s))). rewrite shrink_norm in Hmin by lra. pose proof norm1_positive.
  assert (nrm m (rsd N A b (along x x (- s))) <= eta); [|apply Hmin in H1; nra].
  rewrite (nrm_ext m _ (fun i => rsd N A b x i + - s * mv N A x i)) by (intros; apply rsd_along).
  eapply Rle_trans; [apply minkowski|]. rewrite nrm_scal, Rabs_Ropp, Rabs_pos_eq by lra. fold r M. nra.
Qed.

(** at a coordinate of the support, |g| is largest and has the sign of x *)
Lemma support_largest i j : (i < N)%nat -> x i <> 0 -> (j < N)%nat -> Rabs (g j) <= sgn (x i) * g i.
Proof.
  intros Hi Hn Hj. apply Rnot_lt_le. intros L. set (s := sgn (x i)) in *.
  assert (Hs : s * s = 1 /\ Rabs (x i) = s * x i).
  { unfold s, sgn. destruct (Rlt_dec 0 (x i)); [rewrite Rabs_pos_eq; lra|]. destruct (Rlt_dec (x i) 0); [rewrite Rabs_left; lra|]. exfalso. apply Hn. lra. }
  assert (Step : forall t, 0 <= t <= Rabs (x i) -> Rabs (x i + - s * t) = Rabs (x i) - t).
  { intros t Ht. destruct Hs as [S1 S2]. assert (s = 1 \/ s = -1) as [E|E] by (assert ((s - 1) * (s + 1) = 0) by lra; apply Rmult_integral in H; lra);
      rewrite E in *; [rewrite !Rabs_pos_eq in * by lra; lra|rewrite (Rabs_left1 (x i)) in * by lra; rewrite Rabs_left1; lra]. }
  pose proof (Rabs_pos_lt _ Hn) as X0. destruct (Nat.eq_dec j i) as [->|Hji].
  - (* s g_i < 0 *)
    assert (Lneg : s * g i < 0). { destruct Hs as [S1 _]. unfold Rabs in L. destruct (Rcase_abs (g i)); nra. }
    apply (no_descent (fun k => - s * unit_vector i k) (Rabs (x i))); auto.
    + rewrite (sum_single N _ i Hi) by (intros; rewrite unit_other by auto; ring). rewrite unit_self. lra.
    + intros t Ht. rewrite (norm1_ext N _ (along x (unit_vector i) (- s * t))) by (intros; unfold along; ring).
      rewrite norm1_along_unit, Step by (auto; lra). lra.
  - set (e := (Rabs (g j) - s * g i) / (2 * (Rabs (g i) + 1))). pose proof (Rabs_pos (g i)) as G0.
    assert (He : 0 < e) by (apply Rdiv_lt_0_compat; lra).
    assert (Ee : e * (2 * (Rabs (g i) + 1)) = Rabs (g j) - s * g i) by (unfold e; field; lra).
    assert (Hsg : s * g i <= Rabs (g i)). { destruct Hs as [S1 _]. pose proof (Rle_abs (s * g i)) as Q. rewrite Rabs_mult in Q.
      assert (Rabs s = 1); [|rewrite H in Q; lra]. unfold s. unfold sgn. destruct (Rlt_dec 0 (x i)); [apply Rabs_R1|].
      destruct (Rlt_dec (x i) 0); [rewrite Rabs_left; lra|exfalso; apply Hn; lra]. }
    apply (no_descent (fun k => sgn (g j) * unit_vector j k - s * (1 + e) * unit_vector i k) (Rabs (x i) / (1 + e))).
    + apply Rdiv_lt_0_compat; lra.
    + rewrite (sum_ext N _ (fun k => sgn (g j) * (unit_vector j k * g k) - s * (1 + e) * (unit_vector i k * g k))) by (intros; ring).
      rewrite sum_minus, !sum_scal, (sum_single N _ j Hj), (sum_single N _ i Hi), !unit_self by (intros; rewrite unit_other by auto; ring).
      pose proof (sgn_abs (g j)). nra.
    + intros t Ht. rewrite (norm1_ext N _ (along (along x (unit_vector i) (- s * (t * (1 + e)))) (unit_vector j) (t * sgn (g j)))) by (intros; unfold along; ring).
      assert (T1 : 0 <= t * (1 + e) <= Rabs (x i)).
      { split; [nra|]. destruct Ht as [_ Ht]. apply (Rmult_le_compat_r (1 + e)) in Ht; [|lra].
        replace (Rabs (x i) / (1 + e) * (1 + e)) with (Rabs (x i)) in Ht by (field; lra). exact Ht. }
      rewrite !norm1_along_unit by auto. rewrite Step by auto.
      unfold along. rewrite unit_other by auto. rewrite Rmult_0_r, Rplus_0_r.
      pose proof (Rabs_triang (x j) (t * sgn (g j))) as T. rewrite Rabs_mult, (Rabs_pos_eq t) in T by lra. pose proof (sgn_bound (g j)). nra.
Qed.

Lemma g_nonzero : ~ forall j, (j < N)%nat -> g j = 0.
Proof.
  intros Z. set (r := rsd N A b x). assert (T : forall j, (j < N)%nat -> tmv m A r j = 0) by (intros j Hj; specialize (Z j Hj); unfold g, r in *; lra).
  assert (E : forall z, dot m r (mv N A z) = 0).
  { intros z. rewrite dot_mv, (sum_ext N _ (fun _ => 0)), sum_0; auto. intros j Hj. rewrite T by auto. ring. }
  assert (R0 : dot m r r = 0).
  { pose proof (cauchy_schwarz m r (rsd N A b x0)) as C. rewrite Hx0, Rmult_0_r in C. apply Rabs_le_iff in C. pose proof (E x) as E1. pose proof (E x0) as E2.
    assert (dot m r r = dot m r (mv N A x) - dot m r b) by (unfold dot; rewrite <- sum_minus; apply sum_ext; intros; unfold r, rsd; ring).
    assert (dot m r (rsd N A b x0) = dot m r (mv N A x0) - dot m r b) by (unfold dot; rewrite <- sum_minus; apply sum_ext; intros; unfold rsd; ring). lra. }
  pose proof residual_full as F. fold r in F. unfold nrm in F. rewrite R0, sqrt_0 in F. lra.
Qed.

Theorem basis_pursuit_dual : exists u rho, 0 < rho /\ dual_vector (BP eta) m N A b x u rho.
Proof.
  destruct support_exists as (i & Hi & Hn). set (G := sgn (x i) * g i).
  assert (HG : forall j, (j < N)%nat -> Rabs (g j) <= G) by (intros j Hj; apply support_largest; auto).
  assert (G0 : 0 < G).
  { destruct (some_nonzero N g) as [(j & Hj & Hg)|Z]; [|exfalso; apply g_nonzero, Z]. pose proof (HG j Hj). pose proof (Rabs_pos_lt _ Hg). lra. }
  assert (HS : forall j, (j < N)%nat -> x j <> 0 -> sgn (x j) * g j = G).
  { intros j Hj Hxj. pose proof (support_largest j i Hj Hxj Hi) as L1. pose proof (HG j Hj) as L2.
    assert (sgn (x j) * g j <= Rabs (g j)).
    { eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult. pose proof (sgn_bound (x j)). pose proof (Rabs_pos (g j)). nra. }
    assert (G <= Rabs (g i)); [|lra]. unfold G. eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult. pose proof (sgn_bound (x i)). pose proof (Rabs_pos (g i)). nra. }
  exists (fun k => - / G * rsd N A b x k), G. split; [exact G0|].
  assert (E : forall j, tmv m A (fun k => - / G * rsd N A b x k) j = g j / G) by (intros j; rewrite tmv_scal; unfold g; field; lra).
  constructor.
  - intros j Hj. rewrite E. unfold Rdiv. rewrite Rabs_mult, (Rabs_pos_eq (/ G)) by (left; apply Rinv_0_lt_compat; auto).
    apply (Rmult_le_reg_r G); auto. rewrite Rmult_assoc, Rinv_l by lra. specialize (HG j Hj). lra.
  - intros j Hj. rewrite E. destruct (Req_EM_T (x j) 0) as [Z|Hxj]; [rewrite Z, Rabs_R0; ring|].
    specialize (HS j Hj Hxj). assert (S1 : sgn (x j) * sgn (x j) = 1).
    { unfold sgn. destruct (Rlt_dec 0 (x j)); [ring|]. destruct (Rlt_dec (x j) 0); [ring|]. exfalso. apply Hxj. lra. }
    assert (Eg : g j = sgn (x j) * G) by (rewrite <- HS, <- Rmult_assoc, S1; ring).
    rewrite sgn_abs, Eg. field. lra.
  - intros k _. field. lra.
  - simpl. rewrite nrm_scal, residual_full. rewrite Rabs_Ropp, Rabs_pos_eq by (left; apply Rinv_0_lt_compat; auto).
    assert (0 < / G) by (apply Rinv_0_lt_compat; auto). split; [lra|]. split; [apply Rmult_lt_0_compat; auto|]. field. lra.
Qed.
End BasisPursuit.
