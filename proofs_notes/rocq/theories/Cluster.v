(** * Failure at every sample, with pairwise different samples (theory, sections 3 and 4: the cluster design)

    [distinct_samples]: the part of Omega_K that the game needs - the tie with all samples equal, and the branches with
    a positive spread kappa, whose samples are pairwise different.  No algorithm that returns continuous networks is right at
    even one sample of each of them. *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Norms Problems Rationals DualCertificate Mixing TiedColumns TrainingSets Conditioning
  Algorithms Game BoundedData LateFork OmegaK Fork ContinuousNetworks.
Import ListNotations.
Open Scope R_scope.

Section Cluster.
Variable S0 : setting.
Hypothesis HS : setting_ok S0.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Inductive distinct_samples (sc : scale) : elt -> Prop :=
| distinct_tie : distinct_samples sc (tie S0 sc 0)
| distinct_branch i e kappa : (i < d)%nat -> 0 < e <= emax sc -> 0 < kappa <= kmax sc ->
    distinct_samples sc (member S0 sc i e kappa).

Lemma samples_distinct sc i e kappa k k' : 0 < kappa -> k <> k' ->
  eS (member S0 sc i e kappa) k <> eS (member S0 sc i e kappa) k'.
Proof.
  intros Hk Hn E. apply Hn. simpl in E.
  assert (H : forall q, sum m (fun r => mix S0 r 0 * sample S0 sc kappa q r) = bhead sc kappa q).
  { intros q. unfold sample. fold m. rewrite unmix; [reflexivity|apply HS|unfold m, rows; lia]. }
  pose proof (H k) as H1. rewrite E, H in H1. unfold bhead in H1. apply INR_eq. nra.
Qed.

Definition right_at_some delta (e : elt) (phi : cnet m N) : Prop := accurate_some P m N Rs delta e (cfun m N phi).

Lemma common_radius (l : list (cnet m N)) y eta : 0 < eta -> exists r, 0 < r /\
  forall phi, In phi l -> forall y', nrm m (fun i => y' i - y i) <= r ->
    nrm N (fun j => cfun _ _ phi y' j - cfun _ _ phi y j) <= eta.
Proof.
  intros He. induction l as [|phi l (r & Hr & H)]; [exists 1; split; [lra|intros ? []]|].
  destruct (ccont _ _ phi y eta He) as (r' & Hr' & H').
  exists (Rmin r r'). split; [apply Rmin_glb_lt; auto|].
  pose proof (Rmin_l r r'). pose proof (Rmin_r r r').
  intros psi [<-|Hin] y' Hy; [apply H'; lra|apply H; auto; lra].
Qed.

Section Scale.
Variables (sc : scale) (tau delta : R).
Hypothesis Hsc : scale_ok S0 sc tau.
Hypothesis Hkm : 0 < kmax sc.
Hypothesis Hd : 0 < delta.
Hypothesis Ht : 3/2 * delta <= tau.

Theorem late_fork_of_tie (Om : elt -> Prop) s0 : half_answers S0 (tie S0 sc 0) s0 ->
  (forall i e kappa, (i < d)%nat -> 0 < e <= emax sc -> 0 < kappa <= kmax sc -> Om (member S0 sc i e kappa)) ->
  late_fork datum (cnet m N) elt (train P m N Rs) (right_at_some delta) Om d s0.
Proof.
  intros H0 HO n0 l. destruct Hsc as (He0 & _ & rho & w & HF).
  destruct (common_radius l (sample S0 sc 0 0) (delta/1000) ltac:(lra)) as (r & Hr & Hl).
  pose proof (half_pos (S n0)) as Hh. pose proof (sqrt_pos (INR m)) as Hsq. pose proof (pos_INR Rs) as HR.
  set (e := Rmin (emax sc) ((/2)^(S n0) / (sqrt (INR m) + 1))).
  assert (0 < (/2)^(S n0) / (sqrt (INR m) + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (He : 0 < e <= emax sc) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  assert (He' : sqrt (INR m) * e <= (/2)^(S n0)).
  { pose proof (Rmin_r (emax sc) ((/2)^(S n0) / (sqrt (INR m) + 1))) as Q. fold e in Q.
    apply (Rmult_le_compat_r (sqrt (INR m) + 1)) in Q; [|lra].
    replace ((/2)^(S n0) / (sqrt (INR m) + 1) * (sqrt (INR m) + 1)) with ((/2)^(S n0)) in Q by (field; lra). nra. }
  set (b := Rmin r ((/2)^(S n0))). pose proof (Rmin_l r ((/2)^(S n0))) as B1. pose proof (Rmin_r r ((/2)^(S n0))) as B2. fold b in B1, B2.
  assert (Hb : 0 < b) by (apply Rmin_glb_lt; auto).
  set (kappa := Rmin (kmax sc) (b / (INR Rs + 1))).
  assert (0 < b / (INR Rs + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (Hk : 0 < kappa <= kmax sc) by (split; [apply Rmin_glb_lt; auto|apply Rmin_l]).
  assert (Hk' : kappa * (INR Rs + 1) <= b).
  { pose proof (Rmin_r (kmax sc) (b / (INR Rs + 1))) as Q. fold kappa in Q.
    apply (Rmult_le_compat_r (INR Rs + 1)) in Q; [|lra].
    replace (b / (INR Rs + 1) * (INR Rs + 1)) with b in Q by (field; lra). exact Q. }
  exists (fun i => member S0 sc i e kappa). split.
  - intros i Hi. split; [apply HO; auto|]. apply (branch_answers S0 HS sc); auto; try lra. fold Rs. nra.
  - intros i j phi Hin Hi Hj Hn (k & Hk1 & Gi) (k' & Hk2 & Gj).
    assert (Near : forall i k, (i < d)%nat -> (k < Rs)%nat ->
       accurate P m N delta (member S0 sc i e kappa) (cfun _ _ phi) k ->
       nrm N (fun q => cfun _ _ phi (sample S0 sc 0 0) q - point S0 sc rho w i e kappa k q) <= 201/200 * delta).
    { clear i j Hi Hj Hn k k' Hk1 Hk2 Gi Gj. intros i k Hi Hk1 G.
      pose proof (accurate_near S0 HS sc tau rho w HF i e kappa k (cfun _ _ phi) delta Hi Hk1 He ltac:(lra) G (1003/1000 * delta) ltac:(lra)) as G1.
      assert (Hy : nrm m (fun q => sample S0 sc kappa k q - sample S0 sc 0 0 q) <= r).
      { rewrite nrm_sub_sym. replace (sample S0 sc 0 0) with (sample S0 sc 0 k) by (unfold sample, bhead; rewrite !Rmult_0_l; reflexivity).
        pose proof (sample_distance S0 HS sc kappa k ltac:(lra)) as D. fold m in D. rewrite D.
        assert (INR k <= INR Rs) by (apply le_INR; lia). pose proof (pos_INR k). nra. }
      pose proof (Hl phi Hin _ Hy) as C1. rewrite nrm_sub_sym in C1.
      eapply Rle_trans; [apply (triangle N _ (cfun _ _ phi (sample S0 sc kappa k)))|]. fold N in G1. lra. }
    apply (apart S0 sc tau delta rho w HF Hd Ht (cfun _ _ phi (sample S0 sc 0 0)) e i j kappa k k'); auto; try lra; apply Near; auto.
Qed.
End Scale.
End Cluster.
