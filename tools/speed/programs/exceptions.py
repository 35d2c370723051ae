class Refused(Exception):
    def __init__(self, reason, amount):
        super().__init__(reason)
        self.amount = amount


def check(n):
    if n % 3 == 0:
        raise ValueError(n)
    if n % 5 == 0:
        raise Refused("no", n)
    return n


def through(n, depth):
    if depth == 0:
        return check(n)
    try:
        return through(n, depth - 1)
    finally:
        counts["finally"] += 1


def handle(n):
    try:
        return check(n)
    except ValueError as error:
        return error.args[0] // 3
    except (KeyError, Refused) as error:
        return -error.amount
    else:
        return 0


def chain(n):
    try:
        try:
            check(n)
        except ValueError as error:
            raise KeyError(n) from error
    except KeyError as error:
        return error.__cause__.args[0]
    except Refused:
        return 1
    return 2


counts = {"finally": 0, "missing": 0}
total = 0
for n in range(600_000):
    total += handle(n)
for n in range(160_000):
    total += chain(n)
    try:
        total += through(n, 3)
    except (ValueError, Refused):
        counts["missing"] += 1
    try:
        counts[n]
    except KeyError:
        pass
print(total, counts)
