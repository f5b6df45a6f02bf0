(** * Counting the samples at which a network is right (theory, section 4: Theorems 1 and 5)

    [sample_fork d s0]: as [fork], but what excludes each other is to be right at one and the same sample on two branches.
    Then a network is right at R samples on all d branches together, so on some branch it is wrong at R - floor(R/d) samples:
    [hedging_det] for deterministic algorithms.  With coins, and for every j < d: right at more than R/(j+1) samples with
    probability above j/d on all branches is impossible: [hedging_rand].  Nothing is said of what samples are. *)
Require Import Reals Lra Lia Psatz Arith List ClassicalDedekindReals.
From Barriers Require Import Sums Algorithms Game.
Import ListNotations.
Open Scope R_scope.

(** ** Counting *)
(** the number of k < n with Q k *)
Fixpoint count (n : nat) (Q : nat -> Prop) : nat :=
  match n with O => O | S k => (count k Q + if sig_not_dec (Q k) then 1 else 0)%nat end.
Fixpoint nsum (n : nat) (f : nat -> nat) : nat := match n with O => O | S k => (nsum k f + f k)%nat end.

(** r numbers below n with Q *)
Definition at_least (r n : nat) (Q : nat -> Prop) : Prop :=
  exists l, NoDup l /\ length l = r /\ forall k, In k l -> (k < n)%nat /\ Q k.

Lemma count_le n Q : (count n Q <= n)%nat.
Proof. induction n; simpl; [lia|]. destruct (sig_not_dec (Q n)); lia. Qed.
Lemma sum_ind d Q : sum d (fun i => ind (Q i)) = INR (count d Q).
Proof. induction d; simpl; [lra|]. rewrite plus_INR, IHd. unfold ind. destruct (sig_not_dec (Q d)); simpl; lra. Qed.
Lemma count_mono d (Q Q' : nat -> Prop) : (forall i, (i < d)%nat -> Q i -> Q' i) -> (count d Q <= count d Q')%nat.
Proof.
  induction d; simpl; intros H; [lia|]. specialize (IHd ltac:(intros; apply H; auto)).
  destruct (sig_not_dec (Q d)) as [q|]; destruct (sig_not_dec (Q' d)) as [|q']; try lia. exfalso. apply q. intros x. apply q', H; auto.
Qed.

(** counting the others gives a list of them *)
Lemma count_others n Q : at_least (n - count n Q) n (fun k => ~ Q k).
Proof.
  induction n as [|n (l & N & L & H)]; [exists []; split; [constructor|split; [reflexivity|intros ? []]]|].
  pose proof (count_le n Q). cbn [count]. destruct (sig_not_dec (Q n)) as [_|q].
  - exists l. split; [exact N|]. split; [lia|]. intros k Hk. destruct (H k Hk). auto.
  - exists (n :: l). split; [constructor; [intros Hn; destruct (H n Hn); lia|exact N]|]. split; [cbn [length]; lia|].
    intros k [<-|Hk]; [auto|]. destruct (H k Hk). auto.
Qed.
(** r with Q and s without: together at most n *)
Lemma at_least_both r s n Q : at_least r n Q -> at_least s n (fun k => ~ Q k) -> (r + s <= n)%nat.
Proof.
  intros (l & N & <- & H) (l' & N' & <- & H'). rewrite <- app_length. rewrite <- (seq_length n 0) at 1.
  apply NoDup_incl_length.
  - clear - N N' H H'. induction l as [|k l IH]; simpl; auto. inversion N; subst. constructor.
    + intros Hi. apply in_app_or in Hi. destruct Hi as [Hi|Hi]; [auto|].
      apply (proj2 (H' k Hi)), H. left; reflexivity.
    + apply IH; auto. intros q Hq. apply H. right; auto.
  - intros k Hk. apply in_seq. apply in_app_or in Hk. destruct Hk as [Hk|Hk]; [apply H in Hk|apply H' in Hk]; lia.
Qed.
Lemma at_least_count r n Q : at_least r n Q -> (r <= count n Q)%nat.
Proof. intros H. pose proof (at_least_both _ _ n Q H (count_others n Q)). pose proof (count_le n Q). lia. Qed.

(** ** The pigeonhole principle: each of n samples is right on at most one of d branches *)
Section Pigeonhole.
Variables (d n : nat) (Q : nat -> nat -> Prop).
Hypothesis HQ : forall i j k, (i < d)%nat -> (j < d)%nat -> i <> j -> (k < n)%nat -> Q i k -> Q j k -> False.

Lemma count_all : (nsum d (fun i => count n (Q i)) <= n)%nat.
Proof.
  induction n as [|k IH]; cbn [count].
  - clear. induction d; simpl; lia.
  - assert (E : (nsum d (fun i => count k (Q i) + if sig_not_dec (Q i k) then 1 else 0)
                 = nsum d (fun i => count k (Q i)) + count d (fun i => Q i k))%nat).
    { clear. induction d; simpl; lia. }
    rewrite E. specialize (IH ltac:(intros i j q Hi Hj Hn Hq; apply (HQ i j q); auto)).
    assert (count d (fun i => Q i k) <= 1)%nat; [|lia]. apply INR_le. rewrite <- sum_ind. simpl. apply ind_disjoint.
    intros i j Hi Hj Hn. apply (HQ i j k); auto.
Qed.
(** those with more than q make q+1 each *)
Lemma count_many q f : (count d (fun i => q < f i)%nat * S q <= nsum d f)%nat.
Proof.
  clear. induction d; cbn [count nsum]; [lia|]. destruct (sig_not_dec (q < f n)%nat) as [H|H]; [|lia].
  assert (q < f n)%nat by lia. lia.
Qed.
Theorem pigeonhole_many j : (count d (fun i => n / S j < count n (Q i))%nat <= j)%nat.
Proof.
  pose proof (count_many (n / S j) (fun i => count n (Q i))). pose proof count_all.
  pose proof (Nat.mul_succ_div_gt n (S j) ltac:(lia)). cbv beta in *. nia.
Qed.
Theorem pigeonhole : (1 <= d)%nat -> exists i, (i < d)%nat /\ (count n (Q i) <= n / d)%nat.
Proof.
  intros Hd. assert (S1 : forall D, (exists i, (i < D)%nat /\ (count n (Q i) <= n / d)%nat) \/
                            count D (fun i => n / d < count n (Q i))%nat = D).
  { induction D as [|D [(i & Hi & H)|IH]]; [right; reflexivity|left; exists i; auto|].
    destruct (le_lt_dec (count n (Q D)) (n / d)); [left; exists D; auto|]. right. cbn [count]. rewrite IH.
    destruct (sig_not_dec _) as [_|H]; [lia|contradiction]. }
  destruct (S1 d) as [H|H]; [exact H|]. exfalso. pose proof (pigeonhole_many (d - 1)) as B.
  replace (S (d - 1)) with d in B by lia. lia.
Qed.
End Pigeonhole.

(** ** The game *)
Section Game.
Variables Datum Net Elt : Type.
Variable train : Elt -> tseq Datum -> Prop.
Variable right_at : Elt -> Net -> nat -> Prop.           (* right at sample k *)
Variable Omega : Elt -> Prop.
Variable Rs : nat.                                    (* the number of samples *)

Definition sample_fork (d : nat) (s0 : tseq Datum) : Prop :=
  forall n0, exists br : nat -> Elt,
    (forall i, (i < d)%nat -> Omega (br i) /\ exists s, train (br i) s /\ agree Datum n0 s0 s) /\
    (forall i j phi k, (i < d)%nat -> (j < d)%nat -> i <> j -> (k < Rs)%nat -> right_at (br i) phi k -> right_at (br j) phi k -> False).

Definition right_at_least r e phi : Prop := at_least r Rs (right_at e phi).
Definition wrong_at_least r e phi : Prop := at_least r Rs (fun k => ~ right_at e phi k).

(** Theorem 1 *)
Theorem hedging_det d s0 (Gm : oracle_alg Datum Net) phi : (1 <= d)%nat -> sample_fork d s0 -> out _ _ Gm s0 phi ->
  exists e s, Omega e /\ train e s /\ out _ _ Gm s phi /\ wrong_at_least (Rs - Rs / d) e phi.
Proof.
  intros Hd F Ho. destruct (out_use _ _ Gm s0 phi Ho) as (n0 & Hn0). destruct (F n0) as (br & Hbr & Hdis).
  destruct (pigeonhole d Rs (fun i => right_at (br i) phi)) as (i & Hi & Hc); auto.
  { intros i j k Hi Hj Hn Hk. apply (Hdis i j phi k); auto. }
  destruct (Hbr i Hi) as (Oi & s & Ts & As). exists (br i), s. repeat split; auto.
  destruct (count_others Rs (right_at (br i) phi)) as (l & N & L & H).
  exists (firstn (Rs - Rs / d) l). split; [|split].
  - rewrite <- (firstn_skipn (Rs - Rs / d) l) in N. clear - N. revert N. generalize (firstn (Rs - Rs / d) l) as u.
    induction u as [|x u IH]; simpl; intros N; [constructor|]. inversion N; subst. constructor; auto.
    intros Hx. apply H1, in_or_app. auto.
  - rewrite firstn_length. lia.
  - intros k Hk. apply H. rewrite <- (firstn_skipn (Rs - Rs / d) l). apply in_or_app. auto.
Qed.

Corollary hedging_none d s0 tie : (1 <= d)%nat -> sample_fork d s0 -> Omega tie -> train tie s0 ->
  ~ exists Gm, solves Datum Net Elt train (right_at_least (S (Rs / d))) Omega Gm.
Proof.
  intros Hd F Ot Tt [Gm S]. destruct (S tie Ot s0 Tt) as (phi & Ho & _).
  destruct (hedging_det d s0 Gm phi Hd F Ho) as (e & s & Oe & Ts & Os & W).
  destruct (S e Oe s Ts) as (psi & Os' & Hr). rewrite (out_fun _ _ Gm s psi phi Os' Os) in Hr.
  pose proof (at_least_both _ _ _ _ Hr W). assert (Rs / d <= Rs)%nat by (apply Nat.div_le_upper_bound; nia). lia.
Qed.

(** right at more than R/2 samples: an ordinary fork *)
Lemma fork_of_majority d s0 : sample_fork d s0 -> fork Datum Net Elt train (right_at_least (S (Rs / 2))) Omega d s0.
Proof.
  intros F n0. destruct (F n0) as (br & Hbr & Hdis). exists br. split; [exact Hbr|].
  intros i j phi Hi Hj Hn Gi (l & N & L & H). pose proof (Nat.mul_succ_div_gt Rs 2 ltac:(lia)).
  assert (at_least (S (Rs / 2)) Rs (fun k => ~ right_at (br i) phi k)) as W.
  { exists l. split; [exact N|]. split; [exact L|]. intros k Hk. destruct (H k Hk) as [Hk' Gj]. split; [exact Hk'|].
    intros Q. apply (Hdis i j phi k); auto. }
  pose proof (at_least_both _ _ _ _ Gi W). lia.
Qed.

(** Theorem 5 *)
Theorem hedging_rand d j s0 p : (1 <= d)%nat -> sample_fork d s0 -> INR j / INR d < p ->
  ~ exists G, succeeds Datum Net Elt train (right_at_least (S (Rs / S j))) Omega G p /\ halts_as Datum Net G s0.
Proof.
  intros Hd F Hp [G [S H]]. assert (D1 : 1 <= INR d) by (apply (le_INR 1); auto). pose proof (pos_INR j) as Hj.
  assert (Hdp : INR j < INR d * p).
  { apply (Rmult_lt_compat_l (INR d)) in Hp; [|lra]. replace (INR d * (INR j / INR d)) with (INR j) in Hp by (field; lra). lra. }
  set (g := (INR d * p - INR j) / INR d).
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : INR d * g = INR d * p - INR j) by (unfold g; field; lra).
  destruct (H (1 - g)) as (T & HT); [lra|].
  destruct (F (useall _ _ G T s0 [])) as (br & Hbr & Hdis).
  set (h := prob _ _ G T (fun _ => 1) s0 []) in *.
  assert (Hh1 : h <= 1) by (apply prob_bounds; intros; lra).
  set (q := (Rs / Datatypes.S j)%nat) in *.
  assert (Hi : forall i, (i < d)%nat ->
             p <= prob _ _ G T (fun phi => ind (right_at_least (Datatypes.S q) (br i) phi)) s0 [] + (1 - h)).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    apply Rnot_lt_le. intros Hlt. destruct (S _ Oi s Ts _ Hlt) as (T' & HT').
    assert (Hf : forall phi, 0 <= ind (right_at_least (Datatypes.S q) (br i) phi) <= 1) by (intros; apply ind_bounds).
    pose proof (prob_mono _ _ G T' (Nat.max T T') _ s Hf ltac:(lia) []).
    pose proof (prob_transfer _ _ G T _ s0 s Hf (Nat.max T T') [] ltac:(lia) As). unfold h in *. lra. }
  pose proof (sum_le d (fun _ => p) _ Hi) as L.
  rewrite sum_plus, !sum_const in L.
  pose proof (prob_sum _ _ G T s0 d (fun i phi => ind (right_at_least (Datatypes.S q) (br i) phi)) (fun _ => INR j)) as U.
  assert (U' : sum d (fun i => prob _ _ G T (fun phi => ind (right_at_least (Datatypes.S q) (br i) phi)) s0 []) <= prob _ _ G T (fun _ => INR j) s0 []).
  { apply U. intros phi. rewrite sum_ind. apply le_INR. eapply Nat.le_trans.
    - apply (count_mono d _ (fun i => q < count Rs (right_at (br i) phi))%nat). intros i _. apply at_least_count.
    - apply pigeonhole_many. intros i i' k Hi1 Hi2 Hn Hk. apply (Hdis i i' phi k); auto. }
  assert (E : prob _ _ G T (fun _ => INR j) s0 [] = INR j * h).
  { unfold h. clear. generalize (@nil (event Datum)) as tr. induction T; intros tr; cbn [prob]; destruct (G tr); rewrite ?IHT; lra. }
  rewrite E in U'. nra.
Qed.
End Game.
