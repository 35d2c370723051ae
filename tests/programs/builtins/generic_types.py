for generic in [
    list, dict, tuple, set, frozenset, type, enumerate, memoryview, staticmethod, classmethod, slice,
]:
    try:
        print(generic[int])
    except TypeError as e:
        print(e)


async def asynchronous(): yield


async def coroutine(): pass


c = coroutine()
c.close()
for value in (i for i in ()), asynchronous(), c, t"{1}", t"{1}".interpolations[0]:
    print(type(value)[int])
for plain in int, str, range, zip, map, filter, reversed, property, object:
    try:
        print(plain[int])
    except TypeError as e:
        print(e)
