(** * Classes whose tails are 2 max(1, lam or eta) times given signs *)
Require Import Reals Lra Lia Psatz Arith QArith Qreals.
From Barriers Require Import Sums Norms Problems Rationals Mixing TiedColumns OmegaK Constants MainTheorem Common.
Open Scope R_scope.

Theorem signed_classes_exist (P : problem) (m N K Rs : nat) (Qm : nat -> nat -> R) (sigma : nat -> R) :
  params_ok P -> (1 <= m)%nat -> (m < N)%nat -> (2 <= K)%nat -> (1 <= Rs)%nat -> orthogonal m Qm ->
  exists S0 strong weak taus tauw, class_ok K S0 strong weak taus tauw /\
    pb S0 = P /\ rows S0 = m /\ cols S0 = N /\ samples S0 = Rs /\ mix S0 = Qm /\
    (forall q, btail strong q = 2 * Rmax 1 (parameter P) * sgn (sigma q)) /\ (forall q, btail weak q = 2 * Rmax 1 (parameter P) * sgn (sigma q)) /\
    0 < kmax strong /\ 0 < kmax weak.
Proof.
  intros HP Hm HN HK HR HQ. pose proof (Rmax_l 1 (parameter P)) as V1. assert (HM : 1 <= INR m) by (apply (le_INR 1); auto).
  set (a := IZR (up (8 * INR m * Rmax 1 (parameter P)))). set (S0 := mkSetting P (N - m + 1) (m - 1) Rs Qm a).
  assert (Em : rows S0 = m) by (unfold rows; simpl; lia). assert (En : cols S0 = N) by (unfold cols; simpl; lia).
  destruct (archimed (8 * INR m * Rmax 1 (parameter P))) as [U _]. fold a in U.
  assert (Ha : 8 <= a) by nra.
  assert (HS : setting_ok S0).
  { constructor; simpl; auto; try lia. unfold rows; simpl. replace (S (m - 1)) with m by lia. exact HQ. }
  set (v := signed_tail (2 * Rmax 1 (parameter P)) sigma). assert (HRs : 1 <= INR Rs) by (apply (le_INR 1); auto).
  set (sc := fun tau => mkScale (a * tau + shrinkage S0 v) v (Rmin (a / 64) (tau / (40 * drift S0 tau v))) (a * tau / (100 * INR Rs))).
  assert (HC : forall tau, 0 < tau -> constants_ok S0 (sc tau) tau /\ 0 < kmax (sc tau)).
  { intros tau Ht. pose proof (signed_constants S0 tau (2 * Rmax 1 (parameter P)) HS Ht eq_refl sigma sigma eq_refl) as C.
    assert (Hk : 0 < a * tau / (100 * INR Rs)) by (apply Rdiv_lt_0_compat; nra).
    split; [|exact Hk]. constructor; try apply C; simpl; [lra|]. right. field. lra. }
  assert (D1 : 0 < digits K) by (apply pow_lt; lra). assert (D2 : 0 < digits (K - 1)) by (apply pow_lt; lra).
  exists S0, (sc (2 * digits K)), (sc (2 * digits (K - 1))), (2 * digits K), (2 * digits (K - 1)).
  split; [|do 7 (split; [auto|])].
  - constructor; auto; try lra; try (apply HC; lra).
    + unfold base_ok. rewrite Em. simpl. lra.
    + exists (inject_Z (up (8 * INR m * Rmax 1 (parameter P)))). apply Q2R_inj.
  - split; apply HC; lra.
Qed.
