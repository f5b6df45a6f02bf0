(** * The DCT-II is an orthogonal mixing *)
Require Import Reals Lra Lia Psatz Arith ZArith.
From Barriers Require Import Sums Mixing.
Open Scope R_scope.

Definition dct (m k j : nat) : R :=
  sqrt ((if (k =? 0)%nat then 1 else 2) / INR m) * cos (PI * INR ((2 * j + 1) * k) / (2 * INR m)).

(** ** Two telescoping sums *)
Lemma sum_of_odd_multiples n t : 2 * sin t * sum n (fun j => cos (INR (2 * j + 1) * t)) = sin (INR (2 * n) * t).
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_0_l, sin_0; ring|].
  cbn [sum]. rewrite Rmult_plus_distr_l, IH. replace (2 * S n)%nat with (2 * n + 1 + 1)%nat by lia.
  replace (INR (2 * n + 1 + 1) * t) with (INR (2 * n + 1) * t + t) by (rewrite (plus_INR (2 * n + 1)); simpl (INR 1); ring).
  replace (INR (2 * n) * t) with (INR (2 * n + 1) * t - t) by (rewrite plus_INR; simpl (INR 1); ring).
  rewrite sin_plus, sin_minus. ring.
Qed.
(** the first term counted half *)
Lemma sum_of_even_multiples n t : sin t * (1 + 2 * sum n (fun k => cos (INR (2 * S k) * t))) = sin (INR (2 * n + 1) * t).
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_1_l; ring|].
  cbn [sum]. rewrite Rmult_plus_distr_l, Rmult_1_r in *. rewrite 2 Rmult_plus_distr_l, <- Rplus_assoc, IH.
  replace (INR (2 * S n + 1) * t) with (INR (2 * S n) * t + t) by (rewrite plus_INR; simpl (INR 1); ring).
  replace (INR (2 * n + 1) * t) with (INR (2 * S n) * t - t)
    by (replace (2 * S n)%nat with (2 * n + 1 + 1)%nat by lia; rewrite (plus_INR (2 * n + 1)); simpl (INR 1); ring).
  rewrite sin_plus, sin_minus. ring.
Qed.

(** ** Multiples of a quarter turn over m *)
Section Orthogonal.
Variable m : nat.
Hypothesis Hm : (1 <= m)%nat.
Let M : 1 <= INR m := le_INR 1 m Hm.

(** pi a / 2m for an integer a of either sign *)
Local Definition angle (a : Z) : R := PI * IZR a / (2 * INR m).
Lemma angle_sin a : (a <> 0)%Z -> (- 2 * Z.of_nat m < a < 2 * Z.of_nat m)%Z -> sin (angle a) <> 0.
Proof.
  intros A0 A H. apply sin_eq_0_0 in H. destruct H as [k H]. pose proof PI_RGT_0.
  assert (E : IZR a = IZR (2 * Z.of_nat m * k)).
  { rewrite !mult_IZR, <- INR_IZR_INZ. apply (Rmult_eq_reg_l (PI / (2 * INR m))).
    - transitivity (angle a); [unfold angle; field; lra|]. rewrite H. field. lra.
    - apply Rgt_not_eq. apply Rdiv_lt_0_compat; lra. }
  apply eq_IZR in E. assert (k = 0 \/ k <> 0)%Z as [-> | K] by lia; [lia|]. nia.
Qed.
Lemma angle_turns a : INR (2 * m) * angle a = IZR a * PI.
Proof. unfold angle. rewrite mult_INR. simpl (INR 2). field. lra. Qed.

(** the cosines of all odd multiples cancel, those of the even ones add up to +-1/2 *)
Lemma odd_sum a : (a <> 0)%Z -> (- 2 * Z.of_nat m < a < 2 * Z.of_nat m)%Z ->
  sum m (fun j => cos (INR (2 * j + 1) * angle a)) = 0.
Proof.
  intros A0 A. pose proof (sum_of_odd_multiples m (angle a)) as H. rewrite angle_turns in H.
  rewrite (sin_eq_0_1 (IZR a * PI)) in H by (exists a; reflexivity). pose proof (angle_sin a A0 A).
  apply Rmult_integral in H. destruct H; [lra|auto].
Qed.
Lemma even_sum a : (a <> 0)%Z -> (- 2 * Z.of_nat m < a < 2 * Z.of_nat m)%Z ->
  1 + 2 * sum (m - 1) (fun k => cos (INR (2 * S k) * angle a)) = - cos (IZR a * PI).
Proof.
  intros A0 A. pose proof (sum_of_even_multiples (m - 1) (angle a)) as H.
  replace (INR (2 * (m - 1) + 1) * angle a) with (INR (2 * m) * angle a - angle a) in H.
  2:{ replace (2 * m)%nat with (2 * (m - 1) + 1 + 1)%nat by lia. rewrite (plus_INR (2 * (m - 1) + 1)). simpl (INR 1). ring. }
  rewrite angle_turns, sin_minus, (sin_eq_0_1 (IZR a * PI)) in H by (exists a; reflexivity). pose proof (angle_sin a A0 A).
  apply (Rmult_eq_reg_l (sin (angle a))); auto. rewrite H. ring.
Qed.

(** cos(i pi) for i - j and for i + j + 1 *)
Lemma other_parity i j : cos (IZR (i + j + 1) * PI) = - cos (IZR (i - j) * PI).
Proof.
  assert (S : forall n, sin (IZR n * PI) = 0) by (intros n; apply sin_eq_0_1; exists n; reflexivity).
  replace (i + j + 1)%Z with (i - j + j + j + 1)%Z by ring. rewrite !plus_IZR, !Rmult_plus_distr_r, Rmult_1_l, neg_cos, !cos_plus.
  rewrite !S. pose proof (sin2_cos2 (IZR j * PI)) as Q. rewrite S in Q. unfold Rsqr in Q.
  transitivity (- (cos (IZR (i - j) * PI) * (cos (IZR j * PI) * cos (IZR j * PI)))); [ring|].
  replace (cos (IZR j * PI) * cos (IZR j * PI)) with 1 by lra. ring.
Qed.

(** ** The two sums of products *)
Lemma cosine_product c a b :
  cos (c * angle a) * cos (c * angle b) = / 2 * (cos (c * angle (a - b)) + cos (c * angle (a + b))).
Proof.
  replace (c * angle (a - b)) with (c * angle a - c * angle b) by (unfold angle; rewrite minus_IZR; field; lra).
  replace (c * angle (a + b)) with (c * angle a + c * angle b) by (unfold angle; rewrite plus_IZR; field; lra).
  rewrite cos_plus, cos_minus. field.
Qed.
Lemma sum_of_products n (c : nat -> R) a b : sum n (fun j => cos (c j * angle a) * cos (c j * angle b)) =
  / 2 * (sum n (fun j => cos (c j * angle (a - b))) + sum n (fun j => cos (c j * angle (a + b)))).
Proof. rewrite <- sum_plus, <- sum_scal. apply sum_ext. intros j _. apply cosine_product. Qed.
Lemma sum_at_0 n (c : nat -> R) : sum n (fun j => cos (c j * angle 0)) = INR n.
Proof.
  rewrite <- (Rmult_1_r (INR n)), <- (sum_const n 1). apply sum_ext. intros j _.
  replace (c j * angle 0) with 0 by (unfold angle; field; lra). apply cos_0.
Qed.

(** ** The rows and the columns *)
Local Definition scale (k : nat) : R := sqrt ((if (k =? 0)%nat then 1 else 2) / INR m).
Lemma scale_square k : scale k * scale k = (if (k =? 0)%nat then 1 else 2) / INR m.
Proof.
  apply sqrt_sqrt. apply Rmult_le_pos; [destruct (k =? 0)%nat; lra|]. left. apply Rinv_0_lt_compat. lra.
Qed.
Lemma dct_by_row k j : dct m k j = scale k * cos (INR (2 * j + 1) * angle (Z.of_nat k)).
Proof. unfold dct, scale, angle. rewrite mult_INR, <- INR_IZR_INZ. do 2 f_equal. field. lra. Qed.
Lemma dct_by_column k j : dct m k j = scale k * cos (INR k * angle (Z.of_nat (2 * j + 1))).
Proof. unfold dct, scale, angle. rewrite mult_INR, <- INR_IZR_INZ. do 2 f_equal. field. lra. Qed.

Lemma rows_orthonormal : orthonormal_columns m (fun i j => dct m j i).
Proof.
  intros k l Hk Hl. cbv beta.
  rewrite (sum_ext m _ (fun j => scale k * scale l *
    (cos (INR (2 * j + 1) * angle (Z.of_nat k)) * cos (INR (2 * j + 1) * angle (Z.of_nat l)))))
    by (intros j _; rewrite !dct_by_row; ring).
  rewrite sum_scal, (sum_of_products m (fun j => INR (2 * j + 1))).
  destruct (Nat.eqb_spec k l) as [->|N].
  - rewrite Z.sub_diag, sum_at_0, scale_square. destruct (Nat.eqb_spec l 0) as [->|].
    + rewrite sum_at_0. field. lra.
    + rewrite odd_sum by lia. field. lra.
  - rewrite !odd_sum by lia. ring.
Qed.

Lemma columns_orthonormal : orthonormal_columns m (dct m).
Proof.
  intros i j Hi Hj. replace m with (1 + (m - 1))%nat at 1 by lia. rewrite sum_split. cbn [sum Nat.add].
  rewrite (sum_ext (m - 1) _ (fun k => 2 / INR m *
    (cos (INR (S k) * angle (Z.of_nat (2 * i + 1))) * cos (INR (S k) * angle (Z.of_nat (2 * j + 1)))))).
  2:{ intros k _. rewrite !dct_by_column. pose proof (scale_square (S k)) as Q. cbn [Nat.eqb] in Q. rewrite <- Q. ring. }
  rewrite sum_scal, (sum_of_products (m - 1) (fun k => INR (S k))).
  assert (Half : forall a, sum (m - 1) (fun k => cos (INR (S k) * angle (2 * a))) =
    sum (m - 1) (fun k => cos (INR (2 * S k) * angle a))).
  { intros a. apply sum_ext. intros k _. f_equal. unfold angle. rewrite mult_INR, mult_IZR. simpl (INR 2). field. lra. }
  replace (Z.of_nat (2 * i + 1) - Z.of_nat (2 * j + 1))%Z with (2 * (Z.of_nat i - Z.of_nat j))%Z by lia.
  replace (Z.of_nat (2 * i + 1) + Z.of_nat (2 * j + 1))%Z with (2 * (Z.of_nat i + Z.of_nat j + 1))%Z by lia.
  rewrite !Half.
  pose proof (even_sum (Z.of_nat i + Z.of_nat j + 1) ltac:(lia) ltac:(lia)) as E. rewrite other_parity in E.
  rewrite !dct_by_column. simpl (INR 0). rewrite !Rmult_0_l, cos_0.
  replace (0 + scale 0 * 1 * (scale 0 * 1)) with (scale 0 * scale 0) by ring. rewrite scale_square. cbn [Nat.eqb].
  destruct (Nat.eqb_spec i j) as [->|N].
  - rewrite Z.sub_diag in E |- *. rewrite Rmult_0_l, cos_0 in E. rewrite sum_at_0, minus_INR by auto. simpl (INR 1).
    set (s := sum _ _) in *. replace s with 0 by lra. field. lra.
  - pose proof (even_sum (Z.of_nat i - Z.of_nat j) ltac:(lia) ltac:(lia)) as E'.
    match goal with |- context [/ 2 * (?x + ?y)] => set (s := x) in *; set (s' := y) in * end.
    replace (s + s') with (-1) by lra. field. lra.
Qed.
End Orthogonal.

Theorem dct_orthogonal m : (1 <= m)%nat -> orthogonal m (dct m).
Proof. intros Hm. split; [apply columns_orthonormal|apply rows_orthonormal]; auto. Qed.
