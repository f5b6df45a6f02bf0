"""The game on a class of one's own: the same choice after the network is fixed, the same replay, no certificate
file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat

from barriers.adversaries.deterministic import evaluate, stopped_verdict
from barriers.adversaries.wrong_branch import Output
from barriers.decimals import decimal_below
from barriers.limits import Limits
from barriers.submission import OwnTask, StoppedRun, Submission
from barriers.verdict import Status, Verdict
from constructions.enclosures import norm_squared
from constructions.own_class import OwnBranch, OwnClass
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError, InvalidArgument
from oracles.precision import precision
from oracles.real_array import RealArray
from oracles.transcript import Transcript


class NotAdmissible(BarriersError):
    """A branch of the class is not near enough to the limit for the answers read: `branches` must return nearer
    ones."""


@dataclass(frozen=True)
class OwnClassGame:
    """Play a deterministic algorithm on the limit of an own class and choose its branch afterwards."""

    family: OwnClass
    limits: Limits = Limits()

    def play(self, submission: Submission) -> Verdict:
        """`refuted` if some branch has every sample wrong; what the verdict rests on is in its notes.

        Raises NotAdmissible if a branch does not admit the answers that were read, and InvalidArgument for an
        algorithm that tosses coins, which this game does not count.
        """
        try:
            return self._play(submission)
        except TapeExhausted:
            allowed = "an algorithm that tosses no coins (on a class of one's own only such are judged)"
            raise InvalidArgument("train", submission.name, allowed) from None

    def _play(self, submission: Submission) -> Verdict:
        family = self.family
        task = OwnTask(family, family.digits)
        try:
            trained = submission.train(family.limit, task, self.limits, CoinTape(bits=()))
            branches = family.branches(trained.transcript.accuracy_used)
            found = [(self._error(b, evaluate(trained, b.samples)), b) for b in branches]
        except StoppedRun as stop:
            return stopped_verdict(stop, family.digits)
        error, branch = max(found, key=lambda pair: pair[0])
        if not error > Fraction(1, 10) ** family.digits:
            reason = "right at some sample of every branch: the branches of this class are not far enough apart"
            return Verdict(Status.SURVIVED, family.digits, error=decimal_below(error), reason=reason)
        prove_admissible(family, branch, trained.transcript)
        again = submission.train(family.limit, task, self.limits, CoinTape(bits=()))
        if again.transcript.reads != trained.transcript.reads or evaluate(again, branch.samples) != evaluate(
            trained, branch.samples
        ):
            stop = StoppedRun("nondeterministic", "a second run on the same data differed", trained.transcript)
            return stopped_verdict(stop, family.digits)
        return Verdict(
            status=Status.REFUTED,
            digits=family.digits,
            quantifier="every sample",
            error=decimal_below(error),
            data_used=trained.transcript.data_used,
            accuracy_used=trained.transcript.accuracy_used,
            reason=f"on {branch.name}",
            notes=("rests on the solution sets that the class itself supplied; there is no certificate file for it",),
        )

    def _error(self, branch: OwnBranch, outputs: tuple[Output, ...]) -> Fraction:
        return min(branch.distance(k, z)[0] for k, z in enumerate(outputs))


def prove_admissible(family: OwnClass, branch: OwnBranch, transcript: Transcript) -> None:
    """‖A_n − A‖_F ≤ 2^-n and ‖y_{k,n} − y_k‖₂ ≤ 2^-n for every answer read, by enclosures. Raises NotAdmissible.

    For basis pursuit every A_n read must have full row rank, so that what was not read at n can be answered too.
    """
    for n in sorted({read.n for read in transcript.reads}):
        if family.problem.eta is not None and family.limit.matrix(n).matrix.rank() < family.m:
            raise NotAdmissible(f"A({n}) has rank below m: a problem with it may have no feasible point")
        if not _within(branch.matrix, family.limit.matrix(n), n):
            raise NotAdmissible(f"A({n}) is not within 2^-{n} of {branch.name}")
    for n, k in transcript.pairs():
        if k is not None:
            difference = (family.limit.sample(k, n) - branch.samples[k]).norm_squared()
            if difference > Fraction(1, 4) ** n:
                raise NotAdmissible(f"y({k}, {n}) is not within 2^-{n} of {branch.name}")


def _within(reals: RealArray, answer: DyadicArray, n: int) -> bool:
    bits = n + 64 + answer.size.bit_length()
    with precision(bits + max(0, -answer.exponent) + 64):
        difference = reals.enclosure(bits) - arb_mat(answer.to_flint())
        return bool(norm_squared(difference.entries()) <= arb(2) ** (-2 * n))
