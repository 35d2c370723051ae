def f():
	if True:
		return   undefined_one	+  1


def g():
    return f() if True else "a very long line that goes on and on, further than eighty columns, further than a hundred, to see that nothing is cut" + undefined


def h(): x = 5; return g(); y = 6


h()
