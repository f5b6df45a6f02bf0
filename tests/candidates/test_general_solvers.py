"""The candidates that solve general instances do so: they fail on Omega_K for the theorem's reason, not their own."""

from __future__ import annotations

import numpy as np
import pytest

from tests.candidates.instances import SETTINGS, algorithm, objective, reference_minimiser, tight_frame, training_set

GENERAL = ("ista", "fista", "coordinate-descent", "socp")


@pytest.mark.parametrize("name", GENERAL)
@pytest.mark.parametrize(("problem", "parameters"), SETTINGS)
@pytest.mark.parametrize("seed", range(3))
def test_finds_the_minimiser_of_a_random_instance(name, problem, parameters, seed):
    rng = np.random.default_rng(seed)
    a, y = tight_frame(rng, 5, 9), rng.standard_normal(5)
    data = training_set(a, y, problem, **parameters)

    x = algorithm(name)(data)(y)

    expected = reference_minimiser(a, y, problem, **parameters)
    np.testing.assert_allclose(x, expected, atol=1e-4)


@pytest.mark.parametrize("name", GENERAL)
@pytest.mark.parametrize(("problem", "parameters"), SETTINGS)
def test_result_is_feasible_and_no_worse_than_the_reference(name, problem, parameters):
    rng = np.random.default_rng(7)
    a, y = tight_frame(rng, 4, 8), rng.standard_normal(4)

    x = algorithm(name)(training_set(a, y, problem, **parameters))(y)

    expected = reference_minimiser(a, y, problem, **parameters)
    assert np.linalg.norm(a @ x - y) <= float(parameters.get("eta", np.inf)) + 1e-7
    lam = parameters.get("lam")
    assert objective(a, y, x, problem, lam) <= objective(a, y, expected, problem, lam) + 1e-6


@pytest.mark.parametrize("name", GENERAL)
@pytest.mark.parametrize(("problem", "parameters"), SETTINGS)
def test_answers_zero_to_zero(name, problem, parameters):
    a = tight_frame(np.random.default_rng(0), 3, 5)
    network = algorithm(name)(training_set(a, np.zeros(3), problem, **parameters))
    assert not np.any(network(np.zeros(3)))


@pytest.mark.parametrize("name", GENERAL)
@pytest.mark.parametrize("size", [1e-300, 1e-30, 1e30])
def test_homogeneous_problems_are_solved_at_every_scale(name, size):
    rng = np.random.default_rng(3)
    a, y = tight_frame(rng, 4, 6), rng.standard_normal(4)
    network = algorithm(name)(training_set(a, y, "basis-pursuit", eta=0))
    np.testing.assert_allclose(network(y * size) / size, network(y), rtol=1e-6, atol=1e-9)


def test_lasso_with_a_large_penalty_is_zero():
    a = tight_frame(np.random.default_rng(1), 4, 6)
    y = np.full(4, 1e-310)  # λ/|y| is more than a double holds
    for name in GENERAL:
        assert not np.any(algorithm(name)(training_set(a, y, "lasso", lam=1))(y))


def test_least_squares_is_the_shortest_solution():
    rng = np.random.default_rng(5)
    a, y = rng.standard_normal((4, 7)), rng.standard_normal(4)
    x = algorithm("least-squares")(training_set(a, y, "basis-pursuit", eta=0))(y)
    np.testing.assert_allclose(a @ x, y, atol=1e-12)
    np.testing.assert_allclose(x, np.linalg.pinv(a) @ y, atol=1e-12)
