PAIRS = 5


def bodies():
    pi, days = 3.141592653589793, 365.24
    mass = 4 * pi * pi
    rows = (
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        (4.841, -1.160, -0.104, 0.00166, 0.00770, -0.0000690, 0.000955),
        (8.343, 4.125, -0.404, -0.00277, 0.00499, 0.0000230, 0.000286),
        (12.894, -15.111, -0.223, 0.00296, 0.00238, -0.0000296, 0.0000437),
        (15.380, -25.919, 0.179, 0.00268, 0.00163, -0.0000952, 0.0000515),
    )
    return [[x, y, z, u * days, v * days, w * days, m * mass] for x, y, z, u, v, w, m in rows]


def advance(system, step, times):
    pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1:]]
    for _ in range(times):
        for a, b in pairs:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            force = step * (dx * dx + dy * dy + dz * dz) ** -1.5
            pull = b[6] * force
            a[3] -= dx * pull
            a[4] -= dy * pull
            a[5] -= dz * pull
            pull = a[6] * force
            b[3] += dx * pull
            b[4] += dy * pull
            b[5] += dz * pull
        for body in system:
            body[0] += step * body[3]
            body[1] += step * body[4]
            body[2] += step * body[5]


def energy(system):
    total = 0.0
    for i, (x, y, z, u, v, w, m) in enumerate(system):
        total += m * (u * u + v * v + w * w) / 2
        for other in system[i + 1:]:
            total -= m * other[6] / ((x - other[0]) ** 2 + (y - other[1]) ** 2 + (z - other[2]) ** 2) ** 0.5
    return total


system = bodies()
print(f"{energy(system):.6f}")
advance(system, 0.01, 150_000)
print(f"{energy(system):.6f}")
