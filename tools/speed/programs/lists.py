def shuffle(items, seed):
    for i in range(len(items) - 1, 0, -1):
        seed = seed * 16_807 % 2_147_483_647
        j = seed % (i + 1)
        items[i], items[j] = items[j], items[i]
    return items


def bubble(items):
    n = len(items)
    for i in range(n):
        for j in range(n - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return quick([x for x in items if x < pivot]) + [x for x in items if x == pivot] + quick([x for x in items if x > pivot])


def stack_and_queue(n):
    stack, total = [], 0
    for i in range(n):
        stack.append(i)
        stack.append(i * 2)
        total += stack.pop()
        if i % 3 == 0:
            total -= stack.pop()
    return total, len(stack)


items = shuffle(list(range(200_000)), 7)
print(quick(items)[::25_000], bubble(shuffle(list(range(1_000)), 3))[::250], stack_and_queue(900_000))
print(sum(items[i] * items[-i] for i in range(200_000)), items.index(items[1_000]), items[5:50_000:7].count(3))
