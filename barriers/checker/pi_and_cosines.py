"""Certified enclosures of pi and of the cosines cos(pi j / 2m), from integer arithmetic alone."""

from __future__ import annotations

from math import isqrt

from .interval import Interval, shift_down, shift_up


def arctangent_of_reciprocal(number: int, bits: int) -> Interval:
    """arctan(1/number), number >= 2, by its alternating series.

    As floor(floor(x)/s) = floor(x/s), ``power`` is within 1 unit of 2**bits / number**(2 count + 1) and each term
    within 2 units of the true one; the terms left out alternate and decrease from less than 1 unit.
    """
    power = (1 << bits) // number
    square = number * number
    sum_of_terms, count = 0, 0
    while power:
        term = power // (2 * count + 1)
        sum_of_terms += -term if count % 2 else term
        power //= square
        count += 1
    return Interval(sum_of_terms - 2 * count - 2, sum_of_terms + 2 * count + 2, bits)


def pi(bits: int) -> Interval:
    """pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin)."""
    return arctangent_of_reciprocal(5, bits).scaled(16) - arctangent_of_reciprocal(239, bits).scaled(4)


def cosine_and_sine(angle: Interval) -> tuple[Interval, Interval]:
    """cos and sin of an angle in [0, 2]: halve it until the series is short, then double it back."""
    bits = angle.bits
    halvings = isqrt(bits) // 2 + 2
    small = Interval(shift_down(angle.lo, halvings), shift_up(angle.hi, halvings), bits)
    sums = [Interval.integer(1, bits), small]
    term, degree = small, 1
    while term.hi > 1:  # the terms decrease, so each alternating series is within its first omitted term of its limit
        degree += 1
        term = (term * small).divided(degree)
        parity = degree % 2
        sums[parity] = sums[parity] - term if degree % 4 in (2, 3) else sums[parity] + term
    cosine, sine = (Interval(part.lo - 2, part.hi + 2, bits) for part in sums)
    for _ in range(halvings):
        cosine, sine = cosine.squared() - sine.squared(), (cosine * sine).scaled(2)
    return cosine, sine


def quarter_cosines(rows: int, bits: int) -> list[Interval]:
    """cos(pi j / 2m) for j = 0 .. m = rows, each enclosed to about 2**-bits.

    The angle j is put together from the angles floor(j/2) and ceil(j/2), so that errors grow with log(m) only.
    """
    guard = 2 * isqrt(bits + 128) + 4 * rows.bit_length() + 64
    fine = bits + guard
    angle = pi(fine).divided(2 * rows)
    points = [(Interval.integer(1, fine), Interval.integer(0, fine)), cosine_and_sine(angle)]
    for j in range(2, rows + 1):
        (c1, s1), (c2, s2) = points[j // 2], points[j - j // 2]
        points.append((c1 * c2 - s1 * s2, c1 * s2 + s1 * c2))
    return [Interval(shift_down(c.lo, guard), shift_up(c.hi, guard), bits) for c, _ in points[: rows + 1]]
