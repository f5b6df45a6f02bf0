"""How much of a detail that no training image has comes through: Ψ(y with) − Ψ(y without) against the detail itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class DetailScore:
    """Means over the images, in a window round the detail. correlation: Pearson's.

    contrast: ⟨difference, detail⟩/‖detail‖², 1 if fully there. ssim: structural similarity of difference and detail
    (one global window), range of values = the detail's contrast. correlation_least: the least correlation of an image.
    """

    correlation: float
    correlation_least: float
    contrast: float
    ssim: float


def detail_scores(differences: np.ndarray, detail: np.ndarray, margin: int = 2) -> DetailScore:
    """differences: (B, N, N). detail: (N, N), not zero. margin: pixels of the window beyond the detail."""
    window = _window(detail, margin)
    d = detail[window].ravel()
    found = differences[:, window[0], window[1]].reshape(len(differences), -1)
    correlations = [_correlation(f, d) for f in found]
    contrasts = [float(f @ d / (d @ d)) for f in found]
    similarities = [ssim(f, d, float(np.abs(d).max())) for f in found]
    return DetailScore(
        float(np.mean(correlations)),
        float(np.min(correlations)),
        float(np.mean(contrasts)),
        float(np.mean(similarities)),
    )


def ssim(a: np.ndarray, b: np.ndarray, value_range: float) -> float:
    """Structural similarity over one window, with the constants (0.01 L)² and (0.03 L)² of Wang et al. (2004)."""
    c1, c2 = (0.01 * value_range) ** 2, (0.03 * value_range) ** 2
    covariance = float(np.mean((a - a.mean()) * (b - b.mean())))
    luminance = (2 * a.mean() * b.mean() + c1) / (a.mean() ** 2 + b.mean() ** 2 + c1)
    return float(luminance * (2 * covariance + c2) / (a.var() + b.var() + c2))


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    spread = float(a.std() * b.std())
    return float(np.mean((a - a.mean()) * (b - b.mean()))) / spread if spread > 0 else 0.0


def _window(detail: np.ndarray, margin: int) -> tuple[slice, slice]:
    rows, columns = np.nonzero(detail)
    return (
        slice(max(0, int(rows.min()) - margin), int(rows.max()) + 1 + margin),
        slice(max(0, int(columns.min()) - margin), int(columns.max()) + 1 + margin),
    )
