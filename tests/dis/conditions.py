# Tests: threaded jumps, constants as conditions, chained comparisons.
o = 'x' in [1,2,3], 'x' in {1,2,3}, 'x' not in (1,2), x in [a,b], x in {a,b}, x in [*a], x in []
p = 0 or 1, 1 or 0, 0 and 1, None and a, a and None, '' or 'b', a or 0 or b, 1 and 2 and 3, not a, not (a in b), not (a is b), not not a
q = 1 if 1 else 2, 1 if a else 2, a if not b else c, (a if b else c) if d else e
r = a < b < c, a is None, a is not None, None is a, a == 1 != b, (a < b) < c
if 1: pass
if 0: yy = 1
elif a: zz = 2
if None: a
if not None: b
if a and 1: b
if a or 1: c
if (a and b) or c: d
if not (a and b): d
if a is None or b is not None: e
def cond(a, b, c):
    if a and b or c: return 1
    x = a and b or c
    y = a if b else c if a else b
    while a and not b: c
    return not a or b
    unreachable


def chain(a, b, c):
    if a < b < c: return 1
    while a < b < c: d
    x = a < b < c
    y = not a < b < c
    return a < b and b < c
