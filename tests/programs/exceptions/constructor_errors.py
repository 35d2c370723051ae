for call in (
    lambda: Exception(a=1),
    lambda: ValueError("x", key=1),
    lambda: ImportError("x", nme="y"),
    lambda: AttributeError("x", nam="y"),
    lambda: NameError(namee="y"),
    lambda: UnicodeDecodeError(),
    lambda: UnicodeDecodeError("a", "b", 1, 2, "c"),
    lambda: UnicodeEncodeError("a", b"b", 1, 2, "c"),
    lambda: UnicodeTranslateError(1, 2, 3),
    lambda: SyntaxError("m", 5),
    lambda: SyntaxError("m", (1, 2)),
    lambda: SyntaxError("m", (1, 2, 3, 4, 5)),
    lambda: BaseExceptionGroup(),
    lambda: ExceptionGroup("m", []),
    lambda: ExceptionGroup("m", [1]),
    lambda: ExceptionGroup("m", 5),
    lambda: ExceptionGroup(5, [ValueError()]),
    lambda: ExceptionGroup("m", [KeyboardInterrupt()]),
    lambda: Exception.__new__(5),
    lambda: Exception.__new__(int),
    lambda: ValueError().with_traceback(),
    lambda: ValueError().with_traceback(5),
    lambda: ValueError().add_note(),
    lambda: ValueError().add_note(5),
    lambda: ValueError().__setstate__(5),
):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)
