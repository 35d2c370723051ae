# Decimals among Python's values: construction, conversion, formats, comparison, hashes, copies, subclasses, errors.
import copy
import math
import numbers
import pickle
from decimal import *
from fractions import Fraction


def attempt(do, *args, **kwargs):
    try:
        print(repr(do(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print("-- construction")
for value in ["", "1", " -1.50\n", "1_000.5", ".5", "5.", "1e5", "1E-10", "+inF", "-nAn12", "snan", "0x1", "1e", "--1", "\u0661\u0662.\u0663", "1\0",
              "1e1000000000000000000000", "0e-9999999999999999999999", 7, -10**40, True, 0.1, -0.0, float("inf"), 2.0**-30, (0, (1, 2, 3), -2),
              [1, [4], 3], (1, (), 2), (0, (0, 1), "n"), (1, (5,), "F"), (2, (1,), 0), (0, (10,), 0), (0, (1,), "x"), (0, (1,), 1.5), (1, 2), None, b"1", 1j]:
    attempt(Decimal, value)
attempt(Decimal)
attempt(Decimal, "1", 5)
attempt(Decimal, 1, 2, 3)
attempt(Decimal, wert=1)
attempt(Decimal.from_float, "1")
for value in (1, 0.25, Decimal("1.0"), "1", 1j):
    attempt(Decimal.from_number, value)

print("-- conversion")
for text in ("0", "-2.5", "3.5", "1E+3", "-0.001", "123456789.987654321", "NaN", "-Infinity", "sNaN"):
    d = Decimal(text)
    print(d, d.as_tuple(), d.adjusted(), bool(d), d.is_finite(), d.real, d.imag, d.conjugate())
    for do in (int, float, complex, round, math.floor, math.ceil, math.trunc, Decimal.as_integer_ratio, lambda d: round(d, 1), lambda d: round(d, -1)):
        attempt(do, d)
attempt(round, Decimal(1), "x")
print(d.__reduce__(), [Decimal(text).to_eng_string() for text in ("1E+7", "1.2E-9", "0E+2", "123E+1")])
for text in ("0.000001", "0.0000001", "1E+1", "0E-7", "0E+7", "-0.00"):
    print(str(Decimal(text)), end=" ")
print()

print("-- format")
for text in ("-1234567.891", "0.000012345", "1E+10", "-0.004", "NaN", "-Infinity", "0E+5"):
    print(text, [format(Decimal(text), spec) for spec in ("", "f", "e", "g", "E", ".2f", ".0e", ".3g", "%", ".1%", ",", "020,", "+.1f", " .4",
                                                          "*<16", "^16", "=16", "\u20ac>16", "016.2f", "n")])
attempt(format, Decimal(1), 5)
print(Decimal("1234567.5").__format__("n", {"decimal_point": ",", "thousands_sep": ".", "grouping": "\3\2\0"}))
attempt(Decimal(1).__format__, "n", {"decimal_point": "", "thousands_sep": ".", "grouping": "\3"})
attempt(Decimal(1).__format__, "n", 5)
print(f"{Decimal('3.14159'):.2f} {Decimal(7)!r:>15} {Decimal('1e-3'):{10}}", "%s %d %.2f" % (Decimal("1.50"), Decimal("2.9"), Decimal("0.125")))

print("-- comparison")
half = Decimal("0.5")
print(half == 0.5, half == Fraction(1, 2), half < Fraction(2, 3), Fraction(2, 3) > half, half == 0.5 + 0j, half != 1j, half < 1, 1 >= half, half == "0.5")
print(Decimal(0.1) == 0.1, Decimal("0.1") == 0.1, Decimal("1E+100") == 10**100, Decimal("1E+9999") > float("inf"), Decimal("Inf") == float("inf"))
print(all(hash(Decimal(x)) == hash(x) for x in (0, 1, -1, 2**61 - 1, 10**50, -10**50, 0.5, 1e300, -2.0**-50, float("inf"))))
print(hash(Decimal("1.50")) == hash(Fraction(3, 2)) == hash(Decimal("1.5")), hash(Decimal("1E-5")) == hash(Fraction(1, 10**5)))
print(sorted(map(Decimal, ("3", "-1", "2.50", "1E+2", "-Inf"))), max(half, 1), sum([half] * 3), {half: 1}[0.5], half in {Fraction(1, 2)})
for do in (lambda: half < "x", lambda: half + 0.5, lambda: 1.5 * half, lambda: half + Fraction(1), lambda: Decimal("sNaN") == 1, lambda: hash(Decimal("sNaN")),
           lambda: half < 1j, lambda: Decimal("NaN") == Decimal("NaN"), lambda: half @ 1, lambda: half.foo, lambda: setattr(half, "foo", 1)):
    attempt(do)
print(isinstance(half, numbers.Number), isinstance(half, numbers.Real), 3 - half, 7 // Decimal(2), -7 % Decimal(2), divmod(-7, Decimal(2)), 2**half, pow(Decimal(3), 4, 5))

print("-- methods")
for do in (lambda: half.quantize(), lambda: half.quantize(1, rounding="x"), lambda: half.exp(5), lambda: half.compare("1"), lambda: half.fma(2),
           lambda: half.max(1, context=Context(prec=1)), lambda: half.sqrt(Context(prec=3)), lambda: half.is_nan(1), lambda: half.scaleb(10**30),
           lambda: half.to_integral(ROUND_UP), lambda: half.to_integral(rounding=ROUND_UP), lambda: half.remainder_near(3), lambda: half.same_quantum(Decimal("0.1"))):
    attempt(do)
print(copy.copy(half) is half, copy.deepcopy([half])[0] is half, pickle.loads(pickle.dumps(Decimal("-0E-5"))), Decimal(half) is half)


class Money(Decimal):
    def __new__(cls, value="0", unit="EUR"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Money(super().__add__(other), self.unit)

    __radd__ = __add__


price = Money("19.99", "USD")
print(repr(price), price.unit, type(price + 1), type(price * 2), 1 + price, type(Decimal(price)), type(abs(price)), type(Money.from_float(0.5)).__name__)
print(type(copy.copy(price)).__name__, pickle.loads(pickle.dumps(price)).unit, price == Decimal("19.99"), hash(price) == hash(Decimal("19.99")))
print(MAX_PREC >= 425000000, MAX_EMAX == -MIN_EMIN, MIN_ETINY < MIN_EMIN, HAVE_THREADS, HAVE_CONTEXTVAR)
