(* The executable checker as an OCaml program. Only booleans, lists, pairs and options become OCaml's own; numbers stay
   as they are in the proofs, so that nothing about arithmetic is trusted. *)
From Barriers Require Import Certificate Checker.
Require Import Extraction ExtrOcamlBasic.
Extraction Language OCaml.
Extraction "checker_core.ml" check claim_okb mixing_okb class_okb member_okb rounding_okb answer_okb enclosed run_okb.
