def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def multiply_by_index(a, b):
    n = len(a)
    result = [[0] * n for _ in range(n)]
    for i in range(n):
        row = result[i]
        for k in range(n):
            factor, other = a[i][k], b[k]
            for j in range(n):
                row[j] += factor * other[j]
    return result


def make(n, seed):
    return [[(i * seed + j * j * 7) % 13 - 5 for j in range(n)] for i in range(n)]


a, b = make(180, 3), make(180, 5)
first, second = multiply(a, b), multiply_by_index(a, b)
print(first == second, sum(map(sum, first)), first[17][23])
