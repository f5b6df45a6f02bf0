"""Run all checks on an algorithm, or make a test of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from barriers.conformance.checks import CHECKS, Check
from barriers.conformance.context import CheckFailed, Context
from barriers.submission import Submission
from constructions.omega import Omega, omega
from oracles.errors import BarriersError, InvalidArgument

if TYPE_CHECKING:
    import pytest

Algorithm = Callable[[Any], Any] | Submission
Outcome = Literal["passed", "failed", "expected failure", "unexpected pass"]


@dataclass(frozen=True)
class CheckResult:
    """What came of one check. reason: why it failed, or why it was expected to."""

    check: Check
    outcome: Outcome
    reason: str = ""


class ConformanceError(BarriersError, AssertionError):
    """Checks failed that were not expected to, or passed although a failure was expected; `results` has them all."""

    def __init__(self, results: tuple[CheckResult, ...]) -> None:
        self.results = results
        bad = [r for r in results if r.outcome in ("failed", "unexpected pass")]
        lines = [f"  {r.check.name}: {r.outcome}" + (f": {r.reason}" if r.reason else "") for r in bad]
        super().__init__(f"{len(bad)} of {len(results)} checks:\n" + "\n".join(lines))


def default_class() -> Omega:
    """A small class: 4 × 6, three competing columns, six digits."""
    return omega(rows=4, columns=6)


def check_algorithm(
    train: Algorithm,
    family: Omega | None = None,
    *,
    random: bool = False,
    expected_failures: Mapping[str, str] | None = None,
    seed: int = 0,
    time_limit: float = 60.0,
) -> tuple[CheckResult, ...]:
    """Run every check on a training algorithm and return what came of them.

    Parameters
    ----------
    train: a training algorithm or a `Submission`.
    family: the class to try it on (default: a small one with K = 6).
    random: whether it is declared to toss coins.
    expected_failures: names of checks that it is known to fail, each with the reason.
    seed, time_limit: of the games; seconds per run.

    Raises ConformanceError if a check fails that is not expected to, or passes that is expected to fail, and
    InvalidArgument for names of checks that do not exist.
    """
    expected = _expected(expected_failures)
    context = Context(train, family or default_class(), random, seed, time_limit)
    results = tuple(_result(check, context, expected.get(check.name)) for check in CHECKS)
    if any(result.outcome in ("failed", "unexpected pass") for result in results):
        raise ConformanceError(results)
    return results


def parametrize_with_checks(
    algorithms: Iterable[Algorithm],
    family: Omega | None = None,
    *,
    random: bool = False,
    expected_failures: Mapping[str, str] | Callable[[Algorithm], Mapping[str, str]] | None = None,
    seed: int = 0,
    time_limit: float = 60.0,
) -> pytest.MarkDecorator:
    """A decorator that makes one test of every algorithm and check; the test's arguments are `algorithm` and `check`.

        @parametrize_with_checks([train])
        def test_conformance(algorithm, check):
            check(algorithm)

    `algorithm` is a Context. Expected failures become strict xfails. The rest is as for `check_algorithm`.
    """
    import pytest

    cases = []
    for train in algorithms:
        expected = _expected(expected_failures(train) if callable(expected_failures) else expected_failures)
        context = Context(train, family or default_class(), random, seed, time_limit)
        name = getattr(train, "name", None) or getattr(train, "__qualname__", type(train).__name__)
        for check in CHECKS:
            reason = expected.get(check.name)
            marks = [pytest.mark.xfail(reason=reason, raises=CheckFailed, strict=True)] if reason is not None else []
            cases.append(pytest.param(context, check, marks=marks, id=f"{name}-{check.name}"))
    return pytest.mark.parametrize(("algorithm", "check"), cases)


def _expected(failures: Mapping[str, str] | None) -> Mapping[str, str]:
    known = [check.name for check in CHECKS]
    for name in failures or {}:
        if name not in known:
            raise InvalidArgument("expected_failures", name, "names of checks: " + ", ".join(known))
    return failures or {}


def _result(check: Check, context: Context, expected: str | None) -> CheckResult:
    try:
        check(context)
    except CheckFailed as failure:
        return (
            CheckResult(check, "failed", str(failure))
            if expected is None
            else CheckResult(check, "expected failure", expected)
        )
    return CheckResult(check, "passed") if expected is None else CheckResult(check, "unexpected pass", expected)
