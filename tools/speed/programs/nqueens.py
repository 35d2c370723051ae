def queens(n):
    columns, up, down, found = [False] * n, [False] * (2 * n), [False] * (2 * n), 0

    def place(row):
        nonlocal found
        if row == n:
            found += 1
            return
        for column in range(n):
            if not (columns[column] or up[row + column] or down[row - column + n]):
                columns[column] = up[row + column] = down[row - column + n] = True
                place(row + 1)
                columns[column] = up[row + column] = down[row - column + n] = False

    place(0)
    return found


print([queens(n) for n in range(4, 13)])
