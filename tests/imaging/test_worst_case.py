"""The attack against maps whose worst case is known, and what it refuses."""

from __future__ import annotations

import pytest
import torch

from networks.stability import Ascent, random_case, worst_case
from oracles.errors import InvalidArgument

GENERATOR = torch.Generator().manual_seed(5)
MATRIX = torch.randn(30, 20, dtype=torch.float64, generator=GENERATOR)
LARGEST = float(torch.linalg.svdvals(MATRIX)[0])
Y = torch.randn(3, 20, dtype=torch.float64, generator=GENERATOR)


@pytest.mark.parametrize("ascent", [Ascent(60), Ascent(200, projected=False, rate=0.02)])
def test_on_a_matrix_it_reaches_the_largest_singular_value_within_1_percent(ascent: Ascent):
    found = worst_case(lambda y: y @ MATRIX.T, Y, 0.05, ascent)
    assert float(found.amplification.min()) > 0.99 * LARGEST
    assert float(found.amplification.max()) <= LARGEST * (1 + 1e-9)


def test_on_a_complex_matrix_too():
    matrix = torch.complex(MATRIX, MATRIX.flip(0))
    largest = float(torch.linalg.svdvals(matrix)[0])
    found = worst_case(lambda y: y @ matrix.T, torch.complex(Y, -Y), 0.01, Ascent(80))
    assert float(found.amplification.min()) > 0.99 * largest


def test_unprojected_iterates_within_reach_find_the_same_on_a_matrix_and_stay_where_they_are_allowed():
    seen: list[float] = []

    def bounded(y: torch.Tensor) -> torch.Tensor:
        seen.append(float(((y - Y).detach().norm(dim=1) / Y.norm(dim=1)).max()))
        return y @ MATRIX.T

    found = worst_case(bounded, Y, 0.05, Ascent(200, projected=False, rate=0.02, reach=3.0))
    assert float(found.amplification.min()) > 0.99 * LARGEST
    assert 0.1 < max(seen) <= 3 * 0.05 * (1 + 1e-9)


def test_perturbations_stay_inside_the_ball():
    found = worst_case(lambda y: torch.sin(3 * y), Y, 0.1)
    assert (torch.linalg.norm(found.r, dim=1) <= 0.1 * torch.linalg.norm(Y, dim=1) * (1 + 1e-12)).all()
    assert torch.allclose(found.output, torch.sin(3 * (Y + found.r)))
    assert torch.allclose(found.change, torch.linalg.norm(found.output - torch.sin(3 * Y), dim=1))


def test_it_beats_random_perturbations_and_those_keep_the_radius():
    def identity(y: torch.Tensor) -> torch.Tensor:
        return y

    mean, most = random_case(lambda y: y @ MATRIX.T, Y, 0.05)
    assert (worst_case(lambda y: y @ MATRIX.T, Y, 0.05).amplification > most).all()
    assert (most >= mean).all()
    assert torch.allclose(random_case(identity, Y, 0.05)[0], torch.ones(3, dtype=torch.float64))


def test_a_fold_is_found_where_the_first_gradient_is_small():
    found = worst_case(lambda y: torch.relu(y - 0.05).sum(dim=1, keepdim=True), torch.zeros(1, 9).add(0.04), 1.0)
    assert float(found.change) == pytest.approx(9 * 0.03, rel=0.1)


def test_it_leaves_the_networks_parameters_and_gradients_alone():
    layer = torch.nn.Linear(20, 4, dtype=torch.float64)
    before = layer.weight.detach().clone()
    worst_case(layer, Y, 0.1, Ascent(3))
    assert layer.weight.grad is None
    assert torch.equal(layer.weight, before)


def test_the_seed_fixes_the_result():
    one, two = (worst_case(torch.sin, Y, 0.1, Ascent(4), seed=7).r for _ in range(2))
    assert torch.equal(one, two)


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan"), float("inf")])
def test_radii_must_be_positive(radius: float):
    with pytest.raises(InvalidArgument, match="radius"):
        worst_case(torch.sin, Y, radius)


def test_zero_inputs_have_no_relative_radius():
    with pytest.raises(InvalidArgument, match="not zero"):
        worst_case(torch.sin, torch.zeros(1, 4), 0.1)


@pytest.mark.parametrize(
    "wrong", [{"steps": 0}, {"restarts": 0}, {"step": 0.0}, {"momentum": 1.0}, {"penalty": -1.0}, {"reach": 0.5}]
)
def test_settings_of_the_ascent_are_checked(wrong: dict[str, float]):
    with pytest.raises(InvalidArgument, match=next(iter(wrong))):
        Ascent(**wrong)  # pyright: ignore[reportArgumentType]
