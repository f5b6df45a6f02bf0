(** * One approximate minimiser and one dual vector enclose all minimisers (enclosure.md, Lemmas 1 and 1')

    Neither the point xt nor the dual vector u need be exact.  [gap_bound g f rate] : the duality gap of (xt, u) is at most
    g, and the residuals of xt and of any minimiser differ by at most f.  Then all minimisers lie in a stated ball round xt:
    [enclosure], [enclosure_full].  So a point away from xt is away from the minimisers: [error_below]. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate Existence TrainingSets.
Open Scope R_scope.

(** a combination of columns is at most the l1 norm of its coefficients times the largest column *)
Lemma mv_le_norm1 m N A x alpha : (forall j, (j < N)%nat -> nrm m (fun i => A i j) <= alpha) ->
  nrm m (mv N A x) <= alpha * norm1 N x.
Proof.
  unfold mv, norm1. induction N as [|n IH]; simpl; intros H.
  - rewrite nrm_zero by auto. lra.
  - eapply Rle_trans; [apply minkowski|]. specialize (IH ltac:(intros; apply H; lia)). specialize (H n ltac:(lia)).
    rewrite (nrm_ext m (fun i => A i n * x n) (fun i => x n * A i n)) by (intros; ring). rewrite nrm_scal.
    pose proof (Rabs_pos (x n)). nra.
Qed.

Lemma mv_minus N A x z i : mv N A (fun j => x j - z j) i = mv N A x i - mv N A z i.
Proof. unfold mv. rewrite <- sum_minus. apply sum_ext; intros; ring. Qed.

Lemma dot_sym n x y : dot n x y = dot n y x.
Proof. apply sum_ext; intros; ring. Qed.

Lemma nrm_add_sq n s x y : nrm n (fun i => x i + s * y i) * nrm n (fun i => x i + s * y i) =
  nrm n x * nrm n x + 2 * s * dot n y x + s * s * (nrm n y * nrm n y).
Proof.
  rewrite (nrm_ext n _ (fun i => 1 * x i + s * y i)) by (intros; ring). rewrite !nrm_sq, dot_lin, (dot_sym n x y). ring.
Qed.

(** two points whose distances to a third have squares at most g *)
Lemma dist_via_sq n x x' z g : nrm n (fun i => x i + z i) * nrm n (fun i => x i + z i) <= g ->
  nrm n (fun i => x' i + z i) * nrm n (fun i => x' i + z i) <= g ->
  nrm n (fun i => x i - x' i) * nrm n (fun i => x i - x' i) <= 4 * g.
Proof.
  intros H H'. set (a := nrm n (fun i => x i + z i)) in *. set (b := nrm n (fun i => x' i + z i)) in *.
  assert (T : nrm n (fun i => x i - x' i) <= a + b).
  { unfold b. rewrite <- (nrm_opp n (fun i => x' i + z i)). eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros; ring. }
  pose proof (nrm_nonneg n (fun i => x i - x' i)). pose proof (Rle_0_sqr (a - b)) as Q. unfold Rsqr in Q.
  assert (nrm n (fun i => x i - x' i) * nrm n (fun i => x i - x' i) <= (a + b) * (a + b)) by (apply Rmult_le_compat; auto).
  lra.
Qed.

Section Enclosure.
Variables (P : problem) (m N : nat) (A : nat -> nat -> R) (y xt u : nat -> R).
(** kept: the columns in which the minimisers considered may be non-zero (the first columns of groups of equal columns);
    inS: the support S *)
Variables (kept inS : nat -> bool).
Hypothesis Hx : forall j, (j < N)%nat -> inS j = false -> xt j = 0.
Hypothesis Hu : forall j, (j < N)%nat -> Rabs (tmv m A u j) <= 1.

Definition gap_bound (g f rate : R) : Prop :=
  match P with
  | LASSO l => 0 < l /\ rate = l /\
      l * norm1 N xt + nrm m (rsd N A y xt) * nrm m (rsd N A y xt) - l * dot m u y + l * l * dot m u u / 4 <= g /\
      0 <= f /\ 4 * g <= f * f
  | SQRTL l => 0 < l /\ rate = l /\ l * nrm m u < 1 /\
      l * norm1 N xt + nrm m (rsd N A y xt) - l * dot m u y <= g /\ 2 * g <= f * (1 - l * nrm m u)
  | BP eta => rate = 1 /\
      ((0 < eta /\ 0 < nrm m u /\ nrm m (rsd N A y xt) <= eta /\ norm1 N xt - dot m u y + eta * nrm m u <= g /\
        0 <= f /\ 8 * eta * g <= f * f * nrm m u) \/
       (eta = 0 /\
        (exists w, (forall i, (i < m)%nat -> mv N A w i = - rsd N A y xt i) /\ norm1 N xt + norm1 N w - dot m u y <= g) /\
        nrm m (rsd N A y xt) <= f))
  end.

(** ** The gap of a minimiser, and its residual *)
Definition dist_rsd x := nrm m (fun i => rsd N A y x i - rsd N A y xt i).

Lemma lasso_gap l g f x : P = LASSO l -> gap_bound g f l -> Xi P m N A y x ->
  l * gap m N A u x <= g /\ dist_rsd x <= f.
Proof.
  intros EP HG [_ H]. unfold gap_bound in HG. rewrite EP in HG, H. destruct HG as (Hl & _ & Hg & Hf & Hgf).
  specialize (H xt I). simpl in H. rewrite <- nrm_sq in Hg.
  pose proof (norm1_gap m N A y u x) as E. pose proof (norm1_gap m N A y u xt) as Et.
  pose proof (gap_nonneg m N A u Hu x) as G. pose proof (gap_nonneg m N A u Hu xt) as Gt.
  rewrite E in H. rewrite Et in H, Hg.
  pose proof (nrm_add_sq m (l / 2) (rsd N A y x) u) as Q. pose proof (nrm_add_sq m (l / 2) (rsd N A y xt) u) as Qt.
  pose proof (dist_via_sq m (rsd N A y x) (rsd N A y xt) (fun i => l / 2 * u i) g) as D. cbv beta in D. fold (dist_rsd x) in D.
  set (a := nrm m (fun i => rsd N A y x i + l / 2 * u i)) in *. set (b := nrm m (fun i => rsd N A y xt i + l / 2 * u i)) in *.
  assert (0 <= l * gap m N A u x) by (apply Rmult_le_pos; lra).
  assert (0 <= l * gap m N A u xt) by (apply Rmult_le_pos; lra).
  pose proof (Rle_0_sqr a) as S. unfold Rsqr in S. split; [lra|].
  apply Rsqr_incr_0_var; [unfold Rsqr|exact Hf]. eapply Rle_trans; [apply D|]; lra.
Qed.

Lemma dot_rsd_ge x : - (nrm m u * nrm m (rsd N A y x)) <= dot m u (rsd N A y x).
Proof. apply (Rabs_le_iff (dot m u (rsd N A y x))), cauchy_schwarz. Qed.

Lemma sqrtl_gap l g f x : P = SQRTL l -> gap_bound g f l -> Xi P m N A y x ->
  l * gap m N A u x <= g /\ dist_rsd x <= f.
Proof.
  intros EP HG [_ H]. unfold gap_bound in HG. rewrite EP in HG, H. destruct HG as (Hl & _ & Ht & Hg & Hgf).
  specialize (H xt I). simpl in H.
  rewrite (norm1_gap m N A y u x) in H. rewrite (norm1_gap m N A y u xt) in H, Hg.
  pose proof (gap_nonneg m N A u Hu x) as G. pose proof (gap_nonneg m N A u Hu xt) as Gt.
  pose proof (dot_rsd_ge x) as D. pose proof (dot_rsd_ge xt) as Dt.
  pose proof (nrm_nonneg m (rsd N A y x)). pose proof (nrm_nonneg m (rsd N A y xt)).
  apply (Rmult_le_compat_l l) in D; [|lra]. apply (Rmult_le_compat_l l) in Dt; [|lra].
  assert (0 <= l * gap m N A u x) by (apply Rmult_le_pos; lra).
  assert (0 <= l * gap m N A u xt) by (apply Rmult_le_pos; lra).
  set (th := 1 - l * nrm m u) in *.
  assert (0 <= th * nrm m (rsd N A y x)) by (apply Rmult_le_pos; unfold th; lra).
  assert (th * nrm m (rsd N A y x) + l * gap m N A u x <= g) by (unfold th; lra).
  assert (th * nrm m (rsd N A y xt) <= g) by (unfold th; lra).
  split; [lra|].
  assert (T : dist_rsd x <= nrm m (rsd N A y x) + nrm m (rsd N A y xt)).
  { rewrite <- (nrm_opp m (rsd N A y xt)). apply (minkowski m (rsd N A y x) (fun i => - rsd N A y xt i)). }
  eapply Rle_trans; [exact T|]. apply (Rmult_le_reg_l th); unfold th in *; lra.
Qed.

(** a residual of norm at most eta and nearly opposite to u *)
Lemma bp_residual eta g z : 0 < nrm m u -> 0 < eta -> nrm m z <= eta -> eta * nrm m u + dot m u z <= g ->
  nrm m (fun i => z i + eta / nrm m u * u i) * nrm m (fun i => z i + eta / nrm m u * u i) <= 2 * eta * g / nrm m u.
Proof.
  intros Hu0 He Hz Hg. rewrite nrm_add_sq. pose proof (nrm_nonneg m z). set (n := nrm m u) in *.
  replace (eta / n * (eta / n) * (n * n)) with (eta * eta) by (field; lra).
  assert (nrm m z * nrm m z <= eta * eta) by (apply Rmult_le_compat; auto).
  assert (0 < eta / n) by (apply Rdiv_lt_0_compat; auto).
  assert (eta / n * (eta * n + dot m u z) <= eta / n * g) by (apply Rmult_le_compat_l; lra).
  replace (eta / n * (eta * n + dot m u z)) with (eta * eta + eta / n * dot m u z) in * by (field; lra).
  replace (2 * eta * g / n) with (2 * (eta / n * g)) by (field; lra). lra.
Qed.

Lemma bp_gap eta g f x : P = BP eta -> gap_bound g f 1 -> Xi P m N A y x ->
  1 * gap m N A u x <= g /\ dist_rsd x <= f.
Proof.
  intros EP HG [F H]. unfold gap_bound in HG. rewrite EP in HG, F, H. simpl in F, H. rewrite Rmult_1_l.
  pose proof (gap_nonneg m N A u Hu x) as G. pose proof (gap_nonneg m N A u Hu xt) as Gt.
  pose proof (norm1_gap m N A y u x) as E. pose proof (norm1_gap m N A y u xt) as Et.
  destruct HG as (_ & [(He & Hu0 & Ft & Hg & Hf & Hgf)|(He & (w & Hw & Hg) & Hf)]).
  - specialize (H xt Ft).
    assert (D : - (nrm m u * eta) <= dot m u (rsd N A y x)).
    { pose proof (dot_rsd_ge x). assert (nrm m u * nrm m (rsd N A y x) <= nrm m u * eta) by (apply Rmult_le_compat_l; lra). lra. }
    split; [lra|]. apply Rsqr_incr_0_var; [unfold Rsqr|exact Hf].
    eapply Rle_trans; [apply (dist_via_sq m _ _ (fun i => eta / nrm m u * u i) (2 * eta * g / nrm m u)); apply bp_residual; lra|].
    apply (Rmult_le_reg_r (nrm m u)); [exact Hu0|].
    replace (4 * (2 * eta * g / nrm m u) * nrm m u) with (8 * eta * g) by (field; lra). exact Hgf.
  - assert (Zx : forall i, (i < m)%nat -> rsd N A y x i = 0).
    { intros i Hi. pose proof (coord_le_nrm m (rsd N A y x) i Hi) as Q. apply Rabs_le_iff in Q. lra. }
    assert (Fw : nrm m (rsd N A y (fun j => xt j - - w j)) <= eta).
    { rewrite nrm_zero; [lra|]. intros i Hi. specialize (Hw i Hi). unfold rsd in *. rewrite mv_minus.
      replace (mv N A (fun j => - w j) i) with (- mv N A w i); [lra|].
      replace (- mv N A w i) with (-1 * mv N A w i) by ring. unfold mv. rewrite <- sum_scal. apply sum_ext; intros; ring. }
    specialize (H _ Fw).
    assert (norm1 N (fun j => xt j - - w j) <= norm1 N xt + norm1 N w).
    { unfold norm1. rewrite <- sum_plus. apply sum_le. intros j _. eapply Rle_trans; [apply Rabs_triang|].
      rewrite Ropp_involutive. lra. }
    assert (dot m u (rsd N A y x) = 0).
    { unfold dot. rewrite <- (sum_0 m). apply sum_ext. intros i Hi. rewrite Zx; auto; ring. }
    split; [lra|]. unfold dist_rsd. rewrite (nrm_ext m _ (fun i => - rsd N A y xt i)); [rewrite nrm_opp; exact Hf|].
    intros i Hi. rewrite Zx; auto; ring.
Qed.

Lemma gap_and_residual g f rate x : gap_bound g f rate -> Xi P m N A y x ->
  0 < rate /\ rate * gap m N A u x <= g /\ dist_rsd x <= f.
Proof.
  intros HG H.
  assert (Hr : 0 < rate /\ match P with BP _ => rate = 1 | LASSO l => rate = l | SQRTL l => rate = l end).
  { unfold gap_bound in HG. destruct P; destruct HG as (? & HG); [|destruct HG..]; lra. }
  destruct Hr as (Hr & E). split; [exact Hr|]. destruct P as [eta|l|l] eqn:EP; rewrite <- EP in *; subst rate.
  - apply (bp_gap eta); auto.
  - apply (lasso_gap l); auto.
  - apply (sqrtl_gap l); auto.
Qed.

(** ** From residuals to points *)
Variables (sigma alpha : R).
Hypothesis Hsigma : 0 < sigma.
Hypothesis Hmin : forall z, (forall j, (j < N)%nat -> inS j = false -> z j = 0) -> sigma * nrm N z <= nrm m (mv N A z).
Hypothesis Halpha : 0 <= alpha /\ forall j, (j < N)%nat -> nrm m (fun i => A i j) <= alpha.

(** the part of x outside S *)
Definition outside (x : nat -> R) j := if inS j then 0 else x j.

Lemma gap_outside mu x :
  (forall j, (j < N)%nat -> kept j = true -> inS j = false -> Rabs (tmv m A u j) <= 1 - mu) ->
  (forall j, (j < N)%nat -> kept j = false -> x j = 0) -> mu * norm1 N (outside x) <= gap m N A u x.
Proof.
  intros Hmu Hk. rewrite gap_sum. unfold norm1. rewrite <- sum_scal. apply sum_le. intros j Hj.
  pose proof (gap_term m N A u Hu x j Hj). unfold outside. destruct (inS j) eqn:ES; [rewrite Rabs_R0; lra|].
  destruct (kept j) eqn:EK; [|rewrite (Hk j), Rabs_R0 by auto; lra].
  specialize (Hmu j Hj EK ES). pose proof (Rabs_pos (x j)).
  pose proof (Rle_abs (x j * tmv m A u j)) as Q. rewrite Rabs_mult in Q. nra.
Qed.

Lemma near_on_S x f : dist_rsd x <= f ->
  nrm N (fun j => x j - outside x j - xt j) <= (f + nrm m (mv N A (outside x))) / sigma.
Proof.
  intros Hf. apply (Rmult_le_reg_l sigma); [exact Hsigma|].
  replace (sigma * ((f + nrm m (mv N A (outside x))) / sigma)) with (f + nrm m (mv N A (outside x))) by (field; lra).
  eapply Rle_trans; [apply Hmin|].
  - intros j Hj E. unfold outside. rewrite E, Hx by auto. ring.
  - rewrite (nrm_ext m _ (fun i => (rsd N A y x i - rsd N A y xt i) + - mv N A (outside x) i)).
    + eapply Rle_trans; [apply minkowski|]. rewrite nrm_opp. apply Rplus_le_compat_r. exact Hf.
    + intros i _. rewrite (mv_minus N A (fun j => x j - outside x j)), mv_minus. unfold rsd. ring.
Qed.

Theorem enclosure g f rate mu x : gap_bound g f rate -> 0 < mu ->
  (forall j, (j < N)%nat -> kept j = true -> inS j = false -> Rabs (tmv m A u j) <= 1 - mu) ->
  Xi P m N A y x -> (forall j, (j < N)%nat -> kept j = false -> x j = 0) ->
  nrm N (fun j => x j - xt j) <= g / (rate * mu) + (f + alpha * (g / (rate * mu))) / sigma.
Proof.
  intros HG Hmu Hm H Hk. destruct (gap_and_residual g f rate x HG H) as (Hr & Hgap & Hf).
  pose proof (gap_outside mu x Hm Hk) as Ho. set (e := g / (rate * mu)).
  assert (He : norm1 N (outside x) <= e).
  { apply (Rmult_le_reg_l (rate * mu)); [apply Rmult_lt_0_compat; auto|].
    replace (rate * mu * e) with g by (unfold e; field; lra). nra. }
  pose proof (near_on_S x f Hf) as Hs. destruct Halpha as (Ha & Hcol).
  assert (Hc : nrm m (mv N A (outside x)) <= alpha * e).
  { eapply Rle_trans; [apply (mv_le_norm1 m N A _ alpha Hcol)|]. apply Rmult_le_compat_l; auto. }
  assert ((f + nrm m (mv N A (outside x))) / sigma <= (f + alpha * e) / sigma).
  { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact Hsigma|lra]. }
  rewrite (nrm_ext N _ (fun j => outside x j + (x j - outside x j - xt j))) by (intros; ring).
  eapply Rle_trans; [apply minkowski|]. pose proof (nrm_le_norm1 N (outside x)). lra.
Qed.

Theorem enclosure_full g f rate x : gap_bound g f rate ->
  (forall j, (j < N)%nat -> kept j = true -> inS j = true) ->
  Xi P m N A y x -> (forall j, (j < N)%nat -> kept j = false -> x j = 0) ->
  nrm N (fun j => x j - xt j) <= f / sigma.
Proof.
  intros HG HS H Hk. destruct (gap_and_residual g f rate x HG H) as (_ & _ & Hf).
  assert (Ho : forall j, (j < N)%nat -> outside x j = 0).
  { intros j Hj. unfold outside. destruct (inS j) eqn:ES; [reflexivity|]. apply Hk; [exact Hj|].
    destruct (kept j) eqn:EK; [rewrite HS in ES by auto; discriminate|reflexivity]. }
  pose proof (near_on_S x f Hf) as Hs. rewrite (nrm_zero m (mv N A (outside x))), Rplus_0_r in Hs.
  - eapply Rle_trans; [|exact Hs]. apply Req_le, nrm_ext. intros j Hj. rewrite Ho by auto. ring.
  - intros i _. unfold mv. rewrite <- (sum_0 N). apply sum_ext. intros j Hj. rewrite Ho by auto. ring.
Qed.
End Enclosure.

(** basis pursuit whose tolerance is at least |y|: the only minimiser is 0 *)
Theorem zero_is_minimiser eta m N A y x : nrm m y <= eta ->
  Xi (BP eta) m N A y x -> forall j, (j < N)%nat -> x j = 0.
Proof.
  intros Hy [_ H] j Hj. specialize (H (fun _ => 0)). simpl in H.
  assert (norm1 N (fun _ => 0) = 0).
  { unfold norm1. rewrite (sum_ext N _ (fun _ => 0)) by (intros; apply Rabs_R0). apply sum_0. }
  assert (nrm m (rsd N A y (fun _ => 0)) <= eta).
  { rewrite (nrm_ext m _ (fun i => - y i)); [rewrite nrm_opp; exact Hy|]. intros i _. unfold rsd, mv.
    rewrite (sum_ext N _ (fun _ => 0)), sum_0 by (intros; ring). ring. }
  pose proof (coord_le_nrm N x j Hj) as Q. pose proof (nrm_le_norm1 N x). specialize (H H1).
  apply Rabs_le_iff in Q. lra.
Qed.

(** errors from below, from an enclosure of all minimisers *)
Theorem error_below P m N A y xt z r delta : (forall x, Xi P m N A y x -> nrm N (fun j => x j - xt j) <= r) ->
  delta < nrm N (fun j => z j - xt j) - r -> ~ infdist_le N (Xi P m N A y) z delta.
Proof.
  intros Hr Hd H. destruct (H ((delta + (nrm N (fun j => z j - xt j) - r)) / 2) ltac:(lra)) as (x & H1 & H2).
  pose proof (triangle N z x xt). specialize (Hr x H1). lra.
Qed.
