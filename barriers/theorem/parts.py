"""One function per part of the theorem; each runs real algorithms on a class and returns what it found."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from barriers.adversaries.below import play_below, worst_error
from barriers.adversaries.challenges import random_member, random_policy
from barriers.adversaries.deterministic import LimitGame
from barriers.adversaries.randomised import TapeGame
from barriers.candidates import coin_guesser, gamma_k1, gamma_k2
from barriers.candidates.registry import built_in
from barriers.certificate import Certificate
from barriers.consistency import worst_case
from barriers.decimals import decimal_above, decimal_below
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import Task
from barriers.verdict import Status, Verdict
from constructions.answers import MemberAnswers
from constructions.conditioning import conditioning
from constructions.drift import prove_drift
from constructions.existing_network import existing_network, network_error
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from constructions.powers import power_of_two
from oracles.coins import CoinTape

Train = Callable[[Any], Any]

CANDIDATES = ("zero", "label-copier", "least-squares", "exact-column", "barycentre", "hedger")
MEMBERS = 12
BOUNDED_DATA = (0, 1, 10, 60)


@dataclass(frozen=True)
class Finding:
    """What a part's run found: the figure, whether the part's statement holds, and the certificates of its
    refutations."""

    figure: str
    holds: bool
    certificates: tuple[tuple[str, Certificate], ...] = ()


def existence(omega: Omega, seed: int) -> Finding:
    """A two-layer ReLU network for random elements, its error certified."""
    rng, worst = random.Random(seed), Fraction(0)
    for _ in range(MEMBERS):
        member = random_member(omega, rng)
        if member.branch:
            worst = max(worst, network_error(member, existing_network(member)))
    figure = f"error ≤ {decimal_above(worst, 3)} on {MEMBERS} random elements"
    return Finding(figure, worst <= Fraction(1, 10) ** (omega.digits + 3))


def condition_numbers(omega: Omega, seed: int) -> Finding:
    """cond(AAᵀ), Cond(Ξ) and, for basis pursuit, C_FP, for all elements at once; the ε-range is proved on the way."""
    found = conditioning(omega)
    for scale in (omega.strong, omega.weak):
        prove_drift(scale)
    parts = [f"cond(AAᵀ) = {found.matrix}", f"Cond(Ξ) ≤ {decimal_above(found.solution_map, 3)}"]
    if found.feasibility is not None:
        parts.append(f"C_FP ≤ {decimal_above(found.feasibility, 3)}")
    return Finding(", ".join(parts), found.at_most_one)


def part_one(omega: Omega, seed: int) -> Finding:
    """Every candidate is refuted at K digits."""
    game = LimitGame(omega, "strong", omega.digits, AnswerPolicy(), Limits())
    verdicts = [(name, game.play(_submission(_built_in(name), name))) for name in CANDIDATES]
    verdicts += [("gamma-k1", game.play(_submission(gamma_k1.train, "gamma-k1")))]
    refuted = [(name, v) for name, v in verdicts if v.status is Status.REFUTED]
    errors = [Fraction(v.error) for _, v in refuted if v.error is not None]
    figure = f"{len(refuted)} of {len(verdicts)} algorithms refuted, each error > {decimal_below(min(errors), 3)}"
    return Finding(figure, len(refuted) == len(verdicts), _certificates("i", refuted))


def part_one_randomised(omega: Omega, seed: int) -> Finding:
    """An algorithm that guesses the branch with coins: its success probability, by enumeration."""
    game = LimitGame(omega, "strong", omega.digits, AnswerPolicy(), Limits())
    verdict = TapeGame(game).play(_submission(coin_guesser.train, "coin-guesser"))
    failing = _probability(verdict)
    holds = verdict.status is Status.REFUTED and failing >= 1 - Fraction(1, omega.d)
    figure = f"success probability ≤ {1 - failing} (1/d = 1/{omega.d}), every tape enumerated"
    return Finding(figure, holds, _certificates("i-randomised", [("coin-guesser", verdict)]))


def part_two_possible(omega: Omega, seed: int) -> Finding:
    """Γ_{K−1} on random elements under random answers: worst error, and the certified bound per transcript."""
    return _gamma(omega, gamma_k1.train, omega.digits - 1, seed, None)


def part_two_needs_data(omega: Omega, seed: int) -> Finding:
    """Γ_{K−1} is forced beyond every M; stopped at M it is refuted at K−1 digits."""
    game = LimitGame(omega, "weak", omega.digits - 1, AnswerPolicy(), Limits())
    holds, refuted = True, []
    for bound in BOUNDED_DATA:
        forced = play_below(game, _submission(gamma_k1.train, "gamma-k1"), max_data=bound, number=1, seed=seed)
        holds = holds and forced.status is Status.SURVIVED and "forced" in forced.reason
        capped = play_below(game, _submission(stopped_early(bound), "capped"), max_data=bound, number=1, seed=seed)
        holds = holds and capped.status is Status.REFUTED
        refuted.append((f"gamma-k1-stopped-at-{bound}", capped))
    figure = (
        f"forced beyond M = {', '.join(map(str, BOUNDED_DATA))} data; stopped at M it is refuted at {game.level} digits"
    )
    return Finding(figure, holds, _certificates("ii", refuted))


def part_two_randomised(omega: Omega, seed: int) -> Finding:
    """Failure or more than M data with probability ≥ (N−m)/(N+1−m), for a coin tosser that reads or guesses."""
    game = LimitGame(omega, "weak", omega.digits - 1, AnswerPolicy(), Limits())
    bound = 8
    verdict = TapeGame(game, max_data=bound).play(_submission(coin_guesser.read_or_guess(bound), "read-or-guess"))
    failing, needed = _probability(verdict), Fraction(omega.d - 1, omega.d)
    figure = f"failure or more than {bound} data with probability ≥ {failing} ≥ (N−m)/(N+1−m) = {needed}"
    return Finding(figure, failing >= needed, _certificates("ii-randomised", [("read-or-guess", verdict)]))


def part_three(omega: Omega, seed: int) -> Finding:
    """Γ_{K−2} reads one datum and is right to K−2 digits."""
    return _gamma(omega, gamma_k2.train, omega.digits - 2, seed, 1)


def stopped_early(max_data: int) -> Train:
    """Γ_{K−1} that gives up after `max_data` data and guesses branch 1: refuted at K−1 by the data bound."""

    def train(data: Any) -> Any:
        omega = data.omega
        if max_data >= 1 and not gamma_k1.is_weak(data):
            return gamma_k2.train(data)
        for n in range(1, max_data):
            branch = gamma_k1.certain_branch(omega, data, n)
            if branch is not None:
                return gamma_k1.branch_network(omega, branch)
        return gamma_k1.branch_network(omega, 1)

    return train


def _gamma(omega: Omega, train: Train, level: int, seed: int, most_data: int | None) -> Finding:
    rng, worst, certified, most = random.Random(seed), Fraction(0), Fraction(0), 0
    for number in range(MEMBERS):
        member = _member(omega, rng, number)
        answers = MemberAnswers(member, random_policy(rng, omega.d))
        trained = _submission(train, "Γ").train(answers, Task(omega, level), Limits(), CoinTape(bits=()))
        outputs = {id(y): trained.network(y) for y in member.samples}
        worst = max(worst, worst_error(member, tuple(outputs[id(y)] for y in member.samples)))
        most = max(most, trained.transcript.data_used)
        if number < 3:
            bound = worst_case(omega, trained.transcript, answers, trained.network)
            certified = max(certified, bound.error)
    threshold = Fraction(1, 10) ** level
    figure = (
        f"error ≤ {decimal_above(worst, 3)} on {MEMBERS} random elements, "
        f"≤ {decimal_above(certified, 3)} on all that fit the answers; {most} data at most"
    )
    enough = most_data is None or most <= most_data
    return Finding(figure, worst <= threshold and certified <= threshold and enough)


def _member(omega: Omega, rng: random.Random, number: int) -> Member:
    """Random elements with κ = 0 (the bound per transcript is for it), the first two with ε near 2^-200 and on the
    weak part."""
    if number < 2:
        bound = omega.weak.epsilon_max * power_of_two(-200)
        return Member(omega, "weak", 1 + rng.randrange(omega.d), rational_epsilon(omega, bound))
    return replace(random_member(omega, rng), kappa=Fraction(0))


def _built_in(name: str) -> Train:
    found = built_in(name)
    if found is None:
        raise LookupError(f"no built-in algorithm is called {name}")
    return found.load()


def _submission(train: Train, name: str) -> InProcess:
    return InProcess(train, name)


def _certificates(part: str, verdicts: Sequence[tuple[str, Verdict]]) -> tuple[tuple[str, Certificate], ...]:
    return tuple((f"{part}-{name}", v.certificate) for name, v in verdicts if v.certificate is not None)


def _probability(verdict: Verdict) -> Fraction:
    """The failure probability that the certificate proves, 0 without one."""
    if verdict.certificate is None:
        return Fraction(0)
    numerator, _, denominator = verdict.certificate.document["claim"]["probability"].partition("/")
    return Fraction(int(numerator, 16), int(denominator or "1", 16))
