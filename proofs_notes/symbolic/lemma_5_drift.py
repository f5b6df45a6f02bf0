"""Lemma 5 (omega.md): the derivatives along a branch and the constants that bound them."""

import sympy as sp

a, tau, lam, eta, v, epsilon, x, s = sp.symbols("a tau lam eta v epsilon x s", positive=True)
d = sp.Symbol("d", positive=True)
alpha = a + epsilon
c = sp.sqrt((d - 1) * a**2 + alpha**2)
w = alpha**2 / c**2


def c_has_slope_alpha_over_c() -> list[sp.Expr]:
    """dc/dε = α/c."""
    return [sp.diff(c, epsilon) - alpha / c]


def scaled_head() -> list[sp.Expr]:
    """τ − aτ/α = τε/α."""
    return [tau - a * tau / alpha - tau * epsilon / alpha]


def lasso_slopes() -> list[sp.Expr]:
    """t' = −aτ/α² + (λ/α²)(1/α − 1/(2a)); the tail entry V/c − λ/(2c²) has slope −(α/c)(V/c² − λ/c³)."""
    head = (a * tau + lam / (2 * a) - lam / (2 * alpha)) / alpha
    tail = v / c - lam / (2 * c**2)
    return [
        sp.diff(head, epsilon) + a * tau / alpha**2 - lam / alpha**2 * (1 / alpha - 1 / (2 * a)),
        sp.diff(tail, epsilon) + alpha / c * (v / c**2 - lam / c**3),
    ]


def basis_pursuit_slopes() -> list[sp.Expr]:
    """|g'|/α and h' as in (2), (3) of omega.md."""
    g = eta / sp.sqrt(1 + s * w)
    h = eta * sp.sqrt(w) / sp.sqrt(1 + s * w)
    factor = (1 + s * w) ** sp.Rational(-3, 2)
    return [
        sp.diff(w, epsilon) - 2 * (d - 1) * a**2 * alpha / c**4,
        -sp.diff(g, epsilon) / alpha - eta * s * factor * (d - 1) * a**2 / c**4,
        sp.diff(h, epsilon) - eta * factor * (d - 1) * a**2 / c**3,
    ]


def the_multiplier_is_a_root() -> list[sp.Expr]:
    """ρ = αg satisfies ρ²(1/α² + s/c²) = η²."""
    rho = alpha * eta / sp.sqrt(1 + s * w)
    return [rho**2 * (1 / alpha**2 + s / c**2) - eta**2]


def the_two_maxima() -> list[sp.Expr]:
    """√x(1 + x)^{-3/2} has its maximum 2/(3√3) at 1/2, (x − 1)x^{-3/2} the same at 3; the product of both is 4/27."""
    first, second = sp.sqrt(x) * (1 + x) ** sp.Rational(-3, 2), (x - 1) * x ** sp.Rational(-3, 2)
    top = 2 / (3 * sp.sqrt(3))
    return [
        sp.diff(first, x).subs(x, sp.Rational(1, 2)),
        first.subs(x, sp.Rational(1, 2)) - top,
        sp.diff(second, x).subs(x, 3),
        second.subs(x, 3) - top,
        top**2 - sp.Rational(4, 27),
    ]


def they_are_maxima() -> list[sp.Basic]:
    """The derivatives change sign once, from + to −: their numerators are 1 − 2x and 3 − x up to positive factors."""
    first = sp.simplify(
        sp.diff(sp.sqrt(x) * (1 + x) ** sp.Rational(-3, 2), x) * 2 * sp.sqrt(x) * (1 + x) ** sp.Rational(5, 2)
    )
    second = sp.simplify(sp.diff((x - 1) * x ** sp.Rational(-3, 2), x) * 2 * x ** sp.Rational(5, 2))
    return [sp.Eq(sp.expand(first), 1 - 2 * x), sp.Eq(sp.expand(second), 3 - x)]


def constant_of_the_tail() -> list[sp.Basic]:
    """(65/64)/√2 ≤ 0.72 as in (1), and (d − 1)/d² ≤ 1/4 as in (3), by d²/4 − (d − 1) = (d/2 − 1)²."""
    return [
        sp.Le(sp.Rational(65, 64) / sp.sqrt(2), sp.Rational(72, 100)),
        sp.Eq(sp.expand(d**2 / 4 - (d - 1) - (d / 2 - 1) ** 2), 0),
    ]
