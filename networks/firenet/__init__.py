"""FIRENETs: fast iterative restarted networks, with their error bound and their explicit layers."""

from networks.firenet.layers import AffineMap, Layer, LayeredNetwork, Nonlinearity, exhibit
from networks.firenet.network import Firenet
from networks.firenet.parameters import BEST_CONTRACTION, FirenetParameters, Guarantee, derive

__all__ = [
    "BEST_CONTRACTION",
    "AffineMap",
    "Firenet",
    "FirenetParameters",
    "Guarantee",
    "Layer",
    "LayeredNetwork",
    "Nonlinearity",
    "derive",
    "exhibit",
]
