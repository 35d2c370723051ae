source = ", ".join(f"a{i}" for i in range(300))
namespace = {}
exec(f"def many({source}): return a0 + a299 + a150", namespace)
many = namespace["many"]
print(many(*range(300)))
print(many(**{f"a{i}": i for i in range(300)}))
try:
    many(*range(299))
except TypeError as error:
    print(error)
try:
    many(*range(290))
except TypeError as error:
    print(error)
try:
    many(*range(301))
except TypeError as error:
    print(error)
print(eval(f"f({', '.join(map(str, range(300)))})", {"f": lambda *a: sum(a)}))
print(len((lambda *a: a)(*range(100000))), len((lambda **k: k)(**{str(i): i for i in range(5000)})))
