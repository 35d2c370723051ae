import sys


def show(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


show(lambda: sys.float_info.__replace__(max=5).max)
show(lambda: sys.version_info.__replace__(major=5)[0])
show(lambda: sys.float_info.__replace__(wrong=5))
show(lambda: sys.float_info.__replace__(wrong=5, too=6))
show(lambda: type(sys.float_info.__replace__(dig=1)))
show(lambda: sys.float_info.__replace__() == sys.float_info)
