class Iterator:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        return self.n
    def send(self, value): return f"sent {value}"
    def throw(self, error): print("thrown", repr(error)); return "from throw"
    def close(self): print("closed")


def delegate(to):
    try:
        yield from to
    except Exception as error:
        print("delegate caught", repr(error))
        yield "after"


g = delegate(Iterator())
print(next(g), g.send(5), g.throw(ValueError("x")), next(g))
g.close()


def sub():
    try:
        yield 1
    except KeyError:
        print("sub caught KeyError")
        yield 2
    finally:
        print("sub finally")


g = delegate(sub())
print(next(g), g.throw(KeyError), next(g, "end"))
g = delegate(sub())
next(g)
print(g.throw(TypeError("t")))
g = delegate([1, 2, 3])
next(g)
print(g.throw(LookupError("l")))
g = delegate(sub())
next(g)
g.close()


def raises_stop():
    raise StopIteration("manual")
    yield


try:
    next(raises_stop())
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__cause__ is error.__context__)
