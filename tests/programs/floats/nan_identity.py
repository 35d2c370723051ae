# No NaN is another, although containers take a value for equal to itself.
a, b = float("nan"), float("nan")
print(a is b, a is a, [a] == [b], [a] == [a], (a,) == (b,), a in [b], a in [a])
print({a: 1} == {b: 1}, {a: 1} == {a: 1}, len({a, b}), len({a, a}), [b].count(a), [a].index(a))
print({a: 1, b: 2}, {a: 1}.get(b), {a: 1}[a])
c = a + 1
print(c != c, float(a) is a, max(a, 1) is a, hash(a) == hash(a))
match a:
    case float() as d:
        print(d is a)
