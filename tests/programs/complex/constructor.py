for arguments in ((), (1,), (1, 2), (1.5, -2.5), ("1+2j",), (" (3-4j) ",), ("j",), ("-j",), ("1e5",), ("1e5j",), ("nan",),
    ("inf-infj",), (1j, 1j), (True, False), ("1_0+2_0j",), (" 5 ",), ("+1-1J",)):
    print(arguments, complex(*arguments))
for arguments in (("",), ("a",), ("1+",), ("1 + 2j",), ("1+2",), ("1j+2",), ("1", 2), (1, "2"), (None,), ([],), (b"1",),
    ("1+2jj",), ("(1+2j",), ("i",), (1, None), (1, 2, 3)):
    try:
        print(complex(*arguments))
    except Exception as error:
        print(type(error).__name__, error)
print(complex(real=1), complex(imag=2), complex(real=1, imag=2))


class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7


print(complex(C()), complex(F()), complex(I()), complex(F(), F()))
print(1j.__repr__(), str(1 + 1j), format(1j), complex("1e500"), complex.from_number(3), complex.from_number(C()))
