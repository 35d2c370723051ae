def fail(kind, message):
    raise kind(message)


errors = []
for kind, message in ((ValueError, "first"), (KeyError, "second")):
    try:
        fail(kind, message)
    except Exception as error:
        errors.append(error)
errors[0].add_note("a note on the first")
try:
    raise ExceptionGroup("inner", [OSError(999, "no file"), errors[1]])
except ExceptionGroup as inner:
    errors[1] = inner
group = ExceptionGroup("everything failed", [*errors, TypeError("never raised")])
group.add_note("note of\nthe group")
raise group
