import sys


class Strange:
    def __repr__(self): return "<strange>"


class Broken:
    def __str__(self): raise RuntimeError("no str")


for notes in (["ok", 5, Strange()], "a string", 5, None, [Broken()], ("tuple", "of notes"), []):
    error = ValueError("with notes")
    error.__notes__ = notes
    sys.excepthook(type(error), error, None)
