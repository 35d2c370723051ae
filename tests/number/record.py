"""Asks Python for the results of operations on seeded random numbers: `record.py integers|floats|hashes`, to standard output.

One case a line: operation, arguments, `=`, result; an exception is its type and message after `!`.
"""

import math
import random
import sys

random.seed(314)


def integer():
    kind = random.randrange(8)
    if kind == 0:
        return random.randint(-10, 10)
    if kind == 1:
        return random.choice([2**31, 2**32, 2**61 - 1, 2**62, 2**63, 2**64, 2**127, 2**128, 10**19, 2**53]) * random.choice([1, -1]) + random.randint(-2, 2)
    bits = random.choice([20, 40, 62, 63, 64, 65, 80, 130, 200, 500])
    value = random.getrandbits(bits) if kind < 6 else (1 << bits) - random.getrandbits(bits // 2)
    return value if random.random() < 0.6 else -value


def real():
    kind = random.randrange(7)
    if kind == 0:
        return random.choice([0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, 1e16, 1e22, 1e300, 1e308, -1e308, 5e-324, 2.2250738585072014e-308, math.inf, -math.inf, math.nan, 3.0, -3.0])
    if kind == 1:
        return float(random.randint(-1000, 1000))
    if kind == 2:
        return random.randint(-10**6, 10**6) / random.choice([2, 4, 8, 10, 100, 1000])
    if kind == 3:
        return random.choice([-1, 1]) * random.random() * 10.0 ** random.randint(-300, 300)
    if kind == 4:
        return random.choice([-1, 1]) * math.ldexp(random.getrandbits(53), random.randint(-1074, 900))
    return random.uniform(-100, 100)


def show(value):
    if value is NotImplemented:
        return "NotImplemented"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return ("-" if value < 0 else "") + format(abs(value), "x")
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value.hex()
    if isinstance(value, complex):
        return show(value.real) + " " + show(value.imag)
    if isinstance(value, tuple):
        return " ".join(map(show, value))
    if isinstance(value, bytes):
        return "b" + value.hex()
    return value


def case(name, function, *arguments):
    try:
        result = show(function(*arguments))
    except Exception as error:
        result = "!" + type(error).__name__ + " " + str(error)
    print(name, *map(show, arguments), "=", result)


def compare(a, b):
    return (a > b) - (a < b)


def integers():
    two = {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "floordiv": lambda a, b: a // b,
        "mod": lambda a, b: a % b, "divmod": divmod, "and": lambda a, b: a & b, "or": lambda a, b: a | b,
        "xor": lambda a, b: a ^ b, "truediv": lambda a, b: a / b, "compare": compare, "gcd": math.gcd, "lcm": math.lcm,
    }
    one = {
        "neg": lambda a: -a, "abs": abs, "invert": lambda a: ~a, "bits": int.bit_length, "count": int.bit_count,
        "isqrt": math.isqrt, "float": float, "str": str,
    }
    for _ in range(50):
        for name, function in two.items():
            case(name, function, integer(), integer())
        for name, function in one.items():
            case(name, function, integer())
        case("truediv", lambda a, b: a / b, integer() << random.randrange(1200), integer() << random.randrange(1200))
        case("lshift", lambda a, b: a << b, integer(), random.randint(-1, 200))
        case("rshift", lambda a, b: a >> b, integer(), random.randint(-1, 200))
        case("pow", lambda a, b: a**b, random.randint(-300, 300), random.randint(0, 60))
        case("powmod", pow, integer(), random.choice([integer(), random.randint(-20, 20)]), integer())
        case("round", round, integer(), -random.randint(0, 40))
        case("round", round, random.randint(-1000, 1000) * 5 * 10 ** random.randint(0, 20), -random.randint(0, 24))
        case("tobytes", lambda a, n, s: a.to_bytes(n, "big", signed=s), integer(), random.randint(-1, 70), random.random() < 0.5)
        case("tobytes", lambda a, n, s: a.to_bytes(n, "little", signed=s) [::-1], random.randint(-70000, 70000), random.randint(0, 4), random.random() < 0.5)
        case("frombytes", lambda b, s: int.from_bytes(b, "big", signed=s), random.randbytes(random.randrange(40)), random.random() < 0.5)
        near = integer()
        try:
            near = float(near) + random.choice([0.0, 0.5, -0.5])
        except OverflowError:
            near = real()
        whole = int(near) if math.isfinite(near) else integer()
        case("comparefloat", compare, whole + random.randint(-1, 1), near)
    for digits in (1, 20, 100, 640, 4299):
        value = random.randrange(10 ** (digits - 1), 10**digits)
        case("str", str, value)
    for text in ("0", "-0", "+12", " 12 ", "1_000", "1__0", "_1", "1_", "", " ", "- 1", "+-1", "12a", "0x1f", "0X_1F", "0x__1", "0x", "0b101", "0b12",
                 "0o17", "0o8", "00", "0_0", "01", "0_1", "zz", "9" * 50, "7" * 641, "f" * 70, "\t\n12\r", "1\x1c", "0b1", "b1", "0x_", "\u0661\u0662", "\u3000\u0967\u2003",
                 "\U0001d7ff\U0001d7ce", "\u0661_2", "\u00b2", "\x851", "\u1a91\u1a82", "9223372036854775807", "-9223372036854775808", "9223372036854775808"):
        for base in (0, 2, 8, 10, 16, 36, 7, 1, 37):
            def parse(base):
                return int(text, base)
            try:
                result = show(parse(base))
            except ValueError as error:
                result = "!" + ("invalid" if "invalid literal" in str(error) else str(error))
            print("parse", text.encode().hex() or "-", base, "=", result)


def floats():
    two = {
        "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "divmod": divmod, "truediv": lambda a, b: a / b,
        "pow": lambda a, b: a**b,
    }
    for _ in range(80):
        for name, function in two.items():
            case(name, function, real(), real())
        case("pow", lambda a, b: a**b, real(), float(random.randint(-10, 10)))
        case("mod", lambda a, b: a % b, random.uniform(-1000, 1000), float(random.randint(-20, 20)))
        case("floordiv", lambda a, b: a // b, float(random.randint(-1000, 1000)), random.randint(-50, 50) / 10)
        x = real()
        case("round", lambda x, n: round(x, n), x, random.randint(-20, 20))
        case("round", lambda x, n: round(x, n), random.randint(-10**7, 10**7) / 10 ** random.randint(0, 7), random.randint(-8, 8))
        case("round", lambda x, n: round(x, n), random.randint(-10**5, 10**5) * 5 / 10 ** random.randint(0, 7), random.randint(-8, 8))
        case("round", lambda x, n: round(x, n), real(), random.randint(-330, 330))
        case("toint", int, real())
        case("roundint", round, real())
        case("ratio", float.as_integer_ratio, real())
        case("whole", float.is_integer, real())


def complexes():
    def number():
        part = lambda: random.choice([real, real, lambda: float(random.randint(-5, 5)), lambda: random.uniform(-3, 3)])()
        return complex(part(), part())

    two = {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
        "pow": lambda a, b: a**b,
    }
    for _ in range(30):
        for name, function in two.items():
            case(name + "cc", function, number(), number())
            case(name + "cr", function, number(), real())
            case(name + "rc", function, real(), number())
        case("powcr", lambda a, b: a**b, number(), float(random.randint(-120, 120)))
        case("abs", abs, number())
    for base in (complex(3, 0.0), complex(3, -0.0), complex(-3, 0.0), complex(-3, -0.0), complex(0.0, 2), complex(-0.0, 2), complex(0.0, -2), 1 + 2j):
        for exponent in (0.0, -1.0, -2.0, -3.0, -4.0, 1.0, 2.0, -0.0):
            case("powcr", lambda a, b: a**b, base, exponent)


def hashes():
    """A Python of 64 bits has to answer these."""
    assert sys.hash_info.width == 64
    for _ in range(80):
        case("int", hash, integer())
        x = real()
        if not math.isnan(x):
            case("float", hash, x)
            case("complex", hash, complex(x, random.choice([0.0, 1.5, -2.0, 1e300])))
    for value in (0, -1, -2, 2**61 - 1, 2**61 - 2, 2**61, -(2**61) + 1, -(2**61), 2**122 - 1, 10**1000, 2**63, -(2**63)):
        case("int", hash, value)


{"integers": integers, "floats": floats, "complexes": complexes, "hashes": hashes}[sys.argv[1]]()
