a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** b, -a, +a, abs(a), a.real, a.imag, a.conjugate(), a == 3 + 4j, a != b,
    bool(0j), 5 + 0j == 5, hash(5 + 0j) == hash(5), 2 ** 1j, 1j ** 2, 1j ** 0.5, a ** 0, a ** -1, 0j ** 0)
print(1j, -1j, 0j, -0j, 1 + 0j, complex(-0.0, -0.0), complex(1, -0.0), 1e20j, complex("nan+infj"),
    complex(float("inf"), float("nan")), 1.5j, [1j], complex(0, 1e-5), 2j * 3, 2j + 1, 1 - 1j, 1 / 2j, 2.5 * 1j)
for action in (lambda: a / 0, lambda: 1j / 0j, lambda: 0j ** -1, lambda: 0j ** 1j, lambda: a < b, lambda: a > 1,
    lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: int(a), lambda: float(a), lambda: round(a),
    lambda: a + "x", lambda: a << 1, lambda: a & b, lambda: pow(a, 2, 3), lambda: sorted([a, b]), lambda: a[0],
    lambda: hex(a), lambda: setattr(a, "real", 5), lambda: ~a, lambda: max(a, b), lambda: "a" * 1j, lambda: range(1j)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(sum([1j, 2j]), sum([1j, 2.5]), {1j: "a"}[1j], 1j in [1j], complex.conjugate(b), a.__add__(1), a.__eq__("x"),
    abs(complex("inf")))
