"""The numerical table of the talk: FIRENET and LISTA on inexact inputs, published, as published, and true."""

from barriers.table1.build import LearnedOutput, table1
from barriers.table1.row import Distance, Row

__all__ = ["Distance", "LearnedOutput", "Row", "table1"]
