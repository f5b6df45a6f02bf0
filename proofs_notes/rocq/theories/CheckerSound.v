(** * What an accepted certificate proves: [check_sound], [check_member] (and [..._single], [..._cluster]), [refuted]

    If [check w = true], then the class that w states has the constants of Omega_K ([w_class]), w's instance is a member of its
    scale, the answers that w lists belong to a training set of that member, and for every run claimed wrong: every network with the
    outputs listed is wrong by more than 10^-level at each of the samples named, of which there are enough. Hence every algorithm that returns such a
    network after those answers fails on the class. *)
Require Import Reals Lra Lia Psatz Arith List ZArith QArith Qreals Bool.
From Barriers Require Import Sums Norms Problems ExactArithmetic Rationals Mixing TiedColumns TrainingSets Algorithms Game OmegaK Constants Common
  Interval IntervalSound Certificate Checker ClassSound AnswersSound ErrorsSound.
Import ListNotations.
Open Scope R_scope.

(** what a run is proved to show *)
Definition reads_answered (w : certificate) (r : run) : Prop := forall n k, In (n, k) (reads r) ->
  exists e, In e (answers w) /\ ans_n e = n /\ forall k', k = Some k' -> exists a, In a (ans_samples e) /\ ans_k a = k'.
Definition run_proved (w : certificate) (r : run) : Prop :=
  reads_answered w r /\
  match claimed r with
  | Wrong => NoDup (wrong r) /\ (enough w <= length (wrong r))%nat /\ forall k, In k (wrong r) -> (k < wR w)%nat /\
      forall phi : net, (forall j, (j < wN w)%nat -> phi (eS (w_elt w) k) j = Q2R (vec (nth k (outputs r) []) j)) ->
        ~ accurate (toP (wP w)) (wm w) (wN w) ((/10)^(level w)) (w_elt w) phi k
  | MoreData => exists M, data_bound w = Some M /\ (M < data_used (reads r))%Z
  end.
(** no tape begins with another; their probabilities add up to the one stated *)
Definition claim_proved (w : certificate) : Prop :=
  ForallOrdPairs (fun s t => prefix s t = false /\ prefix t s = false) (map tape (runs w)) /\ (probability w == tape_weight w)%Q /\
  (1 <= enough w <= wR w)%nat /\ (digits_of w - 2 <= level w <= digits_of w)%nat.

Lemma distinct_NoDup l : distinct l = true -> NoDup l.
Proof.
  induction l as [|n l IH]; [constructor|]. cbn [distinct]. intros H. bools. constructor; [|auto]. intros Hin.
  rewrite forallb_forall in *. match goal with F : forall x, In x l -> _ = true |- _ => specialize (F n Hin); rewrite Nat.eqb_refl in F; discriminate end.
Qed.
Lemma prefix_free_ok l : prefix_free l = true -> ForallOrdPairs (fun s t => prefix s t = false /\ prefix t s = false) l.
Proof.
  induction l as [|s l IH]; [constructor|]. cbn [prefix_free]. intros H. bools. constructor; [|auto]. apply Forall_forall. intros t Ht.
  rewrite forallb_forall in *. match goal with F : forall x, In x l -> _ = true |- _ => specialize (F t Ht) end.
  bools. split; apply negb_true_iff; auto.
Qed.

Section Accepted.
Variable w : certificate.
Hypothesis Hw : check w = true.
Lemma parts : claim_okb w = true /\ class_okb w = true /\ member_okb w = true /\ distinct (map ans_n (answers w)) = true /\
  (forall e, In e (answers w) -> answer_okb w e = true) /\ (forall r, In r (runs w) -> run_okb w (enclosed w) r = true).
Proof.
  pose proof Hw as H. unfold check in H. cbv zeta in H. bools.
  repeat split; auto; apply forallb_forall; auto.
Qed.

Lemma run_sound r : In r (runs w) -> run_proved w r.
Proof.
  intros Hin. destruct parts as (_ & HC & HM & _ & _ & HR). specialize (HR r Hin). unfold run_okb in HR.
  apply andb_prop in HR. destruct HR as [HR HX]. apply andb_prop in HR. destruct HR as [HD _]. split.
  - intros n k Hnk. rewrite forallb_forall in HD. specialize (HD (n, k) Hnk). unfold read_okb in HD. apply existsb_exists in HD.
    destruct HD as (e & He & HD). cbn [fst snd] in HD. apply andb_prop in HD. destruct HD as [En HD]. apply Nat.eqb_eq in En.
    exists e. split; [exact He|]. split; [exact En|]. intros k' ->. apply existsb_exists in HD. destruct HD as (a & Ha & Ek).
    exists a. split; [exact Ha|apply Nat.eqb_eq; exact Ek].
  - destruct (claimed r).
    + bools. split; [apply distinct_NoDup; auto|]. split; [apply Nat.leb_le; auto|]. intros k Hk.
      repeat match goal with F : forallb _ (wrong r) = true |- _ => rewrite forallb_forall in F; specialize (F k Hk) end.
      split; [apply Nat.ltb_lt; auto|]. intros phi Hphi. apply (wrong_sound w HC HM (outputs r) k phi); auto.
    + destruct (data_bound w) as [M|]; bools; [|discriminate]. exists M. split; [reflexivity|apply Z.ltb_lt; auto].
Qed.
Lemma claim_sound : claim_proved w.
Proof.
  destruct parts as (H & _). unfold claim_okb in H. bools.
  repeat match goal with L : Nat.leb _ _ = true |- _ => apply Nat.leb_le in L end.
  split; [apply prefix_free_ok; auto|]. split; [apply Qeq_bool_iff; auto|]. lia.
Qed.
End Accepted.

(** ** What acceptance means *)
Theorem check_sound w : check w = true ->
  w_class w /\
  ((branch w < wd w)%nat /\ 0 < Q2R (epsilon w) <= Q2R (wemax w) /\ 0 <= Q2R (kappa w) <= Q2R (wkmax w)) /\
  (exists s, train (toP (wP w)) (wm w) (wN w) (wR w) (w_elt w) s /\ lists_answers w s) /\
  (forall r, In r (runs w) -> run_proved w r) /\ claim_proved w.
Proof.
  intros H. destruct (parts w H) as (_ & HC & HM & HN & HE & _). split; [apply class_sound; auto|]. split; [apply member_facts; auto|].
  split; [apply training_set_sound; auto|]. split; [intros r Hr; apply run_sound; auto|apply claim_sound; auto].
Qed.

(** ** The member belongs to Omega_K, whatever the other scale is *)
(** in every design: the class with these samples *)
Definition w_design (w : certificate) : common_design :=
  mkCommon (fun k => unmixR w k 0) (fun k q => unmixR w k (S q)) (Q2R (wemax w)).
Theorem check_member w other : check w = true ->
  common_class (w_setting w) (w_design w) other (w_elt w) /\ common_class (w_setting w) other (w_design w) (w_elt w).
Proof.
  intros H. destruct (parts w H) as (_ & _ & HM & _). destruct (member_facts w HM) as (H1 & H2 & _). split.
  - apply (common_strong (w_setting w) (w_design w) other); [exact H1|simpl; lra].
  - apply (common_weak (w_setting w) other (w_design w)); [exact H1|exact H2].
Qed.
(** one sample, and clusters at kappa = 0: the class Omega *)
Theorem check_member_single w other : check w = true -> design_of w <> Common -> Q2R (kappa w) = 0 ->
  Omega (w_setting w) (w_scale w 0) other (w_elt w) /\ Omega (w_setting w) other (w_scale w 0) (w_elt w).
Proof.
  intros H HD HK. destruct (parts w H) as (_ & _ & HM & _). destruct (member_facts w HM) as (H1 & H2 & _).
  assert (E : w_elt w = member (w_setting w) (w_scale w 0) (branch w) (Q2R (epsilon w)) 0).
  { unfold w_elt, member. f_equal. apply FunctionalExtensionality.functional_extensionality. intros k. rewrite (same_scale w k HD HK). reflexivity. }
  rewrite E. split; [apply in_strong|apply in_weak]; auto; simpl; lra.
Qed.
(** clusters that are spread along Q e_1: the class Omega with the spread of the certificate *)
Definition along_head (w : certificate) : Prop := design_of w = Cluster /\ forall i, directionR w i = mixR w i 0.
Theorem check_member_cluster w other : check w = true -> along_head w ->
  let sc := mkScale (unmixR w 0 0) (fun q => unmixR w 0 (S q)) (Q2R (wemax w)) (Q2R (wkmax w)) in
  Omega (w_setting w) sc other (w_elt w) /\ Omega (w_setting w) other sc (w_elt w).
Proof.
  intros H [HD HG] sc. destruct (parts w H) as (_ & HC & HM & _). destruct (member_facts w HM) as (H1 & H2 & H3).
  destruct (orthogonal_sound w HC) as [O _].
  assert (U : forall k l, (l < wm w)%nat -> unmixR w k l = unmixR w 0 l + if (l =? 0)%nat then Q2R (kappa w) * INR k else 0).
  { intros k l Hl. unfold unmixR, yR, base_sample. rewrite HD. simpl INR.
    rewrite (sum_ext (wm w) _ (fun i => mixR w i l * (itemR (nth 0 (base_samples w) (Array [] 0)) i + Q2R (kappa w) * 0 * directionR w i)
      + Q2R (kappa w) * INR k * (mixR w i l * mixR w i 0))) by (intros i _; rewrite HG; ring).
    rewrite sum_plus, sum_scal, (O l 0%nat Hl ltac:(unfold wm; lia)). destruct (l =? 0)%nat; ring. }
  assert (E : w_elt w = member (w_setting w) sc (branch w) (Q2R (epsilon w)) (Q2R (kappa w))).
  { unfold w_elt, member. f_equal. apply FunctionalExtensionality.functional_extensionality. intros k.
    apply FunctionalExtensionality.functional_extensionality. intros i. unfold sample, mv. apply sum_ext. intros [|l] Hl; cbn [bvec].
    - unfold bhead. cbn [beta w_scale sc]. rewrite (U k 0%nat) by exact Hl. cbn [Nat.eqb]. ring.
    - cbn [btail w_scale sc]. rewrite (U k (S l)) by exact Hl. cbn [Nat.eqb]. ring. }
  rewrite E. split; [apply in_strong|apply in_weak]; auto; simpl; lra.
Qed.

(** An algorithm that, on every training set with the answers listed, returns a network with the outputs listed is not right at every
    sample on a class that contains the member - and not at even one sample, if the run is wrong at all of them. *)
Theorem refuted (w : certificate) (r : run) (Om : elt -> Prop) (Gm : oracle_alg datum net) phi :
  check w = true -> Om (w_elt w) -> In r (runs w) -> claimed r = Wrong ->
  (forall s, lists_answers w s -> out _ _ Gm s phi) ->
  (forall k j, In k (wrong r) -> (j < wN w)%nat -> phi (eS (w_elt w) k) j = Q2R (vec (nth k (outputs r) []) j)) ->
  ~ solves datum net elt (train (toP (wP w)) (wm w) (wN w) (wR w))
      (accurate_every (toP (wP w)) (wm w) (wN w) (wR w) ((/10)^(level w))) Om Gm /\
  (length (wrong r) = wR w ->
   ~ solves datum net elt (train (toP (wP w)) (wm w) (wN w) (wR w))
      (accurate_some (toP (wP w)) (wm w) (wN w) (wR w) ((/10)^(level w))) Om Gm).
Proof.
  intros Hc HO Hr HW Hout Hz. destruct (check_sound w Hc) as (_ & _ & (s & T & L) & F & (_ & _ & (E1 & _) & _)).
  destruct (F r Hr) as [_ G]. rewrite HW in G. destruct G as (ND & Hlen & G).
  assert (Wrong_at : forall k, In k (wrong r) -> (k < wR w)%nat /\ ~ accurate (toP (wP w)) (wm w) (wN w) ((/10)^(level w)) (w_elt w) phi k).
  { intros k Hk. destruct (G k Hk) as [K1 K2]. split; [exact K1|]. apply K2. intros j Hj. apply Hz; auto. }
  assert (Same : forall Goal, solves datum net elt (train (toP (wP w)) (wm w) (wN w) (wR w)) Goal Om Gm -> Goal (w_elt w) phi).
  { intros Goal S. destruct (S _ HO s T) as (psi & Hpsi & Q). rewrite (out_fun _ _ Gm s psi phi Hpsi (Hout s L)) in Q. exact Q. }
  split.
  - intros S. apply Same in S. destruct (wrong r) as [|k l] eqn:E; [simpl in Hlen; lia|].
    destruct (Wrong_at k (or_introl eq_refl)) as [Hk Hn]. apply Hn, S. exact Hk.
  - intros Hall S. apply Same in S. destruct S as (k & Hk & S).
    assert (Hin : In k (wrong r)).
    { apply (@NoDup_length_incl _ (wrong r) (seq 0 (wR w)) ND); [rewrite seq_length; lia| |apply in_seq; lia].
      intros k' Hk'. destruct (Wrong_at k' Hk') as [K _]. apply in_seq. lia. }
    apply (proj2 (Wrong_at k Hin)). exact S.
Qed.
