def check(n):
    if n > 2:
        raise ValueError(f"{n} is too big")
    return n


total = sum(check(n)
            for n in range(5)
            if n != 1)
