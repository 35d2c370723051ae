from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, d.pop(), d.popleft(), d.rotate(1), d, d[0], len(d), d.maxlen, list(reversed(d)), d.index(2), d.count(2),
    d.extendleft([7, 8]), d)
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p._asdict(), p._replace(x=9), P._fields, P._make([3, 4]), p == (1, 5), *p)
c = Counter("hello world")
print(c.most_common(2), c["l"], c["zz"], c + Counter(l=1) == Counter("hello worldl"),
    sorted((c - Counter("hello")).items()), c.total(), sorted(Counter(a=2).elements()))
dd = defaultdict(list)
dd["a"].append(1)
print(dd, dict(dd), dd.default_factory)
o = OrderedDict(a=1, b=2)
o.move_to_end("a")
print(o, list(o), o == {"a": 1, "b": 2}, o.popitem(last=False))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), len(m), m.new_child({"c": 5})["c"])
for action in (lambda: deque().pop(), lambda: deque(5), lambda: d[10], lambda: P(), lambda: P(1, 2, 3),
    lambda: namedtuple("A", "x x"), lambda: namedtuple("A", "1x"), lambda: namedtuple("A", "class"),
    lambda: setattr(p, "x", 1), lambda: defaultdict(5), lambda: defaultdict()["k"], lambda: deque([], -1), lambda: m["zz"],
    lambda: d.remove(99), lambda: d.insert(0, 5)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
