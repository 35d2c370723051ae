last = None
for i in range(100_000):
    new = ValueError(i)
    new.__context__ = last
    last = new
raise last
