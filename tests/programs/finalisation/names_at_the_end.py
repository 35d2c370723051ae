"""What is in cycles with its module dies before the module is emptied: finalizers find all names."""
import sys
import textwrap
import types


class Last:
    def __del__(self):
        print("del", word, textwrap.dedent("  x"), sys.is_finalizing(), helper.word)


helper = types.ModuleType("helper")
helper.word = "helped"
sys.modules["helper"] = helper
word = "value"
last = Last()
print("end")
