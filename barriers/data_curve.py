"""How much accuracy does an algorithm use as ε shrinks? The curve of part (ii), with its theoretical floor."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from barriers.in_process import as_submission
from barriers.limits import Limits
from barriers.submission import StoppedRun, Submission, Task
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from constructions.powers import log2_floor, power_of_two
from oracles.coins import CoinTape

DEFAULT_EXPONENTS: tuple[int, ...] = (4, 8, 16, 32, 64, 96, 128, 192, 256)


@dataclass(frozen=True)
class CurvePoint:
    """One element: log₂(1/ε), what the algorithm used, and the floor below which it must fail on some training set.

    accuracy_used and data_used are None where the run ended without a network (`outcome` then says why).
    """

    log2_inverse_epsilon: float
    accuracy_used: int | None
    data_used: int | None
    floor: float
    outcome: str


def data_curve(
    train: Callable[..., object] | Submission,
    omega: Omega,
    exponents: Sequence[int] = DEFAULT_EXPONENTS,
    *,
    branch: int = 1,
    time_limit: float = 60.0,
    policy: AnswerPolicy | None = None,
) -> Iterator[CurvePoint]:
    """Run an algorithm at level K−1 on weak branches with ε about 2^-E for each E in `exponents` (E ≥ 0).

    The floor is log₂(1/ε) + ½ (proofs_notes/data.md, Theorem 10): an algorithm right to K−1 digits on the weak part
    is forced to at least that n on some training set of this element; on the one played here it may use less or more.
    """
    submission, level = as_submission(train), omega.digits - 1
    for exponent in exponents:
        bound = min(omega.weak.epsilon_max, power_of_two(-exponent))
        member = Member(omega, "weak", branch, rational_epsilon(omega, bound))
        inverse = _log2(1 / member.epsilon)
        floor = inverse + 0.5
        answers = MemberAnswers(member, policy or AnswerPolicy())
        try:
            run = submission.train(answers, Task(omega, level), Limits(time=time_limit), CoinTape(seed=exponent))
            used, outcome = run.transcript, "network"
        except StoppedRun as stop:
            used, outcome = stop.transcript, stop.status
        data = used.data_used if used is not None else None
        yield CurvePoint(inverse, used.accuracy_used if used is not None else None, data, floor, outcome)


def curve_csv(points: Sequence[CurvePoint]) -> str:
    """The points as CSV with a header."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["log2_inverse_epsilon", "accuracy_used", "data_used", "floor", "outcome"])
    for p in points:
        writer.writerow([f"{p.log2_inverse_epsilon:.4f}", p.accuracy_used, p.data_used, f"{p.floor:.4f}", p.outcome])
    return stream.getvalue()


def curve_figure(points: Sequence[CurvePoint], name: str, paths: Sequence[Path]) -> None:
    """Draw the curve with its floor and save it (format by suffix: .svg, .png, .pdf). Needs matplotlib."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = figure.add_subplot()
    x = [p.log2_inverse_epsilon for p in points]
    axes.plot(
        x,
        [p.floor for p in points],
        "--",
        color="tab:red",
        label="floor: some training set of this element forces as much",
    )
    halted = [p for p in points if p.accuracy_used is not None]
    axes.plot([p.log2_inverse_epsilon for p in halted], [p.accuracy_used or 0 for p in halted], "o-", label=name)
    axes.set_xlabel(r"$\log_2(1/\varepsilon)$: how close the branch is to the tie")
    axes.set_ylabel("largest accuracy index $n$ read")
    axes.set_title("K − 1 digits need unboundedly accurate data")
    axes.legend()
    axes.grid(alpha=0.3)
    for path in paths:
        figure.savefig(path, dpi=150)


def _log2(x) -> float:
    """log₂ of a rational of any size."""
    e = log2_floor(x)
    return e + log2(float(x / power_of_two(e)))
