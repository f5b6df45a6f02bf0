"""A second producer of valid certificates, in Fractions and mpmath, written from the specification alone.

It shares no code with the checker nor with the library's own producer, so that an error in one of the three shows.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from math import isqrt
from typing import Any

from mpmath import mp, mpf

from tests.checker.case import Case, ceil_root, log2_ceil

Json = dict[str, Any]
HALF = Fraction(1, 2)


def rational(x: Fraction | int) -> str:
    """A rational number as the certificate writes it."""
    x = Fraction(x)
    return f"{x.numerator:x}" + (f"/{x.denominator:x}" if x.denominator != 1 else "")


def dyadic(values: list[Fraction]) -> Json:
    """Dyadic numbers as the certificate writes them."""
    bits = max([0, *(v.denominator.bit_length() - 1 for v in values)])
    assert all(v.denominator & (v.denominator - 1) == 0 for v in values)
    return {"exponent": -bits, "mantissas": [f"{int(v * 2**bits):x}" for v in values]}


def to_fraction(x: Any) -> Fraction:
    """An mpf, exactly."""
    sign, man, exp, _ = mpf(x)._mpf_
    number = Fraction(int(man)) * Fraction(2) ** int(exp)
    return -number if sign else number


def nearest(x: Any, bits: int) -> Fraction:
    """The nearest multiple of 2**-bits."""
    exact = x if isinstance(x, Fraction) else to_fraction(x)
    return Fraction((exact * Fraction(2) ** bits + HALF).__floor__()) / Fraction(2) ** bits


def seal(certificate: Json) -> Json:
    """The same certificate with the right digest."""
    body = {key: value for key, value in certificate.items() if key != "digest"}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return {**body, "digest": hashlib.sha256(canonical.encode()).hexdigest()}


def mixing_matrix(case: Case) -> list[list[Any]]:
    """Q, as Fractions where it is dyadic and as mpf for the DCT."""
    m = case.rows
    if case.mixing == "identity":
        return [[Fraction(int(k == j)) for j in range(m)] for k in range(m)]
    if case.mixing == "hadamard":
        h = [[1]]
        while len(h) < m:
            h = [row + row for row in h] + [row + [-x for x in row] for row in h]
        return [[Fraction(x, isqrt(m)) for x in row] for row in h]
    if case.mixing == "householder":
        w = case.householder or []
        half = Fraction(sum(x * x for x in w), 2)
        return [[Fraction(int(k == j)) - w[k] * w[j] / half for j in range(m)] for k in range(m)]
    factor = [mp.sqrt(mpf(1 if k == 0 else 2) / m) for k in range(m)]
    return [[factor[k] * mp.cos(mp.pi * (2 * j + 1) * k / (2 * m)) for j in range(m)] for k in range(m)]


def num(x: Any) -> Any:
    """A Fraction or an mpf as an mpf."""
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def solve(matrix: list[list[Any]], right: list[Any]) -> list[Any]:
    """Gaussian elimination with pivoting."""
    n = len(right)
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r, i=i: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            if rows[r][i]:
                f = rows[r][i] / rows[i][i]
                rows[r] = [x - f * p if p else x for x, p in zip(rows[r], rows[i], strict=True)]
    x: list[Any] = [mpf(0)] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum((rows[i][j] * x[j] for j in range(i + 1, n)), mpf(0))) / rows[i][i]
    return x


def near_minimiser(case: Case, columns: list[list[Any]], y: list[Any], active: list[int], bits: int) -> Json | None:
    """x~, u, S on the columns ``active`` (at most one head), or None if some |A_j^T u| > 1."""
    m, n = case.rows, case.columns
    slack = 1 - mpf(2) ** -(bits // 2)
    eta, y_norm = num(case.eta or Fraction(0)), mp.sqrt(sum(t * t for t in y))
    if case.problem == "basis-pursuit" and y_norm <= eta:
        return {"x": dyadic([Fraction(0)] * n), "u": dyadic([Fraction(0)] * m), "support": []}
    dot = lambda p, q: sum((s * t for s, t in zip(p, q, strict=True)), mpf(0))  # noqa: E731
    chosen = [columns[j] for j in active]
    gram = [[dot(p, q) for q in chosen] for p in chosen]
    inner = [dot(p, y) for p in chosen]
    least_squares = solve(gram, inner) if active else []
    noise = mpf(2) ** (-bits + 64) * (1 + y_norm)
    sign = [0 if abs(t) < noise else int(mp.sign(t)) for t in least_squares]
    turned = solve(gram, [mpf(t) for t in sign]) if active else []
    direction = [sum((t * col[r] for t, col in zip(turned, chosen, strict=True)), mpf(0)) for r in range(m)]
    fit = [sum((t * col[r] for t, col in zip(least_squares, chosen, strict=True)), mpf(0)) for r in range(m)]
    if case.flat:
        rho, u = mpf(0), direction
    else:
        off = [p - q for p, q in zip(y, fit, strict=True)]
        size = dot(turned, [mpf(t) for t in sign])
        if case.problem == "lasso":
            rho = num(case.lam) / 2
        elif size > 0:
            rho = mp.sqrt((eta * eta - dot(off, off)) / size)
        else:
            return None
        u = [p / rho + q for p, q in zip(off, direction, strict=True)]
        if case.problem == "basis-pursuit":
            rho = mp.sqrt(((eta * slack) ** 2 - dot(off, off)) / size)
    x = [p - rho * q for p, q in zip(least_squares, turned, strict=True)]
    sign = [0 if abs(value) < noise else t for t, value in zip(sign, x, strict=True)]
    if any(t and mp.sign(value) != t for t, value in zip(sign, x, strict=True)):
        return None
    products = [abs(dot(col, u)) for col in columns]
    if max(products) > 1 + noise or any(p >= 1 - 16 * noise for j, p in enumerate(products) if j not in active):
        return None
    full = [Fraction(0)] * n
    for j, value, t in zip(active, x, sign, strict=True):
        full[j] = nearest(value, bits) if t else Fraction(0)
    return {
        "x": dyadic(full),
        "u": dyadic([nearest(t * slack, bits) for t in u]),
        "support": sorted(active),
    }


def minimiser(case: Case, columns: list[list[Any]], y: list[Any], b: list[Any], heads: list[int], bits: int) -> Json:
    """A near-minimiser: guess the support by thresholding, then one head out of ``heads``."""
    d = case.heads
    if case.flat:
        tails = list(range(d, case.columns))
    else:
        c = num(case.a) * mp.sqrt(d)
        eta = num(case.eta or Fraction(0))
        rho = num(case.lam) / 2 if case.problem == "lasso" else None
        tails = [d + i for i in range(case.rows - 1) if abs(b[i + 1]) > (rho / c if rho is not None else eta)]
    for head in heads:
        found = near_minimiser(case, columns, y, [head, *tails], bits)
        if found is not None:
            return found
    found = near_minimiser(case, columns, y, tails, bits)
    assert found is not None, (case, heads, tails)
    return found


def values(array: Json) -> list[Fraction]:
    """The numbers of a dyadic array."""
    return [int(t, 16) * Fraction(2) ** array["exponent"] for t in array["mantissas"]]


def produce(case: Case) -> Json:
    """The certificate of the case (valid, unless the case itself makes it false)."""
    with mp.workprec(case.bits):
        return _produce(case)


def _produce(case: Case) -> Json:
    m, n, d, a = case.rows, case.columns, case.heads, case.a
    assert case.epsilon is not None
    q_matrix = mixing_matrix(case)
    exact = case.mixing != "dct"
    rho = case.lam / (2 * a) if case.problem == "lasso" and case.lam else Fraction(0)
    beta: Any = a * case.tau + rho
    if case.eta:
        beta = num(beta) + num(case.eta) / mp.sqrt(1 + mpf(case.s) / d)

    def mixed(vector: list[Any]) -> list[Any]:
        if exact and all(isinstance(t, Fraction) for t in vector):
            return [sum((p * t for p, t in zip(row, vector, strict=True)), Fraction(0)) for row in q_matrix]
        return [sum((num(p) * num(t) for p, t in zip(row, vector, strict=True)), mpf(0)) for row in q_matrix]

    def unmixed(vector: list[Any]) -> list[Any]:
        return [sum((num(q_matrix[k][j]) * num(vector[k]) for k in range(m)), mpf(0)) for j in range(m)]

    bases = [
        [nearest(t, case.q) for t in mixed([beta, *({"+": case.v, "-": -case.v, "0": Fraction(0)}[c] for c in tail)])]
        for tail in case.tails
    ]
    direction: list[Any] = [row[0] for row in q_matrix]
    stated = None
    if case.mixing == "identity" and "0" in case.tails[0]:
        direction = [Fraction(int(k == 1 + case.tails[0].index("0"))) for k in range(m)]
    if not exact:
        direction = [nearest(t, 24) for t in direction]
        stated = dyadic(direction) if case.design == "cluster" else None
    samples = [
        [p + case.kappa * k * g for p, g in zip(bases[k if case.design == "common" else 0], direction, strict=True)]
        for k in range(case.samples)
    ]
    i = case.branch - 1
    heads = [a + (case.epsilon if j == i else 0) for j in range(d)]
    c = mp.sqrt(num(sum((h * h for h in heads), Fraction(0))))
    tie_c = mp.sqrt(num(d * a * a))
    block = [[num(heads[j])] + [mpf(0)] * (m - 1) for j in range(d)]
    block += [[c if r == t + 1 else mpf(0) for r in range(m)] for t in range(m - 1)]
    bits = case.bits - 150
    answers = [answer(case, index, q_matrix, tie_c, samples, unmixed) for index in case.indices]
    sample_minimisers = []
    for k in range(case.samples):
        b = unmixed(samples[k])
        sample_minimisers.append({"k": k, **minimiser(case, block, b, b, [i], bits)})
    outputs = [output(case, values(entry["x"])) for entry in sample_minimisers]
    pairs = [[index, k] for index in case.indices for k in range(case.samples)]
    more = case.data_bound is not None and len(pairs) > case.data_bound and case.output == "none"
    run: Json = {
        "reads": pairs,
        "outputs": None if more else [dyadic(z) if case.dyadic_output else [rational(t) for t in z] for z in outputs],
        "outcome": "more-data" if more else "wrong",
        "wrong": [] if more else list(range(case.samples)),
    }
    level = case.level if case.level is not None else case.digits - (case.scale == "weak")
    certificate: Json = {
        "format": "computability-barriers certificate",
        "version": "1.0",
        "class": {
            "problem": case.problem,
            "digits": case.digits,
            "rows": m,
            "columns": n,
            "lam": None if case.lam is None else rational(case.lam),
            "eta": None if case.eta is None else rational(case.eta),
            "mixing": case.mixing,
            "householder": case.householder if case.mixing == "householder" else None,
            "sample_design": case.design,
            "samples": case.samples,
            "tails": case.tails,
        },
        "witness": {
            "scale": case.scale,
            "branch": case.branch,
            "epsilon": rational(case.epsilon),
            "kappa": rational(case.kappa),
            "samples": [dyadic(base) for base in bases],
            "direction": stated,
            "minimisers": [] if more else sample_minimisers,
        },
        "claim": {
            "level": level,
            "samples_wrong": case.samples,
            "samples": case.samples,
            "probability": rational(sum((Fraction(1, 2 ** len(tape)) for tape in case.tapes), Fraction(0))),
            "data_bound": case.data_bound,
        },
        "answers": answers,
        "runs": [{"tape": tape, **run} for tape in case.tapes],
        "digest": "",
    }
    return seal(certificate)


def answer(case: Case, n: int, q_matrix: list[list[Any]], tie_c: Any, samples: list[list[Any]], unmixed: Any) -> Json:
    """The tie's answers at index n: exactly tied for block-form mixings, the tie broken by little for the DCT."""
    m, columns, d, a = case.rows, case.columns, case.heads, case.a
    fine = n + 6 + (m * columns).bit_length()
    if case.mixing != "dct":
        heads = [a] * d
        c = nearest(tie_c, fine)
        matrix = [[q_matrix[k][0] * h for k in range(m)] for h in heads]
        matrix += [[q_matrix[k][t] * c for k in range(m)] for t in range(1, m)]
        candidates = [0]
    else:
        half = ceil_root(m).bit_length()
        delta = Fraction(1, 2 ** (n + 2 + half))
        fine = max(fine, n + 8 + half + (m * m).bit_length(), log2_ceil(1 / (a * case.tau)) + half + 6) + 8
        if not case.flat:
            fine += 2 * log2_ceil(a / min(case.lam or case.eta or 1, Fraction(1))) + m.bit_length()
        chosen = n % d
        heads = [a + (delta if j == chosen else 0) for j in range(d)]
        matrix = [[nearest(num(q_matrix[k][0]) * num(h), fine) for k in range(m)] for h in heads]
        matrix += [[nearest(num(q_matrix[k][t]) * tie_c, fine) for k in range(m)] for t in range(1, m)]
        candidates = [chosen, *(j for j in range(d) if j != chosen)]
    rows = [matrix[j][k] for k in range(m) for j in range(columns)]
    numeric = [[num(t) for t in column] for column in matrix]
    entries = []
    for k in range(case.samples):
        y = [nearest(t, fine if case.coarse else max(fine, case.q + 24)) for t in samples[k]]
        kept, exact = ([0, *range(d, columns)], True) if len(candidates) == 1 else (list(range(columns)), False)
        reduced = [numeric[j] if j in kept else [mpf(0)] * m for j in range(columns)]
        found = minimiser(case, reduced, [num(t) for t in y], unmixed(y), candidates, case.bits - 150)
        label = [nearest(t, n + 4 + columns.bit_length()) for t in values(found["x"])]
        if exact:
            share = nearest(label[0] / d, n + 8 + 2 * columns.bit_length())
            label[0] -= (d - 1) * share
            label[1:d] = [share] * (d - 1)
        entries.append({"k": k, "y": dyadic(y), "label": {"x": dyadic(label), "minimiser": found}})
    return {"n": n, "matrix": dyadic(rows), "samples": entries}


def output(case: Case, x: list[Fraction]) -> list[Fraction]:
    """What the refuted network answers at one sample."""
    d, z = case.heads, list(x)
    total = sum(x[:d], Fraction(0))
    if case.output == "barycentre":
        z[:d] = [total / d] * d
    elif case.output == "other":
        z[:d] = [Fraction(0)] * d
        z[case.branch % d] = total
    elif case.output == "far":
        z[0] += 10**9
    elif case.output == "zero":
        z = [Fraction(0)] * len(x)
    if case.dyadic_output:
        z = [nearest(t, case.bits) for t in z]
    return z
