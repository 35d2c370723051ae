"""Context variables: contexts, tokens, what they say to wrong arguments."""
from contextvars import Context, ContextVar, Token, copy_context


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, str(error).partition(" at 0x")[0])


x = ContextVar("x", default=5)
y = ContextVar("y")
print(x.name, x.get(), x.get(7), y.get(8), repr(y).partition(" at ")[0], repr(x).partition(" at ")[0])
attempt(y.get)

# Setting and undoing.
token = x.set(1)
print(x.get(), token.var is x, token.old_value, Token.MISSING)
second = x.set(2)
print(second.old_value, x.get())
x.reset(second)
print(x.get(), repr(second).partition(" var=")[0])
attempt(x.reset, second)
attempt(y.reset, token)
attempt(x.reset, 1)
x.reset(token)
print(x.get())
with x.set(10) as token:
    print(x.get(), token.var is x)
    with x.set(11):
        print(x.get())
    print(x.get())
print(x.get())

# Contexts.
context = copy_context()


def change(value, *, more=0):
    x.set(value + more)
    y.set("y")
    return x.get()


print(context.run(change, 20, more=2), x.get(), context[x], context.get(y), y in context, len(context))
print(sorted(variable.name for variable in context), sorted(map(str, context.values())))
copy = context.copy()
context.run(x.set, 30)
print(copy[x], context[x], copy == context, copy == context.copy().run(copy.copy))
print(len(copy_context()), len(Context()), Context() == Context(), Context() == 1)
token = context.run(x.set, 40)
attempt(x.reset, token)
attempt(context.run, context.run, print)
attempt(context.run)
attempt(context.__getitem__, 1)
attempt(context.get, 1)
attempt(Context().__getitem__, x)
attempt(Context, 1)
attempt(Token)
attempt(ContextVar, 1)
attempt(hash, context)
attempt(setattr, x, "name", 1)


def raising():
    x.set(99)
    raise ValueError("out")


attempt(Context().run, raising)
print(x.get())


# A generator runs in the context of whoever asks for its next.
def generator():
    while True:
        yield x.get()


values = generator()
print(next(values), context.run(next, values), next(values))
print(ContextVar[int], Token[int])
