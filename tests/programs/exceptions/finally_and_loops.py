def search(rows, wanted):
    visited = []
    for i, row in enumerate(rows):
        try:
            for j, cell in enumerate(row):
                try:
                    if cell == wanted:
                        return i, j, visited
                    if cell is None:
                        break
                    if cell == "skip":
                        continue
                    visited.append(cell)
                finally:
                    visited.append(f"c{j}")
            else:
                visited.append("whole row")
        finally:
            visited.append(f"r{i}")
    return visited


print(search([[1, "skip", 2], [3, None, 4], [5, 6]], 6))
print(search([[1], []], 9))


def counting():
    n = 0
    while True:
        n += 1
        try:
            if n % 2:
                continue
            if n > 6:
                return n
        finally:
            if n == 5:
                break
    return -n


print(counting())
