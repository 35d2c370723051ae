class Quit(SystemExit):
    def __str__(self): return "quit text"


try:
    raise Quit(True)
except Quit as error:
    print(error, error.code)
raise Quit(7)
