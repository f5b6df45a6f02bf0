(** * Matrices with the robust null space property (firenet.md, section 3)

    Isometries ([isometry_rNSPL]), unit columns of small coherence ([coherence_rNSPL], Lemma 4 of the notes), and any
    matrix with a functional Q for every maximal support ([functionals_rNSPL], Lemma 5), which is what the certified
    constants of the programs rest on.  Real vectors. *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems NullSpace InexactMatrix PrimalDual.
Open Scope R_scope.

(** ** Restrictions *)
Lemma nrm_on_mono n D E x : (forall i, (i < n)%nat -> D i = true -> E i = true) -> nrm n (on D x) <= nrm n (on E x).
Proof.
  intros H. unfold nrm. apply sqrt_le_1_alt. unfold dot. apply sum_le. intros i Hi. specialize (H i Hi). unfold on.
  pose proof (Rle_0_sqr (x i)) as Q. unfold Rsqr in Q.
  destruct (D i); [rewrite H by reflexivity; lra|destruct (E i); lra].
Qed.

Lemma nrm_on_le n D x : nrm n (on D x) <= nrm n x.
Proof. apply (nrm_on_mono n D (fun _ => true) x). auto. Qed.

Lemma wnorm_off_mono L D E x : wf L -> (forall i, (i < columns L)%nat -> D i = true -> E i = true) ->
  wnorm L (off E x) <= wnorm L (off D x).
Proof.
  intros Hwf H. apply sum_le. intros i Hi. specialize (H i Hi). pose proof (wt_pos L i Hwf Hi). unfold off.
  pose proof (Rabs_pos (x i)). assert (0 <= wt L i * Rabs (x i)) by (apply Rmult_le_pos; lra).
  destruct (D i); [rewrite H by reflexivity; lra|destruct (E i); rewrite ?Rabs_R0; lra].
Qed.

Definition total_sparsity L := sum (level_count L) (fun k => INR (sparsity L k)).

Lemma card_sparse L D : wf L -> sparse L D -> card (columns L) D <= total_sparsity L.
Proof.
  intros [_ [Hl _]] HD. unfold card.
  rewrite (sum_ext _ _ (fun i => sum (level_count L) (fun k => if in_level L k D i then 1 else 0))).
  - rewrite sum_swap. apply sum_le. intros k Hk. apply (HD k Hk).
  - intros i Hi. rewrite (sum_single _ _ (level_of L i)); auto.
    + unfold in_level. rewrite Nat.eqb_refl, andb_true_r. reflexivity.
    + intros k _ Hn. unfold in_level. destruct (Nat.eqb_spec (level_of L i) k); [congruence|].
      rewrite andb_false_r. reflexivity.
Qed.

Lemma total_sparsity_ge_1 L : wf L -> 1 <= total_sparsity L.
Proof.
  intros [H0 [_ H]]. destruct (H 0%nat H0) as [_ [Hs _]]. apply le_INR in Hs. simpl in Hs.
  eapply Rle_trans; [exact Hs|]. apply (sum_term _ (fun k => INR (sparsity L k)) 0); auto. intros; apply pos_INR.
Qed.

(** ** Isometries: A^T A = I *)
(** the entries of Q^T A *)
Definition product_entry m (Q A : nat -> nat -> R) i j := sum m (fun l => Q l i * A l j).

Lemma dot_images m N A x z : dot m (mv N A x) (mv N A z) = sum N (fun j => sum N (fun k => x j * z k * product_entry m A A j k)).
Proof.
  rewrite <- dot_adjoint. unfold dot. apply sum_ext. intros j _. unfold mv, transpose, product_entry.
  rewrite (sum_ext m _ (fun i => sum N (fun k => z k * (A i j * A i k)))).
  2:{ intros i _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
  rewrite sum_swap, <- sum_scal. apply sum_ext. intros k _. rewrite sum_scal. ring.
Qed.

Lemma isometry_nrm m N A x :
  (forall j k, (j < N)%nat -> (k < N)%nat -> product_entry m A A j k = if (j =? k)%nat then 1 else 0) ->
  nrm m (mv N A x) = nrm N x.
Proof.
  intros H. unfold nrm. f_equal. rewrite dot_images. apply sum_ext. intros j Hj.
  rewrite (sum_single N _ j Hj).
  - rewrite H, Nat.eqb_refl by auto. ring.
  - intros k Hk Hn. rewrite H by auto. destruct (Nat.eqb_spec j k); [congruence|ring].
Qed.

Theorem isometry_rNSPL m A L rho : wf L -> 0 < rho < 1 ->
  (forall j k, (j < columns L)%nat -> (k < columns L)%nat -> product_entry m A A j k = if (j =? k)%nat then 1 else 0) ->
  rNSPL m A L rho 1.
Proof.
  intros Hwf Hrho HG. split; [auto|split; [lra|]]. intros D x HD. rewrite (isometry_nrm m (columns L) A x HG).
  pose proof (nrm_on_le (columns L) D x). pose proof (wnorm_nonneg L (off D x) Hwf).
  assert (0 <= rho * wnorm L (off D x) / sqrt (xi L)); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|left; apply Rinv_0_lt_compat, sqrt_lt_R0, xi_pos, Hwf].
Qed.

(** ** Coherence *)
Definition coherent m N A mu := 0 <= mu /\ forall j k, (j < N)%nat -> (k < N)%nat ->
  if (j =? k)%nat then product_entry m A A j k = 1 else Rabs (product_entry m A A j k) <= mu.

Lemma norm1_product N (x z : nat -> R) : norm1 N x * norm1 N z = sum N (fun j => sum N (fun k => Rabs (x j) * Rabs (z k))).
Proof.
  unfold norm1. rewrite Rmult_comm, <- sum_scal. apply sum_ext. intros j _. rewrite sum_scal. ring.
Qed.

Lemma product_lower a b g mu : Rabs g <= mu -> - (mu * (Rabs a * Rabs b)) <= a * b * g.
Proof.
  intros H. pose proof (Rle_abs (- (a * b * g))) as E. rewrite Rabs_Ropp, !Rabs_mult in E.
  assert (Rabs a * Rabs b * Rabs g <= Rabs a * Rabs b * mu); [|lra].
  apply Rmult_le_compat_l; [apply Rmult_le_pos; apply Rabs_pos|auto].
Qed.

(** images of long vectors with a small l1 norm are long *)
Lemma coherent_lower m N A mu v : coherent m N A mu ->
  (1 + mu) * dot N v v - mu * (norm1 N v * norm1 N v) <= dot m (mv N A v) (mv N A v).
Proof.
  intros [Hmu H]. rewrite dot_images, norm1_product. unfold dot. rewrite <- !sum_scal, <- sum_minus. apply sum_le.
  intros j Hj. rewrite <- sum_scal.
  assert (E : (1 + mu) * (v j * v j) = sum N (fun k => if (j =? k)%nat then (1 + mu) * (v j * v k) else 0)).
  { rewrite (sum_single N _ j Hj), Nat.eqb_refl; [reflexivity|]. intros k Hk Hn.
    destruct (Nat.eqb_spec j k); [congruence|reflexivity]. }
  rewrite E, <- sum_minus. apply sum_le. intros k Hk. specialize (H j k Hj Hk).
  destruct (Nat.eqb_spec j k) as [Ejk|].
  - subst k. rewrite H, <- Rabs_mult. rewrite (Rabs_pos_eq (v j * v j)) by exact (Rle_0_sqr (v j)). lra.
  - pose proof (product_lower (v j) (v k) _ mu H). lra.
Qed.

Lemma coherent_cross m N A mu D x : coherent m N A mu ->
  - (mu * (norm1 N (on D x) * norm1 N (off D x))) <= dot m (mv N A (on D x)) (mv N A (off D x)).
Proof.
  intros [Hmu H]. rewrite dot_images, norm1_product, Ropp_mult_distr_l, <- sum_scal. apply sum_le. intros j Hj.
  rewrite <- sum_scal. apply sum_le. intros k Hk. specialize (H j k Hj Hk). destruct (Nat.eqb_spec j k) as [Ejk|].
  - subst k. unfold on, off. destruct (D j); rewrite Rabs_R0; lra.
  - pose proof (product_lower (on D x j) (off D x k) _ mu H). lra.
Qed.

Lemma norm1_on_sq n D x : norm1 n (on D x) * norm1 n (on D x) <= card n D * (nrm n (on D x) * nrm n (on D x)).
Proof.
  set (e := fun i => if D i then 1 else 0). set (a := fun i => Rabs (on D x i)).
  assert (E : norm1 n (on D x) = dot n e a).
  { apply sum_ext. intros i _. unfold e, a, on. destruct (D i); [ring|rewrite Rabs_R0; ring]. }
  assert (Ee : card n D = nrm n e * nrm n e).
  { rewrite nrm_sq. apply sum_ext. intros i _. unfold e. destruct (D i); ring. }
  assert (Ea : nrm n (on D x) = nrm n a).
  { unfold nrm. f_equal. apply sum_ext. intros i _. unfold a. rewrite <- Rabs_mult. symmetry.
    apply Rabs_pos_eq. exact (Rle_0_sqr (on D x i)). }
  rewrite E, Ee, Ea. pose proof (cauchy_schwarz n e a) as CS. apply Rabs_le_iff in CS.
  assert (0 <= dot n e a).
  { apply sum_nonneg. intros i _. unfold e, a. pose proof (Rabs_pos (on D x i)). destruct (D i); lra. }
  replace (nrm n e * nrm n e * (nrm n a * nrm n a)) with ((nrm n e * nrm n a) * (nrm n e * nrm n a)) by ring.
  apply Rmult_le_compat; lra.
Qed.

Theorem coherence_rNSPL m A L mu rho wmin : wf L -> weights_ge L wmin -> coherent m (columns L) A mu ->
  let s := total_sparsity L in
  (s - 1) * mu < 1 -> 0 < rho < 1 -> sqrt (xi L * s) * mu / (wmin * (1 - (s - 1) * mu)) <= rho ->
  rNSPL m A L rho (1 / sqrt (1 - (s - 1) * mu)).
Proof.
  intros Hwf Hm HA s Hs Hrho Hle. set (g := 1 - (s - 1) * mu) in *. assert (Hg : 0 < g) by (unfold g; lra).
  assert (Hr : 0 < sqrt g) by (apply sqrt_lt_R0; auto).
  split; [auto|split; [apply Rdiv_lt_0_compat; lra|]]. intros D x HD.
  pose proof (coherent_lower m (columns L) A mu (on D x) HA) as H1. pose proof (coherent_cross m (columns L) A mu D x HA) as H2.
  pose proof (norm1_on_sq (columns L) D x) as H3. pose proof (card_sparse L D Hwf HD) as Hcard. fold s in Hcard.
  assert (Hs1 : 1 <= s) by (apply total_sparsity_ge_1; auto). destruct HA as [Hmu _].
  (* |A x_D|^2 = <A x_D, A x> - <A x_D, A x_off> *)
  assert (E : dot m (mv (columns L) A (on D x)) (mv (columns L) A x)
    = dot m (mv (columns L) A (on D x)) (mv (columns L) A (on D x))
      + dot m (mv (columns L) A (on D x)) (mv (columns L) A (off D x))).
  { unfold dot. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite <- Rmult_plus_distr_l. f_equal.
    unfold mv. rewrite <- sum_plus. apply sum_ext. intros j _. unfold on, off. destruct (D j); ring. }
  pose proof (cauchy_schwarz m (mv (columns L) A (on D x)) (mv (columns L) A x)) as CS. apply Rabs_le_iff in CS.
  assert (HB : norm1 (columns L) (off D x) <= wnorm L (off D x) / wmin).
  { destruct Hm as [Hm0 Hw]. apply Rmult_le_reg_l with wmin; [auto|].
    apply Rle_trans with (wnorm L (off D x)); [|right; field; lra]. unfold norm1, wnorm. rewrite <- sum_scal.
    apply sum_le. intros i Hi. apply Rmult_le_compat_r; [apply Rabs_pos|]. apply Hw. destruct Hwf as [_ [Hl _]]. auto. }
  assert (HB0 : 0 <= norm1 (columns L) (off D x)) by (apply sum_nonneg; intros; apply Rabs_pos).
  assert (HO0 : 0 <= norm1 (columns L) (on D x)) by (apply sum_nonneg; intros; apply Rabs_pos).
  rewrite E in CS. rewrite <- !nrm_sq in *.
  pose proof (nrm_nonneg m (mv (columns L) A (on D x))) as Ht0. pose proof (nrm_nonneg m (mv (columns L) A x)) as Ha0.
  pose proof (nrm_nonneg (columns L) (on D x)) as Hn0. pose proof (xi_pos L Hwf) as Hxi.
  set (t := nrm m (mv (columns L) A (on D x))) in *. set (a := nrm m (mv (columns L) A x)) in *.
  set (n := nrm (columns L) (on D x)) in *. set (cr := dot m (mv (columns L) A (on D x)) (mv (columns L) A (off D x))) in *.
  set (O := norm1 (columns L) (on D x)) in *. set (B := norm1 (columns L) (off D x)) in *. set (T := wnorm L (off D x)) in *.
  destruct Hm as [Hm0 _]. clearbody t a n cr O B T.
  assert (HO : O * O <= s * (n * n)).
  { eapply Rle_trans; [exact H3|]. apply Rmult_le_compat_r; [nra|auto]. }
  assert (Hss : sqrt s * sqrt s = s) by (apply sqrt_sqrt; lra). pose proof (sqrt_pos s) as Hss0.
  assert (HOn : O <= sqrt s * n).
  { apply Rsqr_incr_0; unfold Rsqr; auto; [|apply Rmult_le_pos; auto].
    replace (sqrt s * n * (sqrt s * n)) with ((sqrt s * sqrt s) * (n * n)) by ring. rewrite Hss. auto. }
  assert (Hgn : g * (n * n) <= t * t).
  { eapply Rle_trans; [|exact H1]. unfold g. assert (mu * (O * O) <= mu * (s * (n * n))) by (apply Rmult_le_compat_l; auto).
    lra. }
  set (b := mu * sqrt s * B). assert (Hb0 : 0 <= b) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; auto).
  assert (Htb : t * t <= t * a + n * b).
  { assert (mu * (O * B) <= mu * (sqrt s * n * B)) by (apply Rmult_le_compat_l; [auto|apply Rmult_le_compat_r; auto]).
    unfold b. lra. }
  assert (Hrr : sqrt g * sqrt g = g) by (apply sqrt_sqrt; lra). set (r := sqrt g) in *. clearbody r.
  assert (Hrn : r * n <= t).
  { apply Rsqr_incr_0; unfold Rsqr; auto; [|apply Rmult_le_pos; lra].
    replace (r * n * (r * n)) with ((r * r) * (n * n)) by ring. rewrite Hrr. auto. }
  (* r t <= r a + b *)
  assert (Hrt : r * t <= r * a + b).
  { destruct (Rle_dec t a) as [Hta|Hta].
    - assert (r * t <= r * a) by (apply Rmult_le_compat_l; lra). lra.
    - destruct (Rle_lt_or_eq_dec 0 t Ht0) as [Htp|Htz]; [|exfalso; lra].
      assert (t * (r * (t - a)) <= t * b); [|assert (r * (t - a) <= b) by (apply Rmult_le_reg_l with t; auto); lra].
      assert (r * (t * (t - a)) <= r * (n * b)) by (apply Rmult_le_compat_l; lra).
      assert (r * n * b <= t * b) by (apply Rmult_le_compat_r; auto). lra. }
  assert (Hfin : g * n <= r * a + b).
  { rewrite <- Hrr. assert (r * (r * n) <= r * t) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hlast : b <= g * (rho * T / sqrt (xi L))).
  { assert (HX : 0 < sqrt (xi L)) by (apply sqrt_lt_R0; auto).
    assert (HT : wmin * B <= T).
    { apply Rmult_le_reg_r with (/ wmin); [apply Rinv_0_lt_compat; auto|]. replace (wmin * B * / wmin) with B by (field; lra).
      auto. }
    rewrite sqrt_mult in Hle by lra. set (X := sqrt (xi L)) in *. clearbody X.
    apply (Rmult_le_compat_r (wmin * g)) in Hle; [|apply Rlt_le, Rmult_lt_0_compat; auto].
    replace (X * sqrt s * mu / (wmin * g) * (wmin * g)) with (X * sqrt s * mu) in Hle by (field; lra).
    apply Rmult_le_reg_r with X; [auto|]. replace (g * (rho * T / X) * X) with (g * rho * T) by (field; lra).
    apply Rle_trans with (rho * (wmin * g) * B).
    - unfold b. replace (mu * sqrt s * B * X) with (X * sqrt s * mu * B) by ring. apply Rmult_le_compat_r; auto.
    - replace (rho * (wmin * g) * B) with (g * rho * (wmin * B)) by ring. apply Rmult_le_compat_l; [nra|auto]. }
  apply Rmult_le_reg_l with g; [auto|]. rewrite Rmult_plus_distr_l.
  replace (g * (1 / r * a)) with (r * a) by (rewrite <- Hrr; field; lra). lra.
Qed.

(** ** Functionals *)
(** Q (columns indexed by the support D) has Q^T A_D = I, |Q^T a_j| <= rho w_j/sqrt xi off D and |Q| <= gamma *)
Definition functional m A L rho gamma (D : nat -> bool) (Q : nat -> nat -> R) :=
  (forall i k, (i < columns L)%nat -> (k < columns L)%nat -> D i = true -> D k = true ->
     product_entry m Q A i k = if (i =? k)%nat then 1 else 0)
  /\ (forall j, (j < columns L)%nat -> D j = false ->
        nrm (columns L) (on D (fun i => product_entry m Q A i j)) <= rho * wt L j / sqrt (xi L))
  /\ forall z, nrm m (mv (columns L) Q (on D z)) <= gamma * nrm (columns L) (on D z).

Lemma nrm_sum_le n p (f : nat -> nat -> R) : nrm n (fun i => sum p (fun j => f j i)) <= sum p (fun j => nrm n (f j)).
Proof.
  induction p as [|p IH]; simpl.
  - rewrite nrm_zero by auto. lra.
  - eapply Rle_trans; [apply (minkowski n (fun i => sum p (fun j => f j i)) (f p))|]. lra.
Qed.

Lemma adjoint_bound m N (Q : nat -> nat -> R) gamma D r : 0 <= gamma ->
  (forall z, nrm m (mv N Q (on D z)) <= gamma * nrm N (on D z)) ->
  nrm N (on D (mv m (transpose Q) r)) <= gamma * nrm m r.
Proof.
  intros Hg H. set (z := mv m (transpose Q) r). specialize (H z). pose proof (nrm_nonneg N (on D z)) as Hn.
  assert (E : nrm N (on D z) * nrm N (on D z) = dot m (mv N Q (on D z)) r).
  { rewrite nrm_sq, <- dot_adjoint. fold z. apply sum_ext. intros i _. unfold on. destruct (D i); ring. }
  pose proof (cauchy_schwarz m (mv N Q (on D z)) r) as CS. apply Rabs_le_iff in CS. pose proof (nrm_nonneg m r) as Hr.
  destruct (Rle_lt_or_eq_dec 0 _ Hn) as [Hp|Hz]; [|rewrite <- Hz; apply Rmult_le_pos; auto].
  apply Rmult_le_reg_l with (nrm N (on D z)); [auto|].
  assert (nrm m (mv N Q (on D z)) * nrm m r <= gamma * nrm N (on D z) * nrm m r) by (apply Rmult_le_compat_r; auto). lra.
Qed.

Lemma functional_bound m A L rho gamma D Q x : 0 <= gamma -> functional m A L rho gamma D Q ->
  nrm (columns L) (on D x) <= rho * wnorm L (off D x) / sqrt (xi L) + gamma * nrm m (mv (columns L) A x).
Proof.
  intros Hg [HI [HO HQ]]. set (QA := fun i j => sum m (fun l => Q l i * A l j)) in *.
  pose proof (adjoint_bound m (columns L) Q gamma D (mv (columns L) A x) Hg HQ) as HB.
  set (f := fun j i => - off D x j * on D (fun i => product_entry m Q A i j) i).
  assert (E : forall i, (i < columns L)%nat -> on D x i
    = on D (mv m (transpose Q) (mv (columns L) A x)) i + sum (columns L) (fun j => f j i)).
  { intros i Hi. unfold f. unfold on. destruct (D i) eqn:Di.
    2:{ rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring). rewrite sum_0. ring. }
    assert (EQ : mv m (transpose Q) (mv (columns L) A x) i = sum (columns L) (fun j => product_entry m Q A i j * x j)).
    { unfold mv, transpose, product_entry. rewrite (sum_ext m _ (fun l => sum (columns L) (fun j => x j * (Q l i * A l j)))).
      - rewrite sum_swap. apply sum_ext. intros j _. rewrite sum_scal. ring.
      - intros l _. rewrite <- sum_scal. apply sum_ext; intros; ring. }
    rewrite EQ, <- sum_plus, (sum_single _ _ i Hi).
    - unfold off. rewrite HI, Nat.eqb_refl, Di by auto. ring.
    - intros j Hj Hn. unfold off. destruct (D j) eqn:Dj; [|ring]. rewrite HI by auto.
      destruct (Nat.eqb_spec i j); [congruence|ring]. }
  rewrite (nrm_ext _ _ _ E). eapply Rle_trans; [apply minkowski|].
  assert (HF : nrm (columns L) (fun i => sum (columns L) (fun j => f j i)) <= rho * wnorm L (off D x) / sqrt (xi L)).
  { eapply Rle_trans; [apply nrm_sum_le|]. unfold wnorm.
    replace (rho * sum (columns L) (fun i => wt L i * Rabs (off D x i)) / sqrt (xi L))
      with (rho / sqrt (xi L) * sum (columns L) (fun i => wt L i * Rabs (off D x i))) by (unfold Rdiv; ring).
    rewrite <- sum_scal. apply sum_le. intros j Hj. unfold f. rewrite nrm_scal, Rabs_Ropp. unfold off.
    destruct (D j) eqn:Dj; [rewrite Rabs_R0; lra|]. pose proof (HO j Hj Dj) as H. pose proof (Rabs_pos (x j)).
    apply Rle_trans with (Rabs (x j) * (rho * wt L j / sqrt (xi L))); [|right; unfold Rdiv; ring].
    apply Rmult_le_compat_l; auto. }
  lra.
Qed.

(** It is enough that every sparse support lies in one that has a functional. *)
Theorem functionals_rNSPL m A L rho gamma : wf L -> 0 < rho < 1 -> 0 < gamma ->
  (forall D, sparse L D -> exists E Q, (forall i, (i < columns L)%nat -> D i = true -> E i = true)
     /\ functional m A L rho gamma E Q) ->
  rNSPL m A L rho gamma.
Proof.
  intros Hwf Hrho Hg H. split; [auto|split; [auto|]]. intros D x HD. destruct (H D HD) as [E [Q [HDE HQ]]].
  pose proof (functional_bound m A L rho gamma E Q x ltac:(lra) HQ) as HB.
  pose proof (nrm_on_mono (columns L) D E x HDE). pose proof (wnorm_off_mono L D E x Hwf HDE) as Hw.
  assert (rho * wnorm L (off E x) / sqrt (xi L) <= rho * wnorm L (off D x) / sqrt (xi L)); [|lra].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, sqrt_lt_R0, xi_pos, Hwf|]. apply Rmult_le_compat_l; lra.
Qed.
