import sys

configuration = {}
MAXIMUM = 5


class Widget:
    colour = 1
    shape_name = "x"

    def method(self):
        return colour

    def uses_self(self):
        return shape_name


def local_names():
    counter = 1
    return countr


def globals_and_builtins():
    return configuratoin


def builtin(): return pritn("x")
def upper(): return maximum
def nothing_close(): return zzzzzzzz
def module_name(): return math.pi
def standard_library(): return itertools.count()
def short(): return a
def attribute(): return Widget().colr
def class_attribute(): return Widget.shapename
def underscore(): return Widget()._colour
def module(): return sys.exitt
def string_method(): return "abc".startwith("a")
def list_method(): return [].push(1)
def list_add(): return [].add(1)
def importing():
    from sys import versoin
def nested_attribute():
    class A:
        def __init__(self): self.inner = Widget()
    return A().colour


for function in (Widget().method, Widget().uses_self, local_names, globals_and_builtins, builtin, upper, nothing_close,
    module_name, standard_library, short, attribute,
                 class_attribute, underscore, module, string_method, list_method, list_add, importing, nested_attribute):
    try:
        function()
    except (NameError, AttributeError, ImportError) as error:
        sys.excepthook(type(error), error, error.__traceback__)
