import sys


async def work():
    pass


def make():
    return work()


def outer():
    return make()


print(sys.get_coroutine_origin_tracking_depth())
coroutine = outer()
print(coroutine.cr_origin)
coroutine.close()
for depth in 1, 2, 10:
    sys.set_coroutine_origin_tracking_depth(depth)
    coroutine = outer()
    print([(line, name) for _, line, name in coroutine.cr_origin][:3])
    coroutine.close()
sys.set_coroutine_origin_tracking_depth(0)
for depth in -1, "a", None:
    try:
        sys.set_coroutine_origin_tracking_depth(depth)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
