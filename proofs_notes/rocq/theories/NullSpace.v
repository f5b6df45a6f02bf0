(** * The robust null space property in levels gives approximate sharpness (firenet.md, Theorem 1)

    Real vectors; for complex ones ([ComplexFirenet.v]) most lemmas are about moduli.  A support is a predicate D : nat -> bool on the columns,
    [on D x] and [off D x] are x restricted to it and to its complement.  The quantity sigma_{s,M}(x)_{1,w} of the notes
    is the least [wnorm L (off D x)] over the sparse supports D: every statement here holds for each such D. *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

(** N columns on r levels; the local sparsity and the weight of each level *)
Record levels := Levels { columns : nat; level_count : nat; level_of : nat -> nat; sparsity : nat -> nat; weight : nat -> R }.

Definition wt L i := weight L (level_of L i).
Definition wnorm L x := sum (columns L) (fun i => wt L i * Rabs (x i)).
Definition card n (D : nat -> bool) := sum n (fun i => if D i then 1 else 0).
Definition in_level L k (D : nat -> bool) i := D i && (level_of L i =? k)%nat.

(** an (s, M)-support: at most s_k columns on level k *)
Definition sparse L D := forall k, (k < level_count L)%nat -> card (columns L) (in_level L k D) <= INR (sparsity L k).

Definition wf L := (0 < level_count L)%nat
  /\ (forall i, (i < columns L)%nat -> (level_of L i < level_count L)%nat)
  /\ forall k, (k < level_count L)%nat -> 0 < weight L k /\ (1 <= sparsity L k)%nat
       /\ INR (sparsity L k) <= card (columns L) (in_level L k (fun _ => true)).

Definition on (D : nat -> bool) (x : nat -> R) i := if D i then x i else 0.
Definition off (D : nat -> bool) (x : nat -> R) i := if D i then 0 else x i.

Definition xi L := sum (level_count L) (fun k => weight L k * weight L k * INR (sparsity L k)).
(** zeta is at most w_k^2 s_k on every level (the minimum is the best choice) *)
Definition zeta_ok L zeta := 0 < zeta
  /\ forall k, (k < level_count L)%nat -> zeta <= weight L k * weight L k * INR (sparsity L k).

Definition rNSPL m A L rho gamma := 0 < rho < 1 /\ 0 < gamma /\ forall D x, sparse L D ->
  nrm (columns L) (on D x) <= rho * wnorm L (off D x) / sqrt (xi L) + gamma * nrm m (mv (columns L) A x).

Definition vsub (z x : nat -> R) i := z i - x i.
(** the objective F of the square-root LASSO *)
Definition objective m A L lam y z := lam * wnorm L z + nrm m (rsd (columns L) A y z).

(** ** Weighted norms and supports *)
Lemma wt_pos L i : wf L -> (i < columns L)%nat -> 0 < wt L i.
Proof. intros [_ [Hl Hk]] Hi. apply Hk, Hl, Hi. Qed.

Lemma wnorm_nonneg L x : wf L -> 0 <= wnorm L x.
Proof.
  intros H. apply sum_nonneg. intros i Hi. pose proof (wt_pos L i H Hi). pose proof (Rabs_pos (x i)). nra.
Qed.

Lemma wnorm_split L D x : wnorm L x = wnorm L (on D x) + wnorm L (off D x).
Proof.
  unfold wnorm. rewrite <- sum_plus. apply sum_ext. intros i _. unfold on, off.
  destruct (D i); rewrite Rabs_R0; ring.
Qed.

Lemma xi_ge L k : wf L -> (k < level_count L)%nat -> weight L k * weight L k <= xi L.
Proof.
  intros [_ [_ H]] Hk.
  eapply Rle_trans; [|apply (sum_term _ (fun k => weight L k * weight L k * INR (sparsity L k)) k); auto].
  - destruct (H k Hk) as [Hw [Hs _]]. apply le_INR in Hs. simpl in Hs. nra.
  - intros j Hj. destruct (H j Hj) as [Hw [Hs _]]. pose proof (pos_INR (sparsity L j)). nra.
Qed.

Lemma xi_pos L : wf L -> 0 < xi L.
Proof.
  intros H. pose proof (proj1 H) as H0. pose proof (xi_ge L 0 H H0) as Hx.
  destruct H as [_ [_ H]]. destruct (H 0%nat H0) as [Hw _]. nra.
Qed.

(** the squares of the weights on a sparse support add up to at most xi *)
Lemma weights_on_support L D : wf L -> sparse L D ->
  sum (columns L) (fun i => if D i then wt L i * wt L i else 0) <= xi L.
Proof.
  intros Hwf HD. pose proof Hwf as [_ [Hl Hk]].
  rewrite (sum_ext _ _ (fun i => sum (level_count L) (fun k =>
    (weight L k * weight L k) * (if in_level L k D i then 1 else 0)))).
  - rewrite sum_swap. apply sum_le. intros k Hkr. rewrite sum_scal. destruct (Hk k Hkr) as [Hw _].
    pose proof (HD k Hkr) as Hc. unfold card in Hc. nra.
  - intros i Hi. rewrite (sum_single _ _ (level_of L i)); auto.
    + unfold in_level. rewrite Nat.eqb_refl, andb_true_r. unfold wt. destruct (D i); ring.
    + intros k _ Hn. unfold in_level. destruct (Nat.eqb_spec (level_of L i) k); [congruence|].
      rewrite andb_false_r. ring.
Qed.

Lemma wnorm_on_le L D x : wf L -> sparse L D -> wnorm L (on D x) <= sqrt (xi L) * nrm (columns L) (on D x).
Proof.
  intros H HD. set (a := fun i => if D i then wt L i else 0).
  assert (E : wnorm L (on D x) = dot (columns L) a (fun i => Rabs (on D x i))).
  { apply sum_ext. intros i _. unfold a, on. destruct (D i); [ring|rewrite Rabs_R0; ring]. }
  rewrite E. eapply Rle_trans; [apply Rle_abs|]. eapply Rle_trans; [apply cauchy_schwarz|].
  apply Rmult_le_compat; try apply nrm_nonneg.
  - unfold nrm. apply sqrt_le_1_alt. eapply Rle_trans; [|apply (weights_on_support L D H HD)].
    apply Req_le, sum_ext. intros i _. unfold a. destruct (D i); ring.
  - apply Req_le. unfold nrm. f_equal. apply sum_ext. intros i _. rewrite <- Rabs_mult.
    apply Rabs_pos_eq. exact (Rle_0_sqr (on D x i)).
Qed.

Lemma nrm_split n D x : nrm n x <= nrm n (on D x) + nrm n (off D x).
Proof.
  eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext. intros i _. unfold on, off. destruct (D i); ring.
Qed.

(** The inequality of the property for one support and the moduli v of a vector; a stands for |A v|. *)
Definition null_space_bound L rho gamma D (v : nat -> R) a :=
  nrm (columns L) (on D v) <= rho * wnorm L (off D v) / sqrt (xi L) + gamma * a.

(** ** Lemma 1: the weighted l1 error *)
(** for moduli: v, z, x with |z| >= |v| - |x| and |z| >= |x| - |v| *)
Lemma l1_error_moduli L rho gamma D v z x a : wf L -> 0 < rho < 1 -> sparse L D -> null_space_bound L rho gamma D v a ->
  (forall i, (i < columns L)%nat -> Rabs (v i) - Rabs (x i) <= Rabs (z i) /\ Rabs (x i) - Rabs (v i) <= Rabs (z i)) ->
  wnorm L v <= (1 + rho) / (1 - rho) * (2 * wnorm L (off D x) + wnorm L z - wnorm L x)
    + 2 * gamma / (1 - rho) * sqrt (xi L) * a.
Proof.
  intros Hwf Hrho HD H1 Hvzx. unfold null_space_bound in H1. pose proof (wnorm_on_le L D v Hwf HD) as H2.
  assert (Hx : 0 < sqrt (xi L)) by (apply sqrt_lt_R0, xi_pos, Hwf).
  assert (H3 : wnorm L (off D v) - wnorm L (off D x) + wnorm L (on D x) - wnorm L (on D v) <= wnorm L z).
  { unfold wnorm. rewrite <- sum_minus, <- sum_plus, <- sum_minus. apply sum_le. intros i Hi.
    pose proof (wt_pos L i Hwf Hi). destruct (Hvzx i Hi). unfold on, off. destruct (D i); rewrite !Rabs_R0; nra. }
  pose proof (wnorm_split L D x) as Ex. pose proof (wnorm_split L D v) as Ev.
  set (S := nrm (columns L) (on D v)) in *. set (q := sqrt (xi L)) in *.
  set (T := wnorm L (off D v)) in *. set (B := wnorm L (on D v)) in *.
  assert (H4 : B <= rho * T + gamma * q * a).
  { eapply Rle_trans; [exact H2|]. replace (rho * T + gamma * q * a) with (q * (rho * T / q + gamma * a)) by (field; lra).
    apply Rmult_le_compat_l; lra. }
  assert (H5 : (1 - rho) * T <= 2 * wnorm L (off D x) + wnorm L z - wnorm L x + gamma * q * a) by lra.
  apply Rmult_le_reg_l with (1 - rho); [lra|].
  apply Rle_trans with ((1 + rho) * (2 * wnorm L (off D x) + wnorm L z - wnorm L x) + 2 * gamma * q * a);
    [|right; field; lra].
  rewrite Ev. nra.
Qed.

Lemma moduli_vsub z x i :
  Rabs (vsub z x i) - Rabs (x i) <= Rabs (z i) /\ Rabs (x i) - Rabs (vsub z x i) <= Rabs (z i).
Proof.
  unfold vsub. pose proof (Rabs_triang_inv (x i) (x i - z i)) as H. rewrite (Rabs_minus_sym (x i) (z i)) in H.
  replace (x i - (x i - z i)) with (z i) in H by ring.
  pose proof (Rabs_triang (z i) (- x i)) as T. rewrite Rabs_Ropp in T. fold (z i - x i) in T. lra.
Qed.

Theorem l1_error m A L rho gamma D z x : wf L -> rNSPL m A L rho gamma -> sparse L D ->
  wnorm L (vsub z x) <= (1 + rho) / (1 - rho) * (2 * wnorm L (off D x) + wnorm L z - wnorm L x)
    + 2 * gamma / (1 - rho) * sqrt (xi L) * nrm m (mv (columns L) A (vsub z x)).
Proof.
  intros Hwf [Hrho [Hg HN]] HD. apply l1_error_moduli; auto; [apply HN; auto|]. intros i _. apply moduli_vsub.
Qed.

(** ** The largest entries of every level *)
Lemma card_le n D E : (forall i, (i < n)%nat -> D i = true -> E i = true) -> card n D <= card n E.
Proof.
  intros H. apply sum_le. intros i Hi. specialize (H i Hi).
  destruct (D i); [rewrite H by reflexivity; lra|destruct (E i); lra].
Qed.

Lemma card_add n D k : (k < n)%nat -> D k = false -> card n (fun i => D i || (i =? k)%nat) = card n D + 1.
Proof.
  intros Hk HD. unfold card. transitivity (sum n (fun i => (if D i then 1 else 0) + (if (i =? k)%nat then 1 else 0))).
  - apply sum_ext. intros i _. destruct (Nat.eqb_spec i k) as [->|]; [rewrite HD|rewrite orb_false_r; destruct (D i)]; simpl; lra.
  - rewrite sum_plus. f_equal. rewrite (sum_single n _ k Hk); [rewrite Nat.eqb_refl; reflexivity|].
    intros i _ Hn. destruct (Nat.eqb_spec i k); [contradiction|reflexivity].
Qed.

(** the largest |v_i| over the i < n with P, if there are any *)
Lemma largest n (P : nat -> bool) (v : nat -> R) :
  (forall i, (i < n)%nat -> P i = false)
  \/ exists k, (k < n)%nat /\ P k = true /\ forall i, (i < n)%nat -> P i = true -> Rabs (v i) <= Rabs (v k).
Proof.
  induction n as [|n IH]; [left; intros; lia|]. destruct (P n) eqn:E.
  - right. destruct IH as [H|[k [Hk [Pk H]]]].
    + exists n. repeat split; auto; try lia. intros i Hi Pi. destruct (Nat.eq_dec i n) as [->|]; [lra|].
      rewrite H in Pi by lia. discriminate.
    + destruct (Rle_dec (Rabs (v k)) (Rabs (v n))).
      * exists n. repeat split; auto; try lia. intros i Hi Pi. destruct (Nat.eq_dec i n) as [->|]; [lra|].
        eapply Rle_trans; [apply H; auto; lia|auto].
      * exists k. repeat split; auto; try lia. intros i Hi Pi. destruct (Nat.eq_dec i n) as [->|]; [lra|].
        apply H; auto; lia.
  - destruct IH as [H|[k [Hk [Pk H]]]].
    + left. intros i Hi. destruct (Nat.eq_dec i n) as [->|]; auto. apply H; lia.
    + right. exists k. repeat split; auto; try lia. intros i Hi Pi. apply H; auto.
      destruct (Nat.eq_dec i n) as [->|]; [congruence|lia].
Qed.

Lemma largest_of n (P : nat -> bool) (v : nat -> R) s : INR s <= card n P -> exists D : nat -> bool,
  (forall i, D i = true -> P i = true) /\ card n D = INR s
  /\ forall i j, (i < n)%nat -> (j < n)%nat -> D i = true -> P j = true -> D j = false -> Rabs (v j) <= Rabs (v i).
Proof.
  induction s as [|s IH]; intros Hs.
  - exists (fun _ => false). repeat split; try discriminate. apply (sum_0 n).
  - rewrite S_INR in Hs. destruct IH as [D [HP [Hc HD]]]; [lra|].
    destruct (largest n (fun i => P i && negb (D i)) v) as [H|[k [Hk [Pk H]]]].
    { exfalso. assert (card n P <= card n D); [|lra]. apply card_le; intros i Hi Pi. specialize (H i Hi).
      rewrite Pi in H. destruct (D i); [reflexivity|discriminate]. }
    apply andb_true_iff in Pk. destruct Pk as [Pk Dk]. apply negb_true_iff in Dk.
    exists (fun i => D i || (i =? k)%nat). repeat split.
    + intros i Hi. apply orb_true_iff in Hi. destruct Hi as [Hi|Hi]; [auto|]. apply Nat.eqb_eq in Hi. subst; auto.
    + rewrite card_add, S_INR by auto. lra.
    + intros i j Hi Hj Di Pj Dj. apply orb_false_iff in Dj. destruct Dj as [Dj _].
      apply orb_true_iff in Di. destruct Di as [Di|Di]; [auto|]. apply Nat.eqb_eq in Di. subst i.
      apply H; auto. rewrite Pj, Dj. reflexivity.
Qed.

(** some sparse support holds, on level k, s_k entries that are at least as large as the others of the level *)
Lemma largest_of_levels L v : wf L -> exists D, sparse L D /\
  forall k, (k < level_count L)%nat -> card (columns L) (in_level L k D) = INR (sparsity L k)
    /\ forall i j, (i < columns L)%nat -> (j < columns L)%nat -> level_of L i = k -> level_of L j = k ->
         D i = true -> D j = false -> Rabs (v j) <= Rabs (v i).
Proof.
  intros [_ [Hl Hk]].
  assert (G : forall r, (r <= level_count L)%nat -> exists DD : nat -> nat -> bool, forall k, (k < r)%nat ->
    (forall i, DD k i = true -> in_level L k (fun _ => true) i = true) /\ card (columns L) (DD k) = INR (sparsity L k)
    /\ forall i j, (i < columns L)%nat -> (j < columns L)%nat -> DD k i = true -> in_level L k (fun _ => true) j = true ->
         DD k j = false -> Rabs (v j) <= Rabs (v i)).
  { induction r as [|r IH]; intros Hr; [exists (fun _ _ => false); intros; lia|].
    destruct IH as [DD HDD]; [lia|]. destruct (Hk r) as [_ [_ Hc]]; [lia|].
    destruct (largest_of (columns L) (in_level L r (fun _ => true)) v (sparsity L r) Hc) as [D HD].
    exists (fun k => if (k =? r)%nat then D else DD k). intros k Hkr.
    destruct (Nat.eqb_spec k r) as [->|]; [exact HD|apply HDD; lia]. }
  destruct (G (level_count L) (Nat.le_refl _)) as [DD H]. set (D := fun i => DD (level_of L i) i).
  assert (E : forall k, (k < level_count L)%nat -> card (columns L) (in_level L k D) = INR (sparsity L k)).
  { intros k Hkr. destruct (H k Hkr) as [H1 [H2 _]]. rewrite <- H2. apply sum_ext. intros i _.
    specialize (H1 i). unfold in_level, D in *. destruct (Nat.eqb_spec (level_of L i) k) as [->|].
    - rewrite andb_true_r. reflexivity.
    - rewrite andb_false_r. destruct (DD k i); [|reflexivity]. discriminate (H1 eq_refl). }
  exists D. split; [intros k Hkr; rewrite E by auto; lra|]. intros k Hkr. split; [auto|].
  intros i j Hi Hj Li Lj Di Dj. destruct (H k Hkr) as [_ [_ H3]]. unfold D in *. rewrite Li in Di. rewrite Lj in Dj.
  apply H3; auto. unfold in_level. rewrite Lj, Nat.eqb_refl. reflexivity.
Qed.

(** an entry off that support is small: zeta v_j^2 <= w_j^2 |v_D|^2 *)
Lemma off_entry L zeta v D j : wf L -> zeta_ok L zeta -> (j < columns L)%nat -> D j = false ->
  (forall k, (k < level_count L)%nat -> card (columns L) (in_level L k D) = INR (sparsity L k)
    /\ forall i j, (i < columns L)%nat -> (j < columns L)%nat -> level_of L i = k -> level_of L j = k ->
         D i = true -> D j = false -> Rabs (v j) <= Rabs (v i)) ->
  sqrt zeta * Rabs (v j) <= wt L j * nrm (columns L) (on D v).
Proof.
  intros Hwf [Hz Hzk] Hj Dj H. set (k := level_of L j). pose proof Hwf as [_ [Hl Hw]].
  assert (Hk : (k < level_count L)%nat) by (apply Hl, Hj). destruct (H k Hk) as [Hc Hv].
  assert (Hs : INR (sparsity L k) * (Rabs (v j) * Rabs (v j)) <= nrm (columns L) (on D v) * nrm (columns L) (on D v)).
  { rewrite nrm_sq, <- Hc, Rmult_comm. unfold card. rewrite <- sum_scal. apply sum_le. intros i Hi.
    unfold in_level, on. destruct (D i) eqn:Di; simpl; [|lra]. pose proof (Rle_0_sqr (v i)) as Q. unfold Rsqr in Q.
    destruct (Nat.eqb_spec (level_of L i) k) as [Ei|]; [|lra].
    assert (Hle : Rabs (v j) <= Rabs (v i)) by (apply Hv; auto).
    assert (E : v i * v i = Rabs (v i) * Rabs (v i)) by (rewrite <- Rabs_mult; symmetry; apply Rabs_pos_eq; auto).
    rewrite E. pose proof (Rabs_pos (v j)). nra. }
  destruct (Hw k Hk) as [Hwk _]. pose proof (Hzk k Hk) as Hzeta. change (wt L j) with (weight L k).
  set (S := nrm (columns L) (on D v)) in *. assert (0 <= S) by apply nrm_nonneg.
  pose proof (Rabs_pos (v j)). set (a := Rabs (v j)) in *.
  assert (Ez : sqrt zeta * sqrt zeta = zeta) by (apply sqrt_sqrt; lra).
  pose proof (sqrt_pos zeta).
  apply Rsqr_incr_0; unfold Rsqr; try (apply Rmult_le_pos; lra).
  replace (sqrt zeta * a * (sqrt zeta * a)) with (zeta * (a * a)) by (rewrite <- Ez at 1; ring).
  replace (weight L k * S * (weight L k * S)) with (weight L k * weight L k * (S * S)) by ring.
  apply Rle_trans with (weight L k * weight L k * INR (sparsity L k) * (a * a)).
  - apply Rmult_le_compat_r; nra.
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; nra.
Qed.

(** kappa^(1/4) for kappa = xi / zeta *)
Definition root4 kappa := sqrt (sqrt kappa).
Definition level_kappa L zeta := xi L / zeta.

(** ** Lemma 2: the l2 error *)
Lemma l2_error_moduli L rho gamma zeta v a0 : wf L -> zeta_ok L zeta -> 0 < rho < 1 ->
  (forall D, sparse L D -> null_space_bound L rho gamma D v a0) ->
  nrm (columns L) v <= (rho + (1 + rho) * root4 (level_kappa L zeta) / 2) * (wnorm L v / sqrt (xi L))
    + (1 + root4 (level_kappa L zeta) / 2) * gamma * a0.
Proof.
  intros Hwf Hz Hrho HN. destruct (largest_of_levels L v Hwf) as [D [HD Htop]].
  pose proof (HN D HD) as H1. unfold null_space_bound in H1. pose proof (xi_pos L Hwf) as Hxi. pose proof (proj1 Hz) as Hz0.
  assert (Hx : 0 < sqrt (xi L)) by (apply sqrt_lt_R0; auto).
  assert (HU : sqrt zeta * (nrm (columns L) (off D v) * nrm (columns L) (off D v))
               <= wnorm L (off D v) * nrm (columns L) (on D v)).
  { rewrite nrm_sq, Rmult_comm with (r1 := wnorm _ _). unfold wnorm, dot. rewrite <- !sum_scal. apply sum_le.
    intros j Hj. unfold off at 1 2 3. destruct (D j) eqn:Dj; [rewrite Rabs_R0; lra|].
    pose proof (off_entry L zeta v D j Hwf Hz Hj Dj Htop) as Ho. pose proof (Rabs_pos (v j)).
    assert (E : v j * v j = Rabs (v j) * Rabs (v j)).
    { rewrite <- Rabs_mult. symmetry. apply Rabs_pos_eq. exact (Rle_0_sqr (v j)). }
    rewrite E. nra. }
  pose proof (nrm_split (columns L) D v) as Hsplit. pose proof (wnorm_split L D v) as Ev.
  pose proof (wnorm_nonneg L (on D v) Hwf). pose proof (wnorm_nonneg L (off D v) Hwf).
  set (q := root4 (level_kappa L zeta)). assert (Hq : 0 <= q) by apply sqrt_pos.
  assert (Eq : q * q * sqrt zeta = sqrt (xi L)).
  { unfold q, root4. rewrite sqrt_sqrt by apply sqrt_pos. unfold level_kappa. rewrite <- sqrt_mult_alt.
    - f_equal. field. lra.
    - apply Rlt_le, Rdiv_lt_0_compat; lra. }
  assert (Hsz : 0 < sqrt zeta) by (apply sqrt_lt_R0; lra).
  set (X := sqrt (xi L)) in *. set (S := nrm (columns L) (on D v)) in *. set (U := nrm (columns L) (off D v)) in *.
  assert (HS : 0 <= S) by apply nrm_nonneg. assert (HU0 : 0 <= U) by apply nrm_nonneg.
  set (T := wnorm L (off D v)) in *. set (R := a0) in *.
  set (a := T / X). assert (Ha : 0 <= a) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]).
  assert (Ea : T = a * X) by (unfold a; field; lra).
  assert (HU2 : U * U <= q * q * (a * S)).
  { apply Rmult_le_reg_l with (sqrt zeta); [auto|]. eapply Rle_trans; [exact HU|]. rewrite Ea, <- Eq. right; ring. }
  assert (HU3 : U <= q / 2 * (a + S)).
  { apply Rsqr_incr_0; unfold Rsqr; auto; [|apply Rmult_le_pos; lra].
    replace (q / 2 * (a + S) * (q / 2 * (a + S))) with (q * q * (a * S) + q * q * ((a - S) * (a - S) / 4)) by field.
    pose proof (Rle_0_sqr q). pose proof (Rle_0_sqr (a - S)). unfold Rsqr in *.
    assert (0 <= q * q * ((a - S) * (a - S) / 4)) by (apply Rmult_le_pos; lra). lra. }
  assert (Hav : a <= wnorm L v / X).
  { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; auto|lra]. }
  assert (H1' : S <= rho * a + gamma * R) by (unfold a, Rdiv in *; lra).
  apply Rle_trans with ((rho + (1 + rho) * q / 2) * a + (1 + q / 2) * gamma * R).
  - apply Rle_trans with (S * (1 + q / 2) + q / 2 * a); [lra|].
    apply Rle_trans with ((rho * a + gamma * R) * (1 + q / 2) + q / 2 * a); [|right; field].
    apply Rplus_le_compat_r, Rmult_le_compat_r; lra.
  - apply Rplus_le_compat_r, Rmult_le_compat_l; [|exact Hav].
    assert (0 <= (1 + rho) * q) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem l2_error m A L rho gamma zeta v : wf L -> zeta_ok L zeta -> rNSPL m A L rho gamma ->
  nrm (columns L) v <= (rho + (1 + rho) * root4 (level_kappa L zeta) / 2) * (wnorm L v / sqrt (xi L))
    + (1 + root4 (level_kappa L zeta) / 2) * gamma * nrm m (mv (columns L) A v).
Proof.
  intros Hwf Hz [Hrho [Hg HN]]. apply l2_error_moduli; auto. intros D HD. apply HN; auto.
Qed.

(** ** Theorem 1: approximate sharpness *)
Definition c1 rho kappa := (rho + (1 + rho) * root4 kappa / 2) * ((1 + rho) / (1 - rho)).
Definition c2 rho gamma kappa := ((1 + rho) / (1 - rho) + (3 + rho) / (1 - rho) * root4 kappa / 2) * gamma.
Definition lambda L zeta rho gamma := c1 rho (level_kappa L zeta) / (c2 rho gamma (level_kappa L zeta) * sqrt (xi L)).

Lemma c1_pos rho kappa : 0 < rho < 1 -> 0 < c1 rho kappa.
Proof.
  intros H. assert (0 <= root4 kappa) by apply sqrt_pos. unfold c1.
  apply Rmult_lt_0_compat; [nra|apply Rdiv_lt_0_compat; lra].
Qed.

Lemma c2_pos rho gamma kappa : 0 < rho < 1 -> 0 < gamma -> 0 < c2 rho gamma kappa.
Proof.
  intros H Hg. assert (0 <= root4 kappa) by apply sqrt_pos. unfold c2. apply Rmult_lt_0_compat; [|auto].
  assert (0 < (1 + rho) / (1 - rho)) by (apply Rdiv_lt_0_compat; lra).
  assert (0 < (3 + rho) / (1 - rho)) by (apply Rdiv_lt_0_compat; lra). nra.
Qed.

Lemma lambda_pos L zeta rho gamma : wf L -> 0 < rho < 1 -> 0 < gamma -> 0 < lambda L zeta rho gamma.
Proof.
  intros Hwf H Hg. apply Rdiv_lt_0_compat; [apply c1_pos; auto|]. apply Rmult_lt_0_compat; [apply c2_pos; auto|].
  apply sqrt_lt_R0, xi_pos, Hwf.
Qed.

Lemma nrm_mv_vsub m N A y z x : nrm m (mv N A (vsub z x)) <= nrm m (rsd N A y z) + nrm m (rsd N A y x).
Proof.
  rewrite <- (nrm_opp m (rsd N A y x)). eapply Rle_trans; [|apply minkowski]. apply Req_le, nrm_ext.
  intros i _. unfold rsd, mv, vsub. rewrite (sum_ext N _ (fun j => A i j * z j - A i j * x j)) by (intros; ring).
  rewrite sum_minus. ring.
Qed.

(** for moduli: a stands for |A v|, rz and rx for |A z - y| and |A x - y| *)
Lemma sharpness_moduli L rho gamma zeta v z x D delta a rz rx :
  wf L -> zeta_ok L zeta -> 0 < rho < 1 -> 0 < gamma -> sparse L D ->
  (forall D, sparse L D -> null_space_bound L rho gamma D v a) ->
  (forall i, (i < columns L)%nat -> Rabs (v i) - Rabs (x i) <= Rabs (z i) /\ Rabs (x i) - Rabs (v i) <= Rabs (z i)) ->
  a <= rz + rx -> 2 * lambda L zeta rho gamma * wnorm L (off D x) + 2 * rx <= delta ->
  nrm (columns L) v <= c2 rho gamma (level_kappa L zeta)
    * (lambda L zeta rho gamma * wnorm L z + rz - (lambda L zeta rho gamma * wnorm L x + rx) + delta).
Proof.
  intros Hwf Hz Hrho Hg HD HN Hvzx Hr Hd. pose proof (l2_error_moduli L rho gamma zeta v a Hwf Hz Hrho HN) as H2.
  pose proof (l1_error_moduli L rho gamma D v z x a Hwf Hrho HD (HN D HD) Hvzx) as H1.
  assert (Hx : 0 < sqrt (xi L)) by (apply sqrt_lt_R0, xi_pos, Hwf).
  pose proof (c2_pos rho gamma (level_kappa L zeta) Hrho Hg) as Hc2.
  unfold lambda in *. unfold c1 in *. set (C := c2 rho gamma (level_kappa L zeta)) in *.
  assert (EC : C = ((1 + rho) / (1 - rho) + (3 + rho) / (1 - rho) * root4 (level_kappa L zeta) / 2) * gamma) by reflexivity.
  clearbody C. set (q := root4 (level_kappa L zeta)) in *. assert (Hq : 0 <= q) by apply sqrt_pos. clearbody q.
  set (X := sqrt (xi L)) in *. set (V := wnorm L v) in *.
  set (wz := wnorm L z) in *. set (wx := wnorm L x) in *. set (so := wnorm L (off D x)) in *.
  clearbody X V wz wx so. set (b := rho + (1 + rho) * q / 2) in *.
  assert (Hb : 0 <= b) by (unfold b; assert (0 <= (1 + rho) * q) by (apply Rmult_le_pos; lra); lra).
  set (g := b * ((1 + rho) / (1 - rho))) in *.
  (* the two lemmas together *)
  assert (H3 : nrm (columns L) v <= g / X * (2 * so + wz - wx) + C * a).
  { eapply Rle_trans; [exact H2|].
    apply Rle_trans with (b * (((1 + rho) / (1 - rho) * (2 * so + wz - wx) + 2 * gamma / (1 - rho) * X * a) / X)
      + (1 + q / 2) * gamma * a).
    - apply Rplus_le_compat_r, Rmult_le_compat_l; [auto|]. apply Rmult_le_compat_r; [|auto].
      left; apply Rinv_0_lt_compat; auto.
    - right. rewrite EC. unfold g, b. field. lra. }
  eapply Rle_trans; [exact H3|].
  apply Rle_trans with (g / X * (2 * so + wz - wx) + C * (rz + rx)).
  - apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
  - replace (g / X * (2 * so + wz - wx)) with (C * (g / (C * X) * (2 * so + wz - wx))) by (field; lra).
    rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; lra.
Qed.

Theorem approximate_sharpness m A L rho gamma zeta y x z D delta :
  wf L -> zeta_ok L zeta -> rNSPL m A L rho gamma -> sparse L D ->
  2 * lambda L zeta rho gamma * wnorm L (off D x) + 2 * nrm m (rsd (columns L) A y x) <= delta ->
  nrm (columns L) (vsub z x)
  <= c2 rho gamma (level_kappa L zeta)
     * (objective m A L (lambda L zeta rho gamma) y z - objective m A L (lambda L zeta rho gamma) y x + delta).
Proof.
  intros Hwf Hz [Hrho [Hg HN]] HD Hd. unfold objective.
  apply (sharpness_moduli L rho gamma zeta (vsub z x) z x D delta (nrm m (mv (columns L) A (vsub z x)))); auto.
  - intros E HE. apply HN; auto.
  - intros i _. apply moduli_vsub.
  - apply nrm_mv_vsub.
Qed.
