"""Dense and matrix-free operators: adjoints, norms, the same FIRENET."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from networks.arrays import exact_array
from networks.firenet import Firenet, FirenetParameters, exhibit
from networks.operators import DenseOperator, LinearOperator, MatrixFreeOperator, as_operator, dense_matrix
from oracles.errors import InvalidArgument

ROWS = np.asarray([0, 1, 3, 6, 7, 12])
N = 16


def sampled_fourier() -> MatrixFreeOperator:
    """Rows of the unitary DFT of length 16, as FFTs."""

    def adjoint(u: np.ndarray) -> np.ndarray:
        full = np.zeros((*u.shape[:-1], N), dtype=np.complex128)
        full[..., ROWS] = u
        return np.fft.ifft(full, axis=-1, norm="ortho")

    return MatrixFreeOperator(
        shape=(len(ROWS), N),
        forward=lambda x: np.fft.fft(x, axis=-1, norm="ortho")[..., ROWS],
        adjoint=adjoint,
        norm=1.0,
        like=np.zeros((), dtype=np.complex128),
    )


def sampled_fourier_matrix() -> np.ndarray:
    return np.exp(-2j * np.pi * np.outer(ROWS, np.arange(N)) / N) / np.sqrt(N)


@pytest.mark.parametrize("operator", [DenseOperator(sampled_fourier_matrix()), sampled_fourier()])
def test_adjoint_identity(operator: LinearOperator) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((3, N)) + 1j * rng.standard_normal((3, N))
    u = rng.standard_normal((3, len(ROWS))) + 1j * rng.standard_normal((3, len(ROWS)))
    left = np.sum(operator.forward(x) * np.conj(u), axis=-1)
    right = np.sum(x * np.conj(operator.adjoint(u)), axis=-1)
    np.testing.assert_allclose(left, right, atol=1e-12)


def test_matrix_free_and_dense_give_the_same_network() -> None:
    parameters = FirenetParameters(
        inner=6, outer=4, contraction=0.4, delta=1e-3, tau=1.0, sigma=1.0, lam=0.05, bound=9.0
    )
    rng = np.random.default_rng(1)
    y = rng.standard_normal((5, len(ROWS))) + 1j * rng.standard_normal((5, len(ROWS)))
    free, dense = Firenet(sampled_fourier(), parameters), Firenet(sampled_fourier_matrix(), parameters)
    np.testing.assert_allclose(free(y), dense(y), atol=1e-13)
    np.testing.assert_allclose(exhibit(free)(y), dense(y), atol=1e-12)
    np.testing.assert_allclose(dense_matrix(sampled_fourier(), y), sampled_fourier_matrix(), atol=1e-14)


def test_norm_of_rationals_is_an_upper_bound() -> None:
    assert DenseOperator(exact_array([[3, 4]])).norm == 5
    norm = DenseOperator(exact_array([[1, 1]])).norm
    assert isinstance(norm, Fraction)
    assert 2 <= norm**2 <= 2 + Fraction(1, 10**15)


@pytest.mark.parametrize("bad", [np.zeros(3), np.zeros((0, 3)), [["a", "b"]], [[np.nan, 1.0]]])
def test_bad_matrices_are_refused(bad: object) -> None:
    with pytest.raises(InvalidArgument, match="A="):
        as_operator(bad)


def test_a_matrix_free_operator_needs_a_norm() -> None:
    with pytest.raises(InvalidArgument, match="norm"):
        MatrixFreeOperator((1, 2), lambda x: x, lambda u: u, norm=0.0)
