(* What is proved: the statements of the main theorems, and every definition that they mention.
   make compares the output with expected/statements.txt. *)
From Barriers Require Import Norms Problems DualCertificate Mixing TiedColumns Existence TrainingSets Conditioning Algorithms Game
  BoundedData LateFork OmegaK Fork ContinuousNetworks Cluster Possible ScaleBounds Constants MainTheorem ExactArithmetic Checker CertificateSound CheckerSound.
Set Printing Width 140.
Set Printing Depth 1000.
(* definitions *)
Print Sums.sum. Print dot. Print nrm. Print norm1. Print frob.
Print problem. Print params_ok. Print mv. Print rsd. Print feas. Print obj. Print Xi.
Print orthonormal_columns. Print orthogonal. Print mm. Print gram_is.
Print Bmat. Print bvec. Print face. Print vertex. Print t_face. Print tail_val. Print sgn. Print cert_u. Print rho_ok.
Print datum. Print elt. Print net. Print toR1. Print toR2. Print infdist_le. Print data_within. Print labels_within. Print train. Print train_weak.
Print accurate. Print accurate_every. Print accurate_some.
Print oracle_alg. Print action. Print event. Print strategy. Print exec. Print halts. Print prob. Print PrGe. Print ind.
Print solves. Print succeeds. Print halts_as. Print pm. Print succeeds_within. Print fork. Print late_fork.
Print setting. Print scale. Print head. Print cnorm. Print rows. Print cols. Print block. Print matrix. Print bhead. Print sample. Print member. Print tie.
Print Omega. Print setting_ok. Print kkt. Print scale_facts. Print scale_ok. Print half_answers.
Print continuous_net. Print cnet. Print distinct_samples. Print right_at_some.
Print knowledge. Print constnet. Print is_strong. Print find_branch. Print gamma1. Print gamma2.
Print parameter. Print base_ok. Print support. Print shrinkage. Print drift. Print tail_size_ok. Print constants_ok.
Print digits. Print class_ok. Print solves_every. Print solves_some. Print succeeds_some. Print halts_on_class.
Print Qadd. Print sumQ. Print dotQ. Print tmvQ. Print vec. Print mat. Print witness. Print entry. Print answered. Print claim. Print mincert. Print farcert.
Print rho_okb. Print min_okb. Print far_okb. Print class_okb. Print member_okb. Print answered_okb. Print entry_okb. Print wrong_okb. Print check.
Print toP. Print w_setting. Print w_scale. Print w_elt. Print w_class. Print lists_answers.
(* statements *)
Check mixing. Check cert_Xi. Check flip_Xi. Check flip_unique. Check gram. Check minimiser. Check answers_exist. Check gram_solvable_nearby.
Check barrier_det. Check barrier_bounded_use. Check barrier_rand. Check barrier_rand_nonhalting. Check barrier_count. Check late_barrier_det. Check late_barrier_rand.
Check matrix_distance. Check branch_answers. Check apart. Check fork_of_tie. Check late_fork_of_tie. Check samples_distinct.
Check gamma1_right. Check gamma2_right. Check networks_exist. Check constants_scale. Check classes_exist.
Check members_conditioned. Check training_sets_exist. Check exact_networks_exist.
Check no_K_digits. Check no_K_digits_random. Check no_K_digits_random_nonhalting. Check distinct_in. Check no_K_digits_distinct. Check no_K_digits_distinct_random.
Check K1_digits. Check K1_unbounded. Check K1_unbounded_random. Check K2_digits. Check smale_barrier.
Check min_okb_sound. Check far_okb_sound. Check check_sound. Check check_member. Check refuted.
