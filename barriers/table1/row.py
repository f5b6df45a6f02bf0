"""One row of the table: distances, objective gaps, and what they show."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from barriers.table1.published import FIGURES, reproduction_tolerance


@dataclass(frozen=True)
class Distance:
    """A certified enclosure [lower, upper] of a distance, as doubles rounded outward."""

    lower: float
    upper: float

    @property
    def value(self) -> float:
        """The middle."""
        return (self.lower + self.upper) / 2


@dataclass(frozen=True)
class Row:
    """K, n, (m, N) and the columns of the table. Distances are Euclidean; None where a column was not computed or
    published.

    lista: output of LISTA to Ξ(A, y). firenet_as_published: what the public script prints (misplaced minimiser where
    `index_artefact`). firenet_as_published_true: the same output to Ξ(A, y). firenet_true: FIRENET with legal steps to
    Ξ(A, y). zero_true: the zero network. gaps: certified upper bounds of F(output) − min F on the true data, by column.
    matrix_error, sample_error: certified upper bounds of ‖A_n − A‖_F and ‖y_n − y‖.
    """

    digits: int
    accuracy: int
    shape: tuple[int, int]
    index_artefact: bool
    firenet_as_published: float
    firenet_as_published_true: Distance
    firenet_true: Distance
    zero_true: Distance
    lista: Distance | None
    gaps: dict[str, float]
    matrix_error: float
    sample_error: float
    lista_epochs: int | None = None
    published_lista: float | None = field(init=False)
    published_firenet: float | None = field(init=False)

    def __post_init__(self) -> None:
        figures = FIGURES.get((self.digits, self.accuracy))
        object.__setattr__(self, "published_lista", figures.lista if figures else None)
        object.__setattr__(self, "published_firenet", figures.firenet if figures else None)

    @property
    def threshold(self) -> float:
        """10^-K."""
        return 10.0**-self.digits

    @property
    def distances(self) -> dict[str, Distance]:
        """The columns that are distances to Ξ(A, y)."""
        columns = {
            "firenet_as_published_true": self.firenet_as_published_true,
            "firenet_true": self.firenet_true,
            "zero_true": self.zero_true,
        }
        return columns if self.lista is None else {"lista": self.lista, **columns}

    @property
    def failures(self) -> tuple[str, ...]:
        """What does not hold in this row, in words; empty if everything does."""
        return tuple(message for message, holds in self._checks() if not holds)

    @property
    def holds(self) -> bool:
        """True if every check of the row holds."""
        return not self.failures

    @property
    def verdict(self) -> str:
        """One sentence on the row."""
        return "; ".join(self.failures) or f"every network errs by more than 10^-{self.digits}"

    def _checks(self) -> list[tuple[str, bool]]:
        tolerance, midpoint, separation = 2.0**-self.accuracy, 1.5 * self.threshold, 3 * self.threshold
        checks = [
            (f"the inputs are not within 2^-{self.accuracy}", max(self.matrix_error, self.sample_error) <= tolerance),
            *(
                (f"{name} is not above 10^-{self.digits}", d.lower > self.threshold)
                for name, d in self.distances.items()
            ),
            ("firenet_true is not within 1 % of 1.5·10^-K", abs(self.firenet_true.value - midpoint) <= 0.01 * midpoint),
            ("firenet_as_published is not above 10^-K", self.firenet_as_published > self.threshold),
        ]
        if self.published_firenet is not None:
            error = abs(self.firenet_as_published - self.published_firenet)
            checks.append(
                ("firenet_as_published is not the published figure", error <= reproduction_tolerance(self.digits))
            )
        if self.lista is not None:
            error = abs(self.lista.value - separation)
            checks.append(("lista is not within 1 % of 3·10^-K", error <= 0.01 * separation))
        return checks

    def as_json(self) -> dict[str, Any]:
        """The row as JSON values; distances as numbers, their enclosures under "enclosures"."""
        return {
            "K": self.digits,
            "n": self.accuracy,
            "shape": list(self.shape),
            "threshold": self.threshold,
            "lista_published": self.published_lista,
            "lista": None if self.lista is None else self.lista.value,
            "firenet_published": self.published_firenet,
            "firenet_as_published": self.firenet_as_published,
            "firenet_as_published_true": self.firenet_as_published_true.value,
            "firenet_true": self.firenet_true.value,
            "zero_true": self.zero_true.value,
            "objective_gap": self.gaps["firenet_true"],
            "objective_gaps": dict(self.gaps),
            "enclosures": {name: asdict(distance) for name, distance in self.distances.items()},
            "index_artefact": self.index_artefact,
            "matrix_error": self.matrix_error,
            "sample_error": self.sample_error,
            "lista_epochs": self.lista_epochs,
            "verdict": self.verdict,
            "holds": self.holds,
        }
