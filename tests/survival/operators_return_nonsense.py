class A:
    def __add__(self, other): return NotImplemented
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __lt__ = __gt__ = __eq__ = __iadd__ = __and__ = __pow__ = __matmul__ = __add__
    __hash__ = None
class B(A):
    __radd__ = None
class C:
    def __getattr__(self, name): return lambda *a: 5
class D:
    def __lt__(self, other): return Weird()
    def __eq__(self, other): return Weird()
    def __contains__(self, other): return Weird()
class Weird:
    def __bool__(self): raise OverflowError("no truth")


def attempt(source):
    try:
        exec(source, globals())
        print("fine")
    except (TypeError, OverflowError, RecursionError) as error:
        print(type(error).__name__)


for source in ("A() + A()", "A() + B()", "A() - 1", "1 - A()", "A() * 'a'", "A() < A()", "A() == A()", "A() ** 2", "A() @ A()", "x = A(); x += 1", "C() + C()", "C() == C()", "len(C())", "D() < D()", "if D() < D(): pass", "1 in D()", "D() in [D(), 1]",
               "[D()] == [D()]", "max(D(), D())", "sorted([D(), D()])", "{1: D()} == {1: D()}", "[1].index(D())", "A() & A()", "-A()", "~A()", "A()[0]", "A()()", "divmod(A(), A())", "pow(A(), 2, 3)", "1 if Weird() else 2", "not Weird()", "Weird() and 1", "assert Weird()", "while Weird(): pass", "[x for x in [1] if Weird()]", "filter(None, [Weird()])", "list(filter(None, [Weird()]))", "any([Weird()])", "all([Weird()])", "1 < D() < 3", "bool(NotImplemented)"):
    attempt(source)
