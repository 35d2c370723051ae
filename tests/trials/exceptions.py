def fails(kind):
    local = [kind]
    raise kind("words", local)


def cleans():
    log = []
    try:
        try:
            fails(ValueError)
        except ValueError as error:
            log.append(type(error))
            fails(KeyError)
        finally:
            log.append("finally")
    except* KeyError as group:
        log.append(group.exceptions[0].__context__.args[0])
    else:
        assert False
    return log


assert cleans() == [ValueError, "finally", "words"]


class Manager:
    def __init__(self, holds):
        self.holds = holds

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.traceback = traceback
        return self.holds


with Manager(True) as manager:
    fails(OSError)
frame = manager.traceback.tb_next.tb_frame
assert frame.f_locals["local"] == [OSError]
frame.clear()
del frame
try:
    with Manager(False):
        1 / 0
except ZeroDivisionError as error:
    # A cycle: the exception, its traceback, the frame, its local.
    kept = error
    kept.__cause__ = kept
del manager, kept
gc.collect()
for i in range(3):
    try:
        continue
    finally:
        i = None


def returns():
    for i in [1, 2]:
        try:
            return [i]
        finally:
            i = "gone"


assert returns() == [1]
