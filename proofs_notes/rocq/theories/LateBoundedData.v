(** * At most M data, with coins, when the branches are chosen after the networks are known

    [late_barrier_count]: as [barrier_count], for a [late_fork].  The steps T are taken so many that more of them add little to the probability
    of halting, or of reading, on the answers s0; what can be returned within T steps is then a finite list. *)
Require Import Reals Lra Lia Psatz Arith List.
From Barriers Require Import Sums Algorithms Game BoundedData LateFork.
Import ListNotations.
Open Scope R_scope.

Section Late.
Variables Datum Net : Type.
Notation pm := (pm Datum Net). Notation er := (er Datum Net).

Section Runs.
Variable G : strategy Datum Net.
Lemma pm_sum_outs T s d (f : nat -> Net -> R) : forall M tr,
  (forall phi, In phi (outs Datum Net G T s tr) -> sum d (fun i => f i phi) <= 1) -> sum d (fun i => pm G T M (f i) s tr) <= 1.
Proof.
  induction T as [|T IH]; intros M tr Hf; cbn [BoundedData.pm outs] in *; destruct (G tr); try (rewrite sum_0; lra);
    try (apply Hf; left; reflexivity); try (apply IH; exact Hf).
  - destruct M; [rewrite sum_0; lra|apply IH; exact Hf].
  - rewrite (sum_ext d _ (fun i => /2 * (pm G T M (f i) s (Coin _ true :: tr) + pm G T M (f i) s (Coin _ false :: tr)))) by (intros; field).
    rewrite sum_scal, sum_plus.
    pose proof (IH M (Coin _ true :: tr) ltac:(intros; apply Hf, in_or_app; auto)).
    pose proof (IH M (Coin _ false :: tr) ltac:(intros; apply Hf, in_or_app; auto)). lra.
Qed.
(** more steps add to the probability of an event at most what they add to the probability of halting *)
Lemma pm_gain f s : (forall phi, 0 <= f phi <= 1) -> forall T T' M tr, (T <= T')%nat ->
  pm G T' M f s tr - pm G T M f s tr <= pm G T' M (fun _ => 1) s tr - pm G T M (fun _ => 1) s tr.
Proof.
  intros Hf T. induction T as [|T IH]; intros T' M tr L.
  - assert (F : forall T'' M'' tr'', pm G T'' M'' f s tr'' <= pm G T'' M'' (fun _ => 1) s tr'').
    { clear - Hf. induction T'' as [|T'' IH]; intros M tr; cbn [BoundedData.pm]; destruct (G tr); try lra; try (apply Hf); auto.
      - destruct M; [lra|apply IH].
      - pose proof (IH M (Coin _ true :: tr)). pose proof (IH M (Coin _ false :: tr)). lra. }
    pose proof (F T' M tr) as B. cbn [BoundedData.pm]. destruct (G tr) eqn:E; try lra.
    destruct T'; cbn [BoundedData.pm]; rewrite E; lra.
  - destruct T'; [lia|]. cbn [BoundedData.pm]. destruct (G tr); try lra; try (apply IH; lia).
    + destruct M; [lra|apply IH; lia].
    + pose proof (IH T' M (Coin _ true :: tr) ltac:(lia)). pose proof (IH T' M (Coin _ false :: tr) ltac:(lia)). lra.
Qed.
End Runs.

Variable Elt : Type.
Variable train : Elt -> tseq Datum -> Prop.
Variable good : Elt -> Net -> Prop.
Variable Omega : Elt -> Prop.

Theorem late_barrier_count d s0 M p : (2 <= d)%nat -> late_fork Datum Net Elt train good Omega d s0 ->
  / INR d < p -> ~ exists G, succeeds_within Datum Net Elt train good Omega G M p.
Proof.
  intros Hd F Hp [G S].
  assert (D2 : 2 <= INR d) by (apply (le_INR 2); auto).
  assert (Hdp : 1 < INR d * p).
  { apply (Rmult_lt_compat_l (INR d)) in Hp; [|lra]. rewrite Rinv_r in Hp; lra. }
  set (g := (INR d * p - 1) / (4 * INR d)).
  assert (Hg : 0 < g) by (apply Rdiv_lt_0_compat; lra).
  assert (Eg : 4 * (INR d * g) = INR d * p - 1) by (unfold g; field; lra).
  set (v := fun T => er G T M s0 [] + pm G T M (fun _ => 1) s0 []).
  destruct (completeness (fun x => exists T, x = v T)) as (L & HL1 & HL2).
  { exists (INR M + 1). intros x (T & ->). unfold v. pose proof (er_bounds Datum Net G s0 T M []).
    pose proof (pm_bounds Datum Net G (fun _ => 1) s0 ltac:(intros; lra) T M []). lra. }
  { exists (v 0%nat), 0%nat. reflexivity. }
  cut (L <= L - g); [lra|]. apply HL2. intros x (T & ->). apply Rnot_lt_le. intros HT.
  destruct (F (useM Datum Net G T M s0 []) (outs Datum Net G T s0 [])) as (br & Hbr & Hdis).
  set (f := fun i phi => ind (good (br i) phi)).
  assert (Hf : forall i phi, 0 <= f i phi <= 1) by (intros; apply ind_bounds).
  assert (Hs : forall i, (i < d)%nat -> p - 2 * g <= pm G T M (f i) s0 []).
  { intros i Hi. destruct (Hbr i Hi) as (Oi & s & Ts & As). destruct (S _ Oi s Ts (p - g) ltac:(lra)) as (T1 & H1).
    set (T2 := Nat.max T T1).
    pose proof (pm_mono Datum Net G (f i) s (Hf i) T1 T2 M [] ltac:(unfold T2; lia)).
    pose proof (pm_transfer Datum Net G (f i) s0 s (Hf i) T T2 M [] ltac:(unfold T2; lia) As).
    pose proof (pm_gain G (f i) s0 (Hf i) T T2 M [] ltac:(unfold T2; lia)).
    assert (v T2 <= L) by (apply HL1; eexists; reflexivity). unfold v, f in *. lra. }
  assert (U : sum d (fun i => pm G T M (f i) s0 []) <= 1).
  { apply pm_sum_outs. intros phi Hin. apply ind_disjoint. intros i j Hi Hj Hn. apply (Hdis i j phi); auto. }
  pose proof (sum_le d (fun _ => p - 2 * g) _ Hs) as Lo. rewrite sum_const in Lo. nra.
Qed.
End Late.
