"""Sparsity in levels against the definitions, by brute force over all supports."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument

LEVELS = SparsityInLevels((1, 2), (3, 7), (Fraction(1, 2), 2))


def test_constants() -> None:
    assert LEVELS.xi == Fraction(1, 4) + 8
    assert LEVELS.zeta == Fraction(1, 4)
    assert LEVELS.kappa == 33
    assert (LEVELS.total, LEVELS.columns) == (3, 7)
    assert LEVELS.entry_weights == (Fraction(1, 2),) * 3 + (2,) * 4


def test_supports_are_all_maximal_ones() -> None:
    supports = list(LEVELS.supports())
    assert len(supports) == len(set(supports)) == comb(3, 1) * comb(4, 2)
    assert all(sum(j < 3 for j in d) == 1 and sum(j >= 3 for j in d) == 2 for d in supports)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=7, max_size=7))
def test_sigma_is_the_infimum_over_supports(values: list[float]) -> None:
    x = np.asarray(values)
    weights = np.asarray([float(w) for w in LEVELS.entry_weights])
    best = min(
        float(np.sum((weights * np.abs(x))[[j for j in range(7) if j not in (a, *bc)]]))
        for a in range(3)
        for bc in combinations(range(3, 7), 2)
    )
    assert LEVELS.sigma(x) == pytest.approx(best, abs=1e-12)
    assert LEVELS.is_sparse(x) == (best == 0)


def test_sparse_vectors() -> None:
    x = np.zeros(7)
    x[[1, 3, 6]] = [1, -2, 3]
    assert LEVELS.is_sparse(x)
    assert LEVELS.best_support(x) == (1, 3, 6)
    x[0] = 0.1
    assert not LEVELS.is_sparse(x)
    assert LEVELS.sigma(x) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (((1, 1), (4, 4)), "levels"),
        (((1, 1), (5, 3)), "levels"),
        (((), ()), "levels"),
        (((1.5,), (4,)), "sparsities"),
        (((1,), (4, 8)), "sparsities"),
        (((5,), (4,)), "sparsities"),
        (((0, 1), (2, 4)), "sparsities"),
        (((1,), (4,), (0.0,)), "weights"),
        (((1,), (4,), (1.0, 1.0)), "weights"),
        (((1,), (4,), (float("nan"),)), "weights"),
    ],
)
def test_bad_levels_are_refused(arguments: tuple, name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name}="):
        SparsityInLevels(*arguments)


def test_weights_must_be_constant_on_levels() -> None:
    assert SparsityInLevels.with_entry_weights((1, 1), (2, 4), (1, 1, 3, 3)).weights == (1, 3)
    with pytest.raises(InvalidArgument, match="constant on each level"):
        SparsityInLevels.with_entry_weights((1, 1), (2, 4), (1, 1, 3, 4))
    with pytest.raises(InvalidArgument, match="one per column"):
        SparsityInLevels.with_entry_weights((1, 1), (2, 4), (1, 1, 3))


def test_vectors_of_the_wrong_length_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="length 7"):
        LEVELS.sigma(np.zeros(6))
