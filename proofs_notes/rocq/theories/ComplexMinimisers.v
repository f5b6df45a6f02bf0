(** * Minimisers over complex vectors are real (theory, section 1)

    A complex vector is a pair of real ones, its real and its imaginary part.  [cXi P m N A b re im]: re + i im is a minimiser of the
    problem over C^N, where the real A and b are those of [Xi].
    [complex_minimisers_real]: the minimisers over C^N are those over R^N.
    [complex_outputs_no_better]: a complex output within delta of them has a real part within delta of them. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms Problems TrainingSets.
Open Scope R_scope.

(** |x + i y|, and the norms of complex vectors *)
Definition modulus (x y : R) : R := sqrt (x * x + y * y).
Definition cnorm1 N (re im : nat -> R) : R := sum N (fun j => modulus (re j) (im j)).
Definition cnrm n (re im : nat -> R) : R := sqrt (sum n (fun i => modulus (re i) (im i) * modulus (re i) (im i))).
(** |A z - b|, of which the real part is A re - b and the imaginary part A im *)
Definition crsd m N A b re im : R := cnrm m (rsd N A b re) (mv N A im).

Definition cfeas (P : problem) m N A b re im : Prop :=
  match P with BP eta => crsd m N A b re im <= eta | _ => True end.
Definition cobj (P : problem) m N A b re im : R :=
  match P with
  | BP _ => cnorm1 N re im
  | LASSO l => l * cnorm1 N re im + crsd m N A b re im * crsd m N A b re im
  | SQRTL l => l * cnorm1 N re im + crsd m N A b re im
  end.
Definition cXi P m N A b re im : Prop :=
  cfeas P m N A b re im /\ forall re' im', cfeas P m N A b re' im' -> cobj P m N A b re im <= cobj P m N A b re' im'.

(** ** The real part is not larger, and smaller if the vector is not real *)
Lemma modulus_ge x y : Rabs x <= modulus x y.
Proof. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt. unfold Rsqr. pose proof (Rle_0_sqr y). unfold Rsqr in *. lra. Qed.
Lemma modulus_real x : modulus x 0 = Rabs x.
Proof. rewrite <- sqrt_Rsqr_abs. unfold modulus, Rsqr. f_equal. ring. Qed.
Lemma modulus_sq x y : modulus x y * modulus x y = x * x + y * y.
Proof. apply sqrt_sqrt. pose proof (Rle_0_sqr x). pose proof (Rle_0_sqr y). unfold Rsqr in *. lra. Qed.
Lemma modulus_eq_real x y : modulus x y <= Rabs x -> y = 0.
Proof.
  intros H. pose proof (modulus_ge x y). assert (E : modulus x y = Rabs x) by lra. pose proof (modulus_sq x y) as Q.
  rewrite E, <- Rabs_mult, (Rabs_pos_eq (x * x)) in Q by exact (Rle_0_sqr x). nra.
Qed.

Lemma nrm_le_cnrm n re im : nrm n re <= cnrm n re im.
Proof.
  unfold nrm, cnrm, dot. apply sqrt_le_1_alt, sum_le. intros i _. rewrite modulus_sq. pose proof (Rle_0_sqr (im i)). unfold Rsqr in *. lra.
Qed.
Lemma cnrm_real n re im : (forall i, (i < n)%nat -> im i = 0) -> cnrm n re im = nrm n re.
Proof. intros H. unfold nrm, cnrm, dot. f_equal. apply sum_ext. intros i Hi. rewrite modulus_sq, H by auto. ring. Qed.
Lemma norm1_le_cnorm1 N re im : norm1 N re <= cnorm1 N re im.
Proof. apply sum_le. intros j _. apply modulus_ge. Qed.
Lemma cnorm1_real N re im : (forall j, (j < N)%nat -> im j = 0) -> cnorm1 N re im = norm1 N re.
Proof. intros H. apply sum_ext. intros j Hj. rewrite H by auto. apply modulus_real. Qed.
Lemma cnorm1_le_real N re im : cnorm1 N re im <= norm1 N re -> forall j, (j < N)%nat -> im j = 0.
Proof.
  intros H j Hj. apply (modulus_eq_real (re j)).
  pose proof (sum_zero_each N (fun j => modulus (re j) (im j) - Rabs (re j))) as Z. cbv beta in Z. rewrite sum_minus in Z.
  specialize (Z ltac:(intros i _; pose proof (modulus_ge (re i) (im i)); lra) ltac:(unfold cnorm1, norm1 in H; lra) j Hj). lra.
Qed.

Section Real.
Variables (P : problem) (m N : nat) (A : nat -> nat -> R) (b : nat -> R).

Lemma crsd_ge re im : nrm m (rsd N A b re) <= crsd m N A b re im.
Proof. apply nrm_le_cnrm. Qed.
Lemma crsd_real re im : (forall j, (j < N)%nat -> im j = 0) -> crsd m N A b re im = nrm m (rsd N A b re).
Proof.
  intros H. apply cnrm_real. intros i _. unfold mv. rewrite (sum_ext N _ (fun _ => 0)), sum_0; auto. intros j Hj. rewrite H by auto. ring.
Qed.

Lemma feas_of_cfeas re im : cfeas P m N A b re im -> feas P m N A b re.
Proof. pose proof (crsd_ge re im). destruct P; simpl; auto. lra. Qed.
Lemma cfeas_real re im : (forall j, (j < N)%nat -> im j = 0) -> (cfeas P m N A b re im <-> feas P m N A b re).
Proof. intros H. destruct P; simpl; [rewrite crsd_real by auto|..]; tauto. Qed.
Lemma cobj_real re im : (forall j, (j < N)%nat -> im j = 0) -> cobj P m N A b re im = obj P m N A b re.
Proof. intros H. destruct P; simpl; rewrite ?crsd_real, cnorm1_real by auto; reflexivity. Qed.

Hypothesis HP : params_ok P.
Lemma obj_le_cobj re im : obj P m N A b re <= cobj P m N A b re im.
Proof.
  pose proof (norm1_le_cnorm1 N re im). pose proof (crsd_ge re im). pose proof (nrm_nonneg m (rsd N A b re)).
  destruct P; simpl in *; nra.
Qed.
Lemma cobj_le_real re im : cobj P m N A b re im <= obj P m N A b re -> forall j, (j < N)%nat -> im j = 0.
Proof.
  intros H. apply (cnorm1_le_real N re im).
  pose proof (norm1_le_cnorm1 N re im). pose proof (crsd_ge re im). pose proof (nrm_nonneg m (rsd N A b re)).
  destruct P; simpl in *; nra.
Qed.

Theorem complex_minimisers_real re im :
  cXi P m N A b re im <-> (forall j, (j < N)%nat -> im j = 0) /\ Xi P m N A b re.
Proof.
  assert (Z : forall j, (j < N)%nat -> (fun _ : nat => 0) j = 0) by reflexivity. split.
  - intros [F H]. apply feas_of_cfeas in F.
    assert (R : forall x', feas P m N A b x' -> cobj P m N A b re im <= obj P m N A b x').
    { intros x' F'. rewrite <- (cobj_real x' (fun _ => 0) Z). apply H. apply cfeas_real; auto. }
    assert (I0 : forall j, (j < N)%nat -> im j = 0) by (apply (cobj_le_real re im), R, F).
    split; [exact I0|]. split; [exact F|]. intros x' F'. rewrite <- (cobj_real re im I0). apply R, F'.
  - intros [I0 [F H]]. split; [apply cfeas_real; auto|]. intros re' im' F'. rewrite cobj_real by auto.
    eapply Rle_trans; [apply H; eapply feas_of_cfeas; exact F'|apply obj_le_cobj].
Qed.

(** inf { |z - x| : x minimiser over C^N } <= delta for z = re + i im *)
Definition cinfdist_le (X : (nat -> R) -> (nat -> R) -> Prop) (re im : nat -> R) (delta : R) : Prop :=
  forall delta', delta < delta' -> exists xr xi, X xr xi /\ cnrm N (fun j => re j - xr j) (fun j => im j - xi j) <= delta'.

Theorem complex_outputs_no_better re im delta :
  cinfdist_le (cXi P m N A b) re im delta -> infdist_le N (Xi P m N A b) re delta.
Proof.
  intros H delta' Hd. destruct (H delta' Hd) as (xr & xi & HX & Hn). exists xr.
  split; [apply (complex_minimisers_real xr xi), HX|]. eapply Rle_trans; [apply nrm_le_cnrm|exact Hn].
Qed.
(** real outputs: the two distances are the same *)
Theorem real_outputs_same re delta :
  cinfdist_le (cXi P m N A b) re (fun _ => 0) delta <-> infdist_le N (Xi P m N A b) re delta.
Proof.
  split; [apply complex_outputs_no_better|]. intros H delta' Hd. destruct (H delta' Hd) as (x & HX & Hn).
  exists x, (fun _ => 0). split; [apply complex_minimisers_real; auto|]. rewrite cnrm_real; [exact Hn|]. intros; ring.
Qed.
End Real.
