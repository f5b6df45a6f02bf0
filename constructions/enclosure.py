"""The enclosure lemma: a point and a dual vector that together pin down every minimiser (proofs_notes/enclosure.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpz

from constructions.enclosures import ball
from constructions.problems import NearMinimiser, Problem
from oracles.dyadic import DyadicArray
from oracles.precision import precision


@dataclass(frozen=True)
class MinimiserCertificate:
    """A near-minimiser x~ of shape (N,), a dual vector u of shape (m,) and the columns S where |Aᵀu| may reach 1."""

    x: DyadicArray
    u: DyadicArray
    support: tuple[int, ...]


@dataclass(frozen=True)
class Geometry:
    """σ ≤ the smallest singular values of A_S and of Aᵀ, and α ≥ ‖A‖_F: what the lemma must know about the matrix."""

    sigma: Fraction
    alpha: Fraction


def radius(problem: Problem, near: NearMinimiser, margin: arb | None, geometry: Geometry) -> arb | None:
    """A ball whose upper end bounds ‖x − x~‖₂ for every minimiser x, or None where nothing is proved.

    `margin` is μ, a certified lower bound of 1 − |A_jᵀu| over the columns outside S (None if S holds every column).
    """
    bounds = problem.enclosure_bounds(near)
    if bounds is None:
        return None
    excess, forward = bounds
    if margin is None:
        outside = arb(0)
    elif margin > 0:
        outside = excess / margin
    else:
        return None
    value = outside + (forward + ball(geometry.alpha) * outside) / ball(geometry.sigma)
    return value if value.is_finite() else None


def zero_is_the_minimiser(problem: Problem, y: DyadicArray, certificate: MinimiserCertificate) -> bool:
    """True if ‖y‖₂ ≤ η makes Ξ = {0} and the certificate states just that (x~ = 0)."""
    eta = problem.eta
    return eta is not None and y.norm_squared() <= eta * eta and not any(certificate.x.mantissas)


def group_columns(a: DyadicArray, columns: range) -> dict[int, int]:
    """For each column of the range the first column of the range that equals it entry by entry."""
    rows = a.matrix.transpose().tolist()
    first: dict[tuple[int, ...], int] = {}
    return {j: first.setdefault(tuple(int(v) for v in rows[j]), j) for j in columns}


def certified_radius(
    problem: Problem,
    a: DyadicArray,
    y: DyadicArray,
    certificate: MinimiserCertificate,
    geometry: Geometry,
    representatives: Sequence[int],
) -> Fraction | None:
    """An exact upper bound of ‖x − x~‖₂ over all minimisers x of (A, y), columns outside `representatives` merged away.

    Parameters: A of shape (m, N), y of shape (m,), both dyadic. Everything that decides is computed exactly; square
    roots are certified balls. None where the lemma's conditions do not hold.
    """
    if zero_is_the_minimiser(problem, y, certificate):
        return Fraction(0)
    correlations = a.T @ certificate.u
    unit = -correlations.exponent
    one = fmpz(1) << unit if unit >= 0 else fmpz(0)
    entries = [abs(v) for v in correlations.matrix.entries()]
    support = set(certificate.support)
    if any(entries[j] > one for j in representatives):
        return None
    margins = [one - entries[j] for j in representatives if j not in support]
    residual = y - a @ certificate.x
    bits = 2 * max(-residual.exponent, unit, -certificate.x.exponent, -certificate.u.exponent, 64) + 256
    with precision(bits):
        residual_squared = ball(residual.norm_squared())
        near = NearMinimiser(
            l1=ball(sum(map(abs, certificate.x.mantissas))) * arb(2) ** certificate.x.exponent,
            residual_squared=residual_squared,
            dual_value=ball((certificate.u @ y).to_fractions()),
            dual_squared=ball(certificate.u.norm_squared()),
            feasibility_cost=(residual_squared * a.shape[1]).sqrt() / ball(geometry.sigma),
        )
        margin = arb(min(margins)) * arb(2) ** correlations.exponent if margins else None
        value = radius(problem, near, margin, geometry)
        return None if value is None else _round_up(value)


def _round_up(value: arb) -> Fraction:
    with precision(64):
        man, exp = (value + 0).upper().man_exp()
    return Fraction(int(man)) * Fraction(2) ** int(exp)
