"""A certified minimiser for any dyadic (A, y): the path of minimisers from x = 0, then the enclosure lemma.

For a matrix that is not near Q·B there is no closed form. As the multiplier μ falls from ‖Aᵀy‖_∞ the minimisers of
‖Ax − y‖²/2 + μ‖x‖₁ run along a polygon (homotopy, Osborne–Presnell–Turlach 2000); each of the three problems asks
for one point of it: μ = λ/2 (lasso), ‖r‖ = η (basis pursuit), μ = λ‖r‖ or the end of the path (sqrt-lasso).
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, arb_mat

from constructions.enclosure import Geometry, MinimiserCertificate, certified_radius, group_columns
from constructions.enclosures import dyadic_vector, exact, lower, norm_squared, scaled, upper
from constructions.near_minimiser import CertifiedMinimiser, NotCertified
from constructions.problems import Problem
from constructions.support_system import solve_on_support
from oracles.dyadic import DyadicArray
from oracles.precision import precision


def general_minimiser(problem: Problem, a: DyadicArray, y: DyadicArray, accuracy: int) -> CertifiedMinimiser:
    """A near-minimiser of (A, y), every minimiser (equal columns merged) proved within 2^-accuracy of it.

    A of shape (m, N) with full row rank where the problem interpolates. Raises NotCertified where the minimiser is not
    unique up to equal columns, the path is degenerate, or sqrt-lasso stops inside the path (its residual is not 0).
    """
    groups = group_columns(a, range(a.shape[1]))
    first = sorted(set(groups.values()))
    bits = 2 * max(accuracy, 16) + 128
    for _ in range(5):
        found = _attempt(problem, a, y, first, bits)
        if found is not None:
            certificate, geometry = found
            radius = certified_radius(problem, a, y, certificate, geometry, first)
            if radius is not None and radius <= Fraction(1, 1 << accuracy):
                return CertifiedMinimiser(certificate, radius, groups)
        bits *= 2
    raise NotCertified(
        f"the minimiser of {problem.name} for this A of shape {a.shape} is not certified to 2^-{accuracy}"
    )


def _attempt(
    problem: Problem, a: DyadicArray, y: DyadicArray, first: list[int], bits: int
) -> tuple[MinimiserCertificate, Geometry] | None:
    m, n = a.shape
    eta = problem.eta
    if eta is not None and y.norm_squared() <= eta * eta:
        zero = MinimiserCertificate(DyadicArray.zeros((n,)), DyadicArray.zeros((m,)), ())
        return zero, Geometry(Fraction(1), Fraction(1))
    with precision(2 * bits):
        table = scaled(a.matrix, a.exponent).transpose().tolist()
        right = scaled(y.matrix, y.exponent)
        found = _follow_path(problem, [table[j] for j in first], right, bits)
        if found is None:
            return None
        support = tuple(first[j] for j in found[0])
        chosen = arb_mat([table[j] for j in support]).transpose() if support else arb_mat(m, 0)
        try:
            solution = solve_on_support(problem, chosen, right, found[1], bits, bits - 16)
            geometry = _geometry(arb_mat(table).transpose(), chosen, problem.interpolates)
        except ZeroDivisionError:
            return None
        x = [arb(0)] * n
        for j, value in zip(support, solution.x, strict=True):
            x[j] = value
        u = [v * (1 - arb(2) ** (8 - bits)) for v in solution.u]
        certificate = MinimiserCertificate(dyadic_vector(x, 2 * bits), dyadic_vector(u, 2 * bits), support)
    return None if geometry is None else (certificate, geometry)


def _follow_path(
    problem: Problem, columns: list[list[arb]], y: arb_mat, bits: int
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The support and signs of the asked-for minimiser, or None if the path is degenerate at this precision."""
    correlations = [_dot(c, y.entries()) for c in columns]
    if not columns or all(not abs(v) > 0 for v in correlations):
        return (), ()
    start = max(range(len(columns)), key=lambda j: exact(abs(correlations[j])))
    support, signs = [start], {start: 1 if correlations[start] > 0 else -1}
    mu = abs(correlations[start]).mid()
    tiny = arb(2) ** (-bits) * mu
    for _ in range(8 * len(columns) + 32):
        matrix = arb_mat([columns[j] for j in support]).transpose()
        try:
            inverse = (matrix.transpose() * matrix).inv()
        except ZeroDivisionError:
            return None
        least = (inverse * (matrix.transpose() * y)).mid()
        weights = (inverse * arb_mat([[signs[j]] for j in support])).mid()
        base = (y - matrix * least).mid().entries()
        drift = (matrix * weights).mid().entries()
        target = _target(problem, base, drift, mu)
        event, change = _next_event(columns, support, signs, least, weights, base, drift, mu, tiny)
        if target >= event or change is None:
            return tuple(support), tuple(signs[j] for j in support)
        mu = event
        column, sign = change
        if sign == 0:
            support.remove(column)
        else:
            support.append(column)
            signs[column] = sign
    return None


def _target(problem: Problem, base: list[arb], drift: list[arb], mu: arb) -> arb:
    """The μ at which the problem's minimiser lies if the current support lasts (0 for the end of the path)."""
    if problem.name == "lasso":
        return problem.multiplier(arb(0), arb(1)).mid()
    outside, inside = norm_squared(base), norm_squared(drift)
    if problem.eta:
        return problem.multiplier(outside, inside).mid()
    if problem.lam is None:
        return arb(0)
    # sqrt-lasso: μ = λ‖r‖ with ‖r‖² = outside + μ²·inside
    lam_squared = problem.objective(arb(1), arb(0)) * problem.objective(arb(1), arb(0))
    room = 1 - lam_squared * inside
    return (lam_squared * outside / room).nonnegative_part().sqrt().mid() if room > 0 else mu


def _next_event(
    columns: list[list[arb]],
    support: list[int],
    signs: dict[int, int],
    least: arb_mat,
    weights: arb_mat,
    base: list[arb],
    drift: list[arb],
    mu: arb,
    tiny: arb,
) -> tuple[arb, tuple[int, int] | None]:
    """The largest μ' < μ at which a column joins (with its sign) or leaves (sign 0) the support."""
    best, change = arb(0), None
    for i, j in enumerate(support):  # x_j = least_j − μ·weights_j crosses 0
        if abs(weights[i, 0]) > 0:
            crossing = (least[i, 0] / weights[i, 0]).mid()
            if tiny < crossing < mu - tiny and crossing > best:
                best, change = crossing, (j, 0)
    for j in range(len(columns)):
        if j in support:
            continue
        p, q = _dot(columns[j], base), _dot(columns[j], drift)  # correlation p + μ q reaches ±μ
        for sign in (1, -1):
            slope = sign - q
            if abs(slope) > 0:
                crossing = (p / slope).mid()
                if tiny < crossing < mu - tiny and crossing > best:
                    best, change = crossing, (j, sign)
    return best, change


def _geometry(a: arb_mat, support: arb_mat, rows_too: bool) -> Geometry | None:
    """σ from 1/‖(A_SᵀA_S)⁻¹‖_F, and 1/‖(AAᵀ)⁻¹‖_F if the rows count too, α = ‖A‖_F, certified."""
    alpha = upper(norm_squared(a.entries()).sqrt())
    inverses = [(a * a.transpose()).inv()] if rows_too else []
    if support.ncols():
        inverses.append((support.transpose() * support).inv())
    values = [lower(1 / norm_squared(g.entries()).sqrt().sqrt()) for g in inverses]
    sigma = min(values, default=Fraction(1))
    return Geometry(sigma, alpha) if sigma > 0 else None


def _dot(p: list[arb], q: list[arb]) -> arb:
    total = arb(0)
    for s, t in zip(p, q, strict=True):
        total += s * t
    return total
