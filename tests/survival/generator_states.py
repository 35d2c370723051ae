def g():
    try:
        while True:
            yield me
    except GeneratorExit:
        try:
            me.send(None)
        except ValueError as error:
            print(error)
        raise


me = g()
next(me)
me.close()


def closes():
    yield 1
    me2.close()
    yield 2


me2 = closes()
next(me2)
try:
    next(me2)
except ValueError as error:
    print(error)


class Iter:
    def __iter__(self): return self
    def __next__(self): return next(me3)


def loops():
    yield from Iter()


me3 = loops()
try:
    next(me3)
except ValueError as error:
    print(error)


def deletes():
    global me4
    del me4
    yield 1
    yield 2


me4 = deletes()
print(next(me4))


def throws():
    try:
        yield
    except ValueError:
        try:
            me5.throw(KeyError)
        except ValueError as error:
            yield str(error)


me5 = throws()
next(me5)
print(me5.throw(ValueError))


def sorts():
    yield sorted([3, 1, 2], key=lambda x: next(me6))


me6 = sorts()
try:
    next(me6)
except ValueError as error:
    print(error)
it = iter([1, 2, 3])


def feeds():
    for x in it:
        yield x
        yield next(it, None)


print(list(feeds()))
e = enumerate(f for f in [1])
z = zip(e, e)
print(list(z))
