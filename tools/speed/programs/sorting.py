class Record:
    def __init__(self, name, score):
        self.name, self.score = name, score

    def __lt__(self, other):
        return (self.score, self.name) < (other.score, other.name)


def numbers(n):
    seed, out = 11, []
    for _ in range(n):
        seed = seed * 16_807 % 2_147_483_647
        out.append(seed % 100_003)
    return out


def merge_sort(items):
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


values = numbers(120_000)
records = [Record(f"n{v % 100}", v % 1_000) for v in values[:25_000]]
by_digit = sorted(values, key=lambda v: (v % 10, -v))
by_text = sorted(map(str, values), reverse=True)
by_record = sorted(records)
print(by_digit[::30_000], by_text[::30_000], by_record[99].name, merge_sort(values)[::30_000], sorted(values, key=str)[5])
