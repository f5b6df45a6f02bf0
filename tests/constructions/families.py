"""Classes for the tests of this folder: the cross-section that every property is tried on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.mixings import MIXINGS
from constructions.omega import Omega, omega
from oracles.errors import InvalidArgument

PROBLEMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sqrt-lasso", {"lam": 1}),
    ("lasso", {"lam": 1}),
    ("lasso", {"lam": Fraction(1, 7)}),
    ("basis-pursuit", {"eta": 0}),
    ("basis-pursuit", {"eta": Fraction(3, 2)}),
)
SHAPES: tuple[tuple[int, int], ...] = ((1, 2), (2, 5), (4, 6), (5, 9), (19, 20), (5, 40))


def available(name: str, m: int) -> bool:
    """Whether the mixing exists for m rows: Hadamard needs m = 4^s, Householder m ≥ 4."""
    return (name != "hadamard" or m in (1, 4, 16, 64)) and (name != "householder" or m >= 4)


def families(shapes: tuple[tuple[int, int], ...] = SHAPES, digits: tuple[int, ...] = (3,)) -> list[Omega]:
    """Every problem × shape × mixing × K."""
    return [
        omega(name, rows=m, columns=n, mixing=mixing, digits=k, **parameters)
        for name, parameters in PROBLEMS
        for m, n in shapes
        for mixing in MIXINGS
        if available(mixing, m)
        for k in digits
    ]


def label(family: Omega) -> str:
    """A short name for a test's parameter."""
    weight = family.lam if family.lam is not None else family.eta
    return f"{family.problem}-{weight}-{family.m}x{family.N}-{family.mixing}-K{family.digits}-{family.sample_design}"


def refused(name: str, m: int) -> bool:
    """Whether `omega` refuses the mixing."""
    try:
        omega(mixing=name, rows=m, columns=m + 1)
    except InvalidArgument:
        return True
    return False
