class Counter:
    def __init__(self, n):
        self.n = n

    def add(self, by=1):
        "Adds."
        self.n += by
        return self.n

    def __eq__(self, other):
        return True
    __hash__ = None


counter = Counter(5)
method = counter.add
print(method(), method(by=3), counter.n)
print(method.__self__ is counter, method.__func__ is Counter.add, method.__name__, method.__doc__, method.__qualname__)
print(counter.add == counter.add, counter.add is counter.add, counter.add == Counter(5).add,
    hash(counter.add) == hash(counter.add))
Method = type(method)
made = Method(lambda self, x: (self, x), "me")
print(made(1), made.__self__)
try:
    method.attribute = 1
except AttributeError as error:
    print(error)
Counter.add.attribute = 2
print(method.attribute)
for arguments in ((), (len,), (len, None), (1, 2)):
    try:
        Method(*arguments)
        print("made")
    except TypeError as error:
        print(error)
print(Method(len, [1, 2])())
print([1, 2].append.__name__, [].append.__self__, "".join.__qualname__)
try:
    Counter.add()
except TypeError as error:
    print(error)
print(Counter.add(counter, 100))
