import sys


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error)


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


for limit in (0, -1, 1 << 31, 1 << 100, -(1 << 100), "1", None, 1.5, True and 1):
    attempt(lambda: sys.setrecursionlimit(limit))


def at(n, limit):
    if n:
        return at(n - 1, limit)
    try:
        sys.setrecursionlimit(limit)
    except RecursionError as error:
        return str(error)[:41]


print(at(50, 40))
old = sys.getrecursionlimit()
sys.setrecursionlimit(100)
print(depth() < 100)
sys.setrecursionlimit(50_000)
print(40_000 < depth() < 50_000)
sys.setrecursionlimit((1 << 31) - 1)
print(sys.getrecursionlimit())
sys.setrecursionlimit(old)


class Falls:
    def __del__(self): depth()
    def __repr__(self): return repr(self)
    def __eq__(self, other): return self == other
    def __hash__(self): return hash(self)
    def __getattr__(self, name): return getattr(self, name)
    def __iter__(self): return iter(self)
    def __call__(self): return self()
    def __index__(self): return int(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __format__(self, spec): return format(self, spec)
    def __enter__(self): return self.__enter__()
    def __exit__(self, *args): pass
    def __instancecheck__(self, other): return isinstance(other, self)
    def __contains__(self, x): return x in self
    def __add__(self, x): return self + x
    def __neg__(self): return -self


f = Falls()
for name, action in (("repr", lambda: repr(f)), ("eq", lambda: f == 1), ("hash", lambda: hash(f)), ("getattr", lambda: f.x), ("iter", lambda: iter(f)), ("call", f), ("int", lambda: int(f)), ("len", lambda: len(f)), ("bool", lambda: bool(f)), ("format", lambda: f"{f}"), ("with", lambda: exec("with f: pass", {"f": f})), ("isinstance", lambda: isinstance(1, f)), ("in", lambda: 1 in f), ("add", lambda: f + 1), ("neg", lambda: -f), ("str", lambda: str(f)), ("print", lambda: print(f)), ("dict", lambda: {f: 1}), ("set", lambda: {f}), ("sorted", lambda: sorted([f, f], key=lambda x: hash(x))), ("list", lambda: [f].index(1)), ("percent", lambda: "%s" % f), ("join", lambda: ",".join(map(str, [f])))):
    try:
        action()
        print(name, "no error")
    except RecursionError:
        print(name, "RecursionError")
del f
print("survived")
