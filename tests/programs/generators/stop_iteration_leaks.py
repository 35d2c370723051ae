def take(iterator, n):
    return [next(iterator) for _ in range(n)]


def leaking():
    it = iter([1])
    while True:
        yield next(it)


print(take(iter("abc"), 2))
try:
    take(iter("abc"), 5)
except StopIteration as stop:
    print("StopIteration", stop.args)
try:
    print(list(leaking()))
except RuntimeError as error:
    print(error)
list(leaking())
