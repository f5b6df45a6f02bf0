(** * Minimisers of the tied-columns problem when all entries are perturbed (theory, conditioning: Theorem 13)

    (B + F) x' ~ b + f, where the columns of F, and f, have norm at most k.  [shift x'] = f - F x', so that B x' = b + shift x' - (residual of x').
    [deviation x']: how far the sum of the heads and the tail of x' are from those of the unperturbed minimisers.
    [nearest]: if the heads of x' have the right signs and support, some unperturbed minimiser is that near.
    [controlled L g X]: for small k this is so for all minimisers x', and |deviation| <= k (L (1 + |x'|_1) + g)/a in the limit.
    [perturbation_bound]: then the distance is at most k (L (1 + |x|_1) + g)/a in the limit, |x|_1 being the common norm of the unperturbed minimisers. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems DualCertificate TiedColumns.
Open Scope R_scope.

(** ** For all small k > 0 *)
Definition small (Q : R -> Prop) : Prop := exists k0, 0 < k0 /\ forall k, 0 < k <= k0 -> Q k.
Lemma small_and Q Q' : small Q -> small Q' -> small (fun k => Q k /\ Q' k).
Proof.
  intros (k0 & H0 & H) (k1 & H1 & H'). exists (Rmin k0 k1). split; [apply Rmin_glb_lt; auto|].
  pose proof (Rmin_l k0 k1). pose proof (Rmin_r k0 k1). intros k Hk. split; [apply H|apply H']; lra.
Qed.
Lemma small_impl (Q Q' : R -> Prop) : (forall k, 0 < k -> Q k -> Q' k) -> small Q -> small Q'.
Proof. intros H (k0 & H0 & H1). exists k0. split; auto. intros k Hk. apply H; [lra|auto]. Qed.
Lemma small_le C D : 0 < D -> small (fun k => k * C <= D).
Proof.
  intros HD. pose proof (Rabs_pos C). exists (D / (Rabs C + 1)). split; [apply Rdiv_lt_0_compat; lra|].
  intros k [Hk Hk']. apply (Rmult_le_compat_r (Rabs C + 1)) in Hk'; [|lra].
  replace (D / (Rabs C + 1) * (Rabs C + 1)) with D in Hk' by (field; lra). pose proof (Rle_abs C). nra.
Qed.

(** ** Norms *)
Lemma nrm_mv_columns m N F x k : (forall j, (j < N)%nat -> nrm m (fun i => F i j) <= k) -> nrm m (mv N F x) <= k * norm1 N x.
Proof.
  intros H. induction N as [|N IH].
  - rewrite nrm_zero by (intros; reflexivity). unfold norm1. simpl. lra.
  - pose proof (minkowski m (mv N F x) (fun i => x N * F i N)) as M. rewrite nrm_scal in M.
    rewrite (nrm_ext m (mv (S N) F x) (fun i => mv N F x i + x N * F i N)) by (intros; unfold mv; simpl; ring).
    specialize (IH ltac:(intros; apply H; lia)). specialize (H N ltac:(lia)). unfold norm1 in *. simpl.
    assert (Rabs (x N) * nrm m (fun i => F i N) <= Rabs (x N) * k) by (apply Rmult_le_compat_l; [apply Rabs_pos|auto]). lra.
Qed.
Lemma tmv_columns m N F u k j : (forall j, (j < N)%nat -> nrm m (fun i => F i j) <= k) -> (j < N)%nat -> Rabs (tmv m F u j) <= k * nrm m u.
Proof.
  intros H Hj. pose proof (cauchy_schwarz m u (fun i => F i j)) as C. change (dot m u (fun i => F i j)) with (tmv m F u j) in C.
  specialize (H j Hj). pose proof (nrm_nonneg m u). nra.
Qed.
Lemma norm1_le_length_nrm n x : norm1 n x <= INR n * nrm n x.
Proof. unfold norm1. rewrite <- sum_const. apply sum_le. intros i Hi. apply coord_le_nrm; auto. Qed.
Lemma nrm_entries n x r : 0 <= r -> (forall i, (i < n)%nat -> Rabs (x i) <= r) -> nrm n x <= sqrt (INR n) * r.
Proof.
  intros Hr H. pose proof (sqrt_pos (INR n)). apply nrm_le_sq; [nra|].
  replace (sqrt (INR n) * r * (sqrt (INR n) * r)) with (sqrt (INR n) * sqrt (INR n) * (r * r)) by ring. rewrite sqrt_sqrt by apply pos_INR.
  unfold dot. rewrite <- sum_const. apply sum_le. intros i Hi. specialize (H i Hi). apply Rabs_le_iff in H. nra.
Qed.
Lemma nrm_two n x p q a : 0 < a -> (forall i, (i < n)%nat -> a * Rabs (x i) <= Rabs (p i) + Rabs (q i)) -> a * nrm n x <= nrm n p + nrm n q.
Proof.
  intros Ha H. rewrite <- (Rabs_pos_eq a) at 1 by lra. rewrite <- nrm_scal.
  assert (E : forall y, nrm n (fun i => Rabs (y i)) = nrm n y).
  { intros y. unfold nrm, dot. f_equal. apply sum_ext. intros i _. rewrite <- Rabs_mult. apply Rabs_pos_eq. exact (Rle_0_sqr (y i)). }
  rewrite <- (E p), <- (E q), <- E. eapply Rle_trans; [|apply minkowski]. apply nrm_mono. intros i Hi.
  rewrite Rabs_mult, (Rabs_pos_eq a) by lra. split; [apply Rmult_le_pos; [lra|apply Rabs_pos]|apply H, Hi].
Qed.

Section Perturbation.
Variables (d mt : nat) (a : nat -> R) (c beta astar rho a0 : R) (v w : nat -> R) (jm : nat).
Hypothesis Hc : 0 < c.
Hypothesis Ha : forall j, (j < d)%nat -> 0 < a j <= astar.
Hypothesis Hjm : (jm < d)%nat.
Hypothesis Ejm : a jm = astar.
Hypothesis Hbeta : rho / astar < beta.
Hypothesis Ha0 : 0 < a0 <= astar.
Hypothesis Hc0 : a0 <= c.
Let m := S mt. Let N := (d + mt)%nat. Let B := Bmat d a c. Let b := bvec beta v.

Definition perturbed_by (k : R) (F : nat -> nat -> R) (f : nat -> R) : Prop :=
  (forall j, (j < d + mt)%nat -> nrm (S mt) (fun i => F i j) <= k) /\ nrm (S mt) f <= k.
Definition pmat (F : nat -> nat -> R) i j := Bmat d a c i j + F i j.
Definition pvec (f : nat -> R) i := bvec beta v i + f i.
Definition shift (F : nat -> nat -> R) f x i := f i - mv (d + mt) F x i.
Definition deviation x (i : nat) : R := match i with
  | O => sum d x - t_face beta astar rho
  | S q => x (d + q)%nat - tail_val c rho v w q end.
Definition heads_ok x : Prop :=
  (forall j, (j < d)%nat -> 0 <= x j) /\ (forall j, (j < d)%nat -> a j < astar -> x j = 0) /\ 0 < sum d x.
(** the l1 norm of the unperturbed minimisers *)
Definition face_norm1 : R := t_face beta astar rho + norm1 mt (tail_val c rho v w).

Lemma shift_bound k F f x : perturbed_by k F f -> nrm m (shift F f x) <= k * (1 + norm1 N x).
Proof.
  intros [HF Hf]. pose proof (nrm_mv_columns m N F x k HF) as H. pose proof (minkowski m f (fun i => - mv N F x i)) as M. rewrite nrm_opp in M.
  fold m in Hf. unfold shift. fold N. unfold Rminus. lra.
Qed.
Lemma pmat_mv F x i : mv N (pmat F) x i = mv N B x i + mv N F x i.
Proof. unfold mv, pmat. rewrite <- sum_plus. apply sum_ext; intros. unfold B. ring. Qed.

(** the equations for heads and tail *)
Lemma head_equation F f x : sum d (fun j => a j * x j) = beta + shift F f x 0 + rsd N (pmat F) (pvec f) x 0.
Proof.
  unfold rsd. rewrite pmat_mv. unfold B, N. rewrite mv_head. unfold pvec, shift. simpl. ring.
Qed.
Lemma tail_equation F f x q : (q < mt)%nat -> c * x (d + q)%nat = v q + shift F f x (S q) + rsd N (pmat F) (pvec f) x (S q).
Proof.
  intros Hq. unfold rsd. rewrite pmat_mv. unfold B, N. rewrite mv_tail by exact Hq. unfold pvec, shift. simpl. ring.
Qed.
Lemma head_sum x : heads_ok x -> sum d (fun j => a j * x j) = astar * sum d x.
Proof.
  intros (H1 & H2 & _). rewrite <- sum_scal. apply sum_ext. intros j Hj. destruct (Ha j Hj) as [_ [L|E]]; [rewrite (H2 j Hj L); ring|rewrite E; ring].
Qed.
(** deviations, as the equations give them *)
Lemma head_deviation F f x : heads_ok x -> astar * deviation x 0 = shift F f x 0 + (rsd N (pmat F) (pvec f) x 0 + rho / astar).
Proof.
  intros H. pose proof (head_equation F f x) as E. rewrite (head_sum x H) in E. simpl. unfold t_face. rewrite Rmult_minus_distr_l, E. field. lra.
Qed.
Lemma tail_deviation F f x q : (q < mt)%nat -> c * deviation x (S q) = shift F f x (S q) + (rsd N (pmat F) (pvec f) x (S q) + rho * w q / c).
Proof. intros Hq. simpl. rewrite Rmult_minus_distr_l, (tail_equation F f x q Hq). unfold tail_val. field. lra. Qed.

Lemma t_pos : 0 < t_face beta astar rho.
Proof. unfold t_face. apply Rdiv_lt_0_compat; lra. Qed.

(** ** The nearest unperturbed minimiser: heads scaled *)
Theorem nearest x : heads_ok x -> exists x0, face d mt a c beta astar rho v w x0 /\ nrm N (fun j => x j - x0 j) <= nrm m (deviation x).
Proof.
  intros (H1 & H2 & H3). pose proof t_pos as Ht. set (p := sum d x) in *. set (t := t_face beta astar rho) in *.
  exists (fun j => if (j <? d)%nat then x j * (t / p) else tail_val c rho v w (j - d)). split; [split; [|split; [|split]]|].
  - intros j Hj. destruct (Nat.ltb_spec j d); [|lia]. apply Rmult_le_pos; [auto|]. left. apply Rdiv_lt_0_compat; auto.
  - intros j Hj L. destruct (Nat.ltb_spec j d); [|lia]. rewrite H2 by auto. ring.
  - rewrite (sum_ext d _ (fun j => t / p * x j)).
    + rewrite sum_scal. fold p t. field. lra.
    + intros j Hj. destruct (Nat.ltb_spec j d); [ring|lia].
  - intros q Hq. destruct (Nat.ltb_spec (d + q) d); [lia|]. f_equal. lia.
  - unfold nrm. apply sqrt_le_1_alt. unfold dot, N, m. change (S mt) with (1 + mt)%nat. rewrite !sum_split. apply Rplus_le_compat.
    + simpl. fold p t. rewrite Rplus_0_l. apply Rle_trans with ((1 - t / p) * (1 - t / p) * dot d x x).
      * unfold dot. rewrite <- sum_scal. right. apply sum_ext. intros j Hj. destruct (Nat.ltb_spec j d); [ring|lia].
      * assert (D : dot d x x <= p * p).
        { rewrite <- nrm_sq. assert (nrm d x <= p); [|pose proof (nrm_nonneg d x); nra]. eapply Rle_trans; [apply nrm_le_norm1|].
          right. apply sum_ext. intros j Hj. apply Rabs_pos_eq; auto. }
        apply Rle_trans with ((1 - t / p) * (1 - t / p) * (p * p)); [apply Rmult_le_compat_l; [exact (Rle_0_sqr (1 - t / p))|exact D]|].
        right. field. lra.
    + right. apply sum_ext. intros q Hq. destruct (Nat.ltb_spec (d + q) d); [lia|]. replace (d + q - d)%nat with q by lia. reflexivity.
Qed.

Lemma norm1_deviation x : heads_ok x -> norm1 N x <= face_norm1 + norm1 m (deviation x).
Proof.
  intros (H1 & _). unfold norm1, face_norm1, N, m. change (S mt) with (1 + mt)%nat. rewrite !sum_split. unfold norm1.
  rewrite (sum_ext d (fun i => Rabs (x i)) x) by (intros; apply Rabs_pos_eq; auto). simpl (sum 1 _). pose proof (Rle_abs (sum d x - t_face beta astar rho)).
  assert (sum mt (fun q => Rabs (x (d + q)%nat)) <= sum mt (fun q => Rabs (tail_val c rho v w q)) + sum mt (fun q => Rabs (deviation x (1 + q)))); [|lra].
  rewrite <- sum_plus. apply sum_le. intros q _. simpl. pose proof (Rabs_triang (tail_val c rho v w q) (x (d + q)%nat - tail_val c rho v w q)) as T.
  replace (tail_val c rho v w q + (x (d + q)%nat - tail_val c rho v w q)) with (x (d + q)%nat) in T by ring. exact T.
Qed.

(** ** From deviations to distances *)
Definition controlled (P : problem) (L g X : R) : Prop := forall gap, 0 < gap -> small (fun k => forall F f x, perturbed_by k F f ->
  Xi P (S mt) (d + mt) (pmat F) (pvec f) x ->
  heads_ok x /\ norm1 (d + mt) x <= X /\ a0 * nrm (S mt) (deviation x) <= k * (L * (1 + norm1 (d + mt) x) + g + gap)).

Theorem perturbation_bound P L g X : 1 <= L -> 0 <= g -> 0 <= X -> controlled P L g X -> forall gap, 0 < gap -> small (fun k => forall F f x, perturbed_by k F f ->
  Xi P (S mt) (d + mt) (pmat F) (pvec f) x ->
  exists x0, face d mt a c beta astar rho v w x0 /\ a0 * nrm (d + mt) (fun j => x j - x0 j) <= k * (L * (1 + face_norm1) + g + gap)).
Proof.
  intros HL Hg HX H gap Hgap. specialize (H (gap / 2) ltac:(lra)). set (Y := (L * (1 + X) + g + gap / 2) / a0).
  assert (HY : a0 * Y = L * (1 + X) + g + gap / 2) by (unfold Y; field; lra).
  assert (Hq : 0 < gap / (2 * L)) by (apply Rdiv_lt_0_compat; lra).
  generalize (small_and _ _ H (small_le (INR m * Y) (gap / (2 * L)) Hq)). apply small_impl.
  intros k Hk [H1 H2] F f x Hp Hx. destruct (H1 F f x Hp Hx) as (Ho & Hn & Hd).
  destruct (nearest x Ho) as (x0 & Hf & Hnear). exists x0. split; [exact Hf|].
  pose proof (norm1_deviation x Ho) as N1. pose proof (norm1_le_length_nrm m (deviation x)) as N2. pose proof (pos_INR m) as Hm. fold N m in Hd, Hn, Hnear |- *.
  assert (D : nrm m (deviation x) <= k * Y).
  { apply (Rmult_le_reg_l a0); [lra|]. replace (a0 * (k * Y)) with (k * (a0 * Y)) by ring. rewrite HY. eapply Rle_trans; [exact Hd|]. apply Rmult_le_compat_l; [lra|].
    assert (L * norm1 N x <= L * X) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hs : INR m * nrm m (deviation x) <= gap / (2 * L)) by (eapply Rle_trans; [apply Rmult_le_compat_l; [exact Hm|exact D]|lra]).
  apply Rle_trans with (a0 * nrm m (deviation x)); [apply Rmult_le_compat_l; lra|].
  eapply Rle_trans; [exact Hd|]. apply Rmult_le_compat_l; [lra|].
  assert (L * norm1 N x <= L * (face_norm1 + gap / (2 * L))) by (apply Rmult_le_compat_l; lra).
  replace (L * (face_norm1 + gap / (2 * L))) with (L * face_norm1 + gap / 2) in H0 by (field; lra). lra.
Qed.
End Perturbation.
