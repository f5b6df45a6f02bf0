"""The game against a coin-tossing algorithm by enumeration of its tapes: exact probabilities
(proofs_notes/coins.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from barriers.adversaries.deterministic import LimitGame, evaluate, replay_difference, stopped_verdict
from barriers.adversaries.evidence import Run, make_certificate
from barriers.adversaries.tapes import MAX_COINS, Leaf, enumerate_tapes
from barriers.adversaries.wrong_branch import ProvedErrors, epsilon_after, prove_errors
from barriers.decimals import decimal_below
from barriers.submission import StoppedRun, Submission
from barriers.verdict import Status, Verdict, Witness
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from oracles.coins import CoinTape


@dataclass(frozen=True)
class TapeGame:
    """Play `game` on every tape; with `max_data` = M, runs that read more than M data count as failures (part (ii))."""

    game: LimitGame
    max_data: int | None = None
    max_coins: int = MAX_COINS

    def play(self, submission: Submission) -> Verdict:
        """Refuted with the enumerated certificate where the failures weigh at least 1 − 1/d. Raises TooManyCoins."""
        tie = self.game.tie
        tree = self.tree(submission, tie)
        if isinstance(tree, StoppedRun):
            return stopped_verdict(tree, self.game.level)
        failures = self._best_branch(tree, epsilon_after(self.game.omega, self.game.part, tree.accuracy_used))
        return self.judge(submission, tree, failures, tie, 1 - Fraction(1, self.game.omega.d))

    def play_member(self, submission: Submission, answers: MemberAnswers, needed: Fraction) -> Verdict | None:
        """The game on one training set: refuted if the failures weigh more than `needed`, None if they do not."""
        tree = self.tree(submission, answers)
        if isinstance(tree, StoppedRun):
            return stopped_verdict(tree, self.game.level)
        failures = self._failures(tree, answers.member)
        if failures.weight > needed:
            return self.judge(submission, tree, failures, answers, needed)
        return None

    def tree(self, submission: Submission, answers: MemberAnswers) -> Tree | StoppedRun:
        """All runs on the answers, or what makes them worthless: a changing network, or no tape with a network."""
        leaves = enumerate_tapes(lambda tape: self._run(submission, answers, tape), self.max_coins)
        stops = [leaf.stopped for leaf in leaves if leaf.stopped is not None]
        tree = Tree(leaves, self.max_data)
        for stop in stops:
            if stop.status == "nondeterministic" or (not tree.halted and not tree.exceeded):
                return stop
        return tree

    def _run(self, submission: Submission, answers: MemberAnswers, tape: CoinTape) -> Leaf:
        limits = replace(self.game.limits, data=self.max_data)
        try:
            trained = submission.train(answers, self.game.task, limits, tape)
            return Leaf(tape.bits, trained.transcript, evaluate(trained, answers.member.samples))
        except StoppedRun as stop:
            if stop.transcript is None:
                raise
            return Leaf(tape.bits, stop.transcript, None, stop)

    def _best_branch(self, tree: Tree, epsilon: Fraction) -> Failures:
        """The branch on which the tapes proved wrong weigh most; each tape is right on at most one branch (Lemma 4)."""
        omega = self.game.omega
        found = (
            self._failures(tree, Member(omega, self.game.part, branch, epsilon)) for branch in range(1, omega.d + 1)
        )
        return max(found, key=lambda failures: (failures.weight, failures.samples))

    def _failures(self, tree: Tree, member: Member) -> Failures:
        proofs = {leaf.tape: prove_errors(member, leaf.outputs or (), self.game.level) for leaf in tree.halted}
        return Failures(member, {tape: errors for tape, errors in proofs.items() if self._fails(errors)})

    def _fails(self, errors: ProvedErrors) -> bool:
        """Single and cluster (κ = 0): wrong at every sample. Common: at half of them (Theorem 5 of coins.md)."""
        omega = self.game.omega
        return len(errors.wrong) >= omega.samples - (omega.samples // 2 if omega.sample_design == "common" else 0)

    def judge(
        self, submission: Submission, tree: Tree, failures: Failures, answers: MemberAnswers, needed: Fraction
    ) -> Verdict:
        """Refuted if failures and runs beyond M data weigh at least `needed`; else what prevented it."""
        weight = failures.weight + tree.weight(tree.exceeded)
        if weight < needed:
            lost = [leaf for leaf in tree.leaves if leaf.stopped is not None and leaf not in tree.exceeded]
            stop = next((leaf.stopped for leaf in lost if leaf.stopped is not None), None)
            if stop is None:
                raise ArithmeticError(f"halting tapes of weight 1 fail with {weight} only: this contradicts Lemma 4")
            reason = f"tapes of total probability {tree.weight(lost)} gave no network ({stop.reason})"
            reason += f"; the others fail with probability {weight}, and no bound is claimed"
            return stopped_verdict(StoppedRun(stop.status, reason, stop.transcript), self.game.level)
        if difference := self._replay(submission, tree, failures, answers):
            return stopped_verdict(StoppedRun("nondeterministic", difference), self.game.level)
        return self._refuted(tree, failures, answers, weight)

    def _replay(self, submission: Submission, tree: Tree, failures: Failures, answers: MemberAnswers) -> str:
        """Run every tape that counts again, on the witness itself; "" if nothing differs."""
        game, member = self.game, failures.member
        last = -1 if tree.accuracy_used is None else tree.accuracy_used
        far = answers if answers.member == member else MemberAnswers(member, game.policy)
        witness, limits = SwitchedAnswers(answers, far, last), replace(game.limits, data=self.max_data)
        for leaf in (*(x for x in tree.halted if x.tape in failures.wrong), *tree.exceeded):
            read, given = leaf.transcript, leaf.outputs
            if found := replay_difference(submission, witness, game.task, limits, read, given, member.samples):
                return f"tape {leaf.name}: {found}"
        return ""

    def _refuted(self, tree: Tree, failures: Failures, answers: MemberAnswers, weight: Fraction) -> Verdict:
        omega, member, wrong = self.game.omega, failures.member, failures.wrong
        runs = [Run(x.name, x.transcript, x.outputs, wrong[x.tape].wrong) for x in tree.halted if x.tape in wrong]
        runs += [Run(x.name, x.transcript, None, ()) for x in tree.exceeded]
        errors = _merged(member, list(wrong.values()))
        certificate = make_certificate(errors, runs, [(answers, None)], self.game.level, self.max_data)
        count = min((len(e.wrong) for e in wrong.values()), default=omega.samples)
        samples = "every sample" if count == omega.samples else f"at least {count} of {omega.samples} samples"
        more = f" or more than {self.max_data} data" if self.max_data is not None else ""
        if tree.exceeded:
            samples = f"{samples}{more}" if wrong else more.removeprefix(" or ")
        notes = [f"failure{more} with probability at least {weight} over its coins: success at most {1 - weight}"]
        if lost := tree.weight([x for x in tree.leaves if x.stopped is not None and x not in tree.exceeded]):
            notes.append(f"tapes of total probability {lost} gave no network and are not counted as failures")
        return Verdict(
            status=Status.REFUTED,
            digits=self.game.level,
            quantifier=f"{samples}, with probability at least {weight} over {len(tree.leaves)} coin tapes",
            error=decimal_below(errors.error) if wrong else None,
            data_used=max(leaf.transcript.data_used for leaf in tree.leaves),
            accuracy_used=tree.accuracy_used,
            witness=Witness(member.branch, member.epsilon, member.kappa, count),
            certificate=certificate,
            notes=tuple(notes),
        )


@dataclass(frozen=True)
class Tree:
    """All runs on one training set; with a data bound, runs that read more than it are `exceeded`."""

    leaves: tuple[Leaf, ...]
    max_data: int | None

    @cached_property
    def exceeded(self) -> tuple[Leaf, ...]:
        """Runs that read more than M data."""
        bound = self.max_data
        return tuple(x for x in self.leaves if bound is not None and x.transcript.data_used > bound)

    @cached_property
    def halted(self) -> tuple[Leaf, ...]:
        """Runs within M data that returned a network."""
        return tuple(x for x in self.leaves if x.outputs is not None and x not in self.exceeded)

    @property
    def accuracy_used(self) -> int | None:
        """The largest n read on any tape."""
        return max((n for x in self.leaves if (n := x.transcript.accuracy_used) is not None), default=None)

    def weight(self, leaves: Sequence[Leaf]) -> Fraction:
        """The total probability of some leaves."""
        return sum((leaf.weight for leaf in leaves), Fraction(0))


@dataclass(frozen=True)
class Failures:
    """The tapes proved wrong on a member."""

    member: Member
    wrong: dict[tuple[int, ...], ProvedErrors]

    @cached_property
    def weight(self) -> Fraction:
        """Their total probability."""
        return sum((Fraction(1, 1 << len(tape)) for tape in self.wrong), Fraction(0))

    @property
    def samples(self) -> int:
        """The least number of samples proved wrong on one of them."""
        return min((len(errors.wrong) for errors in self.wrong.values()), default=0)


def _merged(member: Member, proofs: list[ProvedErrors]) -> ProvedErrors:
    minimisers = {k: c for errors in proofs for k, c in errors.minimisers.items()}
    return ProvedErrors(member, (), minimisers, min((errors.error for errors in proofs), default=Fraction(0)))
