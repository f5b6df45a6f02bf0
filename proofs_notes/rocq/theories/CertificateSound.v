(** * Accepted certificates of one rational problem: [min_okb_sound], [far_okb_sound]

    If [min_okb] accepts a dual certificate, x0 is a minimiser; if [far_okb] accepts a separating functional, z is farther than
    delta from all minimisers, uniformly. *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals Qabs Bool.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate TrainingSets Checker.
Import ListNotations.
Open Scope R_scope.

Definition toP (P : problemQ) : problem :=
  match P with BPq e => BP (Q2R e) | LASSOq l => LASSO (Q2R l) | SQRTLq l => SQRTL (Q2R l) end.
Ltac bools := repeat match goal with H : _ && _ = true |- _ => apply andb_prop in H; destruct H end.

(** ** Certificates of one problem *)
Section Certificates.
Variables (P : problemQ) (m N : nat) (A : nat -> nat -> Q) (b u : nat -> Q) (rho : Q) (x0 : nat -> Q).
Let AR := toR2 A. Let bR := toR1 b. Let uR := toR1 u.

Lemma tmvQ_tmv p j : Q2R (tmvQ m A p j) = tmv m AR (toR1 p) j.
Proof. rewrite tmvQ_R. reflexivity. Qed.
Lemma uuQ_R : Q2R (uuQ m u) = nrm m uR * nrm m uR.
Proof. unfold uuQ. rewrite nrm_sq, sumQ_R. apply sum_ext; intros. apply Q2R_mult. Qed.

Lemma rho_okb_ok : rho_okb P m u rho = true -> rho_ok (toP P) (nrm m uR) (Q2R rho).
Proof.
  pose proof (nrm_nonneg m uR) as Hn. unfold rho_okb.
  destruct P as [e|l|l]; simpl; intros H; bools.
  - apply le_ok in H. apply lt_ok in H2. apply le_ok in H1. apply eq_ok in H0.
    rewrite !Q2R_mult, uuQ_R in *. rewrite Q2R_0 in *. repeat split; [lra|nra|].
    assert (0 <= Q2R rho * nrm m uR) by nra. nra.
  - apply lt_ok in H. apply eq_ok in H0. rewrite Q2R_mult, Q2R_0 in *. split; [lra|].
    rewrite H0. unfold Q2R at 2. simpl. field.
  - apply lt_ok in H. apply lt_ok in H1. apply eq_ok in H0. rewrite !Q2R_mult, uuQ_R, Q2R_0, Q2R_1 in *.
    repeat split; try lra. assert (0 <= Q2R l * nrm m uR) by nra. nra.
Qed.

Hypothesis Hmin : min_okb P m N A b u rho x0 = true.

Lemma min_facts :
  (forall j, (j < N)%nat -> Rabs (tmv m AR uR j) <= 1) /\ rho_ok (toP P) (nrm m uR) (Q2R rho) /\
  aligned m N AR uR (toR1 x0) /\ resid m N AR bR uR (Q2R rho) (toR1 x0).
Proof.
  unfold min_okb in Hmin. bools. split; [|split; [|split]].
  - intros j Hj. pose proof (allb_ok _ _ H1 j Hj) as E. simpl in E. bools.
    apply le_ok in H2. rewrite abs_ok, tmvQ_tmv, Q2R_1 in H2. exact H2.
  - apply rho_okb_ok; auto.
  - intros j Hj. pose proof (allb_ok _ _ H1 j Hj) as E. simpl in E. bools.
    apply eq_ok in H3. rewrite abs_ok, Q2R_mult, tmvQ_tmv in H3. exact H3.
  - intros i Hi. pose proof (allb_ok _ _ H0 i Hi) as E. simpl in E.
    apply eq_ok in E. rewrite Q2R_minus, sumQ_R, Q2R_mult, Q2R_opp in E.
    unfold rsd, mv, AR, bR, uR, toR1, toR2. rewrite <- E. f_equal. apply sum_ext; intros.
    symmetry. apply Q2R_mult.
Qed.

Theorem min_okb_sound : Xi (toP P) m N AR bR (toR1 x0).
Proof.
  destruct min_facts as (H1 & H2 & H3 & H4).
  apply (cert_Xi m N AR bR uR (toP P) (Q2R rho) H1 H2 (toR1 x0) H3 H4). auto.
Qed.

Variables (p q z : nat -> Q) (delta : Q).
Hypothesis Hfar : far_okb m N A b u rho p q z delta = true.

Let w := fun j => tmv m AR (toR1 p) j + toR1 q j.
Let h := sum m (fun i => toR1 p i * (bR i - Q2R rho * uR i)) - sum N (fun j => w j * toR1 z j).

Lemma far_core : 0 < h /\ Q2R delta * nrm N w < h /\
  forall x, Xi (toP P) m N AR bR x -> h <= nrm N w * nrm N (fun j => toR1 z j - x j).
Proof.
  destruct min_facts as (H1 & H2 & H3 & H4).
  pose proof Hfar as HF. unfold far_okb in HF.
  apply andb_prop in HF; destruct HF as [HF H0]. apply andb_prop in HF; destruct HF as [HF H6].
  apply andb_prop in HF; destruct HF as [H H5].
  apply le_ok in H5. apply lt_ok in H0. apply lt_ok in H6. rewrite Q2R_0 in *.
  rewrite !Q2R_mult in H0. rewrite Q2R_minus, !sumQ_R in H0, H6.
  set (wt := vec (map (fun j => (tmvQ m A p j + q j)%Q) (seq 0 N))) in *.
  assert (Wt : forall j, (j < N)%nat -> Q2R (wt j) = w j).
  { intros j Hj. unfold wt. rewrite vec_table by exact Hj. rewrite Q2R_plus, tmvQ_tmv. reflexivity. }
  assert (Eh : sum m (fun i => Q2R (p i * (b i - rho * u i))) - sum N (fun j => Q2R (wt j * z j)) = h).
  { unfold h. f_equal; apply sum_ext; intros; unfold uR, bR, toR1.
    - rewrite Q2R_mult, Q2R_minus, Q2R_mult. reflexivity.
    - rewrite Q2R_mult, Wt by auto. reflexivity. }
  assert (Ew : sum N (fun j => Q2R (wt j * wt j)) = nrm N w * nrm N w).
  { rewrite nrm_sq. apply sum_ext; intros. rewrite Q2R_mult, Wt by auto. reflexivity. }
  rewrite sumQ_R in H0. rewrite Eh, Ew in H0. rewrite Eh in H6.
  split; [exact H6|]. pose proof (nrm_nonneg N w) as HW0. split.
  { apply Rnot_le_lt. intros L. assert (0 <= Q2R delta * nrm N w) by nra.
    assert (h * h <= (Q2R delta * nrm N w) * (Q2R delta * nrm N w)) by nra. nra. }
  intros x Hx.
  apply (cert_Xi m N AR bR uR (toP P) (Q2R rho) H1 H2 (toR1 x0) H3 H4) in Hx. destruct Hx as [Ha Hr].
  (* w . x >= p . (b - rho u) *)
  assert (Wx : sum m (fun i => toR1 p i * (bR i - Q2R rho * uR i)) <= sum N (fun j => w j * x j)).
  { rewrite (sum_ext m _ (fun i => toR1 p i * mv N AR x i)).
    2:{ intros i Hi. f_equal. pose proof (Hr i Hi) as E. unfold rsd in E. lra. }
    rewrite (sum_ext N _ (fun j => tmv m AR (toR1 p) j * x j + toR1 q j * x j)) by (intros; unfold w; ring).
    rewrite sum_plus.
    assert (E : sum m (fun i => toR1 p i * mv N AR x i) = sum N (fun j => tmv m AR (toR1 p) j * x j)).
    { unfold mv, tmv.
      rewrite (sum_ext m _ (fun i => sum N (fun j => toR1 p i * AR i j * x j)))
        by (intros; rewrite <- sum_scal; apply sum_ext; intros; ring).
      rewrite sum_swap. apply sum_ext; intros j Hj.
      rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros; ring. }
    rewrite E. assert (0 <= sum N (fun j => toR1 q j * x j)); [|lra].
    apply sum_nonneg. intros j Hj. pose proof (allb_ok _ _ H j Hj) as F. simpl in F.
    pose proof (Ha j Hj) as Al. pose proof (H1 j Hj) as Bd. pose proof (Rabs_pos (x j)) as Px.
    apply orb_prop in F. destruct F as [F|F].
    - apply lt_ok in F. rewrite abs_ok, tmvQ_tmv, Q2R_1 in F.
      assert (Z : x j = 0).
      { destruct (Req_dec (x j) 0); auto. exfalso.
        assert (Rabs (Rabs (x j)) = Rabs (x j) * Rabs (tmv m AR uR j)) by (rewrite Al at 1; apply Rabs_mult).
        rewrite Rabs_Rabsolu in H8. assert (0 < Rabs (x j)) by (apply Rabs_pos_lt; auto).
        unfold uR in *. nra. }
      rewrite Z. lra.
    - apply le_ok in F. rewrite Q2R_0, Q2R_mult, tmvQ_tmv in F. change (toR1 u) with uR in F.
      unfold toR1 at 1. set (s := tmv m AR uR j) in *. set (qj := Q2R (q j)) in *.
      (* |x| = x s and |s| <= 1 : x = 0 or s^2 = 1 *)
      assert (Bd' : -1 <= s <= 1) by (pose proof (Rle_abs s); pose proof (Rle_abs (-s)); rewrite Rabs_Ropp in *; lra).
      destruct (Rle_dec 0 (x j)) as [Hp|Hp].
      + rewrite Rabs_pos_eq in Al by auto. destruct (Req_dec (x j) 0) as [->|]; [lra|].
        assert (s = 1) by (apply (Rmult_eq_reg_l (x j)); lra). nra.
      + rewrite Rabs_left in Al by lra.
        assert (s = -1) by (apply (Rmult_eq_reg_l (x j)); lra). nra. }
  assert (Hh : h <= sum N (fun j => w j * (x j - toR1 z j))).
  { unfold h. rewrite (sum_ext N (fun j => w j * (x j - toR1 z j)) (fun j => w j * x j - w j * toR1 z j)) by (intros; ring).
    rewrite sum_minus. lra. }
  pose proof (cauchy_schwarz N w (fun j => toR1 z j - x j)) as CS.
  assert (Ed : dot N w (fun j => toR1 z j - x j) = - sum N (fun j => w j * (x j - toR1 z j))).
  { unfold dot. apply Rplus_opp_r_uniq. rewrite <- sum_plus, <- (sum_0 N). apply sum_ext; intros; ring. }
  rewrite Ed, Rabs_Ropp in CS.
  pose proof (Rle_abs (sum N (fun j => w j * (x j - toR1 z j)))). lra.
Qed.

(** the answer z is farther than delta from the set of minimisers, uniformly *)
Theorem far_okb_sound : exists r, Q2R delta < r /\
  forall x, Xi (toP P) m N AR bR x -> r <= nrm N (fun j => toR1 z j - x j).
Proof.
  destruct far_core as (Hh & Hd & Hx). pose proof (nrm_nonneg N w) as HW.
  pose proof (Hx _ min_okb_sound) as H0.
  assert (W : 0 < nrm N w).
  { destruct HW as [|E]; auto. rewrite <- E in H0. lra. }
  exists (h / nrm N w). split.
  - apply (Rmult_lt_reg_r (nrm N w)); auto. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
  - intros x X. specialize (Hx x X). apply (Rmult_le_reg_l (nrm N w)); auto.
    replace (nrm N w * (h / nrm N w)) with h by (field; lra). exact Hx.
Qed.
End Certificates.
