"""Imports point one way, the checker stands alone, and importing the library loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.repository import PACKAGES, ROOT, modules

MAY_IMPORT = {
    "oracles": {"oracles"},
    "constructions": {"constructions", "oracles"},
    "networks": {"networks", "oracles"},
    "barriers": {"barriers", "constructions", "oracles"},
}
LAZILY = {"barriers": {"networks"}}
"""What a package may import inside functions, and in the modules that are themselves loaded lazily."""
LOADED_LAZILY = ("barriers/candidates/", "barriers/table1/", "barriers/experiments/", "barriers/cli/commands/")


def imports(path: Path) -> list[tuple[str, bool]]:
    """(top-level module, at the module's top level) of every absolute import, those for type checkers excluded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    inside = {id(i) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for i in ast.walk(f)}
    found = []
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        found += [(name.partition(".")[0], id(node) not in inside) for name in names]
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package):
    wrong = []
    for path in modules(package):
        place = path.relative_to(ROOT).as_posix()
        for name, at_top in imports(path):
            lazily = name in LAZILY.get(package, ()) and (not at_top or place.startswith(LOADED_LAZILY))
            if name in PACKAGES and name not in MAY_IMPORT[package] and not lazily:
                wrong.append(f"{place} imports {name}")
    assert wrong == []


def test_the_checker_imports_the_standard_library_and_itself_only():
    for path in modules("barriers/checker"):
        for name, _ in imports(path):
            assert name in sys.stdlib_module_names, f"{path.name} imports {name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= 1, f"{path.name} imports from outside the checker"


def test_nothing_imports_the_tests_or_examples():
    for path in modules(*PACKAGES):
        assert not {"tests", "examples"} & {name for name, _ in imports(path)}, path


def test_the_test_of_imports_sees_a_wrong_one(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import barriers.cli\nfrom constructions.omega import omega\ndef f():\n    import networks\n")
    assert imports(wrong) == [("barriers", True), ("constructions", True), ("networks", False)]


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_neither_sympy_nor_torch(package):
    heavy = ("sympy", "torch", "cvxpy", "sklearn", "scipy", "matplotlib", "dask", "hypothesis", "pytest")
    program = f"import sys, {package}; sys.exit(' '.join(set(sys.modules) & set({heavy!r})) or 0)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
