"""Results in one SQLite file: each is safe on disk before the next is awaited, and none is ever overwritten."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from barriers.sweep.grid import Job
from oracles.errors import InvalidArgument

_SCHEMA = "CREATE TABLE IF NOT EXISTS results (job TEXT PRIMARY KEY, result TEXT NOT NULL) WITHOUT ROWID"
_VERSION = 1
_BUSY_SECONDS = 30.0
COLUMNS = (
    "target",
    "problem",
    "digits",
    "rows",
    "columns",
    "mixing",
    "seed",
    "level",
    "status",
    "error",
    "data_used",
    "accuracy_used",
    "reason",
    "seconds",
)


class Store:
    """The results of a sweep, by job. Several sweeps may write to one file at a time."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open or make the file. Raises InvalidArgument if it is something else."""
        self.path = os.fspath(path)
        try:
            with closing(self._connect()) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version not in (0, _VERSION):
                    raise InvalidArgument("file", self.path, f"a sweep of version {_VERSION}, not {version}")
                with connection:
                    connection.execute(_SCHEMA)
                    connection.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.Error as error:
            raise InvalidArgument("file", self.path, f"a file of sweep results ({error})") from None

    def add(self, key: str, result: dict[str, Any]) -> None:
        """Append a result; a job that has one keeps it."""
        with closing(self._connect()) as connection, connection:
            connection.execute("INSERT OR IGNORE INTO results VALUES (?, ?)", (key, json.dumps(result)))

    def done(self) -> set[str]:
        """The keys of the jobs that have a result."""
        with closing(self._connect()) as connection:
            return {key for (key,) in connection.execute("SELECT job FROM results")}

    def results(self) -> Iterator[tuple[Job, dict[str, Any]]]:
        """Every job with its result, in the order of the keys."""
        with closing(self._connect()) as connection:
            rows = connection.execute("SELECT job, result FROM results ORDER BY job").fetchall()
        return ((Job.from_key(key), json.loads(result)) for key, result in rows)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS)
        connection.execute("PRAGMA synchronous = FULL")  # a result that was reported survives a crash of the machine
        return connection


def table(results: Iterable[tuple[Job, dict[str, Any]]]) -> list[dict[str, Any]]:
    """One row for each level of each job; the columns are COLUMNS."""
    rows: list[dict[str, Any]] = []
    for job, result in results:
        common = {name: getattr(job, name) for name in COLUMNS[:7]}
        verdicts = result["verdicts"] or [{"status": "error", "reason": result.get("error", "")}]
        for verdict in verdicts:
            own = {name: verdict.get(name) for name in COLUMNS[8:13]}
            rows.append({**common, "level": verdict.get("digits"), **own, "seconds": result["seconds"]})
    return rows


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """The rows as CSV with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    return text.getvalue()
