"""The member of Omega_K that is the witness: enclosures of its matrix A = Q B(i, epsilon) and of its samples."""

from __future__ import annotations

from fractions import Fraction

from .certificate import Witness
from .grammar import Dyadic
from .interval import Interval, shift_down, shift_up
from .omega import Omega, Scale, exponent_at_least
from .result import Invalid

DIRECTION_BITS = 24


def rung(bits: int) -> int:
    """``bits`` rounded up, by a quarter at most: a few precisions serve all, so that enclosures are reused."""
    step = 1 << max(6, bits.bit_length() - 3)
    return max(256, -(-bits // step) * step)


class Member:
    """A tuple (A, y_0, ..., y_{R-1}), proved on construction to be in Omega_K; raises ``Invalid`` if it is not."""

    def __init__(self, omega: Omega, witness: Witness) -> None:
        self.omega = omega
        self.scale = Scale(omega, witness.scale)
        self.branch = witness.branch - 1
        if not 0 <= self.branch < omega.heads:
            raise Invalid(f"expected a branch from 1 to {omega.heads}", "$.witness.branch")
        self.epsilon = Fraction(witness.epsilon.numerator, witness.epsilon.denominator)
        if not 0 < self.epsilon <= self.scale.largest_epsilon:
            raise Invalid("epsilon is not in (0, epsilon_max]", "$.witness.epsilon")
        self.kappa = Fraction(witness.kappa.numerator, witness.kappa.denominator)
        limit = self.scale.largest_kappa if omega.family.design == "cluster" else 0
        if not 0 <= self.kappa <= limit:
            raise Invalid("kappa is not in [0, kappa_max] (kappa = 0 unless the samples cluster)", "$.witness.kappa")
        self.bases = [self._base(k, base) for k, base in enumerate(witness.bases)]
        self._direction = self._checked_direction(witness.direction)
        self._matrices: dict[int, tuple[list[list[int]], int]] = {}

    def head(self, j: int, bits: int) -> Interval:
        """a_j: a, or a + epsilon on the branch."""
        number = self.omega.size + self.epsilon if j == self.branch else self.omega.size
        return Interval.ratio(number.numerator, number.denominator, bits)

    def diagonal(self, bits: int) -> Interval:
        """c = sqrt((d-1) a^2 + (a + epsilon)^2)."""
        a = self.omega.size
        square = (self.omega.heads - 1) * a**2 + (a + self.epsilon) ** 2
        return Interval.ratio(square.numerator, square.denominator, bits).root()

    def matrix(self, bits: int) -> tuple[list[list[int]], int]:
        """Columns of integers and a radius r with |A_kj * 2**(2 bits) - entry| <= r for every entry."""
        if bits not in self._matrices:
            rows, spread = self.omega.mixing.entries(bits)
            mixed = list(zip(*rows, strict=True))
            factors = [(self.head(j, bits), mixed[0]) for j in range(self.omega.heads)]
            factors += [(self.diagonal(bits), column) for column in mixed[1:]]
            radius = max(spread * f.hi + (f.hi - f.lo) * ((1 << bits) + spread) for f, _ in factors)
            self._matrices[bits] = [[f.lo * entry for entry in column] for f, column in factors], radius
        return self._matrices[bits]

    def sample(self, k: int, bits: int) -> tuple[list[int], int]:
        """Integers and a radius r with |y_k,j * 2**bits - entry| <= r; r = 0 where bits suffice."""
        base = self.bases[k] if self.omega.family.design == "common" else self.bases[0]
        places = self.scale.bits - bits
        entries = [shift_down(unit, places) for unit in base]
        radius = int(any(shift_up(unit, places) != entry for unit, entry in zip(base, entries, strict=True)))
        step = self.kappa * k
        if step:
            direction, exponent = self._direction
            moves = [Interval.ratio(step.numerator * g, step.denominator << exponent, bits) for g in direction]
            entries = [entry + move.lo for entry, move in zip(entries, moves, strict=True)]
            radius += max(move.hi - move.lo for move in moves)
        return entries, radius

    def unmixed_sample(self, k: int, bits: int) -> list[Interval]:
        """b = Q^T y_k, so that Xi(A, y_k) = Xi(B, b) (Lemma 1)."""
        rows, spread = self.omega.mixing.entries(bits)
        y, radius = self.sample(k, bits)
        size = sum(abs(entry) for entry in y) + len(y) * radius
        error = spread * size + radius * len(y) * (1 << bits)  # |Q_kj| <= 1
        found: list[Interval] = []
        for column in zip(*rows, strict=True):
            middle = sum(q * entry for q, entry in zip(column, y, strict=True))
            found.append(Interval(shift_down(middle - error, bits), shift_up(middle + error, bits), bits))
        return found

    def _base(self, k: int, base: Dyadic) -> list[int]:
        """The base sample in units of 2**-q, proved to be a rounding of Q (beta, v)."""
        path, q, omega = f"$.witness.samples[{k}]", self.scale.bits, self.omega
        units: list[int] = []
        for j, mantissa in enumerate(base.mantissas):
            unit = shift_down(mantissa, -base.exponent - q)
            if unit != shift_up(mantissa, -base.exponent - q):
                raise Invalid(f"not a multiple of 2**-q, q = {q}", f"{path}.mantissas[{j}]")
            units.append(unit)
        bits = rung(max(q, 0) + omega.guard)
        rows, spread = omega.mixing.entries(bits)
        beta = self.scale.tied_head(bits)
        tail = Interval.ratio(self.scale.tail.numerator, self.scale.tail.denominator, bits)
        signs = [(sign == "+") - (sign == "-") for sign in omega.family.tails[k]]
        active = [(j + 1, sign) for j, sign in enumerate(signs) if sign]
        factors = [(0, beta), *((j, tail.scaled(sign)) for j, sign in active)]
        for row, unit, j in zip(rows, units, range(omega.rows), strict=True):
            image = Interval(0, 0, bits)
            for column, factor in factors:
                image = image + Interval(row[column] - spread, row[column] + spread, bits) * factor
            if not _rounds(unit, image, q):
                raise Invalid("not the rounding of Q (beta, v) to multiples of 2**-q", f"{path}.mantissas[{j}]")
        return units

    def _checked_direction(self, stated: Dyadic | None) -> tuple[list[int], int]:
        """g, the direction along which a cluster is spread, as integers over 2**exponent."""
        omega, path = self.omega, "$.witness.direction"
        if (stated is not None) != (omega.family.design == "cluster" and not omega.mixing.exact):
            raise Invalid("a direction is stated exactly for a cluster under the mixing dct", path)
        bits = rung(omega.guard)
        rows, spread = omega.mixing.entries(bits)
        if stated is None:
            free = omega.family.tails[0].find("0") if omega.mixing.kind == "identity" else -1
            return [row[free + 1] for row in rows], bits  # column 0 is Q e_1; under identity, column j is e_j
        units: list[int] = []
        for j, mantissa in enumerate(stated.mantissas):
            unit = shift_down(mantissa, -stated.exponent - DIRECTION_BITS)
            exact = unit == shift_up(mantissa, -stated.exponent - DIRECTION_BITS)
            image = Interval(rows[j][0] - spread, rows[j][0] + spread, bits)
            if not exact or not _rounds(unit, image, DIRECTION_BITS):
                raise Invalid("not the rounding of Q e_1 to multiples of 2**-24", f"{path}.mantissas[{j}]")
            units.append(unit)
        return units, DIRECTION_BITS


def _rounds(unit: int, image: Interval, places: int) -> bool:
    """Whether |unit - 2**places * image| <= 1/2 + 2**-20 is proved."""
    shift = image.bits - places
    middle, slack = unit << shift, (1 << (shift - 1)) + (1 << (shift - 20))
    return middle - slack <= image.lo and image.hi <= middle + slack


def small_bits(epsilon: Fraction) -> int:
    """Least number of bits b with 2**-b <= epsilon (0 for epsilon >= 1)."""
    return max(0, exponent_at_least(1 / epsilon))
