Require Import Reals ZArith List Arith. From Barriers Require Import Mixing CosinesSound. Open Scope R_scope.
Theorem dct_orthogonal m : (1 <= m)%nat -> orthogonal m (dct m).
Admitted.
