def attempt(action):
    try:
        print("try")
        action()
    except ZeroDivisionError as error:
        print("zero", error)
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except ValueError:
        print("value")
        raise TypeError("from the handler")
    except:
        print("anything else")
    else:
        print("else")
    finally:
        print("finally")


def bad_key(): return {}["k"]
def bad_index(): return [][1]
def bad_value(): return int("x")


for action in (lambda: 1, lambda: 1 / 0, bad_key, bad_index, lambda: None.x):
    attempt(action)
try:
    attempt(bad_value)
except TypeError as error:
    print(error, "while", repr(error.__context__))
try:
    error
except NameError as missing:
    print(missing)


def nested():
    try:
        try:
            1 / 0
        finally:
            print("inner finally")
    except ZeroDivisionError:
        print("outer")
        try:
            raise
        except ZeroDivisionError as again:
            return str(again)


print(nested())


def loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
        finally:
            print("finally", i)
    else:
        print("no")
    while True:
        try:
            break
        finally:
            print("while")


loop()
