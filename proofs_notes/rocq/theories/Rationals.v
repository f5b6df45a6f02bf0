(** * The real numbers behind the exact arithmetic; dyadic approximations *)
Require Import Reals Lra Lia Psatz Arith QArith Qreals Qabs Qreduction.
From Barriers Require Import Sums ExactArithmetic.
Open Scope R_scope.

Lemma Q2R_inj z : Q2R (inject_Z z) = IZR z.
Proof. unfold Q2R. simpl. rewrite Rinv_1. ring. Qed.
Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R. simpl. ring. Qed.
Lemma Q2R_hq n : Q2R (hq n) = (/2)^n.
Proof.
  induction n; simpl; [unfold Q2R; simpl; field|]. rewrite Q2R_mult, IHn. unfold Q2R. simpl. field.
Qed.
Lemma half_pos n : 0 < (/2)^n. Proof. apply pow_lt; lra. Qed.
Lemma half_le_1 n : (/2)^n <= 1.
Proof. induction n; simpl; [lra|]. pose proof (half_pos n). lra. Qed.
Lemma half_mono n k : (n <= k)%nat -> (/2)^k <= (/2)^n.
Proof. induction 1; [lra|]. simpl. pose proof (half_pos m). lra. Qed.
Lemma half_small e : 0 < e -> exists n, (/2)^n < e.
Proof.
  intros He. destruct (pow_lt_1_zero (/2)) with (y := e) as (n & Hn); auto.
  - rewrite Rabs_pos_eq; lra.
  - exists n. specialize (Hn n ltac:(lia)). rewrite Rabs_pos_eq in Hn; auto.
    pose proof (half_pos n); lra.
Qed.
Definition ratapp (r : R) (n : nat) : Q := (inject_Z (up (r * 2^n)) * hq n)%Q.
Lemma ratapp_ok r n : r < Q2R (ratapp r n) <= r + (/2)^n.
Proof.
  unfold ratapp. rewrite Q2R_mult, Q2R_inj, Q2R_hq.
  destruct (archimed (r * 2^n)) as [H1 H2]. pose proof (half_pos n) as Hp.
  assert (E : 2^n * (/2)^n = 1) by (rewrite <- Rpow_mult_distr; rewrite Rinv_r by lra; apply pow1).
  set (z := IZR (up (r * 2^n))) in *. set (h := (/2)^n) in *.
  assert (Er : r * 2^n * h = r) by (rewrite Rmult_assoc, E; ring).
  assert (0 < (z - r * 2^n) * h) by (apply Rmult_lt_0_compat; lra).
  assert ((z - r * 2^n) * h <= 1 * h) by (apply Rmult_le_compat_r; lra).
  nra.
Qed.

(** ** The executed operations mean what they say *)
Lemma Q2R_1 : Q2R 1 = 1. Proof. unfold Q2R; simpl; field. Qed.
Lemma sumQ_R n f : Q2R (sumQ n f) = sum n (fun i => Q2R (f i)).
Proof.
  induction n; cbn [sumQ sum]; [apply Q2R_0|]. rewrite (Qeq_eqR _ _ (Qadd_correct _ _)), Q2R_plus, IHn. reflexivity.
Qed.
Lemma le_ok x y : Qle_bool x y = true -> Q2R x <= Q2R y.
Proof. intros H. apply Qle_Rle, Qle_bool_iff, H. Qed.
Lemma lt_ok x y : Qltb x y = true -> Q2R x < Q2R y.
Proof.
  unfold Qltb. intros H. apply Qlt_Rlt. apply Qnot_le_lt. intros L. apply Qle_bool_iff in L.
  rewrite L in H. discriminate.
Qed.
Lemma not_lt_ok x y : Qltb x y = false -> Q2R y <= Q2R x.
Proof. unfold Qltb. intros H. apply le_ok. destruct (Qle_bool y x); [reflexivity|discriminate]. Qed.
Lemma eq_ok x y : Qeq_bool x y = true -> Q2R x = Q2R y.
Proof. intros H. apply Qeq_eqR, Qeq_bool_iff, H. Qed.
Lemma dotQ_R m p x : Q2R (dotQ m p x) = sum m (fun i => Q2R (p i) * Q2R (x i)).
Proof. unfold dotQ. rewrite sumQ_R. apply sum_ext; intros. apply Q2R_mult. Qed.
Lemma tmvQ_R m A p j : Q2R (tmvQ m A p j) = sum m (fun i => Q2R (p i) * Q2R (A i j)).
Proof. unfold tmvQ. rewrite sumQ_R. apply sum_ext; intros. apply Q2R_mult. Qed.
