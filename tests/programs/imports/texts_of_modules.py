# What modules show of themselves, by what they have and what their specifications say; a type that has no instances here.
import types
m = types.ModuleType('m'); m.__file__ = 'f'; print(m); m.__loader__ = 5; print(m); del m.__file__; print(m)
import importlib.machinery as M
m.__spec__ = M.ModuleSpec('q', None); print(m); m.__spec__ = M.ModuleSpec('q', 5); print(m); m.__spec__ = M.ModuleSpec('q', 5, origin='o'); print(m); m.__spec__.has_location = True; print(m)
m = types.ModuleType('m'); m.__getattr__ = lambda n: 'dyn ' + n; print(m); del m.__name__; print(m)
print(types.CapsuleType)
try: types.CapsuleType()
except TypeError as error: print(error)
