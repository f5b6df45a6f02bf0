"""The enclosure lemma where the minimisers are known: whatever x~ and u are offered, the radius covers the truth."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.enclosure import Geometry, MinimiserCertificate, certified_radius, group_columns
from constructions.near_minimiser import certified_minimiser
from constructions.omega import omega
from oracles.dyadic import DyadicArray
from tests.constructions.families import PROBLEMS
from tests.constructions.reference import minimisers, number

M, D = 3, 2
GEOMETRY = Geometry(sigma=Fraction(15), alpha=Fraction(2 * 16 * 4))


def instance(heads: tuple[int, int], c: int) -> DyadicArray:
    """B with heads and tail in units of 1/4, shape (3, 4)."""
    rows = [[*heads, 0, 0], [0, 0, c, 0], [0, 0, 0, c]]
    return DyadicArray([v for row in rows for v in row], -2, (M, M + D - 1))


entries = st.integers(-256, 256)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(PROBLEMS),
    st.sampled_from([(64, 64), (65, 64), (64, 68)]),
    st.integers(80, 100),
    st.lists(entries, min_size=M, max_size=M),
    st.lists(st.integers(-3, 3), min_size=M + D - 1, max_size=M + D - 1),
    st.integers(10, 60),
    st.integers(2, 40),
)
def test_every_radius_covers_the_distance_to_the_minimisers(
    problem: tuple[str, dict[str, object]],
    heads: tuple[int, int],
    c: int,
    b: list[int],
    nudge: list[int],
    accuracy: int,
    spoil: int,
) -> None:
    """Spoil the x~ of a certified minimiser by multiples of 2^-spoil: the lemma must still cover every minimiser."""
    name, parameters = problem
    family = omega(name, rows=M, columns=M + D - 1, mixing="identity", **parameters)  # type: ignore[arg-type]
    a, y = instance(heads, c), DyadicArray(b, -4, (M,))
    found = certified_minimiser(family.program, a, y, D, GEOMETRY, accuracy)
    support = found.certificate.support
    move = DyadicArray([v * int(j in support) for j, v in enumerate(nudge)], -spoil, (M + D - 1,))
    spoiled = MinimiserCertificate(found.certificate.x + move, found.certificate.u, support)
    representatives = [*sorted(set(found.groups.values())), *range(D, M + D - 1)]
    with mpmath.workdps(60):
        reference = minimisers(
            family, [number(Fraction(h, 4)) for h in heads], mpmath.mpf(c) / 4, [mpmath.mpf(v) / 16 for v in b]
        )
        for certificate in (found.certificate, spoiled):
            radius = certified_radius(family.program, a, y, certificate, GEOMETRY, representatives)
            if radius is not None:  # a spoiled point need not be feasible: then nothing is claimed
                point = [number(v) for v in certificate.x.to_fractions()]
                assert reference.distance(point) <= number(radius) + mpmath.mpf(10) ** -45
    assert found.radius <= Fraction(1, 2**accuracy)


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
def test_nothing_is_claimed_for_an_infeasible_dual_vector(name: str, parameters: dict[str, object]) -> None:
    family = omega(name, rows=M, columns=M + D - 1, mixing="identity", **parameters)  # type: ignore[arg-type]
    a, y = instance((65, 64), 90), DyadicArray([200, 100, -100], -4, (M,))
    good = certified_minimiser(family.program, a, y, D, GEOMETRY, 20).certificate
    everything = range(M + D - 1)
    assert certified_radius(family.program, a, y, good, GEOMETRY, everything) is not None
    too_long = MinimiserCertificate(good.x, good.u * 2, good.support)
    assert certified_radius(family.program, a, y, too_long, GEOMETRY, everything) is None
    # The losing head lies outside S: where it ties with the winner there is no margin, unless it is merged away.
    tied = instance((65, 65), 90)
    assert certified_radius(family.program, tied, y, good, GEOMETRY, everything) != 0
    outside = MinimiserCertificate(good.x, good.u, tuple(j for j in good.support if j >= D))
    assert certified_radius(family.program, a, y, outside, GEOMETRY, everything) != 0


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
def test_a_zero_sample_has_the_zero_minimiser(name: str, parameters: dict[str, object]) -> None:
    """y_n = 0 is what a coarse answer can be."""
    family = omega(name, rows=M, columns=M + D - 1, mixing="identity", **parameters)  # type: ignore[arg-type]
    for heads in ((64, 64), (65, 64)):
        found = certified_minimiser(family.program, instance(heads, 90), DyadicArray.zeros((M,)), D, GEOMETRY, 30)
        assert max(abs(v) for v in found.certificate.x.to_fractions()) <= found.radius <= Fraction(1, 2**30)


def test_equal_columns_are_grouped_with_the_first_of_them() -> None:
    assert group_columns(instance((64, 64), 90), range(2)) == {0: 0, 1: 0}
    assert group_columns(instance((65, 64), 90), range(2)) == {0: 0, 1: 1}
