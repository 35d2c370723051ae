import sys

sys.setrecursionlimit(1_000_000)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(100_000))
try:
    down(10_000_000)
except RecursionError as error:
    print(error)
print(down(1000))
