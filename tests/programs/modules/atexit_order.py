"""Functions called at the end: the last first, with their arguments; errors do not stop them."""
import atexit


def show(*args, **kwargs):
    print("show", args, kwargs)


@atexit.register
def last():
    print("last")


print(atexit.register(show, 1, two=2) is show, atexit._ncallbacks())
atexit.register(show, "gone")


class Equal:
    def __eq__(self, other):
        return other == "the same"

    def __call__(self):
        print("called")


atexit.register(Equal())
atexit.unregister("the same")
for wrong in (lambda: atexit.register(), lambda: atexit.register(1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
atexit._run_exitfuncs()
print(atexit._ncallbacks())
atexit.register(show, "again")
atexit._clear()
print(atexit._ncallbacks())
atexit.register(print, "registered first")


def nested():
    atexit.register(print, "registered too late")
    print("nested")


atexit.register(nested)
print("end of the program")
