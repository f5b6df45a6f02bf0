"""Progress bars on stderr for long runs: drawn on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from barriers.cli.output import stderr


class Bars:
    """One bar for each task that is started (see `barriers.experiments.progress.Progress`)."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def start(self, name: str, total: int) -> Callable[[int], None]:
        """A new bar; the function that it returns sets how many steps are done."""
        task = self._progress.add_task(name, total=total)
        return lambda done: self._progress.update(task, completed=done)


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars while the block runs; nothing at all where stderr is not a terminal."""
    console = stderr()
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield Bars(progress)
