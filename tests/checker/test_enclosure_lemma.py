"""The enclosure and merge lemmas on random problems whose minimisers are known to many digits."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from mpmath import mp

from barriers.checker.answers import Problem, label_radius, representatives
from barriers.checker.certificate import Class, Minimiser
from barriers.checker.grammar import Dyadic, dyadic
from barriers.checker.omega import Omega
from barriers.checker.result import Invalid
from tests.checker.case import Case
from tests.checker.producer import Json, minimiser, nearest, num, produce, values
from tests.checker.producer import dyadic as written
from tests.checker.reading import distance

BITS = 400


def read(array: Json) -> Dyadic:
    return dyadic(array, "$", len(array["mantissas"]))


def perturbed(array: Json, size: int, rng: random.Random, where: list[int], shrink: Fraction) -> Json:
    noise = {j: nearest(Fraction(rng.randint(-999, 999), 1000) / 2**size, BITS) for j in where}
    return written([nearest(x * shrink, BITS) + noise.get(j, 0) for j, x in enumerate(values(array))])


@pytest.mark.parametrize(
    ("problem", "eta"),
    [("lasso", None), ("sqrt-lasso", None), ("basis-pursuit", Fraction(0)), ("basis-pursuit", Fraction(2))],
)
def test_the_true_minimiser_is_within_the_radius(problem: str, eta: Fraction | None) -> None:
    """A within 1 of the tie, one column clearly largest; x~ and u far off by 2**-4 to 2**-60 of their size."""
    rng, proved, useful = random.Random(5), 0, 0
    for m, n in [(1, 2), (2, 3), (3, 5), (4, 5)]:
        case = Case(problem=problem, eta=eta, rows=m, columns=n, digits=2, indices=())
        omega = Omega(Class(produce(case)["class"]))
        for _ in range(40):
            head = rng.randrange(case.heads)
            columns, y = _near_tie(case, head, rng), [Fraction(rng.randint(-4000, 4000), 256) for _ in range(m)]
            trial, truth = _trial(case, columns, y, head, rng)
            if trial is None:
                continue
            stated = Minimiser([trial["x"], trial["u"], trial["support"]], "$", m, n, 10**6)
            exact = Problem(omega, [[int(x * 2**40) for x in column] for column in columns], -40, read(written(y)))
            try:
                radius = label_radius(exact, stated, list(range(n)), 1000, "$")
            except Invalid:
                continue
            proved += 1
            assert distance(truth, values(trial["x"])) <= Fraction(radius.hi, 2**radius.bits) + Fraction(1, 2**300)
            useful += radius.hi < (1 << radius.bits)
    assert proved >= 60
    assert useful >= 20


def _near_tie(case: Case, head: int, rng: random.Random) -> list[list[Fraction]]:
    """Columns of a matrix within 1 of the tie, the column ``head`` the largest by 1/4."""
    m, c = case.rows, nearest(num(case.a) * mp.sqrt(case.heads), 20)
    columns = [[case.a if k == 0 else Fraction(0) for k in range(m)] for _ in range(case.heads)]
    columns += [[c * (k == t) for k in range(m)] for t in range(1, m)]
    noisy = [[x + Fraction(rng.randint(-99, 99), 2**8 * m * case.columns) for x in column] for column in columns]
    noisy[head][0] += Fraction(1, 4)
    return [[nearest(x, 40) for x in column] for column in noisy]


def _trial(
    case: Case, columns: list[list[Fraction]], y: list[Fraction], head: int, rng: random.Random
) -> tuple[Json | None, list[Fraction]]:
    """x~, u and S near the minimiser (for eta > 0 of a problem with a slightly smaller eta), and the minimiser."""
    heads = [head, *(j for j in range(case.heads) if j != head)]
    coarse = rng.randint(4, 60)
    tighter = None if not case.eta else case.eta * (1 - Fraction(1, 2**coarse))
    inner = Case(problem=case.problem, eta=tighter, rows=case.rows, columns=case.columns, digits=2, indices=())
    with mp.workprec(2 * BITS):
        numeric, right = [[num(x) for x in column] for column in columns], [num(t) for t in y]
        try:
            best = minimiser(case, numeric, right, right, heads, BITS)
            near = minimiser(inner, numeric, right, right, heads, BITS)
        except AssertionError:  # the producer's guess of the support fails: nothing to compare with
            return None, []
    size = coarse + 16 if case.eta else coarse
    shrink = 1 - Fraction(1, 2 ** rng.randint(6, 50))
    trial = {
        "x": perturbed(near["x"], size, rng, near["support"], Fraction(1)),
        "u": perturbed(best["u"], rng.randint(10, 60), rng, list(range(case.rows)), shrink),
        "support": near["support"],
    }
    return trial, values(best["x"])


def test_only_equal_columns_of_one_sign_are_merged() -> None:
    columns = [[1, 2], [1, 2], [3, 4], [1, 2], [3, 5]]
    assert representatives(columns, [1, 0, 1, 2, 0]) == [0, 0, 2, 0, 4]
    assert representatives(columns, [-1, 0, 1, -2, 0]) == [0, 0, 2, 0, 4]
    assert representatives(columns, [1, 0, 1, -2, 0]) == [0, 1, 2, 3, 4]


def test_merging_keeps_the_distance() -> None:
    """dist(label, Xi) for a tied group of d columns with sum t is at most |sum of the label - t|."""
    rng = random.Random(7)
    for _ in range(300):
        d, sign = rng.randint(1, 5), rng.choice([-1, 1])
        label = [sign * Fraction(rng.randint(0, 20), 4) for _ in range(d)]
        t = Fraction(rng.randint(-40, 40), 4)
        assert _nearest_square(label, t) <= (sum(label, Fraction(0)) - t) ** 2


def _nearest_square(label: list[Fraction], t: Fraction) -> Fraction:
    """Squared distance to {x : sum x = t, every entry of the sign of t}, over all supports (exact)."""
    flip = -1 if t < 0 else 1
    z, best = [flip * x for x in label], None
    for mask in range(1, 2 ** len(z)):
        active = [j for j in range(len(z)) if mask >> j & 1]
        shift = (abs(t) - sum((z[j] for j in active), Fraction(0))) / len(active)
        point = [z[j] + shift if j in active else Fraction(0) for j in range(len(z))]
        if min(point) >= 0:
            square = sum(((p - q) ** 2 for p, q in zip(point, z, strict=True)), Fraction(0))
            best = square if best is None else min(best, square)
    assert best is not None
    return best
