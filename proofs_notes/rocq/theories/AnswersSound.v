(** * Accepted answers begin a training set of the member (Checker.v: [label_okb], [answer_okb]) *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Bool.
From Barriers Require Import Sums Norms Problems DualCertificate ExactArithmetic Rationals Existence TrainingSets Enclosure Merging Conditioning OmegaK Fork
  EnclosureConstants Interval IntervalSound Certificate Checker ClassSound RadiusSound.
Import ListNotations.
Open Scope R_scope.

Definition cellR (t : table) (i j : nat) : R := IZR (cell t i j) * p2 (table_exponent t).
Lemma cellQ_R t i j : Q2R (cellQ t i j) = cellR t i j. Proof. apply dyadicQ_R. Qed.

(** exact sums of products of dyadic numbers *)
Lemma sum_products n f g e e' : sum n (fun i => (IZR (f i) * p2 e) * (IZR (g i) * p2 e')) = IZR (sumZ n (fun i => f i * g i)%Z) * p2 (e + e').
Proof.
  rewrite sumZ_R, p2_add, Rmult_comm, <- sum_scal. apply sum_ext; intros. rewrite mult_IZR. ring.
Qed.
Lemma Rabs_dyadic z e : Rabs (IZR z * p2 e) = IZR (Z.abs z) * p2 e.
Proof. rewrite Rabs_mult, abs_IZR, (Rabs_pos_eq (p2 e)) by (left; apply p2_pos). reflexivity. Qed.

Section Witness.
Variable w : certificate.
Hypothesis HC : class_okb w = true.
Hypothesis HM : member_okb w = true.
Local Notation m := (wm w).
Local Notation N := (wN w).
Local Notation P := (toP (wP w)).

Lemma setting_facts : setting_ok (w_setting w) /\ (branch w < heads (w_setting w))%nat /\ 0 <= Q2R (epsilon w) <= base (w_setting w) / 64.
Proof.
  split; [apply (setting_sound w HC)|]. destruct (member_facts w HM) as (H1 & H2 & _). split; [exact H1|].
  pose proof (emax_sound w HC). cbn [base w_setting]. lra.
Qed.

(** ** Labels *)
Section Label.
Variables (A : table) (y x : array) (c : centre) (bits : Z).
Hypothesis Hbits : (0 <= bits)%Z.
Hypothesis HA : frob m N (fun i j => cellR A i j - eA (w_elt w) i j) <= 1.
Local Notation xt := (itemR (centre_x c)).
Local Notation u := (itemR (centre_u c)).
Local Notation inS := (in_support c).

Lemma dual_value j : tmv m (cellR A) u j = IZR (sumZ m (fun i => item (centre_u c) i * cell A i j)%Z) * p2 (table_exponent A + exponent (centre_u c)).
Proof. unfold tmv. rewrite (Z.add_comm (table_exponent A)), <- sum_products. reflexivity. Qed.
Lemma residual_value i : rsd N (cellR A) (itemR y) xt i =
  - (IZR (item y i) * p2 (exponent y) - IZR (sumZ N (fun j => cell A i j * item (centre_x c) j)%Z) * p2 (table_exponent A + exponent (centre_x c))).
Proof. unfold rsd, mv. rewrite <- sum_products. unfold cellR, itemR. ring. Qed.

Section Merged.
Variable first : nat -> nat.
Hypothesis HG : merging_okb w A x first = true.
Hypothesis HS : support_okb w c first = true.

Lemma first_facts j : (j < N)%nat -> (first j < N)%nat /\ first (first j) = first j.
Proof.
  intros Hj. unfold merging_okb in HG. apply andb_prop in HG. destruct HG as [G _]. pose proof (allb_ok _ _ G j Hj) as F. cbv beta in F. bools.
  split; [apply Nat.ltb_lt; auto|apply Nat.eqb_eq; auto].
Qed.
Lemma first_equal i j : (i < m)%nat -> (j < N)%nat -> cellR A i j = cellR A i (first j).
Proof.
  intros Hi Hj. unfold merging_okb in HG. apply andb_prop in HG. destruct HG as [G _]. pose proof (allb_ok _ _ G j Hj) as F. cbv beta in F. bools.
  match goal with L : same_column _ _ _ _ = true |- _ => pose proof (allb_ok _ _ L i Hi) as E; apply Z.eqb_eq in E end.
  unfold cellR. rewrite E. reflexivity.
Qed.
Lemma one_sign i j : (i < N)%nat -> (j < N)%nat -> first i = first j -> 0 <= itemR x i * itemR x j.
Proof.
  intros Hi Hj E. unfold merging_okb in HG. apply andb_prop in HG. destruct HG as [_ G].
  pose proof (allb_ok _ _ (allb_ok _ _ G i Hi) j Hj) as F. cbv beta in F. rewrite E, Nat.eqb_refl in F. cbn [negb orb] in F.
  apply Z.leb_le, (IZR_le 0) in F. rewrite mult_IZR in F. unfold itemR. pose proof (p2_pos (exponent x)).
  replace (IZR (item x i) * p2 (exponent x) * (IZR (item x j) * p2 (exponent x)))
    with (IZR (item x i) * IZR (item x j) * (p2 (exponent x) * p2 (exponent x))) by ring. apply Rmult_le_pos; nra.
Qed.
Lemma merge_value k : merge N first (itemR x) k = IZR (merged w x first k) * p2 (exponent x).
Proof.
  unfold merge, merged. rewrite sumZ_R, Rmult_comm, <- sum_scal. apply sum_ext. intros j _. unfold itemR. destruct (first j =? k)%nat; ring.
Qed.
Lemma outside_zero j : (j < N)%nat -> inS j = false -> xt j = 0.
Proof.
  intros Hj Hn. unfold support_okb in HS. apply andb_prop in HS. destruct HS as [G _]. pose proof (allb_ok _ _ G j Hj) as F. cbv beta in F. bools.
  rewrite Hn in *. cbn [orb] in *. match goal with L : Z.eqb _ 0 = true |- _ => apply Z.eqb_eq in L; unfold itemR; rewrite L; ring end.
Qed.
Lemma one_head j j' : (j < heads (w_setting w))%nat -> (j' < heads (w_setting w))%nat -> inS j = true -> inS j' = true -> j = j'.
Proof.
  intros Hj Hj' E E'. unfold support_okb in HS. apply andb_prop in HS. destruct HS as [_ G].
  pose proof (allb_ok _ _ (allb_ok _ _ G j Hj) j' Hj') as F. cbv beta in F. rewrite E, E' in F. apply Nat.eqb_eq. exact F.
Qed.

Lemma small_sound : small_sample w y bits = true -> exists e, P = BP e /\ nrm m (itemR y) <= e.
Proof.
  intros H. unfold small_sample in H. destruct (wP w) as [e|l|l]; try discriminate. bools. exists (Q2R e). split; [reflexivity|].
  match goal with L : Qle_bool 0 e = true |- _ => apply le_ok in L; rewrite Q2R_0 in L end.
  match goal with L : at_most _ _ = true |- _ =>
    pose proof (at_most_ok bits _ _ _ _ (dyadic_ok bits _ _) (squared_ok bits _ _ (ratio_ok bits Hbits e)) L) as G end.
  apply nrm_le_sq; auto. unfold dot. change (fun i => itemR y i * itemR y i) with (fun i => (IZR (item y i) * p2 (exponent y)) * (IZR (item y i) * p2 (exponent y))).
  rewrite sum_products. exact G.
Qed.

Lemma evidence_ok : dual_okb w A c bits = true -> let given := label_evidence w A y c bits first in
  holds bits (one_norm given) (norm1 N xt) /\ holds bits (residual given) (nrm m (rsd N (cellR A) (itemR y) xt)) /\
  holds bits (pairing given) (dot m u (itemR y)) /\ holds bits (dual_square given) (dot m u u) /\
  (forall j, (j < N)%nat -> Rabs (tmv m (cellR A) u j) <= 1) /\
  match slack given with
  | None => forall j, (j < N)%nat -> Nat.eqb (first j) j = true -> inS j = true
  | Some s => exists mu, holds bits s mu /\ forall j, (j < N)%nat -> Nat.eqb (first j) j = true -> inS j = false -> Rabs (tmv m (cellR A) u j) <= 1 - mu
  end.
Proof.
  intros HD. unfold label_evidence. cbv zeta. cbn [one_norm residual pairing dual_square slack]. split; [|split; [|split; [|split; [|split]]]].
  - unfold norm1. rewrite (sum_ext N _ (fun j => p2 (exponent (centre_x c)) * IZR (Z.abs (item (centre_x c) j)))) by (intros; unfold itemR; rewrite Rabs_dyadic; ring).
    rewrite sum_scal, <- sumZ_R, Rmult_comm. apply dyadic_ok.
  - rewrite (nrm_ext m _ (fun i => - (IZR (item y i) * p2 (exponent y) - IZR (sumZ N (fun j => cell A i j * item (centre_x c) j)%Z) * p2 (table_exponent A + exponent (centre_x c)))))
      by (intros; apply residual_value). rewrite nrm_opp. apply norm_ok. intros i Hi. apply sub_ok; apply dyadic_ok.
  - unfold dot. change (fun i => u i * itemR y i) with (fun i => (IZR (item (centre_u c) i) * p2 (exponent (centre_u c))) * (IZR (item y i) * p2 (exponent y))).
    rewrite sum_products. apply dyadic_ok.
  - unfold dot. change (fun i => u i * u i) with (fun i => (IZR (item (centre_u c) i) * p2 (exponent (centre_u c))) * (IZR (item (centre_u c) i) * p2 (exponent (centre_u c)))).
    rewrite sum_products. apply dyadic_ok.
  - intros j Hj. pose proof (allb_ok _ _ HD j Hj) as F. cbv beta in F. rewrite dual_value, Rabs_dyadic.
    apply (at_most_ok bits _ _ _ _ (dyadic_ok bits _ _) (one_ok bits) F).
  - match goal with |- context[allb N ?f] => destruct (allb N f) eqn:E end.
    + intros j Hj K. pose proof (allb_ok _ _ E j Hj) as F. cbv beta in F. rewrite K in F. destruct (inS j); [reflexivity|discriminate].
    + eexists. split; [apply sub_ok; [apply one_ok|apply dyadic_ok]|]. intros j Hj K F. rewrite dual_value, Rabs_dyadic.
      match goal with |- context[maxZ N ?g] => pose proof (maxZ_ge N g j Hj) as M end. cbv beta in M. rewrite K, F in M. cbn [negb andb] in M.
      pose proof (nth_tabulate N (fun j0 => Z.abs (sumZ m (fun i => item (centre_u c) i * cell A i j0)%Z)) j 0%Z Hj) as T. unfold tabulate in T. rewrite T in M.
      apply IZR_le in M. pose proof (p2_pos (table_exponent A + exponent (centre_u c))) as Pp.
      apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ Pp)) in M. lra.
Qed.

Lemma label_radius_ok reach : label_radius w A y c bits first = Some reach ->
  exists r, holds bits reach r /\ forall z, Xi P m N (cellR A) (itemR y) z -> (forall k, (k < N)%nat -> first k <> k -> z k = 0) ->
    nrm N (fun j => z j - xt j) <= r.
Proof.
  intros E. unfold label_radius in E. destruct (small_sample w y bits) eqn:Sm.
  - destruct (allb N _) eqn:Z0; [|discriminate]. inversion E; subst; clear E. destruct (small_sound Sm) as (e & -> & Hy).
    exists 0. split; [unfold holds; cbn [lo hi]; lra|]. intros z X _. right. apply nrm_zero. intros j Hj.
    rewrite (zero_is_minimiser e m N (cellR A) (itemR y) z Hy X j Hj).
    pose proof (allb_ok _ _ Z0 j Hj) as F. cbv beta in F. apply Z.eqb_eq in F. unfold itemR. rewrite F. ring.
  - destruct (dual_okb w A c bits) eqn:HD; [|discriminate]. destruct (evidence_ok HD) as (E1 & E2 & E3 & E4 & E5 & E6).
    destruct setting_facts as (HS0 & Hi & He).
    destruct (radius_ok (wP w) (wa w) m N bits (label_evidence w A y c bits first) (cellR A) (itemR y) xt u (fun j => Nat.eqb (first j) j) inS Hbits
      (ok_problem _ HS0) outside_zero E5) with (reach := reach) as (r & Hr & Hx); auto.
    + intros z Hz. apply (support_bound (w_setting w) (branch w) (Q2R (epsilon w)) HS0 Hi He (cellR A) HA inS); [apply one_head|exact Hz].
    + intros j Hj. apply (column_bound (w_setting w) (branch w) (Q2R (epsilon w)) HS0 Hi He (cellR A) HA j Hj).
    + intros z. apply (completion (w_setting w) (branch w) (Q2R (epsilon w)) HS0 Hi He (cellR A) HA z).
    + exists r. split; [exact Hr|]. intros z X K. apply Hx; auto. intros j Hj F. apply K; auto. apply Nat.eqb_neq. exact F.
Qed.
End Merged.

Theorem label_sound n : label_okb w A y x c bits n = true -> (exists x0, Xi P m N (cellR A) (itemR y) x0) ->
  infdist_le N (Xi P m N (cellR A) (itemR y)) (itemR x) ((/2)^n).
Proof.
  intros H Ex. unfold label_okb in H. cbv zeta in H. set (first := first_of (representatives w A x)) in *.
  apply andb_prop in H. destruct H as [H HL]. apply andb_prop in H. destruct H as [HG HS].
  destruct (label_radius w A y c bits first) as [reach|] eqn:E; [|discriminate].
  destruct (label_radius_ok first HS reach E) as (r & Hr & Hz).
  apply (label_within P m N (cellR A) (itemR y) first (first_facts first HG) (first_equal first HG) (itemR x) xt r); auto.
  - apply one_sign. exact HG.
  - rewrite <- p2_half. rewrite <- (Rmult_1_l (p2 (- Z.of_nat n))).
    refine (at_most_ok bits _ _ _ _ (add_ok bits _ _ _ _ (norm_ok bits N _ _ _) Hr) (dyadic_ok bits _ _) HL).
    intros j Hj. rewrite merge_value. apply sub_ok; apply dyadic_ok.
Qed.
End Label.

(** ** Answers *)
Hypothesis HN : distinct (map ans_n (answers w)) = true.
Hypothesis HE : forall e, In e (answers w) -> answer_okb w e = true.

(** the training set contains the answers listed *)
Definition lists_answers (s : nat -> datum) : Prop := forall e, In e (answers w) ->
  dA (s (ans_n e)) = cellQ (ans_matrix e) /\
  forall a, In a (ans_samples e) -> dy (s (ans_n e)) (ans_k a) = itemQ (ans_y a) /\
    forall x c, ans_label a = Some (x, c) -> dx (s (ans_n e)) (ans_k a) = itemQ x.

Lemma find_distinct {T} (f : T -> nat) l x : distinct (map f l) = true -> In x l -> find (fun z => Nat.eqb (f z) (f x)) l = Some x.
Proof.
  induction l as [|y l IH]; [intros _ []|]. cbn [map distinct find]. intros H [->|Hin].
  - rewrite Nat.eqb_refl. reflexivity.
  - bools. destruct (Nat.eqb_spec (f y) (f x)) as [E|_]; [|auto]. exfalso.
    rewrite forallb_forall in H. specialize (H (f x) (in_map f l x Hin)). rewrite E, Nat.eqb_refl in H. discriminate.
Qed.
Lemma tolerance bits n : holds bits (dyadic bits 1 (- Z.of_nat n)) ((/2)^n).
Proof. pose proof (dyadic_ok bits 1 (- Z.of_nat n)) as H. rewrite p2_half, Rmult_1_l in H. exact H. Qed.

Definition solvable (A : nat -> nat -> R) := frob m N (fun i j => A i j - eA (w_elt w) i j) <= 1.
(** matrices near the member's have minimisers *)
Lemma nearby_minimiser : exists W, forall A, solvable A -> forall r, nrm m (fun i => mv N A (mv m W r) i - r i) <= /2 * nrm m r.
Proof.
  destruct setting_facts as (HS & Hi & He). exact (member_nearby (w_setting w) HS (w_scale w 0) (branch w) (Q2R (epsilon w)) 0 Hi (proj1 He)).
Qed.

Lemma answer_matrix e : In e (answers w) -> frob m N (fun i j => toR2 (cellQ (ans_matrix e)) i j - eA (w_elt w) i j) <= (/2)^(ans_n e).
Proof.
  intros Hin. pose proof (HE e Hin) as H. unfold answer_okb in H. cbv zeta in H. apply andb_prop in H. destruct H as [H _]. apply andb_prop in H. destruct H as [H _].
  set (bits := (Z.of_nat (ans_n e) + guard w)%Z) in *. assert (Hb : (0 <= bits)%Z) by (unfold bits; pose proof (guard_nonneg w); lia).
  refine (at_most_ok bits _ _ _ _ (norm2_ok bits m N _ _ _) (tolerance bits _) H).
  intros i j Hi Hj. apply sub_ok; [unfold toR2; rewrite cellQ_R; apply dyadic_ok|apply matrix_ok; auto].
Qed.
Lemma label_bits_nonneg e a x c : (0 <= label_bits w e a x c)%Z.
Proof. unfold label_bits. cbv zeta. pose proof (guard_nonneg w). lia. Qed.
Lemma answer_sample e a : In e (answers w) -> In a (ans_samples e) ->
  (ans_k a < wR w)%nat /\ nrm m (fun i => toR1 (itemQ (ans_y a)) i - eS (w_elt w) (ans_k a) i) <= (/2)^(ans_n e) /\
  forall x c, ans_label a = Some (x, c) ->
    infdist_le N (Xi P m N (toR2 (cellQ (ans_matrix e))) (toR1 (itemQ (ans_y a)))) (toR1 (itemQ x)) ((/2)^(ans_n e)).
Proof.
  intros Hin Ha. pose proof (answer_matrix e Hin) as HAn. pose proof (half_le_1 (ans_n e)) as H1.
  pose proof (HE e Hin) as H. unfold answer_okb in H. cbv zeta in H. apply andb_prop in H. destruct H as [_ H].
  set (bits := (Z.of_nat (ans_n e) + guard w)%Z) in *. assert (Hb : (0 <= bits)%Z) by (unfold bits; pose proof (guard_nonneg w); lia).
  rewrite forallb_forall in H. specialize (H a Ha). unfold answered_okb in H.
  apply andb_prop in H. destruct H as [H HL]. apply andb_prop in H. destruct H as [Hk Hy].
  split; [apply Nat.ltb_lt; auto|]. split.
  - refine (at_most_ok bits _ _ _ _ (norm_ok bits m _ _ _) (tolerance bits _) Hy).
    intros i Hi. apply sub_ok; [unfold toR1; rewrite itemQ_R; apply dyadic_ok|apply sample_ok; auto].
  - intros x c Ex. rewrite Ex in HL.
    assert (EA : toR2 (cellQ (ans_matrix e)) = cellR (ans_matrix e)).
    { apply FunctionalExtensionality.functional_extensionality. intros i. apply FunctionalExtensionality.functional_extensionality. intros j. apply cellQ_R. }
    assert (Ei : forall v, toR1 (itemQ v) = itemR v) by (intros v; apply FunctionalExtensionality.functional_extensionality; intros i; apply itemQ_R).
    rewrite EA in *. rewrite !Ei. apply (label_sound (ans_matrix e) (ans_y a) x c _ (label_bits_nonneg e a x c) ltac:(lra) (ans_n e) HL).
    destruct nearby_minimiser as (W & HW). destruct setting_facts as (HS & _).
    destruct (minimiser P m N (cellR (ans_matrix e)) W (itemR (ans_y a)) (ok_problem _ HS) (HW (cellR (ans_matrix e)) (Rle_trans _ _ _ HAn H1))) as (x0 & X0). exists x0. exact X0.
Qed.

Theorem training_set_sound : exists s, train P m N (wR w) (w_elt w) s /\ lists_answers s.
Proof.
  destruct setting_facts as (HS & Hi & He). simpl in Hi.
  destruct (answers_exist P m N (wR w) (w_elt w) (ok_problem _ HS) nearby_minimiser) as (s' & Hs').
  apply half_train in Hs'.
  destruct nearby_minimiser as (W & HW). unfold solvable in HW.
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
  set (look := fun (e : answer) (k : nat) => find (fun a => Nat.eqb (ans_k a) k) (ans_samples e)).
  set (Y := fun (e : answer) (k : nat) => match look e k with Some a => itemQ (ans_y a) | None => dy (s' (ans_n e)) k end).
  set (X := fun (e : answer) (k : nat) => match look e k with
      | Some a => match ans_label a with Some (x, _) => itemQ x | None => fill (cellQ (ans_matrix e)) (Y e k) (ans_n e) end
      | None => fill (cellQ (ans_matrix e)) (Y e k) (ans_n e) end).
  set (s := fun n => match find (fun e => Nat.eqb (ans_n e) n) (answers w) with Some e => mkD (cellQ (ans_matrix e)) (Y e) (X e) | None => s' n end).
  exists s. split.
  - intros n. unfold s. destruct (find _ (answers w)) as [e|] eqn:E; [|apply Hs'].
    apply find_some in E. destruct E as [Hin En]. apply Nat.eqb_eq in En. subst n.
    pose proof (answer_matrix e Hin) as HA. pose proof (half_le_1 (ans_n e)).
    assert (Look : forall k a, look e k = Some a -> In a (ans_samples e) /\ ans_k a = k).
    { intros k a L. apply find_some in L. destruct L as [L1 L2]. apply Nat.eqb_eq in L2. auto. }
    split; [split; [exact HA|]|]; intros k Hk; simpl.
    + unfold Y. destruct (look e k) as [a|] eqn:L.
      * destruct (Look k a L) as [La Lk]. subst k. apply (answer_sample e a Hin La).
      * destruct (Hs' (ans_n e)) as ((_ & T) & _). apply T; auto.
    + unfold X. destruct (look e k) as [a|] eqn:L.
      * destruct (Look k a L) as [La Lk]. subst k. unfold Y at 1. rewrite L.
        destruct (ans_label a) as [[x c]|] eqn:Ex.
        -- apply (proj2 (proj2 (answer_sample e a Hin La)) x c Ex).
        -- unfold Y. rewrite L. apply Fill. lra.
      * apply Fill. lra.
  - intros e Hin. pose proof (HE e Hin) as H. unfold answer_okb in H. cbv zeta in H. apply andb_prop in H. destruct H as [H _]. apply andb_prop in H. destruct H as [_ HD].
    unfold s. rewrite (find_distinct ans_n (answers w) e HN Hin). simpl. split; [reflexivity|]. intros a Ha.
    pose proof (find_distinct ans_k (ans_samples e) a HD Ha) as FD.
    split.
    + unfold Y, look. rewrite FD. reflexivity.
    + intros x c Ex. unfold X, look. rewrite FD, Ex. reflexivity.
Qed.
End Witness.
