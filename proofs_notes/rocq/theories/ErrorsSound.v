(** * Outputs that the checker calls wrong are wrong (Checker.v: [centre_radius], [wrong_okb])

    The enclosure lemma is applied to (B, b), which has the same minimisers as the member (A, y_k) = (Q B, Q b) (Lemma 1). *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Bool.
From Barriers Require Import Sums Norms Problems DualCertificate ExactArithmetic Rationals Mixing ExactMixings TiedColumns TrainingSets Enclosure OmegaK
  EnclosureConstants Interval IntervalSound Certificate Checker ClassSound RadiusSound AnswersSound.
Import ListNotations.
Open Scope R_scope.

Section Witness.
Variable w : certificate.
Hypothesis HC : class_okb w = true.
Hypothesis HM : member_okb w = true.
Local Notation m := (wm w).
Local Notation N := (wN w).
Local Notation d := (wd w).
Local Notation P := (toP (wP w)).
(** the tied columns before mixing, and b at sample k *)
Definition w_block : nat -> nat -> R := block (w_setting w) (branch w) (Q2R (epsilon w)).
Definition w_b (k : nat) : nat -> R := bvec (bhead (w_scale w k) 0 k) (btail (w_scale w k)).
Local Notation heads_R := (head (Q2R (wa w)) (branch w) (Q2R (epsilon w))).
Local Notation c_R := (cnorm d (Q2R (wa w)) (Q2R (epsilon w))).

Lemma same_minimisers k x : Xi P m N (eA (w_elt w)) (eS (w_elt w) k) x <-> Xi P m N w_block (w_b k) x.
Proof. apply (mixing P m N (mixR w)). apply orthogonal_sound. exact HC. Qed.

(** the same class, not mixed *)
Definition unmixed_setting : setting := mkSetting P d (wmt w) (wR w) identity (Q2R (wa w)).
Lemma unmixed_facts : setting_ok unmixed_setting /\ (branch w < heads unmixed_setting)%nat /\ 0 <= Q2R (epsilon w) <= base unmixed_setting / 64.
Proof.
  destruct (setting_facts w HC HM) as (HS & Hi & He). split; [|split; [exact Hi|exact He]].
  constructor; [exact (ok_problem _ HS)|exact (ok_heads _ HS)|exact (ok_samples _ HS)|apply identity_orthogonal|exact (ok_base _ HS)].
Qed.
Lemma block_near : frob (rows unmixed_setting) (cols unmixed_setting) (fun i j => w_block i j - OmegaK.matrix unmixed_setting (branch w) (Q2R (epsilon w)) i j) <= 1.
Proof.
  rewrite (frob_ext _ _ _ (fun _ _ => 0)).
  - eapply Rle_trans; [apply (frob_const _ _ _ 0)|]; intros; rewrite ?Rabs_R0; lra.
  - intros i j Hi _. unfold OmegaK.matrix, mm.
    rewrite (sum_ext _ _ (fun k => identity k i * block unmixed_setting (branch w) (Q2R (epsilon w)) k j)) by (intros; rewrite identity_sym; reflexivity).
    rewrite (identity_sum _ (fun k => block unmixed_setting (branch w) (Q2R (epsilon w)) k j)) by exact Hi.
    change (block unmixed_setting (branch w) (Q2R (epsilon w)) i j) with (w_block i j). ring.
Qed.

Section Centre.
Variables (k : nat) (c : centre) (bits : Z).
Hypothesis Hbits : (0 <= bits)%Z.
Local Notation b := (unmixed w bits (mix_rows w bits) k).
Local Notation xt := (itemR (centre_x c)).
Local Notation u := (itemR (centre_u c)).
Local Notation inS := (in_support c).
Local Notation diag := (diagonal w bits).

Lemma b_ok i : (i < m)%nat -> holds bits (nth_itv b i) (w_b k i).
Proof.
  intros Hi. unfold w_b. destruct i as [|q]; cbn [bvec].
  - unfold bhead. cbn [beta w_scale]. rewrite Rmult_0_l, Rplus_0_r. apply unmixed_ok; auto.
  - cbn [btail w_scale]. apply unmixed_ok; auto.
Qed.
Lemma head_ok j : holds bits (head_itv w bits j) (heads_R j).
Proof. unfold head_itv. rewrite <- head_agrees. apply ratio_ok; auto. Qed.
Lemma diag_ok : holds bits diag c_R. Proof. apply diagonal_ok; auto. Qed.
Lemma item_ok v i : holds bits (dyadic bits (item v i) (exponent v)) (itemR v i). Proof. apply dyadic_ok. Qed.
Lemma product_ok j : (j < N)%nat -> holds bits (product_itv w c bits diag j) (Rabs (tmv m w_block u j)).
Proof.
  intros Hj. unfold product_itv. apply size_ok. unfold w_block, block. cbn [heads base w_setting]. unfold cn. cbn [heads base w_setting].
  destruct (Nat.ltb_spec j d) as [L|L].
  - unfold wm. rewrite tmv_head by exact L. rewrite Rmult_comm. apply mul_ok; [apply head_ok|apply item_ok].
  - unfold wN in Hj. replace j with (d + (j - d))%nat at 2 by lia. unfold wm. rewrite tmv_tail by lia. rewrite Rmult_comm. apply mul_ok; [apply diag_ok|apply item_ok].
Qed.
Lemma residual_ok i : (i < m)%nat -> holds bits (residual_itv w c bits b diag i) (- rsd N w_block (w_b k) xt i).
Proof.
  intros Hi. unfold residual_itv, rsd. unfold w_block, block, wN. cbn [heads base w_setting]. unfold cn. cbn [heads base w_setting]. destruct i as [|q].
  - rewrite mv_head. replace (- (sum d (fun j => heads_R j * xt j) - w_b k 0)) with (w_b k 0%nat - sum d (fun j => heads_R j * xt j)) by ring.
    apply sub_ok; [apply b_ok; auto|]. apply total_ok. intros j _. apply mul_ok; [apply head_ok|apply item_ok].
  - unfold wm in Hi. rewrite mv_tail by lia. replace (- (c_R * xt (d + q)%nat - w_b k (S q))) with (w_b k (S q) - c_R * xt (d + q)%nat) by ring.
    apply sub_ok; [apply b_ok; unfold wm; lia|]. apply mul_ok; [apply diag_ok|apply item_ok].
Qed.

Theorem centre_sound reach : centre_radius w c bits b = Some reach ->
  exists r, holds bits reach r /\ forall x, Xi P m N (eA (w_elt w)) (eS (w_elt w) k) x -> nrm N (fun j => x j - xt j) <= r.
Proof.
  intros E. unfold centre_radius in E. destruct (centre_okb w c bits) eqn:HO; [|discriminate].
  unfold centre_okb in HO. cbv zeta in HO. apply andb_prop in HO. destruct HO as [HS HD].
  destruct unmixed_facts as (HS0 & Hi & He). pose proof block_near as HA.
  assert (Hu : forall j, (j < N)%nat -> Rabs (tmv m w_block u j) <= 1).
  { intros j Hj. pose proof (allb_ok _ _ HD j Hj) as F. cbv beta in F. apply (at_most_ok bits _ _ _ _ (product_ok j Hj) (one_ok bits) F). }
  destruct (radius_ok (wP w) (wa w) m N bits (centre_evidence w c bits b) w_block (w_b k) xt u (fun _ => true) inS Hbits (ok_problem _ HS0)
    (outside_zero w c _ HS) Hu) with (reach := reach) as (r & Hr & Hx); auto.
  - intros z Hz. apply (support_bound unmixed_setting (branch w) (Q2R (epsilon w)) HS0 Hi He w_block HA inS); [apply (one_head w c _ HS)|exact Hz].
  - intros j Hj. apply (column_bound unmixed_setting (branch w) (Q2R (epsilon w)) HS0 Hi He w_block HA j Hj).
  - intros z. apply (completion unmixed_setting (branch w) (Q2R (epsilon w)) HS0 Hi He w_block HA z).
  - unfold centre_evidence. cbn [one_norm]. apply total_ok. intros j _. apply size_ok, item_ok.
  - unfold centre_evidence. cbn [residual]. rewrite <- nrm_opp. apply norm_ok. intros i Hi'. apply residual_ok. exact Hi'.
  - unfold centre_evidence. cbn [pairing]. apply total_ok. intros i Hi'. apply mul_ok; [apply item_ok|apply b_ok; auto].
  - unfold centre_evidence. cbn [dual_square]. apply total_ok. intros i _. apply squared_ok; auto. apply item_ok.
  - unfold centre_evidence. cbn [slack]. destruct (allb N inS) eqn:EA.
    + intros j Hj _. apply (allb_ok _ _ EA j Hj).
    + match goal with |- context[maxZ N ?g] => set (f := g); set (worst := maxZ N f) end.
      assert (HI : holds bits (Itv 0 worst) (IZR worst * p2 (- bits))).
      { unfold holds. cbn [lo hi]. rewrite Rmult_assoc, (Rmult_comm (p2 (- bits))), p2_opp, Rmult_1_r. split; [apply (IZR_le 0), maxZ_nonneg|lra]. }
      exists (1 - IZR worst * p2 (- bits)). split; [apply sub_ok; [apply one_ok|exact HI]|].
      intros j Hj _ F. pose proof (maxZ_ge N f j Hj) as G. fold worst in G. unfold f in G. rewrite F in G.
      unfold nth_itv in G. rewrite (nth_tabulate _ _ j) in G by exact Hj.
      destruct (product_ok j Hj) as [_ U]. apply IZR_le in G. pose proof (p2_pos bits) as Pp.
      assert (Rabs (tmv m w_block u j) <= IZR worst * p2 (- bits)); [|lra].
      apply (Rmult_le_reg_r (p2 bits)); [exact Pp|]. rewrite (Rmult_assoc (IZR worst)), (Rmult_comm (p2 (- bits))), p2_opp. lra.
  - exists r. split; [exact Hr|]. intros x X. apply Hx; [apply same_minimisers; exact X|]. intros j _ F. discriminate.
Qed.

Lemma far_sound reach r z (phi : net) : holds bits reach r ->
  (forall x, Xi P m N (eA (w_elt w)) (eS (w_elt w) k) x -> nrm N (fun j => x j - xt j) <= r) ->
  far_okb w c bits reach z = true -> (forall j, (j < N)%nat -> phi (eS (w_elt w) k) j = Q2R (z j)) ->
  ~ accurate P m N ((/10)^(level w)) (w_elt w) phi k.
Proof.
  intros Hr Hx HF Hphi. unfold accurate. apply (error_below _ _ _ _ _ xt _ r); auto.
  rewrite (nrm_ext N _ (fun j => Q2R (z j) - xt j)) by (intros; rewrite Hphi; auto).
  rewrite <- tenth_R.
  refine (below_ok bits _ _ _ _ (ratio_ok bits Hbits (tenth (level w))) (sub_ok bits _ _ _ _ (norm_ok bits N _ (fun j => Q2R (z j) - xt j) _) Hr) HF).
  intros j _. apply sub_ok; [apply ratio_ok; auto|apply item_ok].
Qed.
End Centre.

Lemma centre_bits_nonneg c : (0 <= centre_bits w c)%Z.
Proof. unfold centre_bits. cbv zeta. pose proof (guard_nonneg w). lia. Qed.

Theorem wrong_sound zs k (phi : net) : wrong_okb w (enclosed w) zs k = true ->
  (forall j, (j < N)%nat -> phi (eS (w_elt w) k) j = Q2R (vec (nth k zs []) j)) -> ~ accurate P m N ((/10)^(level w)) (w_elt w) phi k.
Proof.
  intros H Hphi. unfold wrong_okb in H. destruct (find _ (enclosed w)) as [[k' [c reach]]|] eqn:E; [|discriminate].
  apply find_some in E. destruct E as [Hin Ek]. cbn [fst] in Ek. apply Nat.eqb_eq in Ek. subst k'.
  unfold enclosed in Hin. apply in_flat_map in Hin. destruct Hin as ([k' c'] & _ & Hin). cbn [fst snd] in Hin. cbv zeta in Hin.
  destruct (centre_radius w c' _ _) as [reach'|] eqn:ER; [|destruct Hin]. destruct Hin as [Hin|[]]. inversion Hin; subst k' c' reach'.
  destruct (centre_sound k c (centre_bits w c) (centre_bits_nonneg c) reach ER) as (r & Hr & Hx).
  apply (far_sound k c (centre_bits w c) (centre_bits_nonneg c) reach r (vec (nth k zs [])) phi Hr Hx H Hphi).
Qed.
End Witness.
