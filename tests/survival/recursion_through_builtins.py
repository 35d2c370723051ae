import sys

sys.setrecursionlimit(1_000_000)


def by_map(n): return n and list(map(by_map, [n - 1]))
def by_sorted(n): return n and sorted([n - 1], key=by_sorted)
def by_max(n): return n > 0 and max([n - 1, n - 2], key=by_max)
def by_filter(n): return n and list(filter(by_filter, [n - 1]))
def by_sum(n): return n and sum(by_sum(i) or 0 for i in [n - 1])
def by_eval(n): return n and eval("by_eval(n - 1)", {"by_eval": by_eval, "n": n})
def by_exec(n): n and exec("by_exec(n - 1)", {"by_exec": by_exec, "n": n})
def by_any(n): return n and any(by_any(i) for i in [n - 1])
def by_join(n): return n and "".join(map(lambda i: by_join(i) or "", [n - 1]))


for function in (by_map, by_sorted, by_filter, by_sum, by_eval, by_exec, by_any, by_join):
    for n in (20, 300_000):
        try:
            function(n)
        except (RecursionError, MemoryError):
            pass
print(by_max(12))
print("survived")
