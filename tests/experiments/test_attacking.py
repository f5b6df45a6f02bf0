"""Measurements and their perturbations are of the same field: real for Walsh samples of real images."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from barriers.experiments import settings as presets
from barriers.experiments.attacking import as_array, as_tensor, attack, firenet_for, measured, with_noise, zero_filling
from barriers.experiments.stability import problem
from networks.imaging.phantoms import shepp_logan
from networks.stability import Ascent, random_case

TRUTH = shepp_logan(32)[None]
KINDS = {"fourier": torch.complex64, "walsh": torch.float32}


@pytest.mark.parametrize("transform", KINDS)
def test_measurements_noise_and_perturbations_are_complex_for_fourier_and_real_for_walsh(transform: str):
    sampling, sparsities = problem(presets.stability("quick"), TRUTH, transform, 0)
    y = measured(sampling, TRUTH)
    net = firenet_for(sampling, sparsities, y, 2.5e-4, (5, 2))
    _, worst = attack(net, y, as_tensor(TRUTH), 0.05, Ascent(3, 1), 2, 0)
    noisy = with_noise(y, 0.3, np.random.default_rng(0))
    assert {y.dtype, worst.r.dtype, noisy.dtype} == {KINDS[transform]}
    assert torch.linalg.norm(noisy - y) == pytest.approx(0.3 * float(torch.linalg.norm(y)), rel=1e-5)


def test_a_random_real_perturbation_of_walsh_samples_reaches_the_real_image_in_full():
    for transform, kept in (("walsh", 1.0), ("fourier", 0.5**0.5)):
        sampling, _ = problem(presets.stability("quick"), TRUTH, transform, 0)
        mean, _ = random_case(zero_filling(sampling), measured(sampling, TRUTH), 0.05)
        assert float(mean) == pytest.approx(kept, abs=0.06)


@pytest.mark.parametrize("transform", KINDS)
def test_images_reconstructed_from_real_and_from_complex_measurements_agree(transform: str):
    sampling, sparsities = problem(presets.stability("quick"), TRUTH, transform, 0)
    y = measured(sampling, TRUTH)
    as_complex = y.to(torch.complex64)
    one = firenet_for(sampling, sparsities, y, 2.5e-4, (5, 3))(y)
    two = firenet_for(sampling, sparsities, as_complex, 2.5e-4, (5, 3))(as_complex)
    assert np.abs(as_array(one) - as_array(two)).max() < 1e-5
