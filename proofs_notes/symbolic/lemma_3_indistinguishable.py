"""Lemma 3 (answers.md): how far the branches are from the tie and from each other."""

import sympy as sp

a, epsilon = sp.symbols("a epsilon", positive=True)
d = sp.Symbol("d", integer=True, positive=True)


def the_diagonal_moves_less_than_epsilon() -> list[sp.Expr]:
    """(c(0) + ε)² − c(ε)² = 2ε(c(0) − a), which is ≥ 0 since c(0) = a√d ≥ a."""
    tied = a * sp.sqrt(d)
    squared = (d - 1) * a**2 + (a + epsilon) ** 2
    return [(tied + epsilon) ** 2 - squared - 2 * epsilon * (tied - a)]


def equal_branches_are_root_two_epsilon_apart() -> list[sp.Expr]:
    """‖ε(e₁ − e₂)‖ = √2 ε, and the midpoint is at distance ε/√2 from both."""
    first, second = sp.Matrix([a + epsilon, a, a]), sp.Matrix([a, a + epsilon, a])
    middle = (first + second) / 2
    return [
        (first - second).dot(first - second) - 2 * epsilon**2,
        (first - middle).dot(first - middle) - epsilon**2 / 2,
        (second - middle).dot(second - middle) - epsilon**2 / 2,
    ]


def the_budget_of_an_answer_is_below_a_quarter() -> list[sp.Basic]:
    """Rounding 1/16, one head raised 1/8, common noise 1/32, entries 1/256; samples 1/8 + 1/16 (units of 2^-n).

    Against the truth: 1/√2 in the place of 1/8; then there is still room for ε√m ≤ 1/8.
    """
    matrix = sp.Rational(1, 16) + sp.Rational(1, 8) + sp.Rational(1, 32) + sp.Rational(1, 256)
    sample = sp.Rational(1, 8) + sp.Rational(1, 16)
    quarter, branch = sp.Rational(1, 4), sp.Rational(1, 8)
    against = matrix - branch + 1 / sp.sqrt(2)
    return [
        sp.Lt(matrix, quarter),
        sp.Lt(sample, quarter),
        sp.Le(2 * quarter, 1),
        sp.Lt(against, sp.Rational(805, 1000)),
        sp.Le(against + branch, 1),
    ]
