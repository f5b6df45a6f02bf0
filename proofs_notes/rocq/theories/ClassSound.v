(** * The class and the member that an accepted certificate states (Checker.v: [class_okb], [member_okb])

    [w_setting], [w_scale], [w_elt]: class, scale and member of a certificate, as real numbers. [class_sound]: they have the constants
    of Omega_K; [member_facts]: the member belongs to it. *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Qabs Bool.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals Mixing TiedColumns TrainingSets Conditioning OmegaK ScaleBounds Constants
  Interval IntervalSound Cosines CosinesSound DctMixing Certificate Checker.
Import ListNotations.
Open Scope R_scope.

Ltac bools := repeat match goal with H : _ && _ = true |- _ => apply andb_prop in H; destruct H end.

Definition toP (P : problemQ) : problem :=
  match P with BPq e => BP (Q2R e) | LASSOq l => LASSO (Q2R l) | SQRTLq l => SQRTL (Q2R l) end.
Definition itemR (v : array) (i : nat) : R := IZR (item v i) * p2 (exponent v).
(** the mixing Q *)
Definition mixR (w : certificate) (k j : nat) : R :=
  match mixing_of w with Dct => dct (wm w) k j | _ => IZR (mix_entry w k j) * p2 (- mix_bits w) end.
(** b = Q^T y_0 *)
Definition unmixR (w : certificate) (k : nat) : R := sum (wm w) (fun i => mixR w i k * itemR (base_sample w) i).

Definition w_setting (w : certificate) : setting :=
  mkSetting (toP (wP w)) (wd w) (wmt w) (wR w) (mixR w) (Q2R (wa w)).
Definition w_scale (w : certificate) : scale :=
  mkScale (unmixR w 0) (fun q => unmixR w (S q)) (Q2R (wemax w)) (Q2R (wkmax w)).
Definition w_elt (w : certificate) : elt := member (w_setting w) (w_scale w) (branch w) (Q2R (epsilon w)) (Q2R (kappa w)).
(** the class has the constants of Omega_K at the scale of the certificate *)
Definition w_class (w : certificate) : Prop :=
  setting_ok (w_setting w) /\ base_ok (w_setting w) /\ constants_ok (w_setting w) (w_scale w) (Q2R (wtau w)) /\
  let level := if strong w then digits_of w else (digits_of w - 1)%nat in
  3/2 * (/10)^level <= Q2R (wtau w) < 3 * (/10)^level.

(** ** Numbers *)
Lemma natQ_R n : Q2R (natQ n) = INR n.
Proof. unfold natQ. rewrite Q2R_inj, <- INR_IZR_INZ. reflexivity. Qed.
Lemma tenth_R n : Q2R (tenth n) = (/10)^n.
Proof. induction n; cbn [tenth pow]; [apply Q2R_1|]. rewrite Q2R_mult, IHn. f_equal. unfold Q2R. simpl. field. Qed.
Lemma Q2R_lit (p : BinNums.positive) : Q2R (Z.pos p # 1) = IZR (Z.pos p).
Proof. unfold Q2R. simpl. rewrite Rinv_1. ring. Qed.
Lemma Q2R_div' x y : Q2R y <> 0 -> Q2R (x / y) = Q2R x / Q2R y.
Proof. intros H. apply Q2R_div. intros E. apply H. rewrite (Qeq_eqR _ _ E). apply Q2R_0. Qed.
Lemma dyadicQ_R m e : Q2R (dyadicQ m e) = IZR m * p2 e.
Proof.
  unfold dyadicQ. destruct e as [|p|p].
  - rewrite Q2R_inj, mult_IZR. reflexivity.
  - rewrite Q2R_inj, mult_IZR, p2_IZR by lia. reflexivity.
  - unfold Q2R. cbn [Qnum Qden]. f_equal. apply (Rmult_eq_reg_l (IZR (Z.pos (2 ^ p)))); [|apply IZR_neq; lia].
    rewrite Rinv_r by (apply IZR_neq; lia). rewrite Pos2Z.inj_pow, p2_IZR by lia.
    change (Z.neg p) with (- Z.pos p)%Z. rewrite p2_opp. reflexivity.
Qed.
Lemma itemQ_R v i : Q2R (itemQ v i) = itemR v i. Proof. apply dyadicQ_R. Qed.
Lemma maxQ_R x y : Q2R (maxQ x y) = Rmax (Q2R x) (Q2R y).
Proof.
  unfold maxQ. destruct (Qle_bool x y) eqn:E; [apply le_ok in E; rewrite Rmax_right; auto|].
  rewrite Rmax_left; auto. apply Rlt_le, Qlt_Rlt. apply Qnot_le_lt. intros L. apply Qle_bool_iff in L. congruence.
Qed.
Lemma nth_tabulate {T} n (f : nat -> T) i d : (i < n)%nat -> nth i (tabulate n f) d = f i.
Proof.
  intros H. unfold tabulate. rewrite (nth_indep _ d (f 0%nat)) by (rewrite map_length, seq_length; exact H).
  rewrite map_nth, seq_nth by exact H. reflexivity.
Qed.
Lemma bit_length_nonneg z : (0 <= bit_length z)%Z.
Proof. unfold bit_length. destruct z; [lia| |]; match goal with |- context[Z.log2 ?x] => pose proof (Z.log2_nonneg x) end; lia. Qed.
Lemma guard_nonneg w : (64 <= guard w)%Z.
Proof.
  unfold guard. pose proof (bit_length_nonneg (Qnum (wa w))). pose proof (bit_length_nonneg (Zpos (Qden (wa w)))).
  pose proof (bit_length_nonneg (Qnum (parameterQ w))). pose proof (bit_length_nonneg (Zpos (Qden (parameterQ w)))).
  pose proof (bit_length_nonneg (Z.of_nat (wm w * wN w))). lia.
Qed.
Lemma class_bits_nonneg w : (0 <= class_bits w)%Z.
Proof. unfold class_bits. pose proof (guard_nonneg w). lia. Qed.

Section Witness.
Variable w : certificate.
Let m := wm w.

(** ** The mixing and b are enclosed *)
Lemma mix_rows_ok bits : (0 <= bits)%Z -> forall k j, (k < m)%nat -> (j < m)%nat -> holds bits (entry_of (mix_rows w bits) k j) (mixR w k j).
Proof.
  intros Hb k j Hk Hj. unfold mixR, mix_rows, entry_of, nth_itv. destruct (mixing_of w);
    try (rewrite (nth_tabulate _ _ k) by exact Hk; rewrite (nth_tabulate _ _ j) by exact Hj; apply dyadic_ok).
  apply dct_itv_ok; auto. unfold wm. lia.
Qed.
Lemma unmixed_ok bits : (0 <= bits)%Z -> forall k, (k < m)%nat -> holds bits (nth_itv (unmixed w bits (mix_rows w bits)) k) (unmixR w k).
Proof.
  intros Hb k Hk. unfold unmixed, nth_itv. rewrite nth_tabulate by exact Hk. apply total_ok. intros i Hi.
  apply mul_ok; [apply mix_rows_ok; auto|apply dyadic_ok].
Qed.

Hypothesis HC : class_okb w = true.
(** integers q over 2^p whose products sum to 2^(2p) or 0 are the entries of an orthonormal family *)
Lemma exact_orthogonal (q : nat -> nat -> Z) (x : nat -> nat -> R) p : (0 <= p)%Z ->
  (forall k j, (k < m)%nat -> (j < m)%nat -> x k j = IZR (q k j) * p2 (- p)) ->
  allb m (fun k => allb m (fun l => Z.eqb (sumZ m (fun i => q i k * q i l)) (if (k =? l)%nat then 2 ^ (2 * p) else 0)))%Z = true ->
  orthonormal_columns m x.
Proof.
  intros Hp X Hf k l Hk Hl. pose proof (allb_ok _ _ (allb_ok _ _ Hf k Hk) l Hl) as E. cbv beta in E. apply Z.eqb_eq in E.
  rewrite (sum_ext m _ (fun i => (p2 (- p) * p2 (- p)) * IZR (q i k * q i l))) by (intros; rewrite !X, mult_IZR by auto; ring).
  rewrite sum_scal, <- sumZ_R, E. destruct (k =? l)%nat; [|ring].
  rewrite p2_IZR by lia. replace (2 * p)%Z with (p + p)%Z by ring. rewrite p2_add.
  transitivity ((p2 p * p2 (- p)) * (p2 p * p2 (- p))); [ring|]. rewrite p2_opp. ring.
Qed.
Lemma orthogonal_sound : orthogonal m (mixR w).
Proof.
  pose proof HC as H. unfold class_okb in H. bools. match goal with O : orthogonal_okb w = true |- _ => rename O into HO end.
  unfold orthogonal_okb in HO.
  assert (T : forall k j, (k < m)%nat -> (j < m)%nat ->
    nth j (nth k (tabulate (wm w) (fun k => tabulate (wm w) (mix_entry w k))) []) 0%Z = mix_entry w k j).
  { intros k j Hk Hj. rewrite (nth_tabulate _ _ k), (nth_tabulate _ _ j) by auto. reflexivity. }
  cbv zeta in HO. set (q := fun k j => nth j (nth k (tabulate (wm w) (fun k => tabulate (wm w) (mix_entry w k))) []) 0%Z) in *.
  assert (Exact : (forall k j, mixR w k j = IZR (mix_entry w k j) * p2 (- mix_bits w)) ->
    ((0 <=? mix_bits w)%Z &&
     allb (wm w) (fun k => allb (wm w) (fun l => Z.eqb (sumZ (wm w) (fun i => q i k * q i l)%Z) (if (k =? l)%nat then (2 ^ (2 * mix_bits w))%Z else 0%Z))) &&
     allb (wm w) (fun k => allb (wm w) (fun l => Z.eqb (sumZ (wm w) (fun i => q k i * q l i)%Z) (if (k =? l)%nat then (2 ^ (2 * mix_bits w))%Z else 0%Z)))) = true ->
    orthogonal m (mixR w)).
  { intros X HE. bools. match goal with Z0 : (0 <=? _)%Z = true |- _ => apply Z.leb_le in Z0 end. split.
    - apply (exact_orthogonal q) with (p := mix_bits w); auto. intros. rewrite X. unfold q. rewrite T by auto. reflexivity.
    - apply (exact_orthogonal (fun i j => q j i)) with (p := mix_bits w); auto. intros. rewrite X. unfold q. rewrite T by auto. reflexivity. }
  destruct (mixing_of w) eqn:E; [| |auto..]; try (apply Exact; [intros; unfold mixR; rewrite E; reflexivity|exact HO]).
  destruct (dct_orthogonal m ltac:(unfold m, wm; lia)) as [O1 O2].
  split; intros k l Hk Hl; [rewrite <- (O1 k l Hk Hl)|rewrite <- (O2 k l Hk Hl)]; apply sum_ext; intros; unfold mixR; rewrite E; reflexivity.
Qed.

Lemma setting_sound : setting_ok (w_setting w) /\ base_ok (w_setting w).
Proof.
  pose proof HC as H. pose proof orthogonal_sound as O. unfold class_okb in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Nat.leb _ _ = true |- _ => apply Nat.leb_le in L end.
  rewrite !Q2R_mult, !natQ_R in *. rewrite ?Q2R_lit in *.
  assert (Hm : 1 <= INR (wm w)) by (apply (le_INR 1); unfold wm; lia).
  assert (E : parameter (toP (wP w)) = Q2R (parameterQ w)) by (unfold parameterQ; destruct (wP w); reflexivity).
  assert (HP : params_ok (toP (wP w))).
  { match goal with O : params_okb w = true |- _ => unfold params_okb in O; destruct (wP w); simpl;
      [apply le_ok in O|apply lt_ok in O|apply lt_ok in O]; rewrite Q2R_0 in O; exact O end. }
  split.
  - constructor; simpl; auto. lra.
  - unfold base_ok. change (INR (rows (w_setting w))) with (INR (wm w)). change (base (w_setting w)) with (Q2R (wa w)).
    change (pb (w_setting w)) with (toP (wP w)). rewrite E. unfold Rmax. destruct (Rle_dec 1 (Q2R (parameterQ w))); lra.
Qed.

(** ** The constants *)
Let bits := class_bits w.
Let b := unmixed w bits (mix_rows w bits).
Let Hbits : (0 <= bits)%Z := class_bits_nonneg w.
Lemma beta_enclosed : holds bits (nth_itv b 0) (unmixR w 0).
Proof. apply unmixed_ok; auto. unfold m, wm. lia. Qed.
Lemma tail_enclosed q : (q < wmt w)%nat -> holds bits (nth_itv b (S q)) (unmixR w (S q)).
Proof. intros H. apply unmixed_ok; auto. unfold m, wm. lia. Qed.
Lemma rational_enclosed q : holds bits (ratio bits q) (Q2R q). Proof. apply ratio_ok; auto. Qed.
Lemma within_ok I J x y : holds bits I x -> holds bits J y -> within I J = true -> Rabs x <= y.
Proof. intros HI HJ E. apply (at_most_ok bits _ _ _ _ (size_ok bits I x HI) HJ E). Qed.
Lemma is_zero_ok I x : holds bits I x -> is_zero I = true -> x = 0.
Proof.
  intros [L U] E. unfold is_zero in E. bools. repeat match goal with Z0 : Z.eqb _ _ = true |- _ => apply Z.eqb_eq in Z0; rewrite Z0 in * end.
  pose proof (p2_pos bits). nra.
Qed.

(** the number of tail entries that are not zero *)
Lemma count_sum (f : nat -> bool) (g : nat -> R) n : (forall q, (q < n)%nat -> g q = if f q then 1 else 0) ->
  sum n g = INR (length (filter f (seq 0 n))).
Proof.
  induction n; intros H; [reflexivity|]. rewrite seq_S, filter_app, app_length, plus_INR. cbn [sum].
  rewrite IHn by (intros; apply H; lia). f_equal. rewrite (H n) by lia. simpl. destruct (f n); reflexivity.
Qed.
Lemma support_count : (forall q, (q < wmt w)%nat -> is_zero (nth_itv b (S q)) = true \/ unmixR w (S q) <> 0) ->
  support (w_setting w) (btail (w_scale w)) = INR (active_tails w b).
Proof.
  intros H. unfold support, dot, active_tails. simpl tails. apply count_sum. intros q Hq. unfold signs. cbn [btail w_scale].
  destruct (is_zero (nth_itv b (S q))) eqn:E; cbn [negb].
  - rewrite (is_zero_ok _ _ (tail_enclosed q Hq) E). unfold sgn. destruct (Rlt_dec 0 0); [lra|ring].
  - destruct (H q Hq) as [F|F]; [congruence|]. unfold sgn. destruct (Rlt_dec 0 (unmixR w (S q))); [ring|].
    destruct (Rlt_dec (unmixR w (S q)) 0); [ring|lra].
Qed.

Lemma max_le e x y t : 0 <= e -> e * (40 * x) <= t -> e * (40 * y) <= t -> e * (40 * Rmax x y) <= t.
Proof. intros. unfold Rmax. destruct (Rle_dec x y); auto. Qed.
Lemma rootQ_ok n : 0 <= Q2R (rootQ n) /\ sqrt (INR n) <= Q2R (rootQ n).
Proof.
  unfold rootQ. rewrite Q2R_inj. destruct (sqrt_above (Z.of_nat n)) as [H0 H1]. split; auto.
  rewrite <- (sqrt_square (IZR (Z.sqrt_up (Z.of_nat n)))) by auto. apply sqrt_le_1_alt. rewrite INR_IZR_INZ. exact H1.
Qed.

Lemma constants_sound : constants_ok (w_setting w) (w_scale w) (Q2R (wtau w)).
Proof.
  pose proof (proj1 setting_sound) as HS. pose proof (ok_base _ HS) as Ha. simpl in Ha.
  pose proof (ok_heads _ HS) as Hd. simpl in Hd. pose proof (ok_samples _ HS) as HR. simpl in HR.
  pose proof (ok_problem _ HS) as HP. cbn [pb w_setting] in HP.
  pose proof HC as H. unfold class_okb in H. cbv zeta in H. fold bits in H. fold b in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  match goal with L : tail_okb w bits b = true |- _ => rename L into LT end.
  match goal with L : beta_okb w bits b = true |- _ => rename L into LB end.
  match goal with L : drift_okb w bits b = true |- _ => rename L into LD end.
  rewrite !Q2R_mult, ?natQ_R, ?tenth_R, ?Q2R_lit, ?Q2R_0 in *.
  set (a := Q2R (wa w)) in *. set (tau := Q2R (wtau w)) in *. set (em := Q2R (wemax w)) in *. set (km := Q2R (wkmax w)) in *.
  set (V := nrm (wmt w) (fun q => unmixR w (S q))).
  assert (HV0 : 0 <= V) by apply nrm_nonneg.
  assert (HVe : holds bits (tail_norm w b) V) by (apply norm_ok; intros; apply tail_enclosed; auto).
  assert (Hd2 : 2 <= INR (wd w)) by (apply (le_INR 2); auto).
  assert (Ht : 0 < tau).
  { pose proof (pow_lt (/10) (scale_digits w) ltac:(lra)).
    match goal with L : Q2R (3#2) * _ <= tau |- _ => replace (Q2R (3#2)) with (3/2) in L by (unfold Q2R; simpl; field); lra end. }
  assert (Hem : 0 < em) by assumption.
  assert (Haa : 0 < a * a) by nra.
  assert (Hda : 0 < INR (wd w) * (a * a)) by (apply Rmult_lt_0_compat; lra).
  (* the tail: what support counts *)
  assert (Hact : match wP w with BPq e => Q2R e = 0 \/ support (w_setting w) (btail (w_scale w)) = INR (active_tails w b) | _ => True end).
  { unfold tail_okb in LT. destruct (wP w) as [e| |]; auto. apply orb_prop in LT. destruct LT as [L|L].
    - left. apply eq_ok in L. rewrite Q2R_0 in L. exact L.
    - right. apply support_count. intros q Hq. pose proof (allb_ok _ _ L q Hq) as F. cbv beta in F. apply orb_prop in F.
      destruct F as [F|F]; [left; auto|right].
      pose proof (at_most_ok bits _ _ _ _ (rational_enclosed _) (size_ok bits _ _ (tail_enclosed q Hq)) F) as G.
      rewrite Q2R_mult, Q2R_lit, maxQ_R, Q2R_1 in G. pose proof (Rmax_l 1 (Q2R e)). intros Z. rewrite Z, Rabs_R0 in G. lra. }
  unfold drift_okb in LD. cbv zeta in LD. apply andb_prop in LD. destruct LD as [LD0 LD].
  apply le_ok in LD0. rewrite Q2R_mult, Q2R_lit in LD0. fold a em in LD0.
  assert (HT : em * (40 * (tau / a)) <= tau).
  { apply (Rmult_le_reg_r a); [lra|]. replace (em * (40 * (tau / a)) * a) with (40 * em * tau) by (field; lra). nra. }
  assert (HV : at_most (mul bits (ratio bits (40 * wemax w)) (tail_norm w b)) (ratio bits (wtau w * (natQ (wd w) * (wa w * wa w)))) = true ->
    em * (40 * (V / (INR (wd w) * (a * a)))) <= tau).
  { intros E. pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed _) HVe) (rational_enclosed _) E) as G.
    rewrite !Q2R_mult, natQ_R, Q2R_lit in G. fold a tau em in G.
    apply (Rmult_le_reg_r (INR (wd w) * (a * a))); [auto|].
    replace (em * (40 * (V / (INR (wd w) * (a * a)))) * (INR (wd w) * (a * a))) with (40 * em * V) by (field; lra). lra. }
  constructor; simpl; fold a tau em km; auto; try lra.
  - (* drift *)
    unfold drift. simpl pb. simpl tails. simpl heads. simpl base. simpl btail. fold a V. cbv zeta.
    destruct (wP w) as [e|l|l] eqn:EP; cbn [toP].
    + destruct (Req_EM_T (Q2R e) 0) as [E0|Hn].
      * destruct (Qeq_bool e 0) eqn:Ee; [apply max_le; auto; lra|].
        exfalso. assert (F : Qeq_bool e 0 = true) by (apply Qeq_bool_iff, eqR_Qeq; rewrite Q2R_0; exact E0). congruence.
      * destruct Hact as [F|Hs]; [contradiction|]. cbn [btail w_scale] in Hs.
        destruct (Qeq_bool e 0) eqn:Ee; [apply eq_ok in Ee; rewrite Q2R_0 in Ee; contradiction|]. bools.
        match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L; rewrite !Q2R_mult, Q2R_plus, !Q2R_mult, Q2R_lit in L; fold a tau em in L; rename L into L1 end.
        match goal with L : at_most _ _ = true |- _ =>
          pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed _) (add_ok bits _ _ _ _ HVe (rational_enclosed _))) (rational_enclosed _) L) as L2 end.
        rewrite !Q2R_mult, Q2R_lit in L2. fold a tau em in L2. rewrite Hs. cbn [params_ok toP] in HP.
        destruct (rootQ_ok (active_tails w b)) as [R0 R1]. set (rt := Q2R (rootQ (active_tails w b))) in *.
        set (sr := sqrt (INR (active_tails w b))) in *. assert (S0 : 0 <= sr) by apply sqrt_pos.
        assert (ER : Q2R e * sr <= Q2R e * rt) by (apply Rmult_le_compat_l; auto).
        apply max_le; [lra| |]; apply (Rmult_le_reg_r (a * a)); auto.
        -- replace (em * (40 * (tau / a + Q2R e * sr / (a * a))) * (a * a)) with (em * (40 * (tau * a + Q2R e * sr))) by (field; lra).
           eapply Rle_trans; [|exact L1]. apply Rmult_le_compat_l; lra.
        -- replace (em * (40 * ((V + Q2R e * sr) / (a * a))) * (a * a)) with (em * (40 * (V + Q2R e * sr))) by (field; lra).
           assert (em * (40 * (V + Q2R e * sr)) <= em * (40 * (V + Q2R e * rt))) by (apply Rmult_le_compat_l; lra). lra.
    + bools. apply max_le; [lra| |auto]. apply max_le; [lra|auto|].
      match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L; rewrite !Q2R_mult, !Q2R_lit in L; fold a tau em in L end.
      assert (0 < a * a * a) by (apply Rmult_lt_0_compat; lra).
      apply (Rmult_le_reg_r (2 * (a * a * a))); [lra|].
      replace (em * (40 * (Q2R l / (2 * (a * a * a)))) * (2 * (a * a * a))) with (em * (40 * Q2R l)) by (field; lra). lra.
    + apply max_le; auto; lra.
  - (* beta *)
    unfold beta_okb in LB. apply andb_prop in LB. destruct LB as [LB0 LB].
    assert (HSh : holds bits (shrinkage_itv w bits b) (shrinkage (w_setting w) (btail (w_scale w)))).
    { unfold shrinkage_itv, shrinkage. cbn [pb base heads w_setting]. fold a. destruct (wP w) as [e|l|l]; cbn [toP].
      - set (D := Q2R (1 + natQ (active_tails w b) / natQ (wd w))).
        assert (ED : D = 1 + INR (active_tails w b) / INR (wd w)).
        { unfold D. rewrite Q2R_plus, Q2R_1, Q2R_div' by (rewrite natQ_R; lra). rewrite !natQ_R. reflexivity. }
        assert (HD : 0 <= D) by (rewrite ED; pose proof (pos_INR (active_tails w b)); assert (0 <= INR (active_tails w b) / INR (wd w)) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]); lra).
        pose proof (div_ok bits Hbits _ _ _ _ (rational_enclosed e) (root_ok bits Hbits _ _ (rational_enclosed _) HD) LB0) as G.
        destruct Hact as [Z|Hs].
        + rewrite Z in *. unfold Rdiv in *. rewrite Rmult_0_l in *. exact G.
        + rewrite Hs. fold D in G; rewrite ED in G. exact G.
      - pose proof (rational_enclosed (l / (2 * wa w))) as G. rewrite Q2R_div' in G by (rewrite Q2R_mult, Q2R_lit; fold a; lra).
        rewrite Q2R_mult, Q2R_lit in G. exact G.
      - unfold holds. cbn [lo hi]. lra. }
    pose proof (within_ok _ _ _ _ (sub_ok bits _ _ _ _ beta_enclosed (add_ok bits _ _ _ _ (rational_enclosed (whead w)) HSh)) (rational_enclosed (whead w / 100)) LB) as G.
    rewrite Q2R_div' in G by (rewrite Q2R_lit; lra). unfold whead in G. rewrite Q2R_mult, Q2R_lit in G. exact G.
  - (* tails *)
    intros q Hq. unfold tail_size_ok. cbn [pb heads base btail w_setting w_scale]. fold a em. unfold tail_okb in LT.
    destruct (wP w) as [e|l|l] eqn:EP; cbn [toP]; [| |exact I].
    + apply orb_prop in LT. destruct LT as [L|L]; [left; apply eq_ok in L; rewrite Q2R_0 in L; exact L|right].
      pose proof (allb_ok _ _ L q Hq) as F. cbv beta in F. apply orb_prop in F. destruct F as [F|F].
      * left. apply (is_zero_ok _ _ (tail_enclosed q Hq) F).
      * right. pose proof (at_most_ok bits _ _ _ _ (rational_enclosed _) (size_ok bits _ _ (tail_enclosed q Hq)) F) as G.
        rewrite Q2R_mult, Q2R_lit, maxQ_R, Q2R_1 in G. exact G.
    + pose proof (allb_ok _ _ LT q Hq) as F. cbv beta in F. right. apply orb_prop in F. destruct F as [F|F].
      * left. pose proof (at_most_ok bits _ _ _ _ (rational_enclosed _) (size_ok bits _ _ (tail_enclosed q Hq)) F) as G. rewrite Q2R_1 in G. exact G.
      * right. set (cq := (natQ (wd w - 1) * (wa w * wa w) + (wa w + wemax w) * (wa w + wemax w))%Q) in *.
        assert (EC : sqrt (Q2R cq) = cnorm (wd w) a em).
        { unfold cq, cnorm. rewrite Q2R_plus, !Q2R_mult, !Q2R_plus, natQ_R. reflexivity. }
        assert (HC0 : 0 <= Q2R cq) by (unfold cq; rewrite Q2R_plus, !Q2R_mult, !Q2R_plus, natQ_R; fold a em; apply cnorm_arg).
        pose proof (root_ok bits Hbits _ _ (rational_enclosed cq) HC0) as HL. rewrite EC in HL.
        pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (size_ok bits _ _ (tail_enclosed q Hq)) HL) (rational_enclosed _) F) as G.
        rewrite Q2R_div' in G by (rewrite Q2R_lit; lra). rewrite Q2R_lit in G. exact G.
Qed.

Lemma class_sound : w_class w.
Proof.
  destruct setting_sound as [S1 S2]. split; [exact S1|]. split; [exact S2|]. split; [apply constants_sound|].
  pose proof HC as H. unfold class_okb in H. bools. cbv zeta.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  rewrite !Q2R_mult, ?tenth_R, ?Q2R_lit in *.
  match goal with L : Q2R (3#2) * _ <= _ |- _ => replace (Q2R (3#2)) with (3/2) in L by (unfold Q2R; simpl; field) end. 
  unfold scale_digits in *. split; lra.
Qed.

(** ** The member *)
Hypothesis HM : member_okb w = true.
Lemma member_facts : (branch w < wd w)%nat /\ 0 < Q2R (epsilon w) <= Q2R (wemax w) /\ 0 <= Q2R (kappa w) <= Q2R (wkmax w).
Proof.
  pose proof HM as H. unfold member_okb in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  rewrite Q2R_0 in *. split; [apply Nat.ltb_lt; auto|]. split; lra.
Qed.
Lemma head_agrees j : Q2R (headQ w j) = head (Q2R (wa w)) (branch w) (Q2R (epsilon w)) j.
Proof. unfold headQ, head. destruct (j =? branch w)%nat; [apply Q2R_plus|reflexivity]. Qed.
Lemma diagonal_ok p : (0 <= p)%Z -> holds p (diagonal w p) (cnorm (wd w) (Q2R (wa w)) (Q2R (epsilon w))).
Proof.
  intros Hp. unfold diagonal, cnorm.
  assert (E : Q2R (c_square w) = INR (wd w - 1) * (Q2R (wa w) * Q2R (wa w)) + (Q2R (wa w) + Q2R (epsilon w)) * (Q2R (wa w) + Q2R (epsilon w)))
    by (unfold c_square; rewrite Q2R_plus, !Q2R_mult, !Q2R_plus, natQ_R; reflexivity).
  rewrite <- E. apply root_ok; auto; [apply ratio_ok; auto|]. rewrite E. apply cnorm_arg.
Qed.
(** the entries of A = Q B *)
Lemma matrix_ok p i j : (0 <= p)%Z -> (i < m)%nat -> (j < wN w)%nat ->
  holds p (matrix_itv w p (mix_rows w p) (diagonal w p) i j) (eA (w_elt w) i j).
Proof.
  intros Hp Hi Hj. cbn [eA w_elt member]. unfold matrix, mm. change (rows (w_setting w)) with m.
  cbn [mix w_setting]. unfold matrix_itv, block. cbn [heads base w_setting]. destruct (Nat.ltb_spec j (wd w)) as [L|L].
  - rewrite (sum_single m _ 0%nat); [|unfold m, wm; lia|].
    + unfold Bmat. destruct (Nat.ltb_spec j (wd w)); [|lia]. apply mul_ok.
      * apply mix_rows_ok; auto. unfold m, wm. lia.
      * unfold head_itv. rewrite <- head_agrees. apply ratio_ok; auto.
    + intros [|k] Hk Hn; [lia|]. unfold Bmat. destruct (Nat.eqb_spec j (wd w + k)); [lia|ring].
  - unfold wN in Hj. rewrite (sum_single m _ (S (j - wd w))); [|unfold m, wm; lia|].
    + unfold Bmat. destruct (Nat.eqb_spec j (wd w + (j - wd w))); [|lia]. apply mul_ok.
      * apply mix_rows_ok; auto. unfold m, wm. lia.
      * apply diagonal_ok; auto.
    + intros [|k] Hk Hn; unfold Bmat; [destruct (Nat.ltb_spec j (wd w)); [lia|ring]|].
      destruct (Nat.eqb_spec j (wd w + k)); [lia|ring].
Qed.
(** y_k = y_0 + kappa k Q e_1 *)
Lemma sample_value k i : (i < m)%nat -> eS (w_elt w) k i = itemR (base_sample w) i + Q2R (kappa w) * INR k * mixR w i 0.
Proof.
  intros Hi. destruct orthogonal_sound as [_ O]. cbn [eS w_elt member]. unfold sample. change (rows (w_setting w)) with m. cbn [mix w_setting].
  set (y := itemR (base_sample w)).
  assert (E : mv m (mixR w) (unmixR w) i = y i).
  { unfold mv, unmixR. fold m. fold y.
    rewrite (sum_ext m _ (fun l => sum m (fun r => y r * (mixR w i l * mixR w r l)))).
    2:{ intros l _. rewrite <- sum_scal. apply sum_ext; intros. ring. }
    rewrite sum_swap, (sum_single m _ i Hi).
    - rewrite sum_scal. rewrite (O i i Hi Hi), Nat.eqb_refl. ring.
    - intros r Hr Hn. rewrite sum_scal, (O i r Hi Hr). destruct (Nat.eqb_spec i r); [lia|ring]. }
  rewrite <- E. unfold mv.
  rewrite (sum_ext m (fun j => mixR w i j * bvec (bhead (w_scale w) (Q2R (kappa w)) k) (btail (w_scale w)) j)
    (fun j => mixR w i j * unmixR w j + (if (j =? 0)%nat then mixR w i j * (Q2R (kappa w) * INR k) else 0))).
  - rewrite sum_plus. f_equal. rewrite (sum_single m _ 0%nat); [simpl; ring|unfold m, wm; lia|].
    intros j _ Hn. destruct (Nat.eqb_spec j 0); [lia|reflexivity].
  - intros [|j] _; simpl; [unfold bhead; simpl|]; ring.
Qed.
Lemma sample_ok p k i : (0 <= p)%Z -> (i < m)%nat -> holds p (sample_itv w p (mix_rows w p) k i) (eS (w_elt w) k i).
Proof.
  intros Hp Hi. rewrite sample_value by auto. apply add_ok; [apply dyadic_ok|]. apply mul_ok.
  - pose proof (ratio_ok p Hp (kappa w * natQ k)) as G. rewrite Q2R_mult, natQ_R in G. exact G.
  - apply mix_rows_ok; auto. unfold m, wm. lia.
Qed.
End Witness.
