def part(n):
    try:
        1 / n
    except ZeroDivisionError as error:
        raise ValueError(f"part {n}") from error


collected = []
for n in (0, 0):
    try:
        part(n)
    except ValueError as error:
        collected.append(error)
try:
    raise ExceptionGroup("parts", collected)
except ExceptionGroup:
    raise RuntimeError("whole")
