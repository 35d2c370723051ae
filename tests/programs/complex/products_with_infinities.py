inf, nan = float("inf"), float("nan")
for a in (1e300+1j, complex(inf, nan), complex(inf, inf), complex(0.0, -inf), 2+3j):
    for b in (complex(nan, inf), complex(1, 0), complex(-0.0, 1), complex(inf, -1), 1e200+1e200j):
        print(a * b, a + b, a - b, b * a)
