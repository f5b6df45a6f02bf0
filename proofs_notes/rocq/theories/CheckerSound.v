(** * What an accepted certificate proves: [check_sound], [refuted]

    If [check w = true], then the class that w states has the constants of Omega_K ([w_class]), w's instance is a member of its
    scale, the answers that w lists are the beginning of a training set of that member, and every network with the outputs that w lists is
    wrong by more than delta at each of the samples claimed.  Hence every algorithm that returns such a network after those
    answers fails on the class. *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals Qabs Bool.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns Existence TrainingSets
  Conditioning Algorithms Game OmegaK Fork ScaleBounds Constants Checker CertificateSound.
Import ListNotations.
Open Scope R_scope.

(** ** The class and the member that a witness states *)
Definition w_setting (w : witness) : setting :=
  mkSetting (toP (wP w)) (wd w) (wmt w) (wR w) (toR2 (mat (wQ w))) (Q2R (wa w)).
Definition w_scale (w : witness) : scale :=
  mkScale (Q2R (wbeta w)) (fun q => Q2R (wtail w q)) (Q2R (wemax w)) (Q2R (wkmax w)).
Definition w_elt (w : witness) : elt := member (w_setting w) (w_scale w) (wi w) (Q2R (weps w)) (Q2R (wkap w)).
(** the class has the constants of Omega_K at the scale of the witness *)
Definition w_class (w : witness) : Prop :=
  setting_ok (w_setting w) /\ base_ok (w_setting w) /\ constants_ok (w_setting w) (w_scale w) (Q2R (wtau w)) /\
  let level := if wstrong w then wK w else (wK w - 1)%nat in
  3/2 * (/10)^level <= Q2R (wtau w) < 3 * (/10)^level.

Lemma natQ_R n : Q2R (natQ n) = INR n.
Proof. unfold natQ. rewrite Q2R_inj, <- INR_IZR_INZ. reflexivity. Qed.
Lemma tenth_R n : Q2R (tenth n) = (/10)^n.
Proof. induction n; cbn [tenth pow]; [apply Q2R_1|]. rewrite Q2R_mult, IHn. f_equal. unfold Q2R. simpl. field. Qed.
Lemma Q2R_lit (p : positive) : Q2R (Z.pos p # 1) = IZR (Z.pos p).
Proof. unfold Q2R. simpl. rewrite Rinv_1. ring. Qed.

Lemma find_distinct {T} (f : T -> nat) l x : distinct (map f l) = true -> In x l -> find (fun z => Nat.eqb (f z) (f x)) l = Some x.
Proof.
  induction l as [|y l IH]; [intros _ []|]. cbn [map distinct find]. intros H [->|Hin].
  - rewrite Nat.eqb_refl. reflexivity.
  - bools. destruct (Nat.eqb_spec (f y) (f x)) as [E|_]; [|auto]. exfalso.
    rewrite forallb_forall in H. specialize (H (f x) (in_map f l x Hin)). rewrite E, Nat.eqb_refl in H. discriminate.
Qed.

Section Witness.
Variable w : witness.
Hypothesis Hw : check w = true.
Let m := wm w. Let N := wN w. Let P := toP (wP w).

Lemma parts : class_okb w = true /\ member_okb w = true /\ distinct (map en (wtr w)) = true /\
  (forall e, In e (wtr w) -> entry_okb w (mat (matrix_table w)) e = true) /\
  (forall c, In c (wclaims w) -> wrong_okb w (mat (matrix_table w)) c = true).
Proof.
  pose proof Hw as H. unfold check in H. bools. repeat split; auto.
  - apply forallb_forall. auto.
  - apply forallb_forall. auto.
Qed.

Lemma orthogonal_sound : orthogonal m (toR2 (mat (wQ w))).
Proof.
  destruct parts as (H & _). unfold class_okb in H. bools. match goal with O : orthogonal_okb w = true |- _ => unfold orthogonal_okb in O; bools end.
  assert (G : forall f : nat -> nat -> nat -> Q, allb m (fun k => allb m (fun l => Qeq_bool (sumQ m (fun i => (f i k l))) (if (k =? l)%nat then 1 else 0)%Q)) = true ->
    forall k l, (k < m)%nat -> (l < m)%nat -> sum m (fun i => Q2R (f i k l)) = if (k =? l)%nat then 1 else 0).
  { intros f Hf k l Hk Hl. pose proof (allb_ok _ _ (allb_ok _ _ Hf k Hk) l Hl) as E. cbv beta in E. apply eq_ok in E.
    rewrite sumQ_R in E. rewrite E. destruct (k =? l)%nat; [apply Q2R_1|apply Q2R_0]. }
  split; intros k l Hk Hl.
  - rewrite <- (G (fun i k l => mat (wQ w) i k * mat (wQ w) i l)%Q); auto. apply sum_ext; intros. unfold toR2. rewrite Q2R_mult. reflexivity.
  - rewrite <- (G (fun i k l => mat (wQ w) k i * mat (wQ w) l i)%Q); auto. apply sum_ext; intros. unfold toR2. rewrite Q2R_mult. reflexivity.
Qed.

Lemma setting_sound : setting_ok (w_setting w) /\ base_ok (w_setting w).
Proof.
  destruct parts as (H & _). pose proof orthogonal_sound as O. unfold class_okb in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Nat.leb _ _ = true |- _ => apply Nat.leb_le in L end.
  rewrite !Q2R_mult, !natQ_R in *. rewrite ?Q2R_lit in *.
  assert (Hm : 1 <= INR (wm w)) by (apply (le_INR 1); unfold wm; lia).
  assert (E : parameter P = Q2R (parameterQ w)) by (unfold P, parameterQ; destruct (wP w); reflexivity).
  assert (HP : params_ok P).
  { match goal with O : params_okb w = true |- _ => unfold params_okb in O; unfold P; destruct (wP w); simpl;
      [apply le_ok in O|apply lt_ok in O|apply lt_ok in O]; rewrite Q2R_0 in O; exact O end. }
  split.
  - constructor; simpl; auto. lra.
  - unfold base_ok. change (INR (rows (w_setting w))) with (INR (wm w)). change (base (w_setting w)) with (Q2R (wa w)).
    change (pb (w_setting w)) with P. rewrite E. unfold Rmax. destruct (Rle_dec 1 (Q2R (parameterQ w))); lra.
Qed.

Lemma sq_le_le x y : 0 <= y -> x * x <= y * y -> x <= y.
Proof. intros Hy H. apply Rnot_lt_le. intros L. nra. Qed.
Lemma max_le e x y t : 0 <= e -> e * (40 * x) <= t -> e * (40 * y) <= t -> e * (40 * Rmax x y) <= t.
Proof. intros. unfold Rmax. destruct (Rle_dec x y); auto. Qed.

Lemma tails_zero : (forall q, (q < wmt w)%nat -> Q2R (wtail w q) = 0) ->
  support (w_setting w) (btail (w_scale w)) = 0 /\ nrm (wmt w) (fun q => Q2R (wtail w q)) = 0.
Proof.
  intros H. split; [|apply nrm_zero; auto]. unfold support, dot. simpl. rewrite (sum_ext (wmt w) _ (fun _ => 0)), sum_0; auto.
  intros q Hq. unfold signs. rewrite H by auto. unfold sgn. destruct (Rlt_dec 0 0); [lra|ring].
Qed.

Lemma constants_sound : constants_ok (w_setting w) (w_scale w) (Q2R (wtau w)).
Proof.
  destruct parts as (H & _). pose proof (proj1 setting_sound) as HS. pose proof (ok_base _ HS) as Ha. simpl in Ha.
  pose proof (ok_heads _ HS) as Hd. simpl in Hd. pose proof (ok_samples _ HS) as HR. simpl in HR.
  unfold class_okb in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  rewrite !Q2R_mult, ?natQ_R, ?tenth_R, ?Q2R_lit, ?Q2R_0 in *.
  set (a := Q2R (wa w)) in *. set (tau := Q2R (wtau w)) in *. set (em := Q2R (wemax w)) in *. set (km := Q2R (wkmax w)) in *.
  set (V := nrm (wmt w) (fun q => Q2R (wtail w q))).
  assert (HV0 : 0 <= V) by apply nrm_nonneg.
  assert (Hd2 : 2 <= INR (wd w)) by (apply (le_INR 2); auto).
  assert (Ht : 0 < tau).
  { pose proof (pow_lt (/10) (if wstrong w then wK w else (wK w - 1)%nat) ltac:(lra)).
    match goal with L : Q2R (3#2) * _ <= tau |- _ => replace (Q2R (3#2)) with (3/2) in L by (unfold Q2R; simpl; field); lra end. }
  assert (Hem : 0 < em) by assumption.
  assert (Hda : 0 < INR (wd w) * (a * a)) by (apply Rmult_lt_0_compat; nra).
  assert (HV : em * (40 * (V / (INR (wd w) * (a * a)))) <= tau).
  { match goal with L : context[sumQ (wmt w) (fun q => (wtail w q * wtail w q)%Q)] |- _ => rename L into LV end.
    rewrite sumQ_R in LV.
    replace (sum (wmt w) (fun i => Q2R (wtail w i * wtail w i))) with (V * V) in LV.
    2:{ unfold V. rewrite nrm_sq. apply sum_ext; intros. rewrite Q2R_mult. reflexivity. }
    assert (40 * em * V <= tau * INR (wd w) * (a * a)).
    { apply sq_le_le; [apply Rmult_le_pos; [apply Rmult_le_pos; lra|nra]|]. lra. }
    apply (Rmult_le_reg_r (INR (wd w) * (a * a))); [auto|].
    replace (em * (40 * (V / (INR (wd w) * (a * a)))) * (INR (wd w) * (a * a))) with (40 * em * V) by (field; lra). lra. }
  assert (HT : em * (40 * (tau / a)) <= tau).
  { apply (Rmult_le_reg_r a); [lra|]. replace (em * (40 * (tau / a)) * a) with (40 * em * tau) by (field; lra). nra. }
  assert (Shr : exists s, shrinkageQ w = Some s /\ Rabs (Q2R (wbeta w) - (a * tau + Q2R s)) <= a * tau / 100 /\
                  Q2R s = shrinkage (w_setting w) (btail (w_scale w)) /\
                  (forall e, wP w = BPq e -> Q2R e <> 0 -> forall q, (q < wmt w)%nat -> Q2R (wtail w q) = 0)).
  { match goal with L : match shrinkageQ w with _ => _ end = true |- _ => rename L into LS end.
    destruct (shrinkageQ w) as [s|] eqn:Es; [|discriminate]. apply andb_prop in LS. destruct LS as [LS _].
    apply le_ok in LS. rewrite !Q2R_mult, abs_ok, Q2R_minus, Q2R_plus, Q2R_mult, Q2R_lit in LS. fold a tau in LS.
    exists s. split; [reflexivity|]. split; [lra|].
    unfold shrinkageQ in Es. unfold shrinkage. simpl pb. simpl heads. simpl base. fold a. destruct (wP w) as [e|l|l] eqn:EP; simpl toP.
    - destruct (Qeq_bool e 0) eqn:Ee.
      + apply eq_ok in Ee. rewrite Q2R_0 in Ee. inversion Es; subst s. rewrite Q2R_0, Ee. split; [unfold Rdiv; ring|].
        intros e' E'; inversion E'; subst e'. contradiction.
      + destruct (allb (wmt w) (fun q => Qeq_bool (wtail w q) 0)) eqn:Et; [|discriminate]. inversion Es; subst s.
        assert (Z : forall q, (q < wmt w)%nat -> Q2R (wtail w q) = 0).
        { intros q Hq. rewrite <- Q2R_0. apply eq_ok. apply (allb_ok _ _ Et q Hq). }
        destruct (tails_zero Z) as [Z1 _]. split; [|auto].
        rewrite Z1. unfold Rdiv. rewrite Rmult_0_l, Rplus_0_r, sqrt_1. field.
    - inversion Es; subst s. split; [|intros e E; discriminate].
      unfold Qdiv. rewrite Q2R_mult, Q2R_inv; [|intros E; apply Qeq_eqR in E; rewrite Q2R_mult, Q2R_0, Q2R_lit in E; fold a in E; lra].
      rewrite Q2R_mult, Q2R_lit. fold a. field. lra.
    - inversion Es; subst s. split; [apply Q2R_0|intros e E; discriminate]. }
  destruct Shr as (s & Es & Sb & Ss & Sz).
  constructor; simpl; fold a tau em km; auto; try lra.
  - (* drift *)
    unfold drift. simpl pb. simpl tails. simpl heads. simpl base. simpl btail. fold a V. cbv zeta. destruct (wP w) as [e|l|l] eqn:EP; cbn [toP].
    + destruct (Req_EM_T (Q2R e) 0) as [E0|Hn]; [apply max_le; auto; lra|].
      assert (Z : forall q, (q < wmt w)%nat -> Q2R (wtail w q) = 0) by (apply (Sz e); auto).
      destruct (tails_zero Z) as [Z1 Z2]. fold V in Z2. unfold w_scale in Z1. simpl btail in Z1.
      rewrite Z1, Z2, sqrt_0, Rmult_0_r. unfold Rdiv. rewrite !Rmult_0_l, !Rplus_0_r, Rmult_0_l. apply max_le; [lra|exact HT|lra].
    + apply max_le; [lra| |auto]. apply max_le; [lra|auto|].
      match goal with L : match shrinkageQ w with _ => _ end = true |- _ => rewrite Es in L; apply andb_prop in L; destruct L as [_ L];
        apply le_ok in L; rewrite !Q2R_mult, !Q2R_lit in L; fold a tau em in L end.
      assert (0 < a * a * a) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]).
      apply (Rmult_le_reg_r (2 * (a * a * a))); [lra|].
      replace (em * (40 * (Q2R l / (2 * (a * a * a)))) * (2 * (a * a * a))) with (em * (40 * Q2R l)) by (field; lra). lra.
    + apply max_le; auto; lra.
  - simpl btail in Ss. rewrite <- Ss. exact Sb.
  - (* tails *)
    intros q Hq. unfold tail_size_ok. simpl pb. simpl heads. simpl base. fold a em.
    match goal with L : tail_okb w = true |- _ => unfold tail_okb in L; rename L into LT end.
    destruct (wP w) as [e|l|l] eqn:EP; cbn [toP]; [| |exact I].
    + destruct (Req_EM_T (Q2R e) 0) as [E0|Hn]; [left; auto|right; left; apply (Sz e); auto].
    + pose proof (allb_ok _ _ LT q Hq) as L. cbv beta in L. apply orb_prop in L. destruct L as [L|L]; [apply orb_prop in L; destruct L as [L|L]|].
      * left. apply eq_ok in L. rewrite Q2R_0 in L. exact L.
      * right; left. apply le_ok in L. rewrite abs_ok, Q2R_1 in L. exact L.
      * right; right. apply le_ok in L. rewrite !Q2R_mult, Q2R_plus, !Q2R_mult, Q2R_plus, Q2R_lit in L. fold a em in L.
        change (inject_Z (Z.of_nat (wd w - 1))) with (natQ (wd w - 1)) in L. rewrite natQ_R in L.
        pose proof (cnorm_square (wd w) a em) as Ec. set (cc := cnorm (wd w) a em) in *. rewrite <- Ec in L.
        assert (HP : 0 < Q2R l) by (pose proof (ok_problem _ HS) as OP; simpl in OP; rewrite EP in OP; exact OP).
        set (v := Q2R (wtail w q)) in *.
        assert (Hv : Rabs v * Rabs v = v * v) by (rewrite <- Rabs_mult; apply Rabs_pos_eq; exact (Rle_0_sqr v)).
        apply sq_le_le; [lra|]. 
        replace (Rabs v * cc * (Rabs v * cc)) with ((Rabs v * Rabs v) * (cc * cc)) by ring. rewrite Hv. nra.
Qed.

Lemma class_sound : w_class w.
Proof.
  destruct setting_sound as [S1 S2]. split; [exact S1|]. split; [exact S2|]. split; [apply constants_sound|].
  destruct parts as (H & _). unfold class_okb in H. bools. cbv zeta.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  rewrite !Q2R_mult, ?tenth_R, ?Q2R_lit in *.
  match goal with L : Q2R (3#2) * _ <= _ |- _ => replace (Q2R (3#2)) with (3/2) in L by (unfold Q2R; simpl; field) end. split; lra.
Qed.

(** ** The member: its matrix and samples are the ones that the checker computes *)
Lemma member_facts : (wi w < wd w)%nat /\ 0 < Q2R (weps w) <= Q2R (wemax w) /\ 0 <= Q2R (wkap w) <= Q2R (wkmax w) /\
  cnorm (wd w) (Q2R (wa w)) (Q2R (weps w)) = Q2R (wc w).
Proof.
  destruct parts as (_ & H & _). unfold member_okb in H. bools.
  repeat match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L end.
  repeat match goal with L : Qltb _ _ = true |- _ => apply lt_ok in L end.
  match goal with L : Qeq_bool _ _ = true |- _ => apply eq_ok in L; rename L into LC end.
  rewrite !Q2R_plus, !Q2R_mult, !Q2R_plus, natQ_R in LC. rewrite Q2R_0 in *.
  split; [apply Nat.ltb_lt; auto|]. split; [lra|]. split; [lra|].
  unfold cnorm. apply sqrt_lem_1; [apply cnorm_arg|lra|exact LC].
Qed.

Lemma block_agrees i j : Q2R (blockQ w i j) = block (w_setting w) (wi w) (Q2R (weps w)) i j.
Proof.
  destruct member_facts as (_ & _ & _ & Ec). unfold blockQ, block, Bmat. simpl heads. destruct i.
  - destruct (j <? wd w)%nat; [|apply Q2R_0]. unfold headQ, head. simpl base. destruct (j =? wi w)%nat; [|reflexivity].
    rewrite (Qeq_eqR _ _ (Qadd_correct _ _)). apply Q2R_plus.
  - destruct (j =? wd w + i)%nat; [|apply Q2R_0]. symmetry. exact Ec.
Qed.
Lemma matrix_agrees i j : Q2R (matrixQ w i j) = eA (w_elt w) i j.
Proof.
  simpl. unfold matrix, mm, matrixQ. rewrite sumQ_R. apply sum_ext. intros k _. rewrite Q2R_mult, block_agrees. reflexivity.
Qed.
Lemma table_agrees i j : (i < m)%nat -> (j < N)%nat -> Q2R (mat (matrix_table w) i j) = eA (w_elt w) i j.
Proof.
  intros Hi Hj. rewrite <- matrix_agrees. f_equal. unfold mat, matrix_table.
  rewrite (nth_indep _ [] (map (matrixQ w 0%nat) (seq 0 (wN w)))) by (rewrite map_length, seq_length; exact Hi).
  change (map (matrixQ w 0%nat) (seq 0 (wN w))) with ((fun i => map (matrixQ w i) (seq 0 (wN w))) 0%nat).
  rewrite map_nth, seq_nth by exact Hi. simpl.
  rewrite (nth_indep _ 0%Q (matrixQ w i 0%nat)) by (rewrite map_length, seq_length; exact Hj).
  rewrite map_nth, seq_nth by exact Hj. reflexivity.
Qed.
Lemma sample_agrees k i : (i < m)%nat -> Q2R (sampleQ w k i) = eS (w_elt w) k i.
Proof.
  intros Hi. destruct orthogonal_sound as [_ O]. simpl. unfold sample. change (rows (w_setting w)) with m. simpl mix.
  unfold sampleQ. rewrite Q2R_plus, !Q2R_mult, Q2R_inj, <- INR_IZR_INZ.
  set (Qr := toR2 (mat (wQ w))) in *.
  assert (E : mv m Qr (fun l => Q2R (unmixed w l)) i = Q2R (vec (wy w) i)).
  { unfold mv. rewrite (sum_ext m _ (fun l => sum m (fun r => Q2R (vec (wy w) r) * (Qr i l * Qr r l)))).
    2:{ intros l _. unfold unmixed. rewrite sumQ_R, <- sum_scal. apply sum_ext; intros. rewrite Q2R_mult. unfold Qr, toR2. ring. }
    rewrite sum_swap, (sum_single m _ i Hi).
    - rewrite sum_scal. rewrite (O i i Hi Hi), Nat.eqb_refl. ring.
    - intros r Hr Hn. rewrite sum_scal, (O i r Hi Hr). destruct (Nat.eqb_spec i r); [lia|ring]. }
  rewrite <- E. unfold mv.
  rewrite (sum_ext m (fun j => Qr i j * bvec (bhead (w_scale w) (Q2R (wkap w)) k) (btail (w_scale w)) j)
    (fun j => Qr i j * Q2R (unmixed w j) + (if (j =? 0)%nat then Qr i j * (Q2R (wkap w) * INR k) else 0))).
  - rewrite sum_plus. f_equal. rewrite (sum_single m _ 0%nat); [simpl; unfold Qr, toR2; ring|unfold m, wm; lia|].
    intros j _ Hn. destruct (Nat.eqb_spec j 0); [lia|reflexivity].
  - intros [|j] _; simpl.
    + unfold bhead. simpl. unfold wbeta. ring.
    + unfold wtail. ring.
Qed.

(** ** The errors *)
Theorem wrong_sound c phi : In c (wclaims w) -> (forall j, (j < N)%nat -> phi (eS (w_elt w) (ck c)) j = Q2R (vec (cz c) j)) ->
  (ck c < wR w)%nat /\ ~ accurate P m N (Q2R (wdelta w)) (w_elt w) phi (ck c).
Proof.
  intros Hin Hphi. destruct parts as (_ & _ & _ & _ & H). specialize (H c Hin). unfold wrong_okb in H. bools.
  match goal with L : min_okb _ _ _ _ _ _ _ _ = true |- _ => rename L into HM end.
  match goal with L : far_okb _ _ _ _ _ _ _ _ _ _ = true |- _ => rename L into HF end.
  split; [apply Nat.ltb_lt; auto|]. intros Hacc.
  destruct (far_okb_sound _ _ _ _ _ _ _ _ HM _ _ _ _ HF) as (r & Hr & Hx).
  destruct (Hacc ((Q2R (wdelta w) + r) / 2) ltac:(lra)) as (x & X & Hn).
  assert (r <= nrm N (fun j => toR1 (vec (cz c)) j - x j)).
  { apply Hx. eapply Xi_ext; [| |exact X].
    - intros i j Hi Hj. symmetry. apply table_agrees; auto.
    - intros i Hi. symmetry. apply sample_agrees; auto. }
  rewrite (nrm_ext _ _ (fun j => toR1 (vec (cz c)) j - x j)) in Hn.
  - lra.
  - intros j Hj. rewrite Hphi by auto. reflexivity.
Qed.

(** ** The answers begin a training set *)
Definition lists_answers (s : nat -> datum) : Prop := forall e, In e (wtr w) ->
  dA (s (en e)) = mat (eAn e) /\
  forall a, In a (esamples e) -> dy (s (en e)) (ak a) = vec (ay a) /\
    forall x c, alabel a = Some (x, c) -> dx (s (en e)) (ak a) = vec x.

Lemma sqrt_tol x n : x <= (/2)^n * (/2)^n -> sqrt x <= (/2)^n.
Proof.
  intros H. pose proof (half_pos n). rewrite <- (sqrt_square ((/2)^n)) by lra. apply sqrt_le_1_alt; auto.
Qed.
Lemma sqQ_R x y : Q2R (sqQ (x - y)) = (Q2R x - Q2R y) * (Q2R x - Q2R y).
Proof. unfold sqQ. rewrite Q2R_mult, Q2R_minus. reflexivity. Qed.

Lemma entry_matrix e : In e (wtr w) -> frob m N (fun i j => toR2 (mat (eAn e)) i j - eA (w_elt w) i j) <= (/2)^(en e).
Proof.
  intros Hin. destruct parts as (_ & _ & _ & H & _). specialize (H e Hin). unfold entry_okb in H. bools.
  match goal with L : Qle_bool _ _ = true |- _ => apply le_ok in L; rewrite sumQ_R, Q2R_mult, Q2R_hq in L; rename L into LA end.
  apply sqrt_tol. eapply Rle_trans; [|exact LA]. apply Req_le, sum_ext; intros i Hi. rewrite sumQ_R.
  apply sum_ext; intros j Hj. rewrite sqQ_R, table_agrees by auto. reflexivity.
Qed.
Lemma entry_sample e a : In e (wtr w) -> In a (esamples e) ->
  (ak a < wR w)%nat /\ nrm m (fun i => toR1 (vec (ay a)) i - eS (w_elt w) (ak a) i) <= (/2)^(en e) /\
  forall x c, alabel a = Some (x, c) ->
    infdist_le N (Xi P m N (toR2 (mat (eAn e))) (toR1 (vec (ay a)))) (toR1 (vec x)) ((/2)^(en e)).
Proof.
  intros Hin Ha. destruct parts as (_ & _ & _ & H & _). specialize (H e Hin). unfold entry_okb in H. bools.
  match goal with L : forallb (answered_okb w e) _ = true |- _ => rewrite forallb_forall in L; specialize (L a Ha); unfold answered_okb in L; rename L into LA end.
  bools. split; [apply Nat.ltb_lt; auto|]. split.
  - match goal with L : Qle_bool (sumQ (wm w) (fun i => sqQ (vec (ay a) i - _))) _ = true |- _ =>
      apply le_ok in L; rewrite sumQ_R, Q2R_mult, Q2R_hq in L; rename L into LY end.
    apply sqrt_tol. eapply Rle_trans; [|exact LY]. apply Req_le, sum_ext; intros i Hi. rewrite sqQ_R, sample_agrees by auto. reflexivity.
  - intros x c Ex. match goal with L : match alabel a with _ => _ end = true |- _ => rewrite Ex in L; bools; rename L into LM end.
    match goal with L : Qle_bool (sumQ (wN w) _) _ = true |- _ => apply le_ok in L; rewrite sumQ_R, Q2R_mult, Q2R_hq in L; rename L into LX end.
    apply infdist_le_point with (toR1 (vec (mx0 c))).
    + eapply min_okb_sound; eauto.
    + apply sqrt_tol. eapply Rle_trans; [|exact LX]. apply Req_le, sum_ext; intros j Hj. rewrite sqQ_R. reflexivity.
Qed.

Theorem training_set_sound : exists s, train P m N (wR w) (w_elt w) s /\ lists_answers s.
Proof.
  destruct setting_sound as [HS _]. destruct member_facts as (Hi & He & _ & _). simpl in *.
  destruct (half_answers_exist (w_setting w) HS (w_scale w) (wi w) (Q2R (weps w)) (Q2R (wkap w)) Hi ltac:(lra)) as (s' & Hs').
  apply half_train in Hs'. change (train P m N (wR w) (w_elt w) s') in Hs'.
  destruct (member_nearby (w_setting w) HS (w_scale w) (wi w) (Q2R (weps w)) (Q2R (wkap w)) Hi ltac:(lra)) as (W & HW).
  change (forall A', frob m N (fun i j => A' i j - eA (w_elt w) i j) <= 1 ->
    forall r, nrm m (fun i => mv N A' (mv m W r) i - r i) <= /2 * nrm m r) in HW.
  pose proof (ok_problem _ HS) as HP. change (params_ok P) in HP.
  set (fill := fun (A : nat -> nat -> Q) (y : nat -> Q) (n : nat) =>
    match Rle_dec (frob m N (fun i j => toR2 A i j - eA (w_elt w) i j)) 1 with
    | left H => ratvec N (proj1_sig (minimiser P m N (toR2 A) W (toR1 y) HP (HW _ H))) n
    | right _ => fun _ => 0%Q
    end).
  assert (Fill : forall A y n, frob m N (fun i j => toR2 A i j - eA (w_elt w) i j) <= 1 ->
    infdist_le N (Xi P m N (toR2 A) (toR1 y)) (toR1 (fill A y n)) ((/2)^n)).
  { intros A y n HA. unfold fill. destruct (Rle_dec _ 1) as [H|F]; [|contradiction].
    apply infdist_le_point with (proj1_sig (minimiser P m N (toR2 A) W (toR1 y) HP (HW _ H))).
    - apply (proj2_sig (minimiser P m N (toR2 A) W (toR1 y) HP (HW _ H))).
    - apply ratvec_ok. }
  set (look := fun (e : entry) (k : nat) => find (fun a => Nat.eqb (ak a) k) (esamples e)).
  set (Y := fun (e : entry) (k : nat) => match look e k with Some a => vec (ay a) | None => dy (s' (en e)) k end).
  set (X := fun (e : entry) (k : nat) => match look e k with
      | Some a => match alabel a with Some (x, _) => vec x | None => fill (mat (eAn e)) (Y e k) (en e) end
      | None => fill (mat (eAn e)) (Y e k) (en e) end).
  set (s := fun n => match find (fun e => Nat.eqb (en e) n) (wtr w) with Some e => mkD (mat (eAn e)) (Y e) (X e) | None => s' n end).
  exists s. split.
  - intros n. unfold s. destruct (find _ (wtr w)) as [e|] eqn:E; [|apply Hs'].
    apply find_some in E. destruct E as [Hin En]. apply Nat.eqb_eq in En. subst n.
    pose proof (entry_matrix e Hin) as HA. pose proof (half_le_1 (en e)).
    assert (Look : forall k a, look e k = Some a -> In a (esamples e) /\ ak a = k).
    { intros k a L. apply find_some in L. destruct L as [L1 L2]. apply Nat.eqb_eq in L2. auto. }
    split; [split; [exact HA|]|]; intros k Hk; simpl.
    + unfold Y. destruct (look e k) as [a|] eqn:L.
      * destruct (Look k a L) as [La Lk]. subst k. apply (entry_sample e a Hin La).
      * destruct (Hs' (en e)) as ((_ & T) & _). apply T; auto.
    + unfold X. destruct (look e k) as [a|] eqn:L.
      * destruct (Look k a L) as [La Lk]. subst k. unfold Y at 1. rewrite L.
        destruct (alabel a) as [[x c]|] eqn:Ex.
        -- apply (proj2 (proj2 (entry_sample e a Hin La)) x c Ex).
        -- unfold Y. rewrite L. apply Fill. lra.
      * apply Fill. lra.
  - intros e Hin. destruct parts as (_ & _ & HD & H & _). specialize (H e Hin). unfold entry_okb in H. bools.
    unfold s. rewrite (find_distinct en (wtr w) e HD Hin). simpl. split; [reflexivity|]. intros a Ha.
    match goal with L : distinct (map ak _) = true |- _ => pose proof (find_distinct ak (esamples e) a L Ha) as FD end.
    split.
    + unfold Y, look. rewrite FD. reflexivity.
    + intros x c Ex. unfold X, look. rewrite FD, Ex. reflexivity.
Qed.
End Witness.

(** ** What acceptance means *)
Theorem check_sound w : check w = true ->
  w_class w /\
  ((wi w < wd w)%nat /\ 0 < Q2R (weps w) <= emax (w_scale w) /\ 0 <= Q2R (wkap w) <= kmax (w_scale w)) /\
  (exists s, train (toP (wP w)) (wm w) (wN w) (wR w) (w_elt w) s /\ lists_answers w s) /\
  forall c, In c (wclaims w) -> forall phi : net,
    (forall j, (j < wN w)%nat -> phi (eS (w_elt w) (ck c)) j = Q2R (vec (cz c) j)) ->
    (ck c < wR w)%nat /\ ~ accurate (toP (wP w)) (wm w) (wN w) (Q2R (wdelta w)) (w_elt w) phi (ck c).
Proof.
  intros H. split; [apply class_sound; auto|]. split; [|split].
  - destruct (member_facts w H) as (H1 & H2 & H3 & _). auto.
  - apply training_set_sound; auto.
  - intros c Hc phi Hphi. apply wrong_sound; auto.
Qed.

(** the member belongs to Omega_K, whatever the other scale is *)
Theorem check_member w other : check w = true -> Omega (w_setting w) (w_scale w) other (w_elt w) /\ Omega (w_setting w) other (w_scale w) (w_elt w).
Proof.
  intros H. destruct (member_facts w H) as (H1 & H2 & H3 & _). split.
  - apply in_strong; auto; simpl; lra.
  - apply in_weak; auto; simpl; lra.
Qed.

(** An algorithm that, on every training set that begins with the answers listed, returns a network with the outputs
    listed is not right at every sample on a class that contains the member. *)
Theorem refuted (w : witness) (Om : elt -> Prop) (Gm : oracle_alg datum net) phi :
  check w = true -> Om (w_elt w) ->
  (forall s, lists_answers w s -> out _ _ Gm s phi) ->
  (forall c j, In c (wclaims w) -> (j < wN w)%nat -> phi (eS (w_elt w) (ck c)) j = Q2R (vec (cz c) j)) ->
  ~ solves datum net elt (train (toP (wP w)) (wm w) (wN w) (wR w))
      (accurate_every (toP (wP w)) (wm w) (wN w) (wR w) (Q2R (wdelta w))) Om Gm.
Proof.
  intros Hc HO Hout Hz S. destruct (check_sound w Hc) as (_ & _ & (s & T & L) & F).
  destruct (S _ HO s T) as (psi & Hpsi & G). rewrite (out_fun _ _ Gm s psi phi Hpsi (Hout s L)) in G.
  pose proof Hc as H. unfold check in H. bools.
  destruct (wclaims w) as [|c l] eqn:E; [discriminate|].
  destruct (F c (or_introl eq_refl) phi (fun j => Hz c j (or_introl eq_refl))) as [Hk Hn]. apply Hn, G. exact Hk.
Qed.
