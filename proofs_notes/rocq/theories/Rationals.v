(** * Dyadic rationals *)
Require Import Reals Lra Lia Psatz Arith QArith Qreals.
Open Scope R_scope.

Fixpoint hq (n : nat) : Q := match n with O => 1%Q | S k => ((1#2) * hq k)%Q end.
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

