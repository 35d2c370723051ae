if a: b
if a:
    b
elif c:
    d
elif (e := f):
    g
else:
    h
while a:
    break
else:
    continue
while a: b; c;
for a in b: c
for a, *b in c, d:
    e
else:
    f
for a.b in c: pass
for a[b], (c, [d]) in *e, f: pass
for (a) in b: pass
try:
    a
finally:
    b
try:
    a
except:
    b
try: a
except A: b
except (A, B) as e: c
except A, B: d
except A.b(c): e
else: f
finally: g
try:
    a
except* A:
    b
except* (B, C) as e:
    c
except *D, E:
    d
if a:

    # a comment

    b
  # a comment with another indentation
    c
async def f():
    async for a in b:
        c
    else:
        d
    async with a as b, c: d
    async with (a as b, c,): d
    return [x async for x in y if await z]
