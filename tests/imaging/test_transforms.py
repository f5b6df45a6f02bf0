"""The transforms against PyWavelets, SciPy and NumPy, as isometries, batched, and the same under PyTorch."""

from __future__ import annotations

import numpy as np
import pytest
import pywt
import scipy.linalg
import torch

from networks.imaging import fourier2, haar2, inverse_fourier2, inverse_haar2, walsh2
from networks.imaging.wavelets import PeriodisedWavelet
from oracles.errors import InvalidArgument

PAIRS = {"fourier": (fourier2, inverse_fourier2), "walsh": (walsh2, walsh2), "haar": (haar2, inverse_haar2)}


def random_images(*shape: int) -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.uniform(-1, 1, shape) + 1j * rng.uniform(-1, 1, shape)


def sequency_matrix(n: int) -> np.ndarray:
    hadamard = scipy.linalg.hadamard(n)
    return hadamard[np.argsort(np.count_nonzero(np.diff(hadamard, axis=1), axis=1))] / np.sqrt(n)


@pytest.mark.parametrize("n", [2, 4, 8, 64])
def test_walsh_is_the_hadamard_matrix_sorted_by_sign_changes(n: int):
    x, matrix = random_images(2, n, n), sequency_matrix(n)
    assert np.abs(walsh2(x) - matrix @ x @ matrix.T).max() < 1e-14 * n


def test_walsh_matches_scipy_to_1e_14():
    x, matrix = random_images(16, 16), sequency_matrix(16)
    assert np.abs(walsh2(x) - matrix @ x @ matrix.T).max() < 1e-14


@pytest.mark.parametrize("n", [2, 4, 16, 64])
def test_haar_matches_pywavelets_to_1e_14(n: int):
    x = random_images(n, n) / np.sqrt(n)
    coefficients = pywt.wavedec2(x, "haar", mode="periodization", level=n.bit_length() - 1)
    expected, _ = pywt.coeffs_to_array(coefficients)
    assert np.abs(haar2(x) - expected).max() < 1e-14


def test_fourier_is_numpys_unitary_transform():
    x = random_images(3, 8, 8)
    assert np.abs(fourier2(x) - np.fft.fft2(x, norm="ortho")).max() < 1e-14


@pytest.mark.parametrize("name", PAIRS)
def test_each_is_an_isometry_with_its_inverse(name: str):
    forward, inverse = PAIRS[name]
    x, y = random_images(2, 3, 32, 32), random_images(2, 3, 32, 32)[..., ::-1]
    assert np.abs(inverse(forward(x)) - x).max() < 1e-13
    assert np.vdot(forward(x), y) == pytest.approx(np.vdot(x, inverse(y)), abs=1e-10)


@pytest.mark.parametrize("name", PAIRS)
def test_pytorch_gives_the_same(name: str):
    forward, inverse = PAIRS[name]
    x = random_images(2, 16, 16)
    assert np.abs(forward(torch.from_numpy(x)).numpy() - forward(x)).max() < 1e-13
    assert np.abs(inverse(torch.from_numpy(x)).numpy() - inverse(x)).max() < 1e-13


@pytest.mark.parametrize("name", PAIRS)
def test_gradients_match_finite_differences(name: str):
    x = torch.from_numpy(random_images(4, 4)).requires_grad_(True)
    assert torch.autograd.gradcheck(PAIRS[name][0], (x,))


@pytest.mark.parametrize("name", ["haar", "walsh"])
def test_real_images_stay_real_and_single_precision_stays_single(name: str):
    x = np.real(random_images(8, 8)).astype(np.float32)
    assert PAIRS[name][0](x).dtype == np.float32


def test_single_precision_fourier_stays_single():
    assert fourier2(random_images(8, 8).astype(np.complex64)).dtype == np.complex64


@pytest.mark.parametrize("shape", [(6, 6), (8, 4), (8,), (1, 1)])
def test_other_shapes_are_refused(shape: tuple[int, ...]):
    with pytest.raises(InvalidArgument):
        haar2(np.zeros(shape))


def test_other_wavelets_are_orthonormal_and_invert():
    x = random_images(2, 32, 32)
    wavelet = PeriodisedWavelet("db4", levels=3)
    c = wavelet.forward(x)
    assert np.linalg.norm(c) == pytest.approx(np.linalg.norm(x), rel=1e-12)
    assert np.abs(wavelet.inverse(c) - x).max() < 1e-12


def test_haar_through_pywavelets_has_the_same_layout():
    x = random_images(16, 16)
    assert np.abs(PeriodisedWavelet("haar").forward(x) - haar2(x)).max() < 1e-13


@pytest.mark.parametrize("name", ["db2", "db4", "sym8"])
@pytest.mark.parametrize("n", [2, 8, 16])
def test_at_full_depth_the_matrix_is_orthogonal_even_where_filters_are_longer_than_the_image(name: str, n: int):
    wavelet = PeriodisedWavelet(name)
    basis = np.eye(n * n).reshape(-1, n, n)
    matrix = wavelet.forward(basis).reshape(n * n, n * n)
    assert np.abs(matrix @ matrix.T - np.eye(n * n)).max() < 1e-12
    assert np.abs(wavelet.inverse(basis).reshape(n * n, n * n) - matrix.T).max() < 1e-12


def test_wavelets_of_pywavelets_are_for_numpy():
    with pytest.raises(InvalidArgument, match="NumPy"):
        PeriodisedWavelet("db4").forward(torch.zeros(8, 8))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("name", ["no-such-wavelet", "bior2.2"])
def test_only_orthogonal_wavelets_are_accepted(name: str):
    with pytest.raises(InvalidArgument, match="wavelet"):
        PeriodisedWavelet(name)
