(** * floor(R/d) right samples are attained (theory, section 4: Proposition 3)

    On the strong part of a `common` class whose samples are pairwise different a network can look up which sample it is given, and answer branch k mod d at
    sample k.  It is right at floor(R/d) samples of every member, at least: [hedging_attained].  No algorithm is always right at one more: [hedging_exact]. *)
Require Import Reals Lra Lia Psatz Arith List FinFun QArith Qreals.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals DualCertificate Mixing TiedColumns TrainingSets
  Algorithms Game OmegaK Fork Possible Constants MainTheorem Hedging Common Sharpness.
Import ListNotations.
Open Scope R_scope.

(** ** Looking up a sample *)
Definition same (m : nat) (y z : nat -> R) : bool := allb m (fun i => if Req_EM_T (y i) (z i) then true else false).
Lemma same_ok m y z : same m y z = true -> forall i, (i < m)%nat -> y i = z i.
Proof. intros H i Hi. pose proof (allb_ok m _ H i Hi) as E. cbv beta in E. destruct (Req_EM_T (y i) (z i)); [auto|discriminate]. Qed.
Lemma same_refl m y : same m y y = true.
Proof. induction m as [|m IH]; [reflexivity|]. unfold same in *. simpl. destruct (Req_EM_T (y m) (y m)); [exact IH|congruence]. Qed.
(** the answer x k at the sample s k *)
Definition lookup (m n : nat) (s : nat -> nat -> R) (x : nat -> nat -> R) : net := fun y =>
  match search n (fun k => same m y (s k)) with Some k => x k | None => fun _ => 0 end.
Lemma lookup_ok m n s x k : (k < n)%nat -> (forall k', (k' < n)%nat -> same m (s k) (s k') = true -> k' = k) -> lookup m n s x (s k) = x k.
Proof.
  intros Hk H. unfold lookup. destruct (search n (fun k' => same m (s k) (s k'))) as [k'|] eqn:E.
  - destruct (search_some _ _ _ E) as [L S1]. cbv beta in S1. rewrite (H k' L S1). reflexivity.
  - pose proof (search_none _ _ E k Hk) as F. cbv beta in F. rewrite same_refl in F. discriminate.
Qed.

(** floor(n/d) of the numbers below n are i modulo d *)
Lemma residues d n i : (i < d)%nat -> at_least (n / d) n (fun k => (k mod d = i)%nat).
Proof.
  intros Hi. exists (map (fun t => t * d + i)%nat (seq 0 (n / d))). split; [|split].
  - apply Injective_map_NoDup; [|apply seq_NoDup]. intros t t' E. nia.
  - rewrite map_length, seq_length. reflexivity.
  - intros k Hk. apply in_map_iff in Hk. destruct Hk as (t & <- & Ht). apply in_seq in Ht. split.
    + pose proof (Nat.mul_div_le n d ltac:(lia)). nia.
    + rewrite Nat.add_comm, Nat.mod_add by lia. apply Nat.mod_small, Hi.
Qed.

Section Hedging.
Variables (K : nat) (S0 : setting) (strong weak : common_design) (taus tauw : R).
Hypothesis HC : common_ok K S0 strong weak taus tauw.
Let HS : setting_ok S0 := cc_setting _ _ _ _ _ _ HC.
Let P := pb S0. Let m := rows S0. Let N := cols S0. Let d := heads S0. Let Rs := samples S0.

Inductive common_strong_part : elt -> Prop :=
| common_strong_member i e : (i < heads S0)%nat -> 0 <= e <= cemax strong -> common_strong_part (common_member S0 strong i e).
(** the tails of any two samples differ *)
Definition different_tails : Prop := forall k k', (k < samples S0)%nat -> (k' < samples S0)%nat -> k <> k' ->
  exists q, (q < tails S0)%nat /\ ctail strong k q <> ctail strong k' q.

(** an answer for branch i at sample k *)
Lemma sample_answers k : (k < Rs)%nat -> exists x, forall i e, (i < d)%nat -> 0 <= e <= cemax strong ->
  infdist_le N (Xi P m N (matrix S0 i e) (sample S0 (scale_at strong k) 0 k)) (toR1 (x i)) (digits K).
Proof.
  intros Hk. pose proof (cc_strong _ _ _ _ _ _ HC k Hk) as HK. pose proof (co_tau _ _ _ HK) as Ht. pose proof (cc_taus _ _ _ _ _ _ HC) as Tw.
  destruct (constants_scale S0 HS (cc_base _ _ _ _ _ _ HC) _ taus HK) as (_ & _ & rho & w & HF).
  destruct (branch_vectors S0 (scale_at strong k) taus rho w Ht) as (x & Hx). exists x. intros i e Hi He.
  apply (accurate_const S0 HS (scale_at strong k) taus rho w HF (x i) i e 0 (digits K) Hi He ltac:(simpl; lra)); [|exact Hk].
  intros k' Hk'. eapply Rle_trans; [apply (branch_error S0 (scale_at strong k) taus rho w HF); auto; simpl; lra|]. lra.
Qed.
Lemma all_answers n : (n <= Rs)%nat -> exists x : nat -> nat -> nat -> R, forall k i e, (k < n)%nat -> (i < d)%nat -> 0 <= e <= cemax strong ->
  infdist_le N (Xi P m N (matrix S0 i e) (sample S0 (scale_at strong k) 0 k)) (x k i) (digits K).
Proof.
  induction n as [|n IH]; intros Hn; [exists (fun _ _ _ => 0); intros; lia|].
  destruct (IH ltac:(lia)) as (x & Hx). destruct (sample_answers n ltac:(lia)) as (z & Hz).
  exists (fun k i => if (k =? n)%nat then toR1 (z i) else x k i). intros k i e Hk Hi He. destruct (Nat.eqb_spec k n) as [->|]; [auto|apply Hx; auto; lia].
Qed.

Theorem hedging_attained : different_tails -> exists phi : net, forall e0, common_strong_part e0 ->
  right_at S0 (digits K) (samples S0 / heads S0) e0 phi.
Proof.
  intros HD. destruct (all_answers Rs (Nat.le_refl _)) as (x & Hx). pose proof (ok_heads S0 HS) as Hd2.
  set (s := fun k => sample S0 (scale_at strong k) 0 k). exists (lookup m Rs s (fun k => x k (k mod d)%nat)). intros e0 [i e Hi He].
  destruct (residues d Rs i Hi) as (l & Nd & L & Hl). exists l. split; [exact Nd|]. split; [exact L|]. intros k Hk. destruct (Hl k Hk) as [Hk' Er]. split; [exact Hk'|].
  unfold accurate. cbn [eA eS common_member]. change (sample S0 (scale_at strong k) 0 k) with (s k). rewrite lookup_ok; [rewrite Er; apply Hx; auto|exact Hk'|].
  intros k' Hk2 Hs. destruct (Nat.eq_dec k' k) as [|Hn]; [auto|exfalso]. destruct (HD k' k Hk2 Hk' Hn) as (q & Hq & Hd). apply Hd.
  assert (H : forall r, sum m (fun j => mix S0 j (S q) * s r j) = ctail strong r q).
  { intros r. unfold s, sample. fold m. rewrite unmix; [reflexivity|apply HS|unfold m, rows; lia]. }
  rewrite <- !H. apply sum_ext. intros j Hj. rewrite (same_ok m _ _ Hs j Hj). reflexivity.
Qed.

Theorem hedging_exact : different_tails ->
  (exists phi : net, forall e0, common_strong_part e0 -> right_at S0 (digits K) (samples S0 / heads S0) e0 phi) /\
  ~ exists Gm, solves datum net elt (train (pb S0) (rows S0) (cols S0) (samples S0)) (right_at S0 (digits K) (S (samples S0 / heads S0))) common_strong_part Gm.
Proof.
  intros HD. split; [apply hedging_attained, HD|]. pose proof (ok_heads S0 HS) as Hd2.
  destruct (co_emax _ _ _ (cc_strong _ _ _ _ _ _ HC 0 (ok_samples S0 HS))) as [He _]. simpl in He.
  destruct (common_answers S0 HS strong 0 0 ltac:(lia) ltac:(lra)) as (s0 & H0).
  apply (hedging_none _ _ _ _ _ _ _ (heads S0) s0 (common_member S0 strong 0 0)); [lia| | |apply half_train, H0].
  - apply (common_fork S0 HS strong taus (digits K)); auto.
    + intros k Hk. apply constants_scale; try apply HC; auto.
    + apply pow_lt; lra.
    + apply HC.
    + intros i e Hi He'. apply common_strong_member; auto; lra.
  - apply common_strong_member; [lia|lra].
Qed.
End Hedging.
