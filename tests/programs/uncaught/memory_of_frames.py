# The same line several times in one traceback, through different callers.
def bottom(n): return 1 // n
def left(n): return bottom(n)
def right(n): return left(n) + left(n - 1)
def both(n): return right(n) + right(n - 1) + right(n - 2)


print(right(2))
both(3)
