# What is written, byte by byte, by each protocol; and that it is read as what it was.
import binascii
import collections
import functools
import io
import pickle
import types


def function():
    pass


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b", "__private")

    def __init__(self):
        self.a = 1
        self.__private = 3


class SlottedToo(Slotted):
    pass


class MyList(list):
    pass


class MyDict(dict):
    pass


class MySet(set):
    pass


class MyInt(int):
    pass


class MyStr(str):
    pass


class MyTuple(tuple):
    pass


class Made:
    def __new__(cls, *args, **kwargs):
        made = object.__new__(cls)
        made.args = args
        made.kwargs = kwargs
        return made

    def __getnewargs_ex__(self):
        return self.args, self.kwargs


class MadeByPlace:
    def __new__(cls, *args):
        made = object.__new__(cls)
        made.args = args
        return made

    def __getnewargs__(self):
        return self.args


class Stateful:
    def __getstate__(self):
        return {"x": 1}

    def __setstate__(self, state):
        self.__dict__.update(state)


class Outer:
    class Inner:
        def method(self):
            pass

        @classmethod
        def of_class(cls):
            pass


class Hashed:
    def __hash__(self):
        return 5


plain = Plain()
plain.x = 1
plain.y = [plain, "x"]
plain.z = {"k": plain}
slotted_too = SlottedToo()
slotted_too.q = 1
my_list = MyList([1, 2, plain])
my_list.attr = 5
my_dict = MyDict(a=1, b=2)
my_dict.attr = 6
list_in_itself = []
list_in_itself.append(list_in_itself)
dict_in_itself = {}
dict_in_itself[1] = dict_in_itself
tuple_in_itself = ([],)
tuple_in_itself[0].append(tuple_in_itself)
long_tuple_in_itself = ([], 1, 2, 3)
long_tuple_in_itself[0].append(long_tuple_in_itself)
hashed = Hashed()
set_in_itself = frozenset([hashed])
hashed.of = set_in_itself
shared, shared_bytes = "shared", b"sh"

VALUES = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63, -2**63, -2**63 - 1,
    2**200, -2**200, 2**2040, -(2**2039), 10**700, 0.0, -0.0, 1.5, float("inf"), 1e300, 1e-300,
    b"", b"a", b"\xff", b"abc" * 100, bytearray(), bytearray(b"xyz"),
    "", "a", "\xe9", "\u20ac", "\U0001f600", "\ud800", "a\\b\n\r\x1a\0", "x" * 255, "x" * 256, "\xe9" * 200,
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(), {5}, frozenset(), frozenset([1]),
    [1] * 1000, [1] * 1001, list(range(2500)), {i: i for i in range(1000)}, {i: i for i in range(2001)},
    set(range(1000)), set(range(2500)), frozenset(range(1500)),
    plain, Slotted(), slotted_too, my_list, my_dict, MySet([1]), MyInt(5), MyStr("s"), MyTuple((1, 2)),
    Made(1, 2), Made(1, b=3), MadeByPlace(7), Stateful(),
    list_in_itself, dict_in_itself, tuple_in_itself, long_tuple_in_itself, hashed, set_in_itself,
    Plain, function, Outer.Inner, Outer.Inner().method, Outer.Inner.of_class,
    type(None), type(...), type(NotImplemented), ..., NotImplemented,
    len, int, dict.fromkeys, [].append, str.join, ValueError("x", 1), KeyError, OSError("n"),
    complex(1, 2), range(1, 10, 2), slice(1, 2, 3),
    collections.OrderedDict(a=1, b=2), collections.defaultdict(list, a=[1]), collections.deque([1, 2], 5),
    collections.Counter("aab"), types.SimpleNamespace(a=1), functools.partial(int, base=2),
    "x" * 70000, b"y" * 70000, bytearray(b"z" * 70000), ["x" * 70000, 1], ["ab" * 10000 for _ in range(20)],
    [str(i) for i in range(12000)], [[i, str(i), {"k": i}] for i in range(500)],
    iter([1, 2, 3]), enumerate([1, 2]), zip([1], [2]), reversed([1, 2]), memoryview,
    [shared, shared, shared_bytes, shared_bytes, (shared,), (shared,)], [[], []] * 3,
    [plain, plain, Plain, Plain, function, function], {"a": {"a": {"a": "a"}}},
]


def shown(data):
    return data if len(data) <= 60 else f"{len(data)} {binascii.crc32(data):08x}"


for number, value in enumerate(VALUES):
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
        except TypeError as error:
            print(number, protocol, error)
            continue
        again = pickle.loads(data)
        same = type(again) is type(value) and pickle.dumps(again, protocol) == data
        print(number, protocol, shown(data), "" if same else f"differs: {again!r:.40}")

print("fast mode")
for value in [1, "a", [1, [2]], {1: {2: 3}}, (1, (2,)), {1}, frozenset([1]), MyInt(5), [shared, shared], b"x"]:
    for protocol in range(6):
        out = io.BytesIO()
        pickler = pickle.Pickler(out, protocol)
        pickler.fast = True
        pickler.dump(value)
        print(protocol, out.getvalue(), pickle.loads(out.getvalue()) == value)
