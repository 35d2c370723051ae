class Matrix:
    def __init__(self, rows): self.rows = [list(row) for row in rows]

    @classmethod
    def identity(cls, n): return cls([int(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self): return len(self.rows), len(self.rows[0])

    def __getitem__(self, at):
        if isinstance(at, tuple):
            i, j = at
            return self.rows[i][j]
        return self.rows[at]

    def __setitem__(self, at, value): self.rows[at[0]][at[1]] = value
    def __eq__(self, other): return isinstance(other, Matrix) and self.rows == other.rows
    def __add__(self, other): return Matrix([a + b for a, b in zip(x, y, strict=True)] for x,
        y in zip(self.rows, other.rows, strict=True))
    def __mul__(self, k): return Matrix([k * a for a in row] for row in self.rows)
    __rmul__ = __mul__
    def __matmul__(self,
        other): return Matrix([sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)] for row in self.rows)
    def __pow__(self, n): return Matrix.identity(len(self.rows)) if n == 0 else self @ self ** (n - 1)
    def __neg__(self): return -1 * self
    def __iter__(self): return (a for row in self.rows for a in row)
    def __str__(self): return "\n".join(" ".join(f"{a:4}" for a in row) for row in self.rows)
    def transposed(self): return Matrix(zip(*self.rows))

    def determinant(self):
        if len(self.rows) == 1:
            return self[0, 0]
        return sum((-1) ** j * a * Matrix(row[:j] + row[j + 1:] for row in self.rows[1:]).determinant() for j,
            a in enumerate(self.rows[0]))


m = Matrix([[1, 2], [3, 4]])
print(m, m @ m, m ** 5, 2 * m + m * -1 == m, -m, list(m), m.transposed(), sep="\n")
print(m.determinant(), Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).determinant(), m.shape, m[1], m[0, 1], m != 5)
m[0, 0] = 9
print(m[0], sum(m), max(m))
try:
    m + Matrix([[1], [2]])
except ValueError as error:
    print(error)
