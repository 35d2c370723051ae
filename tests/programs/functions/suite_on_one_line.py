def f(): x = 1; y = 2; return x + y
class C: a = 1; b = a + 1
if True: print("if"); print("still")
for i in 1, 2: print(i, end=" "); print()
while True: break
else: print("not reached")
try: 1 / 0
except ZeroDivisionError: print("caught"); x = 5
finally: print("finally")
with open(__file__) as source: line = source.readline()
print(f(), C.b, x, line.strip());
def g(): ...
def h(): "only a docstring"
print(g(), h(), h.__doc__, end="\n"); print("end")
