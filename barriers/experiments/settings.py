"""The settings of the four experiments: the presets were fixed before anything was measured with them."""

from __future__ import annotations

from dataclasses import dataclass

from networks.imaging.sizes import dyadic_size
from oracles.errors import InvalidArgument

PRESETS = ("quick", "default", "long")


@dataclass(frozen=True)
class Convergence:
    """FIRENETs on `images` at N = `size`, 15 % samples, 2 % relative noise, coefficients of `wavelet`.

    inner: the values of p, the first of them the one that is compared. reference: (p, n) of the run that gives F*.
    unrestarted: inner steps of the unrestarted route to F* on the first image, 0 for none. timing_size: N of the
    timing, 0 for none.
    """

    images: tuple[str, ...] = ("s1045", "mni152", "camera")
    transforms: tuple[str, ...] = ("fourier", "walsh")
    size: int = 256
    fraction: float = 0.15
    noise: float = 0.02
    lam: float = 2.5e-4
    inner: tuple[int, ...] = (5, 20)
    outer: int = 16
    reference: tuple[int, int] = (100, 15)
    unrestarted: int = 3000
    timing_size: int = 512
    wavelet: str = "haar"

    def __post_init__(self) -> None:
        dyadic_size(self.size)
        if self.size > 1024:
            raise InvalidArgument("size", self.size, "a power of two up to 1024")


@dataclass(frozen=True)
class Stability:
    """Worst-case perturbations of FIRENETs with the (p, n) of `shapes`; the checks are about p = 5."""

    images: tuple[str, ...] = ("s1045", "mni152", "camera", "moon")
    transforms: tuple[str, ...] = ("fourier", "walsh")
    size: int = 64
    fraction: float = 0.25
    lam: float = 2.5e-4
    shapes: tuple[tuple[int, int], ...] = ((5, 5), (5, 10), (20, 5))
    radii: tuple[float, ...] = (0.01, 0.05)
    steps: int = 25
    restarts: int = 2
    draws: int = 10


@dataclass(frozen=True)
class AutomapRun:
    """AUTOMAP-style networks on MNI152 slices, inputs standardised or not, against FIRENETs (p, n) = `shape`."""

    size: int = 32
    fraction: float = 0.6
    channels: int = 16
    steps: int = 800
    batch: int = 64
    rate: float = 1e-3
    tests: int = 10
    lam: float = 1e-3
    shape: tuple[int, int] = (5, 5)
    radii: tuple[float, ...] = (0.01, 0.05)
    attack_steps: int = 40
    restarts: int = 2
    draws: int = 10


@dataclass(frozen=True)
class UNetRun:
    """U-nets on ellipse images at 20 % Fourier, without and with training noise, `repeats` trainings of each.

    training_noise: the fixed relative ℓ2 level. contrast: of the detail that no training image has.
    """

    size: int = 64
    fraction: float = 0.2
    features: int = 8
    pool: int = 2000
    steps: int = 2500
    batch: int = 8
    rate: float = 4e-3
    repeats: int = 3
    training_noise: float = 0.5
    tests: int = 8
    lam: float = 1e-3
    shape: tuple[int, int] = (5, 5)
    radii: tuple[float, ...] = (0.01, 0.05)
    attack_steps: int = 30
    restarts: int = 2
    draws: int = 10
    detail: str = "text"
    contrast: float = 0.2


def convergence(preset: str) -> Convergence:
    """The settings of a preset; "long" has N = 512. Raises InvalidArgument for other names."""
    return {
        "quick": Convergence(("shepp-logan",), size=64, reference=(100, 10), unrestarted=0, timing_size=0),
        "default": Convergence(),
        "long": Convergence(("s1045", "mni152", "camera", "moon"), size=512, unrestarted=10_000),
    }[_known(preset)]


def stability(preset: str) -> Stability:
    """The settings of a preset."""
    return {
        "quick": Stability(("shepp-logan",), size=32, shapes=((5, 5),), steps=8, restarts=1, draws=3),
        "default": Stability(),
        "long": Stability(size=128, shapes=((5, 5), (5, 10), (5, 16), (10, 5), (20, 5), (50, 5)), steps=60, restarts=3),
    }[_known(preset)]


def automap(preset: str) -> AutomapRun:
    """The settings of a preset; "long" is N = 64 with 64 channels."""
    return {
        "quick": AutomapRun(size=16, channels=4, steps=40, tests=3, shape=(5, 3), attack_steps=5, restarts=1, draws=2),
        "default": AutomapRun(),
        "long": AutomapRun(size=64, channels=64, steps=20_000, attack_steps=100, restarts=3),
    }[_known(preset)]


def unet(preset: str) -> UNetRun:
    """The settings of a preset; "long" is N = 128, 16 features, 50 % training noise: over an hour on one core."""
    return {
        "quick": UNetRun(
            size=32,
            features=4,
            pool=50,
            steps=20,
            batch=8,
            repeats=1,
            tests=2,
            shape=(5, 3),
            attack_steps=4,
            restarts=1,
            draws=2,
        ),
        "default": UNetRun(),
        "long": UNetRun(
            size=128,
            features=16,
            pool=4000,
            steps=4500,
            batch=8,
            rate=4e-3,
            repeats=2,
            training_noise=0.5,
            attack_steps=60,
        ),
    }[_known(preset)]


def _known(preset: str) -> str:
    if preset not in PRESETS:
        raise InvalidArgument("preset", preset, f"one of {', '.join(PRESETS)}")
    return preset
