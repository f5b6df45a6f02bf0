"""Every answer of every policy is within its tolerance, by paths that share nothing with the code that made it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import cvxpy as cp
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member, rational_epsilon
from constructions.mixings import MIXINGS
from constructions.omega import Omega, omega
from constructions.policies import LABELS, TIES, AnswerPolicy
from constructions.powers import power_of_two, root_up
from tests.constructions.admissible import assert_data_admissible
from tests.constructions.families import PROBLEMS, available, families, label
from tests.constructions.reference import (
    Minimisers,
    duality_gap,
    matrix,
    minimisers,
    mixing_matrix,
    norm,
    number,
    vector,
)

policies = st.builds(
    AnswerPolicy,
    tie=st.sampled_from(TIES),
    label=st.sampled_from(LABELS),
    favourite=st.integers(1, 5),
    noise=st.booleans(),
    seed=st.integers(0, 99),
)


@st.composite
def members(draw: st.DrawFn, mixings: tuple[str, ...] = MIXINGS) -> Member:
    """A random element, or the tie, of a random small class."""
    name, parameters = draw(st.sampled_from(PROBLEMS))
    m, extra = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    mixing = draw(st.sampled_from([x for x in mixings if available(x, m)]))
    design, samples = draw(st.sampled_from([("single", 1), ("cluster", 2), ("common", 3)]))
    family = omega(
        name,
        digits=draw(st.sampled_from([1, 3, 6])),
        rows=m,
        columns=m + extra,
        mixing=mixing,
        sample_design=design,
        samples=samples,
        tails=draw(st.integers(0, m - 1)),
        **parameters,
    )
    part = draw(st.sampled_from(["strong", "weak"]))
    branch = draw(st.integers(0, family.d))
    if not branch:
        return Member(family, part, 0)
    epsilon = rational_epsilon(family, family.scale(part).epsilon_max * power_of_two(-draw(st.integers(0, 40))))
    kappa = draw(st.sampled_from([Fraction(0), family.scale(part).kappa_max])) if design == "cluster" else Fraction(0)
    return Member(family, part, branch, epsilon, kappa)


def solutions(family: Omega, answers: Any, k: int, n: int) -> Minimisers:
    """Ξ(A_n, y_n) by Lemma 2 in mpmath; a dyadic mixing keeps the block form exactly."""
    q = mixing_matrix(family)
    block = q.T * matrix(answers.matrix(n))
    b = list(q.T * vector(answers.sample(k, n)))
    return minimisers(
        family, [block[0, j] for j in range(family.d)], block[1, family.d] if family.m > 1 else mpmath.mpf(1), b
    )


@settings(max_examples=120, deadline=None)
@given(members(), policies, st.integers(0, 90))
def test_matrices_and_samples_of_every_policy_leave_room_for_epsilon(
    member: Member, policy: AnswerPolicy, n: int
) -> None:
    """Half the tolerance, or 7/8 for the policy that lies as much as it may: Lemma 3 takes 1/8 more."""
    share = Fraction(7, 8) if policy.tie == "against" else Fraction(1, 2)
    assert_data_admissible(member, MemberAnswers(member, policy), n, share)


@settings(max_examples=100, deadline=None)
@given(members(("identity", "hadamard", "householder")), policies, st.integers(0, 60))
def test_labels_of_every_policy_are_within_the_tolerance_for_block_mixings(
    member: Member, policy: AnswerPolicy, n: int
) -> None:
    answers = MemberAnswers(member, policy)
    with mpmath.workprec(3 * n + 400):
        for k in range(member.omega.samples):
            found = solutions(member.omega, answers, k, n)
            point = [number(v) for v in answers.label(k, n).to_fractions()]
            assert found.distance(point) <= mpmath.ldexp(1, -n)


@settings(max_examples=60, deadline=None)
@given(members(("dct",)), policies, st.integers(0, 60))
def test_labels_under_the_dct_are_nearly_optimal_for_their_own_data(
    member: Member, policy: AnswerPolicy, n: int
) -> None:
    """The certified minimiser behind a label has a duality gap below its accuracy, by a dual vector of our own."""
    answers = MemberAnswers(member, policy)
    family = member.omega
    with mpmath.workprec(4 * n + 500):
        found = answers.minimiser(0, n).certificate
        x = vector(found.x)
        y = vector(answers.sample(0, n))
        a = matrix(answers.matrix(n))
        lam = number(family.lam or Fraction(0))
        if family.problem == "lasso" or family.eta:
            gap = duality_gap(family, a, y, x)
        else:  # x~ interpolates up to rounding: its own residual is the gap's scale
            gap = norm(list(y - a * x)) * (1 + lam)
        assert gap <= mpmath.ldexp(1, -n)
        point = [number(v) for v in answers.label(0, n).to_fractions()]
        merged = list(x)
        heads = sum(point[: family.d])
        assert abs(heads - sum(merged[: family.d])) <= mpmath.ldexp(1, -n)
        assert norm([p - q for p, q in zip(point[family.d :], merged[family.d :], strict=True)]) <= mpmath.ldexp(1, -n)


@pytest.mark.parametrize("family", families(shapes=((1, 2), (4, 6), (5, 9)), digits=(1,)), ids=label)
@pytest.mark.parametrize("n", [0, 2, 5])
def test_labels_agree_with_an_interior_point_solver(family: Omega, n: int) -> None:
    """Coarse, well-scaled answers: ‖x_n − argmin(A_n, y_n)‖ ≤ 2^-n + 1e-6 and the objective is the solver's."""
    for policy in (AnswerPolicy(), AnswerPolicy("toward", "vertex", 2), AnswerPolicy("random", "random", 1, True, 7)):
        answers = MemberAnswers(Member(family, "strong", 0), policy)
        a, y = answers.matrix(n).to_numpy(), answers.sample(0, n).to_numpy()
        label_ = answers.label(0, n).to_numpy()
        keep = sorted({tuple(column): j for j, column in reversed(list(enumerate(a.T.tolist())))}.values())
        merged = np.array([sum(v for j, v in enumerate(label_) if np.array_equal(a[:, j], a[:, i])) for i in keep])
        x = cp.Variable(len(keep))
        residual = a[:, keep] @ x - y
        weight = float((family.lam if family.lam is not None else family.eta) or 0)
        if family.problem == "lasso":
            program = cp.Problem(cp.Minimize(weight * cp.norm1(x) + cp.sum_squares(residual)))
        elif family.problem == "sqrt-lasso":
            program = cp.Problem(cp.Minimize(weight * cp.norm1(x) + cp.norm2(residual)))
        else:
            program = cp.Problem(cp.Minimize(cp.norm1(x)), [cp.norm2(residual) <= weight if weight else residual == 0])
        program.solve(solver=cp.CLARABEL, tol_gap_abs=1e-10, tol_gap_rel=1e-10, tol_feas=1e-10)
        assert x.value is not None
        assert np.linalg.norm(merged - x.value) <= 2.0**-n + 1e-6
        certificate = answers.minimiser(0, n).certificate.x.to_numpy()[keep]
        assert np.linalg.norm(certificate - x.value) <= 2.0 ** -(n + 3) + 1e-6


@settings(max_examples=40, deadline=None)
@given(members(), policies, st.integers(-1, 60), st.integers(0, 80))
def test_the_ties_answers_become_a_training_set_of_every_branch(
    member: Member, policy: AnswerPolicy, last: int, n: int
) -> None:
    """Lemma 3: answers of the tie up to `last`, of a branch with a small enough ε beyond."""
    family, part = member.omega, member.part
    bound = family.scale(part).epsilon_max
    if last >= 0:
        bound = min(bound, power_of_two(-last - 3) / root_up(family.m))
    branch = Member(family, part, family.d, rational_epsilon(family, bound))
    switched = SwitchedAnswers(MemberAnswers(Member(family, part, 0), policy), MemberAnswers(branch, policy), last)
    assert_data_admissible(branch, switched, n)


@pytest.mark.parametrize("family", families(shapes=((1, 2), (4, 6), (19, 20)), digits=(1, 6, 30)), ids=label)
def test_coarsest_answers_are_labelled_correctly(family: Omega) -> None:
    """n = 0, where y_0 may be 0: the label is within 1 of the minimisers of (A_0, y_0)."""
    for part in ("strong", "weak"):
        for policy in (AnswerPolicy(), AnswerPolicy("alternate", "vertex", 2, True, 3)):
            answers = MemberAnswers(Member(family, part, 0), policy)
            assert_data_admissible(answers.member, answers, 0)
            if family.mixing != "dct":
                with mpmath.workdps(80):
                    found = solutions(family, answers, 0, 0)
                    assert found.distance([number(v) for v in answers.label(0, 0).to_fractions()]) <= 1
            if not any(answers.sample(0, 0).mantissas):
                assert norm([float(v) for v in answers.label(0, 0).to_fractions()]) <= 1
                assert answers.minimiser(0, 0).radius <= Fraction(1, 8)


def test_some_coarse_samples_are_zero() -> None:
    """The case y_n = 0 occurs: the tests above do meet it."""
    zero = [
        f
        for f in families(shapes=((4, 6),), digits=(6,))
        if not any(MemberAnswers(Member(f, "strong", 0)).sample(0, 0).mantissas)
    ]
    assert {f.problem for f in zero} >= {"sqrt-lasso", "basis-pursuit"}


@pytest.mark.parametrize("mixing", ["identity", "dct", "hadamard"])
def test_a_hundred_thousand_bits_are_answered_honestly(mixing: str) -> None:
    n = 100_000
    family = omega("lasso", rows=1 if mixing == "identity" else 4, columns=6, mixing=mixing, digits=3)
    member = Member(family, "strong", 2, rational_epsilon(family, family.strong.epsilon_max))
    answers = MemberAnswers(member)
    assert_data_admissible(member, answers, n)
    if mixing != "dct":
        with mpmath.workprec(2 * n + 500):
            found = solutions_by_formula(family, answers, n)
            point = [number(v) for v in answers.label(0, n).to_fractions()]
            assert norm([p - q for p, q in zip(point, found, strict=True)]) <= mpmath.ldexp(1, -n)


def solutions_by_formula(family: Omega, answers: MemberAnswers, n: int) -> list[Any]:
    """The lasso's minimiser on branch 2 by soft thresholding written out: bisection at 100 000 bits would be slow."""
    q = mixing_matrix(family)
    block, b = q.T * matrix(answers.matrix(n)), list(q.T * vector(answers.sample(0, n)))
    half, head = number(family.lam or Fraction(0)) / 2, block[0, 1]
    x = [mpmath.mpf(0)] * family.N
    x[1] = (b[0] - half / head) / head
    for i in range(family.m - 1):
        c = block[1 + i, family.d + i]
        x[family.d + i] = mpmath.sign(b[1 + i]) * max(mpmath.mpf(0), abs(b[1 + i]) - half / c) / c
    return x


def test_a_hundred_thousand_bits_at_the_size_of_the_table() -> None:
    family = omega(rows=19, columns=20, digits=6)
    member = Member(family, "strong", 0)
    answers = MemberAnswers(member)
    a, y = answers.matrix(100_000), answers.sample(0, 100_000)
    assert a[:, 0] == a[:, 1]
    assert y == member.samples[0]
    with mpmath.workprec(100_300):
        for i, j in ((0, 0), (7, 3), (18, 19)):
            head = number(family.a) * (1 if j < 2 else mpmath.sqrt(2))
            row = mpmath.sqrt(mpmath.mpf(1 if i == 0 else 2) / 19)
            exact = head * row * mpmath.cos(mpmath.pi * (2 * max(0, j - 1) + 1) * i / 38)
            assert abs(number(a[i, j].to_fractions()) - exact) <= mpmath.ldexp(1, -100_004)


def test_a_large_dct_class_answers_within_its_tolerance() -> None:
    """m = 999, N = 1000 at n = 60: every entry against a second formula, the Frobenius norm from their squares."""
    family = omega(rows=999, columns=1000)
    a = MemberAnswers(Member(family, "strong", 0)).matrix(60)
    assert a.shape == (999, 1000)
    assert a[:, 0] == a[:, 1]
    worst = mpmath.mpf(0)
    with mpmath.workdps(60):
        for i, j in [(0, 0), (0, 500), (1, 2), (998, 999), (500, 77), (998, 0), (333, 667)]:
            head = number(family.a) * (1 if j < 2 else mpmath.sqrt(2))
            row = mpmath.sqrt(mpmath.mpf(1 if i == 0 else 2) / 999)
            exact = head * row * mpmath.cos(mpmath.pi * (2 * max(0, j - 1) + 1) * i / 1998)
            worst = max(worst, abs(number(a[i, j].to_fractions()) - exact))
        assert worst <= mpmath.ldexp(1, -62) / 999  # a thousand thousand such errors stay below 2^-61
    q = np.asarray(a.to_numpy())[:, 1:] / float(family.a)
    scale = np.full(999, np.sqrt(2.0))
    scale[0] = 1.0
    assert np.allclose((q / scale) @ (q / scale).T, np.eye(999), atol=1e-9)


@pytest.mark.parametrize("policy", [AnswerPolicy("random", "random", 1, True, 5), AnswerPolicy("alternate", "vertex")])
def test_the_same_question_always_gets_the_same_answer(policy: AnswerPolicy) -> None:
    family = omega("lasso", rows=4, columns=7, digits=3)
    first, second = (MemberAnswers(Member(family, "strong", 0), policy) for _ in range(2))
    for n in (9, 0, 33):
        assert first.label(0, n) == second.label(0, n)
    for n in (33, 0, 9):
        assert first.matrix(n) == second.matrix(n)
        assert first.sample(0, n) == second.sample(0, n)


def test_policies_break_ties_as_they_say() -> None:
    family = omega(rows=4, columns=7, mixing="hadamard")
    tie = Member(family, "strong", 0)

    def largest(policy: AnswerPolicy, n: int) -> set[int]:
        a = MemberAnswers(tie, policy).matrix(n)
        norms = [a[:, j].norm_squared() for j in range(family.d)]
        return {j for j, v in enumerate(norms) if v == max(norms)}

    assert largest(AnswerPolicy(), 7) == {0, 1, 2, 3}
    assert largest(AnswerPolicy("toward", favourite=3), 7) == {2}
    assert [largest(AnswerPolicy("alternate"), n) for n in range(5)] == [{0}, {1}, {2}, {3}, {0}]
    assert len({frozenset(largest(AnswerPolicy("random", seed=s), 9)) for s in range(30)}) > 3


def test_labels_lie_where_the_policy_says() -> None:
    family = omega(rows=4, columns=6, mixing="hadamard", digits=3)
    tie = Member(family, "strong", 0)
    head = {kind: MemberAnswers(tie, AnswerPolicy(label=kind, favourite=2)).label(0, 40)[:3] for kind in LABELS}
    tau = family.tau_strong
    assert all(abs(v - tau / 3) < tau / 50 for v in head["barycentre"].to_fractions())
    values = head["vertex"].to_fractions()
    assert values[0] == values[2] == 0
    assert abs(values[1] - tau) < tau / 50
    spread = head["random"].to_fractions()
    assert len(set(spread)) == 3
    assert abs(sum(spread) - tau) < tau / 50
