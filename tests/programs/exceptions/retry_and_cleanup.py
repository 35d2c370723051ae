attempts = []


def flaky(n):
    attempts.append(n)
    if n < 3:
        raise ConnectionError(f"attempt {n}")
    return "connected"


def retry(function, times):
    errors = []
    for n in range(1, times + 1):
        try:
            return function(n)
        except ConnectionError as error:
            errors.append(error)
        finally:
            attempts.append("-")
    raise ExceptionGroup("gave up", errors)


print(retry(flaky, 5), attempts)
try:
    retry(flaky, 2)
except* ConnectionError as group:
    print([str(e) for e in group.exceptions])
retry(lambda n: flaky(0), 2)
