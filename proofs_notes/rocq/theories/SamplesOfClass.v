(** * What all designs have in common: each sample of a member is a sample at some scale

    [sample_of S0 ok e0 k]: the matrix of e0 is that of a branch (or tie), and its sample k is one at a scale whose constants fit and for which [ok] holds.
    So what is proved of one sample of one member holds for Omega_K ([omega_samples]), the design `common` ([common_samples]) and the cluster along
    a zero tail coordinate ([tail_cluster_samples]). *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems TrainingSets OmegaK Constants MainTheorem Common TailCluster.
Open Scope R_scope.

Inductive sample_of (S0 : setting) (ok : scale -> R -> Prop) (e0 : elt) (k : nat) : Prop :=
| sample_at sc tau i e kappa : (i < heads S0)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> constants_ok S0 sc tau -> ok sc tau ->
    eA e0 = matrix S0 i e -> eS e0 k = sample S0 sc kappa k -> sample_of S0 ok e0 k.

Lemma omega_samples K S0 strong weak taus tauw (ok : scale -> R -> Prop) : class_ok K S0 strong weak taus tauw -> ok strong taus -> ok weak tauw ->
  forall e0 k, Omega S0 strong weak e0 -> (k < samples S0)%nat -> sample_of S0 ok e0 k.
Proof.
  intros HC Hs Hw e0 k [i e kappa Hi He Hk|i e kappa Hi He Hk] _.
  - apply (sample_at _ _ _ _ strong taus i e kappa); auto. apply HC.
  - apply (sample_at _ _ _ _ weak tauw i e kappa); auto; [lra|apply HC].
Qed.
Lemma common_samples K S0 strong weak taus tauw (ok : scale -> R -> Prop) : common_ok K S0 strong weak taus tauw ->
  (forall k, (k < samples S0)%nat -> ok (scale_at strong k) taus /\ ok (scale_at weak k) tauw) ->
  forall e0 k, common_class S0 strong weak e0 -> (k < samples S0)%nat -> sample_of S0 ok e0 k.
Proof.
  intros HC Ho e0 k [i e Hi He|i e Hi He] Hk; destruct (Ho k Hk).
  - apply (sample_at _ _ _ _ (scale_at strong k) taus i e 0); auto; [simpl; lra|apply HC, Hk].
  - apply (sample_at _ _ _ _ (scale_at weak k) tauw i e 0); auto; [simpl; lra|simpl; lra|apply HC, Hk].
Qed.
Lemma tail_cluster_samples K S0 sc q kmx tau (ok : scale -> R -> Prop) : tail_cluster_ok K S0 sc q kmx tau ->
  (forall kappa k, 0 <= kappa <= kmx -> (k < samples S0)%nat -> ok (spread_scale sc q kappa k) tau) ->
  forall e0 k, tail_cluster S0 sc q kmx e0 -> (k < samples S0)%nat -> sample_of S0 ok e0 k.
Proof.
  intros HC Ho e0 k H Hk. pose proof (tc_spread _ _ _ _ _ _ HC) as Hm. pose proof (tc_setting _ _ _ _ _ _ HC) as HS.
  destruct H as [|e0 [i e kappa Hi He Hkap]].
  - pose proof (tc_constants _ _ _ _ _ _ HC 0 k ltac:(lra) Hk) as HK. destruct (co_emax _ _ _ HK) as [E1 _]. simpl in E1.
    apply (sample_at _ _ _ _ (spread_scale sc q 0 k) tau 0 0 0); auto; try (simpl; lra); [pose proof (ok_heads S0 HS); lia|apply Ho; [lra|exact Hk]].
  - apply (sample_at _ _ _ _ (spread_scale sc q kappa k) tau i e 0); auto; try (simpl; lra).
    + apply (tc_constants _ _ _ _ _ _ HC); [lra|exact Hk].
    + apply Ho; [lra|exact Hk].
Qed.

(** for K >= 3 both values of tau are at most 0.03 *)
Lemma tau_at_most K tau : (3 <= K)%nat -> tau < 3 * digits (K - 1) -> tau <= 3/100.
Proof.
  intros H Ht. assert (digits (K - 1) <= 1/100); [|lra]. unfold digits. replace (K - 1)%nat with (2 + (K - 3))%nat by lia. rewrite pow_add.
  assert (0 <= (/10)^(K - 3) <= 1). { split; [apply pow_le; lra|]. rewrite <- (pow1 (K - 3)). apply pow_incr. lra. }
  simpl pow at 1. lra.
Qed.
