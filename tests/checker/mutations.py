"""Every mutation of a certificate, with what a sound and complete checker must say of it."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.checker.corruptions import corruptions
from tests.checker.harmless import harmless_changes
from tests.checker.producer import Json, seal

REFUSED = "refused"
VALID = "valid"


def mutations(certificate: Json, seed: int = 0) -> Iterator[tuple[str, Json, str]]:
    """(name, mutated certificate, "refused" or "valid") for a valid certificate, whoever made it.

    "refused" stands for invalid or unreadable. All are sealed again, but for the one whose fault is its seal.
    """
    for name, mutated in corruptions(certificate, random.Random(seed)):
        yield name, mutated if name == "seal" else seal(mutated), REFUSED
    for name, mutated in harmless_changes(certificate, random.Random(seed + 1)):
        yield name, seal(mutated), VALID
