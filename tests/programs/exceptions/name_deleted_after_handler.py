error = "outer value"
try:
    raise ValueError("x")
except ValueError as error:
    print("inside", error)
try:
    print(error)
except NameError as missing:
    print(missing)


def local():
    e = 5
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    try:
        return e
    except UnboundLocalError as u:
        return str(u)


def deleted_inside():
    try:
        1 / 0
    except ZeroDivisionError as e:
        del e
    return "fine"


def reassigned():
    try:
        1 / 0
    except ZeroDivisionError as e:
        e = "other"
    return "e" in locals()


def kept():
    try:
        1 / 0
    except ZeroDivisionError as e:
        saved = e
    return saved


def closure():
    try:
        1 / 0
    except ZeroDivisionError as e:
        f = lambda: e
        print(f())
    try:
        f()
    except NameError as n:
        return str(n)


print(local(), deleted_inside(), reassigned(), repr(kept()), closure())


class Body:
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    print("e" in locals())
