"""What every sparse recovery problem tells the rest of the library: an abstract interface, three final classes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction

from flint import arb


@dataclass(frozen=True)
class ClassShape:
    """The sizes that the constants of a class depend on: m rows, d tied columns, s non-zero tail entries, magnitude
    a."""

    m: int
    d: int
    s: int
    a: Fraction


@dataclass(frozen=True)
class NearMinimiser:
    """The certified quantities of a pair (x~, u) that the enclosure lemma needs (proofs_notes/enclosure.md).

    All are balls: ``l1`` = ‖x~‖₁, ``residual_squared`` = ‖y − A x~‖₂², ``dual_value`` = ⟨u, y⟩, ``dual_squared`` =
    ‖u‖₂², ``feasibility_cost`` ≥ √N·‖y − A x~‖₂/σ_min(Aᵀ) (used by basis pursuit with η = 0 only).
    """

    l1: arb
    residual_squared: arb
    dual_value: arb
    dual_squared: arb
    feasibility_cost: arb


class Problem(ABC):
    """One of P1, P2, P3 of the talk, with its parameter."""

    name: str
    lam: Fraction | None
    eta: Fraction | None

    @property
    @abstractmethod
    def weight(self) -> Fraction:
        """max(1, λ, η) over the parameters that the problem has: it scales the entries of the matrix."""

    @property
    @abstractmethod
    def interpolates(self) -> bool:
        """True if the minimisers of Omega_K reproduce y exactly (ρ = 0 in Lemma 2)."""

    @abstractmethod
    def objective(self, l1: arb, residual: arb) -> arb:
        """The objective at a point with ‖x‖₁ = l1 and ‖Ax − y‖₂ = residual (for basis pursuit ‖x‖₁)."""

    @abstractmethod
    def enclosure_bounds(self, near: NearMinimiser) -> tuple[arb, arb] | None:
        """(E, f) of the enclosure lemma: every minimiser x has μ‖x_{S^c}‖₁ ≤ E and ‖A(x − x~)‖₂ ≤ f; None if not
        proved."""

    @abstractmethod
    def multiplier(self, outside_squared: arb, dual_squared: arb) -> arb:
        """ρ with residual ρu, where ‖ρu‖² = outside_squared + ρ²·dual_squared (Lemma 2; 0 where the minimiser
        interpolates)."""

    @abstractmethod
    def head_offset(self, shape: ClassShape) -> arb:
        """ρ/a at the tie, a ball at the current precision: the head of b is aτ + ρ/a."""

    @abstractmethod
    def head_offset_bound(self, shape: ClassShape) -> Fraction:
        """A rational upper bound of `head_offset`."""

    @abstractmethod
    def tail_size(self, shape: ClassShape, tau: Fraction) -> Fraction:
        """|v_i| where it is not 0: one power of two."""

    @abstractmethod
    def sample_resolution(self, shape: ClassShape) -> Fraction:
        """A lower bound for 2^q, q the bits of the samples, beyond the one common to all problems (0 if there is
        none)."""

    @abstractmethod
    def shift_bound(self, shape: ClassShape) -> Fraction | None:
        """An upper bound for R·κ_max that keeps shifted zero tail entries inactive (None if there is none)."""

    @abstractmethod
    def drift(self, shape: ClassShape, tau: Fraction, tail_size: Fraction) -> Fraction:
        """D of proofs_notes/omega.md: how far ε moves the minimiser, per unit of ε."""
