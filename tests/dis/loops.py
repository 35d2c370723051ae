# while and for, their else clauses, break and continue through other statements.
while 1:
    break
while 0:
    pass
while a:
    if b: continue
    if c: break
else:
    d
for i in []: pass
for i in [1,2,3]: pass
for i in {1,2}: pass
for i in (a,b): pass
for i in [a,b]: pass
def loops(a):
    for i in a:
        try:
            if i: continue
            elif b: break
            else: return i
        except E as e:
            if e: continue
            break
        finally:
            c
    while a:
        with b:
            if c: continue
            if d: break
            return
    for x in a:
        for y in b:
            if x: break
        else: continue
        break
