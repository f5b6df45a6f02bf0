(** * The distance to infeasibility of basis pursuit (theory, conditioning: Theorem 14)

    [feasible_within delta]: the problem stays feasible under all perturbations of the active entries of A and y of norm at most delta
    (operator norm, Euclidean norm); the distance to infeasibility is the supremum of such delta.
    If A A^T = c^2 I it is at least c, whatever is active ([stays_feasible]), and exactly c if everything is active and |y| > eta
    ([distance_to_infeasibility]); the operator norm of A is c too ([gram_operator_norm]). *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Existence Mixing TrainingSets Conditioning.
Open Scope R_scope.

(** |E z| <= delta |z| for all z: the operator norm of E is at most delta *)
Definition op_le m N (E : nat -> nat -> R) (delta : R) : Prop := forall z, nrm m (mv N E z) <= delta * nrm N z.
Definition feasible eta m N A y : Prop := exists x, nrm m (rsd N A y x) <= eta.

Definition everything2 (i j : nat) : Prop := True.
Definition everything1 (i : nat) : Prop := True.
Definition feasible_within eta m N (activeA : nat -> nat -> Prop) (activey : nat -> Prop) A y (delta : R) : Prop :=
  forall E e, (forall i j, ~ activeA i j -> E i j = 0) -> (forall i, ~ activey i -> e i = 0) ->
    op_le m N E delta -> nrm m e <= delta -> feasible eta m N (fun i j => A i j + E i j) (fun i => y i + e i).

(** ** An approximate right inverse proves solvability *)
Lemma solvable_by_contraction m N A W theta b : theta < 1 ->
  (forall r, nrm m (fun i => mv N A (mv m W r) i - r i) <= theta * nrm m r) -> exists x, nrm m (rsd N A b x) = 0.
Proof.
  intros Ht HW. set (C := sum N (fun j => sum m (fun i => Rabs (W j i)))).
  assert (HC : 0 <= C) by (apply sum_nonneg; intros; apply sum_nonneg; intros; apply Rabs_pos).
  set (l := (1 - theta) / (2 * (C + 1))). assert (Hl : 0 < l) by (apply Rdiv_lt_0_compat; lra).
  assert (HlC : l * (C + 1) = (1 - theta) / 2) by (unfold l; field; lra).
  destruct (minimiser_of_feasible (SQRTL l) m N A b Hl (fun _ => 0) I) as (x & _ & Hx). exists x.
  set (r := rsd N A b x) in *. set (x' := fun j => x j - mv m W r j).
  specialize (Hx x' I). simpl in Hx. fold r in Hx.
  assert (Hr : nrm m (rsd N A b x') <= theta * nrm m r).
  { rewrite (nrm_ext m _ (fun i => - (mv N A (mv m W r) i - r i))); [rewrite nrm_opp; apply HW|].
    intros i Hi. assert (E : mv N A x' i = mv N A x i - mv N A (mv m W r) i).
    { unfold x'. generalize (mv m W r) as w. intros w. unfold mv. rewrite <- sum_minus. apply sum_ext; intros; ring. }
    replace (r i) with (mv N A x i - b i) by reflexivity. unfold rsd at 1. rewrite E. ring. }
  assert (Hn : norm1 N x' <= norm1 N x + C * nrm m r).
  { unfold norm1. rewrite Rmult_comm. unfold C. rewrite <- sum_scal, <- sum_plus. apply sum_le. intros j Hj. unfold x'.
    eapply Rle_trans; [apply (Rabs_triang (x j) (- mv m W r j))|]. rewrite Rabs_Ropp. apply Rplus_le_compat_l.
    unfold mv. eapply Rle_trans; [apply Rabs_sum|]. rewrite <- sum_scal. apply sum_le. intros i Hi.
    rewrite Rabs_mult, Rmult_comm. apply Rmult_le_compat_r; [apply Rabs_pos|]. apply coord_le_nrm; auto. }
  pose proof (nrm_nonneg m r). assert (l * norm1 N x' <= l * (norm1 N x + C * nrm m r)) by (apply Rmult_le_compat_l; lra).
  assert (l * (C * nrm m r) <= (1 - theta) / 2 * nrm m r) by (rewrite <- HlC; nra).
  nra.
Qed.

(** ** A A^T = c^2 I *)
Section Gram.
Variables (m N : nat) (A : nat -> nat -> R) (c : R).
Hypothesis Hc : 2 <= c.
Hypothesis HG : gram_is m N A (c * c).
Let At j i := A i j.

Lemma adjoint w z : dot m w (mv N A z) = dot N (mv m At w) z.
Proof.
  unfold dot, mv, At. rewrite (sum_ext m _ (fun i => sum N (fun j => A i j * w i * z j))).
  - rewrite sum_swap. apply sum_ext. intros j _. rewrite (Rmult_comm (sum m _)), <- sum_scal. apply sum_ext; intros; ring.
  - intros i _. rewrite <- sum_scal. apply sum_ext; intros; ring.
Qed.
Lemma gram_transposed w i : (i < m)%nat -> mv N A (mv m At w) i = c * c * w i.
Proof.
  intros Hi. unfold mv, At. rewrite (sum_ext N _ (fun j => sum m (fun k => w k * (A i j * A k j)))).
  2:{ intros j _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap, (sum_single m _ i Hi).
  - rewrite sum_scal, HG, Nat.eqb_refl by auto. ring.
  - intros k Hk Hn. rewrite sum_scal, HG by auto. destruct (Nat.eqb_spec i k); [lia|ring].
Qed.
Lemma gram_transposed_norm w : nrm N (mv m At w) = c * nrm m w.
Proof.
  unfold nrm. rewrite <- adjoint. rewrite <- (sqrt_square c) by lra. rewrite <- sqrt_mult by (try apply dot_self_nonneg; nra).
  f_equal. unfold dot. rewrite <- sum_scal. apply sum_ext. intros i Hi. rewrite gram_transposed by auto. ring.
Qed.
Theorem gram_operator_norm : op_le m N A c.
Proof.
  intros z. set (w := mv N A z). pose proof (nrm_nonneg m w) as H0. pose proof (nrm_nonneg N z).
  assert (E : nrm m w * nrm m w <= c * nrm m w * nrm N z).
  { rewrite nrm_sq. unfold w at 2. rewrite adjoint. rewrite <- gram_transposed_norm. eapply Rle_trans; [apply Rle_abs|apply cauchy_schwarz]. }
  destruct (Rle_lt_or_eq_dec 0 _ H0) as [Hp|Hz]; [|rewrite <- Hz; nra].
  apply (Rmult_le_reg_r (nrm m w)); auto. lra.
Qed.

Theorem stays_feasible eta activeA activey y delta : 0 <= eta -> 0 <= delta < c -> feasible_within eta m N activeA activey A y delta.
Proof.
  intros He Hd E e _ _ HE _.
  destruct (solvable_by_contraction m N (fun i j => A i j + E i j) (fun j i => A i j / (c * c)) (delta / c) (fun i => y i + e i)) as (x & Hx).
  - apply (Rmult_lt_reg_r c); [lra|]. replace (delta / c * c) with delta by (field; lra). lra.
  - intros r. set (z := mv m (fun j i => A i j / (c * c)) r).
    assert (Ez : forall j, z j = / (c * c) * mv m At r j).
    { intros j. unfold z, mv, At. rewrite <- sum_scal. apply sum_ext; intros. field. lra. }
    assert (Hz : nrm N z = nrm m r / c).
    { rewrite (nrm_ext N z (fun j => / (c * c) * mv m At r j)) by auto. rewrite nrm_scal, gram_transposed_norm.
      rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; nra). field. lra. }
    rewrite (nrm_ext m _ (mv N E z)).
    + eapply Rle_trans; [apply HE|]. rewrite Hz. right. field. lra.
    + intros i Hi. pose proof (gram_inverse m N A c Hc HG r i Hi) as Q. fold z in Q. rewrite <- Q. unfold mv. rewrite <- sum_minus.
      apply sum_ext; intros; ring.
  - exists x. rewrite Hx. exact He.
Qed.

(** with all entries active, and 0 not feasible, the distance is c *)
Theorem distance_to_infeasibility eta y : 0 <= eta < nrm m y ->
  is_lub (fun delta => 0 <= delta /\ feasible_within eta m N everything2 everything1 A y delta) c.
Proof.
  intros He. split.
  - intros delta [Hd F]. apply Rnot_lt_le. intros L.
    destruct (F (fun i j => - A i j) (fun _ => 0)) as (x & Hx).
    + intros i j H. exfalso. apply H. exact I.
    + intros; reflexivity.
    + intros z. rewrite (nrm_ext m _ (fun i => - mv N A z i)).
      * rewrite nrm_opp. eapply Rle_trans; [apply gram_operator_norm|]. pose proof (nrm_nonneg N z). nra.
      * intros i _. unfold mv. rewrite <- (Rmult_1_l (sum N (fun j => A i j * z j))), Ropp_mult_distr_l, <- sum_scal. apply sum_ext; intros; ring.
    + rewrite nrm_zero; auto.
    + rewrite (nrm_ext m _ (fun i => - y i)), nrm_opp in Hx; [lra|]. intros i _. unfold rsd, mv.
      rewrite (sum_ext N _ (fun _ => 0)), sum_0; [ring|]. intros; ring.
  - intros b Hb. apply Rnot_lt_le. intros L. assert (Rmax 0 ((b + c) / 2) <= b); [|pose proof (Rmax_r 0 ((b + c) / 2)); lra].
    apply Hb. split; [apply Rmax_l|]. apply stays_feasible; [lra|]. split; [apply Rmax_l|apply Rmax_lub_lt; lra].
Qed.
End Gram.
