(** * The three problems and their sets of minimisers (talk: P1, P2, P3; theory, section 1)

    [BP eta]     min |x|_1             subject to |A x - b|_2 <= eta
    [LASSO lam]  min lam |x|_1 + |A x - b|_2^2
    [SQRTL lam]  min lam |x|_1 + |A x - b|_2
    [Xi P m N A b x]: x is a minimiser. *)
Require Import Reals Lra Lia Psatz Arith.
From Barriers Require Import Sums Norms.
Open Scope R_scope.

Inductive problem := BP (eta : R) | LASSO (lam : R) | SQRTL (lam : R).

Definition mv N (A : nat -> nat -> R) (x : nat -> R) : nat -> R :=
  fun i => sum N (fun j => A i j * x j).
Definition rsd N A (b : nat -> R) x : nat -> R := fun i => mv N A x i - b i.

Definition feas (P : problem) m N A b x : Prop :=
  match P with BP eta => nrm m (rsd N A b x) <= eta | _ => True end.
Definition obj (P : problem) m N A b x : R :=
  match P with
  | BP _ => norm1 N x
  | LASSO l => l * norm1 N x + nrm m (rsd N A b x) * nrm m (rsd N A b x)
  | SQRTL l => l * norm1 N x + nrm m (rsd N A b x)
  end.
(** the set of minimisers *)
Definition Xi P m N A b (x : nat -> R) : Prop :=
  feas P m N A b x /\ forall x', feas P m N A b x' -> obj P m N A b x <= obj P m N A b x'.

(** The parameter is of the right sign. *)
Definition params_ok (P : problem) : Prop :=
  match P with BP eta => 0 <= eta | LASSO l => 0 < l | SQRTL l => 0 < l end.

(** only the entries of A and b that count matter *)
Lemma Xi_ext P m N A A' b b' x : (forall i j, (i < m)%nat -> (j < N)%nat -> A i j = A' i j) ->
  (forall i, (i < m)%nat -> b i = b' i) -> Xi P m N A b x -> Xi P m N A' b' x.
Proof.
  intros HA Hb. assert (E : forall z, nrm m (rsd N A b z) = nrm m (rsd N A' b' z)).
  { intros z. apply nrm_ext. intros i Hi. unfold rsd, mv. rewrite Hb by auto. f_equal. apply sum_ext. intros j Hj. rewrite HA; auto. }
  intros [F H]. unfold Xi. destruct P; unfold feas, obj in *; rewrite <- ?E; split; auto; intros z Fz; specialize (H z);
    rewrite <- ?E in *; auto.
Qed.
