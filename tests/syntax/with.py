with a: pass
with a as b: pass
with a, b as c: pass
with (a): pass
with (a) as b: pass
with (a as b): pass
with (a, b): pass
with (a, b) as c: pass
with (a, b as c): pass
with (a as b, c as d,): pass
with (a,): pass
with (a, b), c: pass
with (a), (b): pass
with (a).b: pass
with (a, b)[0] as c: pass
with (a if b else c): pass
with (a) if b else (c): pass
with (yield): pass
with (yield a) as b: pass
with (a := b): pass
with (a := b, c): pass
with ((a := b), c): pass
with (*a, b): pass
with (a for b in c): pass
with (): pass
with () as a: pass
with (a)(b) as c, (d): pass
with (lambda: a): pass
with a as (b, c), d as [e, *f], g as h.i, j as k[l]: pass
with (a as (b), c as (d, e)): pass
with (
    a as b,
    c
): pass
with ({a: b}): pass
