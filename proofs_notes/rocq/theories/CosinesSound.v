(** * The enclosures of the cosines enclose them (Cosines.v); the one of pi is used untrusted: what it is for is tested *)
Require Import Reals Lra Lia Psatz Arith ZArith QArith List Bool.
From Barriers Require Import Sums Norms Rationals DctMixing Interval IntervalSound Cosines.
Import ListNotations.
Open Scope R_scope.

(** ** The operations *)
Section Operations.
Variable bits : Z.
Notation "I ∋ x" := (holds bits I x) (at level 70).

Lemma scaled_ok n I x : I ∋ x -> scaled n I ∋ IZR n * x.
Proof.
  intros [L U]. unfold holds, scaled; cbn [lo hi]. rewrite min_R, max_R, !mult_IZR, Rmult_assoc.
  destruct (Rle_dec 0 (IZR n)) as [H|H].
  - split; [eapply Rle_trans; [apply Rmin_l|]|eapply Rle_trans; [|apply Rmax_r]]; nra.
  - split; [eapply Rle_trans; [apply Rmin_r|]|eapply Rle_trans; [|apply Rmax_l]]; nra.
Qed.
Lemma divided_ends n I : (0 < n)%Z -> divided n I = Itv (lo I / n) (- (- hi I / n)).
Proof.
  intros H. unfold divided. pose proof (Z.div_mod (lo I) n ltac:(lia)) as E. unfold Z.modulo in E.
  change (lo I / n)%Z with (let (q, _) := Z.div_eucl (lo I) n in q) in *. destruct (Z.div_eucl (lo I) n) as [q r]. f_equal.
  replace (- hi I)%Z with (- (r + (hi I - lo I)) + (- q) * n)%Z by lia. rewrite Z.div_add by lia. lia.
Qed.
Lemma divided_ok n I x : (0 < n)%Z -> I ∋ x -> divided n I ∋ x / IZR n.
Proof.
  intros H [L U]. rewrite divided_ends by auto. unfold holds; cbn [lo hi].
  pose proof (div_below (lo I) n H). pose proof (div_above (hi I) n H). apply IZR_lt in H.
  replace (x / IZR n * p2 bits) with (x * p2 bits / IZR n) by (field; lra).
  split; apply (Rmult_le_reg_r (IZR n)); auto; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma halved_ok k I x : I ∋ x -> halved k I ∋ x * p2 (- k).
Proof.
  intros [L U]. unfold holds, halved; cbn [lo hi]. pose proof (shift_down_R (lo I) k). pose proof (shift_up_R (hi I) k).
  pose proof (p2_pos (- k)). split; nra.
Qed.
(** the same number at fewer bits *)
Lemma coarser_ok guard I x : holds (bits + guard) I x -> halved guard I ∋ x.
Proof.
  unfold holds, halved; cbn [lo hi]. rewrite p2_add. intros [L U].
  pose proof (shift_down_R (lo I) guard). pose proof (shift_up_R (hi I) guard). pose proof (p2_pos (- guard)).
  replace (x * p2 bits) with (x * (p2 bits * p2 guard) * p2 (- guard)).
  2:{ rewrite !Rmult_assoc, p2_opp. ring. }
  split; nra.
Qed.
Lemma opposite_ok I x : I ∋ x -> opposite I ∋ - x.
Proof. unfold holds, opposite; cbn [lo hi]. rewrite !opp_IZR. lra. Qed.
Lemma widened_ok I J x e y : I ∋ x -> J ∋ e -> Rabs (y - x) <= e -> widened I J ∋ y.
Proof.
  intros [L U] [_ E] H. unfold holds, widened; cbn [lo hi]. rewrite minus_IZR, plus_IZR. pose proof (p2_pos bits).
  pose proof (Rle_abs (y - x)). pose proof (Rle_abs (x - y)). rewrite (Rabs_minus_sym y x) in *.
  split; nra.
Qed.
Lemma product_ok I J x y : I ∋ x -> J ∋ y -> product bits I J ∋ x * y.
Proof.
  intros H G. unfold product. destruct ((0 <=? lo I)%Z && (0 <=? lo J)%Z) eqn:E; [|apply mul_ok; auto].
  apply andb_true_iff in E. destruct E as [I0 J0]. apply Z.leb_le in I0, J0.
  replace (lo I * lo J + ((hi I - lo I) * hi J + (hi J - lo J) * lo I))%Z with (hi I * hi J)%Z by ring.
  destruct H as [L U], G as [L' U']. unfold holds; cbn [lo hi]. apply IZR_le in I0, J0.
  pose proof (shift_down_R (lo I * lo J) bits) as D. pose proof (shift_up_R (hi I * hi J) bits) as D'. rewrite mult_IZR in D, D'.
  pose proof (p2_pos (- bits)).
  replace (x * y * p2 bits) with ((x * p2 bits) * (y * p2 bits) * p2 (- bits)).
  2:{ transitivity (x * y * p2 bits * (p2 bits * p2 (- bits))); [ring|]. rewrite p2_opp. ring. }
  split; (eapply Rle_trans; [|eassumption]) || (eapply Rle_trans; [eassumption|]); (apply Rmult_le_compat_r; [lra|]);
    apply Rmult_le_compat; lra.
Qed.
Hypothesis Hbits : (0 <= bits)%Z.
Lemma whole_ok n : whole bits n ∋ IZR n.
Proof. unfold holds, whole; cbn [lo hi]. rewrite shiftl_R by auto. lra. Qed.
End Operations.

(** ** Alternating series *)
(** the sum of the first n terms is within the next term of the limit *)
Definition close_to (U : nat -> R) (l : R) : Prop := forall n, Rabs (l - sum n (tg_alt U)) <= U n.

Lemma sum_f_sum f n : sum_f_R0 f n = sum (S n) f.
Proof. induction n; simpl in *; [ring|]. rewrite IHn. reflexivity. Qed.
Lemma close_ok U l : Un_decreasing U -> Un_cv U 0 -> Un_cv (sum_f_R0 (tg_alt U)) l -> close_to U l.
Proof.
  intros D C L n. destruct (even_odd_cor n) as [k Hk].
  destruct (alternated_series_ineq U l k D C L) as [A B]. rewrite sum_f_sum in A, B.
  pose proof (D (2 * k)%nat) as D'. cbn [sum] in A, B. unfold tg_alt at 2 3 in A. unfold tg_alt at 2 in B.
  rewrite pow_1_odd, pow_1_even in A. rewrite pow_1_even in B.
  destruct Hk as [-> | ->]; apply Rabs_le; [|cbn [sum]; unfold tg_alt at 2 4; rewrite pow_1_even]; lra.
Qed.

Section Series.
Variables (bits : Z) (term next : nat -> itv -> itv) (U powers : nat -> R) (l : R).
Hypothesis Hterm : forall n I, holds bits I (powers n) -> holds bits (term n I) (U n).
Hypothesis Hnext : forall n I, holds bits I (powers n) -> holds bits (next n I) (powers (S n)).
Hypothesis Hclose : close_to U l.

Lemma alternating_from fuel : forall n I s, holds bits I (powers n) -> holds bits s (sum n (tg_alt U)) ->
  holds bits (alternating term next fuel n I s) l.
Proof.
  induction fuel as [|fuel IH]; intros n I s HI Hs; cbn [alternating];
    [|destruct (hi (term n I) <=? 1)%Z]; try (apply (widened_ok bits _ _ _ _ _ Hs (Hterm n I HI) (Hclose n))).
  apply IH; [apply Hnext; auto|]. cbn [sum]. unfold tg_alt at 2. destruct (even_odd_cor n) as [k [-> | ->]].
  - rewrite pow_1_even, Rmult_1_l. rewrite Nat.even_mul. cbn [Nat.even orb]. apply add_ok; auto.
  - rewrite pow_1_odd. rewrite Nat.even_succ, Nat.odd_mul. cbn [Nat.odd Nat.even negb andb].
    replace (_ + -1 * _) with (sum (S (2 * k)) (tg_alt U) - U (S (2 * k))) by ring. apply sub_ok; auto.
Qed.
Lemma alternating_ok fuel I : holds bits I (powers 0) -> holds bits (alternating term next fuel 0 I (Itv 0 0)) l.
Proof. intros H. apply alternating_from; auto. unfold holds; cbn [lo hi sum]. rewrite Rmult_0_l. lra. Qed.
End Series.

(** ** The cosine of one angle *)
Definition cosine_terms (x : R) (n : nat) : R := x ^ (2 * n) / INR (fact (2 * n)).
Lemma cosine_terms_next x n :
  cosine_terms x (S n) = cosine_terms x n * (x * x) / IZR (odd_number n * (odd_number n + 1)).
Proof.
  unfold cosine_terms. replace (2 * S n)%nat with (S (S (2 * n))) by lia. rewrite !fact_simpl, !mult_INR, !S_INR, mult_INR.
  unfold odd_number. rewrite mult_IZR, !plus_IZR, mult_IZR, <- INR_IZR_INZ. cbn [pow]. change (INR 2) with 2.
  pose proof (INR_fact_neq_0 (2 * n)). pose proof (pos_INR n). field. repeat split; auto; lra.
Qed.
Lemma cosine_close x : 0 <= x <= 1 -> close_to (cosine_terms x) (cos x).
Proof.
  intros H. apply close_ok.
  - intros n. rewrite cosine_terms_next.
    assert (0 <= cosine_terms x n).
    { unfold cosine_terms. pose proof (INR_fact_lt_0 (2 * n)). apply Rmult_le_pos; [apply pow_le; lra|].
      left. apply Rinv_0_lt_compat; auto. }
    assert (1 <= IZR (odd_number n * (odd_number n + 1))) by (apply (IZR_le 1); unfold odd_number; nia).
    apply (Rmult_le_reg_r (IZR (odd_number n * (odd_number n + 1)))); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
    rewrite Rmult_assoc. apply Rmult_le_compat_l; nra.
  - intros e He. destruct (cv_speed_pow_fact x e He) as [N HN]. exists N. intros n Hn. apply HN. lia.
  - unfold cos. destruct (exist_cos (Rsqr x)) as [l Hl]. intros e He. destruct (Hl e He) as [N HN]. exists N. intros n Hn.
    rewrite (sum_eq _ (fun i => cos_n i * Rsqr x ^ i)); [apply HN; auto|].
    intros i _. unfold tg_alt, cosine_terms, cos_n. rewrite pow_Rsqr. unfold Rdiv. ring.
Qed.

Lemma repeated_twice bits n : (0 <= bits)%Z -> forall I x, holds bits I (cos x) ->
  holds bits (repeated n (twice_the_angle bits) I) (cos (2 ^ n * x)).
Proof.
  intros Hb. induction n as [|n IH]; intros I x H; cbn [repeated pow]; [rewrite Rmult_1_l; auto|].
  replace (2 * 2 ^ n * x) with (2 ^ n * (2 * x)) by ring. apply IH. rewrite cos_2a_cos, Rmult_assoc.
  apply sub_ok; [apply scaled_ok, product_ok; auto|apply whole_ok; auto].
Qed.
Lemma cosine_ok bits I x : (0 <= bits)%Z -> 0 <= x <= 2 -> holds bits I x -> holds bits (cosine bits I) (cos x).
Proof.
  intros Hb Hx H. unfold cosine. set (h := (Z.sqrt bits / 2 + 2)%Z).
  assert (Hh : (2 <= h)%Z) by (unfold h; pose proof (Z.sqrt_nonneg bits); pose proof (Z.div_pos (Z.sqrt bits) 2); lia).
  assert (P : 2 ^ Z.to_nat h = p2 h) by (unfold p2; rewrite pow_powerRZ, Z2Nat.id by lia; reflexivity).
  assert (P2 : 2 <= p2 h) by (rewrite <- p2_IZR by lia; apply (IZR_le (2 ^ 1)), Z.pow_le_mono_r; lia).
  apply (halved_ok bits h) in H. set (y := x * p2 (- h)) in *.
  assert (E : x = p2 h * y) by (unfold y; rewrite (Rmult_comm x), <- Rmult_assoc, p2_opp; ring).
  assert (Hy : 0 <= y <= 1) by (split; apply (Rmult_le_reg_l (p2 h)); lra).
  rewrite E, <- P.
  apply repeated_twice; auto. apply alternating_ok with (U := cosine_terms y) (powers := cosine_terms y).
  - auto.
  - intros n J HJ. rewrite cosine_terms_next. apply divided_ok; [unfold odd_number; nia|]. apply product_ok, product_ok; auto.
  - apply cosine_close; auto.
  - replace (cosine_terms y 0) with (IZR 1) by (unfold cosine_terms; simpl; lra). apply whole_ok; auto.
Qed.

(** ** All multiples of an angle *)
Lemma multiples_length bits I n : length (multiples bits I n) = S n.
Proof. induction n as [|[|n] IH]; auto. cbn [multiples] in *. rewrite app_length, IH. simpl. lia. Qed.
Lemma multiples_ok bits I x n : (0 <= bits)%Z -> holds bits I (cos x) ->
  forall j, (j <= n)%nat -> holds bits (nth j (multiples bits I n) (Itv 0 0)) (cos (INR j * x)).
Proof.
  intros Hb H. assert (One : holds bits (whole bits 1) (cos (INR 0 * x))).
  { simpl INR. rewrite Rmult_0_l, cos_0. apply whole_ok; auto. }
  assert (First : holds bits I (cos (INR 1 * x))) by (rewrite Rmult_1_l; auto).
  induction n as [|[|n] IH]; intros j Hj.
  - replace j with 0%nat by lia. auto.
  - destruct j as [|[|]]; [auto|auto|lia].
  - cbn [multiples]. pose proof (multiples_length bits I (S n)) as L. cbn [multiples] in L, IH.
    set (known := match n with O => _ | S _ => _ end) in *.
    destruct (Nat.eq_dec j (S (S n))) as [->|]; [|rewrite app_nth1 by lia; apply IH; lia].
    rewrite app_nth2, L, Nat.sub_diag by lia. cbn [nth].
    set (half := Nat.div2 (S (S n))). set (other := (S (S n) - half)%nat).
    assert (Hh : (half <= other <= S n)%nat).
    { unfold other, half. pose proof (Nat.div2_odd (S (S n))). destruct (Nat.odd (S (S n))); simpl Nat.b2n in *; lia. }
    replace (cos (INR (S (S n)) * x)) with (2 * (cos (INR half * x) * cos (INR other * x)) - cos (INR (other - half) * x)).
    + apply sub_ok; [apply scaled_ok, product_ok|]; apply IH; lia.
    + replace (INR (S (S n)) * x) with (INR half * x + INR other * x)
        by (rewrite <- Rmult_plus_distr_r, <- plus_INR; f_equal; f_equal; lia).
      rewrite minus_INR by lia. rewrite Rmult_minus_distr_r, cos_plus, cos_minus. ring.
Qed.

(** ** The cosines of a quarter turn *)
Definition turned (m turn : nat) : R := PI * INR turn / (2 * INR m).

(** a small angle and its sine *)
Lemma sine_small u : Rabs u <= 3 / 2 -> Rabs (sin u) <= Rabs u <= 2 * Rabs (sin u).
Proof.
  assert (Pos : forall v, 0 <= v <= 3 / 2 -> 0 <= sin v <= v /\ v <= 2 * sin v).
  { intros v Hv. destruct (pre_sin_bound v 0) as [A B]; [lra|lra|]. unfold sin_approx, sin_term in *. simpl in A, B.
    assert (0 <= v * v <= 9 / 4) by nra. assert (0 <= v * v * v <= 9 / 4 * v) by nra.
    assert (0 <= v * v * v * (v * v) <= v * v * v * (9 / 4)) by (split; [apply Rmult_le_pos|apply Rmult_le_compat_l]; lra).
    repeat split; lra. }
  destruct (Rle_dec 0 u) as [H|H].
  - rewrite (Rabs_pos_eq u) by auto. intros U. destruct (Pos u) as [[S0 S] D]; [lra|]. rewrite Rabs_pos_eq by auto. lra.
  - rewrite (Rabs_left1 u) by lra. intros U. destruct (Pos (- u)) as [[S0 S] D]; [lra|]. rewrite sin_neg in *.
    rewrite Rabs_left1 by lra. lra.
Qed.
(** cosines of near angles *)
Lemma cosine_near x y : Rabs (x - y) <= 3 / 2 -> Rabs (cos x - cos y) <= Rabs (x - y).
Proof.
  intros H. rewrite form2, !Rabs_mult. pose proof (Rabs_pos (sin ((x + y) / 2))). pose proof (SIN_bound ((x + y) / 2)) as S.
  assert (Rabs (sin ((x + y) / 2)) <= 1) by (apply Rabs_le; lra).
  assert (E : Rabs ((x - y) / 2) = Rabs (x - y) / 2) by (unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ 2)) by lra; reflexivity).
  pose proof (Rabs_pos (x - y)). destruct (sine_small ((x - y) / 2)) as [L _]; [lra|].
  replace (Rabs (-2)) with 2 by (rewrite Rabs_left1; lra). pose proof (Rabs_pos (sin ((x - y) / 2))). nra.
Qed.
(** m times an angle misses pi/2 by at most twice its cosine, and a smaller multiple is off by no more *)
Lemma multiple_near m j x : (1 <= m)%nat -> (j <= m)%nat -> 1 <= INR m * x <= 2 ->
  Rabs (cos (turned m j) - cos (INR j * x)) <= 2 * Rabs (cos (INR m * x)).
Proof.
  intros Hm Hj H. assert (M : 1 <= INR m) by (apply (le_INR 1); auto). apply le_INR in Hj. pose proof (pos_INR j) as J0.
  set (d := PI / 2 - INR m * x). assert (Hd : Rabs d <= 3 / 2).
  { pose proof pi2_int. apply Rabs_le. unfold d, PI in *. lra. }
  replace (cos (INR m * x)) with (sin d) by (unfold d; rewrite sin_minus, sin_PI2, cos_PI2; ring).
  destruct (sine_small d Hd) as [_ D]. apply Rle_trans with (Rabs d); auto.
  assert (E : Rabs (turned m j - INR j * x) <= Rabs d); [|eapply Rle_trans; [apply cosine_near|]; lra].
  replace (turned m j - INR j * x) with (INR j / INR m * d) by (unfold turned, d; field; lra).
  assert (Q : 0 <= INR j / INR m <= 1).
  { split; apply (Rmult_le_reg_r (INR m)); try lra; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra. }
  rewrite Rabs_mult, (Rabs_pos_eq (INR j / INR m)) by lra. pose proof (Rabs_pos d). nra.
Qed.

Lemma quarter_cosines_length bits m : length (quarter_cosines bits m) = S m.
Proof. unfold quarter_cosines. destruct (_ && _); rewrite map_length, multiples_length; reflexivity. Qed.
Lemma quarter_cosines_ok bits m : (1 <= m)%nat -> (0 <= bits)%Z ->
  forall j, (j <= m)%nat -> holds bits (nth j (quarter_cosines bits m) (Itv 0 0)) (cos (turned m j)).
Proof.
  intros Hm Hb j Hj. unfold quarter_cosines. set (guard := (_ + _ + 64)%Z). set (fine := (bits + guard)%Z).
  set (angle := lo (divided _ _)). set (points := multiples _ _ _). set (miss := doubled _).
  assert (Hf : (0 <= fine)%Z).
  { unfold fine, guard. pose proof (Z.sqrt_nonneg (bits + 128)). pose proof (Z.log2_nonneg (Z.of_nat m)). lia. }
  assert (Lj : (j < length points)%nat) by (unfold points; rewrite multiples_length; lia).
  assert (Map : forall f, nth j (map f points) (Itv 0 0) = f (nth j points (Itv 0 0))).
  { intros f. rewrite (nth_indep _ _ (f (Itv 0 0))) by (rewrite map_length; auto). apply map_nth. }
  destruct (_ && _) eqn:T; rewrite Map.
  - apply andb_true_iff in T. destruct T as [A B]. apply Z.leb_le, IZR_le in A, B.
    rewrite mult_IZR, !shiftl_R, <- INR_IZR_INZ in A by auto. rewrite !mult_IZR, shiftl_R, <- INR_IZR_INZ in B by auto.
    pose proof (p2_pos fine). set (x := IZR angle / p2 fine).
    assert (X : IZR angle = x * p2 fine) by (unfold x; field; lra). rewrite X in A, B.
    assert (M : 1 <= INR m) by (apply (le_INR 1); auto).
    assert (Hx : 1 <= INR m * x <= 2) by (split; apply (Rmult_le_reg_r (p2 fine)); lra).
    assert (Points : forall i, (i <= m)%nat -> holds fine (nth i points (Itv 0 0)) (cos (INR i * x))).
    { apply multiples_ok; auto. apply cosine_ok; auto; [nra|]. unfold holds; cbn [lo hi]. lra. }
    apply coarser_ok. eapply widened_ok; [apply Points; auto| |apply multiple_near; auto].
    apply doubled_ok, size_ok, Points. auto.
  - unfold holds; cbn [lo hi]. rewrite opp_IZR, shiftl_R by auto. pose proof (p2_pos bits). pose proof (COS_bound (turned m j)). nra.
Qed.

(** ** The DCT-II *)
Lemma turned_plus m s t : (1 <= m)%nat -> turned m (s + t) = turned m s + turned m t.
Proof. intros Hm. apply (le_INR 1) in Hm. simpl INR in Hm. unfold turned. rewrite plus_INR. field. lra. Qed.
Lemma turned_half m : (1 <= m)%nat -> turned m (2 * m) = PI.
Proof. intros Hm. apply (le_INR 1) in Hm. simpl INR in Hm. unfold turned. rewrite mult_INR. simpl (INR 2). field. lra. Qed.
Lemma turned_periodic m turn : (1 <= m)%nat -> cos (turned m (turn mod (4 * m))) = cos (turned m turn).
Proof.
  intros Hm. rewrite (Nat.div_mod turn (4 * m)) at 2 by lia. set (q := (turn / (4 * m))%nat).
  replace (4 * m * q + turn mod (4 * m))%nat with (turn mod (4 * m) + 4 * m * q)%nat by lia.
  rewrite turned_plus by auto. replace (turned m (4 * m * q)) with (2 * INR q * PI); [symmetry; apply cos_period|].
  rewrite <- (turned_half m Hm). unfold turned. rewrite !mult_INR. simpl (INR 4). simpl (INR 2). field.
  apply (le_INR 1) in Hm. simpl INR in Hm. lra.
Qed.
(** the cosine at 2m - t is that at t with the other sign; the one at 4m - t is the same *)
Lemma turned_back m t : (1 <= m)%nat -> (t <= 2 * m)%nat -> cos (turned m (2 * m - t)) = - cos (turned m t).
Proof.
  intros Hm Ht. replace (turned m (2 * m - t)) with (PI - turned m t).
  - rewrite cos_minus, cos_PI, sin_PI. ring.
  - rewrite <- (turned_half m Hm). replace (2 * m)%nat with (2 * m - t + t)%nat at 1 by lia. rewrite turned_plus by auto. ring.
Qed.
Lemma turned_round m t : (1 <= m)%nat -> (t <= 4 * m)%nat -> cos (turned m (4 * m - t)) = cos (turned m t).
Proof.
  intros Hm Ht. replace (turned m (4 * m - t)) with (2 * PI - turned m t).
  - rewrite cos_minus, cos_2PI, sin_2PI. ring.
  - rewrite <- (turned_half m Hm). replace (2 * turned m (2 * m)) with (turned m (2 * m) + turned m (2 * m)) by ring.
    rewrite <- turned_plus by auto. replace (2 * m + 2 * m)%nat with (4 * m - t + t)%nat by lia. rewrite turned_plus by auto. ring.
Qed.

Lemma signed_ok bits m f values turn : (1 <= m)%nat ->
  (forall j, (j <= m)%nat -> holds bits (nth j values (Itv 0 0)) (f * cos (turned m j))) ->
  holds bits (signed m values turn) (f * cos (turned m turn)).
Proof.
  intros Hm H. unfold signed. rewrite <- turned_periodic by auto. pose proof (Nat.mod_upper_bound turn (4 * m) ltac:(lia)).
  set (t := (turn mod (4 * m))%nat) in *.
  replace (cos (turned m t)) with (cos (turned m (Nat.min t (4 * m - t)))).
  2:{ destruct (Nat.min_spec t (4 * m - t)) as [[_ ->]|[_ ->]]; auto. apply turned_round; lia. }
  set (u := Nat.min t (4 * m - t)). assert (u <= 2 * m)%nat by lia.
  destruct (Nat.leb_spec u m); [apply H; auto|].
  replace (f * cos (turned m u)) with (- (f * cos (turned m (2 * m - u)))) by (rewrite turned_back by auto; ring).
  apply opposite_ok, H. lia.
Qed.

Lemma nth_map_seq {T} (f : nat -> T) n k d : (k < n)%nat -> nth k (map f (seq 0 n)) d = f k.
Proof.
  intros H. rewrite (nth_indep _ _ (f 0%nat)) by (rewrite map_length, seq_length; auto). rewrite map_nth, seq_nth by auto. reflexivity.
Qed.

Theorem dct_itv_ok bits m : (1 <= m)%nat -> (0 <= bits)%Z -> forall k j, (k < m)%nat -> (j < m)%nat ->
  holds bits (nth j (nth k (dct_itv bits m) []) (Itv 0 0)) (dct m k j).
Proof.
  intros Hm Hb k j Hk Hj. unfold dct_itv. rewrite !nth_map_seq by auto. unfold dct. fold (turned m ((2 * j + 1) * k)).
  assert (M : 1 <= INR m) by (apply (le_INR 1); auto).
  assert (Root : forall n, (0 <= n)%Z -> holds bits (root bits (divided (Z.of_nat m) (whole bits n))) (sqrt (IZR n / INR m))).
  { intros n Hn. apply root_ok; auto.
    - rewrite INR_IZR_INZ. apply divided_ok; [lia|]. apply whole_ok; auto.
    - apply Rmult_le_pos; [apply (IZR_le 0); auto|]. left. apply Rinv_0_lt_compat. lra. }
  destruct (Nat.eqb_spec k 0) as [->|].
  - rewrite Nat.mul_0_r. unfold turned. simpl (INR 0). rewrite Rmult_0_r. unfold Rdiv at 2. rewrite Rmult_0_l, cos_0, Rmult_1_r.
    apply Root. lia.
  - pose proof (Nat.mod_upper_bound ((2 * j + 1) * k) (4 * m) ltac:(lia)). rewrite nth_map_seq by auto.
    rewrite <- turned_periodic by auto. apply signed_ok; auto. intros i Hi.
    rewrite (nth_indep _ _ (product bits (root bits (divided (Z.of_nat m) (whole bits 2))) (Itv 0 0))).
    + rewrite map_nth. apply product_ok; [apply Root; lia|]. apply quarter_cosines_ok; auto.
    + rewrite map_length, quarter_cosines_length. lia.
Qed.
