def tag(name, value):
    print("evaluating", name)
    return value


def collect(item, into=tag("into", []), *, times=tag("times", 2)):
    into.extend([item] * times)
    return into


print("defined")
print(collect(1))
print(collect(2))
print(collect(3, [0]))
print(collect(4, times=1))
print(collect.__defaults__, collect.__kwdefaults__)

collect.__defaults__ = ([],)
collect.__kwdefaults__ = {"times": 3}
print(collect("x"))
collect.__kwdefaults__ = None
try:
    collect("y")
except TypeError as error:
    print(error)
print(collect("z", times=1))
del collect.__defaults__
try:
    collect("y", times=1)
except TypeError as error:
    print(error)

functions = [lambda n=n: n for n in range(4)]
print([function() for function in functions], functions[0](9))
late = [lambda: n for n in range(4)]
print([function() for function in late])
