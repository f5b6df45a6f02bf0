"""Options that several commands share: the class Omega_K, rational numbers, levels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from constructions.omega import Omega

F = TypeVar("F", bound=Callable[..., Any])

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
MIXINGS = ("identity", "dct", "hadamard", "householder")
DESIGNS = ("single", "cluster", "common")
LEVEL_WORDS = ("K", "K-1", "K-2")
_RATIONAL = re.compile(r"[+-]?(\d+/\d+|(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?)")


class Rational(click.ParamType):
    """A rational number in any of the forms 2, 1/3, 0.25, 1e-3; read exactly."""

    name = "rational"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """The number as a Fraction."""
        if isinstance(value, Fraction):
            return value
        try:
            if _RATIONAL.fullmatch(value):
                return Fraction(value)
        except ValueError:  # more digits than Python reads
            pass
        except ZeroDivisionError:
            self.fail(f"{value!r} divides by zero.", param, ctx)
        return self.fail(f"{value!r} is not a rational number such as 2, 1/3, 0.25 or 1e-3.", param, ctx)


class Levels(click.ParamType):
    """A comma-separated choice of the words K, K-1, K-2."""

    name = "levels"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words, in the order K, K-1, K-2."""
        words = value.split(",") if isinstance(value, str) else list(value)
        if not words or not set(words) <= set(LEVEL_WORDS) or len(set(words)) != len(words):
            self.fail(f"{value!r} is not a choice of the words K, K-1, K-2 with commas, each at most once.", param, ctx)
        return tuple(word for word in LEVEL_WORDS if word in words)


def class_options(function: F) -> F:
    """Decorate a command with the options that name a class Omega_K; `make_class` reads them back."""
    for option in reversed(
        (
            click.option("--problem", type=click.Choice(PROBLEMS), default="sqrt-lasso", show_default=True),
            click.option("--digits", type=int, default=6, show_default=True, metavar="K", help="Digits K of accuracy."),
            click.option("--rows", type=int, default=19, show_default=True, metavar="m", help="Rows of A."),
            click.option("--columns", type=int, default=20, show_default=True, metavar="N", help="Columns of A (> m)."),
            click.option("--mixing", type=click.Choice(MIXINGS), default="dct", show_default=True),
            click.option("--sample-design", type=click.Choice(DESIGNS), default="single", show_default=True),
            click.option("--samples", type=int, default=1, show_default=True, metavar="R", help="Number of samples."),
            click.option("--lam", type=Rational(), metavar="λ", help="λ of the lassos.  [default: 1]"),
            click.option("--eta", type=Rational(), metavar="η", help="η of basis pursuit.  [default: 0]"),
        )
    ):
        function = option(function)
    return function


def make_class(values: Mapping[str, Any]) -> Omega:
    """The class that the options of `class_options` name. Raises InvalidArgument, in one sentence, if there is none."""
    from constructions.omega import omega

    names = ("digits", "rows", "columns", "mixing", "sample_design", "samples", "lam", "eta")
    return omega(values["problem"], **{name: values[name] for name in names})


def json_option(function: F) -> F:
    """The option --json that every command takes."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")(function)
