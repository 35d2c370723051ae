class HttpError(Exception):
    status = 500

    def __init__(self, message, *, headers=()):
        super().__init__(message)
        self.headers = dict(headers)

    def __str__(self):
        return f"[{self.status}] {super().__str__()} {self.headers}"


class NotFound(HttpError):
    status = 404


class WithProperty(Exception):
    @property
    def args(self): return ("overridden",)


class NoInit(Exception):
    def __init__(self, *args): pass


class Slotted(ValueError):
    __slots__ = ("extra",)


try:
    raise NotFound("/index", headers=[("a", 1)])
except HttpError as error:
    print(error, repr(error), error.args, error.headers)
print(WithProperty("x").args, NoInit(1, 2).args, NoInit(1, 2))
s = Slotted("s")
s.extra = 1
s.other = 2
print(s.extra, vars(s))
import sys


class Multi(KeyError, AttributeError): pass


print(repr(Multi("m")), isinstance(Multi(), LookupError))
try:
    class Conflict(OSError, SyntaxError): pass
except TypeError as error:
    print(error)
raise NotFound("/end", headers={"b": 2}.items())
