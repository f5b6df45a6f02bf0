(** * The four mixings are orthogonal: [identity_orthogonal], [householder_orthogonal], [hadamard_orthogonal], [dct_orthogonal]

    [identity];   [householder m w] = I - 2 w w^T / |w|^2, w not 0;   [hadamard p], m = 2^p: Sylvester's matrix divided by sqrt m;
    [dct m]: Q_kj = sqrt ((1 if k = 0 else 2)/m) cos (pi (2j+1) k / (2m)). *)
Require Import Reals Lra Lia Psatz Arith Bool.
From Barriers Require Import Sums Norms Problems Mixing.
Open Scope R_scope.

Lemma orthogonal_symmetric m Q : (forall i j, (i < m)%nat -> (j < m)%nat -> Q i j = Q j i) -> orthonormal_columns m Q -> orthogonal m Q.
Proof.
  intros HQ H. split; [exact H|]. intros k l Hk Hl. rewrite <- (H k l Hk Hl). apply sum_ext. intros i Hi.
  rewrite (HQ k i), (HQ l i) by auto. reflexivity.
Qed.

(** ** Identity *)
Definition identity (i j : nat) : R := if (i =? j)%nat then 1 else 0.

Lemma identity_sum m f k : (k < m)%nat -> sum m (fun i => identity i k * f i) = f k.
Proof.
  intros Hk. unfold identity. rewrite (sum_single m _ k Hk); [rewrite Nat.eqb_refl; ring|].
  intros i _ Hn. destruct (Nat.eqb_spec i k); [lia|ring].
Qed.
Lemma identity_sym i j : identity i j = identity j i.
Proof. unfold identity. rewrite Nat.eqb_sym. reflexivity. Qed.

Theorem identity_orthogonal m : orthogonal m identity.
Proof.
  apply orthogonal_symmetric; [intros; apply identity_sym|]. intros k l Hk Hl. rewrite identity_sum by auto. reflexivity.
Qed.

(** ** Householder *)
Definition householder m (w : nat -> R) (i j : nat) : R := identity i j - 2 * w i * w j / dot m w w.

Theorem householder_orthogonal m w : dot m w w <> 0 -> orthogonal m (householder m w).
Proof.
  intros Hw. set (W := dot m w w) in *. apply orthogonal_symmetric.
  { intros i j _ _. unfold householder. rewrite identity_sym. field; auto. }
  intros k l Hk Hl. change (if (k =? l)%nat then 1 else 0) with (identity k l).
  rewrite (sum_ext m _ (fun i => identity i k * householder m w i l - (2 * w k / W) * (identity i l * w i)
                                 + (2 * w k / W) * (2 * w l / W) * (w i * w i))).
  2:{ intros i _. unfold householder. fold W. field; auto. }
  rewrite sum_plus, sum_minus, !sum_scal, !identity_sum by auto.
  change (sum m (fun i => w i * w i)) with W. unfold householder. fold W. field; auto.
Qed.

(** ** Hadamard *)
(** -1 to the number of binary ones that i and j have in common, among the first p *)
Fixpoint parity (p i j : nat) : R :=
  match p with O => 1 | S q => parity q i j * (if Nat.testbit i q && Nat.testbit j q then -1 else 1) end.
Definition hadamard (p i j : nat) : R := parity p i j / sqrt (2 ^ p).
Fixpoint agree (p k l : nat) : bool :=
  match p with O => true | S q => agree q k l && eqb (Nat.testbit k q) (Nat.testbit l q) end.

Lemma testbit_low p i b : (b < p)%nat -> Nat.testbit (2 ^ p + i) b = Nat.testbit i b.
Proof.
  intros Hb. rewrite <- (Nat.mod_pow2_bits_low (2 ^ p + i) p b), <- (Nat.mod_pow2_bits_low i p b) by auto. f_equal.
  replace (2 ^ p + i)%nat with (i + 1 * 2 ^ p)%nat by lia. apply Nat.mod_add. apply Nat.pow_nonzero. lia.
Qed.
Lemma testbit_top p i : (i < 2 ^ p)%nat -> Nat.testbit (2 ^ p + i) p = true.
Proof.
  intros Hi. apply Nat.testbit_true. replace (2 ^ p + i)%nat with (i + 1 * 2 ^ p)%nat by lia.
  rewrite Nat.div_add, Nat.div_small by lia. reflexivity.
Qed.
Lemma testbit_above p i b : (i < 2 ^ p)%nat -> (p <= b)%nat -> Nat.testbit i b = false.
Proof. intros Hi Hb. rewrite <- (Nat.mod_small i (2 ^ p)) by auto. apply Nat.mod_pow2_bits_high. auto. Qed.

Lemma parity_ext p i i' j : (forall b, (b < p)%nat -> Nat.testbit i b = Nat.testbit i' b) -> parity p i j = parity p i' j.
Proof. induction p as [|p IH]; intros H; [reflexivity|]. simpl. rewrite IH, H by auto. reflexivity. Qed.
Lemma parity_sym p i j : parity p i j = parity p j i.
Proof. induction p as [|p IH]; [reflexivity|]. simpl. rewrite IH, andb_comm. reflexivity. Qed.

Lemma agree_equal p k l : (k < 2 ^ p)%nat -> (l < 2 ^ p)%nat -> agree p k l = (k =? l)%nat.
Proof.
  intros Hk Hl. apply eq_true_iff_eq. rewrite Nat.eqb_eq. split.
  - intros H. apply Nat.bits_inj. intros b. destruct (Nat.lt_ge_cases b p) as [L|L].
    + clear Hk Hl. induction p as [|p IH]; [lia|]. simpl in H. apply andb_prop in H. destruct H as [H1 H2]. apply eqb_prop in H2.
      destruct (Nat.eq_dec b p) as [->|]; [exact H2|apply IH; auto; lia].
    + rewrite (testbit_above p k), (testbit_above p l) by auto. reflexivity.
  - intros ->. clear. induction p as [|p IH]; [reflexivity|]. simpl. rewrite IH, eqb_reflx. reflexivity.
Qed.

Lemma parity_sum p k l : sum (2 ^ p) (fun i => parity p i k * parity p i l) = if agree p k l then 2 ^ p else 0.
Proof.
  induction p as [|p IH]; [simpl; ring|]. replace (2 ^ S p)%nat with (2 ^ p + 2 ^ p)%nat by (simpl; lia). rewrite sum_split.
  set (x := if Nat.testbit k p then -1 else 1). set (y := if Nat.testbit l p then -1 else 1).
  rewrite (sum_ext _ _ (fun i => parity p i k * parity p i l)).
  2:{ intros i Hi. simpl. rewrite (testbit_above p i p) by auto. simpl. ring. }
  rewrite (sum_ext _ (fun i => parity (S p) (2 ^ p + i) k * _) (fun i => x * y * (parity p i k * parity p i l))).
  2:{ intros i Hi. cbn [parity]. rewrite testbit_top by auto. rewrite !(parity_ext p (2 ^ p + i) i) by (intros; apply testbit_low; auto).
      cbn [andb]. fold x y. ring. }
  rewrite sum_scal, IH. cbn [agree pow]. unfold x, y.
  destruct (agree p k l), (Nat.testbit k p), (Nat.testbit l p); cbn [andb eqb]; ring.
Qed.

Theorem hadamard_orthogonal p : orthogonal (2 ^ p) (hadamard p).
Proof.
  apply orthogonal_symmetric; [intros; unfold hadamard; rewrite parity_sym; reflexivity|]. intros k l Hk Hl. unfold hadamard.
  assert (H2 : 0 < 2 ^ p) by (apply pow_lt; lra). pose proof (sqrt_lt_R0 _ H2) as Hs. pose proof (sqrt_sqrt (2 ^ p) ltac:(lra)) as E.
  rewrite (sum_ext _ _ (fun i => / 2 ^ p * (parity p i k * parity p i l))).
  - rewrite sum_scal, parity_sum, agree_equal by auto. destruct (k =? l)%nat; [field; lra|ring].
  - intros i _. rewrite <- E at 3. field. lra.
Qed.

(** ** Discrete cosine transform *)
Definition dct (m k j : nat) : R :=
  sqrt ((if (k =? 0)%nat then 1 else 2) / INR m) * cos (PI * (2 * INR j + 1) * INR k / (2 * INR m)).

Lemma cos_product x y : cos x * cos y = / 2 * (cos (x + y) + cos (x - y)).
Proof. rewrite cos_plus, cos_minus. field. Qed.
(** the telescoping sums *)
Lemma odd_cosines m t : 2 * sin t * sum m (fun j => cos ((2 * INR j + 1) * t)) = sin (2 * INR m * t).
Proof.
  induction m as [|m IH]; [simpl; rewrite !Rmult_0_r, Rmult_0_l, sin_0; ring|]. cbn [sum]. rewrite Rmult_plus_distr_l, IH, S_INR.
  set (x := (2 * INR m + 1) * t). replace (2 * INR m * t) with (x - t) by (unfold x; ring).
  replace (2 * (INR m + 1) * t) with (x + t) by (unfold x; ring). rewrite sin_plus, sin_minus. ring.
Qed.
Lemma even_cosines m t : sin t * sum (S m) (fun k => (if (k =? 0)%nat then 1 else 2) * cos (2 * INR k * t)) = sin ((2 * INR m + 1) * t).
Proof.
  induction m as [|m IH].
  - simpl. rewrite Rmult_0_r, Rmult_0_l, cos_0, !Rplus_0_l, !Rmult_1_l. ring.
  - cbn [sum] in *. rewrite Rmult_plus_distr_l, IH. cbn [Nat.eqb]. rewrite S_INR.
    set (x := 2 * (INR m + 1) * t). replace ((2 * INR m + 1) * t) with (x - t) by (unfold x; ring).
    replace ((2 * (INR m + 1) + 1) * t) with (x + t) by (unfold x; ring). rewrite sin_plus, sin_minus. ring.
Qed.

Lemma turns n : sin (INR n * PI) = 0 /\ cos (INR n * PI) = (-1) ^ n.
Proof.
  induction n as [|n [IH1 IH2]]; [simpl; rewrite Rmult_0_l, sin_0, cos_0; auto|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, neg_sin, neg_cos, IH1, IH2. simpl. split; ring.
Qed.

Section Cosines.
Variable m : nat.
Hypothesis Hm : (1 <= m)%nat.
(** t = pi/(2m) *)
Let t := PI / (2 * INR m).
Lemma m_pos : 1 <= INR m. Proof. apply (le_INR 1). exact Hm. Qed.
Lemma quarter_turns n : 2 * INR m * (INR n * t) = INR n * PI.
Proof. pose proof m_pos. unfold t. field. lra. Qed.
Lemma sin_step n : (0 < n < 2 * m)%nat -> sin (INR n * t) <> 0.
Proof.
  intros Hn. pose proof m_pos. pose proof PI_RGT_0 as HP. assert (Ht : 0 < t) by (unfold t; apply Rdiv_lt_0_compat; lra).
  assert (0 < INR n) by (apply lt_0_INR; lia). assert (INR n < 2 * INR m) by (rewrite <- (mult_INR 2); apply lt_INR; lia).
  apply Rgt_not_eq, sin_gt_0; [apply Rmult_lt_0_compat; lra|].
  replace PI with (2 * INR m * t) by (unfold t; field; lra). apply Rmult_lt_compat_r; auto.
Qed.

(** sum of cos ((2j+1) n t) over j;   sum of (1 or 2) cos (2 k n t) over k *)
Definition odd_sum n := sum m (fun j => cos ((2 * INR j + 1) * (INR n * t))).
Definition even_sum n := sum m (fun k => (if (k =? 0)%nat then 1 else 2) * cos (2 * INR k * (INR n * t))).

Lemma odd_sum_zero : odd_sum 0 = INR m.
Proof.
  unfold odd_sum. rewrite (sum_ext m _ (fun _ => 1)); [rewrite sum_const; ring|]. intros j _. simpl INR at 2.
  rewrite Rmult_0_l, Rmult_0_r. apply cos_0.
Qed.
Lemma odd_sum_other n : (0 < n < 2 * m)%nat -> odd_sum n = 0.
Proof.
  intros Hn. pose proof (odd_cosines m (INR n * t)) as E. rewrite quarter_turns, (proj1 (turns n)) in E.
  pose proof (sin_step n Hn). unfold odd_sum. apply (Rmult_eq_reg_l (2 * sin (INR n * t))); lra.
Qed.
Lemma even_sum_zero : even_sum 0 = 2 * INR m - 1.
Proof.
  unfold even_sum. pose proof Hm as H. destruct m as [|p]; [lia|].
  rewrite (sum_ext (S p) _ (fun k => 2 - (if (k =? 0)%nat then 1 else 0))).
  - rewrite sum_minus, sum_const, (sum_single _ _ 0); [simpl Nat.eqb; cbv iota; ring|lia|].
    intros k _ Hk. destruct (Nat.eqb_spec k 0); [lia|reflexivity].
  - intros k _. simpl INR at 2. rewrite Rmult_0_l, Rmult_0_r, cos_0. destruct (k =? 0)%nat; ring.
Qed.
Lemma even_sum_other n : (0 < n < 2 * m)%nat -> even_sum n = - (-1) ^ n.
Proof.
  intros Hn. pose proof (sin_step n Hn) as Hs. pose proof (quarter_turns n) as Q. unfold even_sum. pose proof Hm as H1.
  destruct m as [|p]; [lia|]. pose proof (even_cosines p (INR n * t)) as E.
  replace ((2 * INR p + 1) * (INR n * t)) with (INR n * PI - INR n * t) in E by (rewrite <- Q, S_INR; ring).
  rewrite sin_minus, (proj1 (turns n)), (proj2 (turns n)) in E.
  apply (Rmult_eq_reg_l (sin (INR n * t))); [rewrite E; ring|exact Hs].
Qed.

Lemma dct_entry k j : dct m k j = sqrt ((if (k =? 0)%nat then 1 else 2) / INR m) * cos ((2 * INR j + 1) * (INR k * t)).
Proof. pose proof m_pos. unfold dct, t. f_equal. f_equal. field. lra. Qed.
Lemma scale_sq k : sqrt ((if (k =? 0)%nat then 1 else 2) / INR m) * sqrt ((if (k =? 0)%nat then 1 else 2) / INR m)
  = (if (k =? 0)%nat then 1 else 2) / INR m.
Proof.
  pose proof m_pos. apply sqrt_sqrt. apply Rmult_le_pos; [destruct (k =? 0)%nat; lra|left; apply Rinv_0_lt_compat; lra].
Qed.

(** rows k <= l *)
Lemma dct_rows k l : (k <= l)%nat -> (l < m)%nat -> sum m (fun j => dct m k j * dct m l j) = if (k =? l)%nat then 1 else 0.
Proof.
  intros Hkl Hl. pose proof m_pos as Hp. set (g := fun k => sqrt ((if (k =? 0)%nat then 1 else 2) / INR m)).
  rewrite (sum_ext m _ (fun j => (g k * g l / 2) * (cos ((2 * INR j + 1) * (INR (l + k) * t)) + cos ((2 * INR j + 1) * (INR (l - k) * t))))).
  2:{ intros j _. rewrite !dct_entry. fold (g k) (g l).
      replace ((2 * INR j + 1) * (INR (l + k) * t)) with ((2 * INR j + 1) * (INR l * t) + (2 * INR j + 1) * (INR k * t)) by (rewrite plus_INR; ring).
      replace ((2 * INR j + 1) * (INR (l - k) * t)) with ((2 * INR j + 1) * (INR l * t) - (2 * INR j + 1) * (INR k * t))
        by (rewrite minus_INR by auto; ring).
      replace (cos (_ + _) + cos (_ - _)) with (2 * (cos ((2 * INR j + 1) * (INR l * t)) * cos ((2 * INR j + 1) * (INR k * t))))
        by (rewrite cos_product; field). field. }
  rewrite sum_scal, sum_plus. fold (odd_sum (l + k)) (odd_sum (l - k)). destruct (Nat.eqb_spec k l) as [->|Hn].
  - unfold g. rewrite scale_sq, Nat.sub_diag, odd_sum_zero. destruct (Nat.eqb_spec l 0) as [->|].
    + simpl Nat.add. rewrite odd_sum_zero. field. lra.
    + rewrite odd_sum_other by lia. field. lra.
  - rewrite !odd_sum_other by lia. ring.
Qed.

(** columns i <= j *)
Lemma dct_columns i j : (i <= j)%nat -> (j < m)%nat -> sum m (fun k => dct m k i * dct m k j) = if (i =? j)%nat then 1 else 0.
Proof.
  intros Hij Hj. pose proof m_pos as Hp. set (c := fun k : nat => if (k =? 0)%nat then 1 else 2).
  rewrite (sum_ext m _ (fun k => / (2 * INR m) * (c k * cos (2 * INR k * (INR (i + j + 1) * t)) + c k * cos (2 * INR k * (INR (j - i) * t))))).
  2:{ intros k _. rewrite !dct_entry. set (x := (2 * INR j + 1) * (INR k * t)). set (y := (2 * INR i + 1) * (INR k * t)).
      replace (2 * INR k * (INR (i + j + 1) * t)) with (x + y) by (unfold x, y; rewrite !plus_INR; simpl; ring).
      replace (2 * INR k * (INR (j - i) * t)) with (x - y) by (unfold x, y; rewrite minus_INR by auto; ring).
      pose proof (scale_sq k) as E. fold (c k) in E |- *. set (g := sqrt (c k / INR m)) in *.
      transitivity (g * g * (cos x * cos y)); [ring|]. rewrite E, cos_product. field. lra. }
  rewrite sum_scal, sum_plus. unfold c. fold (even_sum (i + j + 1)) (even_sum (j - i)). rewrite even_sum_other by lia.
  destruct (Nat.eqb_spec i j) as [->|Hn].
  - rewrite Nat.sub_diag, even_sum_zero. replace (j + j + 1)%nat with (S (2 * j)) by lia. rewrite pow_1_odd. field. lra.
  - rewrite even_sum_other by lia. replace (i + j + 1)%nat with (S (2 * i + (j - i))) by lia.
    rewrite <- tech_pow_Rmult, pow_add, pow_1_even. ring.
Qed.
End Cosines.

Theorem dct_orthogonal m : orthogonal m (dct m).
Proof.
  assert (Eq : forall k l : nat, (if (k =? l)%nat then 1 else 0) = (if (l =? k)%nat then 1 else 0)) by (intros; rewrite Nat.eqb_sym; reflexivity).
  split; intros k l Hk Hl; destruct (Nat.le_ge_cases k l) as [L|L].
  - apply dct_columns; auto; lia.
  - rewrite Eq, <- (dct_columns m ltac:(lia) l k) by auto. apply sum_ext; intros; ring.
  - apply dct_rows; auto; lia.
  - rewrite Eq, <- (dct_rows m ltac:(lia) l k) by auto. apply sum_ext; intros; ring.
Qed.
