"""From text to a JSON tree: strict JSON, no floating point, no repeated keys, and the digest that seals it."""

from __future__ import annotations

import hashlib
import json

from .result import Unreadable

LONGEST_INTEGER = 18
"""Digits of a JSON integer; the large numbers of a certificate are hexadecimal strings."""


def _refuse_float(literal: str) -> object:
    raise Unreadable(f"floating-point number {literal[:20]}: every number must be exact")


def _refuse_constant(literal: str) -> object:
    raise Unreadable(f"{literal} is not a number of JSON")


def _integer(literal: str) -> int:
    if len(literal) > LONGEST_INTEGER + literal.startswith("-"):
        raise Unreadable(f"JSON integer of more than {LONGEST_INTEGER} digits")
    return int(literal)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key) is not None)
        raise Unreadable(f"key {repeated[:40]!r} occurs twice in one object")
    return tree


def parse(text: str) -> dict[str, object]:
    """The JSON object that the text spells. Raises ``Unreadable`` for anything else."""
    try:
        tree = json.loads(
            text,
            parse_float=_refuse_float,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except ValueError as error:
        raise Unreadable(f"not JSON: {error}") from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    if type(tree) is not dict:
        raise Unreadable("not a JSON object")
    return tree


def digest(tree: dict[str, object]) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of everything but the digest itself."""
    sealed = {key: value for key, value in tree.items() if key != "digest"}
    canonical = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
