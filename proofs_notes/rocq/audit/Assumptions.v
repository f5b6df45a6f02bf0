(* On which axioms the main theorems rest; make compares the output with expected/assumptions.txt. *)
From Barriers Require Import Norms Problems DualCertificate Mixing TiedColumns Existence TrainingSets Conditioning Algorithms Game
  BoundedData LateFork OmegaK Fork ContinuousNetworks Cluster Possible ScaleBounds Constants MainTheorem ExactArithmetic Checker CertificateSound CheckerSound.
Require Import String.
Open Scope string_scope.
Eval compute in "mixing". Print Assumptions mixing.
Eval compute in "cert_Xi". Print Assumptions cert_Xi.
Eval compute in "flip_Xi". Print Assumptions flip_Xi.
Eval compute in "flip_unique". Print Assumptions flip_unique.
Eval compute in "gram". Print Assumptions gram.
Eval compute in "minimiser". Print Assumptions minimiser.
Eval compute in "answers_exist". Print Assumptions answers_exist.
Eval compute in "gram_solvable_nearby". Print Assumptions gram_solvable_nearby.
Eval compute in "barrier_det". Print Assumptions barrier_det.
Eval compute in "barrier_bounded_use". Print Assumptions barrier_bounded_use.
Eval compute in "barrier_rand". Print Assumptions barrier_rand.
Eval compute in "barrier_rand_nonhalting". Print Assumptions barrier_rand_nonhalting.
Eval compute in "barrier_count". Print Assumptions barrier_count.
Eval compute in "late_barrier_det". Print Assumptions late_barrier_det.
Eval compute in "late_barrier_rand". Print Assumptions late_barrier_rand.
Eval compute in "matrix_distance". Print Assumptions matrix_distance.
Eval compute in "branch_answers". Print Assumptions branch_answers.
Eval compute in "apart". Print Assumptions apart.
Eval compute in "fork_of_tie". Print Assumptions fork_of_tie.
Eval compute in "late_fork_of_tie". Print Assumptions late_fork_of_tie.
Eval compute in "samples_distinct". Print Assumptions samples_distinct.
Eval compute in "gamma1_right". Print Assumptions gamma1_right.
Eval compute in "gamma2_right". Print Assumptions gamma2_right.
Eval compute in "networks_exist". Print Assumptions networks_exist.
Eval compute in "constants_scale". Print Assumptions constants_scale.
Eval compute in "classes_exist". Print Assumptions classes_exist.
Eval compute in "members_conditioned". Print Assumptions members_conditioned.
Eval compute in "training_sets_exist". Print Assumptions training_sets_exist.
Eval compute in "exact_networks_exist". Print Assumptions exact_networks_exist.
Eval compute in "no_K_digits". Print Assumptions no_K_digits.
Eval compute in "no_K_digits_random". Print Assumptions no_K_digits_random.
Eval compute in "no_K_digits_random_nonhalting". Print Assumptions no_K_digits_random_nonhalting.
Eval compute in "distinct_in". Print Assumptions distinct_in.
Eval compute in "no_K_digits_distinct". Print Assumptions no_K_digits_distinct.
Eval compute in "no_K_digits_distinct_random". Print Assumptions no_K_digits_distinct_random.
Eval compute in "K1_digits". Print Assumptions K1_digits.
Eval compute in "K1_unbounded". Print Assumptions K1_unbounded.
Eval compute in "K1_unbounded_random". Print Assumptions K1_unbounded_random.
Eval compute in "K2_digits". Print Assumptions K2_digits.
Eval compute in "smale_barrier". Print Assumptions smale_barrier.
Eval compute in "min_okb_sound". Print Assumptions min_okb_sound.
Eval compute in "far_okb_sound". Print Assumptions far_okb_sound.
Eval compute in "check_sound". Print Assumptions check_sound.
Eval compute in "check_member". Print Assumptions check_member.
Eval compute in "refuted". Print Assumptions refuted.
