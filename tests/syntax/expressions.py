a or b and not c
a or b or c and d and e
not not a
a < b <= c == d != e >= f > g
a in b; a not in b; a is b; a is not b
not a in b
a is not b not in c
a | b ^ c & d << e >> f
a + b - c * d / e // f % g @ h
-a ** -b ** c
+a, -a, ~a, - -a
a ** b ** c
(a ** b) ** c
a if b else c
a if b else c if d else e
(a if b else c) if d else e
lambda: a if b else c
a.b.c, a . b
a[b], a[b, c], a[b:c], a[b:c:d], a[:], a[::], a[::d], a[b:, c, :d]
a[*b], a[*b, c], a[b:c, *d], a[b := c], a[()], a[b,]
a(), a(b), a(b,), a(b, c=d), a(*b), a(**b), a(b, *c, d, e=f, *g, **h, i=j, **k)
a(b for c in d), a((b for c in d), e), a(b := c), a(b if c else d)
a(b)(c)[d].e(f)
a(c=d, *b)
[], [a], [a,], [a, b], [*a, b], [a := b, c]
(), (a), (a,), (a, b), (*a, b), (a := b), (a := b, c)
{}, {a}, {a, b}, {*a, b}, {a: b}, {a: b, c: d,}, {**a}, {**a, b: c, **d | e}
[a for b in c], [a for b in c if d if e for f in g], [a for b, *c in d], [(a, b) for c in d]
{a for b in c}, {a: b for c in d}, {a := b for c in d}
(a for b in c if d or e), (a async for b in c)
[a if b else c for d in e]
[lambda: a for b in c if (lambda: d)]
[a for b in lambda_ if c], [a for b.c in d], [a for b[c] in d]
(yield), (yield a), (yield a, b), (yield from a)
((a)), ((a), b)
None, True, False, ..., __debug__
await_, async_ = match, case
match, case, _, type = 1, 2, 3, 4
match(a), match[b], match.c, match - 1, match * 2
print(a, file=b)
