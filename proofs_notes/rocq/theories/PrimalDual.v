(** * One restart: the primal-dual (Chambolle-Pock) iteration and its ergodic bound (firenet.md, Lemma 6)

    For min_z G(z) + |A z - y|, G a seminorm, the steps are
      x+ = prox(x - tau A^T u),   u+ = proj(u + sigma A(2 x+ - x) - sigma y),   proj onto |u| <= 1.
    Both are used only through their variational inequalities ([is_prox], [proj_vi]).  If |A z| <= l |z| and
    tau sigma l^2 <= 1, the means of p steps are within (|x - x0|^2/tau + |u - u0|^2/sigma)/p of a saddle point
    ([ergodic]), and the mean of the x within (|x - x0|^2/tau + 1/sigma)/p of the minimum for u0 = 0 ([ergodic_objective]).
    The FIRENETs have G(z) = c_1|z_1| + ... + c_N|z_N| and soft thresholding ([weighted], [shrink]).  Real vectors. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems.
Open Scope R_scope.

(** ** The two nonlinearities *)
Definition soft t a := if Rle_dec (Rabs a) t then 0 else if Rle_dec 0 a then a - t else a + t.
Definition proj m (v : nat -> R) i := v i / Rmax 1 (nrm m v).

(** as the programs compute it *)
Lemma soft_clamp t a : 0 <= t -> soft t a = a - Rmax (Rmin a t) (- t).
Proof.
  intros Ht. unfold soft, Rmax, Rmin, Rabs. destruct (Rcase_abs a), (Rle_dec a t);
    repeat match goal with |- context [Rle_dec ?p ?q] => destruct (Rle_dec p q) end; lra.
Qed.

Lemma soft_vi t a b : 0 <= t -> t * Rabs (soft t a) - t * Rabs b <= (b - soft t a) * (soft t a - a).
Proof.
  intros Ht. unfold soft. pose proof (Rle_abs b). pose proof (Rle_abs (- b)) as Hb. rewrite Rabs_Ropp in Hb.
  destruct (Rle_dec (Rabs a) t) as [Ha|Ha]; [|destruct (Rle_dec 0 a)].
  - rewrite Rabs_R0. pose proof (Rle_abs (a * b)) as E. rewrite Rabs_mult in E. pose proof (Rabs_pos b). nra.
  - rewrite Rabs_pos_eq in Ha by auto. rewrite (Rabs_pos_eq (a - t)) by lra. nra.
  - rewrite Rabs_left in Ha by lra. rewrite (Rabs_left (a + t)) by lra. nra.
Qed.

Lemma proj_scal m v i : proj m v i = / Rmax 1 (nrm m v) * v i.
Proof. unfold proj, Rdiv. ring. Qed.

Lemma proj_ball m v : nrm m (proj m v) <= 1.
Proof.
  rewrite (nrm_ext m _ (fun i => / Rmax 1 (nrm m v) * v i)) by (intros; apply proj_scal).
  pose proof (Rmax_l 1 (nrm m v)). pose proof (Rmax_r 1 (nrm m v)). set (n := Rmax 1 (nrm m v)) in *.
  assert (0 < / n) by (apply Rinv_0_lt_compat; lra). rewrite nrm_scal, Rabs_pos_eq by lra.
  apply Rmult_le_reg_l with n; [lra|]. replace (n * (/ n * nrm m v)) with (nrm m v) by (field; lra). lra.
Qed.

Lemma proj_vi m v u : nrm m u <= 1 -> 0 <= dot m (fun i => u i - proj m v i) (fun i => proj m v i - v i).
Proof.
  intros Hu. pose proof (nrm_nonneg m v) as Hv. set (n := Rmax 1 (nrm m v)).
  assert (Hn : 1 <= n) by apply Rmax_l.
  assert (E : dot m (fun i => u i - proj m v i) (fun i => proj m v i - v i) = (1 - / n) * (/ n * dot m v v - dot m u v)).
  { unfold dot. rewrite <- sum_scal with (k := / n), <- sum_minus, <- sum_scal. apply sum_ext. intros i _.
    rewrite proj_scal. fold n. ring. }
  rewrite E. assert (Hi : 0 < / n <= 1).
  { split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  destruct (Rle_dec (nrm m v) 1) as [Hle|Hgt].
  - replace (/ n) with 1; [lra|]. unfold n. rewrite Rmax_left by auto. field.
  - assert (En : n = nrm m v) by (unfold n; apply Rmax_right; lra).
    assert (Ed : / n * dot m v v = n) by (rewrite <- nrm_sq, <- En; field; lra). rewrite Ed.
    pose proof (cauchy_schwarz m u v) as CS. rewrite <- En in CS. pose proof (Rle_abs (dot m u v)).
    apply Rmult_le_pos; [lra|]. assert (nrm m u * n <= 1 * n) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(** ** The penalty and its prox *)
Definition seminorm n (G : (nat -> R) -> R) :=
  (forall x z, (forall j, (j < n)%nat -> x j = z j) -> G x = G z)
  /\ (forall a x, 0 <= a -> G (fun j => a * x j) = a * G x)
  /\ forall x z, G (fun j => x j + z j) <= G x + G z.
(** [prox v] minimises tau G(z) + |z - v|^2/2 *)
Definition is_prox n tau (G : (nat -> R) -> R) (prox : (nat -> R) -> nat -> R) := forall v x,
  tau * (G (prox v) - G x) <= dot n (fun j => x j - prox v j) (fun j => prox v j - v j).

Definition weighted N (c x : nat -> R) := sum N (fun j => c j * Rabs (x j)).
Definition shrink (t v : nat -> R) j := soft (t j) (v j).

Lemma weighted_seminorm N c : (forall j, (j < N)%nat -> 0 <= c j) -> seminorm N (weighted N c).
Proof.
  intros Hc. split; [|split].
  - intros x z H. apply sum_ext. intros j Hj. rewrite H by auto. reflexivity.
  - intros a x Ha. unfold weighted. rewrite <- sum_scal. apply sum_ext. intros j _.
    rewrite Rabs_mult, (Rabs_pos_eq a) by auto. ring.
  - intros x z. unfold weighted. rewrite <- sum_plus. apply sum_le. intros j Hj. rewrite <- Rmult_plus_distr_l.
    apply Rmult_le_compat_l; [auto|apply Rabs_triang].
Qed.

Lemma shrink_prox N tau c : 0 < tau -> (forall j, (j < N)%nat -> 0 <= c j) ->
  is_prox N tau (weighted N c) (shrink (fun j => tau * c j)).
Proof.
  intros Ht Hc v x. unfold weighted, dot. rewrite <- sum_minus, <- sum_scal. apply sum_le. intros j Hj. unfold shrink.
  assert (H0 : 0 <= tau * c j) by (apply Rmult_le_pos; [lra|auto]).
  pose proof (soft_vi (tau * c j) (v j) (x j) H0). lra.
Qed.

Lemma seminorm_zero n G : seminorm n G -> G (fun _ => 0) = 0.
Proof.
  intros [He [Hh _]]. rewrite (He _ (fun j => 0 * 0)) by (intros; ring). rewrite (Hh 0 (fun _ => 0)) by lra. ring.
Qed.

Lemma seminorm_sum n G p (V : nat -> nat -> R) : seminorm n G -> G (fun j => sum p (fun k => V k j)) <= sum p (fun k => G (V k)).
Proof.
  intros HG. induction p as [|p IH]; simpl.
  - rewrite (seminorm_zero n G HG). lra.
  - destruct HG as [He [Hh Hs]]. eapply Rle_trans; [apply (Hs (fun j => sum p (fun k => V k j)) (V p))|]. lra.
Qed.

(** ** Bilinearity, coordinate by coordinate *)
Definition transpose (A : nat -> nat -> R) j i := A i j.

Lemma dot_adjoint m N A x u : dot N x (mv m (transpose A) u) = dot m (mv N A x) u.
Proof.
  unfold dot, mv, transpose. transitivity (sum N (fun j => sum m (fun i => A i j * x j * u i))).
  - apply sum_ext. intros j _. rewrite <- sum_scal. apply sum_ext; intros; ring.
  - rewrite sum_swap. apply sum_ext. intros i _. rewrite Rmult_comm, <- sum_scal. apply sum_ext; intros; ring.
Qed.

Lemma mv_sub N A x z i : mv N A (fun j => x j - z j) i = mv N A x i - mv N A z i.
Proof. unfold mv. rewrite <- sum_minus. apply sum_ext; intros; ring. Qed.
Lemma mv_extrapolate N A x z i : mv N A (fun j => 2 * x j - z j) i = 2 * mv N A x i - mv N A z i.
Proof. unfold mv. rewrite <- sum_scal, <- sum_minus. apply sum_ext; intros; ring. Qed.
Lemma dot_ext n x x' z z' : (forall i, (i < n)%nat -> x i = x' i) -> (forall i, (i < n)%nat -> z i = z' i) ->
  dot n x z = dot n x' z'.
Proof. intros H K. apply sum_ext. intros i Hi. rewrite H, K by auto. reflexivity. Qed.

(** three points: the polarisation of a square and of a product *)
Lemma three_points n (a b c a' b' c' : nat -> R) :
  dot n (fun i => a i - c i) (fun i => a' i - c' i)
  = dot n (fun i => a i - b i) (fun i => a' i - b' i) + dot n (fun i => b i - c i) (fun i => b' i - c' i)
    + dot n (fun i => a i - b i) (fun i => b' i - c' i) + dot n (fun i => b i - c i) (fun i => a' i - b' i).
Proof. unfold dot. rewrite <- !sum_plus. apply sum_ext; intros; ring. Qed.

Section Iteration.
Variables (m N : nat) (A : nat -> nat -> R) (y : nat -> R) (G : (nat -> R) -> R) (prox : (nat -> R) -> nat -> R).
Variables (tau sigma l : R).
Hypothesis HG : seminorm N G.
Hypothesis Hprox : is_prox N tau G prox.
Hypothesis Htau : 0 < tau.
Hypothesis Hsigma : 0 < sigma.
Hypothesis Hl : 0 <= l.
Hypothesis HA : forall z, nrm m (mv N A z) <= l * nrm N z.
Hypothesis Hsteps : tau * sigma * (l * l) <= 1.

(** the objective, and the Lagrangian of which it is the maximum over |u| <= 1 *)
Definition primal z := G z + nrm m (rsd N A y z).
Definition lagrangian x u := G x + dot m (rsd N A y x) u.

Definition next_x (x u : nat -> R) := prox (fun j => x j - tau * mv m (transpose A) u j).
Definition next_u (x u : nat -> R) :=
  proj m (fun i => u i + sigma * mv N A (fun j => 2 * next_x x u j - x j) i - sigma * y i).
Fixpoint iterates (x u : nat -> R) k : (nat -> R) * (nat -> R) :=
  match k with O => (x, u) | S k => let z := iterates x u k in (next_x (fst z) (snd z), next_u (fst z) (snd z)) end.
Definition mean p (V : nat -> nat -> R) j := sum p (fun k => V (S k) j) / INR p.

(** the square of the M-seminorm of (dx, du), M = [1/tau, -A^T; -A, 1/sigma] *)
Definition quad dx du := dot N dx dx / tau + dot m du du / sigma - 2 * dot m (mv N A dx) du.

Lemma cross_term dx du : 2 * Rabs (dot m (mv N A dx) du) <= dot N dx dx / tau + dot m du du / sigma.
Proof.
  pose proof (cauchy_schwarz m (mv N A dx) du) as CS. pose proof (HA dx) as HD.
  pose proof (nrm_nonneg N dx). pose proof (nrm_nonneg m du). rewrite <- !nrm_sq.
  set (a := nrm N dx) in *. set (b := nrm m du) in *. set (p := sqrt tau). set (r := sqrt sigma).
  assert (Hp : 0 < p) by (apply sqrt_lt_R0; auto). assert (Hr : 0 < r) by (apply sqrt_lt_R0; auto).
  assert (Ep : tau = p * p) by (symmetry; apply sqrt_sqrt; lra).
  assert (Er : sigma = r * r) by (symmetry; apply sqrt_sqrt; lra).
  assert (Hprl : p * r * l <= 1).
  { assert (0 <= p * r * l) by (apply Rmult_le_pos; nra). apply Rsqr_incr_0; unfold Rsqr; try lra.
    replace (p * r * l * (p * r * l)) with (p * p * (r * r) * (l * l)) by ring. rewrite <- Ep, <- Er. lra. }
  rewrite Ep, Er. set (al := a / p). set (be := b / r).
  replace (a * a / (p * p)) with (al * al) by (unfold al; field; lra).
  replace (b * b / (r * r)) with (be * be) by (unfold be; field; lra).
  assert (Ha : a = al * p) by (unfold al; field; lra). assert (Hb : b = be * r) by (unfold be; field; lra).
  assert (Hal : 0 <= al) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]).
  assert (Hbe : 0 <= be) by (apply Rmult_le_pos; [auto|left; apply Rinv_0_lt_compat; auto]).
  assert (H1 : Rabs (dot m (mv N A dx) du) <= l * a * b).
  { eapply Rle_trans; [exact CS|]. apply Rmult_le_compat_r; auto. }
  assert (H2 : l * a * b <= al * be).
  { rewrite Ha, Hb. replace (l * (al * p) * (be * r)) with ((p * r * l) * (al * be)) by ring.
    assert (0 <= al * be) by (apply Rmult_le_pos; auto). nra. }
  pose proof (Rle_0_sqr (al - be)) as Q. unfold Rsqr in Q. lra.
Qed.

Lemma quad_nonneg dx du : 0 <= quad dx du.
Proof. unfold quad. pose proof (cross_term dx du). pose proof (Rle_abs (dot m (mv N A dx) du)). lra. Qed.
Lemma quad_le dx du : quad dx du <= 2 * (dot N dx dx / tau + dot m du du / sigma).
Proof.
  unfold quad. pose proof (cross_term dx du). pose proof (Rle_abs (- dot m (mv N A dx) du)) as E.
  rewrite Rabs_Ropp in E. lra.
Qed.

(** ** One step *)
Lemma primal_vi xk uk x : let xp := next_x xk uk in
  G xp - G x <= dot N (fun j => x j - xp j) (fun j => xp j - xk j) / tau
                        + dot m (mv N A (fun j => x j - xp j)) uk.
Proof.
  intros xp. rewrite <- dot_adjoint. apply Rmult_le_reg_l with tau; [auto|].
  apply Rle_trans with (dot N (fun j => x j - xp j) (fun j => xp j - xk j)
    + tau * dot N (fun j => x j - xp j) (mv m (transpose A) uk)); [|right; field; lra].
  pose proof (Hprox (fun j => xk j - tau * mv m (transpose A) uk j) x) as V. fold (next_x xk uk) in V. fold xp in V.
  eapply Rle_trans; [exact V|]. right. unfold dot.
  rewrite <- sum_scal, <- sum_plus. apply sum_ext; intros; ring.
Qed.

Lemma dual_vi xk uk u : nrm m u <= 1 -> let xp := next_x xk uk in let up := next_u xk uk in
  0 <= dot m (fun i => u i - up i) (fun i => up i - uk i) / sigma
       - dot m (fun i => 2 * mv N A xp i - mv N A xk i - y i) (fun i => u i - up i).
Proof.
  intros Hu xp up.
  pose proof (proj_vi m (fun i => uk i + sigma * mv N A (fun j => 2 * next_x xk uk j - xk j) i - sigma * y i) u Hu) as V.
  fold (next_u xk uk) in V. fold xp in V. fold up in V. apply Rmult_le_reg_l with sigma; [auto|]. rewrite Rmult_0_r.
  eapply Rle_trans; [exact V|]. right.
  transitivity (dot m (fun i => u i - up i) (fun i => up i - uk i)
    - sigma * dot m (fun i => 2 * mv N A xp i - mv N A xk i - y i) (fun i => u i - up i)); [|field; lra].
  unfold dot. rewrite <- sum_scal, <- sum_minus. apply sum_ext. intros i _. rewrite mv_extrapolate. ring.
Qed.

(** the mixed terms of the two inequalities *)
Lemma mixed_terms (p q r u up uk b : nat -> R) :
  dot m (fun i => p i - q i) uk - dot m (fun i => 2 * q i - r i - b i) (fun i => u i - up i)
  + dot m (fun i => q i - b i) u - dot m (fun i => p i - b i) up
  = - dot m (fun i => p i - q i) (fun i => up i - uk i) - dot m (fun i => q i - r i) (fun i => u i - up i).
Proof.
  unfold dot.
  rewrite <- sum_minus, <- sum_plus, <- sum_minus.
  transitivity (-1 * sum m (fun i => (p i - q i) * (up i - uk i) + (q i - r i) * (u i - up i))).
  - rewrite <- sum_scal. apply sum_ext; intros; ring.
  - rewrite sum_plus. lra.
Qed.

Lemma one_step xk uk x u : nrm m u <= 1 -> let xp := next_x xk uk in let up := next_u xk uk in
  lagrangian xp u - lagrangian x up
  <= (quad (fun j => x j - xk j) (fun i => u i - uk i) - quad (fun j => x j - xp j) (fun i => u i - up i)) / 2.
Proof.
  intros Hu xp up. pose proof (primal_vi xk uk x) as V1. pose proof (dual_vi xk uk u Hu) as V2. cbv zeta in V1, V2.
  fold xp in V1, V2. fold up in V2. pose proof (quad_nonneg (fun j => xp j - xk j) (fun i => up i - uk i)) as Q.
  pose proof (three_points N x xp xk x xp xk) as T1. pose proof (three_points m u up uk u up uk) as T2.
  pose proof (three_points m (mv N A x) (mv N A xp) (mv N A xk) u up uk) as T3.
  pose proof (mixed_terms (mv N A x) (mv N A xp) (mv N A xk) u up uk y) as M.
  unfold lagrangian, quad in *.
  change (rsd N A y xp) with (fun i => mv N A xp i - y i). change (rsd N A y x) with (fun i => mv N A x i - y i).
  assert (EA : forall (a b d : nat -> R), dot m (mv N A (fun j => a j - b j)) d = dot m (fun i => mv N A a i - mv N A b i) d).
  { intros a b d. apply dot_ext; intros; [apply mv_sub|reflexivity]. }
  rewrite !EA in *.
  assert (C1 : dot N (fun j => xp j - xk j) (fun j => x j - xp j) = dot N (fun j => x j - xp j) (fun j => xp j - xk j))
    by (apply sum_ext; intros; ring).
  assert (C2 : dot m (fun i => up i - uk i) (fun i => u i - up i) = dot m (fun i => u i - up i) (fun i => up i - uk i))
    by (apply sum_ext; intros; ring).
  rewrite T1, T2, T3, C1, C2. unfold Rdiv in *. rewrite !Rmult_plus_distr_r. lra.
Qed.

(** ** p steps *)
Section Steps.
Variables (x0 u0 : nat -> R).
Let X k := fst (iterates x0 u0 k).
Let U k := snd (iterates x0 u0 k).

Lemma iterate_ball k : nrm m (U (S k)) <= 1.
Proof. apply proj_ball. Qed.

Lemma telescope p x u : nrm m u <= 1 ->
  sum p (fun k => lagrangian (X (S k)) u - lagrangian x (U (S k)))
  <= (quad (fun j => x j - x0 j) (fun i => u i - u0 i) - quad (fun j => x j - X p j) (fun i => u i - U p i)) / 2.
Proof.
  intros Hu. induction p as [|p IH].
  - simpl sum. change (X 0%nat) with x0. change (U 0%nat) with u0. lra.
  - pose proof (one_step (X p) (U p) x u Hu) as H. cbv zeta in H.
    change (next_x (X p) (U p)) with (X (S p)) in H. change (next_u (X p) (U p)) with (U (S p)) in H.
    simpl sum. lra.
Qed.

Lemma sum_lagrangian p x u : nrm m u <= 1 ->
  sum p (fun k => lagrangian (X (S k)) u - lagrangian x (U (S k)))
  <= dot N (fun j => x j - x0 j) (fun j => x j - x0 j) / tau + dot m (fun i => u i - u0 i) (fun i => u i - u0 i) / sigma.
Proof.
  intros Hu. pose proof (telescope p x u Hu). pose proof (quad_le (fun j => x j - x0 j) (fun i => u i - u0 i)).
  pose proof (quad_nonneg (fun j => x j - X p j) (fun i => u i - U p i)). lra.
Qed.
End Steps.

(** ** Means *)
Lemma mean_times p V j : (0 < p)%nat -> INR p * mean p V j = sum p (fun k => V (S k) j).
Proof. intros Hp. apply lt_INR in Hp. simpl in Hp. unfold mean. field. lra. Qed.

Lemma seminorm_mean p V : (0 < p)%nat -> INR p * G (mean p V) <= sum p (fun k => G (V (S k))).
Proof.
  intros Hp. pose proof HG as [He [Hh _]]. rewrite <- Hh by apply pos_INR.
  rewrite (He _ (fun j => sum p (fun k => V (S k) j))) by (intros; apply mean_times; auto).
  apply (seminorm_sum N G p (fun k => V (S k)) HG).
Qed.

Lemma mv_mean p V i : (0 < p)%nat -> INR p * mv N A (mean p V) i = sum p (fun k => mv N A (V (S k)) i).
Proof.
  intros Hp. unfold mv. rewrite <- sum_scal, sum_swap. apply sum_ext. intros j _.
  rewrite sum_scal, <- mean_times by auto. ring.
Qed.

Lemma lagrangian_mean_x p V u : (0 < p)%nat -> INR p * lagrangian (mean p V) u <= sum p (fun k => lagrangian (V (S k)) u).
Proof.
  intros Hp. unfold lagrangian. rewrite sum_plus, Rmult_plus_distr_l. apply Rplus_le_compat; [apply seminorm_mean; auto|].
  right. unfold dot. rewrite sum_swap, <- sum_scal. apply sum_ext. intros i _. unfold rsd.
  rewrite (sum_ext p _ (fun k => u i * (mv N A (V (S k)) i - y i))) by (intros; ring).
  rewrite sum_scal, sum_minus, sum_const, <- mv_mean by auto. ring.
Qed.

Lemma lagrangian_mean_u p V x : (0 < p)%nat -> INR p * lagrangian x (mean p V) = sum p (fun k => lagrangian x (V (S k))).
Proof.
  intros Hp. unfold lagrangian. rewrite sum_plus, sum_const, Rmult_plus_distr_l. f_equal.
  unfold dot. rewrite sum_swap, <- sum_scal. apply sum_ext. intros i _. rewrite sum_scal, <- mean_times by auto. ring.
Qed.

(** ** Lemma 6 *)
Theorem ergodic p x0 u0 x u : (0 < p)%nat -> nrm m u <= 1 ->
  let X := mean p (fun k => fst (iterates x0 u0 k)) in
  let U := mean p (fun k => snd (iterates x0 u0 k)) in
  lagrangian X u - lagrangian x U
  <= (nrm N (fun j => x j - x0 j) * nrm N (fun j => x j - x0 j) / tau
      + nrm m (fun i => u i - u0 i) * nrm m (fun i => u i - u0 i) / sigma) / INR p.
Proof.
  intros Hp Hu X U. pose proof (sum_lagrangian x0 u0 p x u Hu) as S. rewrite sum_minus in S.
  pose proof (lagrangian_mean_x p (fun k => fst (iterates x0 u0 k)) u Hp) as HX.
  pose proof (lagrangian_mean_u p (fun k => snd (iterates x0 u0 k)) x Hp) as HU.
  fold X in HX. fold U in HU. rewrite !nrm_sq. assert (0 < INR p) by (apply lt_INR in Hp; simpl in Hp; lra).
  apply Rmult_le_reg_l with (INR p); [auto|]. cbv beta in HX, HU.
  eapply Rle_trans; [|eapply Rle_trans; [exact S|right; field; lra]]. rewrite Rmult_minus_distr_l, HU. lra.
Qed.

(** the objective is the maximum of the Lagrangian over the unit ball *)
Lemma lagrangian_le x u : nrm m u <= 1 -> lagrangian x u <= primal x.
Proof.
  intros Hu. unfold lagrangian, primal. pose proof (cauchy_schwarz m (rsd N A y x) u) as CS.
  pose proof (Rle_abs (dot m (rsd N A y x) u)). pose proof (nrm_nonneg m (rsd N A y x)). nra.
Qed.

Lemma lagrangian_attains x : exists u, nrm m u <= 1 /\ lagrangian x u = primal x.
Proof.
  unfold lagrangian, primal. set (r := rsd N A y x). pose proof (nrm_nonneg m r) as Hr.
  destruct (Rle_lt_or_eq_dec 0 (nrm m r) Hr) as [Hp|Hz].
  - exists (fun i => / nrm m r * r i). split.
    + rewrite nrm_scal, Rabs_pos_eq by (left; apply Rinv_0_lt_compat; auto). right. field. lra.
    + f_equal. unfold dot. rewrite (sum_ext m _ (fun i => / nrm m r * (r i * r i))) by (intros; ring).
      rewrite sum_scal. fold (dot m r r). rewrite <- nrm_sq. field. lra.
  - exists (fun _ => 0). split; [rewrite nrm_zero by auto; lra|]. f_equal. rewrite <- Hz. unfold dot.
    rewrite (sum_ext m _ (fun _ => 0)) by (intros; ring). apply sum_0.
Qed.

Lemma mean_ball p V : (0 < p)%nat -> (forall k, nrm m (V (S k)) <= 1) -> nrm m (mean p V) <= 1.
Proof.
  intros Hp HV. assert (H0 : 0 < INR p) by (apply lt_INR in Hp; simpl in Hp; lra).
  apply Rmult_le_reg_l with (INR p); [auto|]. rewrite <- (Rabs_pos_eq (INR p)) at 1 by lra. rewrite <- nrm_scal.
  rewrite (nrm_ext m _ (fun i => sum p (fun k => V (S k) i))) by (intros; apply mean_times; auto).
  clear Hp H0. induction p as [|p IH].
  - simpl sum. rewrite nrm_zero by auto. simpl. lra.
  - rewrite S_INR. simpl sum. eapply Rle_trans; [apply minkowski|]. pose proof (HV p). lra.
Qed.

Theorem ergodic_objective p x0 x : (0 < p)%nat ->
  primal (mean p (fun k => fst (iterates x0 (fun _ => 0) k))) - primal x
  <= (nrm N (fun j => x j - x0 j) * nrm N (fun j => x j - x0 j) / tau + 1 / sigma) / INR p.
Proof.
  intros Hp. set (X := mean p _). set (u0 := fun _ : nat => 0). destruct (lagrangian_attains X) as [u [Hu Eu]].
  pose proof (ergodic p x0 u0 x u Hp Hu) as E. cbv zeta in E. fold u0 in X. fold X in E. rewrite Eu in E.
  pose proof (lagrangian_le x (mean p (fun k => snd (iterates x0 u0 k)))
    (mean_ball p (fun k => snd (iterates x0 u0 k)) Hp (iterate_ball x0 u0))) as HU.
  assert (H0 : 0 < INR p) by (apply lt_INR in Hp; simpl in Hp; lra).
  apply Rle_trans with ((nrm N (fun j => x j - x0 j) * nrm N (fun j => x j - x0 j) / tau
      + nrm m (fun i => u i - u0 i) * nrm m (fun i => u i - u0 i) / sigma) / INR p); [lra|].
  rewrite (nrm_ext m (fun i => u i - u0 i) u) by (intros; unfold u0; ring). pose proof (nrm_nonneg m u).
  unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; auto|].
  apply Rplus_le_compat_l, Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; auto|nra].
Qed.
End Iteration.
