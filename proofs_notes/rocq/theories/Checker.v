(** * The executable checker of refutation certificates (soundness: CheckerSound.v)

    The same steps as barriers/checker, in the same order and under the same names, so that the two can be read side by side:
      omega.py    the constants of Omega_K, derived from the parameters   [class_okb] proves what the theorems need of them
      member.py   the member (branch, epsilon, kappa, base sample)        [member_okb], [rounding_okb]
      answers.py  every answer and every label is within 2^-n             [answer_okb], [label_okb]
      enclosure.py  the radius of the enclosure lemma                     [radius]
      errors.py   every output claimed wrong is farther than 10^-level    [centre_okb], [wrong_okb]
      runs.py     reads, tapes, claims                                    [run_okb], [claim_okb]
    Real numbers (c, square roots, beta) are enclosed as in Interval.v; nothing is stated that is not re-derived. *)
Require Import ZArith QArith List Bool Arith.
From Barriers Require Import ExactArithmetic Interval Cosines Certificate.
Import ListNotations.
Open Scope Q_scope.

(** ** Numbers *)
Definition natQ (n : nat) : Q := inject_Z (Z.of_nat n).
Definition maxQ (x y : Q) : Q := if Qle_bool x y then y else x.
Definition minQ (x y : Q) : Q := if Qle_bool x y then x else y.
Fixpoint tenth (K : nat) : Q := match K with O => 1 | S k => (1#10) * tenth k end.
(** m 2^e *)
Definition dyadicQ (m e : Z) : Q := match e with Zneg p => m # (2 ^ p) | _ => inject_Z (m * 2 ^ e) end.
Definition powerQ (e : Z) : Q := dyadicQ 1 e.
(** the least e with 2^e >= q, the greatest with 2^e <= q, for q > 0 *)
Definition exponent_at_least (q : Q) : Z :=
  let e := (Z.log2 (Qnum q) - Z.log2 (Zpos (Qden q)) - 1)%Z in
  if Qle_bool q (powerQ e) then e else if Qle_bool q (powerQ (e + 1)) then (e + 1)%Z else (e + 2)%Z.
Definition exponent_at_most (q : Q) : Z :=
  let e := exponent_at_least q in if Qeq_bool (powerQ e) q then e else (e - 1)%Z.
Definition rootQ (n : nat) : Q := inject_Z (Z.sqrt_up (Z.of_nat n)).
Definition bit_length (z : Z) : Z := match z with Z0 => 0 | _ => Z.log2 (Z.abs z) + 1 end.

Definition item (v : array) (i : nat) : Z := nth i (mantissas v) 0%Z.
Definition itemQ (v : array) (i : nat) : Q := dyadicQ (item v i) (exponent v).
Definition cell (t : table) (i j : nat) : Z := nth j (nth i (table_rows t) []) 0%Z.
Definition cellQ (t : table) (i j : nat) : Q := dyadicQ (cell t i j) (table_exponent t).
Definition nth_itv (l : list itv) (i : nat) : itv := nth i l (Itv 0 0).
Definition tabulate {T} (n : nat) (f : nat -> T) : list T := map f (seq 0 n).
Fixpoint distinct (l : list nat) : bool :=
  match l with [] => true | n :: l' => forallb (fun k => negb (Nat.eqb n k)) l' && distinct l' end.

(** ** The enclosure lemma (enclosure.py) *)
(** certified numbers about x~, u, S: |x~|_1, |y - A x~|, <u, y>, |u|^2, and 1 - |A_j^T u| outside S if a column is outside *)
Record evidence := Evidence { one_norm : itv; residual : itv; pairing : itv; dual_square : itv; slack : option itv }.

Section Radius.
Variables (P : problemQ) (a : Q) (N : nat) (bits : Z) (given : evidence).
Let one := dyadic bits 1 0.
Let sigma := sub (ratio bits a) one.
Let alpha := ratio bits (2 * a * natQ N).
(** the gap g, the bound f on |A (x - x~)|, and the factor in e = g / (factor slack) *)
Definition gap_parts : option (itv * itv * itv) :=
  match P with
  | LASSOq l =>
      let lam := ratio bits l in
      let gap := nonnegative (add (add (mul bits lam (sub (one_norm given) (pairing given))) (squared bits (residual given)))
                                  (quarter (mul bits (squared bits lam) (dual_square given)))) in
      Some (gap, doubled (root bits gap), lam)
  | SQRTLq l =>
      let lam := ratio bits l in
      let margin := sub one (mul bits lam (root bits (dual_square given))) in
      if positive margin then
        let gap := nonnegative (add (mul bits lam (sub (one_norm given) (pairing given))) (residual given)) in
        Some (gap, div bits (doubled gap) margin, lam)
      else None
  | BPq e =>
      let eta := ratio bits e in
      let dual := root bits (dual_square given) in
      if Qeq_bool e 0 then
        let completion := div bits (mul bits (root bits (dyadic bits (Z.of_nat N) 0)) (residual given)) sigma in
        Some (nonnegative (sub (add (one_norm given) completion) (pairing given)), residual given, one)
      else if at_most (residual given) eta && positive dual then
        let gap := nonnegative (add (sub (one_norm given) (pairing given)) (mul bits eta dual)) in
        Some (gap, doubled (root bits (div bits (mul bits (doubled eta) gap) dual)), one)
      else None
  end.
(** every minimiser is within this distance of x~ *)
Definition radius : option itv :=
  if positive sigma then
    match gap_parts, slack given with
    | Some (gap, distance, rate), None => Some (div bits distance sigma)
    | Some (gap, distance, rate), Some mu =>
        let share := mul bits rate mu in
        if positive share then
          let outside := div bits gap share in
          Some (add outside (div bits (add distance (mul bits alpha outside)) sigma))
        else None
    | None, _ => None
    end
  else None.
End Radius.

Section Check.
Variable w : certificate.

(** ** The class (omega.py) *)
Definition wP := problem_of w.
Definition wd := heads_of w.
Definition wmt := tails_of w.
Definition wR := samples_of w.
Definition wm : nat := S wmt.
Definition wN : nat := (wd + wmt)%nat.
Definition parameterQ : Q := match wP with BPq e => e | LASSOq l => l | SQRTLq l => l end.
Definition params_okb : bool := match wP with BPq e => Qle_bool 0 e | LASSOq l => Qltb 0 l | SQRTLq l => Qltb 0 l end.
Definition wa : Q := powerQ (exponent_at_least (8 * natQ wm * maxQ 1 parameterQ)).
Definition scale_digits : nat := if strong w then digits_of w else (digits_of w - 1)%nat.
Definition wtau : Q := powerQ (exponent_at_least ((3#2) * tenth scale_digits)).

(** ** The mixing (mixing.py): exact ones are integers over 2^mix_bits, the dct is enclosed (Cosines.v) *)
(** whether k and j have an odd number of binary ones in common *)
Definition odd_common_ones (k j : nat) : bool :=
  let fix ones (p : BinNums.positive) : bool := match p with xH => true | xO q => ones q | xI q => negb (ones q) end in
  match Z.land (Z.of_nat k) (Z.of_nat j) with Zpos p => ones p | _ => false end.
Definition mix_bits : Z :=
  match mixing_of w with
  | Hadamard => Z.log2 (Z.of_nat wm) / 2
  | Householder v => Z.log2 (sumZ wm (fun i => nth i v 0 * nth i v 0)) - 1
  | _ => 0
  end%Z.
Definition mix_entry (k j : nat) : Z :=
  match mixing_of w with
  | Hadamard => if odd_common_ones k j then -1 else 1
  | Householder v => (if Nat.eqb k j then 2 ^ mix_bits else 0) - nth k v 0 * nth j v 0
  | _ => if Nat.eqb k j then 1 else 0
  end%Z.
(** the mixing is one that this project makes for m rows (not needed for soundness) *)
Definition power_of_two (z : Z) : bool := (0 <? z)%Z && (Z.land z (z - 1) =? 0)%Z.
Definition mixing_okb : bool :=
  match mixing_of w with
  | Hadamard => power_of_two (Z.of_nat wm) && Z.even (Z.log2 (Z.of_nat wm))
  | Householder v => Nat.leb 4 wm && Nat.eqb (length v) wm && forallb (fun x => negb (Z.eqb x 0)) v &&
                     power_of_two (fold_right (fun x total => x * x + total)%Z 0%Z v)
  | _ => true
  end.
(** Q^T Q = I and Q Q^T = I; the dct is known to be orthogonal (DctMixing.v) *)
Definition orthogonal_okb : bool :=
  match mixing_of w with
  | Dct => true
  | _ =>
      let rows := tabulate wm (fun k => tabulate wm (mix_entry k)) in
      let q := fun k j => nth j (nth k rows []) 0%Z in
      let one := (2 ^ (2 * mix_bits))%Z in
      (0 <=? mix_bits)%Z &&
      allb wm (fun k => allb wm (fun l => Z.eqb (sumZ wm (fun i => q i k * q i l)%Z) (if (k =? l)%nat then one else 0%Z))) &&
      allb wm (fun k => allb wm (fun l => Z.eqb (sumZ wm (fun i => q k i * q l i)%Z) (if (k =? l)%nat then one else 0%Z)))
  end.
Definition mix_rows (bits : Z) : list (list itv) :=
  match mixing_of w with
  | Dct => dct_itv bits wm
  | _ => tabulate wm (fun k => tabulate wm (fun j => dyadic bits (mix_entry k j) (- mix_bits)))
  end.
Definition entry_of (rows : list (list itv)) (k j : nat) : itv := nth_itv (nth k rows []) j.
(** ** Its constants, all of them powers of two *)
Definition scaled : bool := match wP with SQRTLq _ => true | BPq e => Qeq_bool e 0 | LASSOq _ => false end.
(** the pattern and the base sample of sample k *)
Definition pattern (k : nat) : list Z := nth match design_of w with Common => k | _ => 0%nat end (patterns w) [].
Definition base_sample (k : nat) : array := nth match design_of w with Common => k | _ => 0%nat end (base_samples w) (Array [] 0).
Definition size_of (p : list Z) : nat := length (filter (fun s => negb (Z.eqb s 0)) p).
Definition pattern_size : nat := size_of (pattern 0).
Definition whead : Q := wa * wtau.
Definition tail_size : Q := if scaled then whead else powerQ (exponent_at_least (2 * match wP with BPq e => maxQ 1 e | _ => 1 end)).
(** q: base samples are multiples of 2^-q *)
Definition sample_bits : Z :=
  let m := wm in let d := wd in let s := pattern_size in
  let height := match wP with LASSOq l => whead + l / (2 * wa) | BPq e => whead + e | SQRTLq _ => whead end in
  let finest := 64 * rootQ m / whead in
  let finest := match wP with
    | LASSOq l => maxQ finest (8 * rootQ (m * d) * wa / l)
    | BPq e => if Qeq_bool e 0 then finest else maxQ finest (8 * rootQ (m * (d + s)) / e)
    | SQRTLq _ => finest end in
  let fitting := (52 + (- exponent_at_least (height * height + natQ s * (tail_size * tail_size))) / 2)%Z in
  let needed := exponent_at_least finest in
  if (needed <=? fitting)%Z then fitting else (needed + 10)%Z.
Definition wkmax : Q :=
  let limit := whead / 400 in
  let limit := match wP with
    | LASSOq l => minQ limit (l / (16 * wa * rootQ wd))
    | BPq e => if Qeq_bool e 0 then limit else minQ limit (e / (16 * rootQ (wd + pattern_size)))
    | SQRTLq _ => limit end in
  powerQ (exponent_at_most (limit / natQ wR)).
Definition wemax : Q :=
  let root := rootQ pattern_size in
  let a := wa in let V := tail_size in
  let drift := match wP with
    | LASSOq l => maxQ (maxQ (wtau / a) (l / (2 * (a * a * a)))) (V * root / (natQ wd * (a * a)))
    | BPq e => if Qeq_bool e 0 then maxQ (wtau / a) (V * root / (natQ wd * (a * a)))
               else maxQ (wtau / a + e * root / (a * a)) ((V + e) * root / (a * a))
    | SQRTLq _ => maxQ (wtau / a) (V * root / (natQ wd * (a * a))) end in
  powerQ (exponent_at_most (minQ (a / 64) (wtau / (40 * drift)))).

(** bits that the sizes in play can cost *)
Definition guard : Z :=
  (64 + 2 * (bit_length (Qnum wa) + bit_length (Zpos (Qden wa)) + bit_length (Qnum parameterQ) + bit_length (Zpos (Qden parameterQ)))
   + 2 * bit_length (Z.of_nat (wm * wN)))%Z.
Definition class_bits : Z := (Z.max sample_bits 0 + guard)%Z.

(** ** The samples: y_k = base + kappa k g, where g is Q e_1, the first zero tail coordinate (identity), or a rounding of Q e_1 (dct) *)
Fixpoint first_zero (p : list Z) : option nat :=
  match p with [] => None | s :: p' => if Z.eqb s 0 then Some O else option_map S (first_zero p') end.
Section Samples.
Variables (bits : Z) (mix : list (list itv)).
Definition direction_itv (i : nat) : itv :=
  match mixing_of w with
  | Identity => match first_zero (pattern 0) with Some q => dyadic bits (if Nat.eqb i (S q) then 1 else 0) 0 | None => entry_of mix i 0 end
  | Dct => match direction w with Some g => dyadic bits (item g i) (exponent g) | None => Itv 0 0 end
  | _ => entry_of mix i 0
  end.
Definition sample_itv (k i : nat) : itv :=
  add (dyadic bits (item (base_sample k) i) (exponent (base_sample k))) (mul bits (ratio bits (kappa w * natQ k)) (direction_itv i)).
(** b = Q^T y_k: its head beta and its tail *)
Definition unmixed (k : nat) : list itv :=
  let y := tabulate wm (sample_itv k) in
  tabulate wm (fun l => total wm (fun i => mul bits (entry_of mix i l) (nth_itv y i))).
End Samples.

(** What the theorems need of the constants and of b, enclosed in [b] (Constants.v, [constants_ok]) *)
Section Proved.
Variables (bits : Z) (b : list itv).
Let beta := nth_itv b 0.
Let tail := fun q => nth_itv b (S q).
Let rational := ratio bits.
(** |x| <= y *)
Definition within (x y : itv) : bool := at_most (size x) y.
(** basis pursuit: the tail entries that count as active; the others are to be proved inactive *)
Definition threshold : itv := match wP with BPq e => rational ((3#2) * maxQ 1 e) | _ => Itv 0 0 end.
Definition active (q : nat) : bool := at_most threshold (size (tail q)).
Definition active_tails : nat := length (filter active (seq 0 wmt)).
(** the sum of the squares of the inactive ones *)
Definition leftover_itv : itv := total wmt (fun q => if active q then Itv 0 0 else squared bits (tail q)).
Definition tail_norm : itv := norm wmt tail.
(** c for the largest gap *)
Definition largest_diagonal : itv := root bits (rational (natQ (wd - 1) * (wa * wa) + (wa + wemax) * (wa + wemax))).
(** |beta - (a tau + rho/a)| <= a tau / 100 *)
Definition shrinkage_itv : itv :=
  match wP with
  | LASSOq l => rational (l / (2 * wa))
  | SQRTLq _ => Itv 0 0
  | BPq e => div bits (rational e) (root bits (rational (1 + natQ active_tails / natQ wd)))
  end.
Definition beta_okb : bool :=
  match wP with BPq _ => positive (root bits (rational (1 + natQ active_tails / natQ wd))) | _ => true end &&
  within (sub beta (add (rational whead) shrinkage_itv)) (rational (whead / 100)).
(** every tail entry is active, or inactive for all gaps up to emax *)
Definition tail_okb : bool :=
  match wP with
  | LASSOq l => allb wmt (fun q => at_most (rational 1) (size (tail q)) ||
                                   at_most (mul bits (size (tail q)) largest_diagonal) (rational (l / 2)))
  | BPq e => Qeq_bool e 0 ||
      at_most (mul bits (rational 200) leftover_itv) (rational (whead * e)) &&
      allb wmt (fun q => active q || below (size (tail q)) threshold &&
        at_most (add (mul bits (rational (natQ (wd + active_tails))) (squared bits (tail q))) leftover_itv) (rational (e * e)))
  | SQRTLq _ => true
  end.
(** 40 emax D <= tau, where the tail's share of D counts 39/40 *)
Definition drift_okb : bool :=
  let a := wa in let em := wemax in
  let tail := at_most (mul bits (rational (39 * em)) tail_norm) (rational (wtau * (natQ wd * (a * a)))) in
  let root := rootQ active_tails in
  match wP with
  | LASSOq l => tail && Qle_bool (em * (40 * l)) (wtau * (2 * (a * a * a)))
  | SQRTLq _ => tail
  | BPq e => if Qeq_bool e 0 then tail
             else Qle_bool (em * (40 * (wtau * a + e * root))) (wtau * (a * a)) &&
                  at_most (mul bits (rational (39 * em)) (add tail_norm (rational (e * root)))) (rational (wtau * (a * a)))
  end.
End Proved.
Definition scale_okb (bits : Z) (b : list itv) : bool := tail_okb bits b && beta_okb bits b && drift_okb bits b.
(** samples that stand for all: those of a class whose samples are one vector are tested once *)
Definition different_samples : list nat :=
  match design_of w with Common => seq 0 wR | _ => if Qeq_bool (kappa w) 0 then [O] else seq 0 wR end.
Definition class_okb : bool :=
  let a := wa in let tau := wtau in
  let bits := class_bits in let mix := mix_rows bits in
  params_okb && orthogonal_okb && forallb (fun k => scale_okb bits (unmixed bits mix k)) different_samples &&
  Nat.leb 2 wd && Nat.leb 1 wR && Nat.leb 1 (digits_of w) &&
  Qle_bool (8 * natQ wm) a && Qle_bool (8 * natQ wm * parameterQ) a &&
  Qle_bool ((3#2) * tenth scale_digits) tau && Qltb tau (3 * tenth scale_digits) &&
  Qltb 0 wemax && Qle_bool (64 * wemax) a && Qle_bool 0 wkmax && Qle_bool (wkmax * natQ wR * 100) (a * tau).

(** ** The member (member.py) *)
Definition headQ (j : nat) : Q := if (j =? branch w)%nat then wa + epsilon w else wa.
Definition c_square : Q := natQ (wd - 1) * (wa * wa) + (wa + epsilon w) * (wa + epsilon w).
(** kappa = 0 unless the samples cluster; a direction is stated exactly for a cluster under the dct *)
Definition design_okb : bool :=
  match design_of w with
  | Single => Qeq_bool (kappa w) 0 && Nat.eqb wR 1
  | Cluster => true
  | Common => Qeq_bool (kappa w) 0
  end &&
  match design_of w, mixing_of w, direction w with Cluster, Dct, Some _ => true | Cluster, Dct, None => false | _, _, None => true | _, _, Some _ => false end &&
  let n := match design_of w with Common => wR | _ => 1%nat end in
  Nat.eqb (length (patterns w)) n && Nat.eqb (length (base_samples w)) n &&
  forallb (fun p => Nat.eqb (length p) wmt && Nat.eqb (size_of p) pattern_size) (patterns w).
Definition member_okb : bool :=
  Nat.ltb (branch w) wd && Qltb 0 (epsilon w) && Qle_bool (epsilon w) wemax &&
  Qle_bool 0 (kappa w) && Qle_bool (kappa w) wkmax && design_okb.

Section Enclosures.
Variables (bits : Z) (mix : list (list itv)).
Let mix_itv := entry_of mix.
Definition head_itv (j : nat) : itv := ratio bits (headQ j).
(** c = |(a_1 ... a_d)|, irrational in general *)
Definition diagonal : itv := root bits (ratio bits c_square).
Definition matrix_itv (diag : itv) (i j : nat) : itv :=
  if (j <? wd)%nat then mul bits (mix_itv i 0) (head_itv j) else mul bits (mix_itv i (S (j - wd))) diag.
(** beta at the tie, and the head and tail of b before rounding *)
Definition tied_head : itv :=
  let plain := ratio bits whead in
  match wP with
  | LASSOq l => add plain (ratio bits (l / (2 * wa)))
  | BPq e => add plain (mul bits (ratio bits e) (root bits (ratio bits (natQ wd / (natQ wd + natQ pattern_size)))))
  | SQRTLq _ => plain
  end.
Definition unrounded (p : list Z) (l : nat) : itv :=
  match l with O => tied_head | S q => ratio bits (inject_Z (nth q p 0%Z) * tail_size) end.
Definition image (p : list Z) (i : nat) : itv := total wm (fun l => mul bits (mix_itv i l) (unrounded p l)).
End Enclosures.
(** the array is the rounding of the numbers enclosed to multiples of 2^-q: within (1/2 + 2^-20) 2^-q *)
Definition rounds (bits q : Z) (v : array) (x : nat -> itv) : bool :=
  let places := (exponent v + q)%Z in
  allb wm (fun i => ((0 <=? places) || (Z.land (item v i) (Z.ones (- places)) =? 0))%Z &&
    at_most (size (sub (x i) (dyadic bits (item v i) (exponent v)))) (dyadic bits (2 ^ 19 + 1) (- 20 - q))).
(** base samples are roundings of Q (beta, v), a direction that is stated is one of Q e_1 (the class of this project; not needed for soundness) *)
Definition rounding_okb : bool :=
  let bits := class_bits in let mix := mix_rows bits in
  forallb (fun pb => rounds bits sample_bits (snd pb) (image bits mix (fst pb))) (combine (patterns w) (base_samples w)) &&
  match direction w with Some g => rounds bits 24 g (fun i => entry_of mix i 0) | None => true end.

(** ** The answers (answers.py) *)
(** column j is merged into the first column that equals it, if the label's entries in the group do not differ in sign *)
Section Label.
Variables (A : table) (y x : array) (c : centre) (bits : Z).
Let zx := item (centre_x c). Let zu := item (centre_u c). Let ex := exponent (centre_x c). Let eu := exponent (centre_u c).
Let eA := table_exponent A. Let ey := exponent y.
Definition same_column (i j : nat) : bool := allb wm (fun r => Z.eqb (cell A r i) (cell A r j)).
Definition representative (j : nat) : nat :=
  let group := filter (same_column j) (seq 0 wN) in
  if forallb (fun i => 0 <=? item x i)%Z group || forallb (fun i => item x i <=? 0)%Z group then hd j group else j.
Definition representatives : list nat := tabulate wN representative.
Definition first_of (l : list nat) (j : nat) : nat := nth j l j.
(** what the merge lemma needs of the groups *)
Definition merging_okb (first : nat -> nat) : bool :=
  allb wN (fun j => Nat.ltb (first j) wN && Nat.eqb (first (first j)) (first j) && same_column j (first j)) &&
  allb wN (fun i => allb wN (fun j => negb (Nat.eqb (first i) (first j)) || (0 <=? item x i * item x j)%Z)).
Definition merged (first : nat -> nat) (k : nat) : Z := sumZ wN (fun j => if (first j =? k)%nat then item x j else 0%Z).
Definition in_support (j : nat) : bool := existsb (Nat.eqb j) (centre_support c).
(** x~ vanishes outside S, S has first columns only, and at most one head *)
Definition support_okb (first : nat -> nat) : bool :=
  allb wN (fun j => (in_support j || (zx j =? 0)%Z) && (negb (in_support j) || Nat.eqb (first j) j)) &&
  allb wd (fun i => allb wd (fun j => negb (in_support i && in_support j) || Nat.eqb i j)).
Definition label_evidence (first : nat -> nat) : evidence :=
  let one := dyadic bits 1 0 in
  let products := map (fun j => Z.abs (sumZ wm (fun i => zu i * cell A i j)%Z)) (seq 0 wN) in
  let outside := fun j => Nat.eqb (first j) j && negb (in_support j) in
  let worst := maxZ wN (fun j => if outside j then nth j products 0%Z else 0%Z) in
  Evidence
    (dyadic bits (sumZ wN (fun j => Z.abs (zx j))) ex)
    (norm wm (fun i => sub (dyadic bits (item y i) ey) (dyadic bits (sumZ wN (fun j => cell A i j * zx j)%Z) (eA + ex))))
    (dyadic bits (sumZ wm (fun i => zu i * item y i)%Z) (eu + ey))
    (dyadic bits (sumZ wm (fun i => zu i * zu i)%Z) (eu + eu))
    (if allb wN (fun j => negb (outside j)) then None else Some (sub one (dyadic bits worst (eA + eu)))).
(** |A^T u| <= 1 *)
Definition dual_okb : bool :=
  allb wN (fun j => at_most (dyadic bits (Z.abs (sumZ wm (fun i => zu i * cell A i j)%Z)) (eA + eu)) (dyadic bits 1 0)).
Definition small_sample : bool :=
  match wP with
  | BPq e => at_most (dyadic bits (sumZ wm (fun i => item y i * item y i)%Z) (ey + ey)) (squared bits (ratio bits e))
             && Qle_bool 0 e
  | _ => false
  end.
Definition label_radius (first : nat -> nat) : option itv :=
  if small_sample then (if allb wN (fun j => (zx j =? 0)%Z) then Some (Itv 0 0) else None)
  else if dual_okb then radius wP wa wN bits (label_evidence first) else None.
Definition label_okb (n : nat) : bool :=
  let l := representatives in let first := first_of l in
  merging_okb first && support_okb first &&
  match label_radius first with
  | None => false
  | Some reach =>
      at_most (add (norm wN (fun j => sub (dyadic bits (merged first j) (exponent x)) (dyadic bits (zx j) ex))) reach)
              (dyadic bits 1 (- Z.of_nat n))
  end.
End Label.

Definition label_bits (e : answer) (a : answered) (x : array) (c : centre) : Z :=
  let deepest := Z.max (Z.max (- table_exponent (ans_matrix e)) (- exponent (ans_y a)))
                       (Z.max (- exponent x) (Z.max (- exponent (centre_x c)) (- exponent (centre_u c)))) in
  (2 * Z.max (Z.of_nat (ans_n e)) deepest + 8 * Z.of_nat (digits_of w) + guard)%Z.
Definition answered_okb (e : answer) (bits : Z) (mix : list (list itv)) (a : answered) : bool :=
  Nat.ltb (ans_k a) wR &&
  at_most (norm wm (fun i => sub (dyadic bits (item (ans_y a) i) (exponent (ans_y a))) (sample_itv bits mix (ans_k a) i)))
          (dyadic bits 1 (- Z.of_nat (ans_n e))) &&
  match ans_label a with
  | None => true
  | Some (x, c) => label_okb (ans_matrix e) (ans_y a) x c (label_bits e a x c) (ans_n e)
  end.
Definition answer_okb (e : answer) : bool :=
  let bits := (Z.of_nat (ans_n e) + guard)%Z in let mix := mix_rows bits in let diag := diagonal bits in
  at_most (norm2 wm wN (fun i j => sub (dyadic bits (cell (ans_matrix e) i j) (table_exponent (ans_matrix e))) (matrix_itv bits mix diag i j)))
          (dyadic bits 1 (- Z.of_nat (ans_n e))) &&
  distinct (map ans_k (ans_samples e)) && forallb (answered_okb e bits mix) (ans_samples e).

(** ** The errors (errors.py): the enclosure lemma for (B, b) *)
Section Centre.
Variables (c : centre) (bits : Z) (b : list itv).
Let zx := fun j => dyadic bits (item (centre_x c) j) (exponent (centre_x c)).
Let zu := fun i => dyadic bits (item (centre_u c) i) (exponent (centre_u c)).
(** |B_j^T u|: column j < d is a_j e_0, column d + q is c e_{q+1} *)
Definition product_itv (diag : itv) (j : nat) : itv :=
  size (if (j <? wd)%nat then mul bits (head_itv bits j) (zu 0) else mul bits diag (zu (S (j - wd)))).
Definition residual_itv (diag : itv) (i : nat) : itv :=
  match i with
  | O => sub (nth_itv b 0) (total wd (fun j => mul bits (head_itv bits j) (zx j)))
  | S q => sub (nth_itv b (S q)) (mul bits diag (zx (wd + q)))
  end.
Definition centre_evidence : evidence :=
  let one := dyadic bits 1 0 in let diag := diagonal bits in
  let products := tabulate wN (product_itv diag) in
  let worst := maxZ wN (fun j => if in_support c j then 0%Z else hi (nth_itv products j)) in
  Evidence
    (total wN (fun j => size (zx j)))
    (norm wm (residual_itv diag))
    (total wm (fun i => mul bits (zu i) (nth_itv b i)))
    (total wm (fun i => squared bits (zu i)))
    (if allb wN (in_support c) then None else Some (sub one (Itv 0 worst))).
Definition centre_okb : bool :=
  let diag := diagonal bits in
  support_okb c (fun j => j) && allb wN (fun j => at_most (product_itv diag j) (dyadic bits 1 0)).
Definition centre_radius : option itv := if centre_okb then radius wP wa wN bits centre_evidence else None.
(** |z - x~| - radius > 10^-level *)
Definition far_okb (reach : itv) (z : nat -> Q) : bool :=
  below (ratio bits (tenth (level w))) (sub (norm wN (fun j => sub (ratio bits (z j)) (zx j))) reach).
End Centre.
Definition centre_bits (c : centre) : Z :=
  let stated := Z.max (Z.max (- exponent (centre_x c)) (- exponent (centre_u c))) sample_bits in
  (Z.max stated (Z.max 0 (exponent_at_least (/ epsilon w)) + 8 * Z.of_nat (digits_of w)) + 2 * guard)%Z.
(** the enclosures of the minimisers at the samples: sample, x~, precision, radius; computed once *)
Definition enclosed : list (nat * (centre * itv)) :=
  flat_map (fun p => let bits := centre_bits (snd p) in
                     match centre_radius (snd p) bits (unmixed bits (mix_rows bits) (fst p)) with
                     | Some reach => [(fst p, (snd p, reach))] | None => [] end) (centres w).
Definition wrong_okb (known : list (nat * (centre * itv))) (zs : list (list Q)) (k : nat) : bool :=
  match find (fun p => Nat.eqb (fst p) k) known with
  | Some (_, (c, reach)) => far_okb c (centre_bits c) reach (vec (nth k zs []))
  | None => false
  end.

(** ** The runs (runs.py) *)
Definition read_okb (d : nat * option nat) : bool :=
  existsb (fun e => Nat.eqb (ans_n e) (fst d) &&
    match snd d with None => true | Some k => existsb (fun a => Nat.eqb (ans_k a) k) (ans_samples e) end) (answers w).
Definition same_datum (d d' : nat * option nat) : bool :=
  Nat.eqb (fst d) (fst d') && match snd d, snd d' with None, None => true | Some k, Some k' => Nat.eqb k k' | _, _ => false end.
Fixpoint no_repeats (l : list (nat * option nat)) : bool :=
  match l with [] => true | d :: l' => negb (existsb (same_datum d) l') && no_repeats l' end.
(** A, y, x at one (n, k) are one datum; the matrix alone counts only if no sample was read there *)
Definition data_used (l : list (nat * option nat)) : Z :=
  Z.of_nat (length (filter (fun d => match snd d with Some _ => true
    | None => negb (existsb (fun d' => Nat.eqb (fst d) (fst d') && match snd d' with Some _ => true | None => false end) l) end) l)).
Definition run_okb (known : list (nat * (centre * itv))) (r : run) : bool :=
  forallb read_okb (reads r) && no_repeats (reads r) &&
  match claimed r with
  | Wrong => distinct (wrong r) && Nat.leb (enough w) (length (wrong r)) && forallb (fun k => Nat.ltb k wR) (wrong r) &&
             Nat.eqb (length (outputs r)) wR && forallb (wrong_okb known (outputs r)) (wrong r)
  | MoreData => match data_bound w with Some M => (M <? data_used (reads r))%Z | None => false end && Nat.eqb (length (wrong r)) 0
  end.
Fixpoint prefix (s t : list bool) : bool :=
  match s, t with [], _ => true | _, [] => false | x :: s', y :: t' => Bool.eqb x y && prefix s' t' end.
Fixpoint prefix_free (l : list (list bool)) : bool :=
  match l with [] => true | s :: l' => forallb (fun t => negb (prefix s t) && negb (prefix t s)) l' && prefix_free l' end.
Definition tape_weight : Q := fold_right (fun r total => Qred (hq (length (tape r)) + total)) 0 (runs w).
Definition claim_okb : bool :=
  Nat.leb (digits_of w - 2) (level w) && Nat.leb (level w) (digits_of w) && Nat.eqb (claimed_samples w) wR &&
  Nat.leb 1 (enough w) && Nat.leb (enough w) wR && Nat.leb 1 (length (runs w)) &&
  prefix_free (map tape (runs w)) && Qeq_bool (probability w) tape_weight.

Definition check : bool :=
  claim_okb && mixing_okb && class_okb && member_okb && rounding_okb &&
  distinct (map ans_n (answers w)) && forallb answer_okb (answers w) &&
  distinct (map fst (centres w)) && Nat.eqb (length enclosed) (length (centres w)) &&
  let known := enclosed in forallb (run_okb known) (runs w).
End Check.
