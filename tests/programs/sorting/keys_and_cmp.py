from functools import cmp_to_key

words = ["banana", "Apple", "cherry", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)),
    sorted(words, key=lambda w: w[::-1]))
print(sorted([5, 3, 9], key=cmp_to_key(lambda a, b: b - a)), min([5, 3], key=cmp_to_key(lambda a, b: b - a)))
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)
l = ["b", "c", "a"]
print(l.sort(key=ord), l, l.sort(reverse=True), l)


class Item:
    def __init__(self, p): self.p = p
    def __lt__(self, other): return self.p > other.p
    def __repr__(self): return f"I{self.p}"


class OnlyGt:
    def __init__(self, p): self.p = p
    def __gt__(self, other): return self.p > other.p
    def __repr__(self): return f"G{self.p}"


print(sorted([Item(1), Item(3), Item(2)]), sorted([OnlyGt(2), OnlyGt(1)]), sorted([Item(1), Item(2)], key=lambda i: i.p))


def failing(x):
    if x == 2:
        raise ValueError("key failed")
    return x


l = [3, 2, 1]
try:
    l.sort(key=failing)
except ValueError as error:
    print(error, l)


class Bad:
    def __lt__(self, other): raise ZeroDivisionError("compare failed")


try:
    sorted([Bad(), Bad()])
except ZeroDivisionError as error:
    print(error)
print(sorted([1]) , sorted([Bad()]) != [])
