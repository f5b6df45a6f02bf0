"""Rows of images under their titles, with the error below each and a zoom: the pictures of the talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

Pictures = Mapping[str, np.ndarray]
"""Square arrays by title. "original" is what errors are measured against; complex arrays are shown by their modulus.

Titles that begin with "difference" are shown in colours about 0, those that end in "mask" without error and zoom.
"""

_SIDE = 2.1
_WORDS = {"perturbed": "original + worst case", "from perturbed": "rec. from worst case", "recovered": "rec. of detail"}


def with_zoom(name: str, pictures: Pictures) -> Any:
    """A figure (matplotlib) of one row of images, and below it the same window of each, magnified."""
    figure = _figure(name, 2, len(pictures))
    axes = figure.subplots(2, len(pictures), squeeze=False)
    original = pictures.get("original")
    for column, (title, picture) in enumerate(pictures.items()):
        window = zoom_window(pictures, title)
        above, below = axes[0, column], axes[1, column]
        limits = _limits(title, [picture])
        _show(above, picture, title, limits)
        above.set_title(_words(title), fontsize=10)
        above.set_xlabel(_caption(title, picture, original), fontsize=9)
        if title.endswith("mask"):
            below.set_axis_off()
            continue
        _mark(above, window)
        _show(below, picture[window], title, limits)
    return figure


def comparison(name: str, rows: Mapping[str, Pictures]) -> Any:
    """A figure with one row of images for each network: {network: {title: image}}, the same titles in every row."""
    titles = list(next(iter(rows.values())))
    figure = _figure(name, len(rows), len(titles))
    axes = figure.subplots(len(rows), len(titles), squeeze=False)
    for column, title in enumerate(titles):
        limits = _limits(title, [pictures[title] for pictures in rows.values()])
        axes[0, column].set_title(_words(title), fontsize=10)
        for row, (label, pictures) in enumerate(rows.items()):
            axis = axes[row, column]
            _show(axis, pictures[title], title, limits)
            axis.set_xlabel(_caption(title, pictures[title], pictures.get("original")), fontsize=9)
            if column == 0:
                axis.set_ylabel(label, fontsize=10)
    return figure


def zoom_window(pictures: Pictures, title: str) -> tuple[slice, slice]:
    """N/4 × N/4 pixels (N/2 × N/2 below N = 128): where the original has the most edges, or the middle.

    The middle is shown where there is no original, and where there is a difference: details lie there, and N/2 × N/2
    pixels hold them.
    """
    n = len(pictures[title])
    detailed = any(each.startswith("difference") for each in pictures)
    side = max(2, n // 4 if n >= 128 and not detailed else n // 2)
    top = left = (n - side) // 2
    if "original" in pictures and not detailed:
        edges = sum(np.abs(g) for g in np.gradient(np.abs(pictures["original"])))
        total = np.pad(np.cumsum(np.cumsum(edges, axis=0), axis=1), ((1, 0), (1, 0)))
        inside = total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]
        top, left = (int(i) for i in np.unravel_index(int(np.argmax(inside)), inside.shape))
    return slice(top, top + side), slice(left, left + side)


def _figure(name: str, rows: int, columns: int) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_SIDE * columns + 0.4, (_SIDE + 0.25) * rows + 0.4), layout="constrained")
    figure.suptitle(_words(name), fontsize=11)
    return figure


def _limits(title: str, pictures: list[np.ndarray]) -> tuple[float, float]:
    if not title.startswith("difference"):
        return 0.0, 1.0
    most = max(float(np.abs(picture).max()) for picture in pictures)
    return -most, most


def _show(axis: Any, picture: np.ndarray, title: str, limits: tuple[float, float]) -> None:
    signed = title.startswith("difference")
    shown = np.abs(picture) if np.iscomplexobj(picture) else np.asarray(picture, dtype=float)
    axis.imshow(shown, cmap="RdBu_r" if signed else "gray", vmin=limits[0], vmax=limits[1], interpolation="nearest")
    axis.set_xticks([])
    axis.set_yticks([])


def _caption(title: str, picture: np.ndarray, original: np.ndarray | None) -> str:
    if title == "original" or title.startswith("difference") or title.endswith("mask") or original is None:
        return ""
    if original.shape != picture.shape:
        return ""
    return f"error {np.linalg.norm(picture - original) / np.linalg.norm(original):.3f}"


def _words(title: str) -> str:
    return _WORDS.get(title, title.replace("fourier", "Fourier").replace("walsh", "Walsh"))


def _mark(axis: Any, window: tuple[slice, slice]) -> None:
    from matplotlib.patches import Rectangle

    rows, columns = window
    corner = (columns.start - 0.5, rows.start - 0.5)
    axis.add_patch(
        Rectangle(corner, columns.stop - columns.start, rows.stop - rows.start, fill=False, color="tab:orange")
    )
