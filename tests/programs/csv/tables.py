import csv, _csv, io, copy
def err(f, *a, **k):
    try: print(repr(f(*a, **k))[:300])
    except BaseException as e: print(type(e).__name__, e.args)
print(sorted(n for n in dir(_csv) if not n.startswith("__")), _csv.Error, _csv.Error.__mro__, _csv.Dialect, _csv.Reader, _csv.Writer)
print(csv.list_dialects(), csv.field_size_limit())
d = csv.get_dialect("excel")
names = ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"]
print(type(d), [(n, getattr(d, n)) for n in names], [n for n in dir(d) if not n.startswith("__")])
print([(n, type(getattr(d, n))) for n in names])
for n in names:
    err(setattr, d, n, 1); err(delattr, d, n)
err(setattr, d, "nope", 1)
bad = [None, "", "ab", 1, b",", "\n", "\r", " ", "a", 5.5, -1, 99, True, object]
for n in names:
    for v in bad[:-1]:
        err(lambda: [(m, getattr(x, m)) for x in [_csv.Dialect(**{n: v})] for m in [n, "quoting"]])
err(_csv.Dialect, delimiter='"'); err(_csv.Dialect, delimiter="a", escapechar="a"); err(_csv.Dialect, quotechar="a", escapechar="a"); err(_csv.Dialect, quotechar=" ", skipinitialspace=True); err(_csv.Dialect, escapechar=" ", skipinitialspace=True); err(_csv.Dialect, lineterminator="a", delimiter="a"); err(_csv.Dialect, lineterminator=",x"); err(_csv.Dialect, quotechar=None, quoting=1); err(lambda: _csv.Dialect(quotechar=None).quoting); err(lambda: _csv.Dialect(quotechar="").quoting); err(_csv.Dialect, nope=1); err(_csv.Dialect, "nope"); err(lambda: _csv.Dialect(d) is d); err(lambda: _csv.Dialect(d, strict=True).strict)
err(_csv.Dialect, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
class Foo: delimiter = "|"; quoting = csv.QUOTE_ALL
x = _csv.Dialect(Foo); print([(n, getattr(x, n)) for n in names])
class Bar: delimiter = 5
err(_csv.Dialect, Bar)
err(copy.copy, d); err(copy.deepcopy, d); 
err(csv.register_dialect, "x"); err(csv.register_dialect, "x", delimiter="|"); err(csv.register_dialect, 1); err(csv.register_dialect); err(csv.register_dialect, "y", "excel", quoting=99); err(csv.register_dialect, "z", nope=1); err(csv.register_dialect, "w", 5); err(csv.register_dialect, "v", 5, 6)
print(csv.list_dialects(), csv.get_dialect("x").delimiter)
err(csv.unregister_dialect, "x"); err(csv.unregister_dialect, "x"); err(csv.get_dialect, "x"); err(csv.get_dialect, 1); err(csv.get_dialect, []); err(csv.unregister_dialect, []); err(csv.get_dialect); err(csv.get_dialect, "a", 1)
err(csv.field_size_limit, 10); err(csv.field_size_limit); err(csv.field_size_limit, "a"); err(csv.field_size_limit, 1.5); err(csv.field_size_limit, 1, 2); err(csv.field_size_limit, None); err(csv.field_size_limit, 131072); 
def read(lines, **k):
    try:
        r = csv.reader(lines if not isinstance(lines, str) else io.StringIO(lines, newline=""), **k)
        out = []
        for row in r: out.append((r.line_num, row))
        print(out, r.line_num)
    except Exception as e: print(out, type(e).__name__, e.args, r.line_num)
T = ["", "\n", "a,b\n", "a,b", "a,b\r\n", "a,b\rc,d\r", ['a,b\rc,d'], '"a","b"\n', '"a""b",c\n', '"a\nb",c\n', '"a\r\nb",c\n', '"a', '"a\n', '"a"b,c\n', '"a"b"c",d\n', 'a"b"c\n', ' "a", b\n', "a, b\n", "a,\n", ",\n", ",,", "''\n", "'a,b',c\n", "a\\,b,c\n", "a\\\nb,c\n", '"a\\"b",c\n', "a\\", '"a\\', "a\0b,c\n", '"a\0",b\n', "1,2.5,x\n", '1,"2",\n', '"",,"",1\n', "\n\n a\n\n", ["a\nb"], ["a\n", "b"], ["a,b", "c"], ["\r\n"], ["a\r\n\r\n"], ["a\n\n"], ["a\rb"], ["é,ü,\U0001f600\n"], '"a" ,b\n', '"a"\\,b\n', 'a\\', "x" * 20 + ",y\n", ["'a'b\n"], ["\ud800,b"], ["a,b\0"], ["a||b"], ['""\n'], ['"a" \n'], ["a b\n"], ["nan,1e5,-3\n"]]
K = [{}, dict(strict=True), dict(quotechar="'"), dict(quoting=csv.QUOTE_NONE), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_STRINGS), dict(quoting=csv.QUOTE_NOTNULL), dict(quoting=csv.QUOTE_ALL), dict(escapechar="\\"), dict(escapechar="\\", quoting=csv.QUOTE_NONE), dict(escapechar="\\", strict=True), dict(skipinitialspace=True), dict(doublequote=False), dict(doublequote=False, escapechar="\\"), dict(delimiter="|"), dict(delimiter=" ", quotechar="'"), dict(delimiter="\t"), dict(delimiter="\U0001f600"), dict(lineterminator="|")]
for k in K:
    print("##", k)
    for t in T: read(t, **k)
csv.field_size_limit(5)
for t in ["abcde,f", "abcdef,g", '"abcdef",g', "abcde\n", "a,bcdefgh"]: read(t)
csv.field_size_limit(131072)
err(csv.reader); err(csv.reader, 1); err(csv.reader, [], "nope"); err(csv.reader, [], foo=1); err(csv.reader, [], "excel", 5); err(lambda: list(csv.reader([1]))); err(lambda: list(csv.reader([b"a"]))); err(lambda: list(csv.reader([None]))); err(lambda: list(csv.reader(["a"], object)))
r = csv.reader(["a,b", "c"]); print(type(r), iter(r) is r, [n for n in dir(r) if not n.startswith("__")], next(r), r.line_num); err(setattr, r, "line_num", 5); err(setattr, r, "dialect", 5); err(type(r)); 
def gen():
    yield "a\n"; 1/0
err(lambda: list(csv.reader(gen())))
def write(row, many=False, **k):
    f = io.StringIO(newline="")
    try:
        w = csv.writer(f, **k); r = (w.writerows if many else w.writerow)(row); print(repr(f.getvalue()), r)
    except Exception as e: print(repr(f.getvalue()), type(e).__name__, e.args)
R = [[], [""], ["", ""], [None], [None, None], ["a", 1, 2.5, None, True], ["a,b", 'c"d', "e'f", "g\nh", "i\rj", "k\\l", "m n", " o", "|"], ["\U0001f600", "\ud800", "\0"], (1, 2), "abc", 5, None, [b"x", [1], {}], iter([1, "x"]), ['"'], [" "], ["a", ""], ["", "a"], ["\r"], [10**30, 1e100, float("nan"), 1j, object]]
for k in K + [dict(lineterminator="\n"), dict(lineterminator="!"), dict(quotechar=None), dict(quoting=csv.QUOTE_NONE, escapechar="\\", quotechar=None), dict(delimiter=" ", skipinitialspace=True, quoting=csv.QUOTE_NONE) , dict(delimiter=" ", skipinitialspace=True), dict(escapechar='"', quotechar="'"), dict(lineterminator="")]:
    print("##", k)
    for r in R:
        if not hasattr(r, "__next__"): write(r, **k)
write([["a", 1], ["b"]], True); write([[1], 5, [2]], True); write(5, True); write([], True); write(gen(), True)
class N:
    def __float__(self): return 1.0
    def __str__(self): return "N!"
class S:
    def __str__(self): return 5
class B:
    def __str__(self): 1/0
class I:
    def __index__(self): return 1
    def __str__(self): return "I!"
for k in K[3:8]: write([N(), I(), "x"], **k)
write([S()]); write([B()]); 
err(csv.writer); err(csv.writer, 1); err(csv.writer, io.StringIO(), "nope"); err(csv.writer, io.StringIO(), foo=1)
class W: write = 5
err(csv.writer, W())
class W2:
    def write(self, s): return s.upper()
w = csv.writer(W2()); print(w.writerow(["a", 1]), w.writerows([["b"]]), [n for n in dir(w) if not n.startswith("__")], type(w)); err(setattr, w, "dialect", 1); err(type(w)); err(w.writerow); err(w.writerow, 1, 2)
class W3:
    def write(self, s): 1/0
err(csv.writer(W3()).writerow, [1])
f = io.StringIO("a,b\n1,2\n3\n4,5,6\n"); print(list(csv.DictReader(f)))
f = io.StringIO(); w = csv.DictWriter(f, ["a", "b"]); w.writeheader(); w.writerow({"a": 1}); err(w.writerow, {"c": 1}); print(repr(f.getvalue()))
sniffed = csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n"); print(sniffed.delimiter, sniffed.quotechar, sniffed.skipinitialspace, csv.Sniffer().has_header("name,n\na,1\nb,2\n"))
class D2(csv.Dialect): delimiter = ","
err(D2); err(csv.register_dialect, "d2", D2)
class D3(csv.excel): quoting = 77
err(D3)
