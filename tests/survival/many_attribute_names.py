# Ever new names of attributes, globals and keyword arguments: they must not stay for ever, nor take longer and longer.
class A: pass


one = A()
for i in range(200_000):
    new = A()
    setattr(new, f"name_{i}", i)
    setattr(one, f"other_{i}", i)
    delattr(one, f"other_{i}")
    getattr(one, f"missing_{i}", None)
print(len(vars(one)), len(vars(new)))


def f(**kwargs): return len(kwargs)


for i in range(50_000):
    f(**{f"keyword_{i}": i})
print(f(**{f"k{i}": i for i in range(100_000)}))
for i in range(2_000):
    exec(f"global_{i} = {i}; del global_{i}")
    type(f"Class_{i}", (A,), {f"attribute_{i}": i})()
print(len(A.__subclasses__()) <= 2_000)
for i in range(20_000):
    setattr(A, f"class_{i}", i)
    delattr(A, f"class_{i}")
f.attribute = 1
for i in range(20_000):
    setattr(f, f"of_function_{i}", i)
print(len(vars(f)))
error = ValueError()
for i in range(20_000):
    setattr(error, f"of_error_{i}", i)
print(len(vars(error)))
