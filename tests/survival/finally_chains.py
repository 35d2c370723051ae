def nested(n):
    source = []
    for i in range(n):
        source.append(" " * i + "try:")
    source.append(" " * n + "1 / 0")
    for i in reversed(range(n)):
        source.append(" " * i + "finally:")
        source.append(" " * (i + 1) + f"done.append({i})")
    return "\n".join(source)


done = []
try:
    exec(nested(18))
except ZeroDivisionError:
    print(len(done))


def down(n):
    try:
        if n:
            down(n - 1)
        else:
            raise ValueError("bottom")
    finally:
        done.append(n)


done.clear()
for depth in (500, 100_000):
    try:
        down(depth)
    except (ValueError, RecursionError) as error:
        pass
print(len(done) > 500)


def forever():
    try:
        forever()
    finally:
        pass


def worse():
    try:
        return worse()
    except RecursionError:
        return 1


def context(n):
    try:
        raise ValueError(n)
    except ValueError:
        if n:
            context(n - 1)
        else:
            raise


for action in (forever, worse, lambda: context(400), lambda: context(100_000)):
    try:
        action()
    except (RecursionError, ValueError):
        pass
print("survived")
