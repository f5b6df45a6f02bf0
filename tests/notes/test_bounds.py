"""The numerical bounds of the notes on random classes: Lemmas 2c, 5a, 5b, 6, 9, Theorems 9, 10, 13, Proposition 3."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, log2

import pytest
from flint import arb, arb_mat

from barriers.candidates.face_network import barycentre_network, branch_network
from barriers.candidates.gamma_k1 import certain_branch
from constructions.answers import MemberAnswers, answer_geometry
from constructions.conditioning import conditioning
from constructions.enclosures import ball, lower, norm_squared, upper
from constructions.member import Member, rational_epsilon
from constructions.near_minimiser import certified_minimiser
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from constructions.solution_set import solution_set, unmix
from oracles.dyadic import DyadicArray
from oracles.precision import precision

PROBLEMS = ("lasso", "sqrt-lasso", "basis-pursuit", "noisy")
SEEDS = range(8)


def random_class(problem: str, rng: random.Random, design: str | None = None) -> Omega:
    """A class of random sizes; `noisy` is basis pursuit with η > 0."""
    m = rng.choice((1, 2, 4, 5, 16))
    mixings = ["identity", "dct"] + ["hadamard"] * (m in (1, 4, 16)) + ["householder"] * (m > 3)
    chosen = design or rng.choice(("single", "cluster", "common"))
    return omega(
        "basis-pursuit" if problem == "noisy" else problem,
        digits=rng.choice((1, 3, 6, 12)),
        rows=m,
        columns=m + rng.randint(1, 6),
        mixing=rng.choice(mixings),
        sample_design=chosen,
        samples=1 if chosen == "single" else rng.randint(1, 4),
        lam=rng.choice((None, Fraction(1, 50), 7)) if "lasso" in problem else None,
        eta={"noisy": rng.choice((Fraction(1, 50), 1, 9)), "basis-pursuit": 0}.get(problem),
        tails=rng.randint(0, m - 1),
    )


def random_element(family: Omega, rng: random.Random, part: str) -> Member:
    """A branch with ε at the end of its range or far inside."""
    scale = family.scale(part)
    bound = scale.epsilon_max / 2 ** rng.choice((0, 0, 3, 40))
    kappa = scale.kappa_max if family.sample_design == "cluster" and rng.random() < 0.5 else Fraction(0)
    return Member(family, part, rng.randint(1, family.d), rational_epsilon(family, bound), kappa)


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_lemma_6_and_lemma_9(problem: str, seed: int) -> None:
    rng = random.Random(f"{problem}{seed}")
    family = random_class(problem, rng)
    for part in ("strong", "weak"):
        member = random_element(family, rng, part)
        tie = Member(family, part, 0, kappa=member.kappa)
        k, tau = rng.randrange(family.samples), member.scale.tau
        there, here = solution_set(member, k), solution_set(tie, k)
        assert tau * 27 / 28 < lower(there.total)
        assert upper(there.total) < tau * 29 / 28
        with precision(256):
            moved = sum((p - q) * (p - q) for p, q in zip(there.tail, here.tail, strict=True))
            assert moved <= float(tau / 21) ** 2 or moved == 0
        y = member.samples[k]
        assert there.distance(barycentre_network(family)(y))[1] < tau * Fraction(104, 100)
        assert there.distance(branch_network(family, member.branch)(y))[1] < tau * Fraction(68, 1000)


def test_proposition_3_the_hedging_network_is_right_somewhere_on_every_branch() -> None:
    family = omega("lasso", digits=3, rows=8, columns=10, sample_design="common", samples=8)
    d, threshold = family.d, Fraction(1, 1000)
    outputs = [branch_network(family, k % d + 1)(y) for k, y in enumerate(family.member_samples(family.strong))]
    counts = []
    for branch in range(1, d + 1):
        member = Member(family, "strong", branch, rational_epsilon(family, family.strong.epsilon_max))
        distances = [solution_set(member, k).distance(z) for k, z in enumerate(outputs)]
        assert all(high <= threshold or low > threshold for low, high in distances)
        counts.append(sum(high <= threshold for _, high in distances))
    assert sorted(counts) == [2, 3, 3]  # ⌊8/3⌋ at least: wrong at 8 − 2 samples on one branch, and no more there


@dataclass(frozen=True)
class BetweenTwoBranches:
    """Answers within 2^-n of two branches at once: heads a + ε/2 in columns 0 and 1 (Lemma 3 (b)), identity mixing."""

    family: Omega
    epsilon: Fraction
    diagonal: Fraction

    def A(self, n: int) -> DyadicArray:
        family, bits = self.family, n + 40
        heads = [family.a + (self.epsilon / 2 if j < 2 else 0) for j in range(family.d)]
        rows = [[*heads, *[0] * (family.m - 1)]]
        rows += [
            [*[0] * family.d, *[self.diagonal * (i == j) for j in range(family.m - 1)]] for i in range(family.m - 1)
        ]
        entries = [round(v * 2**bits) for row in rows for v in row]
        return DyadicArray(entries, -bits, (family.m, family.N))


def rational_diagonal(member: Member) -> Fraction:
    """c where it is rational (Lemma 7)."""
    square = member.tail_squared
    c = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    assert c * c == square
    return c


def frobenius_squared(a: DyadicArray, member: Member) -> Fraction:
    """‖A_n − A‖_F² exactly, for rational c and Q = I."""
    d, c = member.omega.d, rational_diagonal(member)
    exact = [[*member.heads, *[0] * (member.omega.m - 1)]]
    exact += [[*[0] * d, *[c * (i == j) for j in range(member.omega.m - 1)]] for i in range(member.omega.m - 1)]
    return sum(
        ((p - q) ** 2 for s, r in zip(a.to_fractions(), exact, strict=True) for p, q in zip(s, r, strict=True)),
        Fraction(0),
    )


@pytest.mark.parametrize("columns", [4, 7])
def test_theorem_10_no_index_below_the_bound_decides(columns: int) -> None:
    family = omega("sqrt-lasso", digits=3, rows=3, columns=columns, mixing="identity")
    epsilon = rational_epsilon(family, family.weak.epsilon_max / 1024)
    members = [Member(family, "weak", i, epsilon) for i in (1, 2)]
    between = BetweenTwoBranches(family, epsilon, rational_diagonal(members[0]))
    last = max(n for n in range(60) if 2**n * epsilon * 1000 < 1414)  # 2^n < √2/ε, with a margin
    for n in range(last + 1):
        assert all(frobenius_squared(between.A(n), member) <= Fraction(1, 4**n) for member in members)
        assert certain_branch(family, between, n) is None  # type: ignore[arg-type]
    assert last + 1 >= log2(1 / epsilon) + 0.49


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("tie", ["toward", "against"])
def test_theorem_9_the_branch_is_found_in_time_and_never_mistaken(problem: str, tie: str) -> None:
    rng = random.Random(problem)
    family = random_class(problem, rng, design="single")
    member = random_element(family, rng, "weak")
    policy = AnswerPolicy(tie=tie, favourite=member.branch % family.d + 1, noise=True)
    data = _Matrices(MemberAnswers(member, policy))
    bound = max(1, -int(-(log2(member.epsilon.denominator) - log2(member.epsilon.numerator) + 1.63) // 1))
    found = [certain_branch(family, data, n) for n in range(1, bound + 3)]  # type: ignore[arg-type]
    assert set(found) <= {None, member.branch}
    assert found[bound - 1] == member.branch


@dataclass(frozen=True)
class _Matrices:
    answers: MemberAnswers

    def A(self, n: int) -> DyadicArray:
        return self.answers.matrix(n)


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("seed", range(2))
def test_theorem_13_small_perturbations_stay_within_the_condition_number(problem: str, seed: int) -> None:
    rng = random.Random(f"{problem}{seed}")
    family = random_class(problem, rng, design="single")
    bound, step, fine = conditioning(family).solution_map, 60, 200
    member = random_element(family, rng, "strong")
    answers = MemberAnswers(member)
    a, y = answers.matrix(fine), answers.sample(0, fine)
    geometry = answer_geometry(member)
    plain = certified_minimiser(family.program, a, y, family.d, geometry, fine)
    change = DyadicArray([rng.choice((-1, 1)) for _ in range(a.size)], -step, a.shape)
    shift = DyadicArray([rng.choice((-1, 1)) for _ in range(y.size)], -step, y.shape)
    moved = certified_minimiser(family.program, a + change, y + shift, family.d, geometry, fine)
    with precision(600):
        distance = (moved.certificate.x - plain.certificate.x).norm_squared()
    assert distance <= (bound * (1 + Fraction(1, 1000)) / 2**step) ** 2
    assert distance > 0


@pytest.mark.parametrize("seed", range(12))
def test_lemma_2c_dual_vectors_of_every_answer_are_short(seed: int) -> None:
    """‖u‖ ≤ √m/(a − 1) where |Âᵀu| ≤ 1: largest at a corner, here that of one head and the tails; and Âx = y."""
    rng = random.Random(seed)
    family = random_class("sqrt-lasso", rng)
    part = rng.choice(("strong", "weak"))
    member = rng.choice((Member(family, part, 0), random_element(family, rng, part)))
    policy = AnswerPolicy(tie=rng.choice(("keep", "against", "random")), noise=True, seed=seed)
    answers = MemberAnswers(member, policy)
    for n in (0, 1, 7):
        matrix, y = answers.matrix(n), answers.sample(0, n)
        rows = matrix.to_fractions()
        tails = range(family.d, family.N)
        for head in range(family.d):
            square = arb_mat([[ball(rows[i][j]) for j in (head, *tails)] for i in range(family.m)])
            with precision(200):
                for _ in range(4):
                    signs = arb_mat([[rng.choice((-1, 1))] for _ in range(family.m)])
                    u = square.transpose().solve(signs).entries()
                    assert norm_squared(u).sqrt() <= ball(family.m).sqrt() / (ball(family.a) - 1)
        x = answers.minimiser(0, n).certificate.x
        residual = (matrix @ x - y).norm_squared()
        assert residual <= (2 * family.a * family.N / 2 ** (n + 3)) ** 2  # x is within 2^-(n+3) of one with Âx = y


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_lemmas_5a_and_5b(problem: str, seed: int) -> None:
    """How far b is from (β, v), which tail entries are active, and that the ρ displayed in Lemma 5b is the root."""
    rng = random.Random(f"5{problem}{seed}")
    family = random_class(problem, rng)
    for part in ("strong", "weak"):
        member, scale = random_element(family, rng, part), family.scale(part)
        k, d, s = rng.randrange(family.samples), family.d, family.s
        with precision(600):
            a, lam, eta = ball(family.a), ball(family.lam or Fraction(0)), ball(family.eta or Fraction(0))
            b = unmix(member, member.samples[k], 500)
            signs = [{"+": 1, "-": -1, "0": 0}[sign] for sign in family.tail_pattern(k)]
            size, alpha, c = ball(scale.tail_size), a + ball(member.epsilon), member.tail
            delta = [b[0] - family.head(scale), *(v - sign * size for v, sign in zip(b[1:], signs, strict=True))]
            length = norm_squared(delta).sqrt()
            assert length <= a * ball(scale.tau) / 96
            if problem in ("basis-pursuit", "sqrt-lasso"):
                assert b[0] > 0
                continue
            if problem == "lasso":
                assert length * a * arb(d).sqrt() * 79 <= lam * 10
                head = lam / (2 * alpha)
            else:
                assert length * arb(d + s).sqrt() * 79 <= eta * 10
                inactive = norm_squared(v for v, sign in zip(b[1:], signs, strict=True) if not sign)
                head = ((eta * eta - inactive) / (1 + s * (alpha / c) * (alpha / c))).sqrt()
            threshold = head * alpha / c
            assert b[0] > head
            for v, sign in zip(b[1:], signs, strict=True):
                assert (v * sign > threshold) if sign else (abs(v) < threshold)
            if problem == "noisy":  # ‖r(ρ)‖ = η
                clipped = [head, *(threshold if sign else v for v, sign in zip(b[1:], signs, strict=True))]
                assert abs(norm_squared(clipped) - eta * eta) < arb(2) ** -300


@dataclass(frozen=True)
class _Liar:
    """The worst that the tolerance allows against branch 1: its head lowered, head 2 raised, by 2^-n/√2 each."""

    family: Omega
    member: Member

    def A(self, n: int) -> DyadicArray:
        family, bits = self.family, n + 60
        lie = Fraction(isqrt(1 << (2 * bits - 2 * n - 1)) - (1 << 20), 1 << bits)  # 2^-n/√2, less 2^-(n+40)
        heads = list(self.member.heads)
        heads[0], heads[1] = heads[0] - lie, heads[1] + lie
        c = rational_diagonal(self.member)
        rows = [[*heads, *[Fraction(0)] * (family.m - 1)]]
        rows += [[*[Fraction(0)] * family.d, *[c * (i == j) for j in range(family.m - 1)]] for i in range(family.m - 1)]
        return DyadicArray([round(v * 2**bits) for row in rows for v in row], -bits, (family.m, family.N))


@pytest.mark.parametrize("columns", [4, 8])
def test_theorem_9_the_worst_answers_neither_mislead_nor_delay_beyond_the_bound(columns: int) -> None:
    """Two heads moved against the truth by √2·2^-n together: no policy goes so far."""
    family = omega("sqrt-lasso", digits=3, rows=3, columns=columns, mixing="identity")
    member = Member(family, "weak", 1, rational_epsilon(family, family.weak.epsilon_max / 2**20))
    liar = _Liar(family, member)
    inverse = log2(member.epsilon.denominator) - log2(member.epsilon.numerator)
    bound = -int(-(inverse + 1.63) // 1)
    for n in range(1, bound + 4):
        off = frobenius_squared(liar.A(n), member) * 4**n
        assert Fraction(999_999, 1_000_000) < off <= 1
        found = certain_branch(family, liar, n)  # type: ignore[arg-type]
        assert found == 1 if n >= bound else found in (None, 1)


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("digits", [1, 6, 12, 15, 17, 40, 300])
def test_the_bits_of_a_sample_are_those_of_the_definition(problem: str, digits: int) -> None:
    """q of omega.md, from its words: 52 − E where that is at least q_0, else q_0 + 10."""
    for m, extra, weight in (
        (1, 1, Fraction(1)),
        (2, 3, Fraction(1, 10**20)),
        (19, 2, Fraction(7)),
        (5, 40, Fraction(1)),
    ):
        name = "basis-pursuit" if problem == "noisy" else problem
        lam = weight if "lasso" in problem else None
        family = omega(
            name,
            digits=digits,
            rows=m,
            columns=m + extra,
            lam=lam,
            eta=weight if problem == "noisy" else None,
            tails=m // 2,
        )
        a, d, s = family.a, family.d, family.s
        for scale in (family.strong, family.weak):
            height, finest = a * scale.tau, Fraction(64 * isqrt_up(m)) / (a * scale.tau)
            if problem == "lasso":
                height, finest = height + weight / (2 * a), max(finest, 8 * isqrt_up(m * d) * a / weight)
            if problem == "noisy":
                height, finest = height + weight, max(finest, Fraction(8 * isqrt_up(m * (d + s))) / weight)
            tails = {"lasso": Fraction(2), "noisy": Fraction(16 if weight > 1 else 2)}  # ⌈2 max(1, 7)⌉₂ = 16
            size = height**2 + s * tails.get(problem, a * scale.tau) ** 2
            e = next(e for e in range(-1200, 1200) if Fraction(4) ** e >= size)
            coarsest = next(q for q in range(-1200, 1200) if Fraction(2) ** q >= finest)
            assert scale.sample_bits == (52 - e if 52 - e >= coarsest else coarsest + 10)


def isqrt_up(n: int) -> int:
    """The least integer whose square is at least n."""
    return next(k for k in range(n + 1) if k * k >= n)
