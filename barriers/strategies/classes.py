"""Classes Omega_K, their members, how they are answered, and certificates of what fails on them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from barriers.certificate import Certificate
from barriers.strategies.algorithms import training_algorithms
from barriers.verification import verify
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import DESIGNS, Omega, omega
from constructions.policies import LABELS, TIES, AnswerPolicy
from constructions.powers import power_of_two
from oracles.training_set import TrainingSet

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
_SIGNS = "+-"


@st.composite
def classes(
    draw: st.DrawFn,
    *,
    problems: st.SearchStrategy[str] | None = None,
    digits: st.SearchStrategy[int] | None = None,
    max_rows: int = 6,
    max_heads: int = 4,
    max_samples: int = 3,
) -> Omega:
    """Small classes of every problem, mixing and sample design: m ≤ max_rows, N − m + 1 ≤ max_heads, K from 1 to 8."""
    name = draw(st.sampled_from(PROBLEMS) if problems is None else problems)
    rows = draw(st.integers(1, max_rows))
    columns = rows + draw(st.integers(1, max_heads - 1))
    mixings = [
        "identity",
        "dct",
        *(["hadamard"] if rows in (1, 4, 16) else []),
        *(["householder"] if rows >= 4 else []),
    ]
    design = draw(st.sampled_from(DESIGNS))
    parameter = draw(st.fractions(Fraction(1, 8), 4, max_denominator=8))
    return omega(
        name,
        digits=draw(st.integers(1, 8) if digits is None else digits),
        rows=rows,
        columns=columns,
        mixing=draw(st.sampled_from(mixings)),
        sample_design=design,
        samples=1 if design == "single" else draw(st.integers(1, max_samples)),
        lam=parameter if name != "basis-pursuit" else None,
        eta=draw(st.sampled_from([Fraction(0), parameter])) if name == "basis-pursuit" else None,
    )


def answer_policies(heads: int = 4) -> st.SearchStrategy[AnswerPolicy]:
    """Every admissible way of answering; favourites among `heads` columns."""
    return st.builds(
        AnswerPolicy,
        tie=st.sampled_from(TIES),
        label=st.sampled_from(LABELS),
        favourite=st.integers(1, heads),
        noise=st.booleans(),
        seed=st.integers(0, 2**32),
    )


@st.composite
def instances(draw: st.DrawFn, family: Omega | None = None, *, deepest: int = 40) -> Member:
    """Members of a class (default: of any): the strong tie, or a branch with ε from about 2^-deepest·ε_max to ε_max."""
    family = family or draw(classes())
    if draw(st.integers(0, 3)) == 0:
        return Member(family, "strong", 0)
    part = draw(st.sampled_from(("strong", "weak") if family.digits > 1 else ("strong",)))
    scale = family.scale(part)
    depth = draw(st.integers(0, deepest))
    kappa = Fraction(0)
    if family.sample_design == "cluster" and family.samples > 1 and draw(st.booleans()):
        kappa = scale.kappa_max * power_of_two(-depth)
    epsilon = rational_epsilon(family, scale.epsilon_max * power_of_two(-depth))
    return Member(family, part, draw(st.integers(1, family.d)), epsilon, kappa)


@st.composite
def training_sets(draw: st.DrawFn, family: Omega | None = None) -> TrainingSet:
    """True training sets of members of a class, under any policy."""
    member = draw(instances(family))
    of = member.omega
    return TrainingSet(
        MemberAnswers(member, draw(answer_policies(of.d))),
        problem=of.problem,
        lam=of.lam,
        eta=of.eta,
        shape=(of.m, of.N),
        samples=of.samples,
        digits=of.digits,
        omega=of,
    )


@st.composite
def certificates(draw: st.DrawFn, family: Omega | None = None) -> Certificate:
    """Valid certificates: refutations at K digits of algorithms that answer the same whatever they are given."""
    family = family or draw(classes())
    verdict = verify(draw(training_algorithms()), family, levels=[family.digits]).verdicts[0]
    if verdict.certificate is None:
        raise AssertionError(f"a deterministic algorithm was not refuted: {verdict.status}: {verdict.reason}")
    return verdict.certificate
