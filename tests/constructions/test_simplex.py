"""The exact simplex projection against its optimality conditions and against bisection."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from constructions.simplex import project_to_simplex

points = st.lists(st.fractions(-10, 10, max_denominator=64), min_size=1, max_size=7)
totals = st.fractions(0, 10, max_denominator=64)


@given(points, totals)
@example([Fraction(0)] * 4, Fraction(0))
@example([Fraction(1)] * 3, Fraction(1))
def test_projection_is_characterised_by_its_variational_inequality(point: list[Fraction], total: Fraction) -> None:
    x = project_to_simplex(point, total)
    assert sum(x) == total
    assert min(x) >= 0
    # ⟨z − x, w − x⟩ ≤ 0 at every vertex w = total·e_i: exactly when x is the projection of z.
    gap = [z - p for z, p in zip(point, x, strict=True)]
    base = sum(g * p for g, p in zip(gap, x, strict=True))
    assert all(g * total - base <= 0 for g in gap)


@given(points, totals)
def test_projection_agrees_with_bisection(point: list[Fraction], total: Fraction) -> None:
    low, high = min(point) - total - 1, max(point)
    for _ in range(60):
        middle = (low + high) / 2
        if sum((max(Fraction(0), z - middle) for z in point), Fraction(0)) > total:
            low = middle
        else:
            high = middle
    x = project_to_simplex(point, total)
    assert all(abs(p - max(Fraction(0), z - high)) < Fraction(1, 10**12) for z, p in zip(point, x, strict=True))


@given(points, totals, st.randoms())
def test_projection_does_not_depend_on_the_order(point: list[Fraction], total: Fraction, random: object) -> None:
    order = list(range(len(point)))
    random.shuffle(order)  # type: ignore[attr-defined]
    x = project_to_simplex(point, total)
    assert project_to_simplex([point[i] for i in order], total) == tuple(x[i] for i in order)
