(** * The constants of the enclosure lemma, for every matrix within 1 of a member (enclosure, Lemma 3)

    A = Q B a member's matrix with common head a, 0 <= e <= a/64; |A' - A|_F <= 1.
    [support_bound]: |A' z| >= (a - 1) |z| if at most one head is in the support of z;   [column_bound]: |A'_j| <= 2 a N;
    [completion]: A' w = r has a solution with |w|_1 <= sqrt N |r| / (a - 1). *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems Mixing TiedColumns Existence TrainingSets Conditioning OmegaK.
Open Scope R_scope.

(** ** Sums and norms *)
Lemma mv_mm m N Q B z i : mv N (mm m Q B) z i = mv m Q (mv N B z) i.
Proof.
  unfold mv, mm. rewrite (sum_ext N _ (fun j => sum m (fun k => Q i k * (B k j * z j)))).
  2:{ intros j _. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap. apply sum_ext; intros. apply sum_scal.
Qed.

(** the square of a sum with at most one term that is not zero *)
Lemma sum_one_square n f : (forall j j', (j < n)%nat -> (j' < n)%nat -> f j <> 0 -> f j' <> 0 -> j = j') ->
  sum n f * sum n f = sum n (fun j => f j * f j).
Proof.
  induction n as [|n IH]; intros H; simpl; [ring|]. rewrite <- IH by (intros; apply H; auto).
  destruct (Req_EM_T (f n) 0) as [->|Hn]; [ring|].
  assert (Z : sum n f = 0); [|rewrite Z; ring].
  rewrite <- (sum_0 n). apply sum_ext; intros j Hj. destruct (Req_EM_T (f j) 0) as [|Hf]; [auto|].
  exfalso. pose proof (H j n ltac:(lia) ltac:(lia) Hf Hn). lia.
Qed.

Lemma norm1_le_nrm n x : norm1 n x <= sqrt (INR n) * nrm n x.
Proof.
  assert (E1 : nrm n (fun _ => 1) = sqrt (INR n)) by (unfold nrm, dot; rewrite sum_const; f_equal; ring).
  assert (E2 : nrm n (fun j => Rabs (x j)) = nrm n x).
  { unfold nrm, dot. f_equal. apply sum_ext; intros. rewrite <- Rabs_mult. apply Rabs_pos_eq. exact (Rle_0_sqr _). }
  rewrite <- E1, <- E2. eapply Rle_trans; [|apply cauchy_schwarz]. eapply Rle_trans; [|apply Rle_abs].
  apply Req_le, sum_ext; intros; ring.
Qed.

Lemma nrm_combination N m (r : nat -> R) (x : nat -> nat -> R) :
  nrm N (fun j => sum m (fun k => r k * x k j)) <= sum m (fun k => Rabs (r k) * nrm N (x k)).
Proof.
  induction m as [|m IH]; simpl; [rewrite nrm_zero by auto; lra|].
  eapply Rle_trans; [apply minkowski|]. rewrite nrm_scal. lra.
Qed.

(** ** Solutions near a matrix with A A^T = c^2 I *)
Section Nearby.
Variables (m N : nat) (A A' : nat -> nat -> R) (c : R).
Hypothesis Hc : 2 <= c.
Hypothesis HG : gram_is m N A (c * c).
Hypothesis HA : frob m N (fun i j => A' i j - A i j) <= 1.
Let W := fun j i => A i j / (c * c).

Lemma transpose_norm r : nrm N (mv m W r) <= nrm m r / c.
Proof.
  pose proof (nrm_nonneg m r) as Hr. assert (0 <= nrm m r / c) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]).
  apply nrm_le_sq; auto. apply Req_le.
  replace (nrm m r / c * (nrm m r / c)) with (nrm m r * nrm m r / (c * c)) by (field; lra). rewrite nrm_sq.
  transitivity (/ (c * c) * dot m r (mv N A (mv m W r))).
  - unfold dot. generalize (mv m W r) at 2 3 as z. intros z. unfold mv, W.
    rewrite (sum_ext N _ (fun j => sum m (fun k => (r k / (c * c)) * (A k j * z j)))).
    2:{ intros j _. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros. field; lra. }
    rewrite sum_swap, <- sum_scal. apply sum_ext; intros k _. rewrite sum_scal. field; lra.
  - unfold Rdiv. rewrite Rmult_comm. f_equal. apply sum_ext; intros k Hk. f_equal. apply gram_inverse; auto.
Qed.

Lemma transpose_error r : nrm m (fun i => mv N A' (mv m W r) i - r i) <= nrm m r / c.
Proof.
  rewrite (nrm_ext m _ (mv N (fun i j => A' i j - A i j) (mv m W r))).
  - eapply Rle_trans; [apply nrm_mv_frob|]. eapply Rle_trans; [|apply transpose_norm].
    pose proof (nrm_nonneg N (mv m W r)). nra.
  - intros i Hi. rewrite <- (gram_inverse m N A c Hc HG r i Hi). fold W. generalize (mv m W r) as z. intros z.
    unfold mv. rewrite <- sum_minus. apply sum_ext; intros; ring.
Qed.

(** every right-hand side has a solution of norm at most L times its own *)
Definition solves_with (L : R) : Prop :=
  forall r, exists w, (forall k, (k < m)%nat -> mv N A' w k = r k) /\ nrm N w <= L * nrm m r.

(** some L: solve for the unit vectors *)
Lemma solves_with_some : exists L, 0 <= L /\ solves_with L.
Proof.
  assert (HW : forall r, nrm m (fun i => mv N A' (mv m W r) i - r i) <= /2 * nrm m r).
  { intros r. eapply Rle_trans; [apply transpose_error|]. pose proof (nrm_nonneg m r). unfold Rdiv. rewrite Rmult_comm.
    apply Rmult_le_compat_r; auto. apply Rinv_le_contravar; lra. }
  set (unit := fun k i : nat => if (i =? k)%nat then 1 else 0).
  set (x := fun k => proj1_sig (exact_solution m N A' W (unit k) HW)).
  assert (Hx : forall k i, (i < m)%nat -> mv N A' (x k) i = unit k i).
  { intros k i Hi. pose proof (proj2_sig (exact_solution m N A' W (unit k) HW)) as E. cbv beta in E. fold (x k) in E.
    pose proof (coord_le_nrm m (rsd N A' (unit k) (x k)) i Hi) as B. rewrite E in B. apply Rabs_le_iff in B. unfold rsd in B. lra. }
  exists (sum m (fun k => nrm N (x k))). split; [apply sum_nonneg; intros; apply nrm_nonneg|].
  intros r. exists (fun j => sum m (fun k => r k * x k j)). split.
  - intros i Hi. unfold mv. rewrite (sum_ext N _ (fun j => sum m (fun k => r k * (A' i j * x k j)))).
    2:{ intros j _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
    rewrite sum_swap, (sum_single m _ i Hi).
    + rewrite sum_scal. change (sum N (fun j => A' i j * x i j)) with (mv N A' (x i) i).
      rewrite Hx by auto. unfold unit. rewrite Nat.eqb_refl. ring.
    + intros k Hk Hn. rewrite sum_scal. change (sum N (fun j => A' i j * x k j)) with (mv N A' (x k) i).
      rewrite Hx by auto. unfold unit. destruct (Nat.eqb_spec i k); [lia|ring].
  - eapply Rle_trans; [apply nrm_combination|]. rewrite Rmult_comm, <- sum_scal. apply sum_le. intros k Hk.
    apply Rmult_le_compat_r; [apply nrm_nonneg|apply coord_le_nrm; auto].
Qed.

(** one step of refinement: W r, and a solution for what it leaves *)
Lemma solves_with_refined L : 0 <= L -> solves_with L -> solves_with ((1 + L) / c).
Proof.
  intros HL HS r. set (z := mv m W r).
  destruct (HS (fun i => r i - mv N A' z i)) as (w & Hw & Hn). exists (fun j => z j + w j). split.
  - intros k Hk. specialize (Hw k Hk). transitivity (mv N A' z k + mv N A' w k); [|lra].
    unfold mv. rewrite <- sum_plus. apply sum_ext; intros; ring.
  - rewrite nrm_sub_sym in Hn. pose proof (transpose_error r) as E. fold z in E. pose proof (transpose_norm r) as T. fold z in T.
    pose proof (minkowski N z w). assert (L * nrm m (fun i => mv N A' z i - r i) <= L * (nrm m r / c)) by (apply Rmult_le_compat_l; auto).
    replace ((1 + L) / c * nrm m r) with (nrm m r / c + L * (nrm m r / c)) by (field; lra). lra.
Qed.

(** after k steps L = 1/(c-1) + L_0 / c^k *)
Lemma solves_with_steps L k : 0 <= L -> solves_with L -> solves_with (/ (c - 1) + L * (/ c) ^ k).
Proof.
  intros HL HS. assert (0 < / (c - 1)) by (apply Rinv_0_lt_compat; lra).
  induction k as [|k IH].
  - intros r. destruct (HS r) as (w & Hw & Hn). exists w. split; auto. pose proof (nrm_nonneg m r). simpl. nra.
  - replace (/ (c - 1) + L * (/ c) ^ S k) with ((1 + (/ (c - 1) + L * (/ c) ^ k)) / c) by (simpl; field; lra).
    apply solves_with_refined; auto. assert (0 <= (/ c) ^ k) by (apply pow_le; left; apply Rinv_0_lt_compat; lra). nra.
Qed.

Lemma solves_with_below b : 1 < b < c -> solves_with (/ (b - 1)).
Proof.
  intros Hb. destruct solves_with_some as (L & HL & HS).
  assert (Hg : / (c - 1) < / (b - 1)) by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|]; lra).
  assert (Hi : 0 < / c < 1) by (split; [apply Rinv_0_lt_compat; lra|rewrite <- Rinv_1; apply Rinv_lt_contravar; lra]).
  destruct (pow_lt_1_zero (/ c) ltac:(rewrite Rabs_pos_eq; lra) ((/ (b - 1) - / (c - 1)) / (L + 1))) as (k & Hk);
    [apply Rdiv_lt_0_compat; lra|].
  specialize (Hk k ltac:(lia)). set (g := / (b - 1) - / (c - 1)) in *.
  assert (Hp : 0 <= (/ c) ^ k) by (apply pow_le; lra). rewrite Rabs_pos_eq in Hk by auto.
  assert (HLk : (L + 1) * (/ c) ^ k <= g).
  { apply (Rmult_lt_compat_l (L + 1)) in Hk; [|lra]. replace ((L + 1) * (g / (L + 1))) with g in Hk by (field; lra). lra. }
  intros r. destruct (solves_with_steps L k HL HS r) as (w & Hw & Hn). exists w. split; auto.
  eapply Rle_trans; [exact Hn|]. apply Rmult_le_compat_r; [apply nrm_nonneg|]. unfold g in HLk. lra.
Qed.
End Nearby.

(** ** Matrices within 1 of a member's *)
Section Constants.
Variables (S0 : setting) (i : nat) (e : R).
Hypothesis HS : setting_ok S0.
Hypothesis Hi : (i < heads S0)%nat.
Hypothesis He : 0 <= e <= base S0 / 64.
Variable A' : nat -> nat -> R.
Hypothesis HA : frob (rows S0) (cols S0) (fun r j => A' r j - matrix S0 i e r j) <= 1.

Lemma head_bounds j : base S0 <= head (base S0) i e j <= 65 / 64 * base S0.
Proof. pose proof (ok_base S0 HS). unfold head. destruct (j =? i)%nat; lra. Qed.

Lemma cn_bounds : base S0 < cn S0 e <= 65 / 64 * base S0 * INR (heads S0).
Proof.
  pose proof (ok_base S0 HS) as Ha. pose proof (le_INR 2 (heads S0) (ok_heads S0 HS)) as Hd. change (INR 2) with 2 in Hd.
  pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) (proj1 He)) as Hc.
  pose proof (cnorm_sq (heads S0) (base S0) e i Hi) as E. unfold cn. set (c := cnorm _ _ _) in *. split.
  - assert (L : sum (heads S0) (fun _ => base S0 * base S0) <= c * c).
    { rewrite E. apply sum_le; intros j _. destruct (head_bounds j). apply Rmult_le_compat; lra. }
    rewrite sum_const in L. apply Rnot_le_lt. intros F. nra.
  - assert (L : c * c <= sum (heads S0) (fun _ => 65 / 64 * base S0 * (65 / 64 * base S0))).
    { rewrite E. apply sum_le; intros j _. destruct (head_bounds j). apply Rmult_le_compat; lra. }
    rewrite sum_const in L. set (b := 65 / 64 * base S0) in *. assert (0 < b) by (unfold b; lra).
    apply Rnot_lt_le. intros F. assert (b * INR (heads S0) * (b * INR (heads S0)) < c * c) by (apply Rmult_le_0_lt_compat; nra).
    assert (INR (heads S0) * (b * b) <= INR (heads S0) * INR (heads S0) * (b * b)) by (apply Rmult_le_compat_r; nra). lra.
Qed.

(** |B z| >= a |z| if at most one head is in the support *)
Lemma block_bound (inS : nat -> bool) :
  (forall j j', (j < heads S0)%nat -> (j' < heads S0)%nat -> inS j = true -> inS j' = true -> j = j') ->
  forall z, (forall j, (j < cols S0)%nat -> inS j = false -> z j = 0) ->
  base S0 * nrm (cols S0) z <= nrm (rows S0) (mv (cols S0) (block S0 i e) z).
Proof.
  intros H1 z Hz. pose proof (ok_base S0 HS) as Ha. pose proof cn_bounds as (Hc & _).
  assert (E : base S0 * nrm (cols S0) z = nrm (cols S0) (fun j => base S0 * z j)) by (rewrite nrm_scal, Rabs_pos_eq; lra).
  rewrite E. unfold nrm. apply sqrt_le_1_alt. unfold dot, rows, cols. change (S (tails S0)) with (1 + tails S0)%nat.
  rewrite !sum_split. cbn [sum Nat.add]. rewrite Rplus_0_l. apply Rplus_le_compat.
  - unfold block. rewrite mv_head, sum_one_square.
    + apply sum_le. intros j _. destruct (head_bounds j).
      replace (base S0 * z j * (base S0 * z j)) with (base S0 * base S0 * (z j * z j)) by ring.
      replace (head (base S0) i e j * z j * (head (base S0) i e j * z j))
        with (head (base S0) i e j * head (base S0) i e j * (z j * z j)) by ring.
      apply Rmult_le_compat_r; [exact (Rle_0_sqr (z j))|]. apply Rmult_le_compat; lra.
    + assert (T : forall j, (j < heads S0)%nat -> head (base S0) i e j * z j <> 0 -> inS j = true).
      { intros j Hj Hn. destruct (inS j) eqn:Ej; [reflexivity|]. exfalso. apply Hn.
        rewrite Hz by (auto; unfold cols; lia). ring. }
      intros j j' Hj Hj' Hn Hn'. apply H1; auto.
  - apply sum_le. intros k Hk. unfold block. rewrite mv_tail by auto. set (c := cn S0 e) in *. set (x := z (heads S0 + k)%nat).
    replace (base S0 * x * (base S0 * x)) with (base S0 * base S0 * (x * x)) by ring.
    replace (c * x * (c * x)) with (c * c * (x * x)) by ring.
    apply Rmult_le_compat_r; [exact (Rle_0_sqr x)|]. apply Rmult_le_compat; lra.
Qed.

(** sigma = a - 1 *)
Theorem support_bound (inS : nat -> bool) :
  (forall j j', (j < heads S0)%nat -> (j' < heads S0)%nat -> inS j = true -> inS j' = true -> j = j') ->
  forall z, (forall j, (j < cols S0)%nat -> inS j = false -> z j = 0) ->
  (base S0 - 1) * nrm (cols S0) z <= nrm (rows S0) (mv (cols S0) A' z).
Proof.
  intros H1 z Hz. pose proof (block_bound inS H1 z Hz) as B.
  rewrite <- (nrm_mix (rows S0) (mix S0)) in B by apply HS.
  rewrite (nrm_ext (rows S0) _ (fun r => mv (cols S0) A' z r + - mv (cols S0) (fun r j => A' r j - matrix S0 i e r j) z r)) in B.
  - pose proof (minkowski (rows S0) (mv (cols S0) A' z) (fun r => - mv (cols S0) (fun r j => A' r j - matrix S0 i e r j) z r)) as M.
    rewrite nrm_opp in M. pose proof (nrm_mv_frob (rows S0) (cols S0) (fun r j => A' r j - matrix S0 i e r j) z).
    pose proof (nrm_nonneg (cols S0) z). nra.
  - intros r _. rewrite <- mv_mm. change (mm (rows S0) (mix S0) (block S0 i e)) with (matrix S0 i e).
    unfold mv. change (sum (cols S0) (fun j => matrix S0 i e r j * z j)
      = sum (cols S0) (fun j => A' r j * z j) - sum (cols S0) (fun j => (A' r j - matrix S0 i e r j) * z j)).
    rewrite <- sum_minus. apply sum_ext; intros; ring.
Qed.

(** alpha = 2 a N *)
Theorem column_bound j : (j < cols S0)%nat -> nrm (rows S0) (fun r => A' r j) <= 2 * base S0 * INR (cols S0).
Proof.
  intros Hj. pose proof (ok_base S0 HS) as Ha. pose proof cn_bounds as (Hc & Hc').
  pose proof (le_INR 2 (heads S0) (ok_heads S0 HS)) as Hd. change (INR 2) with 2 in Hd.
  assert (Hn : INR (heads S0) <= INR (cols S0)) by (apply le_INR; unfold cols; lia).
  assert (HB : nrm (rows S0) (fun r => matrix S0 i e r j) <= 65 / 64 * base S0 * INR (heads S0)).
  { change (fun r => matrix S0 i e r j) with (mv (rows S0) (mix S0) (fun k => block S0 i e k j)).
    rewrite nrm_mix by apply HS. destruct (Nat.lt_ge_cases j (heads S0)) as [L|L].
    - rewrite (nrm_single _ _ 0); [|unfold rows; lia|].
      + unfold block, Bmat. destruct (Nat.ltb_spec j (heads S0)); [|lia]. destruct (head_bounds j). rewrite Rabs_pos_eq by lra. nra.
      + intros [|k] _ F; [lia|]. unfold block, Bmat. destruct (Nat.eqb_spec j (heads S0 + k)); [lia|reflexivity].
    - unfold cols in Hj. rewrite (nrm_single _ _ (S (j - heads S0))); [|unfold rows; lia|].
      + unfold block, Bmat. destruct (Nat.eqb_spec j (heads S0 + (j - heads S0))); [|lia]. rewrite Rabs_pos_eq; lra.
      + intros [|k] _ F; unfold block, Bmat.
        * destruct (Nat.ltb_spec j (heads S0)); [lia|reflexivity].
        * destruct (Nat.eqb_spec j (heads S0 + k)); [lia|reflexivity]. }
  pose proof (column_le_frob (rows S0) (cols S0) (fun r j => A' r j - matrix S0 i e r j) j Hj) as HD. cbv beta in HD.
  pose proof (minkowski (rows S0) (fun r => A' r j - matrix S0 i e r j) (fun r => matrix S0 i e r j)) as M.
  rewrite (nrm_ext (rows S0) _ (fun r => A' r j)) in M by (intros; ring).
  assert (65 / 64 * base S0 * INR (heads S0) <= 65 / 64 * base S0 * INR (cols S0)) by (apply Rmult_le_compat_l; lra).
  assert (8 * 2 <= base S0 * INR (cols S0)) by (apply Rmult_le_compat; lra). lra.
Qed.

(** sigma_A = a - 1 *)
Theorem completion r : exists w, (forall k, (k < rows S0)%nat -> mv (cols S0) A' w k = r k) /\
  norm1 (cols S0) w <= sqrt (INR (cols S0)) * nrm (rows S0) r / (base S0 - 1).
Proof.
  pose proof (ok_base S0 HS) as Ha. pose proof cn_bounds as (Hc & _).
  pose proof (member_gram S0 HS (mkScale 0 (fun _ => 0) 0 0) i e 0 Hi) as G. simpl eA in G.
  destruct (solves_with_below (rows S0) (cols S0) (matrix S0 i e) A' (cn S0 e) ltac:(lra) G HA (base S0) ltac:(lra) r) as (w & Hw & Hn).
  exists w. split; auto. eapply Rle_trans; [apply norm1_le_nrm|]. unfold Rdiv. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [apply sqrt_pos|]. lra.
Qed.
End Constants.
