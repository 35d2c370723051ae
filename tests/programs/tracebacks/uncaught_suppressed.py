def lookup(key):
    try:
        return {}[key]
    except KeyError:
        raise LookupError("hidden context") from None


try:
    lookup("a")
except LookupError:
    lookup("b")
