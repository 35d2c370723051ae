for source in (
    "try: pass\nexcept* ValueError: pass\nexcept TypeError: pass",
    "try: pass\nexcept*: pass",
    "for i in x:\n try: pass\n except* ValueError: break",
    "for i in x:\n try: pass\n except* ValueError: continue",
    "def f():\n try: pass\n except* ValueError: return",
    "try: pass\nexcept* ValueError, TypeError: pass",
    "try: pass\nexcept* ValueError, TypeError as e: pass",
    "try: pass\nexcept ValueError, TypeError: print(1)",
    "try: pass\nexcept ValueError, TypeError as e: pass",
    "for i in x:\n try: pass\n except* ValueError:\n  for j in y: break",
):
    try:
        compile(source, "<s>", "exec")
        print("accepted")
    except SyntaxError as error:
        print(error.msg, error.lineno)
for kind in (ExceptionGroup, (ValueError, BaseExceptionGroup), 5, (ValueError, "x"), int):
    try:
        try:
            raise ValueError("v")
        except* kind:
            print("no")
    except TypeError as error:
        print(error)
try:
    raise ValueError("only evaluated when raised")
except* ValueError as e:
    print(e.exceptions)
