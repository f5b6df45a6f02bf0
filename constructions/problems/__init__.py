"""The three problems of the theorem: P1 basis pursuit, P2 LASSO, P3 square-root LASSO."""

from __future__ import annotations

from fractions import Fraction

from constructions.problems.basis_pursuit import BasisPursuit
from constructions.problems.lasso import Lasso
from constructions.problems.problem import ClassShape, NearMinimiser, Problem
from constructions.problems.sqrt_lasso import SqrtLasso
from oracles.errors import InvalidArgument

__all__ = ["PROBLEMS", "BasisPursuit", "ClassShape", "Lasso", "NearMinimiser", "Problem", "SqrtLasso", "problem"]

PROBLEMS: tuple[str, ...] = (BasisPursuit.name, Lasso.name, SqrtLasso.name)


def problem(name: str, *, lam: object = None, eta: object = None) -> Problem:
    """The problem called `name`, with λ (lasso, sqrt-lasso; default 1) or η (basis pursuit; default 0).

    Raises
    ------
    InvalidArgument
        If the name is unknown, a parameter is not a rational number in its range, or is not one of the problem's.
    """
    if name == BasisPursuit.name:
        _refuse("lam", lam, name)
        return BasisPursuit(_rational("eta", 0 if eta is None else eta, "a rational number η >= 0", zero=True))
    if name in (Lasso.name, SqrtLasso.name):
        _refuse("eta", eta, name)
        value = _rational("lam", 1 if lam is None else lam, "a rational number λ > 0", zero=False)
        return Lasso(value) if name == Lasso.name else SqrtLasso(value)
    raise InvalidArgument("problem", name, "one of " + ", ".join(PROBLEMS))


def _refuse(argument: str, value: object, name: str) -> None:
    if value is not None:
        raise InvalidArgument(argument, value, f"no {argument} for the problem {name}, which has no such parameter,")


def _rational(argument: str, value: object, allowed: str, *, zero: bool) -> Fraction:
    try:
        number = value if isinstance(value, Fraction) else Fraction(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        raise InvalidArgument(argument, value, allowed) from None
    if isinstance(value, bool) or number < 0 or (number == 0 and not zero):
        raise InvalidArgument(argument, value, allowed)
    return number
