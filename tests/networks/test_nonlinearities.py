"""Soft thresholding and the projection: closed forms, optimality, exactness, gradients."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.arrays import exact_array
from networks.nonlinearities import project_to_ball, soft_threshold

reals = st.floats(-10, 10, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.complex_numbers(max_magnitude=10), min_size=1, max_size=5), st.floats(0, 5))
def test_complex_thresholding_shrinks_the_modulus_and_keeps_the_phase(values: list[complex], threshold: float) -> None:
    x = np.asarray(values, dtype=np.complex128)
    out = soft_threshold(x, np.float64(threshold))
    np.testing.assert_allclose(np.abs(out), np.maximum(np.abs(x) - threshold, 0), atol=1e-12)
    np.testing.assert_allclose(out * np.abs(x), x * np.abs(out), atol=1e-11)


@settings(max_examples=60, deadline=None)
@given(reals, st.floats(0, 5), reals)
def test_real_thresholding_minimises_its_proximal_objective(x: float, threshold: float, other: float) -> None:
    z = float(soft_threshold(np.asarray([x]), np.float64(threshold))[0])
    best = threshold * abs(z) + (z - x) ** 2 / 2
    assert best <= threshold * abs(other) + (other - x) ** 2 / 2 + 1e-12


def test_thresholding_is_exact_on_fractions() -> None:
    x = exact_array([Fraction(1, 3), Fraction(-2, 3), Fraction(1, 7)])
    expected = [Fraction(1, 12), Fraction(-5, 12), Fraction(0)]
    assert soft_threshold(x, np.asarray(Fraction(1, 4), dtype=object)).tolist() == expected


def test_projection_is_exact_where_the_norm_is_rational_and_says_so_where_it_is_not() -> None:
    pythagorean = exact_array([Fraction(3), Fraction(4)])
    assert project_to_ball(pythagorean).tolist() == [Fraction(3, 5), Fraction(4, 5)]
    inside = exact_array([Fraction(1, 2), Fraction(1, 2)])
    assert project_to_ball(inside).tolist() == inside.tolist()
    with pytest.raises(ArithmeticError, match="not the square of a rational"):
        project_to_ball(exact_array([Fraction(1), Fraction(1)]))


@pytest.mark.parametrize("dtype", [torch.float64, torch.complex128])
def test_gradients_agree_with_differences(dtype: torch.dtype) -> None:
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(3, 4, generator=generator, dtype=dtype, requires_grad=True)
    assert torch.autograd.gradcheck(lambda v: soft_threshold(v, torch.tensor(0.3, dtype=torch.float64)), x)
    assert torch.autograd.gradcheck(project_to_ball, x)


@pytest.mark.parametrize("dtype", [torch.float64, torch.complex128])
def test_gradients_at_zero_are_finite(dtype: torch.dtype) -> None:
    x = torch.zeros(3, dtype=dtype, requires_grad=True)
    out = soft_threshold(x, torch.tensor(0.5, dtype=torch.float64)).abs().sum() + project_to_ball(x).abs().sum()
    out.backward()
    assert x.grad is not None
    assert bool(torch.isfinite(torch.view_as_real(x.grad) if dtype.is_complex else x.grad).all())
