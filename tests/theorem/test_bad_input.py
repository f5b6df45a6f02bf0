"""What the theorem's parts refuse: one sentence on stderr, exit code 2."""

from __future__ import annotations

from fractions import Fraction

import pytest

import barriers
from barriers.cli import run
from oracles.errors import InvalidArgument

CASES = {
    "K = 2 has no parts (ii), (iii)": ("theorem", "--digits", "2"),
    "K = 0": ("theorem", "--digits", "0"),
    "K < 0": ("theorem", "--digits=-3"),
    "no rows": ("theorem", "--rows", "0"),
    "m = N": ("theorem", "--rows", "4", "--columns", "4"),
    "a mixing that m does not have": ("theorem", "--rows", "3", "--columns", "5", "--mixing", "hadamard"),
    "unknown problem": ("theorem", "--problem", "p4"),
    "p at its supremum": ("verify", "gamma-k1", "--rows", "2", "--columns", "3", "--probability", "1/2"),
    "p < 0": ("verify", "gamma-k1", "--rows", "2", "--columns", "3", "--probability=-1/10"),
    "p no number": ("verify", "gamma-k1", "--probability", "often"),
    "p divides by 0": ("verify", "gamma-k1", "--probability", "1/0"),
    "M < 0": ("verify", "gamma-k1", "--max-data=-1"),
    "M no number": ("verify", "gamma-k1", "--max-data", "many"),
    "confidence 0": ("verify", "zero", "--confidence", "0"),
    "confidence 1": ("verify", "zero", "--confidence", "1"),
    "confidence nan": ("verify", "zero", "--confidence", "nan"),
    "exponent < 0": ("curve", "gamma-k1", "--exponents=-4"),
    "exponent no number": ("curve", "gamma-k1", "--exponents", "4,x"),
    "K-1 at K = 2": ("verify", "zero", "--digits", "2", "--levels", "K-1"),
}


@pytest.mark.parametrize("words", CASES.values(), ids=CASES)
def test_it_is_refused_in_one_sentence(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(list(words)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("d", [2, 3, 10])
def test_p_may_come_as_near_to_its_supremum_as_one_likes(d: int) -> None:
    family = barriers.omega(digits=3, rows=1, columns=d)
    supremum = Fraction(d - 1, d)

    def guess(data):
        from barriers.candidates.coin_guesser import train

        return train(data)

    (verdict,) = barriers.verify(guess, family, levels=[3], probability=supremum - Fraction(1, 10**9)).verdicts
    assert verdict.status == "refuted"
    with pytest.raises(InvalidArgument, match=f"= {supremum}"):
        barriers.verify(guess, family, probability=supremum)


def test_the_command_holds_and_its_certificates_check(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["theorem", "--problem", "lasso", "--digits", "3", "--rows", "1", "--columns", "2"]
    assert run([*words, "--certificates", str(tmp_path)]) == 0
    files = sorted(map(str, tmp_path.glob("*.json")))
    assert len(files) >= 12
    capsys.readouterr()
    assert run(["check", *files]) == 0
