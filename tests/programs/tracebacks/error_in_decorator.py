def decorate(function):
    raise TypeError("cannot decorate " + function.__name__)


@decorate
def target(a,
           b):
    pass
