(** * K-1 digits need the index log2 (1/e) + 1/2 (theory, section 5: Theorem 10 (a))

    Halfway between the branches i and j of the gap e lies a matrix at distance e/sqrt 2 from both ([halfway]).  As long as e < sqrt 2 2^-n, one and the
    same datum answers for both branches, at all indices up to n.  So an algorithm that succeeds on both reads beyond n: [accuracy_lower_bound].
    With [K1_digits_compared] the index that is needed is known up to less than 2.14. *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals.
From Barriers Require Import Sums Norms Problems Existence Rationals DualCertificate Mixing TiedColumns TrainingSets Conditioning
  Algorithms Game OmegaK Fork Constants MainTheorem.
Import ListNotations.
Open Scope R_scope.

Section Accuracy.
Variables (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R).
Hypothesis HC : class_ok K S0 strong weak taus tauw.
Let HS : setting_ok S0 := c_setting _ _ _ _ _ _ HC.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Section Pair.
Variables (i j : nat) (e : R).
Hypothesis Hi : (i < d)%nat.
Hypothesis Hj : (j < d)%nat.
Hypothesis Hij : i <> j.
Hypothesis He : 0 < e.

Definition two_heads (i j : nat) (e : R) (q : nat) : R := if (q =? i)%nat then base S0 + e / 2 else if (q =? j)%nat then base S0 + e / 2 else base S0.
Definition halfway_matrix (i j : nat) (e : R) := mm (rows S0) (mix S0) (Bmat (heads S0) (two_heads i j e) (cn S0 e)).

Lemma halfway b : b = i \/ b = j -> frob m N (fun r q => halfway_matrix i j e r q - matrix S0 b e r q) <= e / sqrt 2.
Proof.
  intros Hb. assert (Hsq : 0 < sqrt 2) by (apply sqrt_lt_R0; lra). assert (E2 : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra).
  unfold halfway_matrix, matrix. fold m. rewrite frob_mix by apply HS. apply frob_le_sq; [left; apply Rdiv_lt_0_compat; lra|].
  replace (e / sqrt 2 * (e / sqrt 2)) with (e / 2 * (e / 2) + e / 2 * (e / 2)).
  2:{ replace (e / sqrt 2 * (e / sqrt 2)) with (e * e / (sqrt 2 * sqrt 2)) by (field; lra). rewrite E2. field. }
  assert (Hm : (0 < m)%nat) by (unfold m, rows; lia). rewrite (sum_single m _ 0 Hm).
  - rewrite (sum_ext N _ (fun q => (if (q =? i)%nat then e / 2 * (e / 2) else 0) + (if (q =? j)%nat then e / 2 * (e / 2) else 0))).
    + rewrite sum_plus, (sum_single N _ i), (sum_single N _ j), !Nat.eqb_refl; try (unfold N, cols; fold d; lia); [right; ring|..];
        intros q _ Hq; [destruct (Nat.eqb_spec q j)|destruct (Nat.eqb_spec q i)]; try lia; reflexivity.
    + intros q _. unfold block, Bmat. fold d. destruct (Nat.ltb_spec q d) as [L|L].
      * unfold two_heads, head. destruct Hb as [-> | ->]; destruct (Nat.eqb_spec q i), (Nat.eqb_spec q j); try lia; field.
      * destruct (Nat.eqb_spec q i), (Nat.eqb_spec q j); try lia. ring.
  - intros [|r] _ Hr; [lia|]. rewrite (sum_ext N _ (fun _ => 0)), sum_0; [reflexivity|]. intros q _. unfold block, Bmat. ring.
Qed.

(** one datum that answers for both branches, at all indices up to n *)
Lemma common_datum n : e < sqrt 2 * (/2)^n -> exists D, forall b l, b = i \/ b = j -> (l <= n)%nat ->
  data_within m N Rs ((/2)^l) (member S0 weak b e 0) D /\ labels_within P m N Rs ((/2)^l) D.
Proof.
  intros Hn. assert (Hsq : 0 < sqrt 2) by (apply sqrt_lt_R0; lra). pose proof (half_pos n) as Hp.
  assert (Hg : 0 < (/2)^n - e / sqrt 2).
  { apply (Rmult_lt_reg_l (sqrt 2)); [exact Hsq|]. rewrite Rmult_0_r, Rmult_minus_distr_l. replace (sqrt 2 * (e / sqrt 2)) with e by (field; lra). lra. }
  assert (He2 : 0 < e / sqrt 2) by (apply Rdiv_lt_0_compat; lra).
  destruct (half_small _ Hg) as (k & Hk). set (A := ratmat m N (halfway_matrix i j e) k). set (y := fun r => ratvec m (sample S0 weak 0 r) k).
  assert (HA : forall b, b = i \/ b = j -> frob m N (fun r q => toR2 A r q - matrix S0 b e r q) <= (/2)^n).
  { intros b Hb. eapply Rle_trans; [apply (frob_triangle m N _ (halfway_matrix i j e))|].
    pose proof (ratmat_ok m N (halfway_matrix i j e) k) as Q. pose proof (halfway b Hb). unfold toR2, A. lra. }
  destruct (member_nearby S0 HS weak i e 0 Hi ltac:(lra)) as (W & HW). fold m N in HW.
  assert (HA1 : frob m N (fun r q => toR2 A r q - eA (member S0 weak i e 0) r q) <= 1) by (eapply Rle_trans; [apply (HA i); auto|apply half_le_1]).
  set (x := fun r => proj1_sig (minimiser P m N (toR2 A) W (toR1 (y r)) (ok_problem S0 HS) (HW _ HA1))).
  exists (mkD A y (fun r => ratvec N (x r) n)). intros b l Hb Hl. pose proof (half_mono l n Hl) as M. split; [split|].
  - cbn [dA eA member]. pose proof (HA b Hb). lra.
  - intros r _. cbn [dy eS member]. pose proof (ratvec_ok m (sample S0 weak 0 r) k). unfold y, toR1. lra.
  - intros r _. cbn [dA dy dx]. apply infdist_le_point with (x r).
    + unfold x. apply (proj2_sig (minimiser P m N _ W _ (ok_problem S0 HS) (HW _ HA1))).
    + pose proof (ratvec_ok N (x r) n). unfold toR1. lra.
Qed.
End Pair.

Lemma weak_answers b e : (b < d)%nat -> 0 <= e -> exists s, train P m N Rs (member S0 weak b e 0) s.
Proof. intros Hb He. destruct (half_answers_exist S0 HS weak b e 0 Hb He) as (s & Hs). exists s. apply half_train. exact Hs. Qed.

(** a step by step algorithm, on any tape of coins, that is right to K-1 digits at some sample on all branches of the gap e *)
Theorem accuracy_lower_bound (G : strategy datum net) tape e n : 0 < e <= emax weak -> e < sqrt 2 * (/2)^n ->
  (forall i s, (i < heads S0)%nat -> train (pb S0) (rows S0) (cols S0) (samples S0) (member S0 weak i e 0) s ->
     exists phi, halts datum net G tape s phi /\ accurate_some (pb S0) (rows S0) (cols S0) (samples S0) (digits (K - 1)) (member S0 weak i e 0) phi) ->
  forall i, (i < heads S0)%nat -> exists s, train (pb S0) (rows S0) (cols S0) (samples S0) (member S0 weak i e 0) s /\
    forall T phi tr, exec datum net G T s tape [] = Some (phi, tr) -> (n < use datum net G T s tape [])%nat.
Proof.
  intros He Hn Hsol i Hi. pose proof (ok_heads S0 HS) as Hd2.
  assert (Ex : exists j, (j < d)%nat /\ i <> j).
  { destruct (Nat.eq_dec i 0) as [->|Hne]; [exists 1%nat|exists 0%nat]; unfold d; lia. }
  destruct Ex as (j & Hj & Hij).
  destruct (common_datum i j e Hi Hj Hij (proj1 He) n Hn) as (D & HD).
  destruct (weak_answers i e Hi ltac:(lra)) as (si & Ti). destruct (weak_answers j e Hj ltac:(lra)) as (sj & Tj).
  set (mk := fun s' l => if (l <=? n)%nat then D else s' l : datum).
  assert (Tr : forall b s', b = i \/ b = j -> train P m N Rs (member S0 weak b e 0) s' -> train P m N Rs (member S0 weak b e 0) (mk s')).
  { intros b s' Hb T l. unfold mk. destruct (Nat.leb_spec l n) as [L|_]; [apply HD; auto|apply T]. }
  exists (mk si). split; [apply (Tr i); auto|]. intros T phi tr E. apply Nat.nle_gt. intros Hu.
  assert (Ag : agree datum (use datum net G T (mk si) tape []) (mk si) (mk sj)).
  { intros l Hl. unfold mk. destruct (Nat.leb_spec l n); [reflexivity|lia]. }
  pose proof (exec_agree datum net G T (mk si) (mk sj) tape [] Ag) as E2. rewrite E in E2.
  assert (Right : forall b s', b = i \/ b = j -> train P m N Rs (member S0 weak b e 0) (mk s') -> exec datum net G T (mk s') tape [] = Some (phi, tr) ->
     accurate_some P m N Rs (digits (K - 1)) (member S0 weak b e 0) phi).
  { intros b s' Hb Tb Eb. destruct (Hsol b (mk s')) as (psi & Hh & Hg); [destruct Hb as [->| ->]; auto|exact Tb|].
    assert (psi = phi) as <-; [|exact Hg]. apply (out_fun datum net (alg_of datum net G tape) (mk s')); [exact Hh|]. exists T, tr. exact Eb. }
  destruct (Right i si ltac:(auto) (Tr i si ltac:(auto) Ti) E) as (k & Hk & Gi).
  destruct (Right j sj ltac:(auto) (Tr j sj ltac:(auto) Tj) E2) as (k' & Hk' & Gj).
  destruct (weak_ok K S0 strong weak taus tauw HC) as (He' & Hkm & rho & w & HF). pose proof (c_tauw _ _ _ _ _ _ HC) as Tw.
  assert (Dp : 0 < digits (K - 1)) by (apply pow_lt; lra).
  apply (apart S0 weak tauw (digits (K - 1)) rho w HF Dp (proj1 Tw) (phi (sample S0 weak 0 k)) e i j 0 k k'); auto; try lra.
  - apply (accurate_near S0 HS weak tauw rho w HF i e 0 k phi (digits (K - 1))); auto; lra.
  - replace (sample S0 weak 0 k) with (sample S0 weak 0 k') by (unfold sample, bhead; rewrite !Rmult_0_l; reflexivity).
    apply (accurate_near S0 HS weak tauw rho w HF j e 0 k' phi (digits (K - 1))); auto; lra.
Qed.
End Accuracy.
