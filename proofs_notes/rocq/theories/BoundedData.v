(** * At most M data, with coins (theory, section 5)

    The probability of being right after at most M reads is at most 1/d on some member of the class,
    even where the algorithm is not required to halt: [barrier_count]. *)
Require Import Reals Lra Lia Psatz Arith List ClassicalDedekindReals.
From Barriers Require Import Sums Algorithms Game.
Import ListNotations.
Open Scope R_scope.

Section Count.
Variables Datum Net : Type.
Section Runs.
Variable G : strategy Datum Net.
Notation Read := (Read Net). Notation Got := (Got Datum). Notation Coin := (Coin Datum). Notation Tick := (Tick Datum).

(** P(halts within T steps, at most M reads, and f) *)
Fixpoint pm (T M : nat) (f : Net -> R) (s : tseq Datum) (tr : list (event Datum)) : R :=
  match G tr with
  | Return _ phi => f phi
  | a => match T with
    | O => 0
    | S T' => match a with
      | Algorithms.Read _ n => match M with O => 0 | S M' => pm T' M' f s (Got n (s n) :: tr) end
      | Toss _ => (pm T' M f s (Coin true :: tr) + pm T' M f s (Coin false :: tr)) / 2
      | _ => pm T' M f s (Tick :: tr)
      end end end.
(** expected number of reads within T steps, cut at M *)
Fixpoint er (T M : nat) (s : tseq Datum) (tr : list (event Datum)) : R :=
  match G tr with
  | Return _ phi => 0
  | a => match T with
    | O => 0
    | S T' => match a with
      | Algorithms.Read _ n => match M with O => 0 | S M' => 1 + er T' M' s (Got n (s n) :: tr) end
      | Toss _ => (er T' M s (Coin true :: tr) + er T' M s (Coin false :: tr)) / 2
      | _ => er T' M s (Tick :: tr)
      end end end.
Fixpoint useM (T M : nat) (s : tseq Datum) (tr : list (event Datum)) : nat :=
  match G tr with
  | Return _ phi => O
  | a => match T with
    | O => O
    | S T' => match a with
      | Algorithms.Read _ n => match M with O => O | S M' => Nat.max n (useM T' M' s (Got n (s n) :: tr)) end
      | Toss _ => Nat.max (useM T' M s (Coin true :: tr)) (useM T' M s (Coin false :: tr))
      | _ => useM T' M s (Tick :: tr)
      end end end.

Lemma pm_bounds f s : (forall phi, 0 <= f phi <= 1) -> forall T M tr, 0 <= pm T M f s tr <= 1.
Proof.
  intros Hf T. induction T; intros M tr; simpl; destruct (G tr); auto; try lra.
  - destruct M; [lra|apply IHT].
  - pose proof (IHT M (Coin true :: tr)). pose proof (IHT M (Coin false :: tr)). lra.
Qed.
Lemma er_bounds s : forall T M tr, 0 <= er T M s tr <= INR M.
Proof.
  intros T. induction T; intros M tr; pose proof (pos_INR M); cbn [er]; destruct (G tr); auto; try lra.
  - destruct M; [simpl; lra|]. pose proof (IHT M (Got n (s n) :: tr)). rewrite S_INR. lra.
  - pose proof (IHT M (Coin true :: tr)). pose proof (IHT M (Coin false :: tr)). lra.
Qed.
Lemma pm_mono f s : (forall phi, 0 <= f phi <= 1) -> forall T T' M tr, (T <= T')%nat ->
  pm T M f s tr <= pm T' M f s tr.
Proof.
  intros Hf T. induction T; intros T' M tr H.
  - pose proof (pm_bounds f s Hf T' M tr) as [B _]. cbn [pm]. destruct (G tr) eqn:E; auto.
    destruct T'; cbn [pm]; rewrite E; lra.
  - destruct T'; [lia|]. cbn [pm]. destruct (G tr); try (apply IHT; lia); try lra.
    + destruct M; [lra|apply IHT; lia].
    + pose proof (IHT T' M (Coin true :: tr) ltac:(lia)).
      pose proof (IHT T' M (Coin false :: tr) ltac:(lia)). lra.
Qed.
Lemma pm_sum s d (f : nat -> Net -> R) :
  (forall phi, sum d (fun i => f i phi) <= 1) -> forall T M tr, sum d (fun i => pm T M (f i) s tr) <= 1.
Proof.
  intros Hf T. induction T; intros M tr; cbn [pm]; destruct (G tr); auto; try (rewrite sum_0; lra).
  - destruct M; [rewrite sum_0; lra|apply IHT].
  - rewrite (sum_ext d _ (fun i => /2 * (pm T M (f i) s (Coin true :: tr) + pm T M (f i) s (Coin false :: tr))))
      by (intros; field).
    rewrite sum_scal, sum_plus.
    pose proof (IHT M (Coin true :: tr)). pose proof (IHT M (Coin false :: tr)). lra.
Qed.
Lemma pm_free f s s' : (forall phi, 0 <= f phi <= 1) -> forall T M tr,
  pm T M f s' tr <= pm T M f s tr + er T M s tr.
Proof.
  intros Hf T. induction T; intros M tr; cbn [pm er]; destruct (G tr); auto; try lra.
  - destruct M; [lra|].
    pose proof (pm_bounds f s' Hf T M (Got n (s' n) :: tr)).
    pose proof (pm_bounds f s Hf T M (Got n (s n) :: tr)). pose proof (er_bounds s T M (Got n (s n) :: tr)). lra.
  - pose proof (IHT M (Coin true :: tr)). pose proof (IHT M (Coin false :: tr)). lra.
Qed.
Lemma pm_transfer f s s' : (forall phi, 0 <= f phi <= 1) -> forall T T' M tr, (T <= T')%nat ->
  agree Datum (useM T M s tr) s s' ->
  pm T' M f s' tr <= pm T' M f s tr + (er T' M s tr - er T M s tr).
Proof.
  intros Hf T. induction T; intros T' M tr H A.
  - pose proof (pm_free f s s' Hf T' M tr).
    assert (er 0 M s tr = 0) by (cbn [er]; destruct (G tr); auto). lra.
  - destruct T'; [lia|]. cbn [pm er useM] in *. destruct (G tr).
    + destruct M; [lra|]. rewrite <- (A n) by lia.
      pose proof (IHT T' M (Got n (s n) :: tr) ltac:(lia) ltac:(eapply agree_le; [|exact A]; lia)). lra.
    + pose proof (IHT T' M (Coin true :: tr) ltac:(lia) ltac:(eapply agree_le; [|exact A]; lia)).
      pose proof (IHT T' M (Coin false :: tr) ltac:(lia) ltac:(eapply agree_le; [|exact A]; lia)). lra.
    + apply IHT; auto; lia.
    + lra.
Qed.
End Runs.

Variable Elt : Type.
Variable train : Elt -> tseq Datum -> Prop.
Variable good : Elt -> Net -> Prop.
Variable Omega : Elt -> Prop.

(** on every training set: P(correct output and at most M data read) >= p *)
Definition succeeds_within (G : strategy Datum Net) (M : nat) (p : R) : Prop :=
  forall x, Omega x -> forall s, train x s -> forall q, q < p ->
  exists T, q < pm G T M (fun phi => ind (good x phi)) s [].

Lemma common (Q : nat -> nat -> Prop) : (forall i T T', (T <= T')%nat -> Q i T -> Q i T') ->
  forall d, (forall i, (i < d)%nat -> exists T, Q i T) -> forall T0, exists T, (T0 <= T)%nat /\ forall i, (i < d)%nat -> Q i T.
Proof.
  intros Hm d. induction d; intros H T0; [exists T0; split; [lia|intros; lia]|].
  destruct (IHd ltac:(intros; apply H; lia) T0) as (T & HT0 & HT).
  destruct (H d ltac:(lia)) as (T' & HT').
  exists (Nat.max T T'). split; [lia|]. intros i Hi. destruct (Nat.eq_dec i d) as [->|].
  - eapply Hm; [|exact HT']. lia.
  - eapply Hm; [|apply HT; lia]. lia.
Qed.

Theorem barrier_count d s0 M p : (2 <= d)%nat -> fork Datum Net Elt train good Omega d s0 ->
  / INR d < p -> ~ exists G, succeeds_within G M p.
Proof.
  intros Hd F Hp [G S].
  assert (D2 : 2 <= INR d) by (apply (le_INR 2); auto).
  assert (Hdp : 1 < INR d * p).
  { apply (Rmult_lt_compat_l (INR d)) in Hp; [|lra]. rewrite Rinv_r in Hp; lra. }
  set (g := (INR d * p - 1) / (4 * INR d)).
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : 4 * (INR d * g) = INR d * p - 1) by (unfold g; field; lra).
  destruct (completeness (fun v => exists T, v = er G T M s0 [])) as (L & HL1 & HL2).
  { exists (INR M). intros v (T & ->). apply er_bounds. }
  { exists (er G 0 M s0 []), 0%nat. reflexivity. }
  cut (L <= L - g); [lra|]. apply HL2. intros v (T & ->). apply Rnot_lt_le. intros HT.
  destruct (F (useM G T M s0 [])) as (br & Hbr & Hdis).
  set (f := fun i phi => ind (good (br i) phi)).
  assert (Hf : forall i phi, 0 <= f i phi <= 1) by (intros; apply ind_bounds).
  assert (Hs : forall i, (i < d)%nat -> exists T', p - g < pm G T' M (f i) s0 [] + g).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    destruct (S _ Oi s Ts (p - g) ltac:(lra)) as (T1 & H1).
    exists (Nat.max T T1).
    pose proof (pm_mono G (f i) s (Hf i) T1 (Nat.max T T1) M [] ltac:(lia)).
    pose proof (pm_transfer G (f i) s0 s (Hf i) T (Nat.max T T1) M [] ltac:(lia) As).
    assert (er G (Nat.max T T1) M s0 [] <= L) by (apply HL1; eexists; reflexivity).
    unfold f in *. lra. }
  destruct (common (fun i T' => p - g < pm G T' M (f i) s0 [] + g)) with (d := d) (T0 := 0%nat)
    as (T2 & _ & H2); auto.
  { intros i T1 T2 H12 Q. pose proof (pm_mono G (f i) s0 (Hf i) T1 T2 M [] H12). lra. }
  pose proof (pm_sum G s0 d f (fun phi => ind_disjoint d _ (fun i j Hi Hj Hn => Hdis i j phi Hi Hj Hn)) T2 M []) as U.
  assert (Lo : sum d (fun _ => p - 2 * g) <= sum d (fun i => pm G T2 M (f i) s0 [])).
  { apply sum_le. intros i Hi. specialize (H2 i Hi). lra. }
  rewrite sum_const in Lo. nra.
Qed.
End Count.
