"""How wrong an output is, at least: its distance to Xi(A, y_k) = Xi(B, b), B the branch and b = Q^T y_k."""

from __future__ import annotations

from .certificate import Minimiser
from .enclosure import Evidence, radius
from .grammar import Dyadic, Ratio
from .interval import Interval, norm, total
from .member import Member, rung, small_bits
from .result import Invalid

LARGEST_OUTPUT = 4096
"""Output entries are cut off at 2**4096 in size: x~ lies inside that box, so this brings no output farther from it."""


class Centre:
    """The minimiser at one sample: every x in Xi(B, b) is within ``radius`` of ``x``."""

    __slots__ = ("bits", "radius", "x")

    def __init__(self, x: list[Interval], reach: Interval) -> None:
        self.x = x
        self.radius = reach
        self.bits = reach.bits


def enclose_minimiser(member: Member, k: int, minimiser: Minimiser, path: str) -> Centre:
    """The enclosure lemma for (B, b) at sample k. Raises ``Invalid`` where a hypothesis is not proved."""
    omega, d = member.omega, member.omega.heads
    stated = max(-minimiser.x.exponent, -minimiser.u.exponent, member.scale.bits)
    bits = rung(max(stated, small_bits(member.epsilon) + 8 * omega.digits) + 2 * omega.guard)
    support = set(minimiser.support)
    if sum(j < d for j in support) > 1:
        raise Invalid("more than one head column in the support", f"{path}.support")
    if any(entry and j not in support for j, entry in enumerate(minimiser.x.mantissas)):
        raise Invalid("a non-zero entry outside the support", f"{path}.x")
    b = member.unmixed_sample(k, bits)
    x = minimiser.x.enclosures(bits)
    if any(not abs(entry).below(Interval.integer(1 << (LARGEST_OUTPUT - 1), bits)) for entry in x):
        raise Invalid("an entry is absurdly large", f"{path}.x")
    if omega.problem == "basis-pursuit":
        eta = Interval.ratio(omega.eta.numerator, omega.eta.denominator, bits)
        if total([entry.squared() for entry in b], bits).at_most(eta.squared()):
            if any(minimiser.x.mantissas):
                raise Invalid("||y|| <= eta, so 0 is the only minimiser", f"{path}.x")
            return Centre(x, Interval(0, 0, bits))
    return Centre(x, radius(omega, _evidence(member, minimiser, b, x, support, path), path))


def _evidence(
    member: Member, minimiser: Minimiser, b: list[Interval], x: list[Interval], support: set[int], path: str
) -> Evidence:
    """Products with B: column j < d is a_j e_0, column d + i is c e_{i+1}."""
    omega, d, bits = member.omega, member.omega.heads, b[0].bits
    u = minimiser.u.enclosures(bits)
    plain, raised, diagonal = member.head(-1, bits), member.head(member.branch, bits), member.diagonal(bits)
    factors = [raised if j == member.branch else plain for j in range(d)] + [diagonal] * (omega.rows - 1)
    rows = [0] * d + list(range(1, omega.rows))
    products = [abs(factor * u[row]) for factor, row in zip(factors, rows, strict=True)]
    one = Interval.integer(1, bits)
    for product in products:
        if not product.at_most(one):
            raise Invalid("|B^T u| <= 1 is not proved", f"{path}.u")
    outside = [product.hi for j, product in enumerate(products) if j not in support]
    residual = list(b)
    for j in minimiser.support:
        residual[rows[j]] = residual[rows[j]] - factors[j] * x[j]
    return Evidence(
        one_norm=total([abs(entry) for entry in x], bits),
        residual=norm(residual, bits),
        pairing=total([dual * entry for dual, entry in zip(u, b, strict=True)], bits),
        dual_square=total([entry.squared() for entry in u], bits),
        slack=one - Interval(0, max(outside), bits) if outside else None,
    )


def least_error(centre: Centre, output: list[Ratio] | Dyadic) -> Interval:
    """An interval whose lower end bounds the distance of the output to every minimiser from below."""
    bits, edge = centre.bits, 1 << (centre.bits + LARGEST_OUTPUT)
    if isinstance(output, Dyadic):
        highest = max(0, *(abs(mantissa).bit_length() for mantissa in output.mantissas)) + output.exponent
        entries = _cut_dyadic(output, bits) if highest > LARGEST_OUTPUT else output.enclosures(bits)
    else:
        entries = [entry.enclosure(bits) for entry in output]
    entries = [Interval(min(max(z.lo, -edge), edge), min(max(z.hi, -edge), edge), bits) for z in entries]
    squares = [(z - x).squared() for z, x in zip(entries, centre.x, strict=True)]
    return total(squares, bits).root() - centre.radius


def _cut_dyadic(output: Dyadic, bits: int) -> list[Interval]:
    """The entries cut off at the box before they are written out in full: an exponent may be huge."""
    limit, entries = LARGEST_OUTPUT + 1, []
    for mantissa in output.mantissas:
        if mantissa and mantissa.bit_length() + output.exponent > limit:
            entries.append(Interval.integer((1 if mantissa > 0 else -1) << limit, bits))
        else:
            entries.append(Interval.dyadic(mantissa, output.exponent, bits))
    return entries
