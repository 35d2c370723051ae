# Contexts: their fields, mappings of signals, errors, which is the current one; signals as exceptions.
import copy
import pickle
from contextvars import copy_context
from decimal import *
import decimal


def attempt(do, *args, **kwargs):
    try:
        print(repr(do(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print(DefaultContext, BasicContext, ExtendedContext, sep="\n")
c = getcontext()
print(c is getcontext(), c == c.copy(), c.Etiny(), c.Etop(), c.radix())
for keywords in [dict(prec=0), dict(prec="x"), dict(prec=10**30), dict(Emin=1), dict(Emax=-1), dict(capitals=2), dict(clamp=-1),
                 dict(rounding="up"), dict(rounding=5), dict(flags=5), dict(flags={}), dict(traps=[5]), dict(traps={Inexact: 1}),
                 dict(flags=[Inexact, Rounded, Clamped]), dict(prec=None, traps=None), dict(foo=1)]:
    attempt(Context, **keywords)
attempt(Context, 1, ROUND_UP, -2, 3, 0, 1, [Overflow], [Subnormal])
for name, value in [("prec", 0), ("Etiny", 1), ("flags", []), ("traps", {}), ("rounding", None)]:
    attempt(setattr, c, name, value)
attempt(delattr, c, "prec")
for bits in (32, 64, 128, 0, 33, 1 << 20):
    try:
        print(IEEEContext(bits))
    except ValueError as error:
        print("ValueError")

print("-- mappings")
flags = c.flags
print(flags, len(flags), list(flags) == list(c.traps), flags is c.flags)
flags[Inexact] = True
print(flags[Inexact], Inexact in flags, flags == c.copy().flags, flags == dict(flags), flags != c.traps, flags == 5)
for do in (lambda: flags["x"], lambda: flags.__delitem__(Inexact), lambda: flags.__setitem__(ValueError, 1), lambda: type(flags)()["x"],
           lambda: hash(flags), lambda: flags.copy() == dict(flags), lambda: flags.pop(Inexact)):
    attempt(do)
c.clear_flags()
c.flags = {signal: signal is Rounded for signal in c.flags}
print([signal.__name__ for signal in c.flags if c.flags[signal]], pickle.loads(pickle.dumps(c)), copy.copy(c), sep="\n")
print(c.__reduce__()[1][:6])
c.clear_flags()

print("-- signals")
for name in ("DecimalException", "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow",
             "Underflow", "FloatOperation", "ConversionSyntax", "DivisionImpossible", "DivisionUndefined", "InvalidContext"):
    signal = getattr(decimal, name, None)
    if signal is not None:
        print(name, [base.__name__ for base in signal.__mro__[1:-3]], signal.__module__)
one = Decimal(1)
for do in (lambda: one / 0, lambda: one * 0 / 0, lambda: one % 0, lambda: divmod(one, 0), lambda: Decimal("x"), lambda: Decimal("sNaN") + 1,
           lambda: Decimal("1E+999999") * 10, lambda: Decimal("1e30") // 7, lambda: one < Decimal("NaN"), lambda: Decimal(-1).sqrt()):
    attempt(do)
with localcontext(Context(prec=3, traps=[Inexact, Rounded, FloatOperation])) as inner:
    print(getcontext() is inner, inner is c)
    for do in (lambda: one / 3, lambda: Decimal("12345") + 0, lambda: Decimal(0.5), lambda: one < 0.5, lambda: one == 0.5, lambda: one / 0,
               lambda: Decimal.from_float(0.1), lambda: inner.create_decimal(0.5)):
        attempt(do)
    print(inner)
print(getcontext() is c)

print("-- the current one")
with localcontext(prec=4, rounding=ROUND_DOWN, capitals=0) as inner:
    print(one / 3, Decimal("1e50"), inner.prec)
    with localcontext() as deeper:
        deeper.prec = 2
        print(one / 3)
    print(one / 3)
print(one / 3)
for do in (lambda: localcontext(5), lambda: localcontext(prec=0), lambda: localcontext(foo=1), lambda: setcontext(1), lambda: getcontext(1)):
    attempt(do)
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, one / 0, getcontext().flags[DivisionByZero], ExtendedContext.flags[DivisionByZero])
setcontext(c)


def within():
    getcontext().prec = 3
    setcontext(Context(prec=7))
    return one / 3


print(copy_context().run(within), getcontext().prec)
c.prec = 28


class Mine(Context):
    pass


print(type(Mine(prec=5)).__name__, Mine(prec=5).divide(1, 7), type(Mine().copy()).__name__)
for do in (lambda: c.add(1), lambda: c.add(1, "x"), lambda: c.abs(), lambda: c.power(a=2, b=3), lambda: c.power(2, 3, 4, 5), lambda: c.canonical(1),
           lambda: c.create_decimal(" 1"), lambda: c.create_decimal(1.5), lambda: c.create_decimal_from_float("x"), lambda: c.is_nan("x"),
           lambda: Context(prec=2).create_decimal((1, (1, 2, 5), -1)), lambda: Context(prec=2).create_decimal("NaN123")):
    attempt(do)
