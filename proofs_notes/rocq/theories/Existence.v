(** * Every problem has a minimiser: [minimiser]

    The three objectives are continuous and coercive, so a minimiser exists as soon as there is a feasible point.
    No compactness theorem (and no choice) is used: the coordinates of a minimiser are found one after the other,
    each as a least upper bound.  Consequence: labels exist for all approximate data, however they are rounded. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

Lemma le_epsilon X Y D : (forall e, 0 < e <= 1 -> X <= Y + D * e) -> X <= Y.
Proof.
  intros H. apply Rnot_lt_le. intros L. set (e := Rmin 1 ((X - Y) / (2 * (Rabs D + 1)))).
  pose proof (Rabs_pos D). pose proof (Rle_abs D).
  assert (0 < (X - Y) / (2 * (Rabs D + 1))) by (apply Rdiv_lt_0_compat; lra).
  assert (He : 0 < e <= 1) by (split; [apply Rmin_glb_lt; lra|apply Rmin_l]).
  specialize (H e He). pose proof (Rmin_r 1 ((X - Y) / (2 * (Rabs D + 1)))) as Q. fold e in Q.
  assert ((Rabs D + 1) * e <= (X - Y) / 2).
  { apply (Rmult_le_compat_l (Rabs D + 1)) in Q; [|lra].
    replace ((Rabs D + 1) * ((X - Y) / (2 * (Rabs D + 1)))) with ((X - Y) / 2) in Q by (field; lra). lra. }
  nra.
Qed.

Section Existence.
Variables (P : problem) (m N : nat) (A : nat -> nat -> R) (b : nat -> R).
Hypothesis HP : params_ok P.

Lemma norm1_nonneg x : 0 <= norm1 N x.
Proof. apply sum_nonneg; intros; apply Rabs_pos. Qed.
Lemma obj_nonneg x : 0 <= obj P m N A b x.
Proof.
  pose proof (norm1_nonneg x). pose proof (nrm_nonneg m (rsd N A b x)).
  destruct P; simpl in *; nra.
Qed.

(** ** The infimum, and a bound for the points near it *)
Lemma infimum x0 : feas P m N A b x0 -> { iv : R | 0 <= iv /\
  (forall x, feas P m N A b x -> iv <= obj P m N A b x) /\
  forall e, 0 < e -> ~ ~ exists x, feas P m N A b x /\ obj P m N A b x < iv + e }.
Proof.
  intros F0. destruct (completeness (fun v => exists x, feas P m N A b x /\ v = - obj P m N A b x)) as (L & L1 & L2).
  - exists 0. intros v (x & _ & ->). pose proof (obj_nonneg x). lra.
  - exists (- obj P m N A b x0), x0. auto.
  - exists (- L). split; [|split].
    + assert (L <= 0); [|lra]. apply L2. intros v (x & _ & ->). pose proof (obj_nonneg x). lra.
    + intros x F. assert (- obj P m N A b x <= L) by (apply L1; exists x; auto). lra.
    + intros e He H. assert (L <= L - e); [|lra]. apply L2. intros v (x & F & ->). apply Rnot_lt_le. intros Hv.
      apply H. exists x. split; auto. lra.
Qed.

Lemma coercive r : { B | forall x, obj P m N A b x <= r -> forall j, (j < N)%nat -> Rabs (x j) <= B }.
Proof.
  assert (E : forall x j, (j < N)%nat -> Rabs (x j) <= norm1 N x).
  { intros x j Hj. apply (sum_term N (fun i => Rabs (x i)) j); auto. intros; apply Rabs_pos. }
  destruct P as [eta|l|l]; simpl in *.
  - exists r. intros x H j Hj. pose proof (E x j Hj). lra.
  - exists (r / l). intros x H j Hj. pose proof (E x j Hj). pose proof (nrm_nonneg m (rsd N A b x)).
    apply (Rmult_le_reg_l l); auto. replace (l * (r / l)) with r by (field; lra). nra.
  - exists (r / l). intros x H j Hj. pose proof (E x j Hj). pose proof (nrm_nonneg m (rsd N A b x)).
    apply (Rmult_le_reg_l l); auto. replace (l * (r / l)) with r by (field; lra). nra.
Qed.

(** ** Continuity of the two ingredients *)
Definition close (e : R) (x x' : nat -> R) := forall j, (j < N)%nat -> Rabs (x' j - x j) < e.
Definition Lip := sum m (fun i => sum N (fun j => Rabs (A i j))).
Lemma Lip_nonneg : 0 <= Lip.
Proof. apply sum_nonneg; intros; apply sum_nonneg; intros; apply Rabs_pos. Qed.

Lemma Rabs_sum n f : Rabs (sum n f) <= sum n (fun i => Rabs (f i)).
Proof. induction n; simpl; [rewrite Rabs_R0; lra|]. eapply Rle_trans; [apply Rabs_triang|lra]. Qed.

Lemma norm1_close e x x' : close e x x' -> norm1 N x <= norm1 N x' + INR N * e.
Proof.
  intros H. unfold norm1. rewrite <- sum_const, <- sum_plus. apply sum_le. intros j Hj. specialize (H j Hj).
  pose proof (Rabs_triang_inv (x j) (x' j)). rewrite Rabs_minus_sym in H0. lra.
Qed.
Lemma rsd_close e x x' : close e x x' -> nrm m (rsd N A b x) <= nrm m (rsd N A b x') + Lip * e.
Proof.
  intros H. pose proof (triangle m (rsd N A b x) (rsd N A b x') (fun _ => 0)) as T.
  cbv beta in T.
  rewrite (nrm_ext m (fun i => rsd N A b x i - 0) (rsd N A b x)) in T by (intros; ring).
  rewrite (nrm_ext m (fun i => rsd N A b x' i - 0) (rsd N A b x')) in T by (intros; ring).
  assert (nrm m (fun i => rsd N A b x i - rsd N A b x' i) <= Lip * e); [|lra].
  eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1, Lip. rewrite Rmult_comm, <- sum_scal. apply sum_le. intros i Hi.
  unfold rsd, mv.
  replace (sum N (fun j => A i j * x j) - b i - (sum N (fun j => A i j * x' j) - b i))
    with (sum N (fun j => A i j * x j - A i j * x' j)) by (rewrite sum_minus; ring).
  eapply Rle_trans; [apply Rabs_sum|]. rewrite <- sum_scal. apply sum_le. intros j Hj.
  replace (A i j * x j - A i j * x' j) with (A i j * (x j - x' j)) by ring. rewrite Rabs_mult, Rabs_minus_sym.
  specialize (H j Hj). pose proof (Rabs_pos (A i j)). nra.
Qed.

(** ** One coordinate after the other *)
Section Coordinates.
Variable iv : R.
Hypothesis Hiv0 : 0 <= iv.
Hypothesis Hiv : forall x, feas P m N A b x -> iv <= obj P m N A b x.
Hypothesis Hnear : forall e, 0 < e -> ~ ~ exists x, feas P m N A b x /\ obj P m N A b x < iv + e.

Definition good e x' := feas P m N A b x' /\ obj P m N A b x' < iv + e.
Lemma good_mono e e' x : e <= e' -> good e x -> good e' x.
Proof. intros H [F O]. split; auto; lra. Qed.
(** the first k coordinates of x are limits of those of feasible points with objective near the infimum *)
Definition limit_point (k : nat) (x : nat -> R) : Prop := forall e, 0 < e ->
  ~ ~ exists x', good e x' /\ forall j, (j < k)%nat -> Rabs (x' j - x j) < e.
Definition update (x : nat -> R) k v j := if (j =? k)%nat then v else x j.

Lemma next k x : (k < N)%nat -> limit_point k x -> { v | limit_point (S k) (update x k v) }.
Proof.
  intros Hk H. destruct (coercive (iv + 1)) as (B & HB).
  assert (HB' : forall e x', e <= 1 -> good e x' -> - B <= x' k <= B).
  { intros e x' He [F O]. apply Rabs_le_iff. apply HB; auto; lra. }
  set (E := fun v => forall e, 0 < e -> ~ ~ exists x', good e x' /\ (forall j, (j < k)%nat -> Rabs (x' j - x j) < e) /\ v <= x' k).
  destruct (completeness E) as (l & L1 & L2).
  - exists B. intros v Hv. apply Rnot_lt_le. intros L. apply (Hv 1); [lra|]. intros (x' & G & _ & Hx').
    pose proof (HB' 1 x' ltac:(lra) G). lra.
  - exists (- B). intros e He Q. apply (H (Rmin e 1)); [apply Rmin_glb_lt; lra|]. intros (x' & G & Hx').
    pose proof (Rmin_l e 1). pose proof (Rmin_r e 1).
    apply Q. exists x'. split; [apply (good_mono (Rmin e 1)); auto|]. split.
    + intros j Hj. specialize (Hx' j Hj). lra.
    + apply (HB' (Rmin e 1) x'); auto.
  - exists l. intros e He Q.
    assert (HE : ~ E (l + e)) by (intros F; specialize (L1 _ F); lra).
    assert (L2' : ~ forall v, E v -> v <= l - e) by (intros F; specialize (L2 _ F); lra).
    apply HE. intros e' He' Q'. apply L2'. intros v Hv. apply Rnot_lt_le. intros Lv.
    pose proof (Rmin_l e e'). pose proof (Rmin_r e e').
    apply (Hv (Rmin e e')); [apply Rmin_glb_lt; lra|]. intros (x' & G & Hx' & Hvx').
    destruct (Rlt_le_dec (x' k) (l + e)) as [Lt|Ge].
    + apply Q. exists x'. split; [apply (good_mono (Rmin e e')); auto|]. intros j Hj. unfold update.
      destruct (Nat.eqb_spec j k) as [->|Hn].
      * apply Rabs_def1; lra.
      * specialize (Hx' j ltac:(lia)). lra.
    + apply Q'. exists x'. split; [apply (good_mono (Rmin e e')); auto|]. split; [|lra].
      intros j Hj. specialize (Hx' j Hj). lra.
Qed.

Lemma all_coordinates k : (k <= N)%nat -> { x | limit_point k x }.
Proof.
  induction k; intros Hk.
  - exists (fun _ => 0). intros e He Q. apply (Hnear e He). intros (x' & G). apply Q. exists x'. split; [exact G|intros j Hj; lia].
  - destruct (IHk ltac:(lia)) as (x & Hx). destruct (next k x ltac:(lia) Hx) as (v & Hv). eexists. exact Hv.
Qed.

Lemma limit_feas x : limit_point N x -> feas P m N A b x.
Proof.
  intros H. destruct P as [eta|l|l] eqn:EP; simpl; auto.
  apply (le_epsilon _ _ Lip). intros e He. apply Rnot_lt_le. intros L. apply (H e); [lra|]. intros (x' & [F _] & Hx').
  pose proof (rsd_close e x x' Hx'). rewrite EP in F. simpl in F. lra.
Qed.

Lemma limit_obj x : limit_point N x -> obj P m N A b x <= iv.
Proof.
  intros H. pose proof Lip_nonneg as HL. pose proof (pos_INR N) as HNn.
  destruct P as [eta|l|l] eqn:EP; simpl in HP |- *.
  - apply (le_epsilon _ _ (INR N + 1)). intros e He. apply Rnot_lt_le. intros L. apply (H e); [lra|].
    intros (x' & [_ O] & Hx'). pose proof (norm1_close e x x' Hx'). rewrite EP in O. simpl in O. lra.
  - apply (le_epsilon _ _ (l * INR N + 2 * (iv + 2) * Lip + Lip * Lip + 1)).
    intros e He. apply Rnot_lt_le. intros L. apply (H e); [lra|].
    intros (x' & [_ O] & Hx'). pose proof (norm1_close e x x' Hx'). pose proof (rsd_close e x x' Hx') as R1.
    rewrite EP in O. simpl in O. pose proof (norm1_nonneg x'). pose proof (nrm_nonneg m (rsd N A b x')). pose proof (nrm_nonneg m (rsd N A b x)).
    set (r := nrm m (rsd N A b x)) in *. set (r' := nrm m (rsd N A b x')) in *.
    assert (Hr' : r' <= iv + 2).
    { apply Rnot_lt_le. intros Q. assert (0 <= l * norm1 N x') by nra. nra. }
    assert (r * r <= (r' + Lip * e) * (r' + Lip * e)) by (apply Rmult_le_compat; auto).
    assert (0 <= Lip * e) by nra.
    assert (r' * (Lip * e) <= (iv + 2) * (Lip * e)) by (apply Rmult_le_compat_r; auto).
    assert (Lip * e * (Lip * e) <= Lip * Lip * e) by (assert (0 <= Lip * Lip * e) by nra; nra).
    assert (l * norm1 N x <= l * (norm1 N x' + INR N * e)) by (apply Rmult_le_compat_l; lra).
    nra.
  - apply (le_epsilon _ _ (l * INR N + Lip + 1)). intros e He. apply Rnot_lt_le. intros L. apply (H e); [lra|].
    intros (x' & [_ O] & Hx'). pose proof (norm1_close e x x' Hx'). pose proof (rsd_close e x x' Hx') as R1. rewrite EP in O. simpl in O.
    assert (l * norm1 N x <= l * (norm1 N x' + INR N * e)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Coordinates.

(** a minimiser, given one feasible point *)
Theorem minimiser_of_feasible x0 : feas P m N A b x0 -> { x | Xi P m N A b x }.
Proof.
  intros F0. destruct (infimum x0 F0) as (iv & H0 & H1 & H2).
  destruct (all_coordinates iv H2 N (Nat.le_refl N)) as (x & Hx).
  exists x. split; [apply (limit_feas iv); auto|]. intros x' F'.
  eapply Rle_trans; [eapply limit_obj; eauto|]. apply H1; auto.
Qed.
End Existence.

(** ** Feasible points of basis pursuit, from an approximate right inverse W of A *)
Section Feasible.
Variables (m N : nat) (A W : nat -> nat -> R) (b : nat -> R).
Hypothesis HW : forall r, nrm m (fun i => mv N A (mv m W r) i - r i) <= / 2 * nrm m r.

Theorem exact_solution : { x | nrm m (rsd N A b x) = 0 }.
Proof.
  set (C := sum N (fun j => sum m (fun i => Rabs (W j i)))).
  assert (HC : 0 <= C) by (apply sum_nonneg; intros; apply sum_nonneg; intros; apply Rabs_pos).
  set (l := / (4 * (C + 1))). assert (Hl : 0 < l) by (apply Rinv_0_lt_compat; lra).
  assert (HlC : l * C <= / 4).
  { unfold l. apply (Rmult_le_reg_l (4 * (C + 1))); [lra|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra. lra. }
  destruct (minimiser_of_feasible (SQRTL l) m N A b Hl (fun _ => 0) I) as (x & _ & Hx). exists x.
  set (r := rsd N A b x) in *. set (x' := fun j => x j - mv m W r j).
  specialize (Hx x' I). simpl in Hx. fold r in Hx.
  assert (Hr : nrm m (rsd N A b x') <= / 2 * nrm m r).
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
  nra.
Qed.
End Feasible.

(** every problem whose matrix has an approximate right inverse has a minimiser *)
Theorem minimiser P m N A W b : params_ok P ->
  (forall r, nrm m (fun i => mv N A (mv m W r) i - r i) <= / 2 * nrm m r) -> { x | Xi P m N A b x }.
Proof.
  intros HP HW. destruct P as [eta|l|l].
  - destruct (exact_solution m N A W b HW) as (x0 & H0). apply (minimiser_of_feasible _ m N A b HP x0). simpl in *. lra.
  - apply (minimiser_of_feasible _ m N A b HP (fun _ => 0)). exact I.
  - apply (minimiser_of_feasible _ m N A b HP (fun _ => 0)). exact I.
Qed.
