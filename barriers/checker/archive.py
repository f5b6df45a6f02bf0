"""The checker as one file: a zip archive that Python runs, the same bytes from the same sources every time."""

from __future__ import annotations

from os import PathLike


def build_zipapp(target: str | PathLike[str]) -> None:
    """Write ``checker.pyz`` to ``target``; ``python -I -S checker.pyz FILE...`` then runs on any machine with Python.

    The entries are this folder's modules in alphabetical order, stored, with a fixed date. Raises ``OSError`` if
    ``target`` cannot be written.
    """
    import zipfile
    from importlib.resources import files

    folder = files(__name__.rpartition(".")[0])
    sources = {f"checker/{item.name}": item.read_bytes() for item in folder.iterdir() if item.name.endswith(".py")}
    start = b"from checker.command import main\n\nraise SystemExit(main())\n"
    with open(target, "wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, content in sorted({"__main__.py": start, **sources}.items()):
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, content)
