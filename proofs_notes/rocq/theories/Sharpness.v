(** * The probabilities 1/d and d/(2d-1) are attained (theory, section 4: Proposition 7)

    [strong_part]: the strong members of Omega_K, the tie among them; the barrier for K digits needs no others.
    [guess]: one of the d branches, chosen uniformly.  It halts, and is right at every sample with probability 1/d.
    [almost_hedger]: with probability d/(2d-1) such a guess, otherwise wait until the data show the branch.  It waits for ever at the tie,
    and is right at every sample with probability d/(2d-1) - exactly, on every training set of every member.
    [threshold_halting], [threshold_nonhalting]: the greatest probability that can be attained on the strong part.
    Both are executable: they work on rational numbers and fair coins. *)
Require Import Reals Lra Lia Psatz Arith List QArith Qreals ClassicalDedekindReals.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns TrainingSets
  Conditioning Algorithms Game OmegaK Fork Possible Constants MainTheorem UniformChoice.
Import ListNotations.
Open Scope R_scope.

(** x u: the answer for branch u *)
Definition guess (d : nat) (x : nat -> nat -> Q) : strategy datum net := choose datum net d (fun u _ => Return _ (constnet (x u))).
(** read A_0, A_1, ... until one un-mixed head exceeds a by more than the errors *)
Definition await (d m : nat) (k : knowledge) (x : nat -> nat -> Q) : strategy datum net := fun tr =>
  match tr with
  | Got _ n D :: _ => match find_branch d m k n D with Some i => Return _ (constnet (x i)) | None => Read _ (S n) end
  | _ => Read _ 0
  end.
Definition almost_hedger (d m : nat) (k : knowledge) (x : nat -> nat -> Q) : strategy datum net :=
  choose datum net (2 * d - 1) (fun u => if (u <? d)%nat then fun _ => Return _ (constnet (x u)) else await d m k x).

Inductive strong_part (S0 : setting) (sc : scale) : elt -> Prop :=
| strong_member i e kappa : (i < heads S0)%nat -> 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> strong_part S0 sc (member S0 sc i e kappa).

Lemma strong_part_in S0 strong weak e0 : strong_part S0 strong e0 -> Omega S0 strong weak e0.
Proof. intros [i e kappa Hi He Hk]. apply in_strong; auto. Qed.

(** ** Probabilities *)
Lemma ind_true (Q : Prop) : Q -> ind Q = 1.
Proof. intros H. unfold ind. destruct (sig_not_dec Q); [reflexivity|contradiction]. Qed.
Lemma PrGe_le G f s p p' : p' <= p -> PrGe datum net G f s p -> PrGe datum net G f s p'.
Proof. intros L H q Hq. apply H. lra. Qed.
Lemma PrGe_nothing G f s : (forall phi, 0 <= f phi <= 1) -> PrGe datum net G f s 0.
Proof. intros Hf q Hq. exists 0%nat. pose proof (prob_bounds datum net G 0 f s Hf []). lra. Qed.
Lemma PrGe_return phi f s p : p <= f phi -> PrGe datum net (fun _ => Return _ phi) f s p.
Proof. intros L q Hq. exists 0%nat. simpl. lra. Qed.

Section Sharpness.
Variables (K : nat) (S0 : setting) (strong weak : scale) (taus tauw : R).
Hypothesis HC : class_ok K S0 strong weak taus tauw.
Let HS : setting_ok S0 := c_setting _ _ _ _ _ _ HC.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

(** ** Answers for the branches *)
Lemma branch_vectors sc tau rho w : 0 < tau -> exists x, forall i, (i < d)%nat -> branch_good S0 sc tau rho w i (toR1 (x i)).
Proof.
  intros Ht. destruct (half_small (tau / 100) ltac:(lra)) as (n & Hn).
  exists (fun i j => if (j <? d)%nat then (if (j =? i)%nat then ratapp tau n else 0%Q) else ratvec (tails S0) (tl S0 sc rho w 0) n (j - d)).
  intros i Hi. unfold toR1. split; [|split].
  - intros j Hj Hn'. fold d in Hj. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j i); [lia|apply Q2R_0].
  - destruct (Nat.ltb_spec i d); [|lia]. rewrite Nat.eqb_refl. pose proof (ratapp_ok tau n). rewrite Rabs_pos_eq; lra.
  - unfold tail_good. fold d. rewrite (nrm_ext _ _ (fun q => Q2R (ratvec (tails S0) (tl S0 sc rho w 0) n q) - tl S0 sc rho w 0 q)).
    + eapply Rle_trans; [apply ratvec_ok|lra].
    + intros q _. destruct (Nat.ltb_spec (d + q) d); [lia|]. replace (d + q - d)%nat with q by lia. reflexivity.
Qed.

(** all branches of gap 0 are the tie *)
Lemma tie_of_all sc i j kappa delta phi : accurate_every P m N Rs delta (member S0 sc i 0 kappa) phi -> accurate_every P m N Rs delta (member S0 sc j 0 kappa) phi.
Proof.
  intros H k Hk delta' Hd. destruct (H k Hk delta' Hd) as (x & Hx & Hn). exists x. split; [|exact Hn].
  apply (Xi_ext P m N (matrix S0 i 0) _ (sample S0 sc kappa k) _ x); auto. intros r q _ _. unfold matrix, mm. apply sum_ext. intros [|l] _; [|reflexivity].
  f_equal. unfold block, Bmat. destruct (q <? heads S0)%nat; [|reflexivity].
  unfold head. destruct (q =? i)%nat, (q =? j)%nat; ring.
Qed.

(** ** The probabilities of the two strategies *)
Section Strategies.
Variables (rhos rhow : R -> R) (ws ww : R -> nat -> R) (k : knowledge) (x : nat -> nat -> Q).
Hypothesis HF : scale_facts S0 strong taus rhos ws.
Hypothesis Hk : knows S0 strong weak taus tauw rhos rhow ws ww k.
Hypothesis Hx : forall i, (i < d)%nat -> branch_good S0 strong taus rhos ws i (toR1 (x i)).
Variables (i : nat) (e kappa : R) (s : nat -> datum).
Hypothesis Hi : (i < d)%nat.
Hypothesis He : 0 <= e <= emax strong.
Hypothesis Hkap : 0 <= kappa <= kmax strong.
Hypothesis Hs : train P m N Rs (member S0 strong i e kappa) s.

Let good phi := accurate_every P m N Rs (digits K) (member S0 strong i e kappa) phi.

Lemma branch_right : good (constnet (x i)).
Proof.
  pose proof (c_taus _ _ _ _ _ _ HC) as T. pose proof (d_pos K) as D. pose proof (accurate_const S0 HS strong taus rhos ws HF (x i) i e kappa (digits K)) as A.
  apply A; auto. intros q Hq. eapply Rle_trans; [apply (branch_error S0 strong taus rhos ws HF); auto|]; lra.
Qed.
Lemma await_right : 0 < e -> PrGe datum net (await d m k x) (fun phi => ind (good phi)) s 1.
Proof.
  intros He0. pose proof (train_train_weak P m N Rs _ s Hs) as T.
  assert (Seen : forall n j, (j < d)%nat -> - (5/4 * (/2)^n) <= Q2R (tmvQ m (dA (s n)) (k_unmix k n) j) - head (base S0) i e j <= 5/4 * (/2)^n).
  { intros n j Hj. apply Rabs_le_iff.
    exact (branch_seen S0 HS strong weak taus tauw rhos rhow ws ww k Hk strong i e kappa s n j (or_introl eq_refl) He Hj T). }
  assert (Threshold : forall n, Q2R (k_base k + (5#4) * hq n)%Q = base S0 + 5/4 * (/2)^n).
  { intros n. rewrite Q2R_plus, Q2R_mult, Q2R_hq, (kn_base _ _ _ _ _ _ _ _ _ k Hk). replace (Q2R (5#4)) with (5/4) by (unfold Q2R; simpl; field). reflexivity. }
  assert (Only : forall n j, find_branch d m k n (s n) = Some j -> j = i).
  { intros n j E. destruct (search_some _ _ _ E) as [Hj Hg]. apply lt_ok in Hg. rewrite Threshold in Hg. specialize (Seen n j Hj).
    unfold head in Seen. destruct (Nat.eqb_spec j i); [auto|lra]. }
  destruct (half_small (2/5 * e) ltac:(lra)) as (ne & Hne).
  assert (Found : forall n, (ne <= n)%nat -> find_branch d m k n (s n) <> None).
  { intros n Hn E. pose proof (search_none _ _ E i Hi) as F. cbv beta in F. apply not_lt_ok in F. rewrite Threshold in F. specialize (Seen n i Hi).
    unfold head in Seen. rewrite Nat.eqb_refl in Seen. pose proof (half_mono ne n Hn). lra. }
  assert (Main : forall f U n tr, (ne <= n + U)%nat -> prob datum net (await d m k x) U f s (Got datum n (s n) :: tr) = f (constnet (x i))).
  { intros f. induction U as [|U IH]; intros n tr HU; cbn [prob await]; destruct (find_branch d m k n (s n)) as [j|] eqn:E.
    1, 3: rewrite (Only n j E); reflexivity.
    - exfalso. apply (Found n); auto. lia.
    - apply IH. lia. }
  intros q Hq. exists (S ne). cbn [prob await]. rewrite Main by lia. rewrite ind_true; [exact Hq|exact branch_right].
Qed.

Lemma guess_right u : (u < d)%nat -> e = 0 \/ u = i -> good (constnet (x u)).
Proof.
  intros Hu [E|E]; [|subst u; exact branch_right]. unfold good. rewrite E. apply (tie_of_all strong u i kappa).
  pose proof (c_taus _ _ _ _ _ _ HC) as T. pose proof (d_pos K) as D.
  apply (accurate_const S0 HS strong taus rhos ws HF (x u) u 0 kappa (digits K)); auto; [lra|].
  intros q Hq. eapply Rle_trans; [apply (branch_error S0 strong taus rhos ws HF); auto|]; lra.
Qed.

Lemma guess_probability : PrGe datum net (guess d x) (fun phi => ind (good phi)) s (/ INR d).
Proof.
  pose proof (d_ge_2 K S0 strong weak taus tauw HC) as D2. fold d in D2.
  eapply PrGe_le; [|apply (choose_PrGe datum net d (fun u _ => Return _ (constnet (x u))) ltac:(lia) (fun phi => ind (good phi)) s (fun u => if (u =? i)%nat then 1 else 0))].
  - rewrite (sum_single d _ i), Nat.eqb_refl; auto; [unfold Rdiv; lra|]. intros j _ Hn. destruct (Nat.eqb_spec j i); [lia|reflexivity].
  - intros; apply ind_bounds.
  - intros u Hu. apply PrGe_return. destruct (Nat.eqb_spec u i) as [E|]; [|apply ind_bounds].
    rewrite ind_true; [lra|]. apply guess_right; auto.
Qed.

Lemma hedger_probability : PrGe datum net (almost_hedger d m k x) (fun phi => ind (good phi)) s (INR d / (2 * INR d - 1)).
Proof.
  pose proof (d_ge_2 K S0 strong weak taus tauw HC) as D2. fold d in D2.
  set (H := fun u : nat => if (u <? d)%nat then (fun _ : list (event datum) => Return net (constnet (x u))) else await d m k x).
  set (p := fun u : nat => if Rlt_dec 0 e then (if (u <? d)%nat then (if (u =? i)%nat then 1 else 0) else 1) else (if (u <? d)%nat then 1 else 0)).
  assert (E : sum (2 * d - 1) p / INR (2 * d - 1) = INR d / (2 * INR d - 1)).
  { rewrite (minus_INR (2 * d) 1), mult_INR by lia. change (INR 2) with 2. change (INR 1) with 1. f_equal.
    replace (2 * d - 1)%nat with (d + (d - 1))%nat by lia. rewrite sum_split. unfold p. destruct (Rlt_dec 0 e).
    - rewrite (sum_single d _ i); auto.
      + rewrite (sum_ext (d - 1) _ (fun _ => 1)).
        * rewrite sum_const, minus_INR by lia. destruct (Nat.ltb_spec i d); [|lia]. rewrite Nat.eqb_refl. simpl. lra.
        * intros u _. destruct (Nat.ltb_spec (d + u) d); [lia|reflexivity].
      + intros j Hj Hn. destruct (Nat.ltb_spec j d); [|lia]. destruct (Nat.eqb_spec j i); [lia|reflexivity].
    - rewrite (sum_ext d _ (fun _ => 1)), (sum_ext (d - 1) _ (fun _ => 0)).
      + rewrite sum_const, sum_0. lra.
      + intros u _. destruct (Nat.ltb_spec (d + u) d); [lia|reflexivity].
      + intros u Hu. destruct (Nat.ltb_spec u d); [reflexivity|lia]. }
  rewrite <- E. apply (choose_PrGe datum net (2 * d - 1) H ltac:(lia)).
  - intros; apply ind_bounds.
  - intros u Hu. unfold H, p. destruct (Nat.ltb_spec u d) as [L|L].
    + apply PrGe_return. assert (e = 0 \/ u = i -> ind (good (constnet (x u))) = 1) as G by (intros Q; apply ind_true, guess_right; auto).
      destruct (ind_bounds (good (constnet (x u)))) as [B _].
      destruct (Rlt_dec 0 e); [destruct (Nat.eqb_spec u i); [rewrite G; [lra|auto]|exact B]|]. rewrite G; [lra|left; lra].
    + destruct (Rlt_dec 0 e) as [Lt|]; [apply await_right, Lt|]. apply PrGe_nothing. intros; apply ind_bounds.
Qed.
End Strategies.

(** ** The thresholds *)
Lemma strong_part_fork : exists s0, train P m N Rs (tie S0 strong 0) s0 /\ strong_part S0 strong (tie S0 strong 0) /\
  fork datum net elt (train P m N Rs) (accurate_some P m N Rs (digits K)) (strong_part S0 strong) d s0.
Proof.
  destruct (tie_answers K S0 strong weak taus tauw HC strong) as (s0 & H0).
  destruct (strong_ok K S0 strong weak taus tauw HC) as (He & Hk & rho & w & HF). pose proof (d_ge_2 K S0 strong weak taus tauw HC).
  exists s0. split; [apply half_train, H0|]. split; [apply strong_member; [lia|lra|lra]|].
  apply (fork_of_tie S0 HS strong taus (digits K) rho w HF (d_pos K) (proj1 (c_taus _ _ _ _ _ _ HC)) _ s0 He Hk H0).
  intros i e Hi He'. apply strong_member; auto; lra.
Qed.
Lemma answers_known : exists rhos rhow ws ww k x, scale_facts S0 strong taus rhos ws /\ knows S0 strong weak taus tauw rhos rhow ws ww k /\
  forall i, (i < d)%nat -> branch_good S0 strong taus rhos ws i (toR1 (x i)).
Proof.
  destruct (strong_ok K S0 strong weak taus tauw HC) as (He & Hk & rho & w & HF).
  destruct (weak_ok K S0 strong weak taus tauw HC) as (He' & Hk' & rho' & w' & HF').
  destruct (c_rational _ _ _ _ _ _ HC) as (a & Ea). pose proof (d_pos K) as Hdp.
  pose proof (c_taus _ _ _ _ _ _ HC) as T1. pose proof (c_tauw _ _ _ _ _ _ HC) as T2. rewrite (digits_1 K S0 strong weak taus tauw HC) in T2.
  destruct (knowledge_exists S0 HS strong weak taus tauw (digits K) rho rho' w w') with (a := a) as (k & Hkn); auto; try lra.
  { apply (beta_order K S0 strong weak taus tauw HC). }
  destruct (branch_vectors strong taus rho w ltac:(lra)) as (x & Hx). exists rho, rho', w, w', k, x. auto.
Qed.

Theorem threshold_halting :
  (exists x, succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits K))
      (strong_part S0 strong) (guess (heads S0) x) (/ INR (heads S0)) /\
    forall s, halts_as datum net (guess (heads S0) x) s) /\
  (forall p, / INR (heads S0) < p -> ~ exists G,
    succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) (digits K)) (strong_part S0 strong) G p /\
    halts_on_class S0 net (strong_part S0 strong) G).
Proof.
  pose proof (d_ge_2 K S0 strong weak taus tauw HC) as D2. split.
  - destruct answers_known as (rhos & rhow & ws & ww & k & x & HF & Hk & Hx). exists x. split.
    + intros e0 [i e kappa Hi He Hkap] s T. eapply (guess_probability rhos ws x); eauto.
    + intros s. eapply PrGe_le; [|apply (choose_PrGe datum net d (fun u _ => Return _ (constnet (x u))) ltac:(lia) (fun _ => 1) s (fun _ => 1))].
      * rewrite sum_const. right. field. apply (not_INR d 0). lia.
      * intros; lra.
      * intros u _. apply PrGe_return. lra.
  - intros p Hp [G [Su H]]. destruct strong_part_fork as (s0 & T0 & Ot & F).
    apply (barrier_rand _ _ _ _ _ _ d s0 p D2 F Hp). exists G. split; [exact Su|]. apply (H _ Ot s0 T0).
Qed.

Theorem threshold_nonhalting :
  (exists k x, succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (accurate_every (pb S0) (rows S0) (cols S0) (samples S0) (digits K))
      (strong_part S0 strong) (almost_hedger (heads S0) (rows S0) k x) (INR (heads S0) / (2 * INR (heads S0) - 1))) /\
  (forall p, INR (heads S0) / (2 * INR (heads S0) - 1) < p -> ~ exists G,
    succeeds datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (accurate_some (pb S0) (rows S0) (cols S0) (samples S0) (digits K)) (strong_part S0 strong) G p).
Proof.
  pose proof (d_ge_2 K S0 strong weak taus tauw HC) as D2. split.
  - destruct answers_known as (rhos & rhow & ws & ww & k & x & HF & Hk & Hx). exists k, x.
    intros e0 [i e kappa Hi He Hkap] s T. eapply (hedger_probability rhos rhow ws ww k x); eauto.
  - intros p Hp. destruct strong_part_fork as (s0 & T0 & Ot & F).
    apply (barrier_rand_nonhalting _ _ _ _ _ _ d s0 _ p D2 F Ot T0 Hp).
Qed.
End Sharpness.
