# What is thrown into a generator knows what the generator handles, not what its caller does.
def plain():
    yield 1


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield 1


def catching():
    try:
        yield 1
    except OSError as e:
        yield e.__context__


for function in plain, handling, catching:
    for inside in False, True:
        generator = function()
        next(generator)
        try:
            if not inside:
                print(repr(generator.throw(OSError("thrown"))))
            else:
                try:
                    raise ValueError("outside")
                except ValueError:
                    print(repr(generator.throw(OSError("thrown"))))
        except OSError as e:
            print(function.__name__, inside, repr(e.__context__))
