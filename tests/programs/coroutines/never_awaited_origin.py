# The warning of a coroutine that was never awaited says where it was made, if that is noted.
import sys
import warnings


async def work():
    pass


def make():
    return work()


def caught(depth):
    sys.set_coroutine_origin_tracking_depth(depth)
    with warnings.catch_warnings(record=True) as known:
        warnings.simplefilter("always")
        made = make()
        print(made.cr_origin and [(line, name) for _, line, name in made.cr_origin])
        del made
    for warning in known:
        print(warning.category.__name__, str(warning.message).replace(__file__, "FILE"))


for depth in (0, 1, 2):
    caught(depth)
