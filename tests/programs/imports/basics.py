import sys
import sys as system, math
from math import sqrt, floor as down
import math as m
print(sys is system, math is m, sqrt(16), down(2.7), math.__name__, type(math).__name__)
from math import *
print(pi > 3, "cos" in globals(), "__name__" == __name__)


def local():
    import math as inside
    from math import pi as p
    return inside.floor(p), "inside" in locals()


print(local())
print("math" in sys.modules, sys.modules["math"] is math, __import__("math") is math,
    __import__("sys", fromlist=["path"]) is sys)
for source in ("import nothing_here", "from math import nothing", "from math import nothing as other",
    "import math.nothing", "from . import x", "from .. import y", "from .m import y", "import sys.modules",
    "from nothing_here import *", "from math import *, pi"):
    try:
        exec(source, {"__name__": "__main__"})
        print("fine")
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None))
sys.modules["invented"] = sys
import invented
print(invented is sys)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(error)
sys.modules["number"] = 5
import number
print(number)
try:
    from number import real, nothing
except ImportError as error:
    print(error)
