class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        """In degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError(f"{value} is too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._celsius = None

    @property
    def read_only(self): return self._celsius * 2

    write_only = property(None, lambda self, value: print("set", value))
    fahrenheit = property(lambda self: self._celsius * 9 / 5 + 32, doc="Other degrees.")


t = Temperature(20)
t.celsius += 5
print(t.celsius, t.read_only, t.fahrenheit, Temperature.celsius.__doc__, Temperature.fahrenheit.__doc__,
    Temperature.celsius.__name__)
t.write_only = 9
del t.celsius
print(t.celsius)
for action in (
    lambda: setattr(t, "celsius", -300), lambda: setattr(t, "read_only", 1), lambda: delattr(t, "read_only"),
    lambda: t.write_only,
    lambda: setattr(t, "fahrenheit", 1), lambda: property(1, 2, 3, 4, 5), lambda: property(5).__get__(1),
    lambda: property().__get__(1),
    lambda: setattr(Temperature.celsius, "fget", 1), lambda: property().__set__(1, 2), lambda: property().__delete__(1),
    lambda: t.fahrenheit,
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(Temperature.celsius.fget(Temperature(3)), property().fget, type(property().getter(len)).__name__,
    property().__isabstractmethod__)


class Sub(Temperature):
    @Temperature.celsius.getter
    def celsius(self): return "overridden"


print(Sub(1).celsius, property(len).__get__("abc"))
t.__dict__["celsius"] = "in the dict"
print(t.celsius)
