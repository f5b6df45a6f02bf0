"""The closed form for orthogonal columns: optimality conditions, exactly over the rationals."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barriers.candidates.orthogonal_columns import minimiser

RATIONALS = st.fractions(min_value=-8, max_value=8, max_denominator=64)
POSITIVE = st.fractions(min_value=Fraction(1, 16), max_value=8, max_denominator=64)
COLUMNS = st.lists(st.tuples(RATIONALS, POSITIVE), min_size=1, max_size=6)


def no_root(square: object) -> object:
    raise AssertionError("no square root is needed here")


@given(COLUMNS, POSITIVE)
def test_lasso_satisfies_its_optimality_conditions_exactly(columns, lam):
    g, w = zip(*columns, strict=True)
    x = minimiser("lasso", g, w, half_lam=lam / 2, root=no_root)
    for value, correlation, weight in zip(x, g, w, strict=True):
        gradient = 2 * (correlation - weight * value)  # of the smooth part, with opposite sign
        assert gradient == lam * (1 if value > 0 else -1) if value else abs(gradient) <= lam


@given(COLUMNS)
@pytest.mark.parametrize(("problem", "eta"), [("sqrt-lasso", None), ("basis-pursuit", Fraction(0))])
def test_interpolates_where_it_should(problem, eta, columns):
    g, w = zip(*columns, strict=True)
    assert minimiser(problem, g, w, eta=eta, root=no_root) == [a / b for a, b in zip(g, w, strict=True)]


@given(COLUMNS, POSITIVE)
def test_basis_pursuit_meets_its_constraint_with_one_dual_vector(columns, eta):
    g, w = ([float(v) for v in values] for values in zip(*columns, strict=True))
    x = minimiser("basis-pursuit", g, w, eta=float(eta), root=sqrt)
    residuals = [a - b * v for a, b, v in zip(g, w, x, strict=True)]  # ⟨A_j, y − Ax⟩
    size = sum(r * r / b for r, b in zip(residuals, w, strict=True))
    if not any(x):
        assert sum(a * a / b for a, b in zip(g, w, strict=True)) <= float(eta) ** 2 * (1 + 1e-12)
        return
    assert size == pytest.approx(float(eta) ** 2, rel=1e-9)
    dual = max(abs(r) for r in residuals)
    for value, r in zip(x, residuals, strict=True):
        assert not value or r == pytest.approx(dual if value > 0 else -dual, rel=1e-9, abs=1e-12)


def test_works_in_mpmath():
    with mpmath.workdps(50):
        x = minimiser("basis-pursuit", [mpmath.mpf(3)], [mpmath.mpf(1)], eta=mpmath.sqrt(2), root=mpmath.sqrt)
        assert abs(x[0] - (3 - mpmath.sqrt(2))) < mpmath.mpf(10) ** -48
