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

Lemma Rabs_le_iff x r : Rabs x <= r <-> - r <= x <= r.
Proof.
  split; intros H; [|apply Rabs_le; auto].
  pose proof (Rle_abs x). pose proof (Rle_abs (- x)). rewrite Rabs_Ropp in *. lra.
Qed.

Lemma nrm_scal n s x : nrm n (fun i => s * x i) = Rabs s * nrm n x.
Proof.
  unfold nrm, dot. rewrite (sum_ext n _ (fun i => (s * s) * (x i * x i))) by (intros; ring).
  rewrite sum_scal, sqrt_mult; [|exact (Rle_0_sqr s)|apply dot_self_nonneg].
  f_equal. apply sqrt_Rsqr_abs.
Qed.

Lemma nrm_opp n x : nrm n (fun i => - x i) = nrm n x.
Proof.
  rewrite (nrm_ext n _ (fun i => (-1) * x i)) by (intros; ring).
  rewrite nrm_scal. rewrite Rabs_left by lra. ring.
Qed.

Lemma nrm_sub_sym n x y : nrm n (fun i => x i - y i) = nrm n (fun i => y i - x i).
Proof. rewrite <- nrm_opp. apply nrm_ext. intros; ring. Qed.

(** distances: the triangle inequality through z *)
Lemma triangle n x z y :
  nrm n (fun i => x i - y i) <= nrm n (fun i => x i - z i) + nrm n (fun i => z i - y i).
Proof.
  eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros; ring.
Qed.

Lemma nrm_le_norm1 n x : nrm n x <= norm1 n x.
Proof.
  unfold nrm, norm1. assert (H : 0 <= sum n (fun i => Rabs (x i))) by (apply sum_nonneg; intros; apply Rabs_pos).
  rewrite <- (sqrt_square (sum n (fun i => Rabs (x i)))) by auto. apply sqrt_le_1_alt. clear H. unfold dot.
  induction n; simpl; [lra|].
  assert (0 <= sum n (fun i => Rabs (x i))) by (apply sum_nonneg; intros; apply Rabs_pos).
  assert (x n * x n = Rabs (x n) * Rabs (x n)) by (rewrite <- Rabs_mult; symmetry; apply Rabs_pos_eq; exact (Rle_0_sqr (x n))).
  pose proof (Rabs_pos (x n)). nra.
Qed.

Lemma coord_le_nrm n x k : (k < n)%nat -> Rabs (x k) <= nrm n x.
Proof.
  intros Hk. unfold nrm. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr, dot.
  apply (sum_term n (fun i => x i * x i) k); auto. intros; nra.
Qed.

Lemma nrm_zero n x : (forall i, (i < n)%nat -> x i = 0) -> nrm n x = 0.
Proof.
  intros H. unfold nrm, dot. rewrite (sum_ext n _ (fun _ => 0)), sum_0, sqrt_0; auto.
  intros. rewrite H; auto; ring.
Qed.

Lemma nrm_single n x k : (k < n)%nat -> (forall i, (i < n)%nat -> i <> k -> x i = 0) -> nrm n x = Rabs (x k).
Proof.
  intros Hk H. unfold nrm, dot. rewrite (sum_single _ _ k); auto.
  - rewrite <- sqrt_Rsqr_abs. reflexivity.
  - intros i Hi Hn. rewrite H; auto; ring.
Qed.

Lemma nrm_le_sq n x r : 0 <= r -> dot n x x <= r * r -> nrm n x <= r.
Proof. intros Hr H. unfold nrm. rewrite <- (sqrt_square r) by auto. apply sqrt_le_1_alt; auto. Qed.

(** the squares of two coordinates are at most the square of the norm *)
Lemma two_coordinates n w i j r : (i < n)%nat -> (j < n)%nat -> i <> j -> nrm n w <= r ->
  w i * w i + w j * w j <= r * r.
Proof.
  intros Hi Hj Hn Hw. pose proof (nrm_nonneg n w). pose proof (nrm_sq n w) as E.
  assert (nrm n w * nrm n w <= r * r) by nra. rewrite E in H0. eapply Rle_trans; [|exact H0]. unfold dot.
  set (g := fun k => w k * w k). assert (Hg : forall k, 0 <= g k) by (intros; unfold g; nra).
  change (g i + g j <= sum n g). clear - Hg Hi Hj Hn. induction n as [|n IH]; [lia|]. simpl.
  destruct (Nat.eq_dec i n) as [->|]; [|destruct (Nat.eq_dec j n) as [->|]].
  - pose proof (sum_term n g j ltac:(auto) ltac:(lia)). lra.
  - pose proof (sum_term n g i ltac:(auto) ltac:(lia)). lra.
  - pose proof (Hg n). assert (g i + g j <= sum n g) by (apply IH; lia). lra.
Qed.

(** ** Frobenius norm *)
Definition frob m N (D : nat -> nat -> R) : R := sqrt (sum m (fun i => sum N (fun j => D i j * D i j))).

Lemma frob_sq_nonneg m N D : 0 <= sum m (fun i => sum N (fun j => D i j * D i j)).
Proof. apply sum_nonneg; intros. apply sum_nonneg; intros. exact (Rle_0_sqr _). Qed.
Lemma frob_nonneg m N D : 0 <= frob m N D. Proof. apply sqrt_pos. Qed.
Lemma frob_sq m N D : frob m N D * frob m N D = sum m (fun i => sum N (fun j => D i j * D i j)).
Proof. apply sqrt_sqrt, frob_sq_nonneg. Qed.
Lemma frob_ext m N D E : (forall i j, (i < m)%nat -> (j < N)%nat -> D i j = E i j) -> frob m N D = frob m N E.
Proof. intros H. unfold frob. f_equal. apply sum_ext; intros. apply sum_ext; intros. rewrite H; auto. Qed.
Lemma frob_le_sq m N D r : 0 <= r -> sum m (fun i => sum N (fun j => D i j * D i j)) <= r * r -> frob m N D <= r.
Proof. intros Hr H. unfold frob. rewrite <- (sqrt_square r) by auto. apply sqrt_le_1_alt; auto. Qed.

(** the Frobenius norm is the Euclidean norm of the columns' norms, and of the rows' *)
Lemma frob_columns m N D : frob m N D = nrm N (fun j => nrm m (fun i => D i j)).
Proof. unfold frob, nrm at 1, dot. f_equal. rewrite sum_swap. apply sum_ext; intros. symmetry. apply nrm_sq. Qed.
Lemma frob_rows m N D : frob m N D = nrm m (fun i => nrm N (fun j => D i j)).
Proof. unfold frob, nrm at 1, dot. f_equal. apply sum_ext; intros. symmetry. apply nrm_sq. Qed.

Lemma column_le_frob m N D j : (j < N)%nat -> nrm m (fun i => D i j) <= frob m N D.
Proof.
  intros Hj. rewrite frob_columns. rewrite <- (Rabs_pos_eq (nrm m (fun i => D i j))) by apply nrm_nonneg.
  apply (coord_le_nrm N (fun j => nrm m (fun i => D i j)) j Hj).
Qed.

Lemma nrm_mono n x y : (forall i, (i < n)%nat -> 0 <= x i <= y i) -> nrm n x <= nrm n y.
Proof.
  intros H. unfold nrm. apply sqrt_le_1_alt. apply sum_le. intros i Hi. destruct (H i Hi).
  apply Rmult_le_compat; auto.
Qed.

Lemma frob_triangle m N A C B :
  frob m N (fun i j => A i j - B i j) <= frob m N (fun i j => A i j - C i j) + frob m N (fun i j => C i j - B i j).
Proof.
  rewrite !frob_rows. eapply Rle_trans; [|apply minkowski]. apply nrm_mono. intros i Hi.
  split; [apply nrm_nonneg|apply triangle].
Qed.

Lemma frob_const m N D g : 0 <= g -> (forall i j, (i < m)%nat -> (j < N)%nat -> Rabs (D i j) <= g) ->
  frob m N D <= INR m * INR N * g.
Proof.
  intros Hg H. rewrite frob_rows. eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1.
  rewrite (Rmult_assoc), <- sum_const. apply sum_le. intros i Hi.
  rewrite Rabs_pos_eq by apply nrm_nonneg. eapply Rle_trans; [apply nrm_le_norm1|]. unfold norm1.
  rewrite <- sum_const. apply sum_le. auto.
Qed.
