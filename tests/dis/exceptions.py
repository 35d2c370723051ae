# try in all its forms; handlers at the end of the code.
try: a
except: b
try: a
except B: c
except (D, E) as e: f
else: g
finally: h
try: a
finally: b
try: a
except* B: c
except* D as d: e
def tr(a):
    try:
        return a
    except:
        return 1
    finally:
        return 2


def tr2():
    try:
        try: a
        finally: b
    except X: c
    else:
        try: d
        except Y as y: raise
        except Z as z: raise z from y
        except: pass


def tr3():
    try: x = a and b
    except: x = a or b
    return x


def ex():
    raise


def ex2(): raise A


def ex3(): raise A from None
