a = b = 3
if a < 3 and b or not a:
    print("first")
elif a == 3:
    print("second")
else:
    print("third")
print(a and b, 0 or "x", not a, not 0, 1 < a < 5, 1 < a < 2, a if b else 0, None is None, a is not None)
print(0 or 0.0 or "" or None)
if not (a and 0):
    print("neither")
if 1 < a < 3 or a == b != 4:
    print("chain")
