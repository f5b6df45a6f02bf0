"""The folder of one run: finished stages and half-trained networks, from which a stopped run goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class Stage:
    """What a finished part of a run left: numbers that JSON can hold, and arrays by name."""

    numbers: dict[str, Any]
    arrays: dict[str, np.ndarray]


@dataclass(frozen=True)
class RunFolder:
    """Stages below `path`, or in memory only where it is None. Make one with `open`."""

    path: Path | None

    @classmethod
    def open(cls, path: Path | None, experiment: str, settings: Mapping[str, Any]) -> RunFolder:
        """The folder of a run with these settings, made if it is absent.

        Raises InvalidArgument if it holds a run with other settings: figures of different runs are never mixed.
        """
        if path is None:
            return cls(None)
        path.mkdir(parents=True, exist_ok=True)
        mine = json.dumps({"experiment": experiment, "settings": dict(settings)}, sort_keys=True)
        stamp = path / "settings.json"
        if stamp.exists():
            if json.loads(stamp.read_text()) != json.loads(mine):
                raise InvalidArgument("output", str(path), "an empty folder, or one of a run with the same settings")
        else:
            _write(stamp, mine.encode())
        return cls(path)

    def stage(self, name: str, compute: Callable[[], Stage]) -> Stage:
        """The stage from the folder if it is there, else computed and kept."""
        if self.path is None:
            return compute()
        file = self.path / "stages" / f"{_file_name(name)}.npz"
        if file.exists():
            with np.load(file, allow_pickle=False) as content:
                arrays = {key: content[key] for key in content.files if key != "numbers"}
                return Stage(json.loads(str(content["numbers"])), arrays)
        stage = compute()
        file.parent.mkdir(exist_ok=True)
        partial = file.with_name(f".{file.name}")
        arrays: dict[str, Any] = dict(stage.arrays)
        np.savez_compressed(partial, numbers=np.array(json.dumps(stage.numbers)), **arrays)
        partial.replace(file)
        return stage

    def checkpoint(self, name: str) -> Path | None:
        """Where the training of that name keeps its state."""
        if self.path is None:
            return None
        folder = self.path / "checkpoints"
        folder.mkdir(exist_ok=True)
        return folder / f"{_file_name(name)}.pt"


def _file_name(name: str) -> str:
    plain = "".join(c if c.isalnum() or c in "-." else "-" for c in name)
    return plain if plain == name else f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(content)
    partial.replace(path)
