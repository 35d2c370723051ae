# Pairs of loads and stores in one instruction; borrowed references; more than 15 locals.
def many(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17):
    x = a0 + a1; y = a16 + a17; z = a15 + a16
    a0, a1 = a1, a0
    a16 = a17 = a0
    return a0.f(a1, a2).g(a17)
