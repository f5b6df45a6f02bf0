(** * The executable checker of refutation certificates, over exact rationals (soundness: CheckerSound.v)

    A [witness] states the class (problem, mixing Q, heads, a, tau, c, sample), the member (branch, gap, spread), the transcript
    (the answers that were read, each label with a dual certificate) and the outputs claimed wrong (each with a dual
    certificate of the true problem and a separating functional).  [check] decides:
      [class_okb]     the constants are those of a class Omega_K;
      [member_okb]    the member is in it (branch, 0 < gap <= emax, 0 <= spread <= kmax, c^2 = sum of squares of the heads);
      [entry_okb]     each answer is within 2^-n and each label is within 2^-n of a minimiser; no index or sample twice;
      [wrong_okb]     each output is farther than delta from all minimisers of the member's problem.
    It does not decide: irrational mixings (dct), irrational c, basis pursuit with eta > 0 and a tail. *)
Require Import QArith Qabs Qreduction List Bool Arith.
From Barriers Require Import ExactArithmetic.
Import ListNotations.
Open Scope Q_scope.

Inductive problemQ := BPq (eta : Q) | LASSOq (lam : Q) | SQRTLq (lam : Q).
(** dual vector u, residual -rho u, one minimiser x0 *)
Record mincert := mkMC { mu : list Q; mrho : Q; mx0 : list Q }.
(** separating functional w = A^T p + q *)
Record farcert := mkFC { fp : list Q; fq : list Q }.

(** ** A dual certificate, a separating functional: for any rational problem (A, b) *)
Section Certificates.
Variables (P : problemQ) (m N : nat) (A : nat -> nat -> Q) (b : nat -> Q).
Variables (u : nat -> Q) (rho : Q).
Definition uuQ : Q := sumQ m (fun i => u i * u i).
Definition rho_okb : bool :=
  match P with
  | BPq eta => Qle_bool 0 eta && Qltb 0 uuQ && Qle_bool 0 rho && Qeq_bool (rho * rho * uuQ) (eta * eta)
  | LASSOq l => Qltb 0 l && Qeq_bool rho (l * (1#2))
  | SQRTLq l => Qltb 0 l && Qltb (l * l * uuQ) 1 && Qeq_bool rho 0
  end.
(** |A^T u| <= 1, x0 aligned with u, A x0 - b = - rho u *)
Definition min_okb (x0 : nat -> Q) : bool :=
  rho_okb &&
  allb N (fun j => let s := tmvQ m A u j in Qle_bool (Qabs s) 1 && Qeq_bool (Qabs (x0 j)) (x0 j * s)) &&
  allb m (fun i => Qeq_bool (sumQ N (fun j => A i j * x0 j) - b i) (- rho * u i)).
(** <w, x - z> >= h for every minimiser x, h > 0 and h^2 > delta^2 |w|^2 *)
Definition far_okb (p q z : nat -> Q) (delta : Q) : bool :=
  let table := map (fun j => tmvQ m A p j + q j) (seq 0 N) in
  let w := vec table in
  let h := sumQ m (fun i => p i * (b i - rho * u i)) - sumQ N (fun j => w j * z j) in
  allb N (fun j => let s := tmvQ m A u j in Qltb (Qabs s) 1 || Qle_bool 0 (q j * s)) &&
  Qle_bool 0 delta && Qltb 0 h && Qltb (delta * delta * sumQ N (fun j => w j * w j)) (h * h).
End Certificates.

(** ** The witness *)
(** an answered sample: its number, y_{k,n}, and the label with its certificate if it was read *)
Record answered := mkAns { ak : nat; ay : list Q; alabel : option (list Q * mincert) }.
Record entry := mkEn { en : nat; eAn : list (list Q); esamples : list answered }.
(** an output claimed wrong at sample k *)
Record claim := mkCl { ck : nat; cz : list Q; ccert : mincert; cfar : farcert }.
Record witness := mkW {
  wP : problemQ; wK : nat;                 (* problem, digits K *)
  wd : nat; wmt : nat; wR : nat;           (* heads d, tails m - 1, samples R *)
  wQ : list (list Q);                      (* mixing, m x m *)
  wa : Q; wstrong : bool; wtau : Q;        (* common head a; scale and its tau *)
  wy : list Q;                             (* the sample y_0 *)
  wemax : Q; wkmax : Q;
  wi : nat; weps : Q; wkap : Q; wc : Q;    (* branch, gap, spread, c *)
  wtr : list entry; wclaims : list claim; wdelta : Q }.

Section Check.
Variable w : witness.
Definition wm : nat := S (wmt w).
Definition wN : nat := (wd w + wmt w)%nat.
Definition parameterQ : Q := match wP w with BPq e => e | LASSOq l => l | SQRTLq l => l end.
Definition params_okb : bool :=
  match wP w with BPq e => Qle_bool 0 e | LASSOq l => Qltb 0 l | SQRTLq l => Qltb 0 l end.
(** Q^T Q = I and Q Q^T = I *)
Definition orthogonal_okb : bool :=
  let q := mat (wQ w) in
  allb wm (fun k => allb wm (fun l => Qeq_bool (sumQ wm (fun i => q i k * q i l)) (if (k =? l)%nat then 1 else 0))) &&
  allb wm (fun k => allb wm (fun l => Qeq_bool (sumQ wm (fun i => q k i * q l i)) (if (k =? l)%nat then 1 else 0))).
(** b = Q^T y_0 *)
Definition unmixed (k : nat) : Q := sumQ wm (fun i => mat (wQ w) i k * vec (wy w) i).
Definition wbeta : Q := unmixed 0.
Definition wtail (q : nat) : Q := unmixed (S q).
Definition headQ (j : nat) : Q := if (j =? wi w)%nat then Qadd (wa w) (weps w) else wa w.
Definition blockQ (i j : nat) : Q :=
  match i with
  | O => if (j <? wd w)%nat then headQ j else 0
  | S k => if (j =? wd w + k)%nat then wc w else 0
  end.
Definition matrixQ (i j : nat) : Q := sumQ wm (fun k => mat (wQ w) i k * blockQ k j).
(** the same, computed once *)
Definition matrix_table : list (list Q) := map (fun i => map (matrixQ i) (seq 0 wN)) (seq 0 wm).
(** y_k = y_0 + kappa k Q e_1 *)
Definition sampleQ (k i : nat) : Q := vec (wy w) i + wkap w * inject_Z (Z.of_nat k) * mat (wQ w) i 0.

(** rho/a at the tie, where it is rational *)
Definition shrinkageQ : option Q :=
  match wP w with
  | LASSOq l => Some (l / (2 * wa w))
  | SQRTLq _ => Some 0
  | BPq e => if Qeq_bool e 0 then Some 0
             else if allb (wmt w) (fun q => Qeq_bool (wtail q) 0) then Some e else None
  end.
(** the tail is zero, active or - in the lasso - inactive for all gaps up to emax; where shrinkageQ is known *)
Definition tail_okb : bool :=
  match wP w with
  | LASSOq l => allb (wmt w) (fun q => let v := wtail q in
      Qeq_bool v 0 || Qle_bool 1 (Qabs v) ||
      Qle_bool (4 * (v * v) * (inject_Z (Z.of_nat (wd w - 1)) * (wa w * wa w) + (wa w + wemax w) * (wa w + wemax w))) (l * l))
  | _ => true
  end.
Fixpoint tenth (K : nat) : Q := match K with O => 1 | S k => (1#10) * tenth k end.
Definition natQ (n : nat) : Q := inject_Z (Z.of_nat n).
(** the constants of Omega_K: a >= 8 m max(1, lam, eta), tau, beta, tail, emax, kmax *)
Definition class_okb : bool :=
  let a := wa w in let tau := wtau w in
  let level := if wstrong w then wK w else (wK w - 1)%nat in
  let vv := sumQ (wmt w) (fun q => wtail q * wtail q) in
  params_okb && orthogonal_okb && tail_okb &&
  Nat.leb 2 (wd w) && Nat.leb 1 (wR w) && Nat.leb 1 (wK w) &&
  Qle_bool (8 * natQ wm) a && Qle_bool (8 * natQ wm * parameterQ) a &&
  Qle_bool ((3#2) * tenth level) tau && Qltb tau (3 * tenth level) &&
  match shrinkageQ with
  | None => false
  | Some s => Qle_bool (Qabs (wbeta - (a * tau + s)) * 100) (a * tau) &&
     match wP w with
     | LASSOq l => Qle_bool (wemax w * (40 * l)) (tau * (2 * (a * a * a)))
     | _ => true
     end
  end &&
  Qltb 0 (wemax w) && Qle_bool (64 * wemax w) a &&
  Qle_bool ((40 * wemax w) * (40 * wemax w) * vv) ((tau * natQ (wd w) * (a * a)) * (tau * natQ (wd w) * (a * a))) &&
  Qle_bool 0 (wkmax w) && Qle_bool (wkmax w * natQ (wR w) * 100) (a * tau).
Definition member_okb : bool :=
  Nat.ltb (wi w) (wd w) && Qltb 0 (weps w) && Qle_bool (weps w) (wemax w) &&
  Qle_bool 0 (wkap w) && Qle_bool (wkap w) (wkmax w) &&
  Qltb 0 (wc w) && Qeq_bool (wc w * wc w) (natQ (wd w - 1) * (wa w * wa w) + (wa w + weps w) * (wa w + weps w)).

(** ** The transcript *)
Fixpoint distinct (l : list nat) : bool :=
  match l with [] => true | n :: l' => forallb (fun k => negb (Nat.eqb n k)) l' && distinct l' end.
Definition answered_okb (e : entry) (s : answered) : bool :=
  let tol := hq (en e) * hq (en e) in
  Nat.ltb (ak s) (wR w) &&
  Qle_bool (sumQ wm (fun i => sqQ (vec (ay s) i - sampleQ (ak s) i))) tol &&
  match alabel s with
  | None => true
  | Some (x, c) =>
      min_okb (wP w) wm wN (mat (eAn e)) (vec (ay s)) (vec (mu c)) (mrho c) (vec (mx0 c)) &&
      Qle_bool (sumQ wN (fun j => sqQ (vec x j - vec (mx0 c) j))) tol
  end.
Definition entry_okb (A : nat -> nat -> Q) (e : entry) : bool :=
  let tol := hq (en e) * hq (en e) in
  Qle_bool (sumQ wm (fun i => sumQ wN (fun j => sqQ (mat (eAn e) i j - A i j)))) tol &&
  distinct (map ak (esamples e)) && forallb (answered_okb e) (esamples e).
Definition wrong_okb (A : nat -> nat -> Q) (c : claim) : bool :=
  let mc := ccert c in
  Nat.ltb (ck c) (wR w) &&
  min_okb (wP w) wm wN A (sampleQ (ck c)) (vec (mu mc)) (mrho mc) (vec (mx0 mc)) &&
  far_okb wm wN A (sampleQ (ck c)) (vec (mu mc)) (mrho mc) (vec (fp (cfar c))) (vec (fq (cfar c))) (vec (cz c)) (wdelta w).
Definition check : bool :=
  let A := mat matrix_table in
  class_okb && member_okb && distinct (map en (wtr w)) && forallb (entry_okb A) (wtr w) &&
  Nat.leb 1 (length (wclaims w)) && distinct (map ck (wclaims w)) && forallb (wrong_okb A) (wclaims w).
End Check.
