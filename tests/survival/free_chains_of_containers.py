N = 1_000_000
for make in (lambda v: [v], lambda v: (v,), lambda v: {0: v}, lambda v: {"k": v}, lambda v: slice(v)):
    value = None
    for _ in range(N):
        value = make(value)
    value = None
value = None
for _ in range(300_000):
    value = iter([value])
value = None
for _ in range(200_000):
    value = {"a": [(value,)]}
value = None
print("survived")
