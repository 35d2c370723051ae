import sys


class A:
    def __eq__(self, other): return self == other
    def __lt__(self, other): return other > self
    def __gt__(self, other): return other < self
    def __hash__(self): return hash(self)
    def __bool__(self): return not self
    def __len__(self): return len(self)
    def __contains__(self, x): return x in self
    def __iter__(self): return iter(self)
    def __next__(self): return next(self)
    def __repr__(self): return repr(self)
    def __str__(self): return str(self)
    def __format__(self, spec): return format(self, spec)
    def __add__(self, other): return self + other
    def __radd__(self, other): return other + self
    def __index__(self): return range(5)[self]
    def __int__(self): return int(self)
    def __getitem__(self, key): return self[key]
    def __call__(self): return self()
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __dir__(self): return dir(self)
    def __neg__(self): return -self
    def __instancecheck__(self, x): return isinstance(x, self)


def use(statement):
    try:
        exec(statement, {"a": A(), "b": A()})
        print("no error", statement)
    except RecursionError:
        pass


for limit in (1000, 100_000):
    sys.setrecursionlimit(limit)
    for statement in ("a == b", "a < b", "hash(a)", "{a}", "bool(a)", "not a", "len(a)", "1 in a", "list(a)", "for x in a: pass", "next(a)", "repr(a)", "str(a)", "f'{a}'", "print(a)", "a + 1", "1 + a",
                      "[1][a]", "int(a)", "a[0]", "a()", "with a: pass", "dir(a)", "-a", "isinstance(1, a)", "[a].index(b)", "sorted([a, b])", "min(a, b)", "'%s' % a", "repr([a])"):
        use(statement)
print("survived")
