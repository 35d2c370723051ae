def check(value):
    assert value, f"{value!r} is falsy"
    assert (value, "always true for a tuple")[0]
    return "passed"


for value in (1, 0, "", [1], None):
    try:
        print(check(value))
    except AssertionError as error:
        print(error, error.args)
try:
    assert 1 == 2
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert False, ("a", "tuple")
except AssertionError as error:
    print(repr(error))
try:
    assert False, AssertionError("nested")
except AssertionError as error:
    print(repr(error))
AssertionError = KeyError
try:
    assert False, "the builtin is used"
except Exception as error:
    print(type(error).__name__)
x, y = 3, 4
assert x == y, "three is " \
    "not four"
