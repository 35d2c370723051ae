# trace: --function squares
def squares(n):
    for i in range(n):
        yield i * i
    return n


def delegates():
    got = yield from squares(2)
    yield got


print(list(delegates()), sum(squares(2)))
g = squares(9)
next(g)
try:
    g.throw(ValueError("in"))
except ValueError:
    pass
