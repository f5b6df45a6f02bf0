"""The adversary of part (ii): it answers for the weak tie until more than M data are asked, then becomes a branch."""

from __future__ import annotations

from dataclasses import dataclass, field

from barriers.adversaries.wrong_branch import epsilon_after
from constructions.answers import MemberAnswers
from constructions.member import Member
from oracles.dyadic import DyadicArray


@dataclass
class CommittingAnswers:
    """Answers of the tie for the first M data; the datum after them commits the adversary to `branch`.

    The answers given are then a training set of that branch with an ε fixed by the accuracy read so far (Lemma 3),
    so an algorithm that goes on reading works on a true training set of a true element of Omega_K. Mutable by its
    nature: it is the one thing in the library that decides while it answers.
    """

    tie: MemberAnswers
    branch: int
    max_data: int
    last: int | None = None
    far: MemberAnswers | None = None
    _pairs: set[tuple[int, int]] = field(default_factory=set, repr=False)
    _bare: set[int] = field(default_factory=set, repr=False)

    def matrix(self, n: int) -> DyadicArray:
        """A_n, shape (m, N)."""
        self._bare.add(n)
        return self._source(n).matrix(n)

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}, shape (m,)."""
        self._pairs.add((n, k))
        return self._source(n).sample(k, n)

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}, shape (N,)."""
        self._pairs.add((n, k))
        return self._source(n).label(k, n)

    def _source(self, n: int) -> MemberAnswers:
        if self.far is None and self._data() > self.max_data:
            answered = [*self._bare, *(p[0] for p in self._pairs)]
            self.last = max(answered)
            member = self.tie.member
            epsilon = epsilon_after(member.omega, member.part, self.last)
            self.far = MemberAnswers(Member(member.omega, member.part, self.branch, epsilon), self.tie.policy)
        return self.far if self.far is not None and self.last is not None and n > self.last else self.tie

    def _data(self) -> int:
        read = {n for n, _ in self._pairs}
        return len(self._pairs) + len(self._bare - read)
