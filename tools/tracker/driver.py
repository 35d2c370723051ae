"""Runs one test module and appends a line of JSON to LOG for each method as it starts and as it ends.

    PYTHON driver.py MODULE LOG

Methods that LOG knows already are left out: after a crash the tracker starts the driver again with the same LOG, and loses
only the method that did it.
"""

import importlib.util
import json
import os
import sys
import types
import unittest

module_name, log_path = sys.argv[1:]
sys.argv[1:] = []
sys.path[0:1] = []  # this file's folder


def known_methods():
    try:
        with open(log_path, encoding="utf-8") as file:
            entries = [json.loads(line) for line in file]
    except FileNotFoundError:
        return set()
    return {entry["method"] for entry in entries if "method" in entry}


known = known_methods()
log = open(log_path, "a", encoding="utf-8")


def write(**entry):
    log.write(json.dumps(entry) + "\n")
    log.flush()


def reason(error):
    """The exception's line, as the last line of its traceback would begin."""
    kind, value = error[0], error[1]
    try:
        text = str(value)
    except Exception:
        text = "<no text>"
    return f"{kind.__name__}: {text}"


def name_of(test):
    """`Class.method`, without the module; what failed before any method by what it says itself."""
    return test.id().removeprefix(module_name + ".")


class Recorder(unittest.TestResult):
    """Writes each method's outcome; failing parts of a method (`subTest`) make it fail."""

    def __init__(self):
        super().__init__()
        self.current = None
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.current, self.outcome = test, ("pass", "")
        write(method=name_of(test), start=True)

    def stopTest(self, test):
        super().stopTest(test)
        outcome, why = self.outcome
        self.current = None
        write(method=name_of(test), outcome=outcome, reason=why)

    def end(self, test, outcome, why=""):
        """Before the first and after the last method of a class or module there is no current one."""
        if self.current is None:
            write(method=name_of(test), outcome=outcome, reason=why)
        elif self.outcome[0] in ("pass", "skip"):
            self.outcome = outcome, why

    def addError(self, test, err):
        self.end(test, "error", reason(err))

    def addFailure(self, test, err):
        self.end(test, "fail", reason(err))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.end(test, "fail" if issubclass(err[0], test.failureException) else "error", reason(err))

    def addSkip(self, test, why):
        self.end(test, "skip", why)

    def addUnexpectedSuccess(self, test):
        self.end(test, "fail", "unexpected success")


def methods(suite):
    if isinstance(suite, unittest.TestCase):
        yield suite
    else:
        for part in suite:
            yield from methods(part)


class Absent(types.ModuleType):
    """Stands for a module that only CPython has, so that a test file which imports it can run: what uses it is skipped."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def skip(*args, **kwargs):
            raise unittest.SkipTest(f"implementation detail specific to cpython: {self.__name__}.{name}")

        return skip

    @staticmethod
    def get_config():
        """What `test.support` asks for: whether code knows of columns."""
        return {"code_debug_ranges": 1}


def load():
    """The module's tests. A file that cannot do without CPython's own modules gets stand-ins."""
    from test import support
    from test.support import script_helper

    support.use_resources = ()
    if not os.path.exists(os.path.join(os.path.dirname(os.__file__), "test")):
        # The programs that tests start could not import `test` without PYTHONPATH, so they are not isolated.
        setattr(script_helper, "__cached_interp_requires_environment", True)
    if importlib.util.find_spec("_testsinglephase") is None:
        # Files ask for it deep in a package of tests, where no retry would help.
        sys.modules["_testsinglephase"] = Absent("_testsinglephase")
    for name in ("_testinternalcapi", "_testlimitedcapi", None):
        try:
            return unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(module_name))
        except (ImportError, unittest.SkipTest) as error:
            if name is None or "capi" not in str(error):
                raise
            sys.modules[name] = Absent(name)


def main():
    write(begin=True)
    try:
        suite = load()
    except unittest.SkipTest as skipped:
        return write(status="skip", reason=str(skipped))
    except BaseException as error:
        return write(status="import", reason=reason((type(error), error)))
    suite = unittest.TestSuite(test for test in methods(suite) if name_of(test) not in known)
    suite.run(Recorder())
    write(status="ok", reason="")


main()
log.flush()
os._exit(0)
