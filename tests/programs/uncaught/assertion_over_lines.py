a, b = [1, 2, 3], [1, 2, 4]
assert (
    a
    ==
    b
)
