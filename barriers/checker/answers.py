"""Whether the answers belong to a training set of the member: the three tolerances 2**-n, each proved."""

from __future__ import annotations

from operator import mul

from .certificate import Answer, Label, Minimiser
from .enclosure import Evidence, radius
from .grammar import Dyadic
from .interval import Interval, root_up, shift_down, shift_up
from .member import Member, rung
from .omega import Omega
from .result import Invalid


def check_answer(member: Member, index: int, answer: Answer) -> None:
    """Raises ``Invalid`` unless A_n, every y_{k,n} and every label are proved to be within 2**-n."""
    omega = member.omega
    bits = rung(index + omega.guard)
    for precision in (bits // 64, bits // 8, bits):  # a short matrix far off is refused without long arithmetic
        if precision >= 256:
            _check_matrix(member, index, answer, precision, final=precision == bits)
    columns = [answer.matrix.mantissas[j :: omega.columns] for j in range(omega.columns)]
    for k, sample in answer.samples.items():
        path = answer.sample_paths[k]
        centre, spread = member.sample(k, bits)
        if not _within(sample.y, centre, bits, spread, index):
            raise Invalid(f"||y_n - y|| <= 2**-{index} is not proved", f"{path}.y")
        if sample.label is not None:
            problem = Problem(omega, columns, answer.matrix.exponent, sample.y)
            check_label(problem, sample.label, index, f"{path}.label")


def _check_matrix(member: Member, index: int, answer: Answer, bits: int, *, final: bool) -> None:
    """||A_n - A||_F <= 2**-n: proved if ``final``, else only not disproved at this precision."""
    omega = member.omega
    columns, spread = member.matrix(bits)
    stated = answer.matrix
    places = -stated.exponent - 2 * bits
    inexact = places > 0
    square = 0
    for j, column in enumerate(columns):
        for entry, mantissa in zip(column, stated.mantissas[j :: omega.columns], strict=True):
            gap = shift_down(mantissa, places) - entry
            square += gap * gap
    slack = (spread + inexact) * root_up(omega.rows * omega.columns)
    if final and root_up(square) + slack > shift_down(1, index - 2 * bits):
        raise Invalid(f"||A_n - A|| <= 2**-{index} is not proved (Frobenius norm)", f"{answer.path}.matrix")
    if root_up(square) - 1 - slack > shift_up(1, index - 2 * bits):
        raise Invalid(f"||A_n - A|| > 2**-{index} (Frobenius norm)", f"{answer.path}.matrix")


def _within(stated: Dyadic, centre: list[int], bits: int, spread: int, index: int) -> bool:
    """Whether ||stated - centre|| <= 2**-index is proved; centre in units of 2**-bits, each within ``spread``."""
    places = -stated.exponent - bits
    inexact = places > 0
    gaps = [shift_down(mantissa, places) - entry for mantissa, entry in zip(stated.mantissas, centre, strict=True)]
    bound = root_up(sum(gap * gap for gap in gaps)) + (spread + inexact) * root_up(len(gaps))
    return bound <= shift_down(1, index - bits)


class Problem:
    """The exact dyadic problem (A_n, y_n) that a label is about: columns of integers over one power of two."""

    __slots__ = ("columns", "exponent", "omega", "y")

    def __init__(self, omega: Omega, columns: list[list[int]], exponent: int, y: Dyadic) -> None:
        self.omega = omega
        self.columns = columns
        self.exponent = exponent
        self.y = y


def representatives(columns: list[list[int]], label: list[int]) -> list[int]:
    """For each column, the first column of its group: equal columns whose label entries do not differ in sign."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for j, column in enumerate(columns):
        groups.setdefault(tuple(column), []).append(j)
    first = list(range(len(columns)))
    for group in groups.values():
        entries = [label[j] for j in group]
        if min(entries) >= 0 or max(entries) <= 0:
            for j in group:
                first[j] = group[0]
    return first


def check_label(problem: Problem, label: Label, index: int, path: str) -> None:
    """Raises ``Invalid`` unless dist(label, Xi(A_n, y_n)) <= 2**-n is proved, by the merge and enclosure lemmas."""
    omega, minimiser = problem.omega, label.minimiser
    first = representatives(problem.columns, label.x.mantissas)
    merged = [0] * omega.columns
    for j, entry in zip(first, label.x.mantissas, strict=True):
        merged[j] += entry
    _check_support(omega, minimiser, f"{path}.minimiser", first)
    exponents = (problem.exponent, problem.y.exponent, minimiser.x.exponent, minimiser.u.exponent, label.x.exponent)
    bits = 2 * max(index, *(-exponent for exponent in exponents)) + 8 * omega.digits + omega.guard
    lowest = min(label.x.exponent, minimiser.x.exponent)
    up, down = label.x.exponent - lowest, minimiser.x.exponent - lowest
    pairs = zip(merged, minimiser.x.mantissas, strict=True)
    square = sum(((entry << up) - (other << down)) ** 2 for entry, other in pairs)
    distance = Interval.dyadic(square, 2 * lowest, bits).root()
    reach = distance + label_radius(problem, minimiser, sorted(set(first)), bits, f"{path}.minimiser")
    if not reach.at_most(Interval.dyadic(1, -index, bits)):
        raise Invalid(f"distance <= 2**-{index} to a minimiser is not proved", f"{path}.x")


def _check_support(omega: Omega, minimiser: Minimiser, path: str, first: list[int]) -> None:
    """S holds first columns only, at most one of them a head, and all of supp(x~)."""
    support = set(minimiser.support)
    if any(first[j] != j for j in support):
        raise Invalid("a column of the support is merged into an earlier one", f"{path}.support")
    if sum(j < omega.heads for j in support) > 1:
        raise Invalid("more than one head column in the support", f"{path}.support")
    for j, entry in enumerate(minimiser.x.mantissas):
        if entry and j not in support:
            raise Invalid("a non-zero entry outside the support", f"{path}.x.mantissas[{j}]")


def label_radius(problem: Problem, minimiser: Minimiser, kept: list[int], bits: int, path: str) -> Interval:
    """The radius of the enclosure lemma for (A_n, y_n) with merged columns; all sums are exact integers."""
    omega, x, u, y = problem.omega, minimiser.x, minimiser.u, problem.y
    y_square = Interval.dyadic(sum(entry * entry for entry in y.mantissas), 2 * y.exponent, bits)
    eta = Interval.ratio(omega.eta.numerator, omega.eta.denominator, bits)
    if omega.problem == "basis-pursuit" and y_square.at_most(eta.squared()):
        if any(x.mantissas):
            raise Invalid("||y_n|| <= eta, so 0 is the only minimiser", f"{path}.x")
        return Interval(0, 0, bits)
    products = {j: abs(sum(map(mul, problem.columns[j], u.mantissas))) for j in kept}
    exponent = problem.exponent + u.exponent
    one = Interval.integer(1, bits)
    if not Interval.dyadic(max(products.values()), exponent, bits).at_most(one):
        raise Invalid("|A^T u| <= 1 is not proved", f"{path}.u")
    support = set(minimiser.support)
    outside = [size for j, size in products.items() if j not in support]
    slack = one - Interval.dyadic(max(outside), exponent, bits) if outside else None
    lowest = min(y.exponent, problem.exponent + x.exponent)
    residual = [entry << (y.exponent - lowest) for entry in y.mantissas]
    for j in minimiser.support:
        factor = x.mantissas[j] << (problem.exponent + x.exponent - lowest)
        if factor:
            residual = [entry - factor * number for entry, number in zip(residual, problem.columns[j], strict=True)]
    pairing = sum(map(mul, u.mantissas, y.mantissas))
    evidence = Evidence(
        one_norm=Interval.dyadic(sum(map(abs, x.mantissas)), x.exponent, bits),
        residual=Interval.dyadic(sum(entry * entry for entry in residual), 2 * lowest, 2 * bits).halved_root(),
        pairing=Interval.dyadic(pairing, u.exponent + y.exponent, bits),
        dual_square=Interval.dyadic(sum(entry * entry for entry in u.mantissas), 2 * u.exponent, bits),
        slack=slack,
    )
    return radius(omega, evidence, path)
