"""AUTOMAP and U-net: shapes, standardisation, and matched ablations."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import torch

from networks.automap import Automap, Standardisation, real_coordinates
from networks.imaging import Sampling, uniform_mask
from networks.imaging.optional import MissingLibrary
from networks.unet import UNetReconstruction
from oracles.errors import InvalidArgument

SAMPLING = Sampling("fourier", uniform_mask(32, 0.3, np.random.default_rng(0)))


def measurements(count: int) -> torch.Tensor:
    return torch.randn(count, SAMPLING.count, dtype=torch.complex64, generator=torch.Generator().manual_seed(0))


def test_standardisation_gives_mean_0_and_deviation_1_and_no_gain_to_constants():
    y = measurements(500) * torch.linspace(0.1, 3, SAMPLING.count)
    y.imag[:, 0] = 0
    scaling = Standardisation.of(y)
    z = (real_coordinates(y) - scaling.mean) / scaling.deviation
    varying = torch.arange(z.shape[1]) != SAMPLING.count
    assert z.mean(dim=0).abs().max() < 1e-5
    assert torch.allclose(z.std(dim=0)[varying], torch.ones(z.shape[1] - 1), atol=1e-4)
    assert scaling.deviation[SAMPLING.count] == scaling.deviation.max()


def test_automap_maps_measurements_to_images_and_ablations_share_their_start():
    outputs = []
    for scaling in (Standardisation.none(SAMPLING.count), Standardisation.of(measurements(50))):
        torch.manual_seed(1)
        net = Automap(SAMPLING.count, 32, scaling, channels=2)
        outputs.append((net(measurements(3)), net.dense[0].weight))
    assert outputs[0][0].shape == (3, 32, 32)
    assert torch.equal(outputs[0][1], outputs[1][1])
    assert not torch.allclose(outputs[0][0], outputs[1][0])


def test_automap_keeps_its_statistics_in_a_checkpoint():
    net = Automap(SAMPLING.count, 32, Standardisation.of(measurements(9)), channels=2)
    other = Automap(SAMPLING.count, 32, Standardisation.none(SAMPLING.count), channels=2)
    other.load_state_dict(net.state_dict())
    assert torch.equal(net(measurements(2)), other(measurements(2)))


def test_automap_refuses_statistics_of_other_measurements():
    with pytest.raises(InvalidArgument, match="standardisation"):
        Automap(7, 32, Standardisation.none(8))


def test_unet_corrects_the_zero_filled_image():
    net = UNetReconstruction(SAMPLING, features=2).eval()
    y = measurements(2)
    assert net(y).shape == (2, 32, 32)
    with torch.no_grad():
        for p in net.unet.parameters():
            p.zero_()
        assert torch.allclose(net(y), SAMPLING.zero_fill(y).real)


def test_unet_needs_room_for_four_poolings():
    with pytest.raises(InvalidArgument, match="32"):
        UNetReconstruction(Sampling("fourier", np.ones((16, 16), bool)))


def test_without_monai_the_extra_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "monai.networks.nets", None)
    with pytest.raises(MissingLibrary, match="MONAI"):
        UNetReconstruction(SAMPLING)
