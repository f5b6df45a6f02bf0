"""The FIRENET written out as layers: counts, widths, and the same function as the iteration."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch

from networks.arrays import exact_array
from networks.firenet import Firenet, FirenetParameters, Nonlinearity, exhibit


def network(complex_: bool, m: int = 4, n: int = 7, p: int = 5, restarts: int = 3) -> tuple[Firenet, np.ndarray]:
    rng = np.random.default_rng(2)
    a, y = rng.standard_normal((m, n)), rng.standard_normal((6, m))
    if complex_:
        a, y = a + 1j * rng.standard_normal((m, n)), y + 1j * rng.standard_normal((6, m))
    step = 1 / float(np.linalg.norm(a, 2))
    parameters = FirenetParameters(
        inner=p,
        outer=restarts,
        contraction=0.4,
        delta=1e-2,
        tau=step,
        sigma=step,
        lam=0.2,
        bound=9.0,
        weights=tuple(np.linspace(0.5, 1.5, n)),
    )
    return Firenet(a, parameters), y


def test_counts_and_widths() -> None:
    firenet, _ = network(False)
    layered, m, n = exhibit(firenet), 4, 7
    assert layered.affine_maps == 3 * 5 * 3 + 1 == firenet.parameters.affine_layers
    assert layered.widths == (m, *(2 * n + m, 2 * (n + m), 2 * n + m + 1) * 15, n)
    assert layered.nonlinearities == {
        Nonlinearity.SOFT_THRESHOLD,
        Nonlinearity.SQUARED_MODULUS,
        Nonlinearity.SHRINK,
    }
    sizes = layered.widths
    for k, layer in enumerate(layered.layers):
        assert layer.affine.weight.shape == (sizes[k + 1], sizes[k])
        assert layer.affine.input_weight is None or layer.affine.input_weight.shape == (sizes[k + 1], m)


@pytest.mark.parametrize("complex_", [False, True])
def test_layers_equal_the_iteration_in_doubles(complex_: bool) -> None:
    firenet, y = network(complex_)
    layered = exhibit(firenet)
    np.testing.assert_allclose(layered(y), firenet(y), rtol=0, atol=1e-12)
    np.testing.assert_allclose(layered(y[0]), firenet(y)[0], rtol=0, atol=1e-12)
    for state, width in zip(layered.states(y), layered.widths[1:], strict=True):
        assert state.shape == (6, width)


def test_layers_equal_the_iteration_in_pytorch() -> None:
    firenet, y = network(False)
    other = Firenet(torch.from_numpy(firenet.operator.matrix), firenet.parameters)
    np.testing.assert_allclose(exhibit(other)(torch.from_numpy(y)).numpy(), firenet(y), rtol=0, atol=1e-12)


def test_layers_equal_the_iteration_exactly_in_fractions() -> None:
    """A rational case in which the projection acts: with one row ‖u‖ = |u|, so no irrational root ever appears."""
    parameters = FirenetParameters(
        inner=4,
        outer=3,
        contraction=Fraction(2, 5),
        delta=Fraction(1, 50),
        tau=Fraction(3, 5),
        sigma=Fraction(4, 5),
        lam=Fraction(1, 3),
        bound=Fraction(3),
        weights=(Fraction(1), Fraction(3, 2)),
    )
    firenet = Firenet(exact_array([[Fraction(3, 5), Fraction(4, 5)]]), parameters)
    y = exact_array([Fraction(-5, 2)])
    layered = exhibit(firenet)
    states = list(layered.states(y))
    assert states[-1].tolist() == firenet(y).tolist()
    assert any(v != 0 for v in states[-1])
    squares = [state[-1] for k, state in enumerate(states[:-1]) if k % 3 == 2]
    assert any(square > 1 for square in squares), "no projection was taken: the case would be too easy"
    assert all(isinstance(v, Fraction) for state in states for v in state)
