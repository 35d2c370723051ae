import sys

sys.displayhook(5)
sys.displayhook(None)
sys.displayhook("text")
import builtins
print(builtins._)
sys.stderr.write("plain\n")
print("printed", file=sys.stderr)
sys.stderr.writelines(["a\n", "b\n"])
saved = sys.stdout
sys.stdout = sys.stderr
print("redirected")
sys.stdout = saved
print("back", sys.stderr.errors)
sys.stderr.write("é\ud800\n")
try:
    print("\ud800")
except UnicodeEncodeError as error:
    print(error)
raise ValueError("\ud800 and é")
