"""The enclosure lemma (``proofs_notes/enclosure.md``): how far a minimiser can be from an approximate one.

For a matrix A, a vector y, a dual vector u with |A^T u| <= 1 entrywise, and x~ supported in the columns S, every
x in Xi(A, y) has ||x - x~|| <= e + (f + alpha e) / sigma, with e and f read off from the duality gap g.
"""

from __future__ import annotations

from .interval import Interval
from .omega import Omega
from .result import Invalid


class Evidence:
    """What the lemma is told about x~, u and S, all certified, all of the same ``bits``.

    ``one_norm`` |x~|_1; ``residual`` ||y - A x~||; ``pairing`` <u, y>; ``dual_square`` ||u||^2; ``slack`` a
    number <= 1 - |A_j^T u| for every column j outside S, None if there is no such column. The caller has proved
    |A^T u| <= 1 and supp(x~) in S.
    """

    __slots__ = ("dual_square", "one_norm", "pairing", "residual", "slack")

    def __init__(
        self,
        one_norm: Interval,
        residual: Interval,
        pairing: Interval,
        dual_square: Interval,
        slack: Interval | None,
    ) -> None:
        self.one_norm = one_norm
        self.residual = residual
        self.pairing = pairing
        self.dual_square = dual_square
        self.slack = slack


def radius(omega: Omega, evidence: Evidence, path: str) -> Interval:
    """An interval whose upper end bounds ||x - x~|| for every x in Xi(A, y).

    The bounds sigma = a - 1 <= sigma_min(A_S), sigma_min(A^T) and alpha = 2 a N >= ||A||_F hold for every matrix within
    1 of the member's and every S with at most one head column (``proofs_notes/enclosure.md``, Lemma 3).
    """
    bits = evidence.one_norm.bits
    size = int(omega.size)
    sigma = Interval.integer(size - 1, bits)
    gap, distance, rate = _gap(omega, evidence, sigma, path)
    if evidence.slack is None:
        return distance / sigma
    share = rate * evidence.slack
    if not share.positive():
        raise Invalid("|A_j^T u| < 1 is not proved for every column j outside the support", path)
    outside = gap / share
    return outside + (distance + outside.scaled(2 * size * omega.columns)) / sigma


def _gap(omega: Omega, given: Evidence, sigma: Interval, path: str) -> tuple[Interval, Interval, Interval]:
    """The duality gap g >= 0, the bound f on ||A (x - x~)||, and the factor in e = g / (factor * slack)."""
    bits = sigma.bits
    one = Interval.integer(1, bits)
    lam = Interval.ratio(omega.lam.numerator, omega.lam.denominator, bits)
    eta = Interval.ratio(omega.eta.numerator, omega.eta.denominator, bits)
    residual = given.residual
    if omega.problem == "lasso":
        quarter = (lam.squared() * given.dual_square).divided(4)
        gap = lam * (given.one_norm - given.pairing) + residual.squared() + quarter
        gap = gap.nonnegative()
        return gap, gap.root().scaled(2), lam
    if omega.problem == "sqrt-lasso":
        margin = one - lam * given.dual_square.root()
        if not margin.positive():
            raise Invalid("lam ||u|| < 1 is not proved", path)
        gap = (lam * (given.one_norm - given.pairing) + residual).nonnegative()
        return gap, gap.scaled(2) / margin, lam
    if omega.eta == 0:
        completion = Interval.integer(omega.columns, bits).root() * residual / sigma
        return (given.one_norm + completion - given.pairing).nonnegative(), residual, one
    if not residual.at_most(eta):
        raise Invalid("||y - A x|| <= eta is not proved", path)
    dual = given.dual_square.root()
    if not dual.positive():
        raise Invalid("u = 0 proves nothing for eta > 0 unless ||y|| <= eta", path)
    gap = (given.one_norm - given.pairing + eta * dual).nonnegative()
    return gap, (eta.scaled(2) * gap / dual).root().scaled(2), one
