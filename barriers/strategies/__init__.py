"""Hypothesis strategies for everything that the project is about; `st.from_type` knows them, too (`registration`)."""

from __future__ import annotations

from barriers.strategies.algorithms import training_algorithms
from barriers.strategies.classes import answer_policies, certificates, classes, instances, training_sets
from barriers.strategies.numbers import coin_tapes, dyadic_arrays

__all__ = [
    "answer_policies",
    "certificates",
    "classes",
    "coin_tapes",
    "dyadic_arrays",
    "instances",
    "training_algorithms",
    "training_sets",
]
