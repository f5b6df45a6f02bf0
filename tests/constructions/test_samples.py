"""Samples: dyadic, doubles where the class allows, close enough to the ideal y that the tie keeps its size."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from constructions.omega import Omega, omega
from tests.constructions.families import PROBLEMS, families, label
from tests.constructions.reference import minimisers, mixing_matrix, norm, number, vector

FAMILIES = families(shapes=((1, 2), (4, 6), (5, 9), (19, 20)), digits=(1, 6, 30))


def ideal_head(family: Omega, tau: Fraction) -> Any:
    """β with t = τ at the tie: aτ + ρ/a, ρ from Lemma 2."""
    head = number(family.a) * number(tau)
    if family.problem == "lasso":
        return head + number(family.lam or Fraction(0)) / (2 * number(family.a))
    if family.eta:
        return head + number(family.eta) / mpmath.sqrt(1 + mpmath.mpf(family.s) / family.d)
    return head


def unmixed(family: Omega, y: object) -> Any:
    return mixing_matrix(family).T * vector(y)  # type: ignore[arg-type]


@pytest.mark.parametrize("family", FAMILIES, ids=label)
def test_samples_are_the_nearest_grid_points_of_the_ideal_ones(family: Omega) -> None:
    signs = {"+": 1, "-": -1, "0": 0}
    for scale in (family.strong, family.weak):
        q = scale.sample_bits
        with mpmath.workprec(max(q, 0) + 200):
            v = number(scale.tail_size)
            b = mpmath.matrix([ideal_head(family, scale.tau), *(signs[c] * v for c in family.tail_pattern(0))])
            ideal = mixing_matrix(family) * b
            (y,) = family.base_samples[scale.name]
            for stated, wanted in zip(y.to_fractions(), ideal, strict=True):
                assert (stated * Fraction(2) ** q).denominator == 1
                assert abs(number(stated) - wanted) <= mpmath.ldexp(mpmath.mpf(1) / 2 + mpmath.mpf(2) ** -20, -q)


@pytest.mark.parametrize("family", FAMILIES, ids=label)
def test_the_tie_at_the_samples_has_size_tau_within_one_per_cent(family: Omega) -> None:
    for scale in (family.strong, family.weak):
        with mpmath.workprec(scale.sample_bits + 400):
            a = number(family.a)
            b = list(unmixed(family, family.base_samples[scale.name][0]))
            found = minimisers(family, [a] * family.d, a * mpmath.sqrt(family.d), b)
            assert abs(found.total - number(scale.tau)) <= number(scale.tau) / 100
            if family.problem == "lasso" or family.eta:  # entries that should be 0 stay inactive
                for sign, value in zip(family.tail_pattern(0), found.tail, strict=True):
                    assert (value != 0) == (sign != "0")


@pytest.mark.parametrize("family", families(shapes=((1, 2), (4, 6), (19, 20)), digits=(1, 3, 6, 12)), ids=label)
def test_samples_are_doubles_where_the_class_says_so(family: Omega) -> None:
    for scale in (family.strong, family.weak):
        for y in family.base_samples[scale.name]:
            exactly = all(Fraction(float(v)) == v for v in y.to_fractions())
            assert exactly or not scale.fits_doubles
            if exactly:
                assert [Fraction(v) for v in y.to_numpy().tolist()] == list(y.to_fractions())
    assert family.strong.fits_doubles  # up to about K = 16 for the lasso, at every K where everything scales


@pytest.mark.parametrize("k", [50, 300, 900])
def test_scaled_classes_keep_53_bits_at_every_k(k: int) -> None:
    for name in ("sqrt-lasso", "basis-pursuit"):
        family = omega(name, digits=k, rows=19, columns=20)
        assert family.strong.fits_doubles
        bits = [abs(v).bit_length() for v in family.base_samples["strong"][0].mantissas]
        assert max(bits) <= 53
    assert not omega("lasso", digits=k, rows=19, columns=20).strong.fits_doubles


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
@pytest.mark.parametrize(
    ("m", "n", "mixing"), [(1, 2, "identity"), (4, 6, "hadamard"), (8, 12, "identity"), (5, 9, "dct")]
)
def test_a_cluster_moves_by_kappa_along_its_direction_and_stays_within_budget(
    name: str, parameters: dict[str, object], m: int, n: int, mixing: str
) -> None:
    family = omega(
        name,
        rows=m,
        columns=n,
        mixing=mixing,
        digits=3,
        sample_design="cluster",
        samples=4,
        **parameters,  # type: ignore[arg-type]
    )
    for scale in (family.strong, family.weak):
        still = family.member_samples(scale)
        assert len(still) == 4
        assert len(set(still)) == 1  # κ = 0 belongs to the class
        kappa = scale.kappa_max
        moved = family.member_samples(scale, kappa)
        direction = np.array(family.direction.to_fractions())
        for k, y in enumerate(moved):
            shift = np.array(y.to_fractions()) - np.array(still[0].to_fractions())
            assert list(shift) == list(kappa * k * direction)
        assert len(set(moved)) == 4
        with mpmath.workprec(scale.sample_bits + 400):
            unit = norm(vector(family.direction))
            assert abs(unit - 1) < mpmath.mpf(2) ** -20
            a = number(family.a)
            for y in moved:
                found = minimisers(family, [a] * family.d, a * mpmath.sqrt(family.d), list(unmixed(family, y)))
                assert abs(found.total - number(scale.tau)) <= number(scale.tau) / 50  # rounding and κ: τ/100 each


def test_the_direction_avoids_the_tail_where_it_can() -> None:
    free = omega(rows=4, columns=6, mixing="identity", tails="+0-", sample_design="cluster", samples=2)
    assert free.direction.to_fractions() == (0, 0, 1, 0)
    full = omega(rows=4, columns=6, mixing="identity", tails="+-+", sample_design="cluster", samples=2)
    assert full.direction.to_fractions() == (1, 0, 0, 0)
    mixed = omega(rows=4, columns=6, mixing="hadamard", tails="+0-", sample_design="cluster", samples=2)
    assert set(mixed.direction.to_fractions()) == {Fraction(1, 2)}


def test_common_samples_are_fixed_and_pairwise_different() -> None:
    family = omega(rows=7, columns=9, sample_design="common", samples=10, tails=3)
    for scale in (family.strong, family.weak):
        assert len(set(family.member_samples(scale))) == 10
