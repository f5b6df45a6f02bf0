Require Import ZArith List. From Barriers Require Import Interval. Import ListNotations.
Definition dct_itv (bits : Z) (m : nat) : list (list itv) := [].
