"""The theorem, part by part: what it states, what was run, the certified figure, whether it holds."""

from __future__ import annotations

from barriers.theorem.rows import PARTS, Row, theorem_rows

__all__ = ["PARTS", "Row", "theorem_rows"]
