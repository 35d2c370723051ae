# assert, and __debug__.
assert a
assert a, b
assert 0
assert 1
assert (a and b) or c, d
__debug__
if __debug__: a
x = __debug__
def asserts(a):
    assert a
    assert a, "x" + str(a)
