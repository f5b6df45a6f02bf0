"""The full matrix of candidates × problems × mixings × shapes × K × designs, all refuted at K."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from barriers.candidates import BUILT_INS
from constructions.mixings import MIXINGS
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from tests.barriers.algorithms import branch_guess, hedges, largest_column, least_squares, reads_everything, zero
from tests.barriers.asserting import assert_refuted
from tests.constructions.families import PROBLEMS, available, label

SHAPES = ((1, 2), (2, 5), (4, 6), (19, 20), (5, 40))
DIGITS = (1, 3, 6, 12, 50)
DESIGNS = (("single", 1), ("cluster", 3), ("common", 5))

OWN: dict[str, Callable[[Any], Any]] = {
    "zero": zero,
    "branch-guess": branch_guess(1),
    "hedges": hedges,
    "largest-column": largest_column(77),
    "least-squares": least_squares,
    "reads-everything": reads_everything,
}
EXACT = ("exact-column", "mpmath-column", "zero")


def every_class(digits: tuple[int, ...]) -> Iterator[Omega]:
    """The full matrix of classes."""
    for (name, parameters), (m, n), mixing, k, (design, samples) in product(PROBLEMS, SHAPES, MIXINGS, digits, DESIGNS):
        if available(mixing, m):
            yield omega(
                name,
                digits=k,
                rows=m,
                columns=n,
                mixing=mixing,
                sample_design=design,
                samples=samples,
                **parameters,
            )


ALL = list(every_class(DIGITS))
SECTION = ALL[::7]  # all values of all parameters occur, asserted below
FINE = list(every_class((300,)))


def test_the_cross_section_meets_every_value_of_every_parameter() -> None:
    for name in ("problem", "lam", "eta", "m", "N", "mixing", "digits", "sample_design"):
        assert {getattr(f, name) for f in SECTION} == {getattr(f, name) for f in ALL}
    pairs = {(f.problem, f.mixing, f.sample_design) for f in SECTION}
    assert pairs == {(f.problem, f.mixing, f.sample_design) for f in ALL}


@pytest.mark.parametrize(
    ("number", "family"), list(enumerate(SECTION)), ids=lambda v: label(v) if isinstance(v, Omega) else ""
)
def test_own_algorithms_are_refuted_on_a_cross_section(number: int, family: Omega) -> None:
    names = sorted(OWN)
    for offset in (0, 2):
        train = OWN[names[(number + offset) % len(names)]]
        assert_refuted(train, family, replayed=number % 3 == 0)


@pytest.mark.parametrize(
    ("number", "family"), list(enumerate(ALL[::23])), ids=lambda v: label(v) if isinstance(v, Omega) else ""
)
def test_quick_built_ins_are_refuted_on_a_cross_section(number: int, family: Omega) -> None:
    quick = ("zero", "label-copier", "least-squares", "exact-column", "mpmath-column", "barycentre", "hedger")
    built = [b for b in BUILT_INS if b.name in quick]
    assert_refuted(built[number % len(built)].load(), family, replayed=number % 4 == 0)


@pytest.mark.parametrize("family", FINE[::13], ids=label)
def test_exact_algorithms_are_refuted_at_three_hundred_digits(family: Omega) -> None:
    train = next(b for b in BUILT_INS if b.name == "exact-column").load()
    verdict = assert_refuted(train, family, replayed=False)
    assert verdict.accuracy_used is not None
    assert verdict.accuracy_used >= 990  # 300 digits need that many bits


@pytest.mark.long
@pytest.mark.parametrize("family", ALL, ids=label)
def test_everything_is_refuted_everywhere(family: Omega) -> None:
    for train in OWN.values():
        assert_refuted(train, family)
    for built in BUILT_INS:
        if not built.missing and (family.m, family.N) != (5, 40):
            assert_refuted(built.load(), family, replayed=False, time_limit=600)


@pytest.mark.long
@pytest.mark.parametrize("family", FINE, ids=label)
def test_exact_algorithms_are_refuted_at_three_hundred_digits_everywhere(family: Omega) -> None:
    for built in BUILT_INS:
        if built.name in EXACT:
            assert_refuted(built.load(), family)


def test_a_class_of_a_thousand_columns_is_played() -> None:
    assert_refuted(zero, omega(rows=1, columns=1000, mixing="identity"))
    assert_refuted(largest_column(60), omega(rows=60, columns=64, digits=6))


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
@pytest.mark.parametrize("mixing", ["dct", "identity"])
@pytest.mark.parametrize("n", [700, 3000])
def test_data_of_any_accuracy_leave_room_for_a_certificate(
    name: str, parameters: dict[str, Any], mixing: str, n: int
) -> None:
    """ε far below the rounding of doubles: the checker must not lose it."""
    family = omega(name, rows=3, columns=5, mixing=mixing, digits=3, **parameters)
    verdict = assert_refuted(largest_column(n), family)
    assert verdict.witness is not None
    assert verdict.witness.epsilon * 2**n < 1


@pytest.mark.parametrize("exponent", [-40, -10, -3, 3, 10, 40])
@pytest.mark.parametrize("name", ["lasso", "sqrt-lasso", "basis-pursuit"])
@pytest.mark.parametrize("mixing", ["dct", "identity"])
def test_parameters_of_any_size_make_a_class(name: str, exponent: int, mixing: str) -> None:
    parameter: dict[str, Any] = {"eta" if name == "basis-pursuit" else "lam": Fraction(10) ** exponent}
    family = omega(name, rows=4, columns=6, digits=3, mixing=mixing, **parameter)
    assert_refuted(reads_everything, family)
    assert_refuted(reads_everything, family, policy=AnswerPolicy("random", "vertex", 2, True, 5), replayed=False)
