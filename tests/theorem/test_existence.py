"""The network that exists, beside the certificates that no algorithm computes it (proofs_notes/existence.md)."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest

from barriers.adversaries.challenges import random_member
from barriers.candidates import gamma_k1, gamma_k2
from barriers.data_curve import curve_csv, curve_figure, data_curve
from constructions.existing_network import existing_network, network_error
from constructions.omega import Omega
from constructions.solution_set import solution_set
from tests.theorem.running import FAMILIES, name_of


@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_it_is_a_two_layer_network_far_more_accurate_than_k_digits(family: Omega) -> None:
    rng = random.Random(family.problem)
    for _ in range(6):
        member = random_member(family, rng, deepest=200)
        if member.branch == 0:
            continue
        network = existing_network(member)
        assert network.widths == (family.m, 2 * family.m - 1, family.N)
        assert len(network.bias) == 2 * family.m - 1
        error = network_error(member, network)
        assert error < Fraction(1, 10) ** (family.digits + 9)
        # the figure is an upper bound: the network evaluated here by hand, against the solution set
        y = member.samples[0].to_fractions()
        hidden = [
            max(Fraction(0), sum((w * v for w, v in zip(row, y, strict=True)), bias))
            for row, bias in zip(network.inner, network.bias, strict=True)
        ]
        output = [sum((w * h for w, h in zip(row, hidden, strict=True)), Fraction(0)) for row in network.outer]
        assert solution_set(member, 0).distance(output)[0] <= error


@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_the_curve_of_gamma_k1_rises_with_slope_one_and_that_of_gamma_k2_does_not(
    family: Omega, tmp_path: Path
) -> None:
    points = list(data_curve(gamma_k1.train, family, (24, 32, 48, 64)))
    assert [p.outcome for p in points] == ["network"] * 4
    for p in points:
        assert p.accuracy_used is not None
        assert p.floor - 1 <= p.accuracy_used <= p.log2_inverse_epsilon + 2.63  # an integer below the bound + 1
    flat = list(data_curve(gamma_k2.train, family, (8, 64)))
    assert [p.accuracy_used for p in flat] == [0, 0]
    assert flat[1].floor > 60
    lines = curve_csv(points).splitlines()
    assert lines[0] == "log2_inverse_epsilon,accuracy_used,data_used,floor,outcome"
    assert len(lines) == 5
    files = [tmp_path / "curve.svg", tmp_path / "curve.png"]
    curve_figure(points, "gamma-k1", files)
    assert b"<svg" in files[0].read_bytes()
    assert files[1].read_bytes()[1:4] == b"PNG"
