(** * Certificates as records (proofs_notes/certificate.md, section 2; barriers/checker/certificate.py) *)
Require Import ZArith QArith List.
Import ListNotations.
Open Scope Z_scope.

Inductive problemQ := BPq (eta : Q) | LASSOq (lam : Q) | SQRTLq (lam : Q).
Inductive sample_design := Single | Cluster | Common.
Inductive mixing_kind := Identity | Dct | Hadamard | Householder (vector : list Z).

(** mantissas over one power of two; a matrix as the list of its rows *)
Record array := Array { mantissas : list Z; exponent : Z }.
Record table := Table { table_rows : list (list Z); table_exponent : Z }.
(** an approximate minimiser x with support S, and a dual vector u *)
Record centre := Centre { centre_x : array; centre_u : array; centre_support : list nat }.

(** what was answered for sample [ans_k] at an index: y_{k,n}, and the label with its centre if it was read *)
Record answered := Answered { ans_k : nat; ans_y : array; ans_label : option (array * centre) }.
Record answer := Answer { ans_n : nat; ans_matrix : table; ans_samples : list answered }.

Inductive outcome := Wrong | MoreData.
(** a run: the coins, the data (n, k) read (a matrix alone has no k), the outputs at all samples, what it is claimed for *)
Record run := Run { tape : list bool; reads : list (nat * option nat); outputs : list (list Q); claimed : outcome; wrong : list nat }.

Record certificate := Certificate {
  (* the class: d = N - m + 1 heads, m - 1 tails; one pattern and one base sample, or R of them for [Common] *)
  problem_of : problemQ; digits_of : nat; heads_of : nat; tails_of : nat; mixing_of : mixing_kind;
  design_of : sample_design; samples_of : nat; patterns : list (list Z);
  (* the member *)
  strong : bool; branch : nat; epsilon : Q; kappa : Q; base_samples : list array; direction : option array; centres : list (nat * centre);
  (* the claim: [enough] samples wrong by more than 10^-level, or more than [data_bound] data, with this probability *)
  level : nat; enough : nat; claimed_samples : nat; probability : Q; data_bound : option Z;
  answers : list answer; runs : list run }.
