(** * The operations on intervals enclose the results (Interval.v) *)
Require Import Reals Lra Lia Psatz Arith ZArith QArith Qreals Bool.
From Barriers Require Import Sums Norms Rationals Interval.
Open Scope R_scope.

(** 2^k for an integer k of either sign *)
Definition p2 (k : Z) : R := powerRZ 2 k.
Lemma p2_pos k : 0 < p2 k. Proof. apply powerRZ_lt; lra. Qed.
Lemma p2_add j k : p2 (j + k) = p2 j * p2 k. Proof. apply powerRZ_add; lra. Qed.
Lemma p2_0 : p2 0 = 1. Proof. reflexivity. Qed.
Lemma p2_opp k : p2 k * p2 (- k) = 1.
Proof. rewrite <- p2_add. replace (k + - k)%Z with 0%Z by ring. apply p2_0. Qed.
Lemma p2_IZR k : (0 <= k)%Z -> IZR (2 ^ k) = p2 k.
Proof. intros H. unfold p2. rewrite <- (Z2Nat.id k H), <- pow_powerRZ, pow_IZR. reflexivity. Qed.
Lemma p2_half n : p2 (- Z.of_nat n) = (/2)^n.
Proof.
  apply (Rmult_eq_reg_l (p2 (Z.of_nat n))); [|pose proof (p2_pos (Z.of_nat n)); lra].
  rewrite p2_opp. unfold p2. rewrite <- pow_powerRZ, <- Rpow_mult_distr, Rinv_r, pow1 by lra. reflexivity.
Qed.

Lemma sumZ_R n f : IZR (sumZ n f) = sum n (fun i => IZR (f i)).
Proof. induction n; simpl; [reflexivity|]. rewrite plus_IZR, IHn. reflexivity. Qed.
Lemma maxZ_ge n f i : (i < n)%nat -> (f i <= maxZ n f)%Z.
Proof. induction n; simpl; intros H; [lia|]. destruct (Nat.eq_dec i n) as [->|]; [lia|]. pose proof (IHn ltac:(lia)). lia. Qed.
Lemma maxZ_nonneg n f : (0 <= maxZ n f)%Z. Proof. induction n; simpl; lia. Qed.

(** floor and ceiling of a quotient *)
Lemma div_below a b : (0 < b)%Z -> IZR (a / b) * IZR b <= IZR a.
Proof. intros H. rewrite <- mult_IZR. apply IZR_le. pose proof (Z.mul_div_le a b H). lia. Qed.
Lemma div_above a b : (0 < b)%Z -> IZR a <= IZR (- (- a / b)) * IZR b.
Proof. intros H. rewrite <- mult_IZR. apply IZR_le. pose proof (Z.mul_div_le (- a) b H). lia. Qed.

Lemma shiftl_R z k : (0 <= k)%Z -> IZR (Z.shiftl z k) = IZR z * p2 k.
Proof. intros H. rewrite Z.shiftl_mul_pow2, mult_IZR, p2_IZR by lia. reflexivity. Qed.
Lemma shift_down_R z k : IZR (shift_down z k) <= IZR z * p2 (- k).
Proof.
  unfold shift_down. destruct (Z.le_ge_cases 0 k) as [H|H].
  - rewrite Z.shiftr_div_pow2 by lia. pose proof (div_below z (2 ^ k) ltac:(lia)) as L. rewrite p2_IZR in L by lia.
    apply (Rmult_le_reg_r (p2 k)); [apply p2_pos|]. rewrite Rmult_assoc, (Rmult_comm (p2 (- k))), p2_opp. lra.
  - replace k with (- (- k))%Z by lia. rewrite Z.shiftr_opp_r, shiftl_R by lia. rewrite Z.opp_involutive. lra.
Qed.
Lemma shift_up_R z k : IZR z * p2 (- k) <= IZR (shift_up z k).
Proof. unfold shift_up. pose proof (shift_down_R (- z) k) as H. unfold shift_down in H. rewrite opp_IZR in *. lra. Qed.

Lemma sqrt_below z : (0 <= z)%Z -> IZR (Z.sqrt z) * IZR (Z.sqrt z) <= IZR z.
Proof. intros H. rewrite <- mult_IZR. apply IZR_le. apply (Z.sqrt_spec z H). Qed.
Lemma sqrt_above z : 0 <= IZR (Z.sqrt_up z) /\ IZR z <= IZR (Z.sqrt_up z) * IZR (Z.sqrt_up z).
Proof.
  pose proof (Z.sqrt_up_nonneg z). split; [apply (IZR_le 0); lia|]. rewrite <- mult_IZR. apply IZR_le.
  destruct (Z.le_gt_cases z 0) as [L|L]; [nia|]. apply (Z.sqrt_up_spec z L).
Qed.
Lemma square_le x y : 0 <= y -> x * x <= y * y -> x <= y.
Proof. intros Hy H. apply Rnot_lt_le. intros L. nra. Qed.

(** x 2^bits lies between the ends *)
Definition holds (bits : Z) (I : itv) (x : R) : Prop := IZR (lo I) <= x * p2 bits <= IZR (hi I).

Section Sound.
Variable bits : Z.
Notation "I ∋ x" := (holds bits I x) (at level 70).
Let p_pos : 0 < p2 bits := p2_pos bits.

(** ** Comparisons *)
Lemma at_most_ok I J x y : I ∋ x -> J ∋ y -> at_most I J = true -> x <= y.
Proof. intros [_ H] [G _] C. apply Z.leb_le, IZR_le in C. apply (Rmult_le_reg_r (p2 bits)); lra. Qed.
Lemma below_ok I J x y : I ∋ x -> J ∋ y -> below I J = true -> x < y.
Proof. intros [_ H] [G _] C. apply Z.ltb_lt, IZR_lt in C. apply (Rmult_lt_reg_r (p2 bits)); lra. Qed.
Lemma positive_ok I x : I ∋ x -> positive I = true -> 0 < x.
Proof. intros [H _] C. apply Z.ltb_lt, IZR_lt in C. apply (Rmult_lt_reg_r (p2 bits)); lra. Qed.

(** ** Sums *)
Lemma add_ok I J x y : I ∋ x -> J ∋ y -> add I J ∋ x + y.
Proof. unfold holds, add; simpl. rewrite !plus_IZR. lra. Qed.
Lemma sub_ok I J x y : I ∋ x -> J ∋ y -> sub I J ∋ x - y.
Proof. unfold holds, sub; simpl. rewrite !minus_IZR. lra. Qed.
Lemma total_ok n f x : (forall i, (i < n)%nat -> f i ∋ x i) -> total n f ∋ sum n x.
Proof.
  induction n; intros H; cbn [total sum]; [unfold holds; cbn [lo hi]; lra|]. apply add_ok; [apply IHn; intros; apply H; lia|apply H; lia].
Qed.
Lemma size_ok I x : I ∋ x -> size I ∋ Rabs x.
Proof.
  intros [L U]. unfold size. destruct (Z.leb_spec 0 (lo I)) as [H|_]; [|destruct (Z.leb_spec (hi I) 0) as [H|_]].
  - apply IZR_le in H. assert (0 <= x) by (apply (Rmult_le_reg_r (p2 bits)); lra). rewrite Rabs_pos_eq by auto. split; auto.
  - apply IZR_le in H. assert (x <= 0) by (apply (Rmult_le_reg_r (p2 bits)); lra). rewrite Rabs_left1 by auto.
    unfold holds; cbn [lo hi]. rewrite !opp_IZR. lra.
  - unfold holds; cbn [lo hi]. pose proof (Rabs_pos x). split; [nra|]. unfold Rabs. destruct (Rcase_abs x).
    + apply Rle_trans with (IZR (- lo I)); [rewrite opp_IZR; lra|apply IZR_le; lia].
    + apply Rle_trans with (IZR (hi I)); [lra|apply IZR_le; lia].
Qed.
Lemma size_nonneg I : (lo I <= hi I)%Z -> (0 <= lo (size I) <= hi (size I))%Z.
Proof. intros H. unfold size. destruct (Z.leb_spec 0 (lo I)); [lia|]. destruct (Z.leb_spec (hi I) 0); simpl; lia. Qed.
Lemma ends I x : I ∋ x -> (lo I <= hi I)%Z.
Proof. intros [H G]. apply le_IZR. lra. Qed.
Lemma doubled_ok I x : I ∋ x -> doubled I ∋ 2 * x.
Proof. unfold holds, doubled; cbn [lo hi]. rewrite !mult_IZR. lra. Qed.
Lemma quarter_ok I x : I ∋ x -> quarter I ∋ x / 4.
Proof.
  unfold holds, quarter; cbn [lo hi]. pose proof (div_below (lo I) 4 eq_refl). pose proof (div_above (hi I) 4 eq_refl). lra.
Qed.
Lemma nonnegative_ok I x : I ∋ x -> nonnegative I ∋ Rmax x 0.
Proof.
  intros [L U]. unfold holds, nonnegative; cbn [lo hi]. unfold Rmax. destruct (Rle_dec x 0); split.
  - rewrite Rmult_0_l. apply (IZR_le _ 0). assert (IZR (lo I) <= 0) by nra. apply (le_IZR _ 0) in H. lia.
  - rewrite Rmult_0_l. apply (IZR_le 0). lia.
  - destruct (Z.max_spec (lo I) 0) as [[_ ->]|[_ ->]]; [nra|auto].
  - apply Rle_trans with (IZR (hi I)); [auto|]. apply IZR_le. lia.
Qed.

(** ** Squares *)
(** the square of a number, in units of 2^-(2 bits) *)
Lemma squares_ok I x : I ∋ x -> holds (bits + bits) (squares (size I)) (x * x) /\ (0 <= lo (squares (size I)))%Z.
Proof.
  intros H. pose proof (size_nonneg I (ends I x H)) as [Z0 _]. apply size_ok in H. destruct H as [L U]. unfold squares. cbn [lo hi].
  split; [|nia]. apply IZR_le in Z0. pose proof (Rabs_pos x). unfold holds. cbn [lo hi]. rewrite p2_add.
  assert (E : x * x * (p2 bits * p2 bits) = (Rabs x * p2 bits) * (Rabs x * p2 bits)).
  { transitivity ((Rabs x * Rabs x) * (p2 bits * p2 bits)); [|ring]. rewrite <- Rabs_mult, Rabs_pos_eq by exact (Rle_0_sqr x). ring. }
  rewrite E. set (X := Rabs x * p2 bits) in *. set (s := size I) in *.
  replace (lo s * lo s + (hi s - lo s) * (hi s + lo s))%Z with (hi s * hi s)%Z by ring. rewrite !mult_IZR. split; nra.
Qed.
Lemma root_of_ok J S : holds (bits + bits) J S -> (0 <= lo J)%Z -> 0 <= S -> root_of J ∋ sqrt S.
Proof.
  intros [L U] Hl HS. rewrite p2_add in L, U. pose proof (sqrt_pos S) as R0. pose proof (sqrt_sqrt S HS) as RS.
  pose proof (sqrt_below (lo J) Hl). destruct (sqrt_above (hi J)) as [U0 U1].
  assert (0 <= sqrt S * p2 bits) by nra.
  assert (E : (sqrt S * p2 bits) * (sqrt S * p2 bits) = S * (p2 bits * p2 bits)) by (rewrite <- RS at 3; ring).
  split; cbn [root_of lo hi]; apply square_le; auto; lra.
Qed.
Lemma total_lo n f : (forall i, (i < n)%nat -> (0 <= lo (f i))%Z) -> (0 <= lo (total n f))%Z.
Proof.
  induction n; intros H; cbn [total add lo]; [lia|]. pose proof (H n ltac:(lia)).
  assert (0 <= lo (total n f))%Z by (apply IHn; intros; apply H; lia). lia.
Qed.
(** ** Products, quotients, roots *)
Lemma dyadic_ok m e : dyadic bits m e ∋ IZR m * p2 e.
Proof.
  unfold holds, dyadic; cbn [lo hi]. rewrite Rmult_assoc, <- p2_add. replace (e + bits)%Z with (- (- e - bits))%Z by ring.
  split; [apply shift_down_R|apply shift_up_R].
Qed.
Lemma squared_ok I x : I ∋ x -> squared bits I ∋ x * x.
Proof.
  intros H. destruct (squares_ok I x H) as [[L U] _]. rewrite p2_add in L, U. unfold holds, squared; cbn [lo hi].
  pose proof (shift_down_R (lo (squares (size I))) bits). pose proof (shift_up_R (hi (squares (size I))) bits).
  pose proof (p2_pos (- bits)) as PN. pose proof (p2_opp bits) as PO.
  assert (E : x * x * p2 bits = (x * x * (p2 bits * p2 bits)) * p2 (- bits)).
  { replace (x * x * (p2 bits * p2 bits) * p2 (- bits)) with (x * x * p2 bits * (p2 bits * p2 (- bits))) by ring. rewrite PO. ring. }
  rewrite E. split; eapply Rle_trans; try eassumption; apply Rmult_le_compat_r; lra.
Qed.
(** a product lies between the extreme corners *)
Lemma corners a b c d X Y : a <= X <= b -> c <= Y <= d ->
  Rmin (Rmin (a * c) (a * d)) (Rmin (b * c) (b * d)) <= X * Y <= Rmax (Rmax (a * c) (a * d)) (Rmax (b * c) (b * d)).
Proof.
  intros HX HY. set (L := Rmin _ _). set (U := Rmax _ _).
  assert (L <= a * c /\ L <= a * d /\ L <= b * c /\ L <= b * d) as (L1 & L2 & L3 & L4).
  { unfold L. pose proof (Rmin_l (Rmin (a*c) (a*d)) (Rmin (b*c) (b*d))). pose proof (Rmin_r (Rmin (a*c) (a*d)) (Rmin (b*c) (b*d))).
    pose proof (Rmin_l (a*c) (a*d)). pose proof (Rmin_r (a*c) (a*d)). pose proof (Rmin_l (b*c) (b*d)). pose proof (Rmin_r (b*c) (b*d)). repeat split; lra. }
  assert (a * c <= U /\ a * d <= U /\ b * c <= U /\ b * d <= U) as (U1 & U2 & U3 & U4).
  { unfold U. pose proof (Rmax_l (Rmax (a*c) (a*d)) (Rmax (b*c) (b*d))). pose proof (Rmax_r (Rmax (a*c) (a*d)) (Rmax (b*c) (b*d))).
    pose proof (Rmax_l (a*c) (a*d)). pose proof (Rmax_r (a*c) (a*d)). pose proof (Rmax_l (b*c) (b*d)). pose proof (Rmax_r (b*c) (b*d)). repeat split; lra. }
  clearbody L U. split; destruct (Rle_dec 0 Y), (Rle_dec 0 a), (Rle_dec 0 b); nra.
Qed.
Lemma min_R x y : IZR (Z.min x y) = Rmin (IZR x) (IZR y).
Proof. unfold Rmin. destruct (Rle_dec (IZR x) (IZR y)) as [L|L]; [apply le_IZR in L; rewrite Z.min_l by lia; auto|]. rewrite Z.min_r; auto. apply Z.lt_le_incl, lt_IZR. lra. Qed.
Lemma max_R x y : IZR (Z.max x y) = Rmax (IZR x) (IZR y).
Proof. unfold Rmax. destruct (Rle_dec (IZR x) (IZR y)) as [L|L]; [apply le_IZR in L; rewrite Z.max_r by lia; auto|]. rewrite Z.max_l; auto. apply Z.lt_le_incl, lt_IZR. lra. Qed.
Lemma mul_ok I J x y : I ∋ x -> J ∋ y -> mul bits I J ∋ x * y.
Proof.
  intros H G. pose proof (corners _ _ _ _ _ _ H G) as [L U]. unfold holds, mul; cbn [lo hi].
  replace (lo I * lo J + (hi J - lo J) * lo I)%Z with (lo I * hi J)%Z by ring.
  replace (lo I * lo J + (hi I - lo I) * lo J)%Z with (hi I * lo J)%Z by ring.
  replace (hi I * lo J + (hi J - lo J) * hi I)%Z with (hi I * hi J)%Z by ring.
  rewrite <- !mult_IZR, <- !min_R in L. rewrite <- !mult_IZR, <- !max_R in U.
  match goal with |- IZR (shift_down ?l _) <= _ <= IZR (shift_up ?u _) => pose proof (shift_down_R l bits); pose proof (shift_up_R u bits) end.
  pose proof (p2_pos (- bits)) as PN. pose proof (p2_opp bits) as PO.
  assert (E : x * y * p2 bits = (x * p2 bits * (y * p2 bits)) * p2 (- bits)).
  { replace (x * p2 bits * (y * p2 bits) * p2 (- bits)) with (x * y * p2 bits * (p2 bits * p2 (- bits))) by ring. rewrite PO. ring. }
  rewrite E. split; eapply Rle_trans; try eassumption; apply Rmult_le_compat_r; lra.
Qed.

Hypothesis Hbits : (0 <= bits)%Z.
Lemma ratio_ok q : ratio bits q ∋ Q2R q.
Proof.
  unfold holds, ratio; cbn [lo hi]. set (n := Z.shiftl (Qnum q) bits).
  pose proof (div_below n (Zpos (Qden q)) eq_refl). pose proof (div_above n (Zpos (Qden q)) eq_refl).
  assert (D : 0 < IZR (Zpos (Qden q))) by (apply IZR_lt; reflexivity).
  assert (E : Q2R q * p2 bits * IZR (Zpos (Qden q)) = IZR n).
  { unfold n. rewrite shiftl_R by auto. unfold Q2R. field. lra. }
  split; apply (Rmult_le_reg_r (IZR (Zpos (Qden q)))); auto; rewrite E; auto.
Qed.
Lemma div_ok I J x y : I ∋ x -> J ∋ y -> positive J = true -> div bits I J ∋ x / y.
Proof.
  intros [L U] HJ HP. pose proof (positive_ok J y HJ HP) as Hy. destruct HJ as [L' U']. apply Z.ltb_lt in HP.
  assert (HP' : (0 < hi J)%Z) by (pose proof (ends J y (conj L' U')); lia).
  pose proof (IZR_lt _ _ HP) as PL. pose proof (IZR_lt _ _ HP') as PH.
  assert (Y0 : 0 < y * p2 bits) by nra.
  assert (E : x / y * p2 bits * (y * p2 bits) = x * p2 bits * p2 bits) by (field; lra).
  unfold holds, div; cbn [lo hi]. split.
  - set (dv := if (0 <=? lo I)%Z then hi J else lo J).
    assert (Dv : (0 < dv)%Z) by (unfold dv; destruct (0 <=? lo I)%Z; lia).
    pose proof (div_below (Z.shiftl (lo I) bits) dv Dv) as B. rewrite shiftl_R in B by auto.
    set (q := IZR (Z.shiftl (lo I) bits / dv)) in *. apply (Rmult_le_reg_r (y * p2 bits)); [auto|]. rewrite E.
    apply Rle_trans with (IZR (lo I) * p2 bits); [|apply Rmult_le_compat_r; lra]. eapply Rle_trans; [|exact B].
    destruct (Z.leb_spec 0 (lo I)) as [G|G]; unfold dv in *.
    + assert (0 <= q). { apply (IZR_le 0). apply Z.div_pos; [|lia]. rewrite Z.shiftl_mul_pow2 by lia. nia. } apply Rmult_le_compat_l; lra.
    + assert (q <= 0). { apply (IZR_le _ 0). apply Z.lt_le_incl. apply Z.div_lt_upper_bound; [lia|]. rewrite Z.shiftl_mul_pow2 by lia.
        assert (0 < 2 ^ bits)%Z by (apply Z.pow_pos_nonneg; lia). nia. } nra.
  - set (dv := if (0 <=? hi I)%Z then lo J else hi J).
    assert (Dv : (0 < dv)%Z) by (unfold dv; destruct (0 <=? hi I)%Z; lia).
    pose proof (div_above (Z.shiftl (hi I) bits) dv Dv) as B. rewrite shiftl_R in B by auto.
    set (q := IZR (- (- Z.shiftl (hi I) bits / dv))) in *. apply (Rmult_le_reg_r (y * p2 bits)); [auto|]. rewrite E.
    apply Rle_trans with (IZR (hi I) * p2 bits); [apply Rmult_le_compat_r; lra|]. eapply Rle_trans; [exact B|].
    destruct (Z.leb_spec 0 (hi I)) as [G|G]; unfold dv in *.
    + assert (0 <= q). { apply (IZR_le 0). assert (- Z.shiftl (hi I) bits / lo J <= 0)%Z; [|lia].
        apply Z.div_le_upper_bound; [lia|]. rewrite Z.shiftl_mul_pow2 by lia. assert (0 < 2 ^ bits)%Z by (apply Z.pow_pos_nonneg; lia). nia. }
      apply Rmult_le_compat_l; lra.
    + assert (q <= 0). { apply (IZR_le _ 0). assert (0 <= - Z.shiftl (hi I) bits / hi J)%Z; [|lia].
        apply Z.div_pos; [|lia]. rewrite Z.shiftl_mul_pow2 by lia. assert (0 < 2 ^ bits)%Z by (apply Z.pow_pos_nonneg; lia). nia. } nra.
Qed.
Lemma root_ok I x : I ∋ x -> 0 <= x -> root bits I ∋ sqrt x.
Proof.
  intros [L U] Hx. apply (root_of_ok (Itv (Z.shiftl (Z.max (lo I) 0) bits) (Z.shiftl (hi I) bits)) x); auto; cbn [lo hi].
  - unfold holds. cbn [lo hi]. rewrite !shiftl_R, p2_add by auto. assert (0 <= x * p2 bits) by nra.
    split; rewrite <- Rmult_assoc; apply Rmult_le_compat_r; try lra. rewrite max_R. apply Rmax_lub; lra.
  - rewrite Z.shiftl_mul_pow2 by lia. assert (0 <= 2 ^ bits)%Z by (apply Z.pow_nonneg; lia). nia.
Qed.
End Sound.

(** ** Norms *)
Lemma norm_ok bits n f x : (forall i, (i < n)%nat -> holds bits (f i) (x i)) -> holds bits (norm n f) (nrm n x).
Proof.
  intros H. apply root_of_ok; [| |apply dot_self_nonneg].
  - apply total_ok. intros i Hi. apply (squares_ok bits _ _ (H i Hi)).
  - apply total_lo. intros i Hi. apply (squares_ok bits _ _ (H i Hi)).
Qed.
Lemma norm2_ok bits m n f x : (forall i j, (i < m)%nat -> (j < n)%nat -> holds bits (f i j) (x i j)) -> holds bits (norm2 m n f) (frob m n x).
Proof.
  intros H. apply root_of_ok; [| |apply frob_sq_nonneg].
  - apply total_ok. intros i Hi. apply total_ok. intros j Hj. apply (squares_ok bits _ _ (H i j Hi Hj)).
  - apply total_lo. intros i Hi. apply total_lo. intros j Hj. apply (squares_ok bits _ _ (H i j Hi Hj)).
Qed.
