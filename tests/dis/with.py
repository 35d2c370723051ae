# with: the exit call on every way out.
with a: b
with a as b, c as (d, e): f
def ctx():
    with a, b as c: pass
    with (a as b, c as d): x
    with a:
        return
    with a:
        with b:
            raise
    for x in y:
        with z: break


def nested_try():
    with a as x:
        with b as y:
            try: return x
            except E: return y
