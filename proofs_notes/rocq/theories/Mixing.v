(** * Lemma 1: an orthogonal mixing does not change the minimisers

    Xi(Q B, Q b) = Xi(B, b), Frobenius and Gram matrices of Q B. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

Definition orthogonal m (Q : nat -> nat -> R) : Prop :=
  forall k l, (k < m)%nat -> (l < m)%nat -> sum m (fun i => Q i k * Q i l) = if (k =? l)%nat then 1 else 0.
Definition mm m (Q B : nat -> nat -> R) i j := sum m (fun k => Q i k * B k j).

Lemma nrm_mix m Q r : orthogonal m Q -> nrm m (mv m Q r) = nrm m r.
Proof.
  intros HQ. unfold nrm. f_equal. unfold dot, mv.
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
