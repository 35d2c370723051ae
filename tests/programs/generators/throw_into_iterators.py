# What throw() was given reaches an iterator of another kind as it is.
class Iterator:
    def __iter__(self): return self
    def __next__(self): return "next"
    def throw(self, *args): return args
    def close(self): print("closed")


def delegate():
    yield from Iterator()


def twice():
    yield from delegate()


for function in delegate, twice:
    generator = function()
    print(next(generator))
    print(generator.throw(ValueError))
    print(generator.throw(ValueError("an instance")))
    generator.close()
