def escape(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        zr2, zi2 = zr * zr, zi * zi
        if zr2 + zi2 > 4.0:
            return n
        zr, zi = zr2 - zi2 + cr, 2.0 * zr * zi + ci
    return limit


def picture(width, height, limit):
    return [[escape(x / width * 3.0 - 2.2, y / height * 2.4 - 1.2, limit) for x in range(width)] for y in range(height)]


rows = picture(480, 340, 160)
print(sum(map(sum, rows)), "".join(" .:-=+*#%@"[n % 10] for n in rows[170][::10]))
