"""The whole check: read, seal, class, member, answers, claim, errors, in this order; the first fault ends it."""

from __future__ import annotations

from os import PathLike

from .answers import check_answer
from .certificate import Certificate
from .interval import Interval
from .member import Member
from .omega import Omega
from .result import Invalid, Result, Unreadable
from .runs import check_claim, check_reads, smallest_error
from .statement import decimal_below, quantifier, statement
from .syntax import digest, parse


def check_text(text: str) -> Result:
    """Check the certificate spelled by ``text``. Never raises for a bad one: see ``Result``."""
    try:
        tree = parse(text)
        certificate = Certificate(tree)
        if digest(tree) != certificate.digest:
            raise Invalid("the digest is not that of the content", "$.digest")
        error = _prove(certificate)
    except Unreadable as fault:
        return Result("unreadable", reason=fault.reason, path=fault.path)
    except Invalid as fault:
        return Result("invalid", reason=fault.reason, path=fault.path)
    level = certificate.claim.level
    least = None if error is None else decimal_below(error, level)
    return Result(
        "valid",
        statement=statement(certificate, least),
        error=least,
        level=level,
        quantifier=quantifier(certificate.claim),
    )


def check_file(path: str | PathLike[str]) -> Result:
    """Check the certificate in a file (UTF-8). A file that cannot be read is "unreadable"."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        return Result("unreadable", reason=error.strerror or "cannot be read", path="$")
    return check_bytes(content)


def check_bytes(content: bytes) -> Result:
    """Check the certificate whose UTF-8 text is ``content``."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return Result("unreadable", reason="not UTF-8 text", path="$")
    return check_text(text)


def _prove(certificate: Certificate) -> Interval | None:
    """Everything that ``valid`` stands for; the smallest error proved."""
    omega = Omega(certificate.family)
    check_claim(certificate)
    check_reads(certificate)
    member = Member(omega, certificate.witness)
    for index, answer in certificate.answers.items():
        check_answer(member, index, answer)
    return smallest_error(member, certificate)
