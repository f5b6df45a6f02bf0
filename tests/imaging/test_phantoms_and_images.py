"""Phantoms and real images: values, determinism, and a clear sentence where a library is absent."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from networks.imaging.images import image, mni_slices, names, resized
from networks.imaging.optional import MissingLibrary
from networks.imaging.phantoms import detail, random_ellipses, shepp_logan
from oracles.errors import InvalidArgument


@pytest.mark.parametrize("n", [16, 64, 256])
def test_shepp_logan_has_its_known_values(n: int):
    x = shepp_logan(n)
    assert x.shape == (n, n)
    assert x[0, 0] == 0
    assert x[n // 2, n // 2] == pytest.approx(0.2)  # inside the head: 1 − 0.8
    assert x.max() == 1
    assert np.allclose(np.unique(np.round(x, 3)).min(), 0)


def test_random_ellipses_are_fixed_by_the_seed_and_scaled():
    first, again, other = (random_ellipses(32, np.random.default_rng(s)) for s in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert first.max() == 1
    assert first.min() == 0


def test_details_sit_where_they_should_with_their_contrast():
    bars = detail(32, "bars", 0.25, 4, 6)
    assert set(np.unique(bars)) == {0, 0.25}
    assert np.flatnonzero(bars[:, 6]).tolist() == [4, 5, 8, 9, 12, 13, 16, 17]
    text = detail(64, "text", 0.5, 10, 20, 2, "BAR")
    rows, columns = np.nonzero(text)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (10, 19, 20, 41)
    with pytest.raises(InvalidArgument, match="fit"):
        detail(16, "bars", 1.0, 10, 10)
    with pytest.raises(InvalidArgument, match="letters"):
        detail(64, "text", 1.0, 0, 0, 1, "XYZ")


@pytest.mark.parametrize("name", names())
def test_images_are_real_and_scaled(name: str):
    x = image(name, 64)
    assert x.shape == (64, 64)
    assert x.min() >= 0
    assert x.max() == pytest.approx(1)
    assert x.std() > 0.05


def test_resizing_averages_blocks_after_centring():
    source = np.ones((6, 4))
    assert resized(source, 8).sum() == 24
    assert resized(np.kron(np.diag([1.0, 2.0]), np.ones((4, 4))), 2).tolist() == [[0.5, 0], [0, 1]]


def test_template_slices_cover_the_axis():
    assert mni_slices(16, axis=2).shape == (129, 16, 16)


def test_unknown_names_are_refused():
    with pytest.raises(InvalidArgument, match="s1045"):
        image("lena", 64)


@pytest.mark.parametrize(("module", "name"), [("skimage.data", "moon"), ("matplotlib.cbook", "s1045")])
def test_an_absent_library_is_named_with_its_extra(module: str, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingLibrary, match="pip install"):
        image(name, 64)
