def inner():
    raise ValueError("x")


def outer():
    inner()


try:
    outer()
except ValueError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti >= 0, type(tb).__name__)
        last, tb = tb, tb.tb_next
    frame = last.tb_frame
    print(frame.f_back.f_code.co_name, frame.f_locals, frame.f_lineno, frame.f_globals is globals())
    original = error.__traceback__
    print(error.with_traceback(None) is error, error.__traceback__)
    error.__traceback__ = original.tb_next
    print(error.__traceback__.tb_frame.f_code.co_name)
Traceback = type(original)
made = Traceback(None, original.tb_frame, 0, 77)
print(made.tb_next, made.tb_lineno)
made.tb_next = original
try:
    original.tb_next.tb_next.tb_next = made
except (ValueError, AttributeError) as error:
    print(type(error).__name__, error)
for arguments in ((), (1, 2, 3, 4), (None, None, 0, 1)):
    try:
        Traceback(*arguments)
    except TypeError as error:
        print(error)


def reraised():
    try:
        inner()
    except ValueError as error:
        raise error


try:
    reraised()
except ValueError as error:
    tb, names = error.__traceback__, []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
