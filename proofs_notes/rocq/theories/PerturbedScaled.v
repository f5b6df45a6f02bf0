(** * Perturbed minimisers of sqrt-lasso and of basis pursuit with eta = 0

    For small perturbations they have no residual; and a head that is not largest, or is negative, could be exchanged for another one at a profit.
    So they are [controlled] with L = 1, g = 0: [sqrtl_controlled], [bp0_controlled]. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns UnitVectors Perturbation ExactPenalty.
Open Scope R_scope.

Lemma positive_term n x : 0 < sum n x -> exists j, (j < n)%nat /\ 0 < x j.
Proof.
  induction n as [|n IH]; simpl; intros H; [lra|]. destruct (Rlt_dec 0 (x n)) as [P|P]; [exists n; auto|].
  destruct IH as (j & Hj & Hp); [lra|]. exists j. auto.
Qed.

Section Scaled.
Variables (d mt : nat) (a : nat -> R) (c beta astar a0 delta : R) (v w : nat -> R) (jm : nat).
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Hbeta : 0 / astar < beta.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.
Hypothesis Hdelta : 0 < delta <= 1.
Hypothesis Hgap : forall j, (j < d)%nat -> a j < astar -> a j <= (1 - delta) * astar.
Let m := S mt. Let N := (d + mt)%nat.
Let M := INR m / a0.

Lemma M_nonneg : 0 <= M.
Proof. unfold M. apply Rmult_le_pos; [apply pos_INR|left; apply Rinv_0_lt_compat; lra]. Qed.
Lemma norm1_nonneg' n x : 0 <= norm1 n x.
Proof. apply sum_nonneg. intros; apply Rabs_pos. Qed.

Section One.
Variables (l k : R) (F : nat -> nat -> R) (f x : nat -> R).
Hypothesis Hl : 0 < l.
Hypothesis Hk : 0 < k.
Hypothesis HlM : l * M + k * M < 1.
Hypothesis Hp : perturbed_by d mt k F f.
Hypothesis Hx : Xi (SQRTL l) m N (pmat d a c F) (pvec beta v f) x.

Lemma scaled_residual i : (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = 0.
Proof.
  intros Hi. assert (Z : nrm m (rsd N (pmat d a c F) (pvec beta v f) x) = 0).
  { apply (sqrtl_interpolates m N (pmat d a c F) (tied_lift d c astar jm) (k * M) M l); auto.
    - intros r. apply (tied_lift_residual d mt a c astar a0 jm Hjm Ejm Ha0 Hc0 k F f r); auto. lra.
    - intros r. apply (tied_lift_norm' d mt c astar a0 jm Hjm Ha0 Hc0 r). }
  pose proof (coord_le_nrm m (rsd N (pmat d a c F) (pvec beta v f) x) i Hi) as C. rewrite Z in C. apply Rabs_le_iff in C. lra.
Qed.
(** a direction that B does not see *)
Lemma exchange z t : (forall i, (i < m)%nat -> mv N (Bmat d a c) z i = 0) -> 0 <= t -> l * norm1 N x <= l * norm1 N (along x z t) + t * (k * norm1 N z).
Proof.
  intros Hz Ht. destruct Hx as [_ H]. specialize (H (along x z t) I). simpl in H.
  rewrite (nrm_zero m (rsd N (pmat d a c F) (pvec beta v f) x)), Rplus_0_r in H by apply scaled_residual.
  rewrite (nrm_ext m _ (fun i => t * mv N F z i)) in H.
  - rewrite nrm_scal, Rabs_pos_eq in H by exact Ht. pose proof (nrm_mv_columns m N F z k (proj1 Hp)). assert (t * nrm m (mv N F z) <= t * (k * norm1 N z)) by (apply Rmult_le_compat_l; auto). lra.
  - intros i Hi. rewrite rsd_along, scaled_residual by exact Hi. unfold N. rewrite pmat_mv. fold N. rewrite Hz by exact Hi. ring.
Qed.
(** e_j - s e_i with a_j = s a_i *)
Let swap (i j : nat) (s : R) (q : nat) : R := unit_vector j q - s * unit_vector i q.
Lemma swap_unseen i j s q : (i < d)%nat -> (j < d)%nat -> a j = s * a i -> (q < m)%nat -> mv N (Bmat d a c) (swap i j s) q = 0.
Proof.
  intros Hi Hj E Hq. assert (mv N (Bmat d a c) (swap i j s) q = mv N (Bmat d a c) (unit_vector j) q - s * mv N (Bmat d a c) (unit_vector i) q) as ->.
  { unfold mv, swap. rewrite <- sum_scal, <- sum_minus. apply sum_ext; intros; ring. }
  rewrite !mv_unit by (unfold N; lia). destruct q as [|q]; simpl.
  - destruct (Nat.ltb_spec j d), (Nat.ltb_spec i d); try lia. rewrite E. ring.
  - destruct (Nat.eqb_spec j (d + q)), (Nat.eqb_spec i (d + q)); try lia. ring.
Qed.
Lemma swap_norm i j s : (i < d)%nat -> (j < d)%nat -> i <> j -> 0 <= s <= 1 -> norm1 N (swap i j s) <= 2.
Proof.
  intros Hi Hj Hn Hs. rewrite (norm1_ext N _ (along (along (fun _ => 0) (unit_vector j) 1) (unit_vector i) (- s))) by (intros; unfold swap, along; ring).
  rewrite !norm1_along_unit by (unfold N; lia). assert (E0 : norm1 N (fun _ => 0) = 0) by (unfold norm1; rewrite Rabs_R0; apply sum_0).
  rewrite E0. unfold along. rewrite unit_other by auto.
  replace (0 + 1) with 1 by ring. replace (0 + 1 * 0 + - s) with (- s) by ring. replace (0 + 1 * 0) with 0 by ring.
  rewrite Rabs_R0, Rabs_R1, Rabs_Ropp, Rabs_pos_eq by lra. lra.
Qed.
(** what a swap by t in the direction sg does to the l1 norm *)
Lemma swap_moves i j s sg t : (i < d)%nat -> (j < d)%nat -> i <> j ->
  norm1 N (along x (fun q => sg * swap i j s q) t) = norm1 N x + (Rabs (x j + t * sg) - Rabs (x j)) + (Rabs (x i - t * sg * s) - Rabs (x i)).
Proof.
  intros Hi Hj Hn. rewrite (norm1_ext N _ (along (along x (unit_vector j) (t * sg)) (unit_vector i) (- (t * sg * s)))) by (intros; unfold swap, along; ring).
  rewrite !norm1_along_unit by (unfold N; lia). unfold along. rewrite unit_other by auto. rewrite Rmult_0_r, Rplus_0_r. unfold Rminus. ring.
Qed.
Lemma swap_scaled sg i j s q : (i < d)%nat -> (j < d)%nat -> a j = s * a i -> (q < m)%nat -> mv N (Bmat d a c) (fun r => sg * swap i j s r) q = 0.
Proof.
  intros Hi Hj E Hq. pose proof (swap_unseen i j s q Hi Hj E Hq) as Z. unfold mv in *.
  rewrite (sum_ext N _ (fun r => sg * (Bmat d a c q r * swap i j s r))) by (intros; ring). rewrite sum_scal, Z. ring.
Qed.
Lemma norm1_scal_le sg z n : Rabs sg <= 1 -> norm1 n (fun q => sg * z q) <= norm1 n z.
Proof. intros H. apply sum_le. intros q _. rewrite Rabs_mult. pose proof (Rabs_pos (z q)). nra. Qed.

Hypothesis Hk1 : 2 * k < l * delta.

(** heads that are not largest vanish *)
Lemma scaled_support j : (j < d)%nat -> a j < astar -> x j = 0.
Proof.
  intros Hj L. destruct (Req_EM_T (x j) 0) as [|Hn]; [auto|exfalso]. pose proof (Hgap j Hj L) as G. destruct (Ha j Hj) as [A1 _].
  assert (Hij : jm <> j) by (intros E; rewrite E in Ejm; lra).
  set (s := a j / astar). assert (Es : a j = s * a jm) by (unfold s; rewrite Ejm; field; lra).
  assert (S1 : 0 <= s <= 1 - delta).
  { unfold s. split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|]. apply (Rmult_le_reg_r astar); [lra|].
    replace (a j / astar * astar) with (a j) by (field; lra). exact G. }
  set (sg := - sgn (x j)). set (t := Rabs (x j)). assert (Ht : 0 < t) by (apply Rabs_pos_lt, Hn).
  assert (Hsg : Rabs sg <= 1) by (unfold sg; rewrite Rabs_Ropp; apply sgn_bound).
  pose proof (exchange (fun q => sg * swap jm j s q) t (fun q Hq => swap_scaled sg jm j s q Hjm Hj Es Hq) ltac:(lra)) as X.
  rewrite swap_moves in X by auto. pose proof (norm1_scal_le sg (swap jm j s) N Hsg). pose proof (swap_norm jm j s Hjm Hj Hij ltac:(lra)).
  assert (E1 : Rabs (x j + t * sg) = 0).
  { replace (x j + t * sg) with 0; [apply Rabs_R0|]. unfold t, sg. rewrite sgn_abs. unfold sgn.
    destruct (Rlt_dec 0 (x j)); [ring|]. destruct (Rlt_dec (x j) 0); [ring|]. exfalso. apply Hn. lra. }
  assert (E2 : Rabs (x jm - t * sg * s) - Rabs (x jm) <= t * s).
  { pose proof (Rabs_triang (x jm) (- (t * sg * s))) as T. rewrite Rabs_Ropp, !Rabs_mult, (Rabs_pos_eq t), (Rabs_pos_eq s) in T by lra.
    replace (x jm + - (t * sg * s)) with (x jm - t * sg * s) in T by ring. assert (t * Rabs sg * s <= t * s) by (apply Rmult_le_compat_r; [lra|]; nra). lra. }
  fold t in X. rewrite E1 in X.
  assert (l * (0 - t + (Rabs (x jm - t * sg * s) - Rabs (x jm))) <= l * (t * (- delta))) by (apply Rmult_le_compat_l; [lra|]; nra).
  assert (t * (k * norm1 N (fun q => sg * swap jm j s q)) <= t * (2 * k)) by (apply Rmult_le_compat_l; [lra|]; nra).
  assert (0 < t * (l * delta - 2 * k)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma scaled_nonneg j : 0 < beta + shift d mt F f x 0 -> (j < d)%nat -> 0 <= x j.
Proof.
  intros Hb Hj. apply Rnot_lt_le. intros Neg.
  pose proof (head_equation d mt a c beta v F f x) as E. fold N in E. rewrite scaled_residual, Rplus_0_r in E by (unfold m; lia). rewrite <- E in Hb.
  destruct (positive_term d _ Hb) as (i & Hi & Pi). destruct (Ha i Hi) as [A1 A2]. destruct (Ha j Hj) as [B1 B2].
  assert (Xi : 0 < x i) by (apply (Rmult_lt_reg_l (a i)); lra).
  assert (Ei : a i = astar) by (destruct A2 as [L|]; auto; rewrite (scaled_support i Hi L) in Xi; lra).
  assert (Ej : a j = astar) by (destruct B2 as [L|]; auto; rewrite (scaled_support j Hj L) in Neg; lra).
  assert (Hij : i <> j) by (intros ->; lra). assert (Es : a j = 1 * a i) by lra.
  set (t := Rmin (- x j) (x i)). assert (Ht : 0 < t) by (apply Rmin_glb_lt; lra). pose proof (Rmin_l (- x j) (x i)) as T1. pose proof (Rmin_r (- x j) (x i)) as T2. fold t in T1, T2.
  pose proof (exchange (fun q => 1 * swap i j 1 q) t (fun q Hq => swap_scaled 1 i j 1 q Hi Hj Es Hq) ltac:(lra)) as X.
  rewrite swap_moves in X by auto. pose proof (norm1_scal_le 1 (swap i j 1) N ltac:(rewrite Rabs_R1; lra)). pose proof (swap_norm i j 1 Hi Hj Hij ltac:(lra)).
  rewrite (Rabs_left1 (x j + t * 1)), (Rabs_left1 (x j)), (Rabs_pos_eq (x i - t * 1 * 1)), (Rabs_pos_eq (x i)) in X by lra.
  assert (t * (k * norm1 N (fun q => 1 * swap i j 1 q)) <= t * (2 * k)) by (apply Rmult_le_compat_l; [lra|]; nra).
  assert (l * delta <= l) by nra. assert (0 < t * (2 * l - 2 * k)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma scaled_norm : l * norm1 N x <= nrm m (bvec beta v) + k.
Proof.
  destruct Hx as [_ H]. specialize (H (fun _ => 0) I). simpl in H. pose proof (nrm_nonneg m (rsd N (pmat d a c F) (pvec beta v f) x)).
  rewrite (nrm_ext m (rsd N (pmat d a c F) (pvec beta v f) (fun _ => 0)) (fun i => - pvec beta v f i)), nrm_opp in H.
  - replace (norm1 N (fun _ => 0)) with 0 in H by (unfold norm1; rewrite Rabs_R0, sum_0; reflexivity).
    pose proof (minkowski m (bvec beta v) f) as T. change (fun i => bvec beta v i + f i) with (pvec beta v f) in T. destruct Hp as [_ Hf]. fold m in Hf. lra.
  - intros i _. unfold rsd, mv. rewrite (sum_ext N _ (fun _ => 0)), sum_0; [ring|intros; ring].
Qed.
End One.

Definition scaled_X l : R := (nrm m (bvec beta v) + 1) / l.

Theorem sqrtl_controlled l : 0 < l -> l * M <= 1/4 -> controlled d mt a c beta astar 0 a0 v w (SQRTL l) 1 0 (scaled_X l).
Proof.
  intros Hl HlM gap Hgap'. set (X := scaled_X l). assert (Eb : 0 < beta) by (unfold Rdiv in Hbeta; lra).
  generalize (small_and _ _ (small_le M (1/4) ltac:(lra)) (small_and _ _ (small_le 4 (l * delta) ltac:(nra)) (small_and _ _ (small_le 1 1 ltac:(lra)) (small_le (2 * (1 + X)) beta Eb)))).
  apply small_impl. intros k Hk (K1 & K2 & K3 & K4) F f x Hp Hx. fold m N in Hx.
  assert (HX : norm1 N x <= X).
  { pose proof (scaled_norm l k F f x Hp Hx). unfold X, scaled_X. apply (Rmult_le_reg_l l); [exact Hl|].
    replace (l * ((nrm m (bvec beta v) + 1) / l)) with (nrm m (bvec beta v) + 1) by (field; lra). lra. }
  pose proof (shift_bound d mt k F f x Hp) as HS. fold m N in HS.
  assert (S0 : Rabs (shift d mt F f x 0) <= k * (1 + X)).
  { eapply Rle_trans; [apply (coord_le_nrm m); unfold m; lia|]. eapply Rle_trans; [exact HS|]. apply Rmult_le_compat_l; lra. }
  assert (Hb : 0 < beta + shift d mt F f x 0) by (apply Rabs_le_iff in S0; lra).
  assert (Hres : forall i, (i < m)%nat -> rsd N (pmat d a c F) (pvec beta v f) x i = 0).
  { apply (scaled_residual l k F f x); auto. lra. }
  assert (Hsup : forall j, (j < d)%nat -> a j < astar -> x j = 0) by (intros j; apply (scaled_support l k F f x); auto; lra).
  assert (Hpos : forall j, (j < d)%nat -> 0 <= x j) by (intros j; apply (scaled_nonneg l k F f x); auto; lra).
  assert (Ho : heads_ok d a astar x).
  { split; [exact Hpos|]. split; [exact Hsup|]. pose proof (head_equation d mt a c beta v F f x) as E. fold N in E. rewrite Hres in E by (unfold m; lia).
    assert (astar * sum d x = sum d (fun j => a j * x j)) as E'.
    { rewrite <- sum_scal. apply sum_ext. intros j Hj. destruct (Ha j Hj) as [_ [L|Q]]; [rewrite (Hsup j Hj L); ring|rewrite Q; ring]. }
    apply (Rmult_lt_reg_l astar); lra. }
  split; [exact Ho|]. split; [exact HX|]. fold m N.
  apply Rle_trans with (nrm m (shift d mt F f x) + nrm m (fun _ => 0)).
  - apply nrm_two; [lra|]. intros i Hi. rewrite Rabs_R0, Rplus_0_r. destruct i as [|q].
    + pose proof (head_deviation d mt a c beta astar 0 a0 v w Ha Ha0 F f x Ho) as E. fold N in E. rewrite Hres in E by exact Hi.
      replace (shift d mt F f x 0 + (0 + 0 / astar)) with (shift d mt F f x 0) in E by (unfold Rdiv; ring). rewrite <- E, Rabs_mult, (Rabs_pos_eq astar) by lra.
      apply Rmult_le_compat_r; [apply Rabs_pos|lra].
    + pose proof (tail_deviation d mt a c beta astar 0 v w Hc F f x q ltac:(unfold m in Hi; lia)) as E. fold N in E. rewrite Hres in E by exact Hi.
      replace (shift d mt F f x (S q) + (0 + 0 * w q / c)) with (shift d mt F f x (S q)) in E by (unfold Rdiv; ring). rewrite <- E, Rabs_mult, (Rabs_pos_eq c) by lra.
      apply Rmult_le_compat_r; [apply Rabs_pos|lra].
  - rewrite (nrm_zero m (fun _ => 0)) by reflexivity. assert (0 <= k * gap) by nra. lra.
Qed.

Theorem bp0_controlled : controlled d mt a c beta astar 0 a0 v w (BP 0) 1 0 (scaled_X (/ (4 * (M + 1)))).
Proof.
  pose proof M_nonneg as HM. set (l := / (4 * (M + 1))). assert (Hl : 0 < l) by (apply Rinv_0_lt_compat; lra).
  assert (HlM : l * M <= 1/4).
  { unfold l. apply (Rmult_le_reg_l (4 * (M + 1))); [lra|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra. }
  intros gap Hg. generalize (small_and _ _ (sqrtl_controlled l Hl HlM gap Hg) (small_le M (1/4) ltac:(lra))).
  apply small_impl. intros k Hk [H K1] F f x Hp Hx. apply (H F f x Hp).
  apply (bp_is_sqrtl (S mt) (d + mt) (pmat d a c F) (tied_lift d c astar jm) (k * M) M l); auto; try lra.
  - intros r. apply (tied_lift_residual d mt a c astar a0 jm Hjm Ejm Ha0 Hc0 k F f r); auto. lra.
  - intros r. apply (tied_lift_norm' d mt c astar a0 jm Hjm Ha0 Hc0 r).
Qed.
End Scaled.
