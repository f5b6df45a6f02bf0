"""Inexact inputs: dyadic numbers, computable reals, training sets, transcripts and coins."""

from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from oracles.errors import (
    BarriersError,
    InvalidArgument,
    InvalidRead,
    ReadAfterTraining,
    ReadLimit,
    TapeExhausted,
)
from oracles.fixed import ComputableData, round_answers
from oracles.precision import precision
from oracles.real_array import RealArray
from oracles.reals import Computed, Rational, Real, Symbolic, real
from oracles.rounding import approximation, nearest, round_array
from oracles.training_set import Answers, Recorder, TrainingSet, open_training_set
from oracles.transcript import Read, Transcript

__all__ = [
    "Answers",
    "BarriersError",
    "CoinTape",
    "ComputableData",
    "Computed",
    "DyadicArray",
    "InvalidArgument",
    "InvalidRead",
    "Rational",
    "Read",
    "ReadAfterTraining",
    "ReadLimit",
    "Real",
    "RealArray",
    "Recorder",
    "Symbolic",
    "TapeExhausted",
    "TrainingSet",
    "Transcript",
    "approximation",
    "nearest",
    "open_training_set",
    "precision",
    "real",
    "round_answers",
    "round_array",
]
