"""The main job in one run: refute real algorithms at six digits, on all three problems, and check every certificate.

    python examples/demo.py [FOLDER]

The certificates go to FOLDER (build/demo by default), and with them the checker as one file, checker.pyz, which is what
checks them: standard-library Python, started without this package. Exit code 0 if everything is as the theorem says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

import barriers
from barriers.candidates import built_in

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
ALGORITHMS = ("label-copier", "least-squares", "fista", "coordinate-descent", "socp", "exact-column", "mpmath-column")
DIGITS = 6


def main(folder: Path) -> int:
    """Play, write, check, print."""
    folder.mkdir(parents=True, exist_ok=True)
    console = Console()
    title = f"Can anything be right to K = {DIGITS} digits? m = 19, N = 20, DCT mixing"
    table = Table(title=title, title_justify="left", box=None, padding=(0, 1, 0, 0))
    for heading in ("problem", "algorithm", "verdict", "error proved", "data", "to n =", "checked"):
        table.add_column(heading, justify="right" if heading in ("data", "to n =") else "left", no_wrap=True)
    start, surprises, files = time.perf_counter(), [], {}
    for problem in PROBLEMS:
        family = barriers.omega(problem, digits=DIGITS, rows=19, columns=20, mixing="dct")
        for name in ALGORITHMS:
            verdict = play(name, family)
            file = folder / f"{problem}-{name}.json"
            file.unlink(missing_ok=True)
            if verdict.certificate is None or verdict.quantifier != "every sample":
                surprises.append(f"{name} on {problem}: {verdict.status} {verdict.reason}")
            else:
                verdict.certificate.save(file)
                files[file] = (problem, name, verdict)
    played = time.perf_counter()
    outcomes = check(folder / "checker.pyz", list(files))
    checked = time.perf_counter()
    for file, (problem, name, verdict) in files.items():
        if outcomes.get(str(file)) != "valid":
            surprises.append(f"{file}: {outcomes.get(str(file))}")
        row = (str(verdict.status), f"> {verdict.error}", str(verdict.data_used), str(verdict.accuracy_used))
        table.add_row(problem, name, *row, outcomes.get(str(file), "not checked"))
    console.print(table)
    console.print(f"{len(files)} games in {played - start:.1f} s, {len(outcomes)} checks in {checked - played:.1f} s.")
    console.print(f"Certificates and checker: {folder}", soft_wrap=True)
    for surprise in surprises:
        console.print(f"not as the theorem says: {surprise}", style="red", soft_wrap=True)
    return 1 if surprises else 0


def play(name: str, family: barriers.Omega) -> barriers.Verdict:
    """The verdict on a built-in algorithm at K digits."""
    entry = built_in(name)
    if entry is None:
        raise SystemExit(f"no built-in algorithm is called {name}")
    return barriers.verify(entry.load(), family, levels=[family.digits]).verdicts[0]


def check(checker: Path, files: list[Path]) -> dict[str, str]:
    """The outcome for each file, from the exported checker in a Python that sees nothing but the standard library."""
    barriers.build_zipapp(checker)
    command = [sys.executable, "-I", "-S", str(checker), "--json", *map(str, files)]
    printed = subprocess.run(command, capture_output=True, text=True, check=False)
    if not printed.stdout:
        raise SystemExit(f"the checker said: {printed.stderr}")
    return {entry["file"]: entry["status"] for entry in json.loads(printed.stdout)["files"]}


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/demo")))
