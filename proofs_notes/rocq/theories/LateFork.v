(** * The game when the branches are chosen after the networks are known

    [late_fork d s0]: as [fork], but the branches may depend on the finitely many networks that a run on s0 can return.
    It serves the cluster design, where the spread of the samples is chosen after the network. *)
Require Import Reals Lra Lia Psatz Arith List ClassicalDedekindReals.
From Barriers Require Import Sums Algorithms Game BoundedData.
Import ListNotations.
Open Scope R_scope.

Section LateFork.
Variables Datum Net : Type.
Fixpoint outs (G : strategy Datum Net) (T : nat) (s : tseq Datum) (tr : list (event Datum)) : list Net :=
  match G tr with
  | Return _ phi => [phi]
  | a => match T with
    | O => []
    | S T' => match a with
      | Read _ n => outs G T' s (Got _ n (s n) :: tr)
      | Toss _ => outs G T' s (Coin _ true :: tr) ++ outs G T' s (Coin _ false :: tr)
      | _ => outs G T' s (Tick _ :: tr)
      end end end.
Lemma prob_sum_outs G T s d (f : nat -> Net -> R) (h : Net -> R) : forall tr,
  (forall phi, In phi (outs G T s tr) -> sum d (fun i => f i phi) <= h phi) ->
  sum d (fun i => prob _ _ G T (f i) s tr) <= prob _ _ G T h s tr.
Proof.
  induction T; intros tr Hf; cbn [prob outs] in *; destruct (G tr); try (rewrite sum_0; lra);
    try (apply Hf; left; reflexivity); try (apply IHT; exact Hf).
  rewrite (sum_ext d _ (fun i => /2 * (prob _ _ G T (f i) s (Coin _ true :: tr) + prob _ _ G T (f i) s (Coin _ false :: tr))))
    by (intros; field).
  rewrite sum_scal, sum_plus.
  pose proof (IHT (Coin _ true :: tr) ltac:(intros; apply Hf, in_or_app; auto)).
  pose proof (IHT (Coin _ false :: tr) ltac:(intros; apply Hf, in_or_app; auto)). lra.
Qed.

Variable Elt : Type.
Variable train : Elt -> tseq Datum -> Prop.
Variable good : Elt -> Net -> Prop.
Variable Omega : Elt -> Prop.
Definition late_fork (d : nat) (s0 : tseq Datum) : Prop :=
  forall n0 (l : list Net), exists br : nat -> Elt,
    (forall i, (i < d)%nat -> Omega (br i) /\ exists s, train (br i) s /\ agree _ n0 s0 s) /\
    (forall i j phi, In phi l -> (i < d)%nat -> (j < d)%nat -> i <> j -> good (br i) phi -> good (br j) phi -> False).

Theorem late_barrier_det d s0 tie : (2 <= d)%nat -> late_fork d s0 -> Omega tie -> train tie s0 ->
  ~ exists Gm, solves Datum Net Elt train good Omega Gm.
Proof.
  intros Hd F Ot Tt [Gm S].
  destruct (S tie Ot s0 Tt) as (phi & Ho & _).
  destruct (out_use _ _ Gm s0 phi Ho) as (n0 & Hn0).
  destruct (F n0 [phi]) as (br & Hbr & Hdis).
  assert (Q : forall i, (i < d)%nat -> good (br i) phi).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    destruct (S (br i) Oi s Ts) as (psi & Hpsi & Hg).
    rewrite (out_fun _ _ Gm s phi psi (Hn0 s As) Hpsi). exact Hg. }
  apply (Hdis 0%nat 1%nat phi); try (left; reflexivity); try lia; apply Q; lia.
Qed.

Theorem late_barrier_rand d s0 p : (2 <= d)%nat -> late_fork d s0 -> / INR d < p ->
  ~ exists G, succeeds Datum Net Elt train good Omega G p /\ halts_as Datum Net G s0.
Proof.
  intros Hd F Hp [G [S H]].
  assert (D2 : 2 <= INR d) by (apply (le_INR 2); auto).
  assert (Hdp : 1 < INR d * p).
  { apply (Rmult_lt_compat_l (INR d)) in Hp; [|lra]. rewrite Rinv_r in Hp; lra. }
  set (g := (INR d * p - 1) / (INR d)).
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : INR d * g = INR d * p - 1) by (unfold g; field; lra).
  destruct (H (1 - g)) as (T & HT); [lra|].
  destruct (F (useall _ _ G T s0 []) (outs G T s0 [])) as (br & Hbr & Hdis).
  set (h := prob _ _ G T (fun _ => 1) s0 []) in *.
  assert (Hh1 : h <= 1) by (apply prob_bounds; intros; lra).
  assert (Hi : forall i, (i < d)%nat ->
             p <= prob _ _ G T (fun phi => ind (good (br i) phi)) s0 [] + (1 - h)).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As).
    apply Rnot_lt_le. intros Hlt. destruct (S _ Oi s Ts _ Hlt) as (T' & HT').
    assert (Hf : forall phi, 0 <= ind (good (br i) phi) <= 1) by (intros; apply ind_bounds).
    pose proof (prob_mono _ _ G T' (Nat.max T T') _ s Hf ltac:(lia) []).
    pose proof (prob_transfer _ _ G T _ s0 s Hf (Nat.max T T') [] ltac:(lia) As). unfold h in *. lra. }
  pose proof (sum_le d (fun _ => p) _ Hi) as L.
  rewrite sum_plus, !sum_const in L.
  pose proof (prob_sum_outs G T s0 d (fun i phi => ind (good (br i) phi)) (fun _ => 1) []) as U.
  cbv beta in U.
  assert (U' : sum d (fun i => prob _ _ G T (fun phi => ind (good (br i) phi)) s0 []) <= h).
  { apply U. intros phi Hin. apply ind_disjoint. intros i j Hi' Hj Hn. apply (Hdis i j phi); auto. }
  nra.
Qed.
End LateFork.
