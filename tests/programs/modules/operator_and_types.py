import operator
import types

print(operator.add(1, 2), operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real")(5),
    operator.attrgetter("__class__.__name__")(5), operator.methodcaller("upper")("a"), operator.contains([1], 1),
    operator.not_(0), operator.truth([]), operator.index(True), operator.countOf("aab", "a"), operator.indexOf("abc", "c"),
    operator.concat("a", "b"), operator.is_(None, None), operator.length_hint([1, 2]), operator.iadd([1], [2]),
    operator.neg(5), operator.lt(1, 2), operator.getitem("abc", 1))
print(types.FunctionType is type(lambda: 0), types.GeneratorType is type(x for x in []), types.ModuleType("m").__name__,
    types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), types.NoneType,
    types.MappingProxyType({"a": 1})["a"], types.MethodType(lambda self: self, 5)(), types.BuiltinFunctionType is type(len),
    types.new_class("N", (int,))(5), types.GenericAlias(list, (int,)), types.UnionType is type(int | str),
    types.CodeType is type((lambda: 0).__code__), types.TracebackType.__name__, types.CellType(5).cell_contents,
    types.EllipsisType)
for action in (lambda: operator.itemgetter(), lambda: operator.itemgetter(5)("a"), lambda: operator.attrgetter("nope")(5),
    lambda: operator.attrgetter(5), lambda: operator.methodcaller(), lambda: operator.index("a"),
    lambda: operator.indexOf([], 1), lambda: operator.add(1), lambda: types.SimpleNamespace(1),
    lambda: types.MappingProxyType(5), lambda: types.MappingProxyType({}).__setitem__(1, 2), lambda: types.ModuleType(),
    lambda: operator.concat(1, 2)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
