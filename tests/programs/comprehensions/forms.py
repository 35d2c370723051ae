print([x * 2 for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in "ab" for y in range(2)],
    [[y for y in range(x)] for x in range(4)])
print({x % 3 for x in range(10)}, {x: x ** 2 for x in range(4)}, {v: k for k, v in {"a": 1}.items()})
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *rest in ["abc", "de"]],
    [x for x in [y for y in [z for z in range(3)]]], [x for x, in [(1,), (2,)]])
print([x if x > 1 else -x for x in range(4)], [(x := y) + x for y in range(3)], x,
    [i for i in range(5) if (lambda n: n % 2)(i)], [lambda: 1 for _ in range(2)][0]())
x = "outer"
[x for x in range(3)]
print(x, [x for _ in [1]], [len(x) for x in [x]])
print(any(x > 2 for x in range(5)), sum(x for x in range(5) if x), dict((k, v) for k, v in [(1, 2)]),
    sorted(c for c in "hello" if c not in "l"))
print([i * j for i in range(1, 4) for j in range(i, 4) if i != j], {(i, j): i * j for i in range(2) for j in range(2)},
    [c for word in ["ab", "cd"] for c in word], [[r[i] for r in [[1, 2], [3, 4]]] for i in range(2)])
box = {}
[box.__setitem__(i, j) for i, j in enumerate("ab")]
print(box, [box["k"] for box["k"] in range(3)], box)
