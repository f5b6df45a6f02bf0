"""Which coordinates the public FIRENET script used, row by row.

The script means to show branch j = 2 and to compare with the minimiser of branch j − 1 = 1, but it reuses the name j
for the position of K in its list. Positions 0 and 1 then give indices −1 and −2, which wrap around: in the row of
the two heads this only swaps the branches, in the vector of length N the "minimiser" gets its non-zero at the last
or last but one coordinate.
"""

from __future__ import annotations

from dataclasses import dataclass

from barriers.table1.published import DIGITS, HEADS, INTENDED_INDEX


@dataclass(frozen=True)
class ScriptIndices:
    """shown, true: the raised heads (0 or 1) of A_n and of A. compared: the coordinate of the non-zero of the script's
    minimiser."""

    shown: int
    true: int
    compared: int

    @property
    def misplaced(self) -> bool:
        """True if the script's minimiser is not the minimiser: its distance is then no distance to Ξ(A, y)."""
        return self.compared != self.true


def script_indices(digits: int, columns: int) -> ScriptIndices:
    """The indices of the row K = `digits` for N = `columns`; a K that was not published has the intended ones."""
    j = DIGITS.index(digits) if digits in DIGITS else INTENDED_INDEX
    return ScriptIndices((j - 1) % HEADS, (j - 2) % HEADS, (j - 2) % columns)
