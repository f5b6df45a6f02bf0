(** * Certified enclosures of pi and of the cosines cos(pi j / 2m), as in barriers/checker/pi_and_cosines.py and mixing.py
    (soundness: CosinesSound.v)

    Integer arithmetic alone. Unlike the Python program, this one needs no sines: cos 2x = 2 (cos x)^2 - 1 and
    cos (a+b) = 2 cos a cos b - cos (a-b). *)
Require Import ZArith QArith List Bool Arith.
From Barriers Require Import Interval.
Import ListNotations.
Open Scope Z_scope.

(** ** More operations on intervals *)
(** the number times an integer, over an integer >= 1 (ceil(hi / n) from the remainder of lo: one long division), over 2^k,
    with its sign changed *)
Definition scaled (n : Z) (x : itv) := Itv (Z.min (n * lo x) (n * hi x)) (Z.max (n * lo x) (n * hi x)).
Definition divided (n : Z) (x : itv) :=
  let (quotient, rest) := Z.div_eucl (lo x) n in Itv quotient (quotient - - (rest + (hi x - lo x)) / n).
Definition halved (k : Z) (x : itv) := Itv (shift_down (lo x) k) (shift_up (hi x) k).
Definition opposite (x : itv) := Itv (- hi x) (- lo x).
(** a number at most as far from [x] as some number is from 0 *)
Definition widened (x by_at_most : itv) := Itv (lo x - hi by_at_most) (hi x + hi by_at_most).
(** an integer *)
Definition whole (bits n : Z) := let z := Z.shiftl n bits in Itv z z.
(** the product, faster than [mul] when no end is negative: hi hi' is put together from lo lo' and short factors *)
Definition product (bits : Z) (x y : itv) :=
  if (0 <=? lo x) && (0 <=? lo y) then
    let low := lo x * lo y in
    Itv (shift_down low bits) (shift_up (low + ((hi x - lo x) * hi y + (hi y - lo y) * lo x)) bits)
  else mul bits x y.

(** ** Alternating series *)
(** The limit of [s] +- term n -+ term (n+1) ..., where [next] leads from one power to the next and [term] from a power to
    its term: it is within the first omitted term of the sum, however many terms are taken. *)
Section Series.
Variables (term next : nat -> itv -> itv).
Fixpoint alternating (fuel n : nat) (power s : itv) : itv :=
  let t := term n power in
  match fuel with
  | O => widened s t
  | S rest => if hi t <=? 1 then widened s t
              else alternating rest (S n) (next n power) (if Nat.even n then add s t else sub s t)
  end.
End Series.

(** the integer 2n + 1 *)
Definition odd_number (n : nat) : Z := 2 * Z.of_nat n + 1.

(** arctan(1/number), number >= 2 *)
Definition arctangent_of_reciprocal (bits number : Z) : itv :=
  let square := number * number in
  alternating (fun n => divided (odd_number n)) (fun _ => divided square)
    (Z.to_nat bits) 0 (divided number (whole bits 1)) (Itv 0 0).

(** pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin) *)
Definition pi_itv (bits : Z) : itv :=
  sub (scaled 16 (arctangent_of_reciprocal bits 5)) (scaled 4 (arctangent_of_reciprocal bits 239)).

(** ** Cosines *)
(** cos 2x from cos x *)
Definition twice_the_angle (bits : Z) (c : itv) : itv := sub (scaled 2 (product bits c c)) (whole bits 1).
Fixpoint repeated {T} (n : nat) (f : T -> T) (x : T) : T := match n with O => x | S k => repeated k f (f x) end.

(** cos of an angle in [0, 2]: halve it until the series is short, then double it back *)
Definition cosine (bits : Z) (angle : itv) : itv :=
  let halvings := Z.sqrt bits / 2 + 2 in
  let small := halved halvings angle in
  let square := product bits small small in
  let next := fun n power => divided (odd_number n * (odd_number n + 1)) (product bits power square) in
  repeated (Z.to_nat halvings) (twice_the_angle bits)
    (alternating (fun _ power => power) next (Z.to_nat bits) 0 (whole bits 1) (Itv 0 0)).

(** cos(j x) for j = 0 .. n, from cos x. The angle j is put together from the angles floor(j/2) and ceil(j/2), so that errors
    grow with log(n) only. *)
Fixpoint multiples (bits : Z) (first : itv) (n : nat) : list itv :=
  match n with
  | O => [whole bits 1]
  | S O => [whole bits 1; first]
  | S before =>
      let known := multiples bits first before in
      let point := fun j => nth j known (Itv 0 0) in
      let half := Nat.div2 n in
      known ++ [sub (scaled 2 (product bits (point half) (point (n - half)%nat))) (point (n - half - half)%nat)]
  end.

(** cos(pi j / 2m) for j = 0 .. m, each enclosed to about 2^-bits.

    The cosines are those of the multiples of an exact angle x near pi/2m. That it is near is not taken from Machin's formula
    but tested: if 1 <= m x <= 2, then m x misses pi/2 by at most twice |cos(m x)|, and so each cosine is off by at most that.
    Should the test fail, nothing is said but that a cosine lies between -1 and 1. *)
Definition quarter_cosines (bits : Z) (m : nat) : list itv :=
  let rows := Z.of_nat m in
  let guard := 2 * Z.sqrt (bits + 128) + 4 * (Z.log2 rows + 1) + 64 in
  let fine := bits + guard in
  let one := Z.shiftl 1 fine in
  let angle := lo (divided (2 * rows) (pi_itv fine)) in
  let points := multiples fine (cosine fine (Itv angle angle)) m in
  let miss := doubled (size (nth m points (Itv 0 0))) in
  if (one <=? rows * angle) && (rows * angle <=? 2 * one)
  then map (fun point => halved guard (widened point miss)) points
  else map (fun _ => Itv (- Z.shiftl 1 bits) (Z.shiftl 1 bits)) points.

(** ** The DCT-II *)
(** cos(pi turn / 2m), of period 4m, even, odd about turn = m, from its values for turn = 0 .. m *)
Definition signed (m : nat) (values : list itv) (turn : nat) : itv :=
  let period := (4 * m)%nat in
  let turn := (turn mod period)%nat in
  let turn := Nat.min turn (period - turn) in
  if (turn <=? m)%nat then nth turn values (Itv 0 0) else opposite (nth (2 * m - turn)%nat values (Itv 0 0)).

(** Q_kj = sqrt((1 if k = 0 else 2) / m) cos(pi (2j+1) k / 2m): 2m distinct numbers up to sign *)
Definition dct_itv (bits : Z) (m : nat) : list (list itv) :=
  let first := root bits (divided (Z.of_nat m) (whole bits 1)) in
  let factor := root bits (divided (Z.of_nat m) (whole bits 2)) in
  let values := map (product bits factor) (quarter_cosines bits m) in
  let table := map (signed m values) (seq 0 (4 * m)) in
  let entry := fun k j => if (k =? 0)%nat then first else nth ((2 * j + 1) * k mod (4 * m))%nat table (Itv 0 0) in
  map (fun k => map (entry k) (seq 0 m)) (seq 0 m).
