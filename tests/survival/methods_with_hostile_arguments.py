# Every method of every builtin type, with one, two and three arguments that nobody expects.
import sys

HUGE = 1 << 62


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value


class Bad:
    def __index__(self): raise OSError("index")
    def __len__(self): return -1
    def __iter__(self): raise OSError("iter")
    def __hash__(self): raise OSError("hash")
    def __eq__(self, other): raise OSError("eq")
    def __str__(self): raise OSError("str")
    def __bool__(self): raise OSError("bool")
    def __getitem__(self, key): raise OSError("item")
    def __call__(self, *args): raise OSError("call")


def subjects():
    return [
        0, -5, HUGE, -(1 << 70), True, None, ..., NotImplemented, 1.5, float("nan"), -1e308, 2j, "text é日😀", "", b"bytes", b"", bytearray(b"abc"), bytearray(), memoryview(bytearray(b"abcd")), memoryview(b""),
        [1, "a", None], [], (1, 2), (), {1: 2, "k": []}, {}, {1, "b"}, set(), frozenset([1]), range(5), range(-9, 9, 3), slice(1, HUGE, None), iter([1, 2]), iter("abc"), iter({1: 2}), iter({1}), reversed([1]), enumerate("ab"),
        zip([1], [2]), map(str, [1]), filter(None, [1]), {1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), (x for x in [1, 2]), len, str.join, [].append, int.real, ValueError("v", 1), OSError(1, "x"), UnicodeDecodeError("utf-8", b"a", 0, 1, "r"), StopIteration(3),
        ExceptionGroup("g", [ValueError(1)]), property(len), staticmethod(len), classmethod(len), super(bool, True), type("T", (), {}), type("S", (), {"__slots__": ("a",)})(), object(), lambda a, *b, c=1, **d: a, list[int], int | str, (lambda: 0).__code__,
    ]


ARGUMENTS = [None, 0, -1, HUGE, -HUGE, 1 << 100, sys.maxsize, -sys.maxsize - 1, 1.5, float("inf"), "", "x" * 40, "é\ud800", b"\xff", bytearray(b"z"), [], [1, [2]], (), (1, 2), {}, {1: 2}, {3}, range(3), slice(None, None, -HUGE), len, int, type, ValueError, ValueError(), iter(()), Index(HUGE), Index(3), Index("no"), Bad(), Bad, ...]
PAIRS = [(0, HUGE), (HUGE, 0), ("x", HUGE), (HUGE, "x"), (-HUGE, HUGE), (None, None), ("", ""), ("a", "b"), (b"a", b"b"), ("utf-8", "nope"), ([], []), (int, object), (1, Bad()), (Bad(), Bad()), ("x", 1 << 100), (2, 1 << 70), (Index(1), Index(1))]
TRIPLES = [(0, 1, 2), (HUGE, HUGE, HUGE), ("a", "b", HUGE), ("a", "b", -1), (b"a", b"b", HUGE), (None, None, None), ("x", (), {}), (1, 2, 0), (Bad(), Bad(), Bad())]
SKIPPED = {"__init_subclass__", "__subclasshook__"}
count = 0


def attempt(function, *args):
    global count
    count += 1
    try:
        result = function(*args)
        repr(type(result))
    except Exception:
        pass


for place, subject in enumerate(subjects()):
    names = [name for name in dir(subject) if name not in SKIPPED]
    for name in names:
        for arguments in [(), *[(argument,) for argument in ARGUMENTS], *PAIRS, *TRIPLES]:
            victim = subjects()[place] if arguments else subject
            try:
                method = getattr(victim, name)
            except Exception:
                break
            if not callable(method) or isinstance(method, type):
                break
            attempt(method, *arguments)
print(count > 100_000)
print("survived")
