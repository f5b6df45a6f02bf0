(** * Exact rational arithmetic that is executed: sums, comparisons, lists as vectors

    Sums of numbers over one denominator cost no more than sums of integers ([Qadd]); others are reduced in every step,
    so that the numerals stay short. *)
Require Import QArith Qabs Qreduction List Bool Arith.
Import ListNotations.
Open Scope Q_scope.

(** 2^-n *)
Fixpoint hq (n : nat) : Q := match n with O => 1 | S k => (1#2) * hq k end.
Definition Qadd (x y : Q) : Q :=
  match Qnum x, Qnum y with
  | Z0, _ => y
  | _, Z0 => x
  | _, _ => if Pos.eqb (Qden x) (Qden y) then Qmake (Qnum x + Qnum y)%Z (Qden x) else Qred (x + y)
  end.
Fixpoint sumQ (n : nat) (f : nat -> Q) : Q :=
  match n with O => 0 | S k => Qadd (sumQ k f) (f k) end.
Fixpoint allb (n : nat) (f : nat -> bool) : bool :=
  match n with O => true | S k => f k && allb k f end.
(** the largest i < d with f i = true *)
Fixpoint search (d : nat) (f : nat -> bool) : option nat :=
  match d with O => None | S k => if f k then Some k else search k f end.
Definition Qltb (x y : Q) : bool := negb (Qle_bool y x).
Definition vec (l : list Q) (i : nat) : Q := nth i l 0.
(** the inner product of p and x, and of p and the j-th column of A *)
Definition dotQ (m : nat) (p x : nat -> Q) : Q := sumQ m (fun i => p i * x i).
Definition tmvQ (m : nat) (A : nat -> nat -> Q) (p : nat -> Q) (j : nat) : Q := sumQ m (fun i => p i * A i j).

Lemma Qadd_correct x y : Qadd x y == x + y.
Proof.
  unfold Qadd. destruct x as [[|n|n] d], y as [[|n'|n'] d']; cbn [Qnum Qden];
    try (unfold Qeq, Qplus; cbn [Qnum Qden]; rewrite ?Pos2Z.inj_mul; ring);
    (destruct (Pos.eqb_spec d d') as [<-|_]; [unfold Qeq, Qplus; cbn [Qnum Qden]; rewrite ?Pos2Z.inj_mul; ring|apply Qred_correct]).
Qed.
Lemma allb_ok n f : allb n f = true -> forall i, (i < n)%nat -> f i = true.
Proof.
  induction n; simpl; intros H i Hi; [inversion Hi|]. apply andb_prop in H. destruct H.
  destruct (Nat.eq_dec i n) as [->|]; auto. apply IHn; auto. apply Nat.le_neq. split; auto. apply Nat.lt_succ_r, Hi.
Qed.
Lemma search_some d f i : search d f = Some i -> (i < d)%nat /\ f i = true.
Proof.
  induction d; simpl; [discriminate|]. destruct (f d) eqn:E.
  - intros H; inversion H; subst; auto.
  - intros H. destruct (IHd H). auto.
Qed.
Lemma search_none d f : search d f = None -> forall i, (i < d)%nat -> f i = false.
Proof.
  induction d; simpl; intros H i Hi; [inversion Hi|]. destruct (f d) eqn:E; [discriminate|].
  destruct (Nat.eq_dec i d) as [->|]; auto. apply IHd; auto. apply Nat.le_neq. split; auto. apply Nat.lt_succ_r, Hi.
Qed.
