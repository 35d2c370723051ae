def middle(items):
    return items[len(items) // 2 + 5]


values = [10, 20, 30]
print(middle(list(range(100))))
print(middle(values))
