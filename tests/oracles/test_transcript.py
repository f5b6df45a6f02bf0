"""Costs of a transcript against their definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from oracles import Read, Transcript
from oracles.transcript import Tally

quick = settings(deadline=None, max_examples=100)
reads = st.builds(Read, st.just("A"), st.integers(0, 4)) | st.builds(
    Read, st.sampled_from(["y", "x"]), st.integers(0, 4), st.integers(0, 2)
)


def data_by_definition(asked: list[Read]) -> set[tuple[int, int | None]]:
    """Distinct (n, k), and n alone for an A(n) without any (k, n)."""
    pairs: set[tuple[int, int | None]] = {(read.n, read.k) for read in asked if read.kind != "A"}
    for read in asked:
        if read.kind == "A" and not any((read.n, k) in pairs for k in range(3)):
            pairs.add((read.n, None))
    return pairs


@quick
@given(st.lists(reads))
def test_costs(asked: list[Read]) -> None:
    transcript = Transcript(asked, (1, 0))
    expected = data_by_definition(asked)
    assert transcript.data_used == len(expected)
    assert set(transcript.pairs()) == expected
    assert len(transcript.pairs()) == len(expected)
    assert list(transcript.pairs()) == sorted(expected, key=lambda p: (p[0], -1 if p[1] is None else p[1]))
    assert transcript.accuracy_used == max((read.n for read in asked), default=None)
    assert transcript.reads == tuple(asked)
    assert transcript.coins == (1, 0)
    assert len(transcript) == len(asked)


@quick
@given(st.lists(reads), st.integers(0, 20))
def test_snapshots_do_not_see_what_comes_later(asked: list[Read], cut: int) -> None:
    log: list[Read] = []
    coins: list[int] = [1]
    tally = Tally()
    for read in asked[:cut]:
        log.append(read)
        tally.add(read)
    snapshot = Transcript.snapshot(log, coins, tally)
    for read in asked[cut:]:
        log.append(read)
        tally.add(read)
    coins.append(0)
    assert snapshot == Transcript(asked[:cut], [1])
    assert hash(snapshot) == hash(Transcript(asked[:cut], [1]))
    assert snapshot.pairs() == Transcript(asked[:cut]).pairs()
    assert snapshot.data_used == Transcript(asked[:cut]).data_used
    assert snapshot.accuracy_used == Transcript(asked[:cut]).accuracy_used


def test_order_and_repeats_matter_for_equality() -> None:
    a, b = Read("A", 1), Read("y", 1, 0)
    assert Transcript([a, b]) != Transcript([b, a])
    assert Transcript([a]) != Transcript([a, a])
    assert Transcript([a]) != Transcript([a], [0])
    assert Transcript() != "nothing"
    assert Transcript([a, b]).data_used == 1
