def julia(width, limit):
    c = complex(-0.62, 0.43)
    total = 0
    for row in range(width):
        for column in range(width):
            z = complex(column * 3.0 / width - 1.5, row * 3.0 / width - 1.5)
            n = 0
            while n < limit and abs(z) <= 2.0:
                z = z * z + c
                n += 1
            total += n
    return total


print(julia(480, 150))
