l = list(range(1, 10))
print(l[3:] + l[:3], [l[i:i + 4] for i in range(0, len(l), 4)], l[::3], [l[i::3] for i in range(3)],
    list(zip(l[::2], l[1::2])), [a + b for a, b in zip(l, l[1:])])
matrix = [l[i:i + 3] for i in range(0, 9, 3)]
print(matrix, [list(r) for r in zip(*matrix)], [row[::-1] for row in matrix], [list(r) for r in zip(*matrix[::-1])],
    sum(matrix, []), [matrix[i][i] for i in range(3)])
evens, odds = [], []
for n in l:
    (odds if n % 2 else evens).append(n)
print(evens, odds, [x for pair in zip(odds, evens) for x in pair], [n for n in l if all(n % d for d in range(2, n))][1:])
flat = []
stack = [[1, [2, [3]], 4], 5]
while stack:
    item = stack.pop()
    if isinstance(item, list):
        stack.extend(item)
    else:
        flat.insert(0, item)
print(flat, sorted(flat), list(dict.fromkeys([3, 1, 3, 2, 1])),
    [k for k, c in ((x, flat.count(x)) for x in flat) if c == 1])
l[2:5], l[-1:] = "xyz", ["end", "really"]
print(l, l.index("y"), l[::-2])
