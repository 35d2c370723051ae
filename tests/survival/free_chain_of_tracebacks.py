def fail(error):
    if error is None:
        raise ValueError
    raise error


error = None
for i in range(20_000):
    try:
        fail(error)
    except ValueError as caught:
        error = caught
count, trace = 0, error.__traceback__
while trace:
    count, trace = count + 1, trace.tb_next
print(count)
trace = error = None
print("survived")
