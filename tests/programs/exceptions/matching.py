class Meta(type):
    def __instancecheck__(cls, instance): print("never used"); return True
    def __subclasscheck__(cls, sub): print("never used either"); return True


class Odd(Exception, metaclass=Meta): pass
class Base(Exception): pass
class Child(Base): pass


def caught_by(raised, classes):
    try:
        try:
            raise raised
        except classes as error:
            return f"caught {error!r}"
    except BaseException as error:
        return f"escaped {error!r}"


print(caught_by(Child(1), Base))
print(caught_by(Base(1), Child))
print(caught_by(Child(1), (KeyError, Base)))
print(caught_by(Child(1), (KeyError, (ValueError, Base))))
print(caught_by(Child(1), ()))
print(caught_by(ValueError(1), Odd))
print(caught_by(ValueError(1), 5))
print(caught_by(ValueError(1), "ValueError"))
print(caught_by(ValueError(1), (TypeError, 5)))
print(caught_by(ValueError(1), int))
print(caught_by(ValueError(1), [ValueError]))
print(caught_by(ValueError(1), None))
print(caught_by(ValueError(1), ValueError("instance")))
print(caught_by(KeyboardInterrupt(), Exception))
print(caught_by(SystemExit(3), Exception), caught_by(GeneratorExit(), BaseException))


def lazily():
    print("class evaluated")
    return ValueError


try:
    pass
except lazily():
    pass
try:
    raise ValueError
except KeyError:
    pass
except lazily():
    print("found")
except undefined_name:
    pass
