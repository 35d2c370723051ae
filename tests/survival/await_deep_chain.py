async def leaf():
    return 1


async def wrap(inner):
    return await inner


c = leaf()
for _ in range(50_000):
    c = wrap(c)
try:
    c.send(None)
except (StopIteration, RecursionError):
    pass
c = None
c = leaf()
for _ in range(300):
    c = wrap(c)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
c = leaf()
for _ in range(100_000):
    c = wrap(c)
c.close()
import sys
sys.stderr = None
del c
print("survived")
