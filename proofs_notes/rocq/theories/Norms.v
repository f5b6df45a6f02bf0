(** * Euclidean and l1 norms

    [dot], [nrm] (Euclidean), [norm1], [frob] (Frobenius); Cauchy-Schwarz and Minkowski. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums.
Open Scope R_scope.

Definition dot n (x y : nat -> R) := sum n (fun i => x i * y i).
Definition nrm n (x : nat -> R) := sqrt (dot n x x).
Definition norm1 n (x : nat -> R) := sum n (fun i => Rabs (x i)).

Lemma dot_self_nonneg n x : 0 <= dot n x x.
Proof. apply sum_nonneg; intros; nra. Qed.
Lemma nrm_nonneg n x : 0 <= nrm n x.
Proof. apply sqrt_pos. Qed.
Lemma nrm_sq n x : nrm n x * nrm n x = dot n x x.
Proof. apply sqrt_sqrt, dot_self_nonneg. Qed.
Lemma nrm_ext n x y : (forall i, (i < n)%nat -> x i = y i) -> nrm n x = nrm n y.
Proof. intros H. unfold nrm, dot. f_equal. apply sum_ext. intros. rewrite H; auto. Qed.

Lemma dot_lin n x y s t :
  dot n (fun i => s * x i + t * y i) (fun i => s * x i + t * y i)
  = s*s * dot n x x + 2*s*t * dot n x y + t*t * dot n y y.
Proof.
  unfold dot. rewrite <- !sum_scal, <- !sum_plus. apply sum_ext; intros. ring.
Qed.

Lemma cauchy_schwarz n x y : Rabs (dot n x y) <= nrm n x * nrm n y.
Proof.
  set (X := nrm n x). set (Y := nrm n y).
  assert (HX : 0 <= X) by apply nrm_nonneg. assert (HY : 0 <= Y) by apply nrm_nonneg.
  assert (EX : X*X = dot n x x) by apply nrm_sq.
  assert (EY : Y*Y = dot n y y) by apply nrm_sq.
  assert (H1 : 0 <= 2*(X*Y)*(X*Y) + 2*(X*Y)*dot n x y).
  { pose proof (dot_self_nonneg n (fun i => Y * x i + X * y i)) as H.
    rewrite dot_lin in H. rewrite <- EX, <- EY in H. nra. }
  assert (H2 : 0 <= 2*(X*Y)*(X*Y) - 2*(X*Y)*dot n x y).
  { pose proof (dot_self_nonneg n (fun i => Y * x i + (-X) * y i)) as H.
    rewrite dot_lin in H. rewrite <- EX, <- EY in H. nra. }
  assert (HXY : 0 <= X*Y) by nra.
  destruct (Rle_lt_or_eq_dec 0 (X*Y) HXY) as [Hp|Hz].
  - apply Rabs_le. split; nra.
  - (* X = 0 or Y = 0 *)
    assert (Z : dot n x y = 0).
    { apply eq_sym, Rmult_integral in Hz. destruct Hz as [Hz|Hz].
      - rewrite Hz in EX. unfold dot in *. rewrite <- (sum_0 n). apply sum_ext. intros i Hi.
        assert (x i * x i = 0).
        { apply (sum_zero_each n (fun i => x i * x i)); [intros; nra|lra|auto]. }
        assert (x i = 0) by nra. rewrite H0. ring.
      - rewrite Hz in EY. unfold dot in *. rewrite <- (sum_0 n). apply sum_ext. intros i Hi.
        assert (y i * y i = 0).
        { apply (sum_zero_each n (fun i => y i * y i)); [intros; nra|lra|auto]. }
        assert (y i = 0) by nra. rewrite H0. ring. }
    rewrite Z, Rabs_R0. lra.
Qed.

Lemma minkowski n x y : nrm n (fun i => x i + y i) <= nrm n x + nrm n y.
Proof.
  pose proof (nrm_nonneg n x). pose proof (nrm_nonneg n y). pose proof (nrm_nonneg n (fun i => x i + y i)).
  pose proof (nrm_sq n x). pose proof (nrm_sq n y). pose proof (nrm_sq n (fun i => x i + y i)).
  pose proof (dot_lin n x y 1 1) as E.
  rewrite (nrm_ext n (fun i => x i + y i) (fun i => 1 * x i + 1 * y i)) in * by (intros; ring).
  rewrite nrm_sq in H4. pose proof (cauchy_schwarz n x y). pose proof (Rle_abs (dot n x y)).
  rewrite <- nrm_sq in E. apply Rsqr_incr_0; unfold Rsqr; nra.
Qed.
