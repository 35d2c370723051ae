saved = []


class Phoenix:
    def __init__(self, name): self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


p = Phoenix("a")
del p
print(len(saved), saved[0].name)
q = saved.pop()
del q
print(len(saved))
cycle = Phoenix("cycle")
cycle.me = cycle
del cycle
import gc
gc.collect()
print(len(saved), saved[-1].me.name)
saved.clear()
gc.collect()


class Again:
    count = 0
    def __del__(self):
        Again.count += 1
        if Again.count < 10:
            Again()


Again()
print(Again.count)


class Chain:
    def __init__(self, n): self.n = n
    def __del__(self):
        if self.n:
            Chain(self.n - 1)


try:
    Chain(100)
except RecursionError:
    pass
print("survived")
