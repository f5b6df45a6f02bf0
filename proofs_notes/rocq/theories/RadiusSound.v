(** * The radius that the checker computes encloses all minimisers (Checker.v: [radius]; Enclosure.v) *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Bool.
From Barriers Require Import Sums Norms Problems DualCertificate Rationals ExactArithmetic Enclosure Interval IntervalSound Certificate Checker ClassSound.
Open Scope R_scope.

Section Radius.
Variables (P : problemQ) (a : Q) (m N : nat) (bits : Z) (given : evidence).
Variables (A : nat -> nat -> R) (y xt u : nat -> R) (kept inS : nat -> bool).
Hypothesis Hbits : (0 <= bits)%Z.
Hypothesis HP : params_ok (toP P).
Hypothesis Hx : forall j, (j < N)%nat -> inS j = false -> xt j = 0.
Hypothesis Hu : forall j, (j < N)%nat -> Rabs (tmv m A u j) <= 1.
Hypothesis Hmin : forall z, (forall j, (j < N)%nat -> inS j = false -> z j = 0) -> (Q2R a - 1) * nrm N z <= nrm m (mv N A z).
Hypothesis Hcolumns : forall j, (j < N)%nat -> nrm m (fun i => A i j) <= 2 * Q2R a * INR N.
Hypothesis Hcompletion : forall r, exists z, (forall k, (k < m)%nat -> mv N A z k = r k) /\ norm1 N z <= sqrt (INR N) * nrm m r / (Q2R a - 1).
Let R0 := nrm m (rsd N A y xt).
Hypothesis Hone : holds bits (one_norm given) (norm1 N xt).
Hypothesis Hres : holds bits (residual given) R0.
Hypothesis Hpair : holds bits (pairing given) (dot m u y).
Hypothesis Hdual : holds bits (dual_square given) (dot m u u).
Hypothesis Hslack : match slack given with
  | None => forall j, (j < N)%nat -> kept j = true -> inS j = true
  | Some s => exists mu, holds bits s mu /\ forall j, (j < N)%nat -> kept j = true -> inS j = false -> Rabs (tmv m A u j) <= 1 - mu end.

Lemma dual_ok : holds bits (root bits (dual_square given)) (nrm m u).
Proof. apply root_ok; auto. apply dot_self_nonneg. Qed.
Lemma sigma_ok : holds bits (sub (ratio bits a) (dyadic bits 1 0)) (Q2R a - 1).
Proof. apply sub_ok; [apply ratio_ok; auto|apply one_ok]. Qed.

Lemma gap_parts_ok g f rate : positive (sub (ratio bits a) (dyadic bits 1 0)) = true -> gap_parts P a N bits given = Some (g, f, rate) ->
  exists G F r, holds bits g G /\ holds bits f F /\ holds bits rate r /\ gap_bound (toP P) m N A y xt u G F r.
Proof.
  intros Hs E. unfold gap_parts in E. pose proof (nrm_sq m (rsd N A y xt)) as RS. fold R0 in RS.
  destruct P as [e|l|l]; cbn [toP params_ok] in *.
  - destruct (Qeq_bool e 0) eqn:Ee.
    + apply eq_ok in Ee. rewrite Q2R_0 in Ee. inversion E; subst; clear E.
      destruct (Hcompletion (fun i => - rsd N A y xt i)) as (z & Hz1 & Hz2). rewrite nrm_opp in Hz2. fold R0 in Hz2.
      set (C := sqrt (INR N) * R0 / (Q2R a - 1)) in *.
      assert (HC : holds bits (div bits (mul bits (root bits (dyadic bits (Z.of_nat N) 0)) (residual given)) (sub (ratio bits a) (dyadic bits 1 0))) C).
      { apply div_ok; auto; [|apply sigma_ok]. apply mul_ok; auto. apply root_ok; auto; [|apply pos_INR].
        pose proof (dyadic_ok bits (Z.of_nat N) 0) as D. rewrite p2_0, Rmult_1_r, <- INR_IZR_INZ in D. exact D. }
      exists (Rmax (norm1 N xt + C - dot m u y) 0), R0, 1. split; [apply nonnegative_ok, sub_ok; auto; apply add_ok; auto|].
      split; [exact Hres|]. split; [apply one_ok|]. split; [reflexivity|right]. split; [exact Ee|]. split; [|fold R0; lra].
      exists z. split; [exact Hz1|]. pose proof (Rmax_l (norm1 N xt + C - dot m u y) 0). lra.
    + destruct (at_most (residual given) (ratio bits e) && positive (root bits (dual_square given))) eqn:T; [|discriminate].
      bools. inversion E; subst; clear E.
      match goal with L : at_most _ _ = true |- _ => pose proof (at_most_ok bits _ _ _ _ Hres (ratio_ok bits Hbits e) L) as L1 end.
      match goal with L : positive _ = true |- _ => pose proof (positive_ok bits _ _ dual_ok L) as L2; rename L into LP end.
      assert (Hn : Q2R e <> 0).
      { intros Z. assert (F : Qeq_bool e 0 = true) by (apply Qeq_bool_iff, eqR_Qeq; rewrite Q2R_0; exact Z). congruence. }
      set (G := Rmax (norm1 N xt - dot m u y + Q2R e * nrm m u) 0).
      assert (G0 : 0 <= G) by apply Rmax_r.
      assert (S0 : 0 <= 2 * Q2R e * G / nrm m u).
      { unfold Rdiv. apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat; auto]. }
      assert (HG : holds bits (nonnegative (add (sub (one_norm given) (pairing given)) (mul bits (ratio bits e) (root bits (dual_square given))))) G).
      { apply nonnegative_ok, add_ok; [apply sub_ok; auto|]. apply mul_ok; [apply ratio_ok; auto|apply dual_ok]. }
      exists G, (2 * sqrt (2 * Q2R e * G / nrm m u)), 1. split; [exact HG|]. split.
      { apply doubled_ok, root_ok; auto. apply div_ok; auto; [|apply dual_ok]. apply mul_ok; auto. apply doubled_ok, ratio_ok; auto. }
      split; [apply one_ok|]. split; [reflexivity|left].
      pose proof (sqrt_pos (2 * Q2R e * G / nrm m u)). pose proof (sqrt_sqrt _ S0) as SS.
      assert (Pe : 0 < Q2R e) by (destruct HP as [Q|Q]; [exact Q|exfalso; apply Hn; symmetry; exact Q]).
      split; [exact Pe|]. split; [exact L2|]. split; [exact L1|]. split; [apply Rmax_l|]. split; [lra|].
      set (q := sqrt (2 * Q2R e * G / nrm m u)) in *.
      replace (2 * q * (2 * q) * nrm m u) with (4 * (q * q) * nrm m u) by ring. rewrite SS. right. field. lra.
  - inversion E; subst; clear E.
    set (G := Rmax (Q2R l * (norm1 N xt - dot m u y) + R0 * R0 + Q2R l * Q2R l * dot m u u / 4) 0).
    assert (G0 : 0 <= G) by apply Rmax_r.
    assert (HG : holds bits (nonnegative (add (add (mul bits (ratio bits l) (sub (one_norm given) (pairing given))) (squared bits (residual given)))
                                  (quarter (mul bits (squared bits (ratio bits l)) (dual_square given))))) G).
    { apply nonnegative_ok, add_ok; [apply add_ok|].
      - apply mul_ok; [apply ratio_ok; auto|apply sub_ok; auto].
      - apply squared_ok; auto.
      - apply quarter_ok, mul_ok; auto. apply squared_ok; auto. apply ratio_ok; auto. }
    exists G, (2 * sqrt G), (Q2R l). split; [exact HG|]. split; [apply doubled_ok, root_ok; auto|]. split; [apply ratio_ok; auto|].
    pose proof (sqrt_pos G). pose proof (sqrt_sqrt G G0).
    split; [exact HP|]. split; [reflexivity|]. split; [|split; [lra|nra]]. eapply Rle_trans; [|apply Rmax_l]. fold R0. right. field.
  - destruct (positive (sub (dyadic bits 1 0) (mul bits (ratio bits l) (root bits (dual_square given))))) eqn:T; [|discriminate].
    inversion E; subst; clear E.
    assert (HM : holds bits (sub (dyadic bits 1 0) (mul bits (ratio bits l) (root bits (dual_square given)))) (1 - Q2R l * nrm m u)).
    { apply sub_ok; [apply one_ok|]. apply mul_ok; [apply ratio_ok; auto|apply dual_ok]. }
    pose proof (positive_ok bits _ _ HM T) as T'.
    set (G := Rmax (Q2R l * (norm1 N xt - dot m u y) + R0) 0).
    assert (HG : holds bits (nonnegative (add (mul bits (ratio bits l) (sub (one_norm given) (pairing given))) (residual given))) G).
    { apply nonnegative_ok, add_ok; auto. apply mul_ok; [apply ratio_ok; auto|apply sub_ok; auto]. }
    exists G, (2 * G / (1 - Q2R l * nrm m u)), (Q2R l). split; [exact HG|]. split; [apply div_ok; auto; apply doubled_ok; auto|].
    split; [apply ratio_ok; auto|]. split; [exact HP|]. split; [reflexivity|]. split; [lra|]. split.
    + eapply Rle_trans; [|apply Rmax_l]. fold R0. right. ring.
    + right. field. lra.
Qed.

Theorem radius_ok reach : radius P a N bits given = Some reach ->
  exists r, holds bits reach r /\ forall x, Xi (toP P) m N A y x -> (forall j, (j < N)%nat -> kept j = false -> x j = 0) ->
    nrm N (fun j => x j - xt j) <= r.
Proof.
  intros E. unfold radius in E. destruct (positive (sub (ratio bits a) (dyadic bits 1 0))) eqn:Hs; [|discriminate].
  pose proof (positive_ok bits _ _ sigma_ok Hs) as Hsig.
  destruct (gap_parts P a N bits given) as [[[g f] rate]|] eqn:EG; [|discriminate].
  destruct (gap_parts_ok g f rate Hs EG) as (G & F & r & HG & HF & HR & HB).
  destruct (slack given) as [s|].
  - destruct Hslack as (mu & HI & Hmu). destruct (positive (mul bits rate s)) eqn:T; [|discriminate]. inversion E; subst; clear E.
    pose proof (mul_ok bits _ _ _ _ HR HI) as HS. pose proof (positive_ok bits _ _ HS T) as T'.
    assert (Hr : 0 < r) by (clear - HB HP; destruct (toP P); unfold gap_bound in HB; cbn [params_ok] in HP; destruct HB; lra).
    assert (Hmu0 : 0 < mu) by (apply (Rmult_lt_reg_l r); lra).
    exists (G / (r * mu) + (F + 2 * Q2R a * INR N * (G / (r * mu))) / (Q2R a - 1)). split.
    + assert (HO : holds bits (div bits g (mul bits rate s)) (G / (r * mu))) by (apply div_ok; auto).
      assert (HAl : holds bits (ratio bits (2 * a * natQ N)) (2 * Q2R a * INR N)).
      { pose proof (ratio_ok bits Hbits (2 * a * natQ N)) as D. rewrite !Q2R_mult, natQ_R, Q2R_lit in D. exact D. }
      apply add_ok; [exact HO|]. apply div_ok; auto; [|apply sigma_ok]. apply add_ok; auto. apply mul_ok; auto.
    + intros x X K. apply (enclosure (toP P) m N A y xt u kept inS Hx Hu (Q2R a - 1) (2 * Q2R a * INR N)) with (g := G) (f := F) (rate := r) (mu := mu); auto.
      split; auto. pose proof (pos_INR N). apply Rmult_le_pos; lra.
  - inversion E; subst; clear E. exists (F / (Q2R a - 1)). split; [apply div_ok; auto; apply sigma_ok|].
    intros x X K. apply (enclosure_full (toP P) m N A y xt u kept inS Hx Hu (Q2R a - 1)) with (g := G) (f := F) (rate := r); auto.
Qed.
End Radius.
