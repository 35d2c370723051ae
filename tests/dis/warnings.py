# What the compiler warns about.
x is 1
x is not "a"
1()
"a"["b"]
[1][2.0]
None[0]
t"{x}"[0]
assert (x, "always true")
def f():
    for x in y:
        try: pass
        finally:
            if x: break
            elif y: continue
            else: return
