def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


def step_grid(grid):
    rows, columns = len(grid), len(grid[0])
    out = []
    for y in range(rows):
        above, row, below = grid[y - 1], grid[y], grid[(y + 1) % rows]
        line = bytearray(columns)
        for x in range(columns):
            r = x + 1 if x + 1 < columns else 0
            n = above[x - 1] + above[x] + above[r] + row[x - 1] + row[r] + below[x - 1] + below[x] + below[r]
            line[x] = n == 3 or n == 2 and row[x]
        out.append(line)
    return out


cells = {(0, 1), (1, 1), (2, 1), (2, 2), (1, 3), (10, 10), (11, 10), (12, 10), (11, 11), (13, 12), (40, 40), (41, 40), (40, 41), (39, 41), (40, 42)}
for _ in range(260):
    cells = step(cells)
grid = [bytearray((x * 7 + y * 13) % 5 == 0 for x in range(96)) for y in range(64)]
for _ in range(420):
    grid = step_grid(grid)
print(len(cells), sum(map(sum, grid)))
