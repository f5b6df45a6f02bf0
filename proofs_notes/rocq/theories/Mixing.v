(** * Lemma 1: an orthogonal mixing does not change the minimisers

    Xi(Q B, Q b) = Xi(B, b), Frobenius and Gram matrices of Q B. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

Definition orthonormal_columns m (Q : nat -> nat -> R) : Prop :=
  forall k l, (k < m)%nat -> (l < m)%nat -> sum m (fun i => Q i k * Q i l) = if (k =? l)%nat then 1 else 0.
(** Q^T Q = I and Q Q^T = I *)
Definition orthogonal m Q : Prop := orthonormal_columns m Q /\ orthonormal_columns m (fun i j => Q j i).
Definition mm m (Q B : nat -> nat -> R) i j := sum m (fun k => Q i k * B k j).

Lemma nrm_mix m Q r : orthogonal m Q -> nrm m (mv m Q r) = nrm m r.
Proof.
  intros [HQ _]. unfold nrm. f_equal. unfold dot, mv.
  transitivity (sum m (fun i => sum m (fun k => sum m (fun l => r k * r l * (Q i k * Q i l))))).
  { apply sum_ext; intros i Hi. rewrite <- sum_scal. apply sum_ext; intros k Hk.
    rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros l Hl. ring. }
  rewrite sum_swap. apply sum_ext; intros k Hk. rewrite sum_swap.
  rewrite (sum_single m _ k Hk).
  - rewrite sum_scal, HQ, Nat.eqb_refl by auto. ring.
  - intros l Hl Hn. rewrite sum_scal, HQ by auto. destruct (Nat.eqb_spec k l); [lia|ring].
Qed.

Lemma rsd_mix m N Q B b x i : rsd N (mm m Q B) (mv m Q b) x i = mv m Q (rsd N B b x) i.
Proof.
  unfold rsd, mv, mm.
  replace (sum N (fun j => sum m (fun k => Q i k * B k j) * x j))
    with (sum N (fun j => sum m (fun k => Q i k * B k j * x j))).
  2:{ apply sum_ext; intros. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap, <- sum_minus. apply sum_ext; intros k Hk.
  rewrite Rmult_minus_distr_l, <- sum_scal. f_equal. apply sum_ext; intros; ring.
Qed.

Theorem mixing P m N Q B b x : orthogonal m Q -> (Xi P m N (mm m Q B) (mv m Q b) x <-> Xi P m N B b x).
Proof.
  intros HQ.
  assert (E : forall x, nrm m (rsd N (mm m Q B) (mv m Q b) x) = nrm m (rsd N B b x)).
  { intros x'. rewrite <- (nrm_mix m Q (rsd N B b x')) by auto. apply nrm_ext. intros; apply rsd_mix. }
  unfold Xi. destruct P; unfold feas, obj; rewrite ?E; split; intros [F H]; split; auto;
    intros x' F'; specialize (H x'); rewrite ?E in *; auto.
Qed.

(** Q^T Q b = b *)
Lemma unmix m Q b k : orthogonal m Q -> (k < m)%nat -> sum m (fun i => Q i k * mv m Q b i) = b k.
Proof.
  intros [HQ _] Hk. unfold mv.
  rewrite (sum_ext m _ (fun i => sum m (fun l => b l * (Q i k * Q i l)))).
  2:{ intros i _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap, (sum_single m _ k Hk).
  - rewrite sum_scal, HQ, Nat.eqb_refl by auto. ring.
  - intros l Hl Hn. rewrite sum_scal, HQ by auto. destruct (Nat.eqb_spec k l); [lia|ring].
Qed.

(** the k-th column of Q has norm 1 *)
Lemma nrm_column m Q k : orthogonal m Q -> (k < m)%nat -> nrm m (fun i => Q i k) = 1.
Proof.
  intros [HQ _] Hk. unfold nrm, dot. rewrite HQ, Nat.eqb_refl by auto. apply sqrt_1.
Qed.

Lemma nrm_mv_diff m Q b b' : orthogonal m Q ->
  nrm m (fun i => mv m Q b i - mv m Q b' i) = nrm m (fun i => b i - b' i).
Proof.
  intros HQ. rewrite <- (nrm_mix m Q (fun i => b i - b' i)) by auto. apply nrm_ext. intros i _.
  unfold mv. rewrite <- sum_minus. apply sum_ext; intros; ring.
Qed.

Lemma frob_mix m N Q B C : orthogonal m Q ->
  frob m N (fun i j => mm m Q B i j - mm m Q C i j) = frob m N (fun i j => B i j - C i j).
Proof.
  intros HQ. rewrite !frob_columns. apply nrm_ext. intros j _. apply (nrm_mv_diff m Q (fun i => B i j) (fun i => C i j) HQ).
Qed.

(** ** Gram matrices: B B^T = g I implies (Q B)(Q B)^T = g I *)
Definition gram_is m N (A : nat -> nat -> R) (g : R) : Prop := forall r s, (r < m)%nat -> (s < m)%nat ->
  sum N (fun j => A r j * A s j) = if (r =? s)%nat then g else 0.

Lemma gram_mix m N Q B g : orthogonal m Q -> gram_is m N B g -> gram_is m N (mm m Q B) g.
Proof.
  intros [_ HQ] HB r s Hr Hs. unfold mm.
  rewrite (sum_ext N _ (fun j => sum m (fun k => sum m (fun l => (Q r k * Q s l) * (B k j * B l j))))).
  2:{ intros j _. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros k _.
      rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap. rewrite (sum_ext m _ (fun k => g * (Q r k * Q s k))).
  - rewrite sum_scal. specialize (HQ r s Hr Hs). cbv beta in HQ. rewrite HQ. destruct (r =? s)%nat; ring.
  - intros k Hk. rewrite sum_swap, (sum_single m _ k Hk).
    + rewrite sum_scal, HB, Nat.eqb_refl by auto. ring.
    + intros l Hl Hn. rewrite sum_scal, HB by auto. destruct (Nat.eqb_spec k l); [lia|ring].
Qed.
