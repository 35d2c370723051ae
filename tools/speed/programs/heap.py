class Heap:
    def __init__(self): self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        at = len(items) - 1
        while at and items[at] < items[(at - 1) // 2]:
            parent = (at - 1) // 2
            items[at], items[parent] = items[parent], items[at]
            at = parent

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0] = last
            at, n = 0, len(items)
            while (child := 2 * at + 1) < n:
                if child + 1 < n and items[child + 1] < items[child]:
                    child += 1
                if not items[child] < items[at]:
                    break
                items[at], items[child] = items[child], items[at]
                at = child
        return top


def shortest(width, height):
    heap, best = Heap(), {(0, 0): 0}
    heap.push((0, 0, 0))
    while heap.items:
        cost, x, y = heap.pop()
        if cost > best[x, y]:
            continue
        for nx, ny in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if 0 <= nx < width and 0 <= ny < height:
                new = cost + (nx * 7 ^ ny * 13) % 10 + 1
                if new < best.get((nx, ny), 1 << 30):
                    best[nx, ny] = new
                    heap.push((new, nx, ny))
    return best[width - 1, height - 1]


heap, seed, out = Heap(), 5, []
for _ in range(90_000):
    seed = seed * 16_807 % 2_147_483_647
    heap.push(seed)
while heap.items:
    out.append(heap.pop())
print(out == sorted(out), out[::20_000], shortest(180, 180))
