(* The executable checker as an OCaml program. Only booleans, lists, pairs and options become OCaml's own; numbers stay
   as they are in the proofs, so that nothing about arithmetic is trusted. *)
From Barriers Require Import ExactArithmetic Checker.
Require Import Extraction ExtrOcamlBasic.
Extraction Language OCaml.
Extraction "checker_core.ml" check class_okb member_okb entry_okb wrong_okb distinct matrix_table mat.
