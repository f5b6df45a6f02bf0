(** * Lemmas 3 and 4: branches that cannot be told from the tie, and whose minimisers are far apart (theory, section 4)

    [matrix_distance]: |A(i,e) - A(tie)|_F <= sqrt(m) e.
    [branch_answers]: answers to the tie within half the tolerance, up to any index n0, are the beginning of a training
    set of each branch with a small enough gap.
    [apart]: no vector is within (1 + 1/200) delta of the minimisers of two branches, if 3/2 delta <= tau.
    [fork_of_tie]: the three together, for every choice of the answers. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems Rationals DualCertificate Mixing TiedColumns TrainingSets Conditioning
  Algorithms Game OmegaK.
Open Scope R_scope.

Section Fork.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Lemma block_distance i e : (i < d)%nat -> 0 <= e ->
  frob m N (fun r j => block S0 0 0 r j - block S0 i e r j) <= sqrt (INR m) * e.
Proof.
  intros Hi He. pose proof (ok_base S0 HS) as Hb. pose proof (pos_INR m) as Hm.
  pose proof (cnorm_step d (base S0) e ltac:(lra) He) as Hc.
  assert (0 <= sqrt (INR m)) by apply sqrt_pos. apply frob_le_sq; [nra|].
  replace (sqrt (INR m) * e * (sqrt (INR m) * e)) with (INR m * (e * e)).
  2:{ replace (sqrt (INR m) * e * (sqrt (INR m) * e)) with (sqrt (INR m) * sqrt (INR m) * (e * e)) by ring.
      rewrite sqrt_sqrt; auto. }
  unfold m, rows. rewrite S_INR. change (S (tails S0)) with (1 + tails S0)%nat. rewrite sum_split. cbn [sum]. rewrite Rplus_0_l.
  rewrite (sum_single N _ i).
  - rewrite (sum_ext (tails S0) _ (fun _ => (cnorm d (base S0) e - cnorm d (base S0) 0) * (cnorm d (base S0) e - cnorm d (base S0) 0))).
    + rewrite sum_const. unfold block, Bmat. fold d. destruct (Nat.ltb_spec i d); [|lia].
      unfold head. rewrite Nat.eqb_refl. pose proof (pos_INR (tails S0)).
      set (g := cnorm d (base S0) e - cnorm d (base S0) 0) in *. assert (g * g <= e * e) by nra.
      destruct (i =? 0)%nat; nra.
    + intros q Hq. cbn [Nat.add]. rewrite (sum_single N _ (d + q)%nat).
      * unfold block, Bmat. fold d. rewrite Nat.eqb_refl. unfold cn. fold d. ring.
      * unfold N, cols. fold d. lia.
      * intros j _ Hn. unfold block, Bmat. fold d. destruct (Nat.eqb_spec j (d + q)); [lia|ring].
  - unfold N, cols. fold d. lia.
  - intros j _ Hn. unfold block, Bmat. fold d. destruct (j <? d)%nat; [|ring]. unfold head.
    destruct (Nat.eqb_spec j i); [lia|]. destruct (j =? 0)%nat; ring.
Qed.

Theorem matrix_distance i e : (i < d)%nat -> 0 <= e ->
  frob m N (fun r j => matrix S0 0 0 r j - matrix S0 i e r j) <= sqrt (INR m) * e.
Proof. intros Hi He. unfold matrix. fold m. rewrite frob_mix by apply HS. apply block_distance; auto. Qed.

Lemma sample_distance sc kappa k : 0 <= kappa ->
  nrm m (fun i => sample S0 sc 0 k i - sample S0 sc kappa k i) = kappa * INR k.
Proof.
  intros Hk. unfold sample. fold m. rewrite nrm_mv_diff by apply HS. pose proof (pos_INR k).
  rewrite (nrm_single m _ 0); [|unfold m, rows; lia|].
  - simpl. unfold bhead. rewrite Rabs_left1; nra.
  - intros [|q] _ Hn; [lia|]. simpl. ring.
Qed.

(** answers to e within half the tolerance, and their labels *)
Definition half_answers (e : elt) (s : nat -> datum) : Prop := forall n,
  data_within m N Rs ((/2)^(S n)) e (s n) /\ labels_within P m N Rs ((/2)^n) (s n).

Lemma half_answers_exist sc i e kappa : (i < d)%nat -> 0 <= e -> exists s, half_answers (member S0 sc i e kappa) s.
Proof. intros Hi He. apply answers_exist; [apply HS|]. apply member_nearby; auto. Qed.

Theorem branch_answers sc s0 n0 i e kappa : half_answers (tie S0 sc 0) s0 -> (i < d)%nat -> 0 <= e -> 0 <= kappa ->
  sqrt (INR m) * e <= (/2)^(S n0) -> kappa * INR Rs <= (/2)^(S n0) ->
  exists s, train P m N Rs (member S0 sc i e kappa) s /\ agree datum n0 s0 s.
Proof.
  intros H0 Hi He Hk E1 E2. destruct (half_answers_exist sc i e kappa Hi He) as (s' & Hs').
  exists (fun n => if (n <=? n0)%nat then s0 n else s' n). split.
  - apply (splice_train P m N Rs (tie S0 sc 0)); auto.
    + apply half_train. exact Hs'.
    + simpl. eapply Rle_trans; [apply matrix_distance; auto|auto].
    + intros k Hlt. simpl. rewrite sample_distance by auto. eapply Rle_trans; [|exact E2].
      apply Rmult_le_compat_l; auto. apply le_INR. lia.
  - intros n Hn. destruct (Nat.leb_spec n n0); [reflexivity|lia].
Qed.

(** ** Separation *)
Section Apart.
Variables (sc : scale) (tau delta : R) (rho : R -> R) (w : R -> nat -> R).
Hypothesis HF : scale_facts S0 sc tau rho w.
Hypothesis Hd : 0 < delta.
Hypothesis Ht : 3/2 * delta <= tau.

Theorem apart (z : nat -> R) e i j kappa k k' : 0 <= e <= emax sc -> 0 <= kappa <= kmax sc ->
  (i < d)%nat -> (j < d)%nat -> i <> j -> (k < Rs)%nat -> (k' < Rs)%nat ->
  nrm N (fun q => z q - point S0 sc rho w i e kappa k q) <= 201/200 * delta ->
  nrm N (fun q => z q - point S0 sc rho w j e kappa k' q) <= 201/200 * delta -> False.
Proof.
  intros He Hk Hi Hj Hn Hk1 Hk2 H1 H2.
  pose proof (tval_near S0 sc tau rho w HF e kappa k He Hk Hk1) as T1.
  pose proof (tval_near S0 sc tau rho w HF e kappa k' He Hk Hk2) as T2.
  apply Rabs_le_iff in T1. apply Rabs_le_iff in T2.
  assert (Hi' : (i < N)%nat) by (unfold N, cols; fold d; lia). assert (Hj' : (j < N)%nat) by (unfold N, cols; fold d; lia).
  apply (two_coordinates N _ i j _ Hi' Hj' Hn) in H1. apply (two_coordinates N _ i j _ Hi' Hj' Hn) in H2.
  cbv beta in H1, H2. rewrite !point_head in H1, H2 by auto. rewrite !Nat.eqb_refl in *.
  destruct (Nat.eqb_spec j i); [lia|]. destruct (Nat.eqb_spec i j); [lia|].
  set (t := tval S0 sc rho e kappa k) in *. set (t' := tval S0 sc rho e kappa k') in *.
  pose proof (Rle_0_sqr (z i - t/2)) as Q1. pose proof (Rle_0_sqr (z j - t'/2)) as Q2. unfold Rsqr in *.
  assert (57/40 * delta * (57/40 * delta) <= t * t) by (apply Rmult_le_compat; lra).
  assert (57/40 * delta * (57/40 * delta) <= t' * t') by (apply Rmult_le_compat; lra). nra.
Qed.

Lemma accurate_near i e kappa k phi del : (i < d)%nat -> (k < Rs)%nat -> 0 < e <= emax sc -> 0 <= kappa <= kmax sc ->
  accurate P m N del (member S0 sc i e kappa) phi k -> forall del', del < del' ->
  nrm N (fun q => phi (sample S0 sc kappa k) q - point S0 sc rho w i e kappa k q) <= del'.
Proof.
  intros Hi Hk He Hkap Ha d' Hd'. destruct (Ha d' Hd') as (x & Hx & Hn).
  pose proof (proj1 (member_Xi_unique S0 HS sc tau rho w HF i k e kappa Hi Hk ltac:(lra) Hkap x ltac:(lra)) Hx) as Hx'.
  rewrite (nrm_ext N _ (fun j => phi (sample S0 sc kappa k) j - x j)); [exact Hn|].
  intros q Hq. cbv beta. rewrite (Hx' q Hq). reflexivity.
Qed.

(** The fork, for every network and with all samples equal (kappa = 0); the tie need not be in the class. *)
Theorem fork_of_tie (Om : elt -> Prop) s0 : 0 < emax sc -> 0 <= kmax sc -> half_answers (tie S0 sc 0) s0 ->
  (forall i e, (i < d)%nat -> 0 < e <= emax sc -> Om (member S0 sc i e 0)) ->
  fork datum net elt (train P m N Rs) (accurate_some P m N Rs delta) Om d s0.
Proof.
  intros He0 Hk0 H0 HO n0. pose proof (half_pos (S n0)) as Hh. pose proof (sqrt_pos (INR m)) as Hsq.
  set (e := Rmin (emax sc) ((/2)^(S n0) / (sqrt (INR m) + 1))).
  assert (0 < (/2)^(S n0) / (sqrt (INR m) + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (He : 0 < e <= emax sc) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  assert (He' : sqrt (INR m) * e <= (/2)^(S n0)).
  { pose proof (Rmin_r (emax sc) ((/2)^(S n0) / (sqrt (INR m) + 1))) as Q. fold e in Q.
    apply (Rmult_le_compat_r (sqrt (INR m) + 1)) in Q; [|lra].
    replace ((/2)^(S n0) / (sqrt (INR m) + 1) * (sqrt (INR m) + 1)) with ((/2)^(S n0)) in Q by (field; lra). nra. }
  exists (fun i => member S0 sc i e 0). split.
  - intros i Hi. split; [apply HO; auto|]. apply branch_answers; auto; try lra.
    all: rewrite ?Rmult_0_l; lra.
  - intros i j phi Hi Hj Hn (k & Hk & Gi) (k' & Hk' & Gj).
    apply (apart (phi (sample S0 sc 0 k)) e i j 0 k k'); auto; try lra.
    + apply (accurate_near i e 0 k phi delta); auto; lra.
    + replace (sample S0 sc 0 k) with (sample S0 sc 0 k').
      * apply (accurate_near j e 0 k' phi delta); auto; lra.
      * unfold sample, bhead. rewrite !Rmult_0_l. reflexivity.
Qed.
End Apart.
End Fork.
