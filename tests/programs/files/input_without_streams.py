import sys

stdin, stdout, stderr = sys.stdin, sys.stdout, sys.stderr
for name, stream in ("stdin", stdin), ("stdout", stdout), ("stderr", stderr):
    words = []
    setattr(sys, name, None)
    try:
        input()
    except RuntimeError as e:
        words.append(str(e))
    delattr(sys, name)
    try:
        input()
    except RuntimeError as e:
        words.append(str(e))
    setattr(sys, name, stream)
    print(words)
