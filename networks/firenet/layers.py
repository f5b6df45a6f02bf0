"""A FIRENET written out as a neural network: affine maps and nonlinearities, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from networks.arrays import (
    Array,
    as_array,
    is_complex,
    is_exact,
    namespace,
    promote,
    real_constant,
    squared_modulus,
    zeros,
)
from networks.firenet.network import Firenet
from networks.nonlinearities import shrink_by_square, soft_threshold
from networks.operators import dense_matrix, sample_space


class Nonlinearity(Enum):
    """The three kinds, each on a block of coordinates; the other coordinates pass unchanged."""

    SOFT_THRESHOLD = "soft thresholding of the first N coordinates"
    SQUARED_MODULUS = "squared modulus of the last m coordinates"
    SHRINK = "coordinates 2N … 2N + m − 1 divided by √max(1, q), q the last coordinate"
    NONE = "the identity (after the last affine map)"


@dataclass(frozen=True, eq=False)
class AffineMap:
    """v ↦ weight·v + input_weight·y: affine in the previous layer, with a bias that is linear in the network's input y.

    weight: (out, in). input_weight: (out, m) or None (no bias). The affine maps of CAH have biases of this form.
    """

    weight: Array
    input_weight: Array | None = None

    @property
    def width(self) -> int:
        """The number of output coordinates."""
        return int(self.weight.shape[0])

    def __call__(self, v: Array, y: Array) -> Array:
        """v: (..., in), y: (..., m) → (..., out)."""
        out = v @ self.weight.T
        return out if self.input_weight is None else out + y @ self.input_weight.T


@dataclass(frozen=True, eq=False)
class Layer:
    """An affine map followed by one nonlinearity."""

    affine: AffineMap
    nonlinearity: Nonlinearity


@dataclass(frozen=True, eq=False)
class LayeredNetwork:
    """The same function as the FIRENET it was made from, as a list of layers.

    widths: (m, 2N + m, 2(N + m), 2N + m + 1 repeated n·p times, N). There are 3np + 1 affine maps; equal ones share one
    matrix.
    """

    layers: tuple[Layer, ...]
    threshold: Array
    shape: tuple[int, int]

    @property
    def widths(self) -> tuple[int, ...]:
        """The number of coordinates before, between and after the layers."""
        return (self.shape[0], *(layer.affine.width for layer in self.layers))

    @property
    def affine_maps(self) -> int:
        """How many affine maps there are."""
        return len(self.layers)

    @property
    def nonlinearities(self) -> frozenset[Nonlinearity]:
        """The kinds of nonlinearity used."""
        return frozenset(layer.nonlinearity for layer in self.layers) - {Nonlinearity.NONE}

    def states(self, y: Any) -> Iterator[Array]:
        """The values after each layer, for y of shape (..., m)."""
        y = promote(as_array(y, "y"), self.layers[0].affine.weight)
        state = y
        for layer in self.layers:
            state = self._apply(layer.nonlinearity, layer.affine(state, y))
            yield state

    def __call__(self, y: Any) -> Array:
        """The output, shape (..., N)."""
        *_, output = self.states(y)
        return output

    def _apply(self, kind: Nonlinearity, v: Array) -> Array:
        m, n = self.shape
        xp = namespace(v)
        match kind:
            case Nonlinearity.SOFT_THRESHOLD:
                return xp.concat([soft_threshold(v[..., :n], self.threshold), v[..., n:]], axis=-1)
            case Nonlinearity.SQUARED_MODULUS:
                squares = promote(squared_modulus(v[..., -m:]), v)
                return xp.concat([v[..., :-m], squares], axis=-1)
            case Nonlinearity.SHRINK:
                square = xp.real(v[..., -1:]) if is_complex(v) else v[..., -1:]
                return xp.concat([v[..., : 2 * n], shrink_by_square(v[..., 2 * n : -1], square), v[..., -1:]], axis=-1)
            case Nonlinearity.NONE:
                return v


def exhibit(firenet: Firenet, like: Any = None) -> LayeredNetwork:
    """The FIRENET as an explicit neural network; `like` fixes the array type of a matrix-free operator.

    State between steps: (x, S, u, q), the primal iterate, the sum of the iterates of this restart, the dual iterate,
    and the square that the projection used. One step is three layers:
      (x, S, u)      ↦ (x − τA*u, S, u − σAx − σα y)        soft thresholding of the first N: x⁺
      (x⁺, S, v)     ↦ (x⁺, S + x⁺, v + 2σAx⁺, v + 2σAx⁺)    squared modulus of the last m
      (x⁺, S⁺, r, s) ↦ (x⁺, S⁺, r, Σ s)                      r / √max(1, Σ s)
    A restart is folded into the first affine map of its first step, the last mean into the last affine map.
    """
    a = dense_matrix(firenet.operator, as_array(sample_space(firenet.operator) if like is None else like, "like"))
    build = _Builder(a, firenet)
    p = firenet.parameters
    layers: list[Layer] = []
    previous: Any = None
    for scale in p.scales:
        first = build.first_of_network(scale) if previous is None else build.first_of_restart(scale, previous)
        within = build.within_restart(scale)
        for step in range(p.inner):
            layers.append(Layer(first if step == 0 else within, Nonlinearity.SOFT_THRESHOLD))
            layers.append(Layer(build.second, Nonlinearity.SQUARED_MODULUS))
            layers.append(Layer(build.third, Nonlinearity.SHRINK))
        previous = scale
    layers.append(Layer(build.last(previous), Nonlinearity.NONE))
    return LayeredNetwork(tuple(layers), firenet.threshold(a), firenet.shape)


class _Builder:
    """The affine maps of one FIRENET as block matrices."""

    def __init__(self, a: Array, firenet: Firenet) -> None:
        self.m, self.n = firenet.shape
        self.a = a
        self.parameters = firenet.parameters
        self.tau, self.sigma = self._constant(self.parameters.tau), self._constant(self.parameters.sigma)
        adjoint = a.T if is_exact(a) or not is_complex(a) else namespace(a).conj(a).T
        self.adjoint = adjoint
        eye_n, eye_m = self._eye(self.n), self._eye(self.m)
        self.second = AffineMap(
            self._blocks(
                [
                    [eye_n, None, None],
                    [eye_n, eye_n, None],
                    [2 * self.sigma * a, None, eye_m],
                    [2 * self.sigma * a, None, eye_m],
                ],
                (self.n, self.n, self.m),
            )
        )
        ones = zeros((1, self.m), a) + self._constant(1)
        self.third = AffineMap(
            self._blocks(
                [
                    [eye_n, None, None, None],
                    [None, eye_n, None, None],
                    [None, None, eye_m, None],
                    [None, None, None, ones],
                ],
                (self.n, self.n, self.m, self.m),
            )
        )

    def first_of_network(self, scale: Any) -> AffineMap:
        """y ↦ (0, 0, −σα_1 y)."""
        return AffineMap(self._blocks([[None], [None], [self._input_block(scale)]], (self.m,), rows=self._rows))

    def within_restart(self, scale: Any) -> AffineMap:
        """(x, S, u, q) ↦ (x − τA*u, S, u − σAx − σα y)."""
        rows = [
            [self._eye(self.n), None, -(self.tau * self.adjoint), None],
            [None, self._eye(self.n), None, None],
            [-(self.sigma * self.a), None, self._eye(self.m), None],
        ]
        return AffineMap(self._blocks(rows, self._columns), self._bias(scale))

    def first_of_restart(self, scale: Any, previous: Any) -> AffineMap:
        """(x, S, u, q) ↦ (c S, 0, −σ A c S − σα y), c = α_k/(p α_{k−1}): the mean rescaled, sum and dual reset to 0."""
        c = self._constant(scale / (self.parameters.inner * previous))
        rows = [
            [None, c * self._eye(self.n), None, None],
            [None, None, None, None],
            [None, -(self.sigma * c * self.a), None, None],
        ]
        return AffineMap(self._blocks(rows, self._columns, rows=self._rows), self._bias(scale))

    def last(self, scale: Any) -> AffineMap:
        """(x, S, u, q) ↦ S/(p α_n)."""
        c = self._constant(1 / (self.parameters.inner * scale))
        return AffineMap(self._blocks([[None, c * self._eye(self.n), None, None]], self._columns))

    @property
    def _rows(self) -> tuple[int, ...]:
        return (self.n, self.n, self.m)

    @property
    def _columns(self) -> tuple[int, ...]:
        return (self.n, self.n, self.m, 1)

    def _bias(self, scale: Any) -> Array:
        return self._blocks([[None], [None], [self._input_block(scale)]], (self.m,), rows=self._rows)

    def _input_block(self, scale: Any) -> Array:
        return -(self.sigma * self._constant(scale) * self._eye(self.m))

    def _constant(self, value: Any) -> Array:
        return real_constant(value, self.a)

    def _eye(self, size: int) -> Array:
        identity = zeros((size, size), self.a)
        for i in range(size):
            identity[i, i] = identity[i, i] + 1
        return identity

    def _blocks(self, blocks: list[list[Any]], columns: tuple[int, ...], rows: tuple[int, ...] | None = None) -> Array:
        """The block matrix; None stands for zeros."""
        xp = namespace(self.a)
        if rows is None:
            rows = tuple(next(int(b.shape[0]) for b in row if b is not None) for row in blocks)
        lines = [
            xp.concat([zeros((h, w), self.a) if b is None else b for b, w in zip(row, columns, strict=True)], axis=1)
            for row, h in zip(blocks, rows, strict=True)
        ]
        return xp.concat(lines, axis=0)
