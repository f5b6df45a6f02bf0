Require Import Reals ZArith List Arith. From Barriers Require Import Interval IntervalSound Cosines. Import ListNotations. Open Scope R_scope.
Definition dct (m k j : nat) : R := sqrt ((if (k =? 0)%nat then 1 else 2) / INR m) * cos (PI * INR ((2 * j + 1) * k) / (2 * INR m)).
Theorem dct_itv_ok bits m : (1 <= m)%nat -> (0 <= bits)%Z -> forall k j, (k < m)%nat -> (j < m)%nat -> holds bits (nth j (nth k (dct_itv bits m) []) (Itv 0 0)) (dct m k j).
Admitted.
