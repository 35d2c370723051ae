N = 300_000
error = None
for i in range(N):
    new = ValueError(i)
    new.__context__ = error
    error = new
error = new = None
for i in range(N):
    new = ValueError(i)
    new.__cause__ = error
    error = new
error = new = None
for i in range(N):
    error = ValueError(error)
error = None
for i in range(N):
    group = ExceptionGroup("g", [error or ValueError()])
    error = group
error = group = None


def chain(n):
    last = ValueError("first")
    for i in range(n):
        try:
            try:
                raise last
            except Exception:
                raise KeyError(i)
        except KeyError as error:
            last = error
    return last


chain(50_000)
print("survived")
