value = ()
for _ in range(1_000_000):
    value = (value,)
try:
    hash(value)
except RecursionError:
    pass
try:
    {value: 1}
except RecursionError:
    pass
value = None
value = frozenset()
try:
    for _ in range(20_000):
        value = frozenset([value, 1])
    hash(value)
except RecursionError:
    pass
alias = int
try:
    for _ in range(20_000):
        alias = list[alias]
    hash(alias)
    alias == alias
    repr(alias)
except RecursionError:
    pass
value = slice(0)
try:
    for _ in range(100_000):
        value = slice(value)
    hash(value)
except RecursionError:
    pass
print("survived")
