"""What the package exports and what it loads."""

import subprocess
import sys
from pathlib import Path

import oracles

HEAVY = ("sympy", "mpmath", "torch", "matplotlib", "scipy", "barriers", "constructions", "networks")


def test_every_name_is_there() -> None:
    assert len(set(oracles.__all__)) == len(oracles.__all__)
    assert all(getattr(oracles, name) is not None for name in oracles.__all__)


def test_import_loads_nothing_heavy() -> None:
    code = f"import oracles, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    root = Path(oracles.__file__).parents[1]
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert shown.stdout.strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (Path(oracles.__file__).parent / "py.typed").exists()
