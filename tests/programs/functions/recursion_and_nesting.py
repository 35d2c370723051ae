def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)


def hanoi(n, source="A", target="C", spare="B"):
    if n:
        yield from hanoi(n - 1, source, spare, target)
        yield source + target
        yield from hanoi(n - 1, spare, target, source)


print(ackermann(2, 3), even(50), odd(50))
print(" ".join(hanoi(3)))


def level(n):
    def deeper():
        return level(n - 1) + [n]
    return deeper() if n else []


print(level(6))
fact = (lambda f: f(f))(lambda f: lambda n: 1 if n < 2 else n * f(f)(n - 1))
print(fact(20))
print((lambda *a, **k: (a, k))(1, *[2], b=3))
