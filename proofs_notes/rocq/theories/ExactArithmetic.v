(** * Exact rational arithmetic that is executed: sums, comparisons, lists as vectors and matrices

    [Qred] keeps the numerals short in every step of a sum. *)
Require Import QArith Qabs Qreduction List Bool Arith.
Import ListNotations.
Open Scope Q_scope.

(** 2^-n *)
Fixpoint hq (n : nat) : Q := match n with O => 1 | S k => (1#2) * hq k end.
Fixpoint sumQ (n : nat) (f : nat -> Q) : Q :=
  match n with O => 0 | S k => Qred (sumQ k f + f k) end.
Fixpoint allb (n : nat) (f : nat -> bool) : bool :=
  match n with O => true | S k => f k && allb k f end.
(** the largest i < d with f i = true *)
Fixpoint search (d : nat) (f : nat -> bool) : option nat :=
  match d with O => None | S k => if f k then Some k else search k f end.
Definition Qltb (x y : Q) : bool := negb (Qle_bool y x).
Definition vec (l : list Q) (i : nat) : Q := nth i l 0.
Definition mat (l : list (list Q)) (i j : nat) : Q := nth j (nth i l []) 0.
(** the inner product of p and x, and of p and the j-th column of A *)
Definition dotQ (m : nat) (p x : nat -> Q) : Q := sumQ m (fun i => p i * x i).
Definition tmvQ (m : nat) (A : nat -> nat -> Q) (p : nat -> Q) (j : nat) : Q := sumQ m (fun i => p i * A i j).
Definition sqQ (x : Q) : Q := x * x.

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
