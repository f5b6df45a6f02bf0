(** * The class Omega_K (theory, section 3): mixing, tails, A A^T = c^2 I, a strong part with its tie and a weak part

    A [setting]: the problem, d heads, m-1 tails, R samples, an orthogonal mixing Q, the common head a.
    [member sc i e kappa] (branch i, gap e, spread kappa at the scale sc) has
      A = Q B,  B with heads a (a + e at i) and tail diagonal c = |(a_1 ... a_d)|_2,
      y_k = Q (beta + kappa k, v),  k = 0 .. R-1.
    e = 0 is the tie. [Omega strong weak]: strong members with 0 <= e <= emax (the tie belongs to it) and weak members
    with 0 < e <= emax (the tie does not).
    [scale_ok sc tau]: what the constants of a scale must satisfy; Constants.v proves it for those of the theory. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate Mixing TiedColumns TrainingSets Conditioning.
Open Scope R_scope.

Record setting := mkSetting { pb : problem; heads : nat; tails : nat; samples : nat; mix : nat -> nat -> R; base : R }.
Record scale := mkScale { beta : R; btail : nat -> R; emax : R; kmax : R }.

(** the heads of branch i, and their Euclidean norm *)
Definition head (a : R) (i : nat) (e : R) (j : nat) : R := if (j =? i)%nat then a + e else a.
Definition cnorm (d : nat) (a e : R) : R := sqrt (INR (d - 1) * (a * a) + (a + e) * (a + e)).

Section Class.
Variable S0 : setting.
Definition rows := S (tails S0).
Definition cols := (heads S0 + tails S0)%nat.
Definition cn (e : R) := cnorm (heads S0) (base S0) e.
Definition block (i : nat) (e : R) := Bmat (heads S0) (head (base S0) i e) (cn e).
Definition matrix (i : nat) (e : R) := mm rows (mix S0) (block i e).
Definition bhead (sc : scale) (kappa : R) (k : nat) := beta sc + kappa * INR k.
Definition sample (sc : scale) (kappa : R) (k : nat) := mv rows (mix S0) (bvec (bhead sc kappa k) (btail sc)).
Definition member (sc : scale) (i : nat) (e kappa : R) : elt := mkE (matrix i e) (sample sc kappa).
Definition tie (sc : scale) (kappa : R) : elt := member sc 0 0 kappa.

Inductive Omega (strong weak : scale) : elt -> Prop :=
| in_strong i e kappa : (i < heads S0)%nat -> 0 <= e <= emax strong -> 0 <= kappa <= kmax strong ->
    Omega strong weak (member strong i e kappa)
| in_weak i e kappa : (i < heads S0)%nat -> 0 < e <= emax weak -> 0 <= kappa <= kmax weak ->
    Omega strong weak (member weak i e kappa).

Record setting_ok : Prop := {
  ok_problem : params_ok (pb S0);
  ok_heads : (2 <= heads S0)%nat;
  ok_samples : (1 <= samples S0)%nat;
  ok_mix : orthogonal rows (mix S0);
  ok_base : 8 <= base S0 }.

(** optimality of the residual rho and the tail's dual w/c, at the sample Q (b, v) *)
Definition kkt (e b : R) (v : nat -> R) (rho : R) (w : nat -> R) : Prop :=
  rho_ok (pb S0) (nrm rows (cert_u (cn e) (base S0 + e) w)) rho /\ rho / (base S0 + e) < b /\
  forall q, (q < tails S0)%nat -> Rabs (w q) <= 1 /\ Rabs (tail_val (cn e) rho v w q) = tail_val (cn e) rho v w q * w q.

(** the head t of the minimisers is within tau/20 of tau, and their tail moves by at most tau/20 with e *)
Definition scale_facts (sc : scale) (tau : R) (rho : R -> R) (w : R -> nat -> R) : Prop :=
  forall e, 0 <= e <= emax sc ->
    nrm (tails S0) (fun q => tail_val (cn e) (rho e) (btail sc) (w e) q - tail_val (cn 0) (rho 0) (btail sc) (w 0) q) <= tau / 20 /\
    forall kappa k, 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
      kkt e (bhead sc kappa k) (btail sc) (rho e) (w e) /\
      Rabs (t_face (bhead sc kappa k) (base S0 + e) (rho e) - tau) <= tau / 20.
Definition scale_ok (sc : scale) (tau : R) : Prop :=
  0 < emax sc /\ 0 <= kmax sc /\ exists rho w, scale_facts sc tau rho w.

(** ** The norm c *)
Lemma cnorm_arg d a e : 0 <= INR (d - 1) * (a * a) + (a + e) * (a + e).
Proof.
  pose proof (pos_INR (d - 1)).
  apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [auto|exact (Rle_0_sqr a)]|exact (Rle_0_sqr (a + e))].
Qed.
Lemma cnorm_sq d a e i : (i < d)%nat -> cnorm d a e * cnorm d a e = sum d (fun j => head a i e j * head a i e j).
Proof.
  intros Hi. unfold cnorm. rewrite sqrt_sqrt by apply cnorm_arg.
  transitivity (sum d (fun j => a * a + (if (j =? i)%nat then (a + e) * (a + e) - a * a else 0))).
  - rewrite sum_plus, sum_const, (sum_single d _ i), Nat.eqb_refl; auto.
    + replace d with (S (d - 1)) at 2 by lia. rewrite S_INR. ring.
    + intros j _ Hn. destruct (Nat.eqb_spec j i); [lia|reflexivity].
  - apply sum_ext; intros j _. unfold head. destruct (j =? i)%nat; ring.
Qed.
Lemma cnorm_ge d a e : 0 < a -> 0 <= e -> a <= cnorm d a e.
Proof.
  intros Ha He. unfold cnorm. pose proof (pos_INR (d - 1)). rewrite <- (sqrt_square a) at 1 by lra.
  apply sqrt_le_1_alt. assert (0 <= INR (d-1) * (a*a)) by (apply Rmult_le_pos; [auto|exact (Rle_0_sqr a)]). nra.
Qed.
(** c is 1-Lipschitz in e *)
Lemma cnorm_step d a e : 0 < a -> 0 <= e -> 0 <= cnorm d a e - cnorm d a 0 <= e.
Proof.
  intros Ha He. pose proof (cnorm_ge d a e Ha He). pose proof (cnorm_ge d a 0 Ha ltac:(lra)).
  assert (E : cnorm d a e * cnorm d a e = cnorm d a 0 * cnorm d a 0 + (2 * a * e + e * e)).
  { unfold cnorm. rewrite !sqrt_sqrt by apply cnorm_arg. ring. }
  set (x := cnorm d a e) in *. set (z := cnorm d a 0) in *. split; [nra|].
  apply Rnot_lt_le. intros L. assert ((z + e) * (z + e) < x * x) by (apply Rmult_le_0_lt_compat; lra). nra.
Qed.

(** ** Members are perfectly conditioned: A A^T = c^2 I *)
Hypothesis HS : setting_ok.
Lemma member_gram sc i e kappa : (i < heads S0)%nat -> gram_is rows cols (eA (member sc i e kappa)) (cn e * cn e).
Proof.
  intros Hi. apply gram_mix; [apply HS|]. intros r s Hr Hs. apply gram; auto. apply cnorm_sq; auto.
Qed.
Lemma member_nearby sc i e kappa : (i < heads S0)%nat -> 0 <= e -> solvable_nearby rows cols (member sc i e kappa).
Proof.
  intros Hi He. pose proof (ok_base HS). apply (gram_solvable_nearby rows cols _ (cn e)); [|apply member_gram; auto].
  pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) He). unfold cn. lra.
Qed.

(** ** Minimisers of the members *)
Section Minimisers.
Variables (sc : scale) (tau : R) (rho : R -> R) (w : R -> nat -> R).
Hypothesis HF : scale_facts sc tau rho w.

(** the vertex of branch i: t at i, no other head, the tail *)
Definition point (i : nat) (e kappa : R) (k : nat) : nat -> R :=
  vertex (heads S0) (cn e) (bhead sc kappa k) (base S0 + e) (rho e) (btail sc) (w e) i.

Section One.
Variables (i k : nat) (e kappa : R).
Hypothesis Hi : (i < heads S0)%nat.
Hypothesis Hk : (k < samples S0)%nat.
Hypothesis He : 0 <= e <= emax sc.
Hypothesis Hkap : 0 <= kappa <= kmax sc.

Lemma heads_le j : (j < heads S0)%nat -> 0 < head (base S0) i e j <= base S0 + e.
Proof. pose proof (ok_base HS). intros _. unfold head. destruct (j =? i)%nat; lra. Qed.
Lemma head_self : head (base S0) i e i = base S0 + e.
Proof. unfold head. rewrite Nat.eqb_refl. reflexivity. Qed.

Lemma cn_pos : 0 < cn e.
Proof. pose proof (ok_base HS). pose proof (cnorm_ge (heads S0) (base S0) e ltac:(lra) (proj1 He)). unfold cn. lra. Qed.

Lemma member_kkt : kkt e (bhead sc kappa k) (btail sc) (rho e) (w e).
Proof. apply (HF e He); auto. Qed.

Lemma member_Xi : Xi (pb S0) rows cols (eA (member sc i e kappa)) (eS (member sc i e kappa) k) (point i e kappa k).
Proof.
  simpl. unfold matrix, sample. apply mixing; [apply HS|]. destruct member_kkt as (K1 & K2 & K3).
  apply (proj2 (flip_Xi _ _ (head (base S0) i e) (cn e) _ (base S0 + e) (rho e) (btail sc) (w e) _ i
           cn_pos heads_le Hi head_self K1 K2 K3 _)).
  eapply vertex_face; eauto using cn_pos, heads_le, head_self.
Qed.

Lemma member_Xi_unique x : 0 < e ->
  (Xi (pb S0) rows cols (eA (member sc i e kappa)) (eS (member sc i e kappa) k) x <->
   forall j, (j < cols)%nat -> x j = point i e kappa k j).
Proof.
  intros He0. simpl. unfold matrix, sample. rewrite mixing by apply HS. destruct member_kkt as (K1 & K2 & K3).
  apply (flip_unique _ _ (head (base S0) i e) (cn e) _ (base S0 + e) (rho e) (btail sc) (w e) _ i
           cn_pos heads_le Hi head_self K1 K2 K3); auto using head_self.
  intros j _ Hn. unfold head. destruct (Nat.eqb_spec j i); [lia|lra].
Qed.
End One.

(** what is known of the coordinates of a vertex *)
Definition tval e kappa k := t_face (bhead sc kappa k) (base S0 + e) (rho e).
Definition tl e q := tail_val (cn e) (rho e) (btail sc) (w e) q.
Lemma point_head i e kappa k j : (j < heads S0)%nat -> point i e kappa k j = if (j =? i)%nat then tval e kappa k else 0.
Proof. intros H. unfold point, vertex. destruct (Nat.ltb_spec j (heads S0)); [reflexivity|lia]. Qed.
Lemma point_tail i e kappa k q : point i e kappa k (heads S0 + q)%nat = tl e q.
Proof.
  unfold point, vertex. destruct (Nat.ltb_spec (heads S0 + q) (heads S0)); [lia|].
  unfold tl. f_equal. lia.
Qed.
Lemma tval_near e kappa k : 0 <= e <= emax sc -> 0 <= kappa <= kmax sc -> (k < samples S0)%nat ->
  Rabs (tval e kappa k - tau) <= tau / 20.
Proof. intros He Hk H. apply (HF e He); auto. Qed.
Lemma tl_near e : 0 <= e <= emax sc -> nrm (tails S0) (fun q => tl e q - tl 0 q) <= tau / 20.
Proof. intros He. apply (HF e He). Qed.
End Minimisers.
End Class.
