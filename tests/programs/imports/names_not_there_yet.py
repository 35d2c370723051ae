import sys, types
m=types.ModuleType("mm")
def t(m):
    try: m.x
    except AttributeError as e: print(e)
class S: pass
t(m)
s=S(); s._initializing=True; m.__spec__=s; t(m)
s.origin='/a/b.py'; t(m)
s.has_location=True; t(m)
import importlib.machinery
sp=importlib.machinery.ModuleSpec("mm",None,origin='/a/b.py'); m.__spec__=sp; t(m)
sp.has_location=True; t(m)
sp._initializing=True; t(m)
sp._uninitialized_submodules=['x']; t(m)
sys.modules["mm"] = m
def f():
    from mm import x
def g(m):
    sys.modules["mm"] = m
    try: f()
    except ImportError as e: print(e, e.name, e.path, e.name_from)
g(m)
sp._initializing = False; g(m)
sp.has_location = False; g(m)
sp._initializing = True; g(m)
m.__file__ = "/c.py"; g(m); t(m)
g(s); s.__name__ = "ss"; g(s); g(3)
del sp._initializing
sp._uninitialized_submodules = ["x"]; t(m)
del m.__name__; t(m); g(m)
