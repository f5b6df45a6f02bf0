"""The jobs of a sweep: every combination of what is listed, except classes that do not exist."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from constructions.omega import Omega, omega
from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class Job:
    """One verification: a TARGET on a class, all levels. lam, eta: None for the default of the problem."""

    target: str
    problem: str = "sqrt-lasso"
    digits: int = 6
    rows: int = 19
    columns: int = 20
    mixing: str = "dct"
    sample_design: str = "single"
    samples: int = 1
    seed: int = 0
    time_limit: float = 60.0
    isolated: bool = True

    @property
    def key(self) -> str:
        """What makes two jobs the same: canonical JSON of all fields."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_key(cls, key: str) -> Job:
        """The inverse of `key`."""
        return cls(**json.loads(key))

    def family(self) -> Omega:
        """The class. Raises InvalidArgument if there is none (such as hadamard for m that is no power of 4)."""
        return omega(
            self.problem,
            digits=self.digits,
            rows=self.rows,
            columns=self.columns,
            mixing=self.mixing,
            sample_design=self.sample_design,
            samples=self.samples,
        )


def grid(
    targets: Iterable[str],
    *,
    problems: Sequence[str] = ("sqrt-lasso",),
    digits: Sequence[int] = (6,),
    shapes: Sequence[tuple[int, int]] = ((19, 20),),
    mixings: Sequence[str] = ("dct",),
    seeds: Sequence[int] = (0,),
    **rest: Any,
) -> tuple[list[Job], list[tuple[Job, str]]]:
    """The jobs of all combinations, and those left out because the class does not exist, each with the reason."""
    jobs: list[Job] = []
    left_out: list[tuple[Job, str]] = []
    for target, problem, k, (rows, columns), mixing, seed in itertools.product(
        targets, problems, digits, shapes, mixings, seeds
    ):
        job = Job(target, problem, k, rows, columns, mixing, seed=seed, **rest)
        try:
            job.family()
        except InvalidArgument as error:
            left_out.append((job, str(error)))
        else:
            jobs.append(job)
    return jobs, left_out
