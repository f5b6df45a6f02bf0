(** * Unit vectors, and moving one coordinate of a vector *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate.
Open Scope R_scope.

Definition unit_vector (i j : nat) : R := if (j =? i)%nat then 1 else 0.

Lemma unit_self i : unit_vector i i = 1.
Proof. unfold unit_vector. rewrite Nat.eqb_refl. reflexivity. Qed.
Lemma unit_other i j : j <> i -> unit_vector i j = 0.
Proof. intros H. unfold unit_vector. destruct (Nat.eqb_spec j i); [lia|reflexivity]. Qed.
Lemma mv_unit N A i r : (i < N)%nat -> mv N A (unit_vector i) r = A r i.
Proof. intros Hi. unfold mv. rewrite (sum_single N _ i Hi); [rewrite unit_self; ring|]. intros j _ Hn. rewrite unit_other by auto. ring. Qed.
Lemma nrm_unit N i : (i < N)%nat -> nrm N (unit_vector i) = 1.
Proof. intros Hi. rewrite (nrm_single N _ i Hi), unit_self; [apply Rabs_R1|]. intros; apply unit_other; auto. Qed.
Lemma unit_difference N i j : (i < N)%nat -> (j < N)%nat -> i <> j -> nrm N (fun q => unit_vector i q - unit_vector j q) = sqrt 2.
Proof.
  intros Hi Hj Hn. unfold nrm, dot. f_equal. rewrite (sum_ext N _ (fun q => unit_vector i q + unit_vector j q)).
  - rewrite sum_plus, (sum_single N _ i Hi), (sum_single N _ j Hj), !unit_self; [ring|intros; apply unit_other; auto..].
  - intros q _. unfold unit_vector. destruct (Nat.eqb_spec q i), (Nat.eqb_spec q j); try lia; ring.
Qed.

(** <u, A z> = sum of z_j (A^T u)_j *)
Lemma dot_mv m N A u z : dot m u (mv N A z) = sum N (fun j => z j * tmv m A u j).
Proof.
  unfold dot, mv, tmv. rewrite (sum_ext m _ (fun i => sum N (fun j => z j * (u i * A i j)))).
  - rewrite sum_swap. apply sum_ext. intros j _. apply sum_scal.
  - intros i _. rewrite <- sum_scal. apply sum_ext; intros; ring.
Qed.

(** x + t z *)
Definition along (x z : nat -> R) (t : R) (j : nat) : R := x j + t * z j.
Lemma rsd_along N A b x z t i : rsd N A b (along x z t) i = rsd N A b x i + t * mv N A z i.
Proof.
  unfold rsd, mv, along. rewrite <- sum_scal. rewrite (sum_ext N _ (fun j => A i j * x j + t * (A i j * z j))) by (intros; ring).
  rewrite sum_plus. ring.
Qed.
(** |A (x + t z) - b|^2 *)
Lemma residual_along m N A b x z t : nrm m (rsd N A b (along x z t)) * nrm m (rsd N A b (along x z t)) =
  nrm m (rsd N A b x) * nrm m (rsd N A b x) + 2 * t * sum N (fun j => z j * tmv m A (rsd N A b x) j) + t * t * dot m (mv N A z) (mv N A z).
Proof.
  rewrite (nrm_ext m _ (fun i => 1 * rsd N A b x i + t * mv N A z i)) by (intros; rewrite rsd_along; ring).
  rewrite !nrm_sq, dot_lin, dot_mv. ring.
Qed.
Lemma norm1_along_unit N x j t : (j < N)%nat -> norm1 N (along x (unit_vector j) t) = norm1 N x + (Rabs (x j + t) - Rabs (x j)).
Proof.
  intros Hj. assert (E : norm1 N (along x (unit_vector j) t) - norm1 N x = Rabs (x j + t) - Rabs (x j)); [|lra].
  unfold norm1. rewrite <- sum_minus, (sum_single N _ j Hj); unfold along.
  - rewrite unit_self, Rmult_1_r. reflexivity.
  - intros i _ Hn. rewrite unit_other by auto. rewrite Rmult_0_r, Rplus_0_r. ring.
Qed.
Lemma norm1_ext N x y : (forall j, (j < N)%nat -> x j = y j) -> norm1 N x = norm1 N y.
Proof. intros H. apply sum_ext. intros j Hj. rewrite H; auto. Qed.
