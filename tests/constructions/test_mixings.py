"""The four mixings: orthogonality, their definitions, enclosures and the products Q·B that answers are made of."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import arb_mat, fmpq

from constructions.mixings import BlockMatrix, mixing
from constructions.mixings.householder import householder_vector
from constructions.omega import omega
from oracles.dyadic import DyadicArray
from oracles.precision import precision
from tests.constructions.families import available
from tests.constructions.reference import block_matrix, mixing_matrix, number

NAMES = ("identity", "dct", "hadamard", "householder")
CASES = [(name, m) for name in NAMES for m in (1, 2, 3, 4, 5, 7, 16, 19) if available(name, m)]


@pytest.mark.parametrize(("name", "m"), [c for c in CASES if c[0] != "dct"])
def test_dyadic_mixings_are_exactly_orthogonal(name: str, m: int) -> None:
    exact = mixing(name, m).exact
    assert exact is not None
    identity = DyadicArray([int(i == j) for i in range(m) for j in range(m)], 0, (m, m))
    assert exact @ exact.T == identity
    assert exact.T @ exact == identity


@pytest.mark.parametrize(("name", "m"), CASES)
@pytest.mark.parametrize("bits", [20, 300])
def test_enclosures_contain_the_definition_and_are_narrow(name: str, m: int, bits: int) -> None:
    enclosure = mixing(name, m).enclosure(bits)
    with mpmath.workprec(bits + 80):
        reference = mixing_matrix(omega(rows=m, columns=m + 1, mixing=name))
        for i in range(m):
            for j in range(m):
                entry = enclosure[i, j]
                middle, exponent = entry.mid().man_exp()
                value = mpmath.ldexp(mpmath.mpf(int(middle)), int(exponent))
                radius, exponent = entry.rad().man_exp()
                width = mpmath.ldexp(mpmath.mpf(int(radius)), int(exponent))
                assert width <= mpmath.ldexp(1, -bits)
                assert abs(value - reference[i, j]) <= width + mpmath.ldexp(1, -bits - 60)


@pytest.mark.parametrize("m", [1, 2, 19, 33])
def test_the_dct_enclosure_is_orthogonal(m: int) -> None:
    with precision(400):
        q = mixing("dct", m).enclosure(300)
        product = q * q.transpose() - arb_mat([[int(i == j) for j in range(m)] for i in range(m)])
        assert all(bool(abs(v) < fmpq(1, 2**280)) for v in product.entries())


@pytest.mark.parametrize("m", [4, 5, 6, 7, 8, 9, 12, 15, 17, 19, 31, 40, 100, 999, 2000])
def test_householder_vectors_have_no_zero_and_a_power_of_two_for_their_norm(m: int) -> None:
    w = householder_vector(m)
    total = sum(v * v for v in w)
    assert len(w) == m
    assert min(w) >= 1
    assert total & (total - 1) == 0
    assert list(w) == sorted(w, reverse=True)
    assert total >= m


@pytest.mark.parametrize(("name", "m"), CASES)
def test_products_with_a_block_matrix_are_as_accurate_as_promised(name: str, m: int) -> None:
    block, bits = BlockMatrix((1001, 1001, 1003), 1777, -4), 37
    product = mixing(name, m).matrix_times_columns(block, bits)
    assert product.shape == (m, m + 2)
    unit = Fraction(1, 16)
    with mpmath.workprec(300):
        b = block_matrix([number(v * unit) for v in (1001, 1001, 1003)], number(1777 * unit), m)
        exact = mixing_matrix(omega(rows=m, columns=m + 1, mixing=name)) * b
        for i, row in enumerate(product.to_fractions()):
            assert row[0] == row[1]  # equal columns stay equal: the tie is kept
            for j, value in enumerate(row):
                assert abs(number(value) - exact[i, j]) <= mpmath.ldexp(1, -bits if name == "dct" else -290)
