"""Files that a command writes: refused before anything is computed if they cannot be, and written in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from oracles.errors import InvalidArgument


def require_writable(argument: str, path: Path) -> None:
    """Raise InvalidArgument unless a file can be made at `path`; nothing is left there."""
    if path.is_dir():
        raise InvalidArgument(argument, str(path), "the name of a file (this is a folder)")
    if not path.parent.is_dir():
        raise InvalidArgument(argument, str(path), f"a file in a folder that exists ({path.parent} does not)")
    try:
        handle, probe = tempfile.mkstemp(prefix=".barriers-", dir=path.parent)
    except OSError as error:
        reason = f"a file that can be written ({error.strerror or error})"
        raise InvalidArgument(argument, str(path), reason) from None
    os.close(handle)
    os.unlink(probe)


def write_in_one_step(path: Path, content: bytes) -> None:
    """Write a file completely or not at all: to a temporary file beside it, which then takes its name."""
    handle, temporary = tempfile.mkstemp(prefix=".barriers-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
