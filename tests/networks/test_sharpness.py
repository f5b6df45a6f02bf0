"""Approximate sharpness: the constants symbolically, the inequality numerically."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from networks.null_space import RobustNullSpace
from networks.sharpness import sharpness, tight_sharpness
from networks.sparsity import SparsityInLevels
from tests.networks.matrices import KnownMatrix, certified_examples, provable_examples


def test_the_constants_of_theory_are_the_tight_ones_at_weakened_parameters() -> None:
    rho, gamma, k = sympy.symbols("rho gamma k", positive=True)  # k = κ^{1/4}
    c1 = (rho + (1 + rho) * k / 2) * (1 + rho) / (1 - rho)
    c2 = ((1 + rho) / (1 - rho) + (3 + rho) / (1 - rho) * k / 2) * gamma
    weak = {rho: (1 + rho) / 2, gamma: 2 * gamma}
    large1 = ((1 + rho) / 2 + (3 + rho) * k / 4) * (3 + rho) / (1 - rho)
    large2 = 2 * ((3 + rho) / (1 - rho) + (7 + rho) / (1 - rho) * k / 2) * gamma
    assert sympy.simplify(c1.subs(weak, simultaneous=True) - large1) == 0
    assert sympy.simplify(c2.subs(weak, simultaneous=True) - large2) == 0

    levels = SparsityInLevels((1, 3), (4, 12), (2, 1))
    known = sharpness(RobustNullSpace(0.3, 1.7), levels)
    values = {rho: 0.3, gamma: 1.7, k: float(levels.kappa) ** 0.25}
    assert known.c1 == pytest.approx(float(large1.subs(values)), rel=1e-12)
    assert known.c2 == pytest.approx(float(large2.subs(values)), rel=1e-12)
    assert known.lam == pytest.approx(known.c1 / (known.c2 * float(levels.xi) ** 0.5), rel=1e-12)


@pytest.mark.parametrize("known", [*certified_examples(), *provable_examples()], ids=lambda k: k.name)
def test_distance_is_bounded_by_the_objective(known: KnownMatrix) -> None:
    rng = np.random.default_rng(11)
    constants = tight_sharpness(known.null_space, known.levels)
    n = known.levels.columns
    used = []
    for trial in range(200):
        x = np.zeros(n)
        support = known.levels.best_support(rng.standard_normal(n))
        x[list(support)] = rng.standard_normal(len(support))
        x += rng.standard_normal(n) * [0, 1e-3, 1e-1][trial % 3]
        y = known.matrix @ x + rng.standard_normal(known.matrix.shape[0]) * [0, 1e-4, 1e-2][trial % 3]
        direction = rng.standard_normal(n) if trial % 2 else np.linalg.svd(known.matrix)[2][-1].real
        z = x + direction * 10.0 ** rng.uniform(-4, 0)

        def objective(v: np.ndarray, y: np.ndarray = y) -> float:
            return constants.lam * float(known.levels.norm(v)) + float(np.linalg.norm(known.matrix @ v - y))

        delta = constants.delta(known.levels.sigma(x), float(np.linalg.norm(known.matrix @ x - y)))
        bound = constants.c2 * (objective(z) - objective(x) + delta)
        distance = float(np.linalg.norm(z - x))
        assert distance <= bound * (1 + 1e-9)
        used.append(distance / bound)
    assert max(used) > 0.01  # the bound is not vacuous


@pytest.mark.parametrize("known", [*certified_examples(), *provable_examples()], ids=lambda k: k.name)
def test_firenet_lemmas_1_and_2_each_on_its_own(known: KnownMatrix) -> None:
    """The ℓ¹ error from the objective, and the ℓ² error from the ℓ¹ error, on kernel-like and random differences."""
    rng = np.random.default_rng(5)
    levels, rho, gamma = known.levels, float(known.null_space.rho), float(known.null_space.gamma)
    root_xi, root = float(levels.xi) ** 0.5, float(levels.kappa) ** 0.25
    smallest = np.linalg.svd(known.matrix)[2][-1].real
    nearest = [0.0, 0.0]
    for trial in range(300):
        x = rng.standard_normal(levels.columns) * 10.0 ** rng.uniform(-3, 0)
        x[list(levels.best_support(rng.standard_normal(levels.columns)))] += 1
        v = smallest + 10.0 ** rng.uniform(-6, 0) * rng.standard_normal(levels.columns) if trial % 2 else x.copy()
        if trial % 4 == 0:  # shrink the tail of x: the objective falls, the inequality of Lemma 1 is nearest
            v[list(levels.best_support(x))] = 0
            v = -v
        z, image = x + v, float(np.linalg.norm(known.matrix @ v))
        size = float(levels.norm(v))
        gain = 2 * levels.sigma(x) + float(levels.norm(z)) - float(levels.norm(x))
        first = (1 + rho) / (1 - rho) * gain + 2 * gamma / (1 - rho) * root_xi * image
        second = (rho + (1 + rho) * root / 2) * size / root_xi + (1 + root / 2) * gamma * image
        assert size <= first * (1 + 1e-9)
        assert float(np.linalg.norm(v)) <= second * (1 + 1e-9)
        nearest = [max(nearest[0], size / first), max(nearest[1], float(np.linalg.norm(v)) / second)]
    assert min(nearest) > 0.1  # neither is vacuous
