"""The FIRENET against an independent plain loop, across array libraries, batches, number types; its derivatives."""

from __future__ import annotations

from fractions import Fraction
from math import exp, sqrt
from typing import Any

import numpy as np
import pytest
import torch

from networks.arrays import exact_array
from networks.firenet import Firenet, FirenetParameters
from oracles.errors import InvalidArgument


def parameters(norm: Any, **changes: object) -> FirenetParameters:
    """Legal steps for a matrix of this norm."""
    values: dict = {
        "inner": 7,
        "outer": 4,
        "contraction": exp(-1),
        "delta": 1e-3,
        "tau": 0.8 / float(norm),
        "sigma": 1.1 / float(norm),
        "lam": 0.3,
        "bound": 12.0,
    }
    return FirenetParameters(**{**values, **changes})


def plain_loop(a: np.ndarray, y: np.ndarray, p: Any) -> np.ndarray:
    """Theory §9 written out for one vector, with nothing shared with the implementation."""
    w = np.broadcast_to(np.asarray(p.weights, dtype=float), a.shape[1])
    psi, eps = np.zeros(a.shape[1], dtype=np.result_type(a, y)), float(p.bound)
    gain = 1 / float(p.sigma) if p.gain is None else float(p.gain)
    for _ in range(p.outer):
        eps = float(p.contraction) * (float(p.delta) + eps)
        alpha = 2 * gain / (p.inner * eps)
        x, u, total = alpha * psi, np.zeros(len(y), dtype=psi.dtype), 0 * psi
        for _ in range(p.inner):
            v = x - p.tau * (a.conj().T @ u)
            size = np.abs(v)
            new = np.where(size > p.tau * p.lam * w, v * (1 - p.tau * p.lam * w / np.where(size > 0, size, 1)), 0)
            u = u + p.sigma * (a @ (2 * new - x)) - p.sigma * alpha * y
            u = u / max(1.0, sqrt(np.vdot(u, u).real))
            total, x = total + new, new
        psi = total / p.inner / alpha
    return psi


def random_problem(complex_: bool, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    a, y = rng.standard_normal((5, 9)), rng.standard_normal((2, 3, 5))
    if complex_:
        a, y = a + 1j * rng.standard_normal((5, 9)), y + 1j * rng.standard_normal((2, 3, 5))
    return a, y


@pytest.mark.parametrize("complex_", [False, True])
@pytest.mark.parametrize("weights", [1.0, tuple(np.linspace(0.5, 2, 9))])
def test_equals_the_plain_loop_on_every_sample_of_a_batch(complex_: bool, weights: object) -> None:
    a, y = random_problem(complex_)
    p = parameters(np.linalg.norm(a, 2), weights=weights)
    out = Firenet(a, p)(y)
    assert out.shape == (2, 3, 9)
    for index in np.ndindex(2, 3):
        np.testing.assert_allclose(out[index], plain_loop(a, y[index], p), atol=1e-13)


def test_large_batches_are_worked_off_in_parts_with_the_same_result() -> None:
    a, _ = random_problem(False)
    y = np.random.default_rng(4).standard_normal((3, 1700, 5))  # 5 100 samples, more than two parts
    network = Firenet(a, parameters(np.linalg.norm(a, 2), inner=3, outer=2))
    stages = network.restarts(y)
    assert [stage.shape for stage in stages] == [(3, 1700, 9)] * 2
    for index in ((0, 0), (1, 640), (2, 1699)):
        for stage, single in zip(stages, network.restarts(y[index]), strict=True):
            np.testing.assert_allclose(stage[index], single, atol=1e-13)
    start = np.zeros((3, 1700, 9))
    np.testing.assert_allclose(network(y, start=start), stages[-1], atol=1e-13)


@pytest.mark.parametrize("complex_", [False, True])
def test_pytorch_gives_the_same_numbers(complex_: bool) -> None:
    a, y = random_problem(complex_)
    p = parameters(np.linalg.norm(a, 2), weights=tuple(np.linspace(0.5, 2, 9)))
    out = Firenet(torch.from_numpy(a), p)(torch.from_numpy(y))
    assert isinstance(out, torch.Tensor)
    np.testing.assert_allclose(out.numpy(), Firenet(a, p)(y), atol=1e-13)


def test_real_matrix_with_complex_samples() -> None:
    a, _ = random_problem(False)
    _, y = random_problem(True)
    p = parameters(np.linalg.norm(a, 2))
    np.testing.assert_allclose(Firenet(a, p)(y[0, 0]), plain_loop(a, y[0, 0], p), atol=1e-13)
    out = Firenet(torch.from_numpy(a), p)(torch.from_numpy(y))
    np.testing.assert_allclose(out.numpy(), Firenet(a, p)(y), atol=1e-13)


def test_single_precision_stays_single() -> None:
    a, y = random_problem(False)
    p = parameters(np.linalg.norm(a, 2))
    out = Firenet(a.astype(np.float32), p)(y.astype(np.float32))
    assert out.dtype == np.float32
    np.testing.assert_allclose(out, Firenet(a, p)(y), atol=1e-5)


@pytest.mark.parametrize("complex_", [False, True])
def test_differentiable_in_the_sample_and_in_the_matrix(complex_: bool) -> None:
    a, y = random_problem(complex_, seed=3)
    p = parameters(np.linalg.norm(a, 2) * 1.01, inner=3, outer=2)
    matrix = torch.from_numpy(a).requires_grad_()
    sample = torch.from_numpy(y[0, 0]).requires_grad_()
    assert torch.autograd.gradcheck(lambda v: Firenet(torch.from_numpy(a), p)(v), sample)
    assert torch.autograd.gradcheck(lambda m: Firenet(m, p)(torch.from_numpy(y[0, 0])), matrix)


def test_exact_in_fractions() -> None:
    """One row: ‖u‖ = |u| is rational, so every projection is exact, taken or not."""
    p = FirenetParameters(
        inner=3,
        outer=2,
        contraction=Fraction(1, 3),
        delta=Fraction(1, 100),
        tau=Fraction(1, 2),
        sigma=Fraction(1, 2),
        lam=Fraction(1, 4),
        bound=Fraction(2),
        weights=(Fraction(1), Fraction(2), Fraction(1)),
    )
    row = [Fraction(3, 5), Fraction(4, 5), Fraction(1, 2)]
    out = Firenet(exact_array([row]), p)(exact_array([Fraction(3, 2)]))
    assert all(isinstance(v, Fraction) for v in out)
    floats = Firenet(np.asarray([[float(v) for v in row]]), p)([1.5])
    np.testing.assert_allclose(floats, [float(v) for v in out], atol=1e-15)


def test_start_continues_from_another_networks_output() -> None:
    a, y = random_problem(False)
    norm = np.linalg.norm(a, 2)
    long = Firenet(a, parameters(norm, outer=4, delta=0.0)).restarts(y)
    bound = 12.0 * exp(-2)
    again = Firenet(a, parameters(norm, outer=2, delta=0.0, bound=bound)).restarts(y, start=long[1])
    np.testing.assert_allclose(again[-1], long[-1], atol=1e-12)


def test_objective_is_lambda_l1_plus_residual() -> None:
    a, y = random_problem(False)
    network = Firenet(a, parameters(np.linalg.norm(a, 2), weights=tuple(np.linspace(0.5, 2, 9))))
    x = network(y)
    expected = 0.3 * np.abs(x) @ np.linspace(0.5, 2, 9) + np.linalg.norm(x @ a.T - y, axis=-1)
    np.testing.assert_allclose(network.objective(x, y), expected, atol=1e-13)


def test_restarts_approach_the_minimum_of_an_independent_solver() -> None:
    import cvxpy as cp

    a, y = random_problem(False, seed=5)
    sample = y[0, 0]
    z = cp.Variable(9)
    problem = cp.Problem(cp.Minimize(0.3 * cp.norm1(z) + cp.norm2(a @ z - sample)))
    problem.solve(solver="CLARABEL")
    norm = float(np.linalg.norm(a, 2))
    network = Firenet(a, parameters(norm, inner=400, outer=25, tau=1 / norm, sigma=1 / norm, delta=0.0))
    found = float(network.objective(network(sample), sample))
    assert found == pytest.approx(float(np.asarray(problem.value)), abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"inner": 0}, "inner"),
        ({"inner": 2.5}, "inner"),
        ({"outer": True}, "outer"),
        ({"contraction": 1.0}, "contraction"),
        ({"delta": -1e-9}, "delta"),
        ({"tau": 0.0}, "tau"),
        ({"sigma": float("nan")}, "sigma"),
        ({"lam": float("inf")}, "lam"),
        ({"bound": 0.0}, "bound"),
        ({"weights": (1.0, -1.0)}, "weights"),
        ({"gain": 0.0}, "gain"),
    ],
)
def test_parameters_out_of_range_are_refused(changes: dict, name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name}="):
        parameters(1.0, **changes)


def test_illegal_steps_are_refused_unless_asked_for() -> None:
    a, y = random_problem(False)
    p = parameters(np.linalg.norm(a, 2), tau=1.0, sigma=1.0)
    with pytest.raises(InvalidArgument, match=r"τσ‖A‖² <= 1"):
        Firenet(a, p)
    assert np.all(np.isfinite(Firenet(a, p, illegal_steps=True)(y)))


@pytest.mark.parametrize(
    "sample", [np.ones(4), np.ones((5, 4)), np.full(5, np.nan), np.full(5, 6.0), "text", np.float64(1)]
)
def test_bad_samples_are_refused(sample: object) -> None:
    """Wrong length, NaN, ‖y‖ > b_2 = 12, not numbers, a scalar."""
    a, _ = random_problem(False)
    with pytest.raises(InvalidArgument, match="y="):
        Firenet(a, parameters(np.linalg.norm(a, 2)))(sample)


def test_other_bad_arguments_are_refused() -> None:
    a, y = random_problem(False)
    p = parameters(np.linalg.norm(a, 2))
    with pytest.raises(InvalidArgument, match="weights="):
        Firenet(a, parameters(np.linalg.norm(a, 2), weights=(1.0, 1.0)))
    with pytest.raises(InvalidArgument, match="start="):
        Firenet(a, p)(y, start=np.zeros(9))
