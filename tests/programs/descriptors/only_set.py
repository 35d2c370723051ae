# A descriptor that only sets leaves reading to what it was set in: an instance, or a class by its metaclass.
class OnlySet:
    def __init__(self, name):
        self.name = name

    def __set__(self, object, value):
        print("set", self.name)
        object.__dict__[self.name] = value


class Meta(type):
    pass


class Plain(metaclass=Meta):
    other = OnlySet("other")


Plain.attribute = 42
Meta.attribute = OnlySet("attribute")
print(Plain.attribute, type(Meta.attribute).__name__)
try:
    Plain.attribute = 43
except TypeError as error:
    print(error)
made = Plain()
print(type(made.other).__name__)
made.other = 1
print(made.other, vars(made))


class Bad:
    def method(self):
        return super(1, self).method()

    def proxy(self):
        return super(1, self)

    def wrong(self):
        return super(int, self).method()


for method in (Bad().method, Bad().proxy, Bad().wrong):
    try:
        method()
    except TypeError as error:
        print(error)
