# Every operation of the specification, with the signals it raises, under several contexts.
from decimal import *

UNARY = """abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus sqrt to_integral_exact
to_integral_value copy_abs copy_negate is_normal is_subnormal is_zero is_signed number_class to_sci_string
to_eng_string""".split()
BINARY = """add subtract multiply divide divide_int remainder remainder_near divmod compare compare_signal compare_total
compare_total_mag copy_sign max max_mag min min_mag next_toward quantize same_quantum logical_and logical_or logical_xor
rotate scaleb shift power""".split()
CONTEXTS = [
    Context(prec=28, traps=[]),
    Context(prec=5, rounding=ROUND_UP, Emin=-9, Emax=9, traps=[]),
    Context(prec=3, rounding=ROUND_05UP, Emin=-3, Emax=3, clamp=1, capitals=0, traps=[]),
]
VALUES = ["0", "-0.00", "1", "1101", "-7.5", "0.0123456789", "98765432109876543210.5", "1E-8", "9.99E+8", "Infinity",
          "-Inf", "NaN12", "-sNaN3"]


def show(context, name, *operands):
    context.clear_flags()
    try:
        result = getattr(context, name)(*operands)
    except ArithmeticError as error:
        result = type(error).__name__
    result = ", ".join(map(str, result)) if isinstance(result, tuple) else str(result)
    signals = " ".join(signal.__name__ for signal, is_set in context.flags.items() if is_set)
    print(name, *operands, "=", result, signals and f"[{signals}]")


for context in CONTEXTS:
    print(context)
    values = [Decimal(value) for value in VALUES]
    for name in UNARY:
        for value in values[1:]:
            show(context, name, value)
    for name in BINARY:
        for a, b in zip(values[1:], values[3:] + values[2:4]):
            show(context, name, a, b)
            show(context, name, b, values[3])
    show(context, "fma", 3, Decimal("1.23456"), Decimal("-1E-7"))
    show(context, "fma", Decimal("Inf"), 0, Decimal("NaN7"))
    for triple in [(2, 100, 97), (-3, 5, 7), (2, -1, 5), (0, 0, 3), (7, 3, 0)]:
        show(context, "power", *triple)

print("-- rounding")
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    quantized = [Decimal(text).quantize(Decimal("0.1"), rounding) for text in ("1.25", "1.35", "-1.25", "1.01", "-1.05", "1.55")]
    print(rounding, *quantized, Decimal("2.5").to_integral_value(rounding), Context(prec=2, rounding=rounding).divide(2, 3))

print("-- many digits")
with localcontext(prec=120):
    print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(7).log10(), sep="\n")
    print(Decimal(2) ** Decimal("0.5"), Decimal(3) ** -50, Decimal("1.000000001") ** 1000000, sep="\n")
    print(Decimal(1) / 998001)
print(Decimal("1E+400000000") * Decimal("1E-399999999"), Decimal(3).sqrt(Context(prec=9)))
