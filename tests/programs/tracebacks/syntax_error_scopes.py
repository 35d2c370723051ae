def counter():
    total = 0
    def add():
        print(total)
        nonlocal total
        total += 1
    return add
