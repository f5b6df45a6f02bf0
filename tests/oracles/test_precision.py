"""The working precision of flint comes back, whatever happens."""

import pytest
from flint import arb, ctx

from oracles import InvalidArgument, precision


def test_nested_blocks_restore_what_they_found() -> None:
    before = ctx.prec
    with precision(200):
        with precision(1000):
            assert ctx.prec == 1000
            narrow = arb(2).sqrt().rad()
        assert ctx.prec == 200
        assert arb(2).sqrt().rad() > narrow
    assert ctx.prec == before


def test_restored_after_an_exception() -> None:
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(321):
        _ = 1 // 0
    assert ctx.prec == before


@pytest.mark.parametrize("bits", [1, 0, -3, 2.5, True, "64"])
def test_refused(bits: object) -> None:
    with pytest.raises(InvalidArgument), precision(bits):  # type: ignore[arg-type]
        pass
