x = "global"


def reads(): return x
def writes():
    global x
    x = "written"
    return x


def shadows():
    x = "local"
    def inner():
        global x
        return x
    return x, inner()


def makes():
    global made, Made
    made = 1
    class Made: pass
    for made in range(3): pass
    import sys as made_module
    def f():
        global made_function
        def made_function(): return "made"
    f()


print(reads(), writes(), shadows())
makes()
print(made, Made.__qualname__, made_function(), made_function.__qualname__)


def deletes():
    global made
    del made


deletes()
try:
    deletes()
except NameError as error:
    print(error)
try:
    made
except NameError as error:
    print(error)


def conditional(flag):
    if flag:
        value = 1
    return value


print(conditional(True))
try:
    conditional(False)
except UnboundLocalError as error:
    print(error, error.name)


def augmented():
    x += "more"


def deleted():
    y = 1
    del y
    return y


def deleted_twice():
    z = 1
    del z
    del z


def free():
    def inner(): return late
    try:
        inner()
    except NameError as error:
        print(error)
    late = 5
    return inner()


for function in (augmented, deleted, deleted_twice):
    try:
        function()
    except UnboundLocalError as error:
        print(error)
print(free())
