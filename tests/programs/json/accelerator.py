import json, _json, sys
def err(f):
    try: print(repr(f())[:200])
    except BaseException as e: print(type(e).__name__, e.args, getattr(e, "__notes__", None), repr(e.__cause__), repr(e.__context__))
print(sorted(n for n in dir(_json) if not n.startswith("__")))
print(_json.make_scanner, _json.make_encoder, _json.scanstring, _json.make_scanner.__module__)
class Ctx: strict=True; object_hook=None; object_pairs_hook=None; parse_float=float; parse_int=int; parse_constant=str; memo={}
s = _json.make_scanner(Ctx)
print([n for n in dir(s) if not n.startswith("__")], s.strict, s.object_hook, s.parse_float)
for t in ["", "[", "[1", "[1,", "[1,]", "[,", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{1:2}", '{"a" 1}', "nul", "tru", "-", "-x", "1.", "1.e5", "1e", "01", "1.5e+3", "NaN", "-Infinity", "Infinity", "Inf", '"a', '"\\', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\ud834\\udd20"', '"\\ud834x"', '"\\ud834\\u0020"', '"\\udd20"', '"a\x01"', '"a\nb"', "[1 2]", "\u00e9", '["\u00e9", x]', '"\\ud834\\ux"', '"\\ud834\\', '{"\u00e9": [}', '"\\ud834\\u12"']:
    err(lambda: s(t, 0))
    err(lambda: json.loads(t))
err(lambda: s("1", 5)); err(lambda: s("1", -1)); err(lambda: s(b"1", 0)); err(lambda: s("1", "a")); err(lambda: s(string="[1]", idx=0))
err(lambda: _json.make_scanner(1))
err(lambda: _json.scanstring("abc", 1)); err(lambda: _json.scanstring('abc"d', 1)); err(lambda: _json.scanstring('abc"d', 9)); err(lambda: _json.scanstring('abc"d', -1)); err(lambda: _json.scanstring(b'abc"d', 1)); err(lambda: _json.scanstring('a\nbc"d', 1, False)); err(lambda: _json.scanstring('a\nbc"d', 1, True))
for f in (_json.encode_basestring, _json.encode_basestring_ascii):
    err(lambda: f('a"\\\b\f\n\r\t\x00\x1f\x7f\u00e9\u20ac\U0001d120\ud800/')); err(lambda: f(1)); err(lambda: f())
class S(str): pass
class I(int):
    def __repr__(self): return "I!"
class F(float):
    def __repr__(self): return "F!"
class L(list): pass
class D(dict): pass
class X: pass
for v in [S("a"), I(5), F(2.5), L([1]), D(a=1), (1, 2), [], {}, (), [[]], [{}], {"a": {}}, {"a": []}, True, None, 1.0, 1e100, float("nan"), float("-inf"), 10**30, {1: 2, 1.5: 3, None: 4, True: 5, I(7): 6, F(1.5): 7}, {"b": 1, "a": 2}]:
    err(lambda: json.dumps(v)); err(lambda: json.dumps(v, indent=2)); err(lambda: json.dumps(v, indent="\t", separators=(",", ":")))
err(lambda: json.dumps({"b": 1, "a": [3, {"d": 1, "c": 2}]}, sort_keys=True))
err(lambda: json.dumps({"b": 1, 3: [3]}, sort_keys=True))
err(lambda: json.dumps({(1,): 2})); err(lambda: json.dumps({(1,): 2, "a": 1, b"x": 5}, skipkeys=True)); err(lambda: json.dumps({(1,): 2}, skipkeys=True, indent=1)); 
err(lambda: json.dumps(X())); err(lambda: json.dumps([1, [X()]])); err(lambda: json.dumps({"a": [1, {"b": X()}]})); err(lambda: json.dumps([float("nan")], allow_nan=False)); err(lambda: json.dumps({float("nan"): 1}, allow_nan=False)); err(lambda: json.dumps({float("inf"): 1}))
err(lambda: json.dumps((1, (X(),))))
l = []; l.append(l)
err(lambda: json.dumps(l)); 
d = {}; d["a"] = d
err(lambda: json.dumps(d)); err(lambda: json.dumps([d]))
err(lambda: json.dumps({"\u00e9": "\u20ac\x7f"}, ensure_ascii=False))
err(lambda: json.loads('{"a": 1, "b": {"c": 2}, "a": 3}', object_pairs_hook=lambda p: p)); err(lambda: json.loads('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d.items())))
err(lambda: json.loads('[1, 2.5, NaN, -0, -0.0, 1E400]', parse_int=lambda s: "i"+s, parse_float=lambda s: "f"+s, parse_constant=lambda s: "c"+s)); err(lambda: json.loads('[1, 2.5, NaN, -0, -0.0, 1E400]'))
err(lambda: json.loads("1" * 5000)); err(lambda: json.dumps(10**5000))
k = json.loads('[{"a": 1}, {"a": 2}]'); print(next(iter(k[0])) is next(iter(k[1])))
e = _json.make_encoder({}, None, None, None, ":", ",", False, False, True)
print([n for n in dir(e) if not n.startswith("__")], e.markers, e.default, e.indent, e.sort_keys, type(e))
err(lambda: e("a", 0)); err(lambda: e([1, 2], 0)); err(lambda: _json.make_encoder(1, None, None, None, ":", ",", False, False, True)); err(lambda: _json.make_encoder({}, None, None, None, 1, ",", False, False, True))
e = _json.make_encoder({}, None, lambda s: 5, None, ":", ",", False, False, True); err(lambda: e("a", 0)); err(lambda: e({"a": 1}, 0))
e = _json.make_encoder({}, None, lambda s: "<" + s + ">", "  ", ":", ",", False, False, True)
class It(dict):
    def items(self): return [("z", 1), ("y", 2)]
err(lambda: json.dumps(It(q=1))); err(lambda: json.dumps(It()))
class Bad(dict):
    def items(self): return [1]
err(lambda: json.dumps(Bad(q=1)))
class Bad2(dict):
    def items(self): return 5
err(lambda: json.dumps(Bad2(q=1)))
class Bad3(dict):
    def items(self): return [(1,2,3)]
err(lambda: json.dumps(Bad3(q=1)))
class LI(list):
    def __iter__(self): return iter([7, 8])
err(lambda: json.dumps(LI([1])))
err(lambda: json.dumps(LI()))
err(lambda: json.JSONEncoder(markers=1) if 0 else json.JSONDecoder().raw_decode('[1] x', 0)); err(lambda: json.JSONDecoder().decode("[1] x"))
err(lambda: json.dumps(X(), default=lambda o: [1, float("nan")], allow_nan=False))
err(lambda: json.dumps([X(), X()], default=lambda o: 1/0))
err(lambda: json.dumps({"a": X()}, default=lambda o: [object()] if type(o) is X else 1/0, indent=2))

