"""Theorems 13 and 14 (conditioning.md): derivatives of the minimiser in every entry of A and y on a branch with m = 2,
the Gram matrix, and the numbers for K ≥ 3."""

import sympy as sp

alpha, c, lam, eta, beta, v = sp.symbols("alpha c lam eta beta v", positive=True)
h = sp.Symbol("h", real=True)
E = sp.Matrix(2, 2, sp.symbols("E11 E12 E21 E22", real=True))
e = sp.Matrix(sp.symbols("e1 e2", real=True))
support = sp.diag(alpha, c)
signs = sp.Matrix([1, 1])
data = sp.Matrix([beta, v])


def the_gram_matrix_is_a_multiple_of_the_identity() -> list[sp.Expr]:
    """BBᵀ = c²I for c = ‖(a₁, a₂, a₃)‖, m = 3."""
    heads = sp.symbols("a1:4", positive=True)
    length = sp.sqrt(sum(a**2 for a in heads))
    matrix = sp.Matrix([[*heads, 0, 0], [0, 0, 0, length, 0], [0, 0, 0, 0, length]])
    return list(matrix * matrix.T - length**2 * sp.eye(3))


def interpolating_minimiser() -> list[sp.Expr]:
    """Scaled problems: d/dh (A + hE)⁻¹(y + he) = A⁻¹(e − Ex) at h = 0."""
    moved = (support + h * E).inv() * (data + h * e)
    x = support.inv() * data
    return list(sp.diff(moved, h).subs(h, 0) - support.inv() * (e - E * x))


def lasso_minimiser() -> list[sp.Expr]:
    """x = A⁻¹(y − r), r = (λ/2)A⁻ᵀ sign: dx = A⁻¹(e − Ex − dr) with dr = −(λ/2)A⁻ᵀEᵀA⁻ᵀ sign."""
    perturbed = support + h * E
    residual = lam / 2 * perturbed.T.inv() * signs
    moved = perturbed.inv() * (data + h * e - residual)
    x, slope = moved.subs(h, 0), sp.diff(residual, h).subs(h, 0)
    dual = support.T.inv() * signs
    return list(sp.diff(moved, h).subs(h, 0) - support.inv() * (e - E * x - slope)) + list(
        slope + lam / 2 * support.T.inv() * E.T * dual
    )


def basis_pursuit_residual() -> list[sp.Expr]:
    """r = ηu/‖u‖, u = A⁻ᵀ sign: dr = η(I − ûûᵀ)du/‖u‖, so ‖dr‖ ≤ η‖du‖/‖u‖, and du = −A⁻ᵀEᵀu."""
    u = (support + h * E).T.inv() * signs
    norm = sp.sqrt(u.dot(u))
    slope = sp.diff(eta * u / norm, h).subs(h, 0)
    u0, du = u.subs(h, 0), sp.diff(u, h).subs(h, 0)
    length = sp.sqrt(u0.dot(u0))
    projection = sp.eye(2) - u0 * u0.T / length**2
    return list(slope - eta * projection * du / length) + list(du + support.T.inv() * E.T * u0)


def factors_for_inactive_entries() -> list[sp.Basic]:
    """ϑ = 61/60: lasso without tail entries, √(1 + 4/(7.9²·2)); η > 0, √(1 + 0.091²) and (1 − 0.09²)^{-1/2}."""
    r, theta = sp.Rational, sp.Rational(61, 60)
    share, room = r(9, 100), r(91, 1000)
    inactive = 4 / (r(79, 10) ** 2 * 2)
    return [
        sp.Lt(inactive, r(33, 1000)),
        sp.Lt(sp.sqrt(1 + inactive), theta),
        sp.Lt((1 + r(1, 2)) * (1 + r(1, 2) + inactive), 4),  # lasso with s = 1: ‖u‖²ν² ≤ (1 + s)²/a⁴
        sp.Lt(share / sp.sqrt(1 - share**2), room),
        sp.Lt(sp.sqrt(1 + room**2), r(10042, 10000)),
        sp.Lt(1 / sp.sqrt(1 - share**2), r(10041, 10000)),
        sp.Lt(r(10042, 10000), theta),
    ]


def numbers_of_theorem_13() -> list[sp.Basic]:
    """The numerical bounds for K ≥ 3: lasso ≤ 1/6, basis pursuit ≤ 1/5, scaled ≤ 1/7 for s ≤ 10, ≤ 1 for m ≤ 4·10⁵."""
    r = sp.Rational
    head, tail = r(29, 28) / 64, 1 / (64 * sp.sqrt(2))
    theta = r(61, 60)
    lasso = theta / 8 * (1 + r(17, 1000) + r(18, 100) + r(8, 1000))
    pursuit = theta / 8 * (1 + r(17, 1000) + r(37, 100) + r(1, 8))

    def scaled(m: int, s: int) -> sp.Expr:
        root = sp.sqrt(m)
        return (r(10163, 10000) + r(111, 10000) * s + r(12, 100000) * root) / (8 * root)

    return [
        sp.Lt(head, r(163, 10000)),
        sp.Lt(tail, r(1105, 100000)),
        sp.Lt(tail / 96, r(116, 1000000)),
        sp.Lt(1 / (8 * r(79, 10) * sp.sqrt(2)), r(1, 63)),  # lasso: ‖δ‖
        sp.Lt(r(101, 100) * 2 / (8 * sp.sqrt(2)), r(18, 100)),
        sp.Le(r(1, 128), r(8, 1000)),
        sp.Lt(lasso, r(1, 6)),
        sp.Lt(1 / (r(79, 10) * sp.sqrt(3)), r(8, 100)),  # η > 0, s ≥ 1: ‖δ‖/η
        sp.Lt(r(104, 100) * 4 / (8 * sp.sqrt(2)), r(37, 100)),
        sp.Lt(pursuit, r(1, 5)),
        *[sp.Lt(scaled(m, min(10, m - 1)), r(1, 7)) for m in range(1, 12)],
        sp.Lt(r(1, 8) * (r(10163, 10000) + r(111, 1000)) / sp.sqrt(12) + r(12, 100000) / 8, r(1, 7)),  # s ≤ 10 < m − 1
        sp.Lt(scaled(4 * 10**5, 4 * 10**5 - 1), 1),
    ]


def numbers_of_theorem_14() -> list[sp.Basic]:
    """‖y‖ ≤ c: (64/1.011)² > 3800 with 1 + 1/96 < 1.011; η > 0: 0.016 + 1/8 + 1/4 < 1, as m² ≥ 4(m − 1)."""
    r, m = sp.Rational, sp.Symbol("m", positive=True)
    return [
        sp.Lt(1 + r(1, 96), r(1011, 1000)),
        sp.Gt((r(1000, 1011) * 64) ** 2, 3800),
        sp.Le((1 + r(1, 96)) / 64, r(16, 1000)),
        sp.Eq(sp.expand(m**2 - 4 * (m - 1) - (m - 2) ** 2), 0),
        sp.Lt(r(16, 1000) + r(1, 8) + r(1, 4), 1),
    ]
