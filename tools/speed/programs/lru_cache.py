class Node:
    def __init__(self, key, value):
        self.key, self.value = key, value
        self.before = self.after = self


class Cache:
    def __init__(self, size):
        self.size, self.table, self.ring = size, {}, Node(None, None)
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _push(self, node):
        last = self.ring.before
        node.before, node.after = last, self.ring
        last.after = self.ring.before = node

    def get(self, key, make):
        node = self.table.get(key)
        if node is not None:
            self.hits += 1
            self._unlink(node)
        else:
            self.misses += 1
            node = self.table[key] = Node(key, make(key))
            if len(self.table) > self.size:
                oldest = self.ring.after
                self._unlink(oldest)
                del self.table[oldest.key]
        self._push(node)
        return node.value


cache, seed, total = Cache(500), 9, 0
for _ in range(600_000):
    seed = seed * 16_807 % 2_147_483_647
    total += cache.get(seed % 1_000 if seed & 3 else seed % 300, lambda key: key * key)
print(total, cache.hits, cache.misses)
