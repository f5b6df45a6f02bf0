"""The constants in the Rocq files and in the Python code are the same: read from the former, tried on the latter."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product
from math import sqrt
from pathlib import Path

import pytest

from constructions.omega import Omega, omega
from constructions.scale import Scale

THEORIES = Path(__file__).parents[2] / "proofs_notes" / "rocq" / "theories"
CASES = list(product(("lasso", "sqrt-lasso", "basis-pursuit", "noisy"), ((1, 2), (4, 6), (7, 20)), (3, 6, 50)))


def family(problem: str, shape: tuple[int, int], digits: int) -> Omega:
    eta = Fraction(3, 2) if problem == "noisy" else None
    name = "basis-pursuit" if problem == "noisy" else problem
    return omega(problem=name, eta=eta, rows=shape[0], columns=shape[1], digits=digits, mixing="identity")


def constant(file: str, pattern: str) -> list[Fraction]:
    """The numbers that the pattern captures, which must occur exactly once in the file."""
    text = re.sub(r"\s+", " ", (THEORIES / file).read_text(encoding="utf-8"))
    matches = re.findall(pattern, text)
    assert len(matches) == 1, f"{pattern} occurs {len(matches)} times in {file}"
    captured = matches[0] if isinstance(matches[0], tuple) else (matches[0],)
    return [Fraction(part) for part in captured]


@pytest.mark.parametrize(("problem", "shape", "digits"), CASES)
def test_tau(problem: str, shape: tuple[int, int], digits: int) -> None:
    low, high = constant("MainTheorem.v", r"c_taus : (\d+/\d+) \* digits K <= taus < (\d+) \* digits K")
    weak = constant("MainTheorem.v", r"c_tauw : (\d+/\d+) \* digits \(K - 1\) <= tauw < (\d+) \* digits \(K - 1\)")
    assert [low, high] == weak
    found = family(problem, shape, digits)
    assert low <= found.tau_strong * 10**digits < high
    assert low <= found.tau_weak * 10 ** (digits - 1) < high


@pytest.mark.parametrize(("problem", "shape", "digits"), CASES)
def test_a(problem: str, shape: tuple[int, int], digits: int) -> None:
    (factor,) = constant("Constants.v", r"base_ok : Prop := (\d+) \* INR \(rows S0\) \* Rmax 1 \(parameter")
    found = family(problem, shape, digits)
    least = factor * shape[0] * max(1, found.lam or 0, found.eta or 0)
    assert least <= found.a < 2 * least


def drift(found: Omega, scale: Scale) -> float:
    """D of Constants.v: tau/a, V = |v|/(d a^2), and what the problem adds."""
    a, tau, s = float(found.a), float(scale.tau), sum(sign != "0" for sign in found.tails[0])
    tail = float(scale.tail_size) * sqrt(s)
    head, lam, eta = tau / a, float(found.lam or 0), float(found.eta or 0)
    if found.problem == "lasso":
        return max(head, lam / (2 * a**3), tail / (found.d * a * a))
    if eta == 0:
        return max(head, tail / (found.d * a * a))
    return max(head + eta * sqrt(s) / a**2, (tail + eta * sqrt(s)) / a**2)


@pytest.mark.parametrize(("problem", "shape", "digits"), CASES)
def test_the_range_of_the_gap(problem: str, shape: tuple[int, int], digits: int) -> None:
    (part,) = constant("Constants.v", r"co_emax : 0 < emax sc <= base S0 / (\d+)")
    (times,) = constant("Constants.v", r"co_drift : emax sc \* \((\d+) \* drift tau \(btail sc\)\) <= tau")
    found = family(problem, shape, digits)
    for scale in (found.strong, found.weak):
        assert scale.epsilon_max <= found.a / part
        assert float(scale.epsilon_max) * float(times) * drift(found, scale) <= float(scale.tau) * (1 + 1e-12)


@pytest.mark.parametrize(("problem", "shape", "digits"), CASES)
def test_the_spread_of_a_cluster(problem: str, shape: tuple[int, int], digits: int) -> None:
    (part,) = constant("Constants.v", r"co_spread : kmax sc \* INR \(samples S0\) <= base S0 \* tau / (\d+)")
    found = family(problem, shape, digits)
    for scale in (found.strong, found.weak):
        assert scale.kappa_max * found.samples <= found.a * scale.tau / part


def test_the_strong_gap_may_vanish_and_the_weak_may_not() -> None:
    text = re.sub(r"\s+", " ", (THEORIES / "OmegaK.v").read_text(encoding="utf-8"))
    assert "0 <= e <= emax strong -> 0 <= kappa <= kmax strong ->" in text
    assert "0 < e <= emax weak -> 0 <= kappa <= kmax weak ->" in text


def test_the_checker_uses_the_same_numbers() -> None:
    text = re.sub(r"\s+", " ", (THEORIES / "Checker.v").read_text(encoding="utf-8"))
    for part in (
        "powerQ (exponent_at_least (8 * natQ wm * maxQ 1 parameterQ))",
        "powerQ (exponent_at_least ((3#2) * tenth scale_digits))",
        "Qle_bool ((3#2) * tenth scale_digits) tau && Qltb tau (3 * tenth scale_digits)",
        "Qle_bool (8 * natQ wm) a && Qle_bool (8 * natQ wm * parameterQ) a",
        "powerQ (exponent_at_most (minQ (a / 64) (wtau / (40 * drift))))",
        "Qltb 0 (epsilon w) && Qle_bool (epsilon w) wemax",
    ):
        assert part in text
