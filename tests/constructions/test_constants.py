"""The constants of Omega_K against their defining inequalities (proofs_notes/omega.md)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.omega import Omega, omega
from constructions.powers import greatest_power_at_most, least_power_at_least, log2_ceil, log2_floor, root_up
from tests.constructions.families import PROBLEMS, SHAPES, families, label, refused

ALL = families(digits=(1, 6))


def is_power_of_two(x: Fraction) -> bool:
    return x > 0 and x.numerator & (x.numerator - 1) == 0 and x.denominator & (x.denominator - 1) == 0


@given(st.fractions(min_value=Fraction(1, 10**30), max_value=10**30))
def test_powers_of_two_bracket_their_argument(x: Fraction) -> None:
    above, below = least_power_at_least(x), greatest_power_at_most(x)
    assert is_power_of_two(above)
    assert is_power_of_two(below)
    assert above / 2 < x <= above
    assert below <= x < 2 * below
    assert Fraction(2) ** log2_ceil(x) == above
    assert Fraction(2) ** log2_floor(x) == below


@given(st.integers(0, 10**12))
def test_root_up_is_the_least_integer_whose_square_suffices(n: int) -> None:
    r = root_up(n)
    assert r * r >= n
    assert r == 0 or (r - 1) ** 2 < n


@pytest.mark.parametrize("k", [1, 2, 3, 6, 12, 50, 300, 1000])
def test_tau_lies_in_its_half_open_interval(k: int) -> None:
    family = omega(digits=k)
    assert is_power_of_two(family.tau_strong)
    assert Fraction(3, 2) / 10**k <= family.tau_strong < Fraction(3) / 10**k
    assert Fraction(15) / 10**k <= family.tau_weak < Fraction(30) / 10**k
    assert family.tau_weak / family.tau_strong in (8, 16)


@pytest.mark.parametrize("family", ALL, ids=label)
def test_a_is_the_least_power_of_two_that_is_large_enough(family: Omega) -> None:
    bound = 8 * family.m * max(Fraction(1), family.lam or Fraction(0), family.eta or Fraction(0))
    assert is_power_of_two(family.a)
    assert family.a / 2 < bound <= family.a


@pytest.mark.parametrize("family", ALL, ids=label)
def test_tail_entries_have_the_size_that_the_problem_needs(family: Omega) -> None:
    for scale in (family.strong, family.weak):
        size = scale.tail_size
        assert is_power_of_two(size)
        if family.problem == "sqrt-lasso" or family.eta == 0:
            assert size == family.a * scale.tau
        else:
            weight = max(Fraction(1), family.eta or Fraction(0))
            assert 2 * weight <= size < 4 * weight


@pytest.mark.parametrize("family", ALL, ids=label)
def test_default_tails_are_the_first_five_entries_with_alternating_signs(family: Omega) -> None:
    s = min(5, family.m - 1)
    assert family.s == s
    assert family.tail_pattern(0) == ("+-+-+"[:s]).ljust(family.m - 1, "0")


@pytest.mark.parametrize("family", ALL, ids=label)
def test_epsilon_range_is_the_largest_power_of_two_below_its_bound(family: Omega) -> None:
    a, d, s = family.a, family.d, family.s
    root = next(r for r in range(s + 1) if r * r >= s)
    lam, eta = family.lam or Fraction(0), family.eta or Fraction(0)
    for scale in (family.strong, family.weak):
        tau, v = scale.tau, scale.tail_size
        if family.problem == "sqrt-lasso" or family.eta == 0:
            drift = max(tau / a, v * root / (d * a**2))
        elif family.problem == "lasso":
            drift = max(tau / a, lam / (2 * a**3), v * root / (d * a**2))
        else:
            drift = max(tau / a + eta * root / a**2, (v + eta) * root / a**2)
        bound = min(a / 64, tau / (40 * drift))
        assert is_power_of_two(scale.epsilon_max)
        assert scale.epsilon_max <= bound < 2 * scale.epsilon_max


@pytest.mark.parametrize("family", ALL, ids=label)
@pytest.mark.parametrize("samples", [1, 3, 8])
def test_clusters_stay_within_their_budget(family: Omega, samples: int) -> None:
    weight = {"lam": family.lam} if family.lam is not None else {"eta": family.eta}
    cluster = omega(
        family.problem,
        rows=family.m,
        columns=family.N,
        digits=family.digits,
        mixing=family.mixing,
        sample_design="cluster",
        samples=samples,
        **weight,
    )
    for scale in (cluster.strong, cluster.weak):
        assert is_power_of_two(scale.kappa_max)
        assert scale.kappa_max * samples <= cluster.a * scale.tau / 400
        if cluster.problem == "lasso":
            assert (scale.kappa_max * samples) ** 2 * cluster.d <= ((cluster.lam or 0) / (16 * cluster.a)) ** 2
        if cluster.eta:
            assert (scale.kappa_max * samples) ** 2 * (cluster.d + cluster.s) <= (cluster.eta / 16) ** 2


@pytest.mark.parametrize("m", [1, 2, 3, 4, 5, 15, 16, 17, 64])
def test_mixings_exist_exactly_where_they_can(m: int) -> None:
    assert not refused("identity", m)
    assert not refused("dct", m)
    assert refused("hadamard", m) == (m not in (1, 4, 16, 64))
    assert refused("householder", m) == (m < 4)


@pytest.mark.parametrize(("m", "n"), SHAPES)
@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
def test_the_class_shows_what_the_contract_promises(m: int, n: int, name: str, parameters: dict[str, object]) -> None:
    family = omega(name, rows=m, columns=n, digits=4, mixing="identity", **parameters)  # type: ignore[arg-type]
    assert (family.problem, family.m, family.N, family.digits, family.d) == (name, m, n, 4, n - m + 1)
    assert family.Q.shape == (m, m)
    assert (family.sample_design, family.samples) == ("single", 1)
    assert (family.lam is None) == (name == "basis-pursuit")
    assert (family.eta is None) == (name != "basis-pursuit")


def test_the_defaults_are_those_of_the_contract() -> None:
    family = omega()
    assert (family.problem, family.digits, family.m, family.N) == ("sqrt-lasso", 6, 19, 20)
    assert (family.mixing, family.sample_design, family.samples) == ("dct", "single", 1)
    assert (family.lam, family.eta, family.s) == (1, None, 5)
    assert omega("lasso").lam == 1
    assert omega("basis-pursuit").eta == 0
