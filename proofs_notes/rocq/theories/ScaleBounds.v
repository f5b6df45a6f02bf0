(** * How far c, the head and the tail move with the gap e: the inequalities behind the range of e (theory, section 3)

    y = c/(a+e),  h = sqrt(s + y^2);  at e = 0: y0 = sqrt d, h0 = sqrt(s + d).  In basis pursuit rho = eta c / h. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms OmegaK.
Open Scope R_scope.

Lemma cnorm_square d a e : cnorm d a e * cnorm d a e = INR (d - 1) * (a * a) + (a + e) * (a + e).
Proof. unfold cnorm. apply sqrt_sqrt, cnorm_arg. Qed.

Section Bounds.
Variables (d : nat) (a e s r : R) .
Hypothesis Hd : (2 <= d)%nat.
Hypothesis Ha : 0 < a.
Hypothesis He : 0 <= e.
Hypothesis Hr : 0 <= r.
Hypothesis Hs : r * r = s.
Let D := INR d.
Let c := cnorm d a e.
Let c0 := cnorm d a 0.

Lemma D_ge_2 : 2 <= D. Proof. apply (le_INR 2). exact Hd. Qed.
Lemma D_pred : INR (d - 1) = D - 1. Proof. unfold D. replace d with (S (d - 1)) at 2 by lia. rewrite S_INR. ring. Qed.
Lemma c0_sq : c0 * c0 = D * (a * a).
Proof. unfold c0. rewrite cnorm_square, D_pred. ring. Qed.
Lemma c_sq : c * c = (D - 1) * (a * a) + (a + e) * (a + e).
Proof. unfold c. rewrite cnorm_square, D_pred. ring. Qed.
Lemma c_order : a <= c0 <= c /\ c - c0 <= e /\ a + e <= c.
Proof.
  pose proof (cnorm_ge d a 0 Ha ltac:(lra)) as G1. pose proof (cnorm_step d a e Ha He) as G2. fold c c0 in G1, G2.
  pose proof c_sq. pose proof D_ge_2. split; [lra|]. split; [lra|].
  apply Rnot_lt_le. intros L. assert (c * c < (a + e) * (a + e)) by (apply Rmult_le_0_lt_compat; lra). nra.
Qed.

(** 1/c0 - 1/c <= e/(d a^2) *)
Lemma inverse_c : 0 <= / c0 - / c <= e / (D * (a * a)).
Proof.
  pose proof c_order as (O1 & O2 & O3). pose proof D_ge_2. pose proof c0_sq as E0.
  assert (E : / c0 - / c = (c - c0) * / (c0 * c)) by (field; lra). rewrite E. rewrite <- E0. unfold Rdiv.
  assert (0 < / (c0 * c)) by (apply Rinv_0_lt_compat; nra).
  assert (/ (c0 * c) <= / (c0 * c0)) by (apply Rinv_le_contravar; nra).
  split; [nra|]. apply Rmult_le_compat; lra.
Qed.

Let y := c / (a + e).
Let y0 := c0 / a.
Let h := sqrt (s + y * y).
Let h0 := sqrt (s + y0 * y0).

Lemma y_facts : 1 <= y /\ 1 <= y0 /\ y0 * y0 = D /\ 0 <= D - y * y <= 2 * (D - 1) * (e / a).
Proof.
  pose proof c_order as (O1 & O2 & O3). pose proof D_ge_2. pose proof c0_sq as E0. pose proof c_sq as E1.
  assert (Ey : y * y = c * c / ((a + e) * (a + e))) by (unfold y; field; lra).
  assert (Ey0 : y0 * y0 = c0 * c0 / (a * a)) by (unfold y0; field; lra).
  repeat split.
  - unfold y. apply (Rmult_le_reg_r (a + e)); [lra|]. replace (c / (a + e) * (a + e)) with c by (field; lra). lra.
  - unfold y0. apply (Rmult_le_reg_r a); [lra|]. replace (c0 / a * a) with c0 by (field; lra). lra.
  - rewrite Ey0, E0. field; lra.
  - rewrite Ey, E1. replace (D - ((D - 1) * (a * a) + (a + e) * (a + e)) / ((a + e) * (a + e)))
      with ((D - 1) * ((2 * a * e + e * e) * / ((a + e) * (a + e)))) by (field; lra).
    assert (0 < / ((a + e) * (a + e))) by (apply Rinv_0_lt_compat; nra).
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; nra.
  - rewrite Ey, E1. replace (D - ((D - 1) * (a * a) + (a + e) * (a + e)) / ((a + e) * (a + e)))
      with ((D - 1) * (e * (2 * a + e) / ((a + e) * (a + e)))) by (field; lra).
    replace (2 * (D - 1) * (e / a)) with ((D - 1) * (2 * (e / a))) by ring. apply Rmult_le_compat_l; [lra|].
    apply (Rmult_le_reg_r ((a + e) * (a + e) * a)); [repeat apply Rmult_lt_0_compat; lra|].
    replace (e * (2 * a + e) / ((a + e) * (a + e)) * ((a + e) * (a + e) * a)) with (e * (2 * a + e) * a) by (field; lra).
    replace (2 * (e / a) * ((a + e) * (a + e) * a)) with (2 * e * ((a + e) * (a + e))) by (field; lra).
    assert ((2 * a + e) * a <= 2 * ((a + e) * (a + e))) by nra.
    assert (e * ((2 * a + e) * a) <= e * (2 * ((a + e) * (a + e)))) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma h_facts : h * h = s + y * y /\ h0 * h0 = s + D /\ 1 <= h /\ 1 <= h0 /\ y <= h /\ y0 <= h0.
Proof.
  pose proof y_facts as (Y1 & Y2 & Y3 & Y4).
  assert (H1 : h * h = s + y * y) by (apply sqrt_sqrt; nra).
  assert (H2 : h0 * h0 = s + y0 * y0) by (apply sqrt_sqrt; nra).
  assert (0 <= h) by apply sqrt_pos. assert (0 <= h0) by apply sqrt_pos. pose proof D_ge_2.
  assert (y <= h) by (apply Rnot_lt_le; intros L; nra).
  assert (y0 <= h0) by (apply Rnot_lt_le; intros L; nra).
  rewrite <- Y3. repeat split; auto; lra.
Qed.

(** the shift of the head in basis pursuit, without its factor eta *)
Lemma head_shift : 0 <= y0 / h0 - y / h <= r * e / a.
Proof.
  pose proof y_facts as (Y1 & Y2 & Y3 & Y4). pose proof h_facts as (H1 & H2 & H3 & H4 & H5 & H6). pose proof D_ge_2.
  set (X := y0 * h - y * h0). set (Z := y0 * h + y * h0).
  assert (EX : X * Z = s * (D - y * y)).
  { unfold X, Z. replace ((y0 * h - y * h0) * (y0 * h + y * h0)) with ((y0 * y0) * (h * h) - (y * y) * (h0 * h0)) by ring.
    rewrite H1, H2, Y3. ring. }
  assert (HZ : 0 < Z) by (unfold Z; nra).
  assert (Hh : 0 < h0 * h) by nra.
  assert (Hea : 0 <= e / a) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (E : y0 / h0 - y / h = X / (h0 * h)) by (unfold X; field; lra). rewrite E.
  assert (HX : 0 <= X) by (apply (Rmult_le_reg_r Z); [auto|]; rewrite EX; nra).
  split; [apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]|].
  apply (Rmult_le_reg_r (h0 * h)); [auto|]. replace (X / (h0 * h) * (h0 * h)) with X by (field; lra).
  apply (Rmult_le_reg_r Z); [auto|]. rewrite EX.
  replace (r * e / a * (h0 * h) * Z) with ((e / a) * (r * (h0 * h) * Z)) by (field; lra).
  apply Rle_trans with ((e / a) * (2 * s * D)); [|apply Rmult_le_compat_l; auto].
  - assert (s * (D - y * y) <= s * (2 * (D - 1) * (e / a))) by (apply Rmult_le_compat_l; nra).
    assert (0 <= s * (e / a)) by (apply Rmult_le_pos; [nra|auto]). lra.
  - assert (Hh2 : 2 * r <= h * h).
    { rewrite H1, <- Hs. pose proof (Rle_0_sqr (r - 1)) as Q. unfold Rsqr in Q. assert (1 * 1 <= y * y) by (apply Rmult_le_compat; lra). lra. }
    assert (HD : D <= h0 * y0) by nra.
    assert (2 * r * D <= (h * h) * (h0 * y0)) by (apply Rmult_le_compat; lra).
    assert ((h * h) * (h0 * y0) <= h0 * h * Z) by (unfold Z; assert (0 <= h0 * h * (y * h0)) by (apply Rmult_le_pos; apply Rmult_le_pos; lra); lra).
    replace (2 * s * D) with (r * (2 * r * D)) by (rewrite <- Hs; ring). replace (r * (h0 * h) * Z) with (r * (h0 * h * Z)) by ring. apply Rmult_le_compat_l; lra.
Qed.

(** the shift of the tail in basis pursuit, without its factor eta *)
Lemma tail_shift : Rabs (/ (h * c) - / (h0 * c0)) <= e / (a * a).
Proof.
  pose proof c_order as (O1 & O2 & O3).
  pose proof y_facts as (Y1 & Y2 & Y3 & Y4). pose proof h_facts as (H1 & H2 & H3 & H4 & H5 & H6). pose proof D_ge_2.
  pose proof inverse_c as (I1 & I2).
  assert (Hea : 0 <= e / (a * a)) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; nra]).
  assert (Hih : 0 < / h <= 1) by (split; [apply Rinv_0_lt_compat; lra|rewrite <- Rinv_1; apply Rinv_le_contravar; lra]).
  assert (Ec0 : c0 = y0 * a) by (unfold y0; field; lra).
  assert (E : / (h * c) - / (h0 * c0) = (h0 - h) / (c0 * h * h0) - (/ c0 - / c) * / h) by (field; lra). rewrite E.
  assert (F1 : 0 <= (/ c0 - / c) * / h <= e / (a * a)).
  { split; [nra|]. apply Rle_trans with (/ c0 - / c); [nra|]. eapply Rle_trans; [exact I2|]. unfold Rdiv.
    apply Rmult_le_compat_l; auto. apply Rinv_le_contravar; nra. }
  assert (F2 : 0 <= (h0 - h) / (c0 * h * h0) <= e / (a * a)).
  { assert (Hhh : (h0 - h) * (h0 + h) = D - y * y) by (replace ((h0 - h) * (h0 + h)) with (h0 * h0 - h * h) by ring; rewrite H1, H2; ring).
    assert (Hpos : 0 < c0 * h * h0) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
    assert (Hdiff : 0 <= h0 - h) by (apply (Rmult_le_reg_r (h0 + h)); lra).
    split; [apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]|].
    apply (Rmult_le_reg_r (c0 * h * h0)); [auto|]. replace ((h0 - h) / (c0 * h * h0) * (c0 * h * h0)) with (h0 - h) by (field; lra).
    apply (Rmult_le_reg_r (h0 + h)); [lra|]. rewrite Hhh. rewrite Ec0.
    replace (e / (a * a) * (y0 * a * h * h0) * (h0 + h)) with ((e / a) * ((h0 * y0) * (h * (h0 + h)))) by (field; lra).
    assert (HD : D <= h0 * y0) by nra. assert (2 <= h * (h0 + h)) by nra.
    assert (D * 2 <= (h0 * y0) * (h * (h0 + h))) by (apply Rmult_le_compat; lra).
    assert (0 <= e / a) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
    assert ((e / a) * (D * 2) <= (e / a) * ((h0 * y0) * (h * (h0 + h)))) by (apply Rmult_le_compat_l; auto). nra. }
  apply Rabs_le. lra.
Qed.
End Bounds.
