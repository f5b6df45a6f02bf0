"""The command itself: help, version, list of algorithms, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version

import click
import pytest

from barriers.candidates import BUILT_INS
from barriers.cli.app import app

HEAVY = ("cvxpy", "sklearn", "torch", "sympy", "matplotlib", "scipy", "dask")


def test_help_lists_every_command_with_a_sentence(command):
    done = command("--help")
    assert done.code == 0
    for name in ("verify", "check", "replay", "algorithms"):
        assert f"\n  {name} " in done.out


def test_no_command_shows_the_help_and_is_wrong_usage(command):
    done = command()
    assert done.code == 2
    assert "Commands:" in done.err


def commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, by its full name."""
    context = click.Context(group)
    for word in group.list_commands(context):
        found = group.get_command(context, word)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, f"{name}{word} ")
        else:
            yield f"{name}{word}", found


@pytest.mark.parametrize(("name", "found"), list(commands(app)), ids=[name for name, _ in commands(app)])
def test_every_command_has_help_and_takes_json(name, found):
    assert found.help
    assert any("--json" in parameter.opts for parameter in found.params), name


def test_version_is_the_distributions(command):
    assert command("--version").out.strip().endswith(version("computability-barriers"))


def test_algorithms(command):
    listed = command("algorithms")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == [entry.name for entry in BUILT_INS]
    as_json = command("algorithms", "--json").json["algorithms"]
    assert [entry["name"] for entry in as_json] == [entry.name for entry in BUILT_INS]
    assert all(entry["available"] for entry in as_json)


def test_help_loads_nothing_heavy():
    program = (
        "import sys; from barriers.cli import run; run(['--help']); run(['algorithms'])\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_python_dash_m_and_the_script_are_the_same_command():
    done = subprocess.run([sys.executable, "-m", "barriers", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("barriers: ")


def test_an_error_of_ours_is_no_verdict(command, monkeypatch):
    def broken(*args, **kwargs):
        raise ArithmeticError("contradiction")

    monkeypatch.setattr("barriers.verification.verify", broken)
    done = command("verify", "zero")
    assert done.code == 70
    assert "ArithmeticError: contradiction" in done.err
    assert "not a verdict" in done.err


def test_verbose_logs_to_stderr():
    words = ("-v", "verify", "zero", "--rows", "1", "--columns", "2", "--mixing", "identity", "--levels", "K", "--json")
    command = [sys.executable, "-m", "barriers", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "barriers: zero at 6 digits: refuted" in done.stderr
    assert done.stdout.startswith("{")
