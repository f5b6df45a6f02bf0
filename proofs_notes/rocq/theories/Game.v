(** * The game (theory, section 4), for any kind of data, networks and instances

    [fork d s0]: whatever has been read of the answers s0, there are d members of the class with training
    sets that agree with what was read, and no network is right on two of them.  Then no algorithm succeeds:
    deterministic ([barrier_det], [barrier_bounded_use]) or with coins ([barrier_rand], [barrier_rand_nonhalting]). *)
Require Import Reals Lra Lia Psatz Arith List ClassicalDedekindReals.
From Barriers Require Import Sums Algorithms.
Import ListNotations.
Open Scope R_scope.

Section Game.
Variables Datum Net : Type.
Local Notation tseq := (tseq Datum).
Local Notation agree := (agree Datum).
Local Notation oracle_alg := (oracle_alg Datum Net).
Local Notation out := (out Datum Net).
Local Notation out_use := (out_use Datum Net).
Local Notation out_fun := (out_fun Datum Net).
Local Notation strategy := (strategy Datum Net).
Local Notation prob := (prob Datum Net).
Local Notation useall := (useall Datum Net).
Local Notation prob_mono := (prob_mono Datum Net).
Local Notation prob_bounds := (prob_bounds Datum Net).
Local Notation prob_sum := (prob_sum Datum Net).
Local Notation prob_transfer := (prob_transfer Datum Net).
Local Notation PrGe := (PrGe Datum Net).
Variable Elt : Type.                                  (* problem instances (A, S) *)
Variable train : Elt -> tseq -> Prop.                 (* training sets of an instance *)
Variable good : Elt -> Net -> Prop.                   (* accurate output *)
Variable Omega : Elt -> Prop.

(** the branches of the game: for every n0 there are d instances, pairwise incompatible, with
    training sets that agree with the tie's answers s0 up to index n0 *)
Definition fork (d : nat) (s0 : tseq) : Prop :=
  forall n0, exists br : nat -> Elt,
    (forall i, (i < d)%nat -> Omega (br i) /\ exists s, train (br i) s /\ agree n0 s0 s) /\
    (forall i j phi, (i < d)%nat -> (j < d)%nat -> i <> j -> good (br i) phi -> good (br j) phi -> False).

Definition solves (Gm : oracle_alg) : Prop :=
  forall x, Omega x -> forall s, train x s -> exists phi, out Gm s phi /\ good x phi.

Theorem barrier_det d s0 tie : (2 <= d)%nat -> fork d s0 -> Omega tie -> train tie s0 ->
  ~ exists Gm, solves Gm.
Proof.
  intros Hd F Ot Tt [Gm S].
  destruct (S tie Ot s0 Tt) as (phi & Ho & _).
  destruct (out_use Gm s0 phi Ho) as (n0 & Hn0).
  destruct (F n0) as (br & Hbr & Hdis).
  assert (Q : forall i, (i < d)%nat -> good (br i) phi).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    destruct (S (br i) Oi s Ts) as (psi & Hpsi & Hg).
    rewrite (out_fun Gm s phi psi (Hn0 s As) Hpsi). exact Hg. }
  apply (Hdis 0%nat 1%nat phi); try lia; apply Q; lia.
Qed.

(** no algorithm whose use is bounded by M, even when the tie is not in the class *)
Theorem barrier_bounded_use d s0 M : (2 <= d)%nat -> fork d s0 ->
  ~ exists Gm, solves Gm /\
      forall x, Omega x -> forall s phi, train x s -> out Gm s phi -> forall s', agree M s s' -> out Gm s' phi.
Proof.
  intros Hd F [Gm [S B]].
  destruct (F M) as (br & Hbr & Hdis).
  destruct (Hbr 0%nat ltac:(lia)) as (O0 & t0 & T0 & A0).
  destruct (Hbr 1%nat ltac:(lia)) as (O1 & t1 & T1 & A1).
  destruct (S _ O0 t0 T0) as (phi & H0 & G0).
  destruct (S _ O1 t1 T1) as (psi & H1 & G1).
  assert (out Gm t1 phi).
  { apply (B _ O0 t0 phi T0 H0). intros n Hn. rewrite <- A0, <- A1; auto. }
  rewrite (out_fun Gm t1 phi psi H H1) in G0. apply (Hdis 0%nat 1%nat psi); auto; lia.
Qed.

(** randomised: success probability at least p on every training set of every member *)
Definition succeeds (G : strategy) (p : R) : Prop :=
  forall x, Omega x -> forall s, train x s -> PrGe G (fun phi => ind (good x phi)) s p.
Definition halts_as (G : strategy) (s : tseq) : Prop := PrGe G (fun _ => 1) s 1.

Lemma rand_core G d s0 p h T : (1 <= d)%nat -> fork d s0 -> succeeds G p ->
  h = prob G T (fun _ => 1) s0 [] -> INR d * p <= h + INR d * (1 - h).
Proof.
  intros Hd F S Eh.
  destruct (F (useall G T s0 [])) as (br & Hbr & Hdis).
  assert (Hi : forall i, (i < d)%nat ->
             p <= prob G T (fun phi => ind (good (br i) phi)) s0 [] + (1 - h)).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    apply Rnot_lt_le. intros Hlt. destruct (S _ Oi s Ts _ Hlt) as (T' & HT').
    assert (Hf : forall phi, 0 <= ind (good (br i) phi) <= 1) by (intros; apply ind_bounds).
    pose proof (prob_mono G T' (Nat.max T T') _ s Hf ltac:(lia) []).
    pose proof (prob_transfer G T _ s0 s Hf (Nat.max T T') [] ltac:(lia) As). lra. }
  pose proof (sum_le d (fun _ => p) _ Hi) as L.
  rewrite sum_plus, !sum_const in L.
  pose proof (prob_sum G T s0 d (fun i phi => ind (good (br i) phi)) (fun _ => 1)) as U.
  simpl in U. specialize (U (fun phi => ind_disjoint d _ (fun i j Hi Hj Hn => Hdis i j phi Hi Hj Hn)) []).
  lra.
Qed.

(** halting algorithms: p > 1/d is impossible (d = 2: p > 1/2) *)
Theorem barrier_rand d s0 p : (2 <= d)%nat -> fork d s0 -> / INR d < p ->
  ~ exists G, succeeds G p /\ halts_as G s0.
Proof.
  intros Hd F Hp [G [S H]].
  assert (D2 : 2 <= INR d) by (apply (le_INR 2); auto).
  assert (Hdp : 1 < INR d * p).
  { apply (Rmult_lt_compat_l (INR d)) in Hp; [|lra]. rewrite Rinv_r in Hp; lra. }
  set (g := (INR d * p - 1) / (INR d)). 
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : INR d * g = INR d * p - 1) by (unfold g; field; lra).
  destruct (H (1 - g)) as (T & HT); [lra|].
  pose proof (rand_core G d s0 p _ T ltac:(lia) F S eq_refl) as K.
  set (h := prob G T (fun _ => 1) s0 []) in *.
  assert (h <= 1). { apply prob_bounds; intros; lra. }
  nra.
Qed.

(** without almost sure halting at the tie the threshold is d/(2d-1) (d = 2: 2/3), and this is sharp *)
Theorem barrier_rand_nonhalting d s0 tie p : (2 <= d)%nat -> fork d s0 -> Omega tie -> train tie s0 ->
  INR d / (2 * INR d - 1) < p -> ~ exists G, succeeds G p.
Proof.
  intros Hd F Ot Tt Hp [G S].
  assert (D2 : 2 <= INR d) by (apply (le_INR 2); auto).
  assert (Hdp : INR d < p * (2 * INR d - 1)).
  { apply (Rmult_lt_compat_r (2 * INR d - 1)) in Hp; [|lra].
    replace (INR d / (2 * INR d - 1) * (2 * INR d - 1)) with (INR d) in Hp by (field; lra). lra. }
  set (g := (p * (2 * INR d - 1) - INR d) / (INR d)).
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : INR d * g = p * (2 * INR d - 1) - INR d) by (unfold g; field; lra).
  destruct (S tie Ot s0 Tt (p - g)) as (T & HT); [lra|].
  pose proof (rand_core G d s0 p _ T ltac:(lia) F S eq_refl) as K.
  assert (M : prob G T (fun phi => ind (good tie phi)) s0 [] <= prob G T (fun _ => 1) s0 []).
  { pose proof (prob_sum G T s0 1 (fun _ phi => ind (good tie phi)) (fun _ => 1)) as U.
    simpl in U. specialize (U (fun phi => ltac:(pose proof (ind_bounds (good tie phi)); lra)) []). lra. }
  set (h := prob G T (fun _ => 1) s0 []) in *. nra.
Qed.
End Game.
