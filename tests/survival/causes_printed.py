last = None
for i in range(30_000):
    try:
        if last:
            raise KeyError(i) from last
        raise KeyError(i)
    except KeyError as error:
        last = error
raise last
