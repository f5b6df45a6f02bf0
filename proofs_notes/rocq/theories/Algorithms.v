(** * Training algorithms: what they may read, when they halt, with which probability

    [oracle_alg]: a deterministic algorithm, as a partial function of the training set with finite use.
    [strategy]: an adaptive step by step algorithm that may read, toss a fair coin, compute, or return.
    [prob], [PrGe]: the probability, over fair coins, of halting with a property. *)
Require Import Reals Lra Lia Psatz Arith List ClassicalDedekindReals.
From Barriers Require Import Sums.
Import ListNotations.
Open Scope R_scope.

Section Algorithms.
Variables Datum Net : Type.

Definition tseq := nat -> Datum.
Definition agree (n0 : nat) (s s' : tseq) : Prop := forall n, (n <= n0)%nat -> s n = s' n.

(** (B) extensional model: a partial function with finite use *)
Record oracle_alg := {
  out : tseq -> Net -> Prop;
  out_fun : forall s phi psi, out s phi -> out s psi -> phi = psi;
  out_use : forall s phi, out s phi -> exists n0, forall s', agree n0 s s' -> out s' phi }.

(** intensional model: adaptive small-step strategies with coins *)
Inductive action := Read (n : nat) | Toss | Step | Return (phi : Net).
Inductive event := Got (n : nat) (D : Datum) | Coin (b : bool) | Tick.
Definition strategy := list event -> action.

Section Runs.
Variable G : strategy.

Fixpoint exec (T : nat) (s : tseq) (tape : nat -> bool) (tr : list event) : option (Net * list event) :=
  match G tr with
  | Return phi => Some (phi, tr)
  | a => match T with
         | O => None
         | S T' => match a with
                   | Read n => exec T' s tape (Got n (s n) :: tr)
                   | Toss => exec T' s tape (Coin (tape (length tr)) :: tr)
                   | _ => exec T' s tape (Tick :: tr)
                   end
         end
  end.

Fixpoint use (T : nat) (s : tseq) (tape : nat -> bool) (tr : list event) : nat :=
  match T with
  | O => O
  | S T' => match G tr with
            | Return _ => O
            | Read n => Nat.max n (use T' s tape (Got n (s n) :: tr))
            | Toss => use T' s tape (Coin (tape (length tr)) :: tr)
            | Step => use T' s tape (Tick :: tr)
            end
  end.

Lemma agree_le n n' s s' : (n <= n')%nat -> agree n' s s' -> agree n s s'.
Proof. intros H A k Hk. apply A. lia. Qed.

Lemma exec_agree T s s' tape : forall tr,
  agree (use T s tape tr) s s' -> exec T s' tape tr = exec T s tape tr.
Proof.
  induction T; intros tr A; simpl in *; destruct (G tr) eqn:E; auto.
  - rewrite <- (A n) by lia. apply IHT. eapply agree_le; [|exact A]. lia.
Qed.

Lemma exec_more T T' s tape : (T <= T')%nat -> forall tr r,
  exec T s tape tr = Some r -> exec T' s tape tr = Some r.
Proof.
  intros H. revert T' H. induction T; intros T' H tr r; destruct T'; simpl; try lia;
    destruct (G tr); auto; try discriminate; intros; apply IHT; auto; lia.
Qed.

Definition halts (tape : nat -> bool) (s : tseq) (phi : Net) : Prop :=
  exists T tr, exec T s tape [] = Some (phi, tr).

Definition alg_of (tape : nat -> bool) : oracle_alg.
Proof.
  refine {| out := halts tape |}.
  - intros s phi psi (T & tr & H) (T' & tr' & H').
    apply (exec_more T (Nat.max T T')) in H; [|lia].
    apply (exec_more T' (Nat.max T T')) in H'; [|lia]. congruence.
  - intros s phi (T & tr & H). exists (use T s tape []). intros s' A.
    exists T, tr. rewrite <- H. apply exec_agree; auto.
Defined.

(** P(halted within T steps and f): f is an indicator, or any [0,1]-valued function *)
Fixpoint prob (T : nat) (f : Net -> R) (s : tseq) (tr : list event) : R :=
  match G tr with
  | Return phi => f phi
  | a => match T with
         | O => 0
         | S T' => match a with
                   | Read n => prob T' f s (Got n (s n) :: tr)
                   | Toss => (prob T' f s (Coin true :: tr) + prob T' f s (Coin false :: tr)) / 2
                   | _ => prob T' f s (Tick :: tr)
                   end
         end
  end.

(** the largest index read within T steps, over all coins *)
Fixpoint useall (T : nat) (s : tseq) (tr : list event) : nat :=
  match T with
  | O => O
  | S T' => match G tr with
            | Return _ => O
            | Read n => Nat.max n (useall T' s (Got n (s n) :: tr))
            | Toss => Nat.max (useall T' s (Coin true :: tr)) (useall T' s (Coin false :: tr))
            | Step => useall T' s (Tick :: tr)
            end
  end.

Lemma prob_bounds T f s : (forall phi, 0 <= f phi <= 1) -> forall tr, 0 <= prob T f s tr <= 1.
Proof.
  intros Hf. induction T; intros tr; simpl; destruct (G tr); auto; try lra.
  pose proof (IHT (Coin true :: tr)). pose proof (IHT (Coin false :: tr)). lra.
Qed.

Lemma prob_mono T T' f s : (forall phi, 0 <= f phi <= 1) -> (T <= T')%nat -> forall tr,
  prob T f s tr <= prob T' f s tr.
Proof.
  intros Hf H. revert T' H. induction T; intros T' H tr.
  - pose proof (prob_bounds T' f s Hf tr) as [B _]. simpl. destruct (G tr) eqn:E; auto.
    destruct T'; simpl; rewrite E; lra.
  - destruct T'; [lia|]. simpl. destruct (G tr); try (apply IHT; lia); try lra.
    pose proof (IHT T' ltac:(lia) (Coin true :: tr)).
    pose proof (IHT T' ltac:(lia) (Coin false :: tr)). lra.
Qed.

Lemma prob_sum T s d (f : nat -> Net -> R) (h : Net -> R) :
  (forall phi, sum d (fun i => f i phi) <= h phi) -> forall tr,
  sum d (fun i => prob T (f i) s tr) <= prob T h s tr.
Proof.
  intros Hf. induction T; intros tr; simpl; destruct (G tr); auto; try (rewrite sum_0; lra).
  rewrite (sum_ext d _ (fun i => /2 * (prob T (f i) s (Coin true :: tr) + prob T (f i) s (Coin false :: tr))))
    by (intros; field).
  rewrite sum_scal, sum_plus.
  pose proof (IHT (Coin true :: tr)). pose proof (IHT (Coin false :: tr)). lra.
Qed.

(** transfer: data agreeing up to the use within T steps *)
Lemma prob_transfer T f s s' : (forall phi, 0 <= f phi <= 1) -> forall T' tr, (T <= T')%nat ->
  agree (useall T s tr) s s' ->
  prob T' f s' tr <= prob T f s tr + (1 - prob T (fun _ => 1) s tr).
Proof.
  intros Hf. induction T; intros T' tr HT A.
  - simpl. pose proof (prob_bounds T' f s' Hf tr). destruct (G tr) eqn:E; try lra.
    destruct T'; simpl; rewrite E; lra.
  - destruct T'; [lia|]. simpl in *. destruct (G tr) eqn:E.
    + rewrite <- (A n) by lia. apply IHT; [lia|]. eapply agree_le; [|exact A]. lia.
    + pose proof (IHT T' (Coin true :: tr) ltac:(lia) ltac:(eapply agree_le; [|exact A]; lia)).
      pose proof (IHT T' (Coin false :: tr) ltac:(lia) ltac:(eapply agree_le; [|exact A]; lia)). lra.
    + apply IHT; auto; lia.
    + lra.
Qed.

(** P(event) >= p, as a supremum over the number of steps *)
Definition PrGe (f : Net -> R) (s : tseq) (p : R) : Prop :=
  forall q, q < p -> exists T, q < prob T f s [].
End Runs.

(** {~~P}+{~P} is an axiom the real numbers of the library already need; it gives indicators. *)
Definition ind (Q : Prop) : R := if sig_not_dec Q then 1 else 0.
Lemma ind_bounds Q : 0 <= ind Q <= 1.
Proof. unfold ind. destruct (sig_not_dec Q); lra. Qed.
Lemma ind_disjoint d (Q : nat -> Prop) :
  (forall i j, (i < d)%nat -> (j < d)%nat -> i <> j -> Q i -> Q j -> False) ->
  sum d (fun i => ind (Q i)) <= 1.
Proof.
  induction d; simpl; intros H; [lra|].
  assert (IH : sum d (fun i => ind (Q i)) <= 1) by (apply IHd; intros; apply (H i j); auto; lia).
  unfold ind at 2. destruct (sig_not_dec (Q d)) as [Hd|Hd]; [|lra].
  rewrite (sum_ext d _ (fun _ => 0)); [rewrite sum_0; lra|].
  intros i Hi. unfold ind. destruct (sig_not_dec (Q i)) as [Hi'|]; [|reflexivity].
  exfalso. apply Hd. intros qd. apply Hi'. intros qi. apply (H i d); auto; lia.
Qed.

End Algorithms.
