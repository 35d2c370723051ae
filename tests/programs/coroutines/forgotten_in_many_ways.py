import sys


async def f():
    pass


f()
print(1, flush=True)
c = f()
del c
print(2, flush=True)


def g():
    f()
    print(3, flush=True)


g()


class C:
    async def method(self): pass


C().method()


async def awaits_nothing():
    f()


try:
    awaits_nothing().send(None)
except StopIteration:
    print("done", flush=True)
try:
    gen = (i for i in range(3))
    gen.throw(ValueError, "words", None)
except ValueError as error:
    print(repr(error), flush=True)
print(~True, bool(0) if False else "", flush=True)
