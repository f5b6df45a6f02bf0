"""The class Omega_K by its public parameters: all that an isolated algorithm is told of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.omega import Omega, omega


def class_parameters(family: Omega) -> dict[str, Any]:
    """The parameters as a JSON object; rational numbers as two hexadecimal integers."""
    return {
        "problem": family.problem,
        "digits": family.digits,
        "rows": family.m,
        "columns": family.N,
        "mixing": family.mixing,
        "sample_design": family.sample_design,
        "samples": family.samples,
        "lam": _pair(family.lam),
        "eta": _pair(family.eta),
        "tails": list(family.tails),
    }


def class_from_parameters(parameters: dict[str, Any]) -> Omega:
    """The class that `class_parameters` described, built anew."""
    rest = {name: parameters[name] for name in parameters if name not in ("problem", "lam", "eta")}
    return omega(parameters["problem"], lam=_number(parameters["lam"]), eta=_number(parameters["eta"]), **rest)


def _pair(value: Fraction | None) -> list[str] | None:
    return None if value is None else [hex(value.numerator), hex(value.denominator)]


def _number(pair: list[str] | None) -> Fraction | None:
    return None if pair is None else Fraction(int(pair[0], 16), int(pair[1], 16))
