# The right operand goes first if its class is derived from the left's and says something else.
from _collections import defaultdict


class D(dict):
    def __ror__(self, other): return "D.__ror__"
    def __or__(self, other): return "D.__or__"


class L(list):
    def __radd__(self, other): return "L.__radd__"
    def __rmul__(self, other): return "L.__rmul__"


class F(float):
    def __radd__(self, other): return "F.__radd__"
    def __rpow__(self, other): return "F.__rpow__"
    def __lt__(self, other): return "F.__lt__"


class I(int):
    def __rsub__(self, other): return "I.__rsub__"
    def __eq__(self, other): return "I.__eq__"
    __hash__ = None


class S(str):
    def __radd__(self, other): return "S.__radd__"
    def __rmod__(self, other): return "S.__rmod__"


class B(bytes):
    def __radd__(self, other): return "B.__radd__"


class C(complex):
    def __rmul__(self, other): return "C.__rmul__"


print({} | D(), D() | {}, {} | defaultdict(int, a=1), defaultdict(int, a=1) | {"b": 2})
print([1] + L(), 2 * L(), L() * 2)
print(1.0 + F(), 2.0 ** F(), 1.0 > F(), 1.0 < F())
print(1 - I(), 1 == I(), True - I())
print("a" % S("b"), "%s" % S("b"), "a" + S("b"))
print(b"a" + B())
print(1j * C(), 1.0 * C(), 1 * C())
