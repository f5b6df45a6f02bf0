(** * Lemma 2: the exact set of minimisers of the tied-columns problem (theory, section 2)

    [Bmat d a c] is the matrix with first row (a_1 ... a_d | 0) and c I below; b = (beta, v).
    Given rho and the dual vector (1/astar, w/c) ([rho_ok]; w is the sign of the soft-thresholded tail), the minimisers are
    the face  { x_i >= 0, x_i = 0 where a_i < astar, sum = t, tail = (v - rho w/c)/c },  t = (beta - rho/astar)/astar.
    [flip_Xi]: for all three problems;  [flip_unique]: one minimiser where one a_i alone is largest. *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems DualCertificate.
Open Scope R_scope.

Definition Bmat (d : nat) (a : nat -> R) (c : R) (i j : nat) : R :=
  match i with
  | O => if (j <? d)%nat then a j else 0
  | S k => if (j =? d + k)%nat then c else 0
  end.
Definition bvec (beta : R) (v : nat -> R) (i : nat) : R :=
  match i with O => beta | S k => v k end.
Definition sgn (r : R) : R := if Rlt_dec 0 r then 1 else if Rlt_dec r 0 then -1 else 0.

Lemma sgn_abs r : Rabs r = r * sgn r.
Proof.
  unfold sgn. destruct (Rlt_dec 0 r); [rewrite Rabs_pos_eq; lra|].
  destruct (Rlt_dec r 0); [rewrite Rabs_left; lra|].
  replace r with 0 by lra. rewrite Rabs_R0. lra.
Qed.
Lemma sgn_bound r : Rabs (sgn r) <= 1.
Proof.
  unfold sgn. destruct (Rlt_dec 0 r); [rewrite Rabs_R1; lra|].
  destruct (Rlt_dec r 0); [rewrite Rabs_left; lra|]. rewrite Rabs_R0; lra.
Qed.

Lemma mv_head d mt a c x : mv (d + mt) (Bmat d a c) x 0 = sum d (fun j => a j * x j).
Proof.
  unfold mv. rewrite sum_split. simpl.
  rewrite (sum_ext mt _ (fun _ => 0)).
  2:{ intros k _. destruct (Nat.ltb_spec (d + k) d); [lia|ring]. }
  rewrite sum_0, Rplus_0_r. apply sum_ext. intros j Hj.
  destruct (Nat.ltb_spec j d); [reflexivity|lia].
Qed.

Lemma mv_tail d mt a c x k : (k < mt)%nat -> mv (d + mt) (Bmat d a c) x (S k) = c * x (d + k)%nat.
Proof.
  intros Hk. unfold mv. rewrite (sum_single _ _ (d + k)).
  - simpl. rewrite Nat.eqb_refl. reflexivity.
  - lia.
  - intros j _ Hj. simpl. destruct (Nat.eqb_spec j (d + k)); [lia|ring].
Qed.

Lemma tmv_head d mt a c u j : (j < d)%nat -> tmv (S mt) (Bmat d a c) u j = u O * a j.
Proof.
  intros Hj. unfold tmv. rewrite (sum_single _ _ 0).
  - simpl. destruct (Nat.ltb_spec j d); [reflexivity|lia].
  - lia.
  - intros [|k] _ H; [lia|]. simpl. destruct (Nat.eqb_spec j (d + k)); [lia|ring].
Qed.

Lemma tmv_tail d mt a c u k : (k < mt)%nat -> tmv (S mt) (Bmat d a c) u (d + k)%nat = u (S k) * c.
Proof.
  intros Hk. unfold tmv. rewrite (sum_single _ _ (S k)).
  - simpl. rewrite Nat.eqb_refl. reflexivity.
  - lia.
  - intros [|k'] _ H; simpl.
    + destruct (Nat.ltb_spec (d + k) d); [lia|ring].
    + destruct (Nat.eqb_spec (d + k) (d + k')); [lia|ring].
Qed.

Section Flip.
Variables (d mt : nat) (a : nat -> R) (c beta astar rho : R) (v w : nat -> R) (P : problem) (jm : nat).
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Definition cert_u (i : nat) : R := match i with O => / astar | S k => w k / c end.
Hypothesis Hrho : rho_ok P (nrm (S mt) cert_u) rho.
Hypothesis Hbeta : rho / astar < beta.

Definition t_face := (beta - rho / astar) / astar.
Definition tail_val k := (v k - rho * w k / c) / c.
Hypothesis Hw : forall k, (k < mt)%nat -> Rabs (w k) <= 1 /\ Rabs (tail_val k) = tail_val k * w k.

Lemma astar_pos : 0 < astar.
Proof. rewrite <- Ejm. apply Ha; auto. Qed.

Definition face (x : nat -> R) : Prop :=
  (forall j, (j < d)%nat -> 0 <= x j) /\
  (forall j, (j < d)%nat -> a j < astar -> x j = 0) /\
  sum d x = t_face /\
  (forall k, (k < mt)%nat -> x (d + k)%nat = tail_val k).

Definition vertex (i j : nat) : R :=
  if (j <? d)%nat then (if (j =? i)%nat then t_face else 0) else tail_val (j - d).

Lemma Hu_ok : forall j, (j < d + mt)%nat -> Rabs (tmv (S mt) (Bmat d a c) cert_u j) <= 1.
Proof.
  pose proof astar_pos as Hs. intros j Hj. destruct (Nat.lt_ge_cases j d) as [H|H].
  - rewrite tmv_head by auto. simpl. destruct (Ha j H).
    assert (0 < / astar) by (apply Rinv_0_lt_compat; auto).
    rewrite Rabs_pos_eq by nra. apply (Rmult_le_reg_l astar); [auto|].
    replace (astar * (/ astar * a j)) with (a j) by (field; lra). lra.
  - replace j with (d + (j - d))%nat by lia. rewrite tmv_tail by lia. simpl.
    replace (w (j - d)%nat / c * c) with (w (j - d)%nat) by (field; lra).
    apply Hw. lia.
Qed.

Lemma rho_nonneg : 0 <= rho.
Proof.
  destruct P as [e|l|l]; simpl in Hrho; destruct Hrho as (H1 & H2).
  - destruct H2 as [H2 H3]. apply (Rmult_le_reg_r (nrm (S mt) cert_u)); lra.
  - lra.
  - destruct H2; lra.
Qed.

Lemma t_face_pos : 0 < t_face.
Proof. unfold t_face. apply Rdiv_lt_0_compat; [lra|apply astar_pos]. Qed.

Lemma face_iff x :
  (aligned (S mt) (d + mt) (Bmat d a c) cert_u x /\
   resid (S mt) (d + mt) (Bmat d a c) (bvec beta v) cert_u rho x) <-> face x.
Proof.
  pose proof astar_pos as Hs.
  assert (Is : 0 < / astar) by (apply Rinv_0_lt_compat; auto).
  assert (Ic : 0 < / c) by (apply Rinv_0_lt_compat; auto).
  split.
  - intros [Hal Hre].
    assert (Hh : forall j, (j < d)%nat -> Rabs (x j) = x j * (/ astar * a j)).
    { intros j Hj. rewrite (Hal j) by lia. rewrite tmv_head by auto. reflexivity. }
    assert (Hp : forall j, (j < d)%nat -> 0 <= x j).
    { intros j Hj. pose proof (Hh j Hj) as E. pose proof (Rabs_pos (x j)). destruct (Ha j Hj).
      assert (0 < / astar * a j) by nra. nra. }
    assert (Hz : forall j, (j < d)%nat -> a j < astar -> x j = 0).
    { intros j Hj Hlt. pose proof (Hh j Hj) as E. rewrite Rabs_pos_eq in E by auto.
      assert (/ astar * a j < 1).
      { apply (Rmult_lt_reg_l astar); [auto|].
        replace (astar * (/ astar * a j)) with (a j) by (field; lra). lra. }
      assert (x j * (1 - / astar * a j) = 0) by lra.
      apply Rmult_integral in H0. destruct H0; lra. }
    repeat split; auto.
    + pose proof (Hre 0%nat ltac:(lia)) as E. unfold rsd in E. rewrite mv_head in E. simpl in E.
      rewrite (sum_ext d _ (fun j => astar * x j)) in E.
      * rewrite sum_scal in E. unfold t_face.
        apply (Rmult_eq_reg_l astar); [|lra].
        replace (astar * ((beta - rho / astar) / astar)) with (beta - rho / astar) by (field; lra).
        unfold Rdiv. lra.
      * intros j Hj. destruct (Ha j Hj) as [_ [Hlt|He]]; [rewrite (Hz j Hj Hlt); ring|rewrite He; ring].
    + intros k Hk. pose proof (Hre (S k) ltac:(lia)) as E. unfold rsd in E.
      rewrite mv_tail in E by auto. simpl in E. unfold tail_val.
      apply (Rmult_eq_reg_l c); [|lra].
      replace (c * ((v k - rho * w k / c) / c)) with (v k - rho * (w k / c)) by (field; lra).
      lra.
  - intros (Hp & Hz & Hsum & Ht). split.
    + intros j Hj. destruct (Nat.lt_ge_cases j d) as [H|H].
      * rewrite tmv_head by auto. simpl. rewrite Rabs_pos_eq by auto.
        destruct (Ha j H) as [_ [Hlt|He]]; [rewrite (Hz j H Hlt); ring|rewrite He; field; lra].
      * replace j with (d + (j - d))%nat by lia. rewrite tmv_tail by lia. rewrite Ht by lia.
        rewrite (proj2 (Hw (j - d)%nat ltac:(lia))). simpl. field. lra.
    + intros [|k] Hi; unfold rsd.
      * rewrite mv_head. simpl.
        rewrite (sum_ext d _ (fun j => astar * x j)).
        2:{ intros j Hj. destruct (Ha j Hj) as [_ [Hlt|He]]; [rewrite (Hz j Hj Hlt); ring|rewrite He; ring]. }
        rewrite sum_scal, Hsum. unfold t_face. field. lra.
      * rewrite mv_tail by lia. rewrite Ht by lia. unfold tail_val. simpl. field. lra.
Qed.

Lemma vertex_face i : (i < d)%nat -> a i = astar -> face (vertex i).
Proof.
  intros Hi Ei. pose proof t_face_pos. repeat split.
  - intros j Hj. unfold vertex. destruct (Nat.ltb_spec j d); [|lia]. destruct (j =? i)%nat; lra.
  - intros j Hj Hlt. unfold vertex. destruct (Nat.ltb_spec j d); [|lia].
    destruct (Nat.eqb_spec j i); [subst; lra|reflexivity].
  - rewrite (sum_single _ _ i); auto.
    + unfold vertex. destruct (Nat.ltb_spec i d); [|lia]. rewrite Nat.eqb_refl. reflexivity.
    + intros j Hj Hne. unfold vertex. destruct (Nat.ltb_spec j d); [|lia].
      destruct (Nat.eqb_spec j i); [lia|reflexivity].
  - intros k Hk. unfold vertex. destruct (Nat.ltb_spec (d + k) d); [lia|].
    f_equal. lia.
Qed.

(** Lemma 2 of the theory note: the exact set of minimisers, all three problems. *)
Theorem flip_Xi x : Xi P (S mt) (d + mt) (Bmat d a c) (bvec beta v) x <-> face x.
Proof.
  destruct (proj2 (face_iff (vertex jm)) (vertex_face jm Hjm Ejm)) as [H1 H2].
  rewrite (cert_Xi _ _ _ _ _ _ _ Hu_ok Hrho (vertex jm) H1 H2). apply face_iff.
Qed.

(** unique maximum: the minimiser is unique (as a vector of length d + mt) *)
Corollary flip_unique i : (i < d)%nat -> a i = astar ->
  (forall j, (j < d)%nat -> j <> i -> a j < astar) ->
  forall x, Xi P (S mt) (d + mt) (Bmat d a c) (bvec beta v) x <->
            (forall j, (j < d + mt)%nat -> x j = vertex i j).
Proof.
  intros Hi Ei Hlt x. rewrite flip_Xi. split.
  - intros (Hp & Hz & Hsum & Ht) j Hj. unfold vertex. destruct (Nat.ltb_spec j d).
    + destruct (Nat.eqb_spec j i) as [->|].
      * rewrite <- Hsum. symmetry. apply sum_single; auto.
      * apply Hz; auto.
    + replace j with (d + (j - d))%nat at 1 by lia. apply Ht. lia.
  - intros H. destruct (vertex_face i Hi Ei) as (Hp & Hz & Hsum & Ht). repeat split.
    + intros j Hj. rewrite H by lia. apply Hp; auto.
    + intros j Hj L. rewrite H by lia. apply Hz; auto.
    + rewrite <- Hsum. apply sum_ext. intros; apply H; lia.
    + intros k Hk. rewrite H by lia. apply Ht; auto.
Qed.
End Flip.

(** ** B B^T = c^2 I when c is the Euclidean norm of the heads *)
Lemma gram d mt a c : c * c = sum d (fun j => a j * a j) ->
  forall i k, (i < S mt)%nat -> (k < S mt)%nat ->
  sum (d + mt) (fun j => Bmat d a c i j * Bmat d a c k j) = if (i =? k)%nat then c * c else 0.
Proof.
  intros Hc i k Hi Hk. rewrite sum_split.
  destruct i as [|i], k as [|k]; cbn [Nat.eqb].
  - rewrite (sum_ext mt _ (fun _ => 0)), sum_0, Rplus_0_r, Hc.
    + apply sum_ext; intros j Hj. simpl. destruct (Nat.ltb_spec j d); [ring|lia].
    + intros j _. simpl. destruct (Nat.ltb_spec (d + j) d); [lia|ring].
  - rewrite (sum_ext d _ (fun _ => 0)), (sum_ext mt _ (fun _ => 0)), !sum_0; [ring| |].
    + intros j _. simpl. destruct (Nat.ltb_spec (d + j) d); [lia|ring].
    + intros j Hj. simpl. destruct (Nat.eqb_spec j (d + k)); [lia|ring].
  - rewrite (sum_ext d _ (fun _ => 0)), (sum_ext mt _ (fun _ => 0)), !sum_0; [ring| |].
    + intros j _. simpl. destruct (Nat.ltb_spec (d + j) d); [lia|ring].
    + intros j Hj. simpl. destruct (Nat.eqb_spec j (d + i)); [lia|ring].
  - rewrite (sum_ext d _ (fun _ => 0)), sum_0, Rplus_0_l.
    2:{ intros j Hj. simpl. destruct (Nat.eqb_spec j (d + i)); [lia|ring]. }
    rewrite (sum_single mt _ i); [|lia|].
    2:{ intros j Hj Hn. simpl. destruct (Nat.eqb_spec (d + j) (d + i)); [lia|ring]. }
    simpl. rewrite Nat.eqb_refl. destruct (Nat.eqb_spec (d + i) (d + k)); destruct (Nat.eqb_spec i k); try lia; ring.
Qed.

