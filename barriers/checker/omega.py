"""The class Omega_K: its constants, derived from its parameters alone (all are rational, most are powers of two)."""

from __future__ import annotations

from fractions import Fraction

from .certificate import Class
from .interval import Interval, root_up
from .mixing import Mixing
from .result import Invalid


def exponent_at_least(number: Fraction) -> int:
    """The least integer e with 2**e >= number > 0."""
    exponent = number.numerator.bit_length() - number.denominator.bit_length() - 1
    while power(exponent) < number:
        exponent += 1
    return exponent


def exponent_at_most(number: Fraction) -> int:
    """The greatest integer e with 2**e <= number, number > 0."""
    exponent = exponent_at_least(number)
    return exponent if power(exponent) == number else exponent - 1


def power(exponent: int) -> Fraction:
    """2**exponent."""
    return Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)


class Omega:
    """The parameters, proved to make sense, and what both scales share: heads d, size a, mixing, tail entries s."""

    def __init__(self, family: Class) -> None:
        self.family = family
        self.problem = family.problem
        self.rows, self.columns, self.digits = family.rows, family.columns, family.digits
        if self.digits < 1:
            raise Invalid("the digits are to be at least 1", "$.class.digits")
        if not 1 <= self.rows < self.columns:
            raise Invalid("expected 1 <= rows < columns", "$.class.rows")
        self.lam, self.eta = self._parameters()
        if family.samples < 1 or (family.design == "single" and family.samples != 1):
            raise Invalid("single has one sample, the other designs at least one", "$.class.samples")
        self.samples = family.samples
        self.heads = self.columns - self.rows + 1
        self.mixing = Mixing(family.mixing, self.rows, family.householder)
        self.support = sum(sign != "0" for sign in family.tails[0])
        for k, pattern in enumerate(family.tails):
            if sum(sign != "0" for sign in pattern) != self.support:
                raise Invalid("the tails differ in their number of non-zero entries", f"$.class.tails[{k}]")
        self.size = power(exponent_at_least(8 * self.rows * max(Fraction(1), self.lam, self.eta)))

    def _parameters(self) -> tuple[Fraction, Fraction]:
        """lam > 0 for the two lassos, eta >= 0 for basis pursuit; 0 stands for the one that the problem lacks."""
        lam, eta = self.family.lam, self.family.eta
        if self.problem == "basis-pursuit":
            if lam is not None or eta is None or eta.numerator < 0:
                raise Invalid("basis-pursuit has an eta >= 0 and no lam", "$.class.eta")
            return Fraction(0), Fraction(eta.numerator, eta.denominator)
        if eta is not None or lam is None or lam.numerator <= 0:
            raise Invalid(f"{self.problem} has a lam > 0 and no eta", "$.class.lam")
        return Fraction(lam.numerator, lam.denominator), Fraction(0)

    @property
    def guard(self) -> int:
        """Bits that the sizes in play can cost: dimensions, a, lam and eta, and 64 to spare."""
        numbers = (self.size, self.lam, self.eta)
        sizes = sum(number.numerator.bit_length() + number.denominator.bit_length() for number in numbers)
        return 64 + 2 * sizes + 2 * (self.rows * self.columns).bit_length()


class Scale:
    """The strong or the weak part of Omega_K: everything that depends on tau."""

    def __init__(self, omega: Omega, name: str) -> None:
        self.omega = omega
        digits = omega.digits if name == "strong" else omega.digits - 1
        self.tau = power(exponent_at_least(Fraction(3, 2 * 10**digits)))
        self.head = omega.size * self.tau
        """a tau: the head of b at the tie, less rho / a."""
        scaled = omega.problem == "sqrt-lasso" or (omega.problem == "basis-pursuit" and omega.eta == 0)
        self.tail = self.head if scaled else power(exponent_at_least(2 * max(Fraction(1), omega.eta)))
        self.bits = self._sample_bits()
        self.largest_kappa = self._largest_kappa()
        self.largest_epsilon = self._largest_epsilon(scaled)

    def _sample_bits(self) -> int:
        """q: base samples are multiples of 2**-q, doubles if that is fine enough."""
        o, m, d, s = self.omega, self.omega.rows, self.omega.heads, self.omega.support
        height = self.head
        finest = 64 * root_up(m) / self.head
        if o.problem == "lasso":
            height += o.lam / (2 * o.size)
            finest = max(finest, 8 * root_up(m * d) * o.size / o.lam)
        if o.eta > 0:
            height += o.eta
            finest = max(finest, 8 * root_up(m * (d + s)) / o.eta)
        fourfold = exponent_at_least(height * height + s * self.tail * self.tail)
        fitting = 52 - -(-fourfold // 2)
        needed = exponent_at_least(finest)
        return fitting if fitting >= needed else needed + 10

    def _largest_kappa(self) -> Fraction:
        """The step of a cluster is at most this."""
        o = self.omega
        limit = self.head / 400
        if o.problem == "lasso":
            limit = min(limit, o.lam / (16 * o.size * root_up(o.heads)))
        if o.eta > 0:
            limit = min(limit, o.eta / (16 * root_up(o.heads + o.support)))
        return power(exponent_at_most(limit / o.samples))

    def _largest_epsilon(self, scaled: bool) -> Fraction:
        """Branches have 0 < epsilon <= this."""
        o, a, tau, v = self.omega, self.omega.size, self.tau, self.tail
        root = root_up(o.support)
        if scaled:
            drift = max(tau / a, v * root / (o.heads * a**2))
        elif o.problem == "lasso":
            drift = max(tau / a, o.lam / (2 * a**3), v * root / (o.heads * a**2))
        else:
            drift = max(tau / a + o.eta * root / a**2, (v + o.eta) * root / a**2)
        return power(exponent_at_most(min(a / 64, tau / (40 * drift))))

    def tied_head(self, bits: int) -> Interval:
        """beta, the head of b at the tie: a tau + rho / a."""
        o = self.omega
        beta = Interval.ratio(self.head.numerator, self.head.denominator, bits)
        if o.problem == "lasso":
            shift = o.lam / (2 * o.size)
            return beta + Interval.ratio(shift.numerator, shift.denominator, bits)
        if o.eta > 0:  # eta / sqrt(1 + s/d)
            eta = Interval.ratio(o.eta.numerator, o.eta.denominator, bits)
            return beta + eta * Interval.ratio(o.heads, o.heads + o.support, bits).root()
        return beta
