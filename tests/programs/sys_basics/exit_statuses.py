import sys

for value in (None, 0, 1, 255, 256, -1, True, False, "text", 3.5, [1], (), (1, 2), {}, 1 << 40):
    try:
        sys.exit(value)
    except SystemExit as error:
        print(repr(error.code), error.args, repr(error), isinstance(error, Exception))
for arguments in ((1, 2), ()):
    try:
        sys.exit(*arguments)
    except (SystemExit, TypeError) as error:
        print(type(error).__name__, error, getattr(error, "code", None))
try:
    raise SystemExit
except SystemExit as error:
    print(error.code, error.args)
try:
    exit_code = SystemExit(1, 2, 3)
    raise exit_code
except SystemExit as error:
    print(error.code)
sys.exit(300)
