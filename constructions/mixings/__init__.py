"""The mixings: orthogonal matrices Q that hide the tied columns of B in A = QB."""

from __future__ import annotations

from functools import lru_cache

from constructions.mixings.dct import DctMixing
from constructions.mixings.hadamard import HadamardMixing
from constructions.mixings.householder import HouseholderMixing
from constructions.mixings.identity import IdentityMixing
from constructions.mixings.mixing import BlockMatrix, DyadicMixing, Mixing
from oracles.errors import InvalidArgument

__all__ = [
    "MIXINGS",
    "BlockMatrix",
    "DctMixing",
    "DyadicMixing",
    "HadamardMixing",
    "HouseholderMixing",
    "IdentityMixing",
    "Mixing",
    "mixing",
]

_KINDS = {kind.name: kind for kind in (IdentityMixing, DctMixing, HadamardMixing, HouseholderMixing)}
MIXINGS: tuple[str, ...] = tuple(_KINDS)


def mixing(name: str, size: int) -> Mixing:
    """The mixing called `name` for m = `size` rows; InvalidArgument if it is unknown or not available for that m."""
    if not isinstance(name, str) or name not in _KINDS:
        raise InvalidArgument("mixing", name, "one of " + ", ".join(MIXINGS))
    return _made(name, size)


@lru_cache(maxsize=64)
def _made(name: str, size: int) -> Mixing:
    return _KINDS[name](size)
