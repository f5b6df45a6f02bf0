"""Levels, bands, the measures M_F and M_W, and the patterns made from them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.imaging import (
    affordable_sparsities,
    fourier_measure,
    haar2,
    level_map,
    level_weights,
    local_sparsities,
    multilevel_mask,
    uniform_mask,
    walsh_measure,
)
from networks.imaging.levels import fourier_bands, walsh_bands
from networks.imaging.masks import band_measures, spread
from networks.imaging.phantoms import shepp_logan
from oracles.errors import InvalidArgument


def test_fourier_bands_follow_minus_m_to_m_minus_one():
    frequencies = np.fft.fftfreq(16, 1 / 16).astype(int)
    members = {k: sorted(frequencies[fourier_bands(16) == k].tolist()) for k in (1, 2, 3, 4)}
    assert members == {1: [-1, 0], 2: [-2, 1], 3: [-4, -3, 2, 3], 4: [-8, -7, -6, -5, 4, 5, 6, 7]}


def test_the_first_two_bands_have_equal_size():
    for bands in (fourier_bands(64), walsh_bands(64)):
        assert np.bincount(bands)[1:].tolist() == [2, 2, 4, 8, 16, 32]


def test_levels_are_the_dyadic_blocks_of_the_pyramid():
    assert level_map(4).tolist() == [[1, 1, 2, 2], [1, 1, 2, 2], [2, 2, 2, 2], [2, 2, 2, 2]]
    assert np.bincount(level_map(32).ravel())[1:].tolist() == [4, 12, 48, 192, 768]


def test_measures_by_hand():
    s = (3, 5, 7)
    # ‖k‖∞ = 2: 3·2^-|1-1|·2^-|2-1| + 5·2^-|1-2|·2^-|2-2| + 7·2^-2·2^-|1-3|·2^-|2-3|
    assert fourier_measure(s, (1, 2)) == 3 / 2 + 5 / 2 + 7 / 4 / 4 / 2
    assert fourier_measure(s, (1, 1)) == 3 + 5 / 4 / 4 + 7 / 16 / 16
    assert walsh_measure(s, (1, 3)) == 7 / 4
    assert walsh_measure(s, (2, 2)) == 5


def test_local_sparsities_count_the_largest_entries():
    c = np.zeros((4, 4))
    c[0, 0], c[3, 3], c[2, 1], c[1, 1] = 5, 4, 3, 1
    assert local_sparsities(c, 3) == (1, 2)
    assert local_sparsities(c, 4) == (2, 2)
    assert local_sparsities(c, 1) == (1, 1)  # never 0: the weight would be infinite
    with pytest.raises(InvalidArgument, match="count"):
        local_sparsities(c, 17)


def test_weights_are_roots_of_s_over_s_j():
    weights = level_weights((1, 8), 4)
    assert weights[0, 0] == 3
    assert weights[3, 0] == pytest.approx(np.sqrt(9 / 8))


@given(
    measure=st.lists(st.floats(1e-3, 1e3), min_size=4, max_size=4),
    sizes=st.lists(st.integers(1, 30), min_size=4, max_size=4),
    share=st.floats(0, 1),
)
def test_spread_respects_caps_and_total(measure: list[float], sizes: list[int], share: float):
    total = round(share * sum(sizes))
    counts = spread(np.array(measure), np.array(sizes), total)
    assert counts.sum() == total
    assert (counts >= 0).all()
    assert (counts <= sizes).all()


def test_what_a_full_band_cannot_take_goes_to_the_others_in_proportion():
    counts = spread(np.array([100.0, 1.0, 2.0]), np.array([10, 50, 50]), 40)
    assert counts.tolist() == [10, 10, 20]


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_multilevel_masks_have_the_stated_size_and_full_low_frequencies(transform: str):
    s = (4, 12, 40, 60, 40, 20)
    mask = multilevel_mask(transform, 64, 0.3, s, np.random.default_rng(0))
    bands = fourier_bands(64) if transform == "fourier" else walsh_bands(64)
    assert mask.sum() == round(0.3 * 64 * 64)
    assert mask[np.ix_(bands == 1, bands == 1)].all()
    low, high = np.flatnonzero(bands <= 2), np.flatnonzero(bands == 6)
    assert mask[np.ix_(low, low)].mean() > mask[np.ix_(high, high)].mean() + 0.3


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
@pytest.mark.parametrize("seed", range(4))
def test_the_coarsest_band_is_taken_whole_even_where_the_image_needs_less(transform: str, seed: int):
    mask = multilevel_mask(transform, 16, 0.1, (1, 2, 3, 4), np.random.default_rng(seed))
    bands = fourier_bands(16) if transform == "fourier" else walsh_bands(16)
    assert mask[np.ix_(bands == 1, bands == 1)].all()
    assert mask.sum() == 26


@pytest.mark.parametrize("transform", ["fourier", "walsh"])
def test_affordable_sparsities_use_the_budget(transform: str):
    c = haar2(shepp_logan(64))
    small, large = affordable_sparsities(transform, c, 0.1), affordable_sparsities(transform, c, 0.4)
    assert sum(small) < sum(large)
    sizes = np.full((6, 6), 64 * 64)
    assert np.minimum(band_measures(transform, 64, small), sizes).sum() <= 0.1 * 64 * 64 * 1.05 + 6


def test_masks_are_fixed_by_the_seed():
    first, again, other = (uniform_mask(16, 0.5, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert first.sum() == 128


@pytest.mark.parametrize(
    ("transform", "n", "fraction", "s"),
    [
        ("cosine", 8, 0.5, (1, 1, 1)),
        ("walsh", 12, 0.5, (1, 1, 1)),
        ("walsh", 8, 0.0, (1, 1, 1)),
        ("walsh", 8, 0.5, (1,)),
    ],
)
def test_wrong_arguments_are_named(transform: str, n: int, fraction: float, s: tuple[int, ...]):
    with pytest.raises(InvalidArgument):
        multilevel_mask(transform, n, fraction, s, np.random.default_rng(0))
