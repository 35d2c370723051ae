def power(base, exponent=2, /, modulus=None, *, label=""):
    return base, exponent, modulus, label


print(power(3))
print(power(3, 4))
print(power(3, 4, 5))
print(power(3, modulus=5, label="x"))
for call in (
    lambda: power(),
    lambda: power(base=3),
    lambda: power(3, exponent=4),
    lambda: power(base=3, exponent=4),
    lambda: power(1, 2, 3, 4),
    lambda: power(1, 2, 3, modulus=4),
):
    try:
        print(call())
    except TypeError as error:
        print(error)


def free(name, /, **options):
    return name, options


print(free("a", name="b", other=1))
try:
    free(name="b")
except TypeError as error:
    print(error)
