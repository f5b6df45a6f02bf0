"""A second way to what the constructions claim, from the definitions alone: mpmath, bisection, no flint, no balls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mpf

from constructions.member import Member
from constructions.omega import Omega
from oracles.dyadic import DyadicArray


def number(x: Fraction | int) -> Any:
    """A rational as an mpf of the working precision."""
    return mpf(x.numerator) / x.denominator


def mixing_matrix(omega: Omega) -> Any:
    """Q by its definition, as an mpmath matrix."""
    m = omega.m
    if omega.mixing == "identity":
        return mpmath.eye(m)
    if omega.mixing == "dct":
        return mpmath.matrix(
            [
                [
                    mpmath.sqrt(mpf(1 if k == 0 else 2) / m) * mpmath.cos(mpmath.pi * (2 * j + 1) * k / (2 * m))
                    for j in range(m)
                ]
                for k in range(m)
            ]
        )
    if omega.mixing == "hadamard":
        h = [[1]]
        while len(h) < m:
            h = [row + row for row in h] + [row + [-v for v in row] for row in h]
        return mpmath.matrix(h) / mpmath.sqrt(m)
    w = mpmath.matrix([int(v) for v in omega.rotation.vector])  # type: ignore[attr-defined]
    return mpmath.eye(m) - 2 * (w * w.T) / (w.T * w)[0]


def block_matrix(heads: Sequence[Any], c: Any, m: int) -> Any:
    """B(a, c) of shape (m, d + m − 1)."""
    d = len(heads)
    b = mpmath.zeros(m, d + m - 1)
    for j, head in enumerate(heads):
        b[0, j] = head
    for i in range(1, m):
        b[i, d + i - 1] = c
    return b


def member_matrix(member: Member) -> Any:
    """A = Q·B(branch, ε) at the working precision."""
    omega = member.omega
    heads = [number(omega.a) + (number(member.epsilon) if i == member.branch else 0) for i in range(1, omega.d + 1)]
    c = mpmath.sqrt(sum(h * h for h in heads))
    return mixing_matrix(omega) * block_matrix(heads, c, omega.m)


def vector(values: Sequence[Fraction] | DyadicArray) -> Any:
    """A column of mpf."""
    entries = values.to_fractions() if isinstance(values, DyadicArray) else values
    return mpmath.matrix([number(v) for v in entries])


def matrix(values: DyadicArray) -> Any:
    """An mpmath matrix."""
    return mpmath.matrix([[number(v) for v in row] for row in values.to_fractions()])


def one_norm(x: Any) -> Any:
    return mpmath.fsum(abs(v) for v in x)


def norm(x: Any) -> Any:
    return mpmath.sqrt(mpmath.fsum(v * v for v in x))


@dataclass(frozen=True)
class Minimisers:
    """{x_i ≥ 0 on face, Σ = total, other heads 0} × tail, times `sign` on the heads."""

    face: tuple[int, ...]
    heads: int
    sign: int
    total: Any
    tail: tuple[Any, ...]

    def distance(self, point: Sequence[Any]) -> Any:
        """Distance by bisecting the threshold of the simplex projection."""
        values = [self.sign * point[i] for i in self.face]
        low, high = min(values) - self.total - 1, max(values)
        for _ in range(4 * mpmath.mp.prec):
            middle = (low + high) / 2
            if mpmath.fsum(max(mpf(0), v - middle) for v in values) > self.total:
                low = middle
            else:
                high = middle
        inside = mpmath.fsum((v - max(mpf(0), v - high)) ** 2 for v in values)
        others = mpmath.fsum(point[i] ** 2 for i in range(self.heads) if i not in self.face)
        tail = mpmath.fsum((p - t) ** 2 for p, t in zip(point[self.heads :], self.tail, strict=True))
        return mpmath.sqrt(inside + others + tail)


def minimisers(omega: Omega, heads: Sequence[Any], c: Any, b: Sequence[Any]) -> Minimisers:
    """Lemma 2: r(ρ) = (min(β, ρ/a_*), clip(v_i, ±ρ/c)), ρ by bisection where it is a root."""
    largest = max(heads)
    face = tuple(i for i, h in enumerate(heads) if h == largest)
    sign, beta, v = (-1 if b[0] < 0 else 1), abs(b[0]), list(b[1:])

    def residual(rho: Any) -> Any:
        return norm([min(beta, rho / largest), *(max(-rho / c, min(rho / c, x)) for x in v)])

    rho = mpf(0)
    if omega.problem == "lasso":
        rho = number(omega.lam or Fraction(0)) / 2
    elif omega.problem == "basis-pursuit" and omega.eta:
        eta = number(omega.eta)
        if norm([beta, *v]) <= eta:
            return Minimisers(face, len(heads), 1, mpf(0), tuple(mpf(0) for _ in v))
        low, high = mpf(0), (largest + c) * (norm([beta, *v]) + 1) * 2
        for _ in range(2 * mpmath.mp.prec):
            middle = (low + high) / 2
            low, high = (middle, high) if residual(middle) < eta else (low, middle)
        rho = low
    total = max(mpf(0), beta - rho / largest) / largest
    tail = tuple(mpmath.sign(x) * max(mpf(0), abs(x) - rho / c) / c for x in v)
    return Minimisers(face, len(heads), sign, total, tail)


def duality_gap(omega: Omega, a: Any, y: Any, x: Any) -> Any:
    """Obj(x) − min Obj is at most this (‖x‖₁ − min for basis pursuit), by our own dual vector; inf if infeasible.

    Dual values for |Aᵀu| ≤ 1: lasso λ⟨u,y⟩ − λ²‖u‖²/4, square-root lasso λ⟨u,y⟩ (λ‖u‖ ≤ 1), basis pursuit ⟨u,y⟩ − η‖u‖.
    """
    slack = mpf(10) ** (-mpmath.mp.dps * 2 // 3)
    r = y - a * x
    lam, eta = number(omega.lam or Fraction(0)), number(omega.eta or Fraction(0))
    if omega.problem == "lasso":
        u = 2 * r / lam
        u /= max(mpf(1), max(abs(v) for v in a.T * u))
        return lam * one_norm(x) + norm(r) ** 2 - (lam * (u.T * y)[0] - lam**2 * norm(u) ** 2 / 4)
    if omega.problem == "basis-pursuit" and eta:
        if norm(r) > eta * (1 + slack):
            return mpmath.inf
        if not any(x):  # feasible and of norm 0
            return mpf(0)
        u = r / max(abs(v) for v in a.T * r)
        return one_norm(x) - ((u.T * y)[0] - eta * norm(u))
    if norm(r) > slack * (1 + norm(y)):
        return mpmath.inf
    support = [j for j in range(a.cols) if abs(x[j]) > slack]
    if not support:  # u = 0
        return lam * one_norm(x) + norm(r) if omega.problem == "sqrt-lasso" else one_norm(x)
    columns = mpmath.matrix([[a[i, j] for j in support] for i in range(a.rows)])
    signs = mpmath.matrix([mpmath.sign(x[j]) for j in support])
    # The minimum-norm u with A_Sᵀu = sign(x_S); equal columns of a tie are counted once.
    keep = _independent(columns)
    columns = mpmath.matrix([[columns[i, j] for j in keep] for i in range(a.rows)])
    signs = mpmath.matrix([signs[j] for j in keep])
    u = columns * mpmath.lu_solve(columns.T * columns, signs)
    u /= max(mpf(1), max(abs(v) for v in a.T * u))
    if omega.problem == "sqrt-lasso":
        u /= max(mpf(1), lam * norm(u))
        return lam * one_norm(x) + norm(r) - lam * (u.T * y)[0]
    return one_norm(x) - (u.T * y)[0]


def _independent(columns: Any) -> list[int]:
    kept: list[int] = []
    for j in range(columns.cols):
        if not any(all(columns[i, j] == columns[i, k] for i in range(columns.rows)) for k in kept):
            kept.append(j)
    return kept
