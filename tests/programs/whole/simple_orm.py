class Column:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default

    def __set_name__(self, owner, name): self.name = name

    def __get__(self, row, owner):
        if row is None:
            return self
        return row.values.get(self.name, self.default)

    def __set__(self, row, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        row.values[self.name] = value

    def __eq__(self, other): return lambda row: getattr(row, self.name) == other
    def __gt__(self, other): return lambda row: getattr(row, self.name) > other
    __hash__ = None


class Model(type):
    def __new__(mcs, name, bases, namespace):
        columns = {k: v for k, v in namespace.items() if isinstance(v, Column)}
        for base in reversed(bases):
            columns = {**getattr(base, "columns", {}), **columns}
        cls = super().__new__(mcs, name, bases, namespace)
        cls.columns, cls.rows = columns, []
        return cls

    def __iter__(cls): return iter(cls.rows)
    def __len__(cls): return len(cls.rows)
    def where(cls, *tests): return [row for row in cls if all(test(row) for test in tests)]


class Table(metaclass=Model):
    def __init__(self, **values):
        self.values = {}
        for name, value in values.items():
            if name not in self.columns:
                raise AttributeError(f"{type(self).__name__} has no column {name}")
            setattr(self, name, value)
        type(self).rows.append(self)

    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self.columns)})"


class Person(Table):
    name = Column(str)
    age = Column(int, 18)


class Employee(Person):
    salary = Column(float, 0.0)


Person(name="Ann", age=30), Person(name="Bob"), Employee(name="Cy", salary=5.5, age=50)
print(list(Person), list(Employee), len(Person), Person.where(Person.age > 20),
    Person.where(Person.name == "Bob", Person.age == 18), list(Employee.columns))
for bad in (lambda: Person(name=5), lambda: Person(colour="x"), lambda: hash(Person.age)):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(error)
