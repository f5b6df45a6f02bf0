(** * A number chosen uniformly with fair coins

    [choose n H]: toss n coins, read them as a number u below 2^n; if u < n go on as the strategy H u, otherwise toss again.
    [choose_PrGe]: if H u succeeds with probability at least p u, then [choose n H] with probability at least the mean of p 0 .. p (n-1). *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Rationals Algorithms BoundedData.
Import ListNotations.
Open Scope R_scope.

Section Choice.
Variables Datum Net : Type.
Notation strategy := (strategy Datum Net). Notation event := (event Datum). Notation prob := (prob Datum Net).

(** a strategy that goes on as G' once base has been seen *)
Lemma prob_after (G G' : strategy) base : (forall tr, G (tr ++ base) = G' tr) -> forall T f s tr,
  prob G T f s (tr ++ base) = prob G' T f s tr.
Proof.
  intros H T f s. induction T; intros tr; cbn [Algorithms.prob]; rewrite (H tr); destruct (G' tr); auto.
  - apply (IHT (_ :: tr)).
  - rewrite <- (IHT (Coin _ true :: tr)), <- (IHT (Coin _ false :: tr)). reflexivity.
  - apply (IHT (_ :: tr)).
Qed.

(** the last coin is the last binary digit *)
Fixpoint number (tr : list event) : nat :=
  match tr with Coin _ b :: r => ((if b then 1 else 0) + 2 * number r)%nat | _ => 0%nat end.

Section Choose.
Variables (n : nat) (H : nat -> strategy).
Hypothesis Hn : (1 <= n)%nat.

Fixpoint choosing (fuel : nat) : strategy := fun tr =>
  let past := (length tr - n)%nat in
  if (length tr <? n)%nat then Toss _ else
  if (number (skipn past tr) <? n)%nat then H (number (skipn past tr)) (firstn past tr) else
  match fuel with O => Toss _ | S k => choosing k (firstn past tr) end.
Definition choose : strategy := fun tr => choosing (length tr) tr.

Lemma choosing_fuel : forall fuel fuel' tr, (length tr <= fuel)%nat -> (length tr <= fuel')%nat -> choosing fuel tr = choosing fuel' tr.
Proof.
  induction fuel as [|k IH]; intros [|k'] tr L L'; cbn [choosing]; destruct (Nat.ltb_spec (length tr) n); auto; try lia.
  destruct (_ <? _)%nat; auto. apply IH; rewrite firstn_length; lia.
Qed.
Lemma choose_short tr : (length tr < n)%nat -> choose tr = Toss _.
Proof. intros L. unfold choose. generalize (length tr) at 1. intros k. destruct k; cbn [choosing]; destruct (Nat.ltb_spec (length tr) n); auto; lia. Qed.
Lemma choose_after coins tr : length coins = n ->
  choose (tr ++ coins) = if (number coins <? n)%nat then H (number coins) tr else choose tr.
Proof.
  intros L. assert (E : (length (tr ++ coins) - n = length tr)%nat) by (rewrite app_length; lia).
  assert (E1 : skipn (length tr) (tr ++ coins) = coins) by (rewrite skipn_app, skipn_all, Nat.sub_diag; reflexivity).
  assert (E2 : firstn (length tr) (tr ++ coins) = tr) by (rewrite firstn_app, firstn_all, Nat.sub_diag; simpl; apply app_nil_r).
  pose proof (app_length tr coins) as EL. unfold choose. destruct (length (tr ++ coins)) as [|k] eqn:Ek; [lia|]. cbn [choosing]. rewrite Ek, E, E1, E2.
  destruct (Nat.ltb_spec (S k) n); [lia|]. destruct (_ <? _)%nat; auto. apply choosing_fuel; lia.
Qed.

(** the value of a run after n coins that show u *)
Definition value T f s (u : nat) : R := if (u <? n)%nat then prob (H u) T f s [] else prob choose T f s [].
Lemma prob_coins T f s : forall r tr, (r + length tr = n)%nat ->
  2 ^ r * prob choose (r + T) f s tr = sum (2 ^ r) (fun w => value T f s (number tr * 2 ^ r + w)).
Proof.
  induction r as [|r IH]; intros tr L; [change (0 + T)%nat with T|change (S r + T)%nat with (S (r + T))].
  - simpl. rewrite Rplus_0_l, Rmult_1_l, Nat.mul_1_r, Nat.add_0_r. unfold value.
    pose proof (fun t => choose_after tr t L) as A. destruct (number tr <? n)%nat.
    + apply (prob_after choose (H (number tr)) tr A T f s []).
    + apply (prob_after choose choose tr A T f s []).
  - cbn [Algorithms.prob]. rewrite choose_short by lia.
    pose proof (IH (Coin _ true :: tr) ltac:(simpl; lia)) as I1. pose proof (IH (Coin _ false :: tr) ltac:(simpl; lia)) as I2.
    replace (2 ^ S r)%nat with (2 ^ r + 2 ^ r)%nat by (simpl; lia). rewrite sum_split. cbv beta.
    rewrite (sum_ext (2 ^ r) (fun w => value T f s (number tr * (2 ^ r + 2 ^ r) + w)) (fun w => value T f s (number (Coin _ false :: tr) * 2 ^ r + w))).
    2:{ intros w _. f_equal. cbn [number Nat.add]. lia. }
    rewrite (sum_ext (2 ^ r) (fun w => value T f s (number tr * (2 ^ r + 2 ^ r) + (2 ^ r + w))) (fun w => value T f s (number (Coin _ true :: tr) * 2 ^ r + w))).
    2:{ intros w _. f_equal. cbn [number]. lia. }
    rewrite <- I1, <- I2. simpl pow. field.
Qed.
Lemma less_than_pow : (n <= 2 ^ n)%nat. Proof. apply Nat.lt_le_incl, Nat.pow_gt_lin_r. lia. Qed.
Lemma n_le_pow : INR n <= 2 ^ n.
Proof. pose proof (le_INR _ _ less_than_pow) as L. rewrite pow_INR in L. exact L. Qed.
Lemma prob_round T f s : 2 ^ n * prob choose (n + T) f s [] = sum n (fun u => prob (H u) T f s []) + (2 ^ n - INR n) * prob choose T f s [].
Proof.
  pose proof less_than_pow as L. rewrite (prob_coins T f s n []) by (simpl; lia). cbn [number Nat.mul Nat.add].
  replace (2 ^ n)%nat with (n + (2 ^ n - n))%nat at 1 by lia. rewrite sum_split. f_equal.
  - apply sum_ext. intros u Hu. unfold value. destruct (Nat.ltb_spec u n); [reflexivity|lia].
  - rewrite (sum_ext _ _ (fun _ => prob choose T f s [])).
    + rewrite sum_const, minus_INR, pow_INR by exact L. reflexivity.
    + intros u _. unfold value. destruct (Nat.ltb_spec (n + u) n); [lia|reflexivity].
Qed.

Lemma prob_rounds T f s r : (forall phi, 0 <= f phi <= 1) ->
  sum n (fun u => prob (H u) T f s []) * (1 - (1 - INR n / 2 ^ n) ^ r) <= INR n * prob choose (r * n + T) f s [].
Proof.
  intros Hf. assert (N1 : 1 <= INR n) by (apply (le_INR 1); auto).
  pose proof n_le_pow as N2.
  set (a := sum n (fun u => prob (H u) T f s [])). set (b := 1 - INR n / 2 ^ n).
  assert (Eb : b * 2 ^ n = 2 ^ n - INR n) by (unfold b; field; lra).
  induction r as [|r IH].
  - simpl pow. rewrite Rminus_diag_eq, Rmult_0_r by reflexivity. apply Rmult_le_pos; [lra|]. apply (prob_bounds Datum Net); auto.
  - replace (S r * n + T)%nat with (n + (r * n + T))%nat by lia. pose proof (prob_round (r * n + T) f s) as E.
    assert (a <= sum n (fun u => prob (H u) (r * n + T) f s [])).
    { apply sum_le. intros u _. apply (prob_mono Datum Net); auto. lia. }
    set (x := prob choose (r * n + T) f s []) in *. set (y := prob choose (n + (r * n + T)) f s []) in *.
    apply (Rmult_le_reg_l (2 ^ n)); [lra|]. simpl pow.
    assert (Q : (2 ^ n - INR n) * (a * (1 - b ^ r)) <= (2 ^ n - INR n) * (INR n * x)) by (apply Rmult_le_compat_l; lra).
    assert (INR n * a <= INR n * sum n (fun u => prob (H u) (r * n + T) f s [])) by (apply Rmult_le_compat_l; lra).
    replace (2 ^ n * (INR n * y)) with (INR n * (2 ^ n * y)) by ring. rewrite E, <- Eb in *.
    replace (2 ^ n * (a * (1 - b * b ^ r))) with (INR n * a + b * 2 ^ n * (a * (1 - b ^ r))) by (replace (INR n) with (2 ^ n - b * 2 ^ n) by lra; ring).
    lra.
Qed.

Theorem choose_PrGe f s p : (forall phi, 0 <= f phi <= 1) ->
  (forall u, (u < n)%nat -> PrGe Datum Net (H u) f s (p u)) -> PrGe Datum Net choose f s (sum n p / INR n).
Proof.
  intros Hf Hp q Hq. assert (N1 : 1 <= INR n) by (apply (le_INR 1); auto).
  pose proof n_le_pow as N2.
  set (g := (sum n p / INR n - q) / 3). assert (Hg : 0 < g) by (unfold g; lra).
  destruct (common (fun u T => p u - g < prob (H u) T f s [])) with (d := n) (T0 := 0%nat) as (T & _ & HT).
  { intros u T T' L Q. pose proof (prob_mono Datum Net (H u) T T' f s Hf L []). lra. }
  { intros u Hu. apply (Hp u Hu). lra. }
  assert (HB : 0 <= 1 - INR n / 2 ^ n < 1).
  { assert (E : INR n / 2 ^ n * 2 ^ n = INR n) by (field; lra).
    split; [apply Rnot_lt_le; intros L; nra|]. assert (0 < INR n / 2 ^ n) by (apply Rdiv_lt_0_compat; lra). lra. }
  destruct (pow_lt_1_zero (1 - INR n / 2 ^ n)) with (y := g) as (r & Hr); auto.
  { rewrite Rabs_pos_eq; lra. }
  specialize (Hr r (Nat.le_refl r)). rewrite Rabs_pos_eq in Hr by (apply pow_le; lra).
  exists (r * n + T)%nat. pose proof (prob_rounds T f s r Hf) as R1.
  set (a := sum n (fun u => prob (H u) T f s [])) in *. set (b := (1 - INR n / 2 ^ n) ^ r) in *.
  assert (A1 : sum n p - INR n * g <= a).
  { rewrite <- sum_const, <- sum_minus. apply sum_le. intros u Hu. specialize (HT u Hu). lra. }
  assert (A2 : a <= INR n).
  { rewrite <- (Rmult_1_r (INR n)), <- sum_const. apply sum_le. intros u _. apply (prob_bounds Datum Net); auto. }
  assert (B0 : 0 <= b) by (apply pow_le; lra).
  assert (A3 : a * b <= INR n * g).
  { apply Rle_trans with (INR n * b); [apply Rmult_le_compat_r; auto|]. apply Rmult_le_compat_l; lra. }
  assert (E : sum n p = INR n * (3 * g + q)) by (unfold g; field; lra).
  apply (Rmult_lt_reg_l (INR n)); [lra|]. nra.
Qed.
End Choose.
End Choice.
