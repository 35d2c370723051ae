# Modules that await: compile() with ast.PyCF_ALLOW_TOP_LEVEL_AWAIT.
import ast
flag = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def drive(coroutine):
    try:
        while True:
            print("waits for", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


async def work(): return "worked"
async def count():
    yield 1
    yield 2
class Guard:
    async def __aenter__(self): return "guarded"
    async def __aexit__(self, *exception): return True


for source, mode in [("x = await work()", "exec"), ("[n async for n in count()]", "eval"), ("await work()", "single"),
                     ("async with Guard() as x: 1 / 0", "exec"), ("x = []\nasync for n in count(): x.append(n)", "exec"),
                     ("x = [await work() for _ in 'ab']", "exec"), ("x = 5", "exec")]:
    space = {"work": work, "count": count, "Guard": Guard, "x": None}
    code = compile(source, "<source>", mode, flag)
    made = eval(code, space)
    print(repr(source), code.co_flags, type(made).__name__, made is not None and drive(made), space["x"])
for source in ["yield 5", "await x; yield 5", "return 5", "lambda: await x", "def f(): await x", "class A: await x",
               "(await x for y in z)", "(x async for y in z)", "def f(): [x async for x in y]", "await x\nreturn"]:
    try:
        print(repr(source), compile(source, "<source>", "exec", flag).co_flags)
    except SyntaxError as error:
        print(repr(source), error)
