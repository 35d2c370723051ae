table = [[1, 2], [3, None], [5, 6]]
print([sum(cell for cell in row) for row in table[::2]])
print([sum(cell for cell in row) for row in table])
