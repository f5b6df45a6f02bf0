(** * The class and the member that an accepted certificate states (Checker.v: [class_okb], [member_okb])

    [w_setting], [w_scale], [w_elt]: class, scale and member of a certificate, as real numbers. [class_sound]: they have the constants
    of Omega_K; [member_facts]: the member belongs to it. *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Bool.
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
(** y_k and b = Q^T y_k *)
Definition directionR (w : certificate) (i : nat) : R :=
  match mixing_of w with
  | Identity => match first_zero (pattern w 0) with Some q => if Nat.eqb i (S q) then 1 else 0 | None => mixR w i 0 end
  | Dct => match direction w with Some g => itemR g i | None => 0 end
  | _ => mixR w i 0
  end.
Definition yR (w : certificate) (k i : nat) : R := itemR (base_sample w k) i + Q2R (kappa w) * INR k * directionR w i.
Definition unmixR (w : certificate) (k l : nat) : R := sum (wm w) (fun i => mixR w i l * yR w k i).

Definition w_setting (w : certificate) : setting :=
  mkSetting (toP (wP w)) (wd w) (wmt w) (wR w) (mixR w) (Q2R (wa w)).
(** what sample k sees; its spread is part of it *)
Definition w_scale (w : certificate) (k : nat) : scale :=
  mkScale (unmixR w k 0) (fun q => unmixR w k (S q)) (Q2R (wemax w)) 0.
Definition w_elt (w : certificate) : elt :=
  mkE (matrix (w_setting w) (branch w) (Q2R (epsilon w))) (fun k => sample (w_setting w) (w_scale w k) 0 k).
(** the class has the constants of Omega_K at every sample, at the scale of the certificate *)
Definition w_class (w : certificate) : Prop :=
  setting_ok (w_setting w) /\ base_ok (w_setting w) /\
  (forall k, (k < wR w)%nat -> constants_ok (w_setting w) (w_scale w k) (Q2R (wtau w))) /\
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
Local Notation m := (wm w).

(** ** The mixing and b are enclosed *)
Lemma mix_rows_ok bits : (0 <= bits)%Z -> forall k j, (k < m)%nat -> (j < m)%nat -> holds bits (entry_of (mix_rows w bits) k j) (mixR w k j).
Proof.
  intros Hb k j Hk Hj. unfold mixR, mix_rows, entry_of, nth_itv. destruct (mixing_of w);
    try (rewrite (nth_tabulate _ _ k) by exact Hk; rewrite (nth_tabulate _ _ j) by exact Hj; apply dyadic_ok).
  apply dct_itv_ok; auto. unfold wm. lia.
Qed.
Lemma one_ok bits : holds bits (dyadic bits 1 0) 1.
Proof. pose proof (dyadic_ok bits 1 0) as H. rewrite p2_0, Rmult_1_r in H. exact H. Qed.
Lemma zero_ok bits : holds bits (Itv 0 0) 0.
Proof. unfold holds. cbn [lo hi]. lra. Qed.
Lemma direction_ok bits i : (0 <= bits)%Z -> (i < m)%nat -> holds bits (direction_itv w bits (mix_rows w bits) i) (directionR w i).
Proof.
  intros Hb Hi. unfold direction_itv, directionR. assert (H0 : holds bits (entry_of (mix_rows w bits) i 0) (mixR w i 0)) by (apply mix_rows_ok; auto; unfold wm; lia).
  destruct (mixing_of w) eqn:E; auto.
  - destruct (first_zero (pattern w 0)) as [q|]; auto. destruct (Nat.eqb i (S q)); [apply one_ok|].
    pose proof (dyadic_ok bits 0 0) as H. rewrite Rmult_0_l in H. exact H.
  - destruct (direction w) as [g|]; [apply dyadic_ok|apply zero_ok].
Qed.
Lemma y_ok bits k i : (0 <= bits)%Z -> (i < m)%nat -> holds bits (sample_itv w bits (mix_rows w bits) k i) (yR w k i).
Proof.
  intros Hb Hi. unfold sample_itv, yR. apply add_ok; [apply dyadic_ok|]. apply mul_ok; [|apply direction_ok; auto].
  pose proof (ratio_ok bits Hb (kappa w * natQ k)) as G. rewrite Q2R_mult, natQ_R in G. exact G.
Qed.
Lemma unmixed_ok bits k : (0 <= bits)%Z -> forall l, (l < m)%nat -> holds bits (nth_itv (unmixed w bits (mix_rows w bits) k) l) (unmixR w k l).
Proof.
  intros Hb l Hl. unfold unmixed, nth_itv. cbv zeta. rewrite nth_tabulate by exact Hl. apply total_ok. intros i Hi.
  apply mul_ok; [apply mix_rows_ok; auto|]. rewrite nth_tabulate by exact Hi. apply y_ok; auto.
Qed.

(* the type checker must not compute these *)
Local Opaque wa wtau wemax wkmax sample_bits guard class_bits unmixed mix_rows Qle_bool Qltb Qeq_bool at_most below.

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
  destruct (dct_orthogonal m ltac:(unfold wm; lia)) as [O1 O2].
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
Local Notation bits := (class_bits w).
Local Notation a := (Q2R (wa w)).
Local Notation tau := (Q2R (wtau w)).
Local Notation em := (Q2R (wemax w)).
Let Hbits : (0 <= bits)%Z := class_bits_nonneg w.
Lemma rational_enclosed q : holds bits (ratio bits q) (Q2R q). Proof. apply ratio_ok; auto. Qed.
Lemma within_ok I J x y : holds bits I x -> holds bits J y -> within I J = true -> Rabs x <= y.
Proof. intros HI HJ E. apply (at_most_ok bits _ _ _ _ (size_ok bits I x HI) HJ E). Qed.

Lemma tau_window : Qle_bool ((3#2) * tenth (scale_digits w)) (wtau w) = true /\ Qltb (wtau w) (3 * tenth (scale_digits w)) = true.
Proof. pose proof HC as H. unfold class_okb in H. cbv zeta in H. bools. auto. Qed.
Lemma ranges : Qltb 0 (wemax w) = true /\ Qle_bool (64 * wemax w) (wa w) = true.
Proof. pose proof HC as H. unfold class_okb in H. cbv zeta in H. bools. auto. Qed.
Lemma tau_sound : 3/2 * (/10)^(scale_digits w) <= tau < 3 * (/10)^(scale_digits w).
Proof.
  destruct tau_window as [L U]. apply le_ok in L. apply lt_ok in U. rewrite Q2R_mult, tenth_R in *.
  replace (Q2R (3#2)) with (3/2) in L by (unfold Q2R; simpl; field). rewrite Q2R_lit in U. split; lra.
Qed.
Lemma emax_sound : 0 < em <= a / 64.
Proof.
  destruct ranges as [L H]. apply lt_ok in L. rewrite Q2R_0 in L. apply le_ok in H. rewrite Q2R_mult, Q2R_lit in H. lra.
Qed.
Lemma sizes : 8 <= a /\ 2 <= INR (wd w) /\ 0 < tau /\ 0 < em /\ params_ok (toP (wP w)) /\ em <= a / 64.
Proof.
  pose proof (proj1 setting_sound) as HS. pose proof tau_sound. pose proof emax_sound. pose proof (pow_lt (/10) (scale_digits w) ltac:(lra)).
  split; [apply (ok_base _ HS)|]. split; [apply (le_INR 2), (ok_heads _ HS)|]. split; [lra|]. split; [lra|]. split; [apply (ok_problem _ HS)|lra].
Qed.

(** *** At one sample *)
Section Sample.
Variable k : nat.
Local Notation b := (unmixed w (class_bits w) (mix_rows w (class_bits w)) k).
Local Notation v := (fun q => unmixR w k (S q)).
Local Notation V := (nrm (wmt w) v).
Hypothesis HK : scale_okb w (class_bits w) b = true.
Lemma beta_enclosed : holds bits (nth_itv b 0) (unmixR w k 0).
Proof. apply unmixed_ok; auto. unfold wm. lia. Qed.
Lemma tail_enclosed q : (q < wmt w)%nat -> holds bits (nth_itv b (S q)) (unmixR w k (S q)).
Proof. intros H. apply unmixed_ok; auto. unfold wm. lia. Qed.
Lemma tests : tail_okb w bits b = true /\ beta_okb w bits b = true /\ drift_okb w bits b = true.
Proof. pose proof HK as H. unfold scale_okb in H. bools. auto. Qed.

(** the number of tail entries that count *)
Lemma count_sum (f : nat -> bool) (g : nat -> R) n : (forall q, (q < n)%nat -> g q = if f q then 1 else 0) ->
  sum n g = INR (length (filter f (seq 0 n))).
Proof.
  induction n; intros H; [reflexivity|]. rewrite seq_S, filter_app, app_length, plus_INR. cbn [sum].
  rewrite IHn by (intros; apply H; lia). f_equal. rewrite (H n) by lia. simpl. destruct (f n); reflexivity.
Qed.
(** basis pursuit with eta > 0: what counts, and what is left over *)
Lemma pursuit_tail e : wP w = BPq e -> Q2R e <> 0 ->
  (forall q, (q < wmt w)%nat -> active w bits b q = false -> below (size (nth_itv b (S q))) (threshold w bits) = true) ->
  support (w_setting w) v = INR (active_tails w bits b) /\ holds bits (leftover_itv w bits b) (leftover (w_setting w) v).
Proof.
  intros EP En Hin.
  assert (HT : holds bits (threshold w bits) (3/2 * Rmax 1 (Q2R e))).
  { unfold threshold. rewrite EP. pose proof (rational_enclosed ((3#2) * maxQ 1 e)) as G. rewrite Q2R_mult, maxQ_R, Q2R_1 in G.
    replace (Q2R (3#2)) with (3/2) in G by (unfold Q2R; simpl; field). exact G. }
  assert (Cn : forall q, (q < wmt w)%nat -> if active w bits b q then counts (w_setting w) v q = 1 /\ v q <> 0 else counts (w_setting w) v q = 0).
  { intros q Hq. unfold counts. cbn [pb w_setting]. rewrite EP. cbn [toP]. destruct (Req_EM_T (Q2R e) 0) as [Z|_]; [contradiction|].
    pose proof (size_ok bits _ _ (tail_enclosed q Hq)) as HS. pose proof (Rmax_l 1 (Q2R e)).
    destruct (active w bits b q) eqn:A.
    - pose proof (at_most_ok bits _ _ _ _ HT HS A) as G. destruct (Rle_dec (3/2 * Rmax 1 (Q2R e)) (Rabs (v q))); [|contradiction].
      split; auto. intros Z. rewrite Z, Rabs_R0 in G. lra.
    - pose proof (below_ok bits _ _ _ _ HS HT (Hin q Hq A)). destruct (Rle_dec (3/2 * Rmax 1 (Q2R e)) (Rabs (v q))); [lra|reflexivity]. }
  split.
  - unfold support, dot, active_tails. simpl tails. apply count_sum. intros q Hq. pose proof (Cn q Hq) as C. unfold signs.
    destruct (active w bits b q).
    + destruct C as [-> Hv]. unfold sgn. destruct (Rlt_dec 0 (v q)); [ring|]. destruct (Rlt_dec (v q) 0); [ring|lra].
    + rewrite C. ring.
  - unfold leftover, leftover_itv. simpl tails. apply total_ok. intros q Hq. pose proof (Cn q Hq) as C. destruct (active w bits b q).
    + destruct C as [-> _]. unfold holds. cbn [lo hi]. lra.
    + rewrite C, Rminus_0_r, Rmult_1_l. apply squared_ok; auto. apply tail_enclosed. auto.
Qed.

Lemma max_le e x y t : 0 <= e -> e * (40 * x) <= t -> e * (40 * y) <= t -> e * (40 * Rmax x y) <= t.
Proof. intros. unfold Rmax. destruct (Rle_dec x y); auto. Qed.
Lemma rootQ_ok n : 0 <= Q2R (rootQ n) /\ sqrt (INR n) <= Q2R (rootQ n).
Proof.
  unfold rootQ. rewrite Q2R_inj. destruct (sqrt_above (Z.of_nat n)) as [H0 H1]. split; auto.
  rewrite <- (sqrt_square (IZR (Z.sqrt_up (Z.of_nat n)))) by auto. apply sqrt_le_1_alt. rewrite INR_IZR_INZ. exact H1.
Qed.

(** in basis pursuit with eta > 0 *)
Lemma pursuit_facts e : wP w = BPq e ->
  Q2R e = 0 \/ support (w_setting w) v = INR (active_tails w bits b) /\ holds bits (leftover_itv w bits b) (leftover (w_setting w) v).
Proof.
  intros EP. destruct tests as [LT _]. unfold tail_okb in LT. rewrite EP in LT. destruct (Req_EM_T (Q2R e) 0) as [Z|Hn]; [left; exact Z|right].
  apply orb_prop in LT. destruct LT as [L|L]; [apply eq_ok in L; rewrite Q2R_0 in L; contradiction|]. bools.
  apply (pursuit_tail e EP Hn). intros q Hq A. match goal with L : allb _ _ = true |- _ => pose proof (allb_ok _ _ L q Hq) as F end.
  cbv beta in F. rewrite A in F. cbn [orb] in F. bools. auto.
Qed.

Lemma tail_norm_ok : holds bits (tail_norm w b) V.
Proof. apply norm_ok. intros. apply tail_enclosed. auto. Qed.
Lemma head_drift : em * (40 * (tau / a)) <= tau.
Proof.
  destruct sizes as (Ha & Hd & Ht & He & _ & Hem). apply (Rmult_le_reg_r a); [lra|].
  replace (em * (40 * (tau / a)) * a) with (40 * em * tau) by (field; lra). nra.
Qed.
Lemma tail_drift : at_most (mul bits (ratio bits (39 * wemax w)) (tail_norm w b)) (ratio bits (wtau w * (natQ (wd w) * (wa w * wa w)))) = true ->
  em * (40 * (39/40 * (V / (INR (wd w) * (a * a))))) <= tau.
Proof.
  intros E. destruct sizes as (Ha & Hd & _).
  pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed _) tail_norm_ok) (rational_enclosed _) E) as G.
  rewrite !Q2R_mult, natQ_R, Q2R_lit in G.
  assert (0 < INR (wd w) * (a * a)) by (apply Rmult_lt_0_compat; nra).
  apply (Rmult_le_reg_r (INR (wd w) * (a * a))); [auto|].
  replace (em * (40 * (39/40 * (V / (INR (wd w) * (a * a))))) * (INR (wd w) * (a * a))) with (39 * em * V) by (field; lra). lra.
Qed.
Lemma pursuit_drift e : wP w = BPq e -> Q2R e <> 0 ->
  em * (40 * Rmax (tau / a + Q2R e * sqrt (support (w_setting w) v) / (a * a)) (39/40 * ((V + Q2R e * sqrt (support (w_setting w) v)) / (a * a)))) <= tau.
Proof.
  intros EP Hn. destruct sizes as (Ha & Hd & Ht & He & HP & _). destruct (pursuit_facts e EP) as [F|[Hs _]]; [contradiction|].
  destruct tests as (_ & _ & LD). unfold drift_okb in LD. rewrite EP in *. cbv zeta in LD.
  destruct (Qeq_bool e 0) eqn:Ee; [apply eq_ok in Ee; rewrite Q2R_0 in Ee; contradiction|]. bools.
  match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L; rewrite !Q2R_mult, Q2R_plus, !Q2R_mult, Q2R_lit in L; rename L into L1 end.
  match goal with L : at_most _ _ = true |- _ =>
    pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed _) (add_ok bits _ _ _ _ tail_norm_ok (rational_enclosed _))) (rational_enclosed _) L) as L2 end.
  rewrite !Q2R_mult, Q2R_lit in L2. rewrite Hs. cbn [params_ok toP] in HP.
  destruct (rootQ_ok (active_tails w bits b)) as [R0 R1]. set (rt := Q2R (rootQ (active_tails w bits b))) in *.
  set (sr := sqrt (INR (active_tails w bits b))) in *. assert (S0 : 0 <= sr) by apply sqrt_pos.
  assert (ER : Q2R e * sr <= Q2R e * rt) by (apply Rmult_le_compat_l; auto). assert (Haa : 0 < a * a) by nra.
  apply max_le; [lra| |]; apply (Rmult_le_reg_r (a * a)); auto.
  - replace (em * (40 * (tau / a + Q2R e * sr / (a * a))) * (a * a)) with (em * (40 * (tau * a + Q2R e * sr))) by (field; lra).
    eapply Rle_trans; [|exact L1]. apply Rmult_le_compat_l; lra.
  - replace (em * (40 * (39/40 * ((V + Q2R e * sr) / (a * a)))) * (a * a)) with (em * (39 * (V + Q2R e * sr))) by (field; lra).
    assert (em * (39 * (V + Q2R e * sr)) <= em * (39 * (V + Q2R e * rt))) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma drift_sound : em * (40 * drift (w_setting w) tau v) <= tau.
Proof.
  destruct sizes as (Ha & Hd & Ht & He & HP & Hem). pose proof head_drift as HT. pose proof tail_drift as HV.
  destruct tests as (_ & _ & LD). unfold drift_okb in LD. cbv zeta in LD.
  unfold drift. cbn [pb tails heads base w_setting]. cbv zeta. destruct (wP w) as [e|l|l] eqn:EP; cbn [toP].
  - destruct (Req_EM_T (Q2R e) 0) as [E0|Hn]; [|apply pursuit_drift; auto].
    destruct (Qeq_bool e 0) eqn:Ee; [apply max_le; auto; lra|].
    exfalso. assert (F : Qeq_bool e 0 = true) by (apply Qeq_bool_iff, eqR_Qeq; rewrite Q2R_0; exact E0). congruence.
  - bools. apply max_le; [lra| |auto]. apply max_le; [lra|auto|].
    match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L; rewrite !Q2R_mult, !Q2R_lit in L end.
    assert (0 < a * a * a) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
    apply (Rmult_le_reg_r (2 * (a * a * a))); [lra|].
    replace (em * (40 * (Q2R l / (2 * (a * a * a)))) * (2 * (a * a * a))) with (em * (40 * Q2R l)) by (field; lra). lra.
  - apply max_le; auto; lra.
Qed.

Lemma shrinkage_ok : holds bits (shrinkage_itv w bits b) (shrinkage (w_setting w) v).
Proof.
  destruct sizes as (Ha & Hd & _). destruct tests as (_ & LB & _). unfold beta_okb in LB. apply andb_prop in LB. destruct LB as [LB _].
  pose proof pursuit_facts as PF. unfold shrinkage_itv, shrinkage. cbn [pb base heads w_setting]. destruct (wP w) as [e|l|l]; cbn [toP].
  - set (D := Q2R (1 + natQ (active_tails w bits b) / natQ (wd w))).
    assert (ED : D = 1 + INR (active_tails w bits b) / INR (wd w)).
    { unfold D. rewrite Q2R_plus, Q2R_1, Q2R_div' by (rewrite natQ_R; lra). rewrite !natQ_R. reflexivity. }
    assert (HD : 0 <= D).
    { rewrite ED. pose proof (pos_INR (active_tails w bits b)).
      assert (0 <= INR (active_tails w bits b) / INR (wd w)) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; lra]). lra. }
    pose proof (div_ok bits Hbits _ _ _ _ (rational_enclosed e) (root_ok bits Hbits _ _ (rational_enclosed _) HD) LB) as G.
    fold D in G. rewrite ED in G. destruct (PF e eq_refl) as [Z|[Hs _]].
    + replace (Q2R e / sqrt (1 + support (w_setting w) v / INR (wd w))) with (Q2R e / sqrt (1 + INR (active_tails w bits b) / INR (wd w))).
      * exact G.
      * rewrite Z. unfold Rdiv. rewrite !Rmult_0_l. reflexivity.
    + rewrite Hs. exact G.
  - pose proof (rational_enclosed (l / (2 * wa w))) as G. rewrite Q2R_div' in G by (rewrite Q2R_mult, Q2R_lit; lra).
    rewrite Q2R_mult, Q2R_lit in G. exact G.
  - unfold holds. cbn [lo hi]. lra.
Qed.
Lemma beta_sound : Rabs (unmixR w k 0 - (a * tau + shrinkage (w_setting w) v)) <= a * tau / 100.
Proof.
  destruct tests as (_ & LB & _). unfold beta_okb in LB. apply andb_prop in LB. destruct LB as [_ LB].
  pose proof (within_ok _ _ _ _ (sub_ok bits _ _ _ _ beta_enclosed (add_ok bits _ _ _ _ (rational_enclosed (whead w)) shrinkage_ok)) (rational_enclosed (whead w / 100)) LB) as G.
  rewrite Q2R_div' in G by (rewrite Q2R_lit; lra). unfold whead in G. rewrite Q2R_mult, Q2R_lit in G. exact G.
Qed.

Lemma pursuit_sizes e q : wP w = BPq e -> (q < wmt w)%nat -> tail_size_ok (w_setting w) tau em v q.
Proof.
  intros EP Hq. unfold tail_size_ok. cbn [pb heads base w_setting]. rewrite EP. cbn [toP].
  destruct tests as (LT & _ & _). unfold tail_okb in LT. rewrite EP in LT.
  apply orb_prop in LT. destruct LT as [L|L]; [left; apply eq_ok in L; rewrite Q2R_0 in L; exact L|].
  destruct (pursuit_facts e EP) as [Z|[Hs Hl]]; [left; exact Z|right; right]. bools.
  match goal with L : at_most _ (ratio _ (whead w * e)) = true |- _ =>
    pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed 200) Hl) (rational_enclosed _) L) as G1 end.
  unfold whead in G1. rewrite !Q2R_mult, Q2R_lit in G1.
  match goal with L : allb _ _ = true |- _ => pose proof (allb_ok _ _ L q Hq) as F end. cbv beta in F. apply orb_prop in F. destruct F as [F|F].
  - left. unfold active, threshold in F. rewrite EP in F.
    pose proof (at_most_ok bits _ _ _ _ (rational_enclosed _) (size_ok bits _ _ (tail_enclosed q Hq)) F) as G.
    rewrite Q2R_mult, maxQ_R, Q2R_1 in G. replace (Q2R (3#2)) with (3/2) in G by (unfold Q2R; simpl; field). exact G.
  - right. bools. match goal with L : at_most _ _ = true |- _ => rename L into LI end.
    pose proof (at_most_ok bits _ _ _ _ (add_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (rational_enclosed _)
      (squared_ok bits _ _ (tail_enclosed q Hq))) Hl) (rational_enclosed _) LI) as G.
    rewrite natQ_R, plus_INR, Q2R_mult in G. rewrite Hs. split; [exact G|exact G1].
Qed.
Lemma tails_sound q : (q < wmt w)%nat -> tail_size_ok (w_setting w) tau em v q.
Proof.
  intros Hq. destruct (wP w) as [e|l|l] eqn:EP; [apply (pursuit_sizes e); auto| |unfold tail_size_ok; cbn [pb w_setting]; rewrite EP; exact I].
  destruct tests as (LT & _ & _). unfold tail_okb in LT. unfold tail_size_ok. cbn [pb heads base w_setting]. rewrite EP in *. cbn [toP].
  pose proof (allb_ok _ _ LT q Hq) as F. cbv beta in F. right. apply orb_prop in F. destruct F as [F|F].
  - left. pose proof (at_most_ok bits _ _ _ _ (rational_enclosed _) (size_ok bits _ _ (tail_enclosed q Hq)) F) as G. rewrite Q2R_1 in G. exact G.
  - right. unfold largest_diagonal in F. set (cq := (natQ (wd w - 1) * (wa w * wa w) + (wa w + wemax w) * (wa w + wemax w))%Q) in *.
    assert (EQ : Q2R cq = INR (wd w - 1) * (a * a) + (a + em) * (a + em)) by (unfold cq; rewrite Q2R_plus, !Q2R_mult, !Q2R_plus, natQ_R; reflexivity).
    assert (HC0 : 0 <= Q2R cq) by (rewrite EQ; apply cnorm_arg).
    pose proof (root_ok bits Hbits _ _ (rational_enclosed cq) HC0) as HL. rewrite EQ in HL. fold (cnorm (wd w) a em) in HL.
    pose proof (at_most_ok bits _ _ _ _ (mul_ok bits _ _ _ _ (size_ok bits _ _ (tail_enclosed q Hq)) HL) (rational_enclosed _) F) as G.
    rewrite Q2R_div' in G by (rewrite Q2R_lit; lra). rewrite Q2R_lit in G. exact G.
Qed.

Lemma constants_at : constants_ok (w_setting w) (w_scale w k) tau.
Proof.
  destruct sizes as (Ha & Hd & Ht & He & HP & Hem).
  constructor; cbn [emax kmax beta btail samples base tails w_scale w_setting]; auto; try lra.
  - apply drift_sound.
  - rewrite Rmult_0_l. assert (0 < a * tau) by nra. lra.
  - apply beta_sound.
  - apply tails_sound.
Qed.
End Sample.

(** samples that are one vector see the same *)
Lemma same_scale k : design_of w <> Common -> Q2R (kappa w) = 0 -> w_scale w k = w_scale w 0.
Proof.
  intros HD HK. assert (E : yR w k = yR w 0).
  { unfold yR, base_sample. rewrite HK. apply FunctionalExtensionality.functional_extensionality. intros i.
    destruct (design_of w); [ring|ring|contradiction HD; reflexivity]. }
  unfold w_scale, unmixR. rewrite E. reflexivity.
Qed.
Lemma class_sound : w_class w.
Proof.
  destruct setting_sound as [S1 S2]. split; [exact S1|]. split; [exact S2|]. split; [|apply tau_sound].
  intros k Hk. pose proof HC as H. unfold class_okb in H. cbv zeta in H. bools.
  match goal with F : forallb _ (different_samples w) = true |- _ => rewrite forallb_forall in F; rename F into HF end.
  assert (Direct : In k (different_samples w) -> constants_ok (w_setting w) (w_scale w k) tau) by (intros Hin; apply constants_at, (HF k Hin)).
  unfold different_samples in *. assert (Hseq : In k (seq 0 (wR w))) by (apply in_seq; lia).
  destruct (design_of w) eqn:ED; [| |apply Direct; exact Hseq].
  all: destruct (Qeq_bool (kappa w) 0) eqn:EK; [|apply Direct; exact Hseq].
  all: apply eq_ok in EK; rewrite Q2R_0 in EK; rewrite same_scale; [|congruence|exact EK].
  all: apply constants_at, HF; left; reflexivity.
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
  intros Hp Hi Hj. cbn [eA w_elt]. unfold matrix, mm. change (rows (w_setting w)) with m.
  cbn [mix w_setting]. unfold matrix_itv, block. cbn [heads base w_setting]. destruct (Nat.ltb_spec j (wd w)) as [L|L].
  - rewrite (sum_single m _ 0%nat); [|unfold wm; lia|].
    + unfold Bmat. destruct (Nat.ltb_spec j (wd w)); [|lia]. apply mul_ok.
      * apply mix_rows_ok; auto. unfold wm. lia.
      * unfold head_itv. rewrite <- head_agrees. apply ratio_ok; auto.
    + intros [|k] Hk Hn; [lia|]. unfold Bmat. destruct (Nat.eqb_spec j (wd w + k)); [lia|ring].
  - unfold wN in Hj. rewrite (sum_single m _ (S (j - wd w))); [|unfold wm; lia|].
    + unfold Bmat. destruct (Nat.eqb_spec j (wd w + (j - wd w))); [|lia]. apply mul_ok.
      * apply mix_rows_ok; auto. unfold wm. lia.
      * apply diagonal_ok; auto.
    + intros [|k] Hk Hn; unfold Bmat; [destruct (Nat.ltb_spec j (wd w)); [lia|ring]|].
      destruct (Nat.eqb_spec j (wd w + k)); [lia|ring].
Qed.
(** y_k is what the certificate says *)
Lemma sample_value k i : (i < m)%nat -> eS (w_elt w) k i = yR w k i.
Proof.
  intros Hi. destruct orthogonal_sound as [_ O]. cbn [eS w_elt]. unfold sample. change (rows (w_setting w)) with m. cbn [mix w_setting].
  transitivity (mv m (mixR w) (unmixR w k) i).
  - unfold mv. apply sum_ext. intros [|l] _; simpl; [unfold bhead; simpl|]; ring.
  - unfold mv, unmixR.
    rewrite (sum_ext m _ (fun l => sum m (fun r => yR w k r * (mixR w i l * mixR w r l)))).
    2:{ intros l _. rewrite <- sum_scal. apply sum_ext; intros. ring. }
    rewrite sum_swap, (sum_single m _ i Hi).
    + rewrite sum_scal. rewrite (O i i Hi Hi), Nat.eqb_refl. ring.
    + intros r Hr Hn. rewrite sum_scal, (O i r Hi Hr). destruct (Nat.eqb_spec i r); [lia|ring].
Qed.
Lemma sample_ok p k i : (0 <= p)%Z -> (i < m)%nat -> holds p (sample_itv w p (mix_rows w p) k i) (eS (w_elt w) k i).
Proof. intros Hp Hi. rewrite sample_value by auto. apply y_ok; auto. Qed.
End Witness.
