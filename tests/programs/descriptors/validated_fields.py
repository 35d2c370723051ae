class Field:
    def __init__(self, *checks, default=None):
        self.checks, self.default = checks, default

    def __set_name__(self, owner, name):
        self.public, self.private = name, "_" + name
        owner.fields = getattr(owner, "fields", ()) + (name,)

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.private, self.default)

    def __set__(self, instance, value):
        for check in self.checks:
            if not check(value):
                raise ValueError(f"{self.public}: {value!r} refused")
        setattr(instance, self.private, value)


class Person:
    name = Field(str.isalpha, default="anonymous")
    age = Field(lambda v: isinstance(v, int), lambda v: v >= 0)


class Employee(Person):
    salary = Field(lambda v: v > 0)


p, e = Person(), Employee()
print(p.name, p.age, Person.fields, Employee.fields, Person.name.public, type(Person.age).__name__)
p.name, p.age, e.salary = "Ada", 36, 5
print(p.name, p.age, e.name, e.salary, vars(p), vars(e))
for target, name, value in ((p, "name", "R2D2"), (p, "age", -1), (p, "age", "x"), (e, "salary", 0), (p, "name", 5)):
    try:
        setattr(target, name, value)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
