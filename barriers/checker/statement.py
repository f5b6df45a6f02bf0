"""What a valid certificate proves, in words and decimals."""

from __future__ import annotations

from .certificate import Certificate, Claim
from .interval import Interval

MOST_FIGURES = 60


def decimal_below(number: Interval, level: int) -> str:
    """A decimal number <= the number enclosed, which is > 10**-level: five figures, or more if they are needed to show
    that (after ``MOST_FIGURES`` of them, 10**-level itself)."""
    exponent = _decimal_exponent(number)
    for figures in range(5, MOST_FIGURES):
        places = figures - 1 - exponent
        scaled = number.lo * 10**places if places >= 0 else number.lo // 10**-places
        mantissa = scaled >> number.bits
        if exponent > -level or mantissa > 10 ** (figures - 1):
            return _spell(str(mantissa), exponent)
    return _spell("1", -level)


def _decimal_exponent(number: Interval) -> int:
    """The greatest e with 10**e <= the lower end, which is positive."""
    one = 1 << number.bits
    exponent = (number.lo.bit_length() - number.bits) * 30103 // 100000 + 2
    while (number.lo < 10**exponent * one) if exponent >= 0 else (number.lo * 10**-exponent < one):
        exponent -= 1
    return exponent


def _spell(figures: str, exponent: int) -> str:
    """0.0123 or 12.3 where that is short, else 1.23e-45."""
    if -4 <= exponent < 0:
        return "0." + "0" * (-exponent - 1) + figures
    if 0 <= exponent < len(figures) - 1:
        return f"{figures[: exponent + 1]}.{figures[exponent + 1 :]}"
    fraction = f".{figures[1:]}" if figures[1:] else ""
    return f"{figures[0]}{fraction}e{exponent}"


def quantifier(claim: Claim) -> str:
    """The samples that the outputs fail at: "every sample" or "at least r of R samples"."""
    if claim.samples_wrong == claim.samples:
        return "every sample"
    return f"at least {claim.samples_wrong} of {claim.samples} samples"


def statement(certificate: Certificate, error: str | None) -> str:
    """One sentence: the class, the level, the error, the samples, the data bound and the probability proved."""
    family, claim = certificate.family, certificate.claim
    place = f"Omega_{family.digits} ({family.problem}, {family.rows} x {family.columns}, {family.mixing})"
    parts: list[str] = []
    if error is not None:
        parts.append(f"the outputs err by more than 10^-{claim.level} (at least {error}) at {quantifier(claim)}")
    if any(run.outcome == "more-data" for run in certificate.runs):
        parts.append(f"more than {claim.data_bound} data are read")
    stated = claim.probability
    chance = f"{stated.numerator:x}/{stated.denominator:x} (hexadecimal)"
    if max(stated.numerator, stated.denominator).bit_length() < 64:
        chance = str(stated.numerator) if stated.denominator == 1 else f"{stated.numerator}/{stated.denominator}"
    return f"level {claim.level}: on a member of {place}, with probability {chance}, {' or '.join(parts)}"
