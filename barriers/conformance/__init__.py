"""A conformance suite that anyone runs on their own training algorithm in one line, in the manner of scikit-learn's."""

from __future__ import annotations

from barriers.conformance.checks import CHECKS, Check
from barriers.conformance.context import CheckFailed, Context
from barriers.conformance.suite import (
    CheckResult,
    ConformanceError,
    check_algorithm,
    parametrize_with_checks,
)

__all__ = [
    "CHECKS",
    "Check",
    "CheckFailed",
    "CheckResult",
    "ConformanceError",
    "Context",
    "check_algorithm",
    "parametrize_with_checks",
]
