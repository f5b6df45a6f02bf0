"""Built-in training algorithms: honest attempts at the three problems, one per file, by the contract only."""

from __future__ import annotations

from barriers.candidates.registry import BUILT_INS, EXTRAS, BuiltIn, MissingExtra, built_in

__all__ = ["BUILT_INS", "EXTRAS", "BuiltIn", "MissingExtra", "built_in"]
