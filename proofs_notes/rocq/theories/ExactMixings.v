(** * The exact mixings are orthogonal: [identity_orthogonal], [householder_orthogonal], [hadamard_orthogonal] (the dct: DctMixing.v)

    [identity];   [householder m w] = I - 2 w w^T / |w|^2, w not 0;   [hadamard p], m = 2^p: Sylvester's matrix divided by sqrt m. *)
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
