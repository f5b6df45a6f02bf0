"""Hypothesis' entry point: `st.from_type` finds our types. It runs when Hypothesis is imported, and imports ours."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_TYPES = {
    ("oracles.dyadic", "DyadicArray"): "dyadic_arrays",
    ("oracles.coins", "CoinTape"): "coin_tapes",
    ("oracles.training_set", "TrainingSet"): "training_sets",
    ("constructions.omega", "Omega"): "classes",
    ("constructions.policies", "AnswerPolicy"): "answer_policies",
    ("constructions.member", "Member"): "instances",
    ("barriers.certificate", "Certificate"): "certificates",
}


def register() -> None:
    """Register a strategy for every type of _TYPES, made only when it is asked for."""
    from hypothesis import strategies as st

    for (module, name), strategy in _TYPES.items():
        st.register_type_strategy(getattr(import_module(module), name), _lazily(strategy))


def _lazily(name: str) -> Any:
    return lambda _type: getattr(import_module("barriers.strategies"), name)()
