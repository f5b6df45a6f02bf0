"""What gets trained: FIRENETs and LISTA, and the sparsity theory behind them. Nothing here imports PyTorch by
itself."""

from networks.firenet import Firenet, FirenetParameters, Guarantee, LayeredNetwork, derive, exhibit
from networks.null_space import RobustNullSpace, exact_coherence, from_coherence, isometry
from networks.null_space_search import NullSpaceBounds, certify_null_space
from networks.operators import DenseOperator, LinearOperator, MatrixFreeOperator
from networks.sharpness import Sharpness, sharpness, tight_sharpness
from networks.sparsity import SparsityInLevels

__all__ = [
    "DenseOperator",
    "Firenet",
    "FirenetParameters",
    "Guarantee",
    "LayeredNetwork",
    "LinearOperator",
    "MatrixFreeOperator",
    "NullSpaceBounds",
    "RobustNullSpace",
    "Sharpness",
    "SparsityInLevels",
    "certify_null_space",
    "derive",
    "exact_coherence",
    "exhibit",
    "from_coherence",
    "isometry",
    "sharpness",
    "tight_sharpness",
]
