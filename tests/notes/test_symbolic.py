"""Every claim of proofs_notes/symbolic: expressions must vanish identically, statements must hold."""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import sympy as sp

SYMBOLIC = Path(__file__).parents[2] / "proofs_notes" / "symbolic"


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"symbolic_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _claims() -> Iterator[tuple[str, Callable[[], list[object]]]]:
    for path in sorted(SYMBOLIC.glob("*.py")):
        module = _load(path)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{path.stem}.{name}", function


CLAIMS = dict(_claims())


def vanishes(expression: sp.Expr) -> bool:
    """Whether sympy reduces the expression to 0."""
    return any(sp.expand(reduce(expression)) == 0 for reduce in (sp.expand, sp.simplify, sp.radsimp, sp.trigsimp))


def holds(claim: object) -> bool:
    """Whether a claim is true: a boolean, a decided relation, or an expression that must vanish."""
    if isinstance(claim, bool):
        return claim
    if isinstance(claim, sp.Expr):
        return vanishes(claim)
    assert isinstance(claim, sp.Basic)
    return sp.simplify(claim) is sp.true


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_claim(name: str) -> None:
    claims = CLAIMS[name]()
    assert claims, "a claim without content"
    for claim in claims:
        assert holds(claim), f"{name}: {claim}"


def test_a_wrong_claim_is_noticed() -> None:
    x = sp.Symbol("x", positive=True)
    assert not holds(sp.sqrt(x**2) - 2 * x)
    assert not holds(sp.Lt(sp.sqrt(2), sp.Rational(7, 5)))
    assert not holds(False)


def test_every_module_makes_claims() -> None:
    named = {name.partition(".")[0] for name in CLAIMS}
    assert named == {path.stem for path in SYMBOLIC.glob("*.py")}
