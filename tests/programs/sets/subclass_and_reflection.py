class S(set):
    def __or__(self, other): return "S or"
    def __ror__(self, other): return "S ror"
    def __repr__(self): return "S!" + super().__repr__()


s = S([1])
print(s, s | {2}, {2} | s, s & {1}, type(s & {1}).__name__, type(s.union([2])).__name__, type(s.copy()).__name__, s == {1},
    len(s), isinstance(s, set))


class Other:
    def __ror__(self, other): return "other ror"
    def __rand__(self, other): return "other rand"
    def __rsub__(self, other): return "other rsub"
    def __gt__(self, other): return "other gt"
    def __eq__(self, other): return "other eq"


o = Other()
print({1} | o, {1} & o, {1} - o, {1} < o, {1} == o, frozenset() | o, {} | o)
x = {1}
x |= o
print(x)
s.tag = 5
print(s.tag, vars(s), set(s), frozenset(s))
seen = set()
print([x for x in [3, 1, 3, 2, 1] if not (x in seen or seen.add(x))])
a = {i % 100 for i in range(1000)}
a -= set(range(0, 100, 3))
print(len(a), sum(a), min(a), max(a), len({(i % 3, i % 4) for i in range(50)}),
    len({str(i) for i in range(500)} & {str(i) for i in range(250, 900)}))
