grid = {(x, y): x * y for x in range(3) for y in range(3)}
print(grid[2, 2])
print(grid[1, 2] + grid[3, 0] * 2)
