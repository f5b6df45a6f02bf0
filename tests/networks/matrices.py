"""Matrices whose null space property is known: small random ones (certified exhaustively) and provable families."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from networks.null_space import RobustNullSpace, exact_coherence, from_coherence, isometry
from networks.null_space_search import certify_null_space
from networks.sparsity import SparsityInLevels


@dataclass(frozen=True, eq=False)
class KnownMatrix:
    """A matrix with constants that are proved for it."""

    name: str
    matrix: np.ndarray
    levels: SparsityInLevels
    null_space: RobustNullSpace


def near_parseval(m: int, n: int, seed: int) -> np.ndarray:
    """m rows of a random orthogonal matrix, columns normalised: few dimensions are lost, so the property holds."""
    q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0][:m]
    return q / np.linalg.norm(q, axis=0)


def hadamard(order: int) -> np.ndarray:
    """Sylvester's matrix with entries ±1, order a power of two."""
    h = np.ones((1, 1))
    while len(h) < order:
        h = np.block([[h, h], [h, -h]])
    return h


def identity_and_hadamard(order: int) -> np.ndarray:
    """[I, H/√order] for order = 4^s: exact dyadic entries, unit columns, coherence 1/√order."""
    return np.concatenate([np.eye(order), hadamard(order) / np.sqrt(order)], axis=1)


def certified_examples() -> list[KnownMatrix]:
    """Small matrices, certified over all supports by exact arithmetic."""
    cases = [
        ("one of eight", near_parseval(6, 8, 1), SparsityInLevels((1,), (8,))),
        (
            "one and one of ten, weighted",
            near_parseval(9, 10, 3),
            SparsityInLevels((1, 1), (4, 10), (1, Fraction(3, 2))),
        ),
    ]
    return [KnownMatrix(name, a, levels, certify_null_space(a, levels).null_space) for name, a, levels in cases]


def provable_examples() -> list[KnownMatrix]:
    """Larger matrices from families with a proof: unions of two bases, real and complex, and an orthonormal matrix."""
    real = identity_and_hadamard(64)
    dft = np.fft.fft(np.eye(64), norm="ortho")
    two = SparsityInLevels((2,), (128,))
    levels = SparsityInLevels((1, 1), (64, 128), (1, Fraction(5, 4)))
    coherence = exact_coherence(real)
    return [
        KnownMatrix("identity and Hadamard", real, two, from_coherence(coherence, two)),
        KnownMatrix("identity and Hadamard in levels", real, levels, from_coherence(coherence, levels)),
        KnownMatrix(
            "identity and Fourier", np.concatenate([np.eye(64), dft], axis=1), two, from_coherence(Fraction(1, 8), two)
        ),
        KnownMatrix("orthonormal", hadamard(64) / 8, SparsityInLevels((2, 3), (16, 64)), isometry()),
    ]
