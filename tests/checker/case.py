"""The classes of the independent producer: every constant of Omega_K, in Fractions, from the specification alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt


def up2(x: Fraction) -> Fraction:
    """Least power of two >= x."""
    p = Fraction(1)
    while p < x:
        p *= 2
    while p / 2 >= x:
        p /= 2
    return p


def down2(x: Fraction) -> Fraction:
    """Largest power of two <= x."""
    p = up2(x)
    return p if p == x else p / 2


def log2_ceil(x: Fraction) -> int:
    """Least integer e with 2**e >= x."""
    p = up2(x)
    return p.numerator.bit_length() - p.denominator.bit_length()


def ceil_root(n: int) -> int:
    """ceil(sqrt(n))."""
    return isqrt(n - 1) + 1 if n else 0


def find_householder(m: int) -> list[int]:
    """Non-zero integers whose squares sum to a power of two."""
    total = 1 << (m - 1).bit_length()
    while True:
        found = split_squares(total, m, isqrt(total))
        if found:
            return found
        total *= 2


def split_squares(total: int, count: int, largest: int) -> list[int] | None:
    """``count`` non-increasing positive integers whose squares sum to ``total``."""
    if count == 0:
        return [] if total == 0 else None
    for w in range(min(largest, isqrt(max(total - count + 1, 0))), 0, -1):
        if w * w * count < total:
            return None
        rest = split_squares(total - w * w, count - 1, w)
        if rest is not None:
            return [w, *rest]
    return None


@dataclass
class Case:
    """One class, one member, one game."""

    problem: str = "sqrt-lasso"
    digits: int = 6
    rows: int = 4
    columns: int = 6
    mixing: str = "identity"
    lam: Fraction | None = Fraction(1)
    eta: Fraction | None = None
    design: str = "single"
    samples: int = 1
    scale: str = "strong"
    branch: int = 1
    indices: tuple[int, ...] = (3, 20)
    level: int | None = None
    kappa_share: Fraction = Fraction(0)
    output: str = "barycentre"
    support: int | None = None
    householder: list[int] | None = None
    tapes: tuple[str, ...] = ("",)
    data_bound: int | None = None
    coarse: bool = False
    epsilon: Fraction | None = None
    dyadic_output: bool = False
    tails: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        m, n = self.rows, self.columns
        self.heads = n - m + 1
        if self.problem == "basis-pursuit":
            self.lam = None
            self.eta = Fraction(0) if self.eta is None else self.eta
        s = min(5, m - 1) if self.support is None else self.support
        if not self.tails:
            first = "".join("+-"[i % 2] for i in range(s)) + "0" * (m - 1 - s)
            count = self.samples if self.design == "common" else 1
            self.tails = [first[k % max(m - 1, 1) :] + first[: k % max(m - 1, 1)] for k in range(count)]
        self.s = s
        lam, eta, d = self.lam or Fraction(0), self.eta or Fraction(0), self.heads
        self.a = up2(8 * m * max(Fraction(1), lam, eta))
        k = self.digits if self.scale == "strong" else self.digits - 1
        self.tau = up2(Fraction(3, 2) / Fraction(10) ** k)
        self.flat = self.problem == "sqrt-lasso" or (self.problem == "basis-pursuit" and eta == 0)
        self.v = self.a * self.tau if self.flat else up2(2 * max(Fraction(1), eta))
        a, tau, v, r = self.a, self.tau, self.v, ceil_root(s)
        if self.flat:
            drift = max(tau / a, v * r / (d * a * a))
        elif self.problem == "lasso":
            drift = max(tau / a, lam / (2 * a**3), v * r / (d * a * a))
        else:
            drift = max(tau / a + eta * r / a**2, (v + eta) * r / a**2)
        self.epsilon_max = down2(min(a / 64, tau / (40 * drift)))
        if self.epsilon is None:
            self.epsilon = self.epsilon_max
            if self.indices:
                self.epsilon = min(self.epsilon_max, down2(Fraction(1, 2 ** (max(self.indices) + 3) * ceil_root(m))))
        limit = a * tau / 400
        height, need = a * tau, [64 * ceil_root(m) / (a * tau)]
        if self.problem == "lasso":
            limit = min(limit, lam / (16 * a * ceil_root(d)))
            height += lam / (2 * a)
            need.append(8 * ceil_root(m * d) * a / lam)
        if eta > 0:
            limit = min(limit, eta / (16 * ceil_root(d + s)))
            height += eta
            need.append(8 * ceil_root(m * (d + s)) / eta)
        self.kappa_max = down2(limit / self.samples)
        self.kappa = self.kappa_max * self.kappa_share if self.design == "cluster" else Fraction(0)
        e = -(-log2_ceil(height**2 + s * v**2) // 2)
        needed = log2_ceil(max(need))
        self.q = 52 - e if 52 - e >= needed else needed + 10
        if self.mixing == "householder" and self.householder is None:
            self.householder = find_householder(m)

    @property
    def bits(self) -> int:
        """Working precision: ample for squares of every small quantity."""
        assert self.epsilon is not None
        tiny = max(0, log2_ceil(1 / self.epsilon))
        return 300 + 10 * self.digits + 3 * max(tiny, *self.indices, 0) + 4 * self.columns.bit_length()
