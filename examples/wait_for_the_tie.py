"""An algorithm that waits until it can tell the columns apart: it never halts on the tie, so it trains nothing there.

barriers verify examples/wait_for_the_tie.py:train --time-limit 5
"""


def train(data):
    """Read A(1), A(2), ... until one of the competing columns is certainly the largest, then use that column alone."""
    m, N = data.shape
    heads = range(N - m + 1)
    n = 1
    while True:
        A = data.A(n)
        sizes = sorted((A[:, j].norm_squared(), j) for j in heads)
        # Norms of A_n are within 2^-n of the true ones, and all are below 2N·a: a gap of squares this large is certain.
        if sizes[-1][0] - sizes[-2][0] > 16 * N * data.omega.a / 2**n:
            return FromColumn(A, sizes[-1][1])
        n += 1


class FromColumn:
    """y -> the point on one column that explains y best."""

    exact = True

    def __init__(self, A, column):
        self.A, self.column = A, column

    def __call__(self, y):
        x = [0] * self.A.shape[1]
        column = self.A[:, self.column]
        x[self.column] = (column @ y).to_fractions() / column.norm_squared()
        return x
