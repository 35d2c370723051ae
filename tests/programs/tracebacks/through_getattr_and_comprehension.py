import sys


def level3(data):
    return {k: v / data["divisor"] for k, v in data["values"].items()}


def level2(data):
    try:
        return level3(data)
    finally:
        print("cleanup", file=sys.stderr)


def level1(data):
    try:
        level2(data)
    except ZeroDivisionError:
        try:
            int("not a number")
        except ValueError:
            raise LookupError("while handling") from None


class Lazy:
    def __getattr__(self, name):
        return level1({"divisor": 0, "values": {"x": 1}})


print(Lazy().something)
