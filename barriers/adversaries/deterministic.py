"""The game against a deterministic algorithm (proofs_notes/game.md): the tie answers, then a branch is chosen after the
network is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from barriers.adversaries.evidence import CHECKED_DIGITS, Run, make_certificate
from barriers.adversaries.wrong_branch import (
    Output,
    ProvedErrors,
    epsilon_after,
    least_favoured_branch,
    prove_errors,
)
from barriers.certificate import Certificate
from barriers.decimals import decimal_below
from barriers.limits import Limits
from barriers.submission import StoppedRun, Submission, Task, Trained
from barriers.verdict import Status, Verdict, Witness
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from constructions.powers import greatest_power_at_most, power_of_two
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray
from oracles.training_set import Answers
from oracles.transcript import Transcript

_SHRINKINGS = 24
_BITS_PER_SHRINKING = 12


@dataclass(frozen=True)
class LimitGame:
    """One game at one level on one part of Omega_K: level K on the strong part (or the weak one below K)."""

    omega: Omega
    part: str
    level: int
    policy: AnswerPolicy
    limits: Limits

    @property
    def task(self) -> Task:
        """What the algorithm is told."""
        return Task(self.omega, self.level)

    @property
    def tie(self) -> MemberAnswers:
        """The limit's answers: the algorithm sees nothing else until its network is fixed."""
        return MemberAnswers(Member(self.omega, self.part, 0), self.policy)

    def play(self, submission: Submission) -> Verdict:
        """The verdict of this game: refuted with a certificate, or what prevented a verdict."""
        tie = self.tie
        tape = CoinTape(bits=())
        trained = submission.train(tie, self.task, self.limits, tape)
        return self.judge(submission, trained, tie)

    def judge(self, submission: Submission, trained: Trained, tie: MemberAnswers) -> Verdict:
        """Find the witness for a network trained on the tie's answers, replay the run against it, certify."""
        transcript = trained.transcript
        try:
            errors = self.find_witness(trained)
            switched = self.witness_answers(errors.member, transcript, tie)
            difference = self._replay(submission, switched, transcript, errors.outputs)
        except StoppedRun as stop:
            return stopped_verdict(stop, self.level, transcript)
        if difference:
            return _verdict_of(Status.NONDETERMINISTIC, self.level, transcript, reason=difference)
        run = Run("", transcript, errors.outputs, errors.wrong)
        certificate = make_certificate(errors, [run], [(tie, None)], self.level)
        return self._refuted(errors, transcript, certificate, trained.network.exact)

    def witness_answers(
        self, member: Member, transcript: Transcript, tie: MemberAnswers
    ) -> SwitchedAnswers[MemberAnswers]:
        """The witness's training set: the tie's answers as far as they were read, the branch's own beyond."""
        last = -1 if transcript.accuracy_used is None else transcript.accuracy_used
        return SwitchedAnswers(tie, MemberAnswers(member, self.policy), last)

    def find_witness(self, trained: Trained) -> ProvedErrors:
        """A branch, ε and κ for which the outputs are proved wrong; the choice is made after the network is fixed."""
        omega, used = self.omega, trained.transcript.accuracy_used
        epsilon = epsilon_after(omega, self.part, used)
        still = evaluate(trained, omega.member_samples(omega.scale(self.part)))
        branch = least_favoured_branch(omega, still)
        for kappa in self._shifts(used) if omega.sample_design == "cluster" else ():
            member = Member(omega, self.part, branch, epsilon, kappa)
            if not trained.network.exact and not all(_is_double(y.to_fractions()) for y in member.samples):
                break
            errors = prove_errors(member, evaluate(trained, member.samples), self.level)
            if len(errors.wrong) == omega.samples:
                return errors
        return prove_errors(Member(omega, self.part, branch, epsilon), still, self.level)

    def _shifts(self, used: int | None) -> list[Fraction]:
        """Shifts κ > 0 to try, largest first: all answers read stay within 2^-n of the shifted samples."""
        omega = self.omega
        if omega.samples == 1:
            return []
        largest = omega.scale(self.part).kappa_max
        if used is not None:
            length = 1 + omega.direction.norm_squared()
            largest = min(largest, greatest_power_at_most(power_of_two(-used - 2) / (omega.samples * length)))
        return [largest * power_of_two(-_BITS_PER_SHRINKING * i) for i in range(_SHRINKINGS)]

    def _replay(
        self,
        submission: Submission,
        answers: SwitchedAnswers[MemberAnswers],
        transcript: Transcript,
        outputs: tuple[Output, ...],
    ) -> str:
        """Train again on the witness itself; a sentence about the first difference, or "" if there is none."""
        return replay_difference(
            submission, answers, self.task, self.limits, transcript, outputs, answers.far.member.samples
        )

    def _refuted(self, errors: ProvedErrors, transcript: Transcript, certificate: Certificate, exact: bool) -> Verdict:
        member, omega = errors.member, self.omega
        wrong, total = len(errors.wrong), omega.samples
        notes = []
        if omega.digits > CHECKED_DIGITS:
            notes.append(f"K > {CHECKED_DIGITS}: the separate checker has not been run on this certificate yet")
        if not exact and not all(_is_double(y.to_fractions()) for y in member.samples):
            notes.append("the samples need more than 53 bits: the network's own rounding of its input is part of it")
        return Verdict(
            status=Status.REFUTED,
            digits=self.level,
            quantifier="every sample" if wrong == total else f"at least {wrong} of {total} samples",
            error=decimal_below(errors.error),
            data_used=transcript.data_used,
            accuracy_used=transcript.accuracy_used,
            witness=Witness(member.branch, member.epsilon, member.kappa, wrong),
            certificate=certificate,
            notes=tuple(notes),
        )


def replay_difference(
    submission: Submission,
    answers: Answers,
    task: Task,
    limits: Limits,
    transcript: Transcript,
    outputs: tuple[Output, ...] | None,
    samples: Sequence[DyadicArray],
) -> str:
    """Run again on `answers` with the same coins; a sentence about the first difference, or "" if there is none.

    outputs None stands for a run that was stopped because it read too much. Raises StoppedRun where only the second
    run is stopped.
    """
    try:
        again = submission.train(answers, task, limits, CoinTape(bits=transcript.coins))
        read, given = again.transcript, evaluate(again, samples)
    except TapeExhausted:
        return "on the same data the algorithm tossed more coins when it was run again"
    except StoppedRun as stop:
        if outputs is not None or stop.transcript is None:
            raise
        read, given = stop.transcript, None
    if read.reads != transcript.reads or read.coins != transcript.coins:
        return "on the same data the algorithm asked different questions when it was run again"
    if given != outputs:
        return "on the same data the algorithm returned a network with other outputs when it was run again"
    return ""


def evaluate(trained: Trained, samples: Sequence[DyadicArray]) -> tuple[Output, ...]:
    """φ at every sample, each distinct one twice: what answers differently is no network (`nondeterministic`)."""
    distinct = {id(y): y for y in samples}
    first = {key: trained.network(y) for key, y in distinct.items()}
    for key, y in distinct.items():
        if (again := trained.network(y)) != first[key]:
            raise StoppedRun(
                "nondeterministic", f"the network gave {_few(first[key])}, then {_few(again)} at the same y"
            )
    return tuple(first[id(y)] for y in samples)


def stopped_verdict(stop: StoppedRun, level: int, transcript: Transcript | None = None) -> Verdict:
    """The verdict of a run that ended early; it says what had been read."""
    return _verdict_of(Status(stop.status), level, stop.transcript or transcript, reason=stop.reason)


def _verdict_of(status: Status, level: int, transcript: Transcript | None, reason: str) -> Verdict:
    used = (transcript.data_used, transcript.accuracy_used) if transcript else (None, None)
    return Verdict(status, level, data_used=used[0], accuracy_used=used[1], reason=reason)


def _is_double(values: Sequence[Fraction]) -> bool:
    try:
        return all(Fraction(float(v)) == v for v in values)
    except OverflowError:
        return False


def _few(z: Output) -> str:
    shown = (("-" if v < 0 else "") + decimal_below(abs(v), 3) for v in z[:3])
    return "(" + ", ".join(shown) + (", …)" if len(z) > 3 else ")")
