"""pytest plugin: the marker `barrier`, fixtures for a class and a game, and a summary of what was refuted.

    @pytest.mark.barrier(problem="lasso", digits=4)
    def test_mine(barrier_game):
        report = barrier_game(train)
        assert report.verdicts[0].status == "refuted"

Nothing of the games is imported before a fixture is used.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from barriers.verdict import Report
    from constructions.omega import Omega

PROPERTY = "barriers-refutation"
MARKER = (
    "barrier(problem='sqrt-lasso', digits=6, rows=19, columns=20, mixing='dct', sample_design='single', samples=1, "
    "lam=None, eta=None, tails=None): the class Omega_K that the fixtures barrier_class and barrier_game stand for"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options, grouped under "barriers"."""
    group = parser.getgroup("barriers", "computability barriers")
    group.addoption("--barriers-seed", type=int, default=0, metavar="S", help="seed of every game (default: 0)")
    group.addoption("--barriers-time-limit", type=float, default=60.0, metavar="s", help="seconds per training run")
    group.addoption("--barriers-isolated", action="store_true", help="run the algorithms in processes of their own")
    group.addoption(
        "--barriers-certificates",
        type=Path,
        metavar="DIR",
        help="folder for the certificates of what is refuted (default: the test's temporary folder)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marker."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture
def barrier_class(request: pytest.FixtureRequest) -> Omega:
    """The class that the test's marker `barrier` names; the default class without one."""
    from constructions.omega import omega

    marker = request.node.get_closest_marker("barrier")
    if marker is None:
        return omega()
    known = inspect.signature(omega).parameters
    unknown = [name for name in marker.kwargs if name not in known]
    if unknown or len(marker.args) > 1:
        wrong = ", ".join(unknown) or "more than one positional argument"
        raise pytest.UsageError(f"marker barrier: {wrong}; it takes {', '.join(known)}")
    return omega(*marker.args, **marker.kwargs)


@pytest.fixture
def barrier_game(request: pytest.FixtureRequest, barrier_class: Omega, tmp_path: Path) -> Callable[..., Report]:
    """A function game(train, **options) -> Report: `barriers.verify` on the class, with the command line's options.

    Certificates of what it refutes are saved, and listed in the terminal summary.
    """
    option = request.config.getoption
    folder: Path = option("--barriers-certificates") or tmp_path

    def game(train: Any, **options: Any) -> Report:
        from barriers.verification import verify

        options.setdefault("seed", option("--barriers-seed"))
        options.setdefault("time_limit", option("--barriers-time-limit"))
        options.setdefault("isolated", option("--barriers-isolated"))
        report = verify(train, barrier_class, **options)
        for verdict in report.verdicts:
            if verdict.certificate is not None:
                path = verdict.certificate.save(_file(folder, request.node.nodeid, verdict.digits))
                line = f"{report.algorithm} at {verdict.digits} digits, error > {verdict.error}: {path}"
                request.node.user_properties.append((PROPERTY, line))
        return report

    return game


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """List the refutations of all tests, with the files of their certificates; also those made by workers of xdist."""
    found = [
        (report.nodeid, value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    ]
    if not found:
        return
    terminalreporter.section("barriers: refutations")
    for node, value in found:
        terminalreporter.write_line(f"{node}: {value}")


def _file(folder: Path, node: str, digits: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "-", node).strip("-")
    number = 0
    while (path := folder / f"{stem}-level{digits}{f'-{number}' if number else ''}.json").exists():
        number += 1
    return path
