def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise TypeError(f"not a number: {text!r}") from error


def load(texts):
    try:
        return [parse(text) for text in texts]
    except TypeError:
        return fallback(texts)


def fallback(texts):
    raise RuntimeError("no fallback")


load(["1", "x"])
