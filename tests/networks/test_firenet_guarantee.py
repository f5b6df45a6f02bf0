"""The error bound C2 (δ/(1 − υ) + υⁿ‖y‖), with certified constants, inexact matrices and noisy samples."""

from __future__ import annotations

from math import ceil, exp, sqrt

import numpy as np
import pytest

from networks.firenet import Firenet, Guarantee, derive
from networks.firenet.iteration import primal_dual_mean
from networks.null_space import RobustNullSpace
from networks.operators import as_operator
from networks.sharpness import sharpness
from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument
from tests.networks.matrices import KnownMatrix, certified_examples, provable_examples

EXAMPLES = [*certified_examples(), *provable_examples()]


def perturbed(known: KnownMatrix, rng: np.random.Generator, share: float) -> np.ndarray:
    """A_l with ‖A − A_l‖ = share · tolerance."""
    noise = rng.standard_normal(known.matrix.shape)
    if np.iscomplexobj(known.matrix):
        noise = noise + 1j * rng.standard_normal(known.matrix.shape)
    return known.matrix + share * known.null_space.matrix_tolerance(known.levels) / np.linalg.norm(noise, 2) * noise


def signal(known: KnownMatrix, rng: np.random.Generator, rest: float) -> np.ndarray:
    """A vector that is sparse in levels up to `rest`, of length about 1."""
    x = rest * rng.standard_normal(known.levels.columns)
    support = list(known.levels.best_support(rng.standard_normal(known.levels.columns)))
    x[support] = rng.standard_normal(len(support)) + 1
    return x / np.linalg.norm(x)


@pytest.mark.parametrize("known", EXAMPLES, ids=lambda k: k.name)
@pytest.mark.parametrize(("share", "noise", "rest"), [(0.0, 0.0, 0.0), (0.999, 1e-3, 0.0), (0.5, 1e-2, 1e-3)])
def test_error_bound_holds_after_every_restart(known: KnownMatrix, share: float, noise: float, rest: float) -> None:
    rng = np.random.default_rng(17)
    approximate = perturbed(known, rng, share)
    x = signal(known, rng, rest)
    y = known.matrix @ x + noise * rng.standard_normal(known.matrix.shape[0])
    constants = sharpness(known.null_space, known.levels)
    delta = constants.delta(known.levels.sigma(x), float(np.linalg.norm(approximate @ x - y)))
    norm, size = float(np.linalg.norm(approximate, 2)), float(np.linalg.norm(y))
    parameters, guarantee = derive(known.null_space, known.levels, norm, outer=6, delta=delta, bound=size)
    assert parameters.inner == ceil(2 * constants.c2 * norm / exp(-1))
    network = Firenet(approximate, parameters)
    value = float(network.objective(x, y))
    for n, (psi, accuracy) in enumerate(zip(network.restarts(y), parameters.accuracies, strict=True), start=1):
        assert float(np.linalg.norm(psi - x)) <= guarantee.error_after(n)
        # what the proof shows on the way: F(ψ_n) − F(x) <= ε_n
        assert float(network.objective(psi, y)) - value <= float(accuracy) * (1 + 1e-9)


@pytest.mark.parametrize(("share", "ratio"), [(1.0, 1.0), (1.0, 30.0), (0.3, 1.0), (0.05, 0.1)])
def test_firenet_lemma_6_one_restart(share: float, ratio: float) -> None:
    """F(X) − F(x) <= (‖x − x⁰‖²/τ + 1/σ)/p for every x, where τσ‖A‖² = share and τ/σ = ratio."""
    rng = np.random.default_rng(23)
    known, nearest = EXAMPLES[0], -np.inf
    operator = as_operator(known.matrix)
    product = share / float(np.linalg.norm(known.matrix, 2)) ** 2
    tau, sigma = sqrt(product * ratio), sqrt(product / ratio)
    for _ in range(60):
        lam, steps = 10.0 ** rng.uniform(-2, 0), int(rng.integers(1, 30))
        y, start = (10.0 ** rng.uniform(-2, 1) * rng.standard_normal(n) for n in known.matrix.shape)

        def objective(z: np.ndarray, y: np.ndarray = y, lam: float = lam) -> float:
            return lam * float(np.abs(z).sum()) + float(np.linalg.norm(known.matrix @ z - y))

        mean = primal_dual_mean(operator, y, start, tau=tau, sigma=sigma, threshold=np.asarray(tau * lam), steps=steps)
        for x in (start, 0 * start, np.linalg.pinv(known.matrix) @ y, rng.standard_normal(start.size), mean):
            bound = (float(np.linalg.norm(x - start)) ** 2 / tau + 1 / sigma) / steps
            gap = objective(mean) - objective(x)
            assert gap <= bound + 1e-9
            nearest = max(nearest, gap / bound)
    assert nearest > 0.02  # the bound is not vacuous


def test_other_legal_steps_keep_the_bound() -> None:
    """τ ≠ σ and smaller steps: p = ⌈2C2/(υ√(τσ))⌉ and α_k = 2/(p ε_k σ)."""
    known = EXAMPLES[0]
    rng = np.random.default_rng(3)
    x = signal(known, rng, 0.0)
    y = known.matrix @ x
    norm = float(np.linalg.norm(known.matrix, 2))
    for tau, sigma in ((0.3 / norm, 3.0 / norm), (0.2 / norm, 0.2 / norm), (2.0 / norm, 0.1 / norm)):
        parameters, guarantee = derive(
            known.null_space, known.levels, norm, outer=6, delta=1e-6, bound=1.5, tau=tau, sigma=sigma
        )
        assert parameters.inner == ceil(2 * guarantee.c2 / (exp(-1) * sqrt(tau * sigma)))
        for n, psi in enumerate(Firenet(known.matrix, parameters).restarts(y), start=1):
            assert float(np.linalg.norm(psi - x)) <= guarantee.error_after(n)


def test_error_decreases_exponentially_in_the_layers() -> None:
    known = EXAMPLES[2]
    x = signal(known, np.random.default_rng(5), 0.0)
    y = known.matrix @ x
    norm = float(np.linalg.norm(known.matrix, 2))
    parameters, guarantee = derive(known.null_space, known.levels, norm, outer=16, delta=1e-12, bound=1.5)
    errors = [float(np.linalg.norm(psi - x)) for psi in Firenet(known.matrix, parameters).restarts(y)]
    assert errors[-1] <= guarantee.error_after(16) < 1e-4
    slope = np.polyfit(np.arange(4, 16), np.log(errors[4:]), 1)[0]
    assert slope <= -0.9  # e^-1 per restart


def test_guarantee_is_the_formula() -> None:
    guarantee = Guarantee(c1=1.0, c2=10.0, contraction=0.5, delta=0.1, bound=3.0, matrix_tolerance=1.0)
    assert guarantee.error_after(0) == pytest.approx(10 * (0.2 + 3))
    assert guarantee.error_after(4) == pytest.approx(10 * (0.2 + 3 / 16))


def test_a_short_sample_has_no_better_bound_than_the_longest() -> None:
    """b_2 = 10⁸‖y‖: the first restarts find 0, and C2 (δ/(1 − υ) + υⁿ‖y‖) would be false."""
    known = EXAMPLES[0]
    x = signal(known, np.random.default_rng(1), 0.0)
    y = known.matrix @ x
    norm, size = float(np.linalg.norm(known.matrix, 2)), float(np.linalg.norm(y))
    parameters, guarantee = derive(known.null_space, known.levels, norm, outer=8, delta=1e-9, bound=1e8 * size)
    error = float(np.linalg.norm(Firenet(known.matrix, parameters)(y) - x))
    assert error > guarantee.c2 * (guarantee.delta / (1 - guarantee.contraction) + guarantee.contraction**8 * size)
    assert error <= guarantee.error_after(8)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"operator_norm": 0.0}, "operator_norm"),
        ({"contraction": 1.0}, "contraction"),
        ({"tau": 10.0, "sigma": 10.0}, "tau"),
        ({"tau": -1.0}, "tau"),
        ({"delta": -1.0}, "delta"),
        ({"bound": 0.0}, "bound"),
        ({"outer": 0}, "outer"),
    ],
)
def test_bad_arguments_are_refused(changes: dict, name: str) -> None:
    arguments = {"operator_norm": 1.0, "outer": 3, "delta": 0.1, "bound": 1.0, **changes}
    with pytest.raises(InvalidArgument, match=name):
        derive(RobustNullSpace(0.5, 1.0), SparsityInLevels((1,), (4,)), **arguments)


def test_rho_of_one_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="0 < ρ < 1"):
        derive(RobustNullSpace(1.0, 1.0), SparsityInLevels((1,), (4,)), 1.0, outer=3, delta=0.1, bound=1.0)
