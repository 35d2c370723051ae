def roots(x):
    return math.sqrt(x)


print(roots(4))
