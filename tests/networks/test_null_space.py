"""The robust null space property: certified constants, families, perturbation; against random and extreme vectors."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from networks.null_space import RobustNullSpace, exact_coherence, from_coherence, is_isometry, isometry
from networks.null_space_search import certify_null_space, check_functional
from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument
from tests.networks.matrices import (
    KnownMatrix,
    certified_examples,
    hadamard,
    identity_and_hadamard,
    near_parseval,
    provable_examples,
)

EXAMPLES = [*certified_examples(), *provable_examples()]


def violation(known: KnownMatrix, x: np.ndarray, constants: RobustNullSpace) -> float:
    """‖x_Δ‖ − ρ‖x_{Δᶜ}‖_{1,w}/√ξ − γ‖Ax‖ for the support Δ on which x is largest."""
    inside = list(known.levels.best_support(x))
    outside = x.copy()
    outside[inside] = 0
    rest = float(known.levels.norm(outside)) / float(known.levels.xi) ** 0.5
    image = float(np.linalg.norm(known.matrix @ x))
    return float(np.linalg.norm(x[inside])) - float(constants.rho) * rest - float(constants.gamma) * image


@pytest.mark.parametrize("known", EXAMPLES, ids=lambda k: k.name)
def test_certified_constants_hold_for_vectors_of_all_kinds(known: KnownMatrix) -> None:
    rng = np.random.default_rng(7)
    n = known.levels.columns
    _, _, right = np.linalg.svd(known.matrix)
    for trial in range(60):
        x = rng.standard_normal(n) + (1j * rng.standard_normal(n) if trial % 2 else 0)
        if trial % 3 == 0:
            x = x * (np.abs(rng.standard_normal(n)) ** 4)
        if trial % 3 == 1:  # near the null space, where the γ term does not help
            kernel = right[-4:].conj().T
            x = kernel @ rng.standard_normal(kernel.shape[1])
        assert violation(known, x, known.null_space) <= 1e-9 * np.linalg.norm(x)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.1, 1.0))
def test_the_weakened_constants_hold_for_every_matrix_within_the_tolerance(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    known = EXAMPLES[int(rng.integers(len(EXAMPLES)))]
    shape = known.matrix.shape
    noise = rng.standard_normal(shape)
    noise *= share * known.null_space.matrix_tolerance(known.levels) / np.linalg.norm(noise, 2)
    near = KnownMatrix(known.name, known.matrix + noise, known.levels, known.null_space)
    x = rng.standard_normal(shape[1]) ** 3
    assert violation(near, x, known.null_space.weakened()) <= 1e-9 * np.linalg.norm(x)


@pytest.mark.parametrize("seed", range(3))
def test_upper_and_lower_bounds_meet_for_single_entries(seed: int) -> None:
    """For |Δ| = 1 the smallest ρ is a linear program: max x_i over kernel vectors with ‖x_{Δᶜ}‖₁ <= 1 (scipy's
    HiGHS)."""
    a, levels = near_parseval(5, 7, seed), SparsityInLevels((1,), (7,))
    bounds = certify_null_space(a, levels)
    best = 0.0
    for i in range(7):
        rest = [j for j in range(7) if j != i]
        program = linprog(
            -np.eye(14)[i] + np.eye(14)[7 + i],
            A_ub=[[float(j % 7 in rest) for j in range(14)]],
            b_ub=[1.0],
            A_eq=np.concatenate([a, -a], axis=1),
            b_eq=np.zeros(5),
            bounds=(0, None),
        )
        best = max(best, -program.fun)
    assert float(bounds.rho_lower) <= best + 1e-9
    assert float(bounds.rho) >= best - 1e-9
    assert float(bounds.rho) == pytest.approx(best, rel=1e-2)
    assert float(bounds.rho_lower) == pytest.approx(best, rel=1e-3)


def test_bounds_of_larger_supports_enclose_and_can_be_checked_again() -> None:
    a, levels = near_parseval(9, 10, 4), SparsityInLevels((2, 1), (5, 10), (1, Fraction(1, 2)))
    bounds = certify_null_space(a, levels)
    assert bounds.supports == 50 == len(bounds.functionals)
    assert bounds.rho_lower <= bounds.rho
    assert bounds.gamma_lower <= bounds.gamma
    for support, functional in bounds.functionals:
        q = np.asarray(functional, dtype=object)
        assert check_functional(a, levels, support, q, bounds.rho, bounds.gamma)
        assert not check_functional(a, levels, support, q * Fraction(1, 2), bounds.rho, bounds.gamma)


def test_a_matrix_that_loses_a_vector_is_not_certified() -> None:
    a = np.asarray([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])  # (1, −1, 0) is in the kernel
    bounds = certify_null_space(a, SparsityInLevels((1,), (3,)))
    assert bounds.rho_lower >= 1 - Fraction(1, 10**9)
    with pytest.raises(InvalidArgument, match="0 < ρ < 1"):
        _ = bounds.null_space


def test_coherence_is_exact_and_gives_known_constants() -> None:
    a = identity_and_hadamard(16)
    assert exact_coherence(a) == Fraction(1, 4)
    known = from_coherence(Fraction(1, 8), SparsityInLevels((2,), (128,)))
    assert known.rho == Fraction(2, 7)  # sμ/(1 − (s − 1)μ)
    assert 0 <= known.gamma**2 - Fraction(8, 7) <= Fraction(1, 10**9)
    assert is_isometry(hadamard(16) / 4)
    assert not is_isometry(a)
    assert isometry().gamma == 1


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: RobustNullSpace(1, 1), "rho"),
        (lambda: RobustNullSpace(0, 1), "rho"),
        (lambda: RobustNullSpace(0.5, 0), "gamma"),
        (lambda: from_coherence(0.5, SparsityInLevels((2,), (8,))), "coherence"),
        (lambda: exact_coherence(np.ones((2, 2))), "A"),
        (lambda: certify_null_space(np.eye(3) * 1j, SparsityInLevels((1,), (3,))), "A"),
        (lambda: certify_null_space(np.eye(3), SparsityInLevels((1,), (4,))), "A"),
        (lambda: certify_null_space(np.ones((2, 4)), SparsityInLevels((2,), (4,))), "A"),
        (lambda: certify_null_space(np.eye(20), SparsityInLevels((10,), (20,))), "levels"),
    ],
)
def test_bad_input_is_refused(call, name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name}="):
        call()
