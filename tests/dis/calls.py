# Calls: keywords, unpacking, methods, long argument lists.
f(*a); f(**a); f(a, *b, c=1, **d); f(*a, b); f(a=1, b=2); f(a, b, c=3); f(x for x in y); a.b(c); a.b(c, d=1); a.b(*c); a.b.c.d(); f()(); f(*a)(**b)
print(*[1], sep='')
f(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18,a19,a20,a21,a22,a23,a24,a25,a26,a27,a28,a29,a30)
f(a0=1,a1=1,a2=1,a3=1,a4=1,a5=1,a6=1,a7=1,a8=1,a9=1,a10=1,a11=1,a12=1,a13=1,a14=1,a15=1,a16=1)
a.f(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18,a19,a20,a21,a22,a23,a24,a25,a26,a27,a28,a29,a30)
def multi(
    a,
    b=1,
):
    return (
        a
        .foo
        .bar(
            b,
            c=2,
        )
    )
