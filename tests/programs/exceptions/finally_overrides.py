def returns():
    try:
        raise ValueError("lost")
    finally:
        return "returned"


def breaks():
    for _ in range(3):
        try:
            raise ValueError("lost")
        finally:
            break
    return "broke"


def continues():
    seen = []
    for i in range(3):
        try:
            seen.append(i)
            raise ValueError("lost")
        finally:
            continue
    return seen


def raises():
    try:
        return "never"
    finally:
        raise KeyError("wins")


def nested():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_kept():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(returns(), breaks(), continues(), nested(), value_kept(), list_kept())
try:
    raises()
except KeyError as error:
    print(error, error.__context__)
