"""Sampling operators and FIRENETs on images: adjoints, gradients, NumPy against PyTorch, starting points."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from networks.imaging import (
    ImageFirenet,
    PeriodisedWavelet,
    Sampling,
    affordable_sparsities,
    haar2,
    image_firenet,
    inverse_haar2,
    multilevel_mask,
)
from networks.imaging.phantoms import shepp_logan
from networks.nonlinearities import soft_threshold
from networks.operators import dense_matrix
from oracles.errors import InvalidArgument


def example(transform: str, n: int = 16, fraction: float = 0.5) -> tuple[Sampling, tuple[int, ...], np.ndarray]:
    x = shepp_logan(n)
    s = affordable_sparsities(transform, haar2(x), fraction)
    sampling = Sampling(transform, multilevel_mask(transform, n, fraction, s, np.random.default_rng(0)))
    return sampling, s, sampling.measure(x.astype(complex))


def network(sampling: Sampling, s: tuple[int, ...], y: np.ndarray, like: object = None, outer: int = 4) -> ImageFirenet:
    return image_firenet(sampling, s, bound=2 * float(np.linalg.norm(y)), like=y if like is None else like, outer=outer)


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_the_operator_is_a_partial_isometry_with_its_adjoint(transform: str):
    sampling, _, y = example(transform, 8)
    operator = sampling.on_coefficients(y)
    a = dense_matrix(operator, y)
    assert a.shape == (sampling.count, 64)
    assert np.abs(a @ a.conj().T - np.eye(sampling.count)).max() < 1e-13
    u = np.random.default_rng(1).normal(size=(3, sampling.count)) + 0j
    assert np.abs(operator.adjoint(u) - u @ a.conj()).max() < 1e-13


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_numpy_and_pytorch_agree_to_1e_12(transform: str):
    sampling, s, y = example(transform)
    from_numpy = network(sampling, s, y)(y)
    tensor = torch.from_numpy(y)
    from_torch = network(sampling, s, y, tensor)(tensor).numpy()
    assert np.abs(from_torch - from_numpy).max() < 1e-12


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_gradients_through_firenet_match_finite_differences(transform: str):
    sampling, s, y = example(transform, 8)
    rng = np.random.default_rng(2)
    y = y + 0.1 * (rng.normal(size=y.shape) + 1j * rng.normal(size=y.shape))
    tensor = torch.from_numpy(y).requires_grad_(True)
    net = network(sampling, s, y, tensor.detach(), outer=2)
    net(tensor).square().sum().backward()
    gradient = tensor.grad
    assert gradient is not None
    direction = rng.normal(size=y.shape) + 1j * rng.normal(size=y.shape)

    def value(h: float) -> float:
        return float(net(torch.from_numpy(y + h * direction)).square().sum())

    h = 1e-6
    difference = (value(h) - value(-h)) / (2 * h)
    analytic = float(np.real(np.vdot(gradient.numpy(), direction)))
    assert analytic == pytest.approx(difference, rel=1e-6)


def test_a_batch_is_its_samples_one_by_one():
    sampling, s, y = example("fourier")
    batch = np.stack([y, 0.5 * y, 1j * y])
    net = network(sampling, s, y)
    together = net(batch)
    assert all(np.abs(together[i] - net(batch[i])).max() < 1e-12 for i in range(3))


def test_complex_soft_thresholding_shrinks_the_modulus_and_keeps_the_phase():
    z = np.array([3 + 4j, -0.3j, 0j, -2.0 + 0j])
    assert np.allclose(soft_threshold(z, np.asarray(1.0)), [(3 + 4j) * 0.8, 0, 0, -1])


def test_a_start_changes_a_short_network_and_the_minimiser_stays_put():
    sampling, s, y = example("fourier")
    truth = shepp_logan(16)
    short = network(sampling, s, y, outer=1)
    from_zero, from_truth = short(y), short(y, truth)
    assert np.linalg.norm(from_truth - truth) < 0.5 * np.linalg.norm(from_zero - truth)


def test_running_means_end_in_the_restarts():
    sampling, s, y = example("walsh")
    net = network(sampling, s, y).network
    means = list(net.running_means(y))
    assert len(means) == 20
    for k, psi in enumerate(net.restarts(y), start=1):
        assert np.abs(means[5 * k - 1] - psi).max() < 1e-12


def test_a_sparse_image_is_recovered_from_half_of_its_fourier_coefficients():
    rng = np.random.default_rng(4)
    c = np.zeros((32, 32))
    c[:4, :4] = rng.normal(size=(4, 4))
    c[rng.integers(4, 12, size=10), rng.integers(0, 12, size=10)] = 1.0
    x = inverse_haar2(c)
    s = affordable_sparsities("fourier", c, 0.5)
    sampling = Sampling("fourier", multilevel_mask("fourier", 32, 0.5, s, rng))
    y = sampling.measure(x + 0j)
    net = image_firenet(sampling, s, bound=float(np.linalg.norm(y)), like=y, inner=60, outer=10)
    missing = np.linalg.norm(sampling.zero_fill(y) - x)
    assert missing > 0.05 * np.linalg.norm(x)
    assert np.linalg.norm(net(y) - x) < 0.05 * missing


def test_sampling_refuses_other_masks_and_transforms():
    with pytest.raises(InvalidArgument, match="transform"):
        Sampling("cosine", np.ones((4, 4), bool))
    with pytest.raises(InvalidArgument, match="mask"):
        Sampling("fourier", np.zeros((4, 4), bool))
    with pytest.raises(InvalidArgument, match="mask"):
        Sampling("fourier", np.ones((4, 4)))


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_with_db4_the_operator_is_a_partial_isometry_with_its_adjoint(transform: str):
    sampling, _, y = example(transform, 8)
    operator = sampling.on_coefficients(y, PeriodisedWavelet("db4"))
    a = dense_matrix(operator, y)
    assert np.abs(a @ a.conj().T - np.eye(sampling.count)).max() < 1e-12
    u = np.random.default_rng(1).normal(size=(3, sampling.count)) + 0j
    assert np.abs(operator.adjoint(u) - u @ a.conj()).max() < 1e-12


def test_an_image_sparse_in_db4_is_recovered_with_db4_and_not_with_haar():
    db4, rng = PeriodisedWavelet("db4"), np.random.default_rng(5)
    c = np.zeros((32, 32))
    c[:8, :8] = rng.normal(size=(8, 8))
    x = db4.inverse(c)
    s = affordable_sparsities("fourier", c, 0.5)
    sampling = Sampling("fourier", multilevel_mask("fourier", 32, 0.4, s, rng))
    y = sampling.measure(x + 0j)
    shape = {"bound": float(np.linalg.norm(y)), "like": y, "inner": 40, "outer": 10}
    with_db4, with_haar = image_firenet(sampling, s, wavelet=db4, **shape), image_firenet(sampling, s, **shape)
    error = np.linalg.norm(with_db4(y) - x) / np.linalg.norm(x)
    assert error < 0.2 * np.linalg.norm(with_haar(y) - x) / np.linalg.norm(x)
    assert np.abs(with_db4.image(with_db4.coefficients(x)) - x).max() < 1e-12
