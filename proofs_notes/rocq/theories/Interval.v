(** * Real numbers enclosed between two integers over one power of two, as in barriers/checker/interval.py (soundness: IntervalSound.v)

    [Itv lo hi] at [bits] stands for some real number x with lo <= x 2^bits <= hi; every operation rounds outward. Nothing is
    ever concluded from a test that fails. [bits] is the same for all operands of one operation. *)
Require Import ZArith QArith List Bool Arith.
Import ListNotations.
Open Scope Z_scope.

(** f(0) + ... + f(n-1) *)
Fixpoint sumZ (n : nat) (f : nat -> Z) : Z := match n with O => 0 | S k => sumZ k f + f k end.
(** the largest of 0 and f(0) ... f(n-1) *)
Fixpoint maxZ (n : nat) (f : nat -> Z) : Z := match n with O => 0 | S k => Z.max (maxZ k f) (f k) end.

(** floor and ceiling of z 2^-k, for k of either sign *)
Definition shift_down (z k : Z) : Z := Z.shiftr z k.
Definition shift_up (z k : Z) : Z := - Z.shiftr (- z) k.

Record itv := Itv { lo : Z; hi : Z }.

(** ** Operations that need no precision *)
Definition add (x y : itv) := Itv (lo x + lo y) (hi x + hi y).
Definition sub (x y : itv) := Itv (lo x - hi y) (hi x - lo y).
Definition size (x : itv) :=
  if 0 <=? lo x then x else if hi x <=? 0 then Itv (- hi x) (- lo x) else Itv 0 (Z.max (- lo x) (hi x)).
Definition doubled (x : itv) := Itv (2 * lo x) (2 * hi x).
Definition quarter (x : itv) := Itv (lo x / 4) (- (- hi x / 4)).
(** the same number, known for another reason to be >= 0 *)
Definition nonnegative (x : itv) := Itv (Z.max (lo x) 0) (Z.max (hi x) 0).
Fixpoint total (n : nat) (f : nat -> itv) : itv := match n with O => Itv 0 0 | S k => add (total k f) (f k) end.
(** the squares of the two ends: hi^2 = lo^2 + (hi - lo) (hi + lo) *)
Definition squares (x : itv) := let a := lo x * lo x in Itv a (a + (hi x - lo x) * (hi x + lo x)).
(** the Euclidean norm, of a vector and of a matrix; squares are not rounded before the root is taken *)
Definition root_of (x : itv) := Itv (Z.sqrt (lo x)) (Z.sqrt_up (hi x)).
Definition norm (n : nat) (f : nat -> itv) := root_of (total n (fun i => squares (size (f i)))).
Definition norm2 (m n : nat) (f : nat -> nat -> itv) := root_of (total m (fun i => total n (fun j => squares (size (f i j))))).

(** proved <=, proved <, proved > 0 *)
Definition at_most (x y : itv) : bool := hi x <=? lo y.
Definition below (x y : itv) : bool := hi x <? lo y.
Definition positive (x : itv) : bool := 0 <? lo x.

Section Precision.
Variable bits : Z.
(** m 2^e *)
Definition dyadic (m e : Z) := Itv (shift_down m (- e - bits)) (shift_up m (- e - bits)).
Definition ratio (q : Q) :=
  let n := Z.shiftl (Qnum q) bits in Itv (n / Zpos (Qden q)) (- (- n / Zpos (Qden q))).
(** the corners lo lo, lo hi, hi lo, hi hi, of which only the first costs a long product *)
Definition mul (x y : itv) :=
  let a := lo x * lo y in let b := a + (hi y - lo y) * lo x in let c := a + (hi x - lo x) * lo y in let d := c + (hi y - lo y) * hi x in
  Itv (shift_down (Z.min (Z.min a b) (Z.min c d)) bits) (shift_up (Z.max (Z.max a b) (Z.max c d)) bits).
Definition squared (x : itv) :=
  let q := squares (size x) in Itv (shift_down (lo q) bits) (shift_up (hi q) bits).
(** x / y for y proved positive *)
Definition div (x y : itv) : itv :=
  Itv (Z.shiftl (lo x) bits / (if 0 <=? lo x then hi y else lo y)) (- (- Z.shiftl (hi x) bits / (if 0 <=? hi x then lo y else hi y))).
(** the square root of a number >= 0 *)
Definition root (x : itv) := Itv (Z.sqrt (Z.shiftl (Z.max (lo x) 0) bits)) (Z.sqrt_up (Z.shiftl (hi x) bits)).
End Precision.
