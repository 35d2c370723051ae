def attempt(function):
    import_free = function
    return import_free()


def show(error):
    import sys
    sys.excepthook(type(error), error, error.__traceback__)


data = {"key": [1, 2, None]}


def subscripts(): return data["key"][2]["deeper"]["more"]
def attributes(): return data.get("key").__len__.nothing.more
def calls(): return len(data)(1, 2)
def binary(): return 1 + 2 * len(data) / (5 - 5) + 3
def comparison(): return 1 < 2 < len(data) < "a"
def unary(): return 5 + -"text"
def spaces(): return data [ "missing" ] + 1
def nested(): return (lambda x: x.y)(5)
def strings(): return "é" "日本" + 1 + "z"
def keyword(): return sorted([1], key=len(5), reverse=True)
def star(): return print(*5, sep="")
def conditional(): return 1 / 0 if data else 2


for function in (subscripts, attributes, calls, binary, comparison, unary, spaces, nested, strings, keyword, star,
    conditional):
    try:
        attempt(function)
    except Exception as error:
        show(error)
