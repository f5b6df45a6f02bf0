"""Approximate sharpness of the square-root LASSO under the robust null space property (proofs_notes/firenet.md)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from networks.null_space import RobustNullSpace
from networks.sparsity import SparsityInLevels


@dataclass(frozen=True)
class Sharpness:
    """‖z − x‖ <= C2 (F(z) − F(x) + δ) for all z, whenever (2 C1/(C2 √ξ)) σ_{s,M}(x)_{1,w} + 2 ‖Ax − y‖ <= δ.

    F(z) = λ ‖z‖_{1,w} + ‖Az − y‖ with λ = C1/(C2 √ξ).
    """

    c1: float
    c2: float
    lam: float

    def delta(self, sigma: float, residual: float) -> float:
        """The least δ for a vector x with σ_{s,M}(x)_{1,w} = sigma and ‖Ax − y‖ = residual."""
        return 2 * self.lam * sigma + 2 * residual


def tight_sharpness(null_space: RobustNullSpace, levels: SparsityInLevels) -> Sharpness:
    """The constants c1, c2 for a matrix that has the property itself with these ρ and γ."""
    rho, gamma = float(null_space.rho), float(null_space.gamma)
    root = float(levels.kappa) ** 0.25
    c1 = (rho + (1 + rho) * root / 2) * (1 + rho) / (1 - rho)
    c2 = ((1 + rho) / (1 - rho) + (3 + rho) / (1 - rho) * root / 2) * gamma
    return Sharpness(c1, c2, c1 / (c2 * sqrt(levels.xi)))


def sharpness(null_space: RobustNullSpace, levels: SparsityInLevels) -> Sharpness:
    """C1, C2 of theory: the tight constants at ((1 + ρ)/2, 2γ), so that the network may use an approximate matrix A_l.

    They hold for every A_l with ‖A − A_l‖ <= `null_space.matrix_tolerance(levels)`, where A has the property with (ρ,
    γ).
    """
    return tight_sharpness(null_space.weakened(), levels)
