(** * K-1 digits need arbitrarily many data, with pairwise different samples (theory, sections 4 and 5: the cluster design)

    [distinct_branches sc]: the weak branches with a positive spread, all of whose samples are pairwise different.
    [K1_unbounded_distinct_random]: no algorithm that returns continuous networks is, after at most M reads, right to K-1 digits
    at even one sample with probability p > 1/d - with or without coins, halting always or not.
    [spread_classes_exist]: there are classes whose weak part has such members. *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Norms Problems Rationals Mixing TiedColumns TrainingSets Algorithms Game BoundedData LateFork OmegaK Fork
  ContinuousNetworks Cluster Constants MainTheorem LateBoundedData.
Open Scope R_scope.

Inductive distinct_branches (S0 : setting) (sc : scale) : elt -> Prop :=
| spread_branch i e kappa : (i < heads S0)%nat -> 0 < e <= emax sc -> 0 < kappa <= kmax sc ->
    distinct_branches S0 sc (member S0 sc i e kappa).

Section Cluster.
Variables (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R).
Hypothesis HC : class_ok K S0 strong weak taus tauw.

Lemma distinct_branches_in e : distinct_branches S0 weak e -> Omega S0 strong weak e.
Proof. intros [i x kappa Hi Hx Hk]. apply in_weak; auto; lra. Qed.
Lemma distinct_branches_different e k k' : distinct_branches S0 weak e -> k <> k' -> eS e k <> eS e k'.
Proof. intros [i x kappa Hi Hx Hk] Hn. apply (samples_distinct S0 (c_setting _ _ _ _ _ _ HC)); [lra|exact Hn]. Qed.

Theorem K1_unbounded_distinct_random M p : 0 < kmax weak -> / INR (heads S0) < p -> ~ exists G,
  succeeds_within datum (cnet (rows S0) (cols S0)) elt (train (pb S0) (rows S0) (cols S0) (samples S0))
    (right_at_some S0 (digits (K - 1))) (distinct_branches S0 weak) G M p.
Proof.
  intros Hkm Hp. pose proof (c_setting _ _ _ _ _ _ HC) as HS. destruct (tie_answers K S0 strong weak taus tauw HC weak) as (s0 & H0).
  apply (late_barrier_count _ _ _ _ _ _ (heads S0) s0 M p (ok_heads S0 HS)); [|exact Hp].
  apply (late_fork_of_tie S0 HS weak tauw (digits (K - 1)) (weak_ok K S0 strong weak taus tauw HC) Hkm); auto.
  - apply pow_lt; lra.
  - apply HC.
  - intros i e kappa Hi He Hk. apply spread_branch; auto.
Qed.
End Cluster.

(** every class has one with the same matrices and tails whose weak part is spread *)
Lemma widen K S0 strong weak taus tauw : class_ok K S0 strong weak taus tauw ->
  exists weak', class_ok K S0 strong weak' taus tauw /\ 0 < kmax weak' /\
    beta weak' = beta weak /\ btail weak' = btail weak /\ emax weak' = emax weak.
Proof.
  intros HC. pose proof (c_weak _ _ _ _ _ _ HC) as W. pose proof (ok_base S0 (c_setting _ _ _ _ _ _ HC)) as Hb.
  assert (HR : 1 <= INR (samples S0)) by (apply (le_INR 1), (ok_samples S0), HC).
  assert (Hk : 0 < base S0 * tauw / (100 * INR (samples S0))).
  { pose proof (co_tau _ _ _ W). apply Rdiv_lt_0_compat; nra. }
  exists (mkScale (beta weak) (btail weak) (emax weak) (base S0 * tauw / (100 * INR (samples S0)))).
  split; [|auto]. constructor; try apply HC. constructor; try apply W; cbn [kmax]; [lra|]. right. field. lra.
Qed.

Theorem spread_classes_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (2 <= K)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  exists S0 strong weak taus tauw, class_ok K S0 strong weak taus tauw /\ 0 < kmax weak /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\ heads S0 = (N - m + 1)%nat /\
    forall q, (q < m - 1)%nat -> sgn (btail strong q) = sgn (sigma q) /\ sgn (btail weak q) = sgn (sigma q).
Proof.
  intros HP Hm HN HK HR HQ. destruct (classes_exist P m N K Rs Qm sigma HP Hm HN HK HR HQ) as (S0 & strong & weak & taus & tauw & HC & H).
  destruct (widen _ _ _ _ _ _ HC) as (weak' & HC' & Hk & _ & Et & _). exists S0, strong, weak', taus, tauw. rewrite Et. auto.
Qed.
