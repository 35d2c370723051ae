def a():
    x = "a"

    def b():
        y = "b"

        def c():
            nonlocal x
            x += "c"

            def d():
                nonlocal x, y
                x += "d"
                y += "d"
                return lambda: x + y
            return d
        return c
    return b


b = a()
print(b()()()(), b()()()())


def shadow():
    x = 1

    def inner():
        x = 2

        class C:
            x = 3
            y = x

            def method(self): return x
        return C.y, C().method(), x
    return inner(), x


print(shadow())


def comprehension():
    n = 10
    return [lambda: (n, i) for i in range(2)], {k: (lambda: n) for k in "a"}, list(n + i for i in range(2))


first, second, third = comprehension()
print([f() for f in first], second["a"](), third)


def loop():
    out = []
    for i in range(3):
        def f(): return i
        out.append(f)
    i = 99
    return [g() for g in out]


print(loop())


def recursive():
    def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib


print(recursive()(15))


class Counter:
    def make(self):
        def step(by=1):
            self.n = getattr(self, "n", 0) + by
            return __class__.__name__, self.n
        return step


step = Counter().make()
step()
print(step(5))
