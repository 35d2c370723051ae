try:
    raise KeyboardInterrupt("first")
except KeyboardInterrupt as error:
    print("caught", error)
try:
    try:
        raise KeyboardInterrupt
    except Exception:
        print("never")
    finally:
        print("finally")
except BaseException as error:
    print(type(error).__name__, isinstance(error, Exception))
