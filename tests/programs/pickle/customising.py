# Persistent ids, dispatch tables, reducer_override, find_class, the extension registry, memos.
import copyreg
import io
import pickle
import sys


class Row:
    def __init__(self, key):
        self.key = key

    def __repr__(self):
        return f"Row({self.key})"


class DbPickler(pickle.Pickler):
    def persistent_id(self, value):
        return ("row", value.key) if isinstance(value, Row) else None


class DbUnpickler(pickle.Unpickler):
    def persistent_load(self, pid):
        print("  load", pid)
        return Row(pid[1]) if isinstance(pid, tuple) else Row(pid)


def dumped(pickler_class, value, protocol=None, prepare=lambda pickler: None):
    out = io.BytesIO()
    pickler = pickler_class(out, protocol)
    prepare(pickler)
    pickler.dump(value)
    return out.getvalue()


row = Row(7)
for protocol in range(1, 6):
    data = dumped(DbPickler, [row, {"r": row}, 1], protocol)
    print(protocol, data)
    print(DbUnpickler(io.BytesIO(data)).load())
try:
    pickle.loads(data)
except pickle.UnpicklingError as error:
    print(error)
for protocol in (0, 4):
    def by_name(pickler):
        pickler.persistent_id = lambda value: f"id {value.key}" if type(value) is Row else None

    data = dumped(pickle.Pickler, [row], protocol, by_name)
    print(data)
    unpickler = pickle.Unpickler(io.BytesIO(data))
    unpickler.persistent_load = lambda pid: f"<{pid}>"
    print(unpickler.load())


class Super(pickle.Pickler):
    def persistent_id(self, value):
        return super().persistent_id(value)


print(dumped(Super, "x", 3), pickle.Pickler(io.BytesIO()).persistent_id(1))
pickler = pickle.Pickler(io.BytesIO())
pickler.persistent_id = len
print(pickler.persistent_id)
del pickler.persistent_id
print(pickler.persistent_id(1))

# Dispatch tables.
REDUCE_ROW = {Row: lambda value: (Row, (value.key * 2,))}


class Table(pickle.Pickler):
    dispatch_table = REDUCE_ROW


class Mapping(dict):
    def __missing__(self, key):
        print("  missing", key.__name__)
        raise KeyError(key)


def own_table(pickler):
    pickler.dispatch_table = Mapping(REDUCE_ROW)


print(pickle.loads(dumped(Table, row)), pickle.loads(dumped(pickle.Pickler, [row, 2j], None, own_table)))
copyreg.pickle(Row, lambda value: (Row, (value.key + 100,)))
print(pickle.loads(pickle.dumps(row)), pickle.loads(dumped(Table, row)))
del copyreg.dispatch_table[Row]
print(pickle.loads(pickle.dumps(row)))


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


print(pickle.loads(pickle.dumps(WithMeta)))
copyreg.pickle(Meta, lambda cls: (type, (cls.__name__, (), {})))
print(pickle.loads(pickle.dumps(WithMeta)))


class Override(pickle.Pickler):
    def reducer_override(self, value):
        if isinstance(value, type) and value.__name__ == "Local":
            return type, (value.__name__, (), {"made": "again"})
        if callable(value) and getattr(value, "__name__", "") == "<lambda>":
            return "row"
        return NotImplemented


class Local:
    pass


Local.__qualname__ = "nowhere.Local"
again = pickle.loads(dumped(Override, [Local, Local, Row, len]))
print(again, again[0] is again[1], again[0].made)
try:
    dumped(Override, lambda: 0)
except pickle.PicklingError as error:
    print(str(error).split(" at 0x")[0])


# Classes by name.
class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        print("  find", module, name)
        if (module, name) == ("builtins", "print"):
            raise pickle.UnpicklingError(f"{module}.{name} is forbidden")
        return super().find_class(module, name)


class Outer:
    class Inner:
        pass


for protocol in range(6):
    print(protocol, Careful(io.BytesIO(pickle.dumps([Outer.Inner, int, Outer.Inner], protocol))).load())
try:
    Careful(io.BytesIO(pickle.dumps(print))).load()
except pickle.UnpicklingError as error:
    print(error)
for module, name in [("builtins", "str"), ("builtins", "str.upper"), ("nope", "x"), ("sys", "nope")]:
    try:
        print(pickle.Unpickler(io.BytesIO(b"")).find_class(module, name))
    except Exception as error:
        print(type(error).__name__, error)

# Extensions.
for code in (5, 0x100, 0x12345):
    copyreg.add_extension("__main__", "Row", code)
    data = [pickle.dumps(Row, protocol) for protocol in range(6)]
    print(code, data, [pickle.loads(one) is Row for one in data])
    print(Careful(io.BytesIO(data[2])).load())
    copyreg.remove_extension("__main__", "Row", code)
    copyreg.clear_extension_cache()
try:
    pickle.loads(data[2])
except ValueError as error:
    print(error)

# Memos.
out = io.BytesIO()
pickler = pickle.Pickler(out, 2)
value = ["abc", ("d",)]
pickler.dump(value)
pickler.dump(value)
print(out.getvalue())
kept = pickler.memo.copy()
print(sorted(number for number, _ in kept.values()), all(id(one) == key for key, (_, one) in kept.items()))
pickler.clear_memo()
print(pickler.memo.copy())
pickler.memo = kept
out.truncate(out.seek(0))
pickler.dump(value)
print(out.getvalue())
other = pickle.Pickler(out, 2)
other.memo = pickler.memo
pickler.memo.clear()
print(len(other.memo.copy()), len(pickler.memo.copy()), other.memo.__reduce__()[0])
unpickler = pickle.Unpickler(io.BytesIO(pickle.dumps(["abc", ("d",)], 2)))
print(unpickler.load(), unpickler.memo.copy(), type(unpickler.memo))
second = pickle.Unpickler(io.BytesIO(b"h\x01."))
second.memo = unpickler.memo
print(second.load())
for wrong in (5, {1: 2}, {"a": (1, 2)}):
    for target in (pickler, second):
        try:
            target.memo = wrong
        except TypeError as error:
            print(error)
try:
    del pickler.memo
except TypeError as error:
    print(error)
print(pickler.bin, pickler.fast, pickle.Pickler(out, 0).bin)
for name, new in [("fast", "x"), ("fast", 1.5), ("nope", 1)]:
    try:
        setattr(pickler, name, new)
    except (TypeError, AttributeError) as error:
        print(error)
try:
    print(pickler.dispatch_table)
except AttributeError as error:
    print(error)
events = []
sys.addaudithook(lambda event, args: events.append(args) if event == "pickle.find_class" else None)
pickle.loads(pickle.dumps(Outer.Inner))
print(events)
