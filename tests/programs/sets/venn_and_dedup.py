a, b, c = set("abcdef"), set("defghi"), {"a", "e", "i", "o", "u"}
regions = {"only a": a - b - c, "a and b": (a & b) - c, "all": a & b & c, "none of a": (b | c) - a,
    "exactly one": (a ^ b ^ c) - (a & b & c)}
for name, region in regions.items():
    print(name, sorted(region), len(region))
print(sorted(a.union(b, c)), sorted(a.intersection(b, c)), a.isdisjoint("xyz"), set() <= a, not a < a, a >= a,
    a.issuperset("ab"))
seen, duplicates = set(), []
for x in [1, "1", 1.0, True, (1,), "a", (1,)]:
    if x in seen:
        duplicates.append(x)
    seen.add(x)
print(len(seen), duplicates, frozenset([1, 2]) | {3} == {1, 2, 3},
    {frozenset(p) for p in ("ab", "ba", "ac")} == {frozenset("ab"), frozenset("ac")})
power = {frozenset()}
for item in "abc":
    power |= {s | {item} for s in power}
print(len(power), sorted(sorted(s) for s in power))
a -= b
b &= c
c ^= {"a", "z"}
print(sorted(a), sorted(b), sorted(c), a.pop() in "abc", len(a))
a.remove("zz")
